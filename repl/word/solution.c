/* solution: see teach.h. */
#include "repl/teach.h"
#include "repl/verb.h"
#include "repl/session.h"

static int exec(struct command *cmd)
{
    return teach_solution(cmd->session, cmd->out);
}

const struct verb verb_solution = {
    .name = "solution",
    .aliases = "정답",
    .usage = "solution",
    .summary_ko = "정답을 보여 줘요",
    .exec = exec,
};
