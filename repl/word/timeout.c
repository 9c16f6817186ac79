/* timeout N COMMAND...: ends it with status 124 after N seconds of the cluster's time (a host program: of the wall's). */
#include "repl/execute.h"
#include "repl/interval.h"
#include "repl/session.h"
#include "repl/verb.h"

enum { STATUS_USAGE = 125 };

static int exec(struct command *cmd)
{
    int64_t ms;
    if (cmd->argc < 2) {
        sink_puts(cmd->err, "timeout: missing operand\n");
        return STATUS_USAGE;
    }
    if (interval_parse(cmd->argv[0], &ms) < 0) {
        sink_printf(cmd->err, "timeout: invalid time interval '%s'\n", cmd->argv[0]);
        return STATUS_USAGE;
    }
    struct command limited = *cmd;
    int64_t deadline_ms = backend_now_ms(cmd->session->backend) + ms;
    if (ms && deadline_ms < cmd->deadline_ms) /* 0: no limit */
        limited.deadline_ms = deadline_ms;
    return execute_argv(&limited, cmd->argc - 1, cmd->argv + 1);
}

static const char *const examples[] = {
    "timeout 5 kubectl get pods -w\t5초 동안만 지켜봐요",
    NULL,
};

const struct verb verb_timeout = {
    .name = "timeout",
    .usage = "timeout 시간 명령...",
    .summary_ko = "명령을 정한 시간까지만 돌려요",
    .examples_ko = examples,
    .raw = true,
    .exec = exec,
};
