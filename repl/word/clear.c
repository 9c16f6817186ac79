/* clear: an empty screen. */
#include "repl/verb.h"

static int exec(struct command *cmd)
{
    if (cmd->out->terminal)
        sink_puts(cmd->out, "\033[H\033[2J\033[3J");
    return 0;
}

const struct verb verb_clear = {
    .name = "clear",
    .usage = "clear",
    .summary_ko = "화면을 지워요",
    .exec = exec,
};
