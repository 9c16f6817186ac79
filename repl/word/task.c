/* task: see teach.h. */
#include "repl/teach.h"
#include "repl/verb.h"
#include "repl/session.h"

static int exec(struct command *cmd)
{
    return teach_show(cmd->session, cmd->out);
}

const struct verb verb_task = {
    .name = "task",
    .aliases = "과제",
    .usage = "task",
    .summary_ko = "과제를 다시 보여 줘요",
    .exec = exec,
};
