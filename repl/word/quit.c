/* quit, exit [STATUS]: leaves. */
#include <stdlib.h>

#include "repl/session.h"
#include "repl/verb.h"

static int exec(struct command *cmd)
{
    int status = cmd->session->last_status;
    if (cmd->argc) {
        char *end;
        long n = strtol(cmd->argv[0], &end, 10);
        if (*end || end == cmd->argv[0]) {
            sink_printf(cmd->err, "exit: %s: numeric argument required\n", cmd->argv[0]);
            n = 2;
        }
        status = (int)(n & 0xff);
    }
    cmd->session->quit = true;
    return status;
}

const struct verb verb_quit = {
    .name = "quit",
    .aliases = "exit,나가기,끝,종료",
    .usage = "quit",
    .summary_ko = "여기서 나가요",
    .raw = true,
    .exec = exec,
};
