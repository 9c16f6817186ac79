/* kubectl set: staging/src/k8s.io/kubectl/pkg/cmd/set/, v1.20.2. */
#include "repl/verb/set.h"

#include <string.h>

/* Where the pod spec of a kind lies, or NULL. */
static const char *podspec_path(const struct target *t)
{
    static const struct {
        const char *kind, *path;
    } paths[] = {
        { "Pod", "spec" },
        { "CronJob", "spec.jobTemplate.spec.template.spec" },
        { "DaemonSet", "spec.template.spec" },
        { "Deployment", "spec.template.spec" },
        { "Job", "spec.template.spec" },
        { "ReplicaSet", "spec.template.spec" },
        { "ReplicationController", "spec.template.spec" },
        { "StatefulSet", "spec.template.spec" },
    };
    for (size_t i = 0; i < ARRAY_LEN(paths); i++)
        if (!strcmp(paths[i].kind, t->resource->kind))
            return paths[i].path;
    return NULL;
}

int set_pairs_start(const struct command *cmd)
{
    int n = 0;
    while (n < cmd->argc && !(strchr(cmd->argv[n], '=') && cmd->argv[n][0] != '=') &&
           cmd->argv[n][strlen(cmd->argv[n]) - 1] != '-')
        n++;
    return n;
}

static int commit(struct command *cmd, const struct target *t, const struct val *patch, struct status *st)
{
    return client_patch(cmd_client(cmd), t->resource, t->ns, t->name, NULL, CONTENT_STRATEGIC_PATCH, patch, result_query(cmd), NULL, st);
}

/* {spec:{template:{spec:SPEC}}} for the path "spec.template.spec". */
static struct val *wrap(const char *path, struct val *take_spec)
{
    struct val *patch = NULL;
    val_put(&patch, path, take_spec);
    return patch;
}

static int change_one(struct command *cmd, const struct target *t, set_change *change, const void *arg, const char *said,
                      bool local, struct cmd_errors *errors)
{
    struct status st = STATUS_INIT;
    const char *path = podspec_path(t);
    struct val *spec_patch = NULL;
    int rc = 0;
    if (!path)
        rc = status_client(&st, "%s/%s the object is not a pod or does not have a pod template: %s",
                           resource_plural(cmd->arena, t->resource), t->name, t->resource->kind);
    else
        rc = change(cmd, val_at(t->object, path), arg, &spec_patch, &st);
    if (!rc && val_empty(spec_patch)) {
        val_unref(spec_patch);
        return 0;
    }
    if (!rc) {
        struct val *patch = wrap(path, spec_patch);
        opt_record(cmd, &patch);
        if (!local)
            rc = commit(cmd, t, patch, &st);
        val_unref(patch);
    }
    if (rc < 0) {
        cmd_errors_add(cmd, errors, &st);
        return 1;
    }
    return result_print(cmd, t->resource, t->object, said);
}

int set_run(struct command *cmd, int resources, set_change *change, const void *arg, const char *said)
{
    struct targets t;
    enum dry_run dry;
    int rc = result_dry_run(cmd, &dry);
    if (!rc)
        rc = targets_resolve(cmd, resources, cmd->argv, TARGET_FETCH | TARGET_SELECTORS | TARGET_FILES, &t);
    if (rc)
        return rc;
    bool local = dry == DRY_RUN_CLIENT || (cmd_has_option(cmd, "local") && opt_bool(cmd, "local"));
    for (size_t i = 0; i < t.len; i++)
        change_one(cmd, &t.items[i], change, arg, said, local, &t.errors);
    return targets_report(cmd, &t);
}

static const struct verb *const subverbs[] = { &verb_set_image, NULL };

static const char *const examples[] = {
    "kubectl set image ds/web web=nginx:1.19\t컨테이너의 이미지를 바꿔요",
    NULL,
};

const struct verb verb_set = {
    .name = "set",
    .kubectl = true,
    .usage = "set SUBCOMMAND",
    .summary_ko = "오브젝트의 이미지 같은 것을 바꿔요",
    .examples_ko = examples,
    .subverbs = subverbs,
};
