/* restart: see teach.h. */
#include "repl/teach.h"
#include "repl/verb.h"
#include "repl/session.h"

static int exec(struct command *cmd)
{
    return teach_restart(cmd->session, cmd->out, cmd->err);
}

const struct verb verb_restart = {
    .name = "restart",
    .aliases = "다시",
    .usage = "restart",
    .summary_ko = "수업을 처음부터 다시 해요",
    .exec = exec,
};
