/* kubectl options: the flags that every command has. */
#include "repl/help.h"

static int exec(struct command *cmd)
{
    return help_globals(cmd);
}

const struct verb verb_options = {
    .name = "options",
    .kubectl = true,
    .usage = "options",
    .summary_ko = "모든 명령에 쓸 수 있는 플래그를 보여요",
    .exec = exec,
};
