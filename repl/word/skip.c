/* skip: see teach.h. */
#include "repl/teach.h"
#include "repl/verb.h"
#include "repl/session.h"

static int exec(struct command *cmd)
{
    return teach_skip(cmd->session, cmd->out);
}

const struct verb verb_skip = {
    .name = "skip",
    .aliases = "건너뛰기",
    .usage = "skip",
    .summary_ko = "이 단계를 정답대로 해 두고 넘어가요",
    .exec = exec,
};
