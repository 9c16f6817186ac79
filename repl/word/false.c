/* false: nothing, unsuccessfully. */
#include "repl/verb.h"

static int exec(struct command *cmd)
{
    (void)cmd;
    return 1;
}

const struct verb verb_false = {
    .name = "false",
    .usage = "false",
    .summary_ko = "아무것도 하지 않고 실패해요",
    .raw = true,
    .exec = exec,
};
