/* history [N]: what was typed. */
#include <stdlib.h>

#include "repl/session.h"
#include "repl/shell.h"
#include "repl/verb.h"

static int exec(struct command *cmd)
{
    struct shell *sh = cmd->session->shell;
    size_t count = shell_history_count(sh), first = 1;
    if (cmd->argc) {
        char *end;
        unsigned long n = strtoul(cmd->argv[0], &end, 10);
        if (*end || end == cmd->argv[0]) {
            sink_printf(cmd->err, "history: %s: numeric argument required\n", cmd->argv[0]);
            return 1;
        }
        first = n < count ? count - n + 1 : 1;
    }
    for (size_t n = first; n <= count; n++) {
        const char *line = shell_history(sh, n);
        if (line)
            sink_printf(cmd->out, "%5zu  %s\n", n, line);
    }
    return 0;
}

const struct verb verb_history = {
    .name = "history",
    .usage = "history [개수]",
    .summary_ko = "지금까지 친 명령을 보여 줘요",
    .exec = exec,
};
