/* kubectl create cronjob: pkg/cmd/create/create_cronjob.go, v1.20.2 and v1.37.2. */
#include "repl/verb/create.h"

static const struct option options[] = {
    { "image", 0, OPTION_STRING, NULL, "", "컨테이너 이미지" },
    { "schedule", 0, OPTION_STRING, NULL, "", "언제 돌지, cron 형식으로" },
    { "restart", 0, OPTION_STRING, NULL, "", "파드의 restartPolicy: OnFailure, Never" },
    CREATE_OPTIONS,
    OPTION_END,
};

static struct val *build(struct command *cmd, const char *name, struct status *st)
{
    const char *restart = opt_str(cmd, "restart");
    (void)st;
    struct val *pod = val_fmt("{restartPolicy:%s, containers:[{name:%s, image:%s, command:%V}]}", *restart ? restart : "OnFailure", name,
                              opt_str(cmd, "image"), create_command(cmd));
    return val_fmt("{apiVersion:%s, kind:CronJob, metadata:{name:%s}, spec:{schedule:%s, jobTemplate:{metadata:{name:%s}, "
                   "spec:{template:{spec:%V}}}}}", version_has(cmd_version(cmd), FEATURE_CRONJOB_V1) ? "batch/v1" : "batch/v1beta1", name,
                   opt_str(cmd, "schedule"), name, pod);
}

static int exec(struct command *cmd)
{
    return create_run(cmd, build, "image,schedule", "failed to create cronjob: ");
}

static const char *const examples[] = {
    "kubectl create cronjob tick --image=busybox --schedule='*/1 * * * *' -- date\t1분마다 도는 크론잡을 만들어요",
    NULL,
};

const struct verb verb_create_cronjob = {
    .name = "cronjob",
    .aliases = "cj",
    .kubectl = true,
    .usage = "create cronjob NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...] [flags]",
    .summary_ko = "크론잡을 만들어요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
