/* clear: an empty screen. */
#include "repl/term/colour.h"
#include "repl/verb.h"

static int exec(struct command *cmd)
{
    static const char sequence[] = "\033[H\033[2J\033[3J";
    if (cmd->out->terminal && term_draws())
        sink_control(cmd->out, sequence, sizeof(sequence) - 1);
    return 0;
}

const struct verb verb_clear = {
    .name = "clear",
    .usage = "clear",
    .summary_ko = "화면을 지워요",
    .exec = exec,
};
