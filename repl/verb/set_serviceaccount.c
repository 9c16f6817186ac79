/* kubectl set serviceaccount: staging/src/k8s.io/kubectl/pkg/cmd/set/set_serviceaccount.go, v1.20.2. */
#include "repl/verb/set.h"

static const struct option options[] = { SET_OPTIONS, RESULT_OPTIONS, OPTION_END };

static int change(struct command *cmd, const struct target *t, const struct val *spec, const void *arg, struct val **patch, struct status *st)
{
    (void)cmd;
    (void)t;
    (void)st;
    if (!val_str_equal(val_get(spec, "serviceAccountName"), arg))
        *patch = val_fmt("{serviceAccountName:%s}", (const char *)arg);
    return 0;
}

static int exec(struct command *cmd)
{
    if (!cmd->argc)
        return cmd_error(cmd, "serviceaccount is required");
    const struct set_job job = { .change = change, .arg = cmd->argv[cmd->argc - 1], .said = "serviceaccount updated",
                                 .failed = "failed to patch ServiceAccountName " };
    return set_run(cmd, cmd->argc - 1, &job);
}

const struct verb verb_set_serviceaccount = {
    .name = "serviceaccount",
    .aliases = "sa",
    .kubectl = true,
    .usage = "set serviceaccount (-f FILENAME | TYPE NAME) SERVICE_ACCOUNT",
    .summary_ko = "파드가 쓸 서비스 어카운트를 바꿔요",
    .options = options,
    .exec = exec,
};
