/* progress: see teach.h. */
#include "repl/teach.h"
#include "repl/verb.h"
#include "repl/session.h"

static int exec(struct command *cmd)
{
    return teach_progress(cmd->session, cmd->out);
}

const struct verb verb_progress = {
    .name = "progress",
    .aliases = "진도",
    .usage = "progress",
    .summary_ko = "어디까지 했는지 보여 줘요",
    .exec = exec,
};
