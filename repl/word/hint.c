/* hint: see teach.h. */
#include "repl/teach.h"
#include "repl/verb.h"
#include "repl/session.h"

static int exec(struct command *cmd)
{
    return teach_hint(cmd->session, cmd->out);
}

const struct verb verb_hint = {
    .name = "hint",
    .aliases = "힌트",
    .usage = "hint",
    .summary_ko = "힌트를 하나씩 보여 줘요",
    .exec = exec,
};
