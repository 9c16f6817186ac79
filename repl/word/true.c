/* true: nothing, successfully. */
#include "repl/verb.h"

static int exec(struct command *cmd)
{
    (void)cmd;
    return 0;
}

const struct verb verb_true = {
    .name = "true",
    .usage = "true",
    .summary_ko = "아무것도 하지 않고 성공해요",
    .raw = true,
    .exec = exec,
};
