/* next: see teach.h. */
#include "repl/teach.h"
#include "repl/verb.h"
#include "repl/session.h"

static int exec(struct command *cmd)
{
    return teach_next(cmd->session, cmd->out);
}

const struct verb verb_next = {
    .name = "next",
    .aliases = "다음",
    .usage = "next",
    .summary_ko = "할 일을 확인하고 다음 단계로 가요",
    .exec = exec,
};
