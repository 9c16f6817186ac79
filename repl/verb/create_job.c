/* kubectl create job: pkg/cmd/create/create_job.go, v1.20.2 and v1.37.2. */
#include <string.h>

#include "repl/target.h"
#include "repl/verb/create.h"

static const struct option options[] = {
    { "image", 0, OPTION_STRING, NULL, "", "컨테이너 이미지" },
    { "from", 0, OPTION_STRING, NULL, "", "이 크론잡의 틀로 만들어요 (cronjob/NAME)" },
    CREATE_OPTIONS,
    OPTION_END,
};

/* The one CronJob that --from names; NULL with *st, or after the mistake was printed. */
static const struct val *find_cronjob(struct command *cmd, const char *from, struct status *st)
{
    struct targets t;
    char *args[] = { arena_strdup(cmd->arena, from) };
    bool typed = version_has(cmd_version(cmd), FEATURE_CRONJOB_V1);
    if (targets_resolve(cmd, 1, args, TARGET_FETCH | TARGET_REQUIRE_NAME, &t) || targets_report(cmd, &t))
        return NULL;
    const struct resource *r = t.len == 1 ? t.items[0].resource : NULL;
    if (r && !strcmp(r->kind, "CronJob"))
        return t.items[0].object;
    if (r && typed)
        status_client(st, "unknown object type *%s.%s", r->version, r->kind);
    else if (r)
        status_client(st, "from must be an existing cronjob: no kind \"%s\" is registered for version \"batch/v1beta1\" in scheme "
                          "\"k8s.io/kubectl/pkg/scheme/scheme.go:28\"", r->kind);
    else
        status_client(st, "from must be an existing cronjob");
    return NULL;
}

static struct val *from_cronjob(struct command *cmd, const char *name, const char *from, struct status *st)
{
    const struct val *cronjob = find_cronjob(cmd, from, st);
    if (!cronjob)
        return NULL;
    const struct val *template = val_at(cronjob, "spec.jobTemplate");
    struct val *annotations = val_fmt("{cronjob.kubernetes.io/instantiate:manual}");
    bool controls = version_has(cmd_version(cmd), FEATURE_JOB_FROM_CONTROLLED);
    struct val *owner = val_fmt("{apiVersion:%s, kind:CronJob, name:%v, uid:%v, controller:%V}",
                                version_has(cmd_version(cmd), FEATURE_CRONJOB_V1) ? "batch/v1" : "batch/v1beta1",
                                val_at(cronjob, "metadata.name"), val_at(cronjob, "metadata.uid"), controls ? val_bool(true) : NULL);
    val_merge(&annotations, val_at(template, "metadata.annotations"));
    return val_fmt("{apiVersion:batch/v1, kind:Job, metadata:{name:%s, annotations:%V, labels:%v, ownerReferences:[%V]}, spec:%v}", name,
                   annotations, val_at(template, "metadata.labels"), owner, val_get(template, "spec"));
}

static struct val *build(struct command *cmd, const char *name, struct status *st)
{
    const char *image = opt_str(cmd, "image"), *from = opt_str(cmd, "from");
    if (!*image == !*from) {
        status_client(st, "either --image or --from must be specified");
        return NULL;
    }
    if (*from && cmd->argc > 1) {
        status_client(st, "cannot specify --from and command");
        return NULL;
    }
    if (*from)
        return from_cronjob(cmd, name, from, st);
    return val_fmt("{apiVersion:batch/v1, kind:Job, metadata:{name:%s}, spec:{template:{spec:{restartPolicy:Never, "
                   "containers:[{name:%s, image:%s, command:%V}]}}}}", name, name, image, create_command(cmd));
}

static int exec(struct command *cmd)
{
    return create_run(cmd, build, NULL, "failed to create job: ");
}

static const char *const examples[] = {
    "kubectl create job hello --image=busybox -- echo hi\t한 번 돌고 끝나는 잡을 만들어요",
    "kubectl create job test --from=cronjob/tick\t크론잡을 지금 한 번 돌려요",
    NULL,
};

const struct verb verb_create_job = {
    .name = "job",
    .kubectl = true,
    .usage = "create job NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]",
    .summary_ko = "잡을 만들어요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
