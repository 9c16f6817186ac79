/* unalias NAME...: forgets aliases. */
#include "repl/session.h"
#include "repl/shell.h"
#include "repl/verb.h"

static int exec(struct command *cmd)
{
    int rc = 0;
    for (int i = 0; i < cmd->argc; i++)
        if (!shell_unset_alias(cmd->session->shell, cmd->argv[i])) {
            sink_printf(cmd->err, "unalias: %s: not found\n", cmd->argv[i]);
            rc = 1;
        }
    return rc;
}

const struct verb verb_unalias = {
    .name = "unalias",
    .usage = "unalias 이름...",
    .summary_ko = "붙인 이름을 떼요",
    .raw = true,
    .exec = exec,
};
