/* unset NAME...: forgets variables. */
#include "repl/session.h"
#include "repl/shell.h"
#include "repl/verb.h"

static int exec(struct command *cmd)
{
    for (int i = 0; i < cmd->argc; i++)
        shell_unset(cmd->session->shell, cmd->argv[i]);
    return 0;
}

const struct verb verb_unset = {
    .name = "unset",
    .usage = "unset 이름...",
    .summary_ko = "변수를 지워요",
    .raw = true,
    .exec = exec,
};
