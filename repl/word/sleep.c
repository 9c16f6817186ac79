/* sleep N[smhd]...: lets the cluster's time pass. */
#include "repl/interval.h"
#include "repl/verb.h"

static int exec(struct command *cmd)
{
    int64_t total_ms = 0;
    if (!cmd->argc) {
        sink_puts(cmd->err, "sleep: missing operand\n");
        return 1;
    }
    for (int i = 0; i < cmd->argc; i++) {
        int64_t ms;
        if (interval_parse(cmd->argv[i], &ms) < 0) {
            sink_printf(cmd->err, "sleep: invalid time interval '%s'\n", cmd->argv[i]);
            return 1;
        }
        total_ms += ms;
    }
    return cmd_wait(cmd, total_ms);
}

const struct verb verb_sleep = {
    .name = "sleep",
    .usage = "sleep 시간",
    .summary_ko = "클러스터의 시간으로 그만큼 기다려요",
    .raw = true,
    .exec = exec,
};
