/* kubectl set: staging/src/k8s.io/kubectl/pkg/cmd/set/, v1.20.2. */
#include "repl/verb/set.h"

#include <fnmatch.h>
#include <string.h>

#include "backends/base/patch.h"

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

bool set_selects(struct command *cmd, const struct val *container)
{
    return fnmatch(opt_str(cmd, "containers"), val_get_str(container, "name", ""), 0) == 0;
}

/* The object with the patch applied here; NULL with *st. */
static struct val *patched_here(struct command *cmd, const struct target *t, const struct val *patch, struct status *st)
{
    struct strbuf err = STRBUF_INIT;
    const struct schema_type *type = schema_find(t->resource->api_version, t->resource->kind);
    struct val *result = patch_strategic(t->object, patch, type, cmd_version(cmd), &err);
    if (!result)
        status_client(st, "%s", err.buf);
    strbuf_release(&err);
    return result;
}

/* The patch of the object; NULL when nothing changes, or with *st. */
static struct val *make_patch(struct command *cmd, const struct target *t, const struct set_job *job, struct status *st)
{
    struct val *part = NULL, *patch = NULL;
    const char *path = job->whole ? NULL : podspec_path(t);
    if (!job->whole && !path) {
        status_client(st, "%s/%s the object is not a pod or does not have a pod template: %s", resource_plural(cmd->arena, t->resource),
                      t->name, t->resource->kind);
        return NULL;
    }
    if (job->change(cmd, t, path ? val_at(t->object, path) : t->object, job->arg, &part, st) < 0 || val_empty(part)) {
        val_unref(part);
        return NULL;
    }
    if (path)
        val_put(&patch, path, part);
    else
        patch = part;
    struct val *after = patched_here(cmd, t, patch, st);
    bool changes = after && !val_equal(after, t->object);
    val_unref(after);
    if (!changes) {
        val_unref(patch);
        return NULL;
    }
    opt_record(cmd, &patch);
    return patch;
}

static void change_one(struct command *cmd, const struct target *t, const struct set_job *job, bool local, struct cmd_errors *errors)
{
    struct status st = STATUS_INIT;
    struct val *result = NULL, *patch = make_patch(cmd, t, job, &st);
    if (patch && local)
        result = patched_here(cmd, t, patch, &st);
    else if (patch && client_patch(cmd_client(cmd), t->resource, t->ns, t->name, NULL, CONTENT_STRATEGIC_PATCH, patch, result_query(cmd),
                                   &result, &st) < 0 && job->failed) {
        const char *why = arena_strdup(cmd->arena, st.message);
        status_client(&st, "%s%s", job->failed, why);
    }
    if (result)
        result_print_typed(cmd, t->resource, result, job->said);
    else if (st.message)
        cmd_errors_add(cmd, errors, &st);
    val_unref(patch);
    val_unref(result);
}

int set_run(struct command *cmd, int resources, const struct set_job *job)
{
    struct targets t;
    enum dry_run dry;
    int rc = result_dry_run(cmd, &dry);
    bool here = opt_bool(cmd, "local");
    if (!rc)
        rc = result_local(cmd, dry);
    if (!rc)
        rc = targets_resolve(cmd, here ? 0 : resources, cmd->argv, (here ? 0 : TARGET_FETCH | TARGET_SELECTORS | TARGET_REQUIRE_NAME) | TARGET_FILES, &t);
    if (rc)
        return rc;
    if (t.errors.len)
        return targets_report(cmd, &t);
    if (job->mistake)
        return cmd_error(cmd, "%s", job->mistake);
    for (size_t i = 0; i < t.len; i++)
        change_one(cmd, &t.items[i], job, dry == DRY_RUN_CLIENT || here, &t.errors);
    return targets_report(cmd, &t);
}

static const struct verb *const subverbs[] = { &verb_set_env, &verb_set_image, &verb_set_resources, &verb_set_selector, &verb_set_serviceaccount, &verb_set_subject, NULL };

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
