/* forward TIME: `clock advance`, as one word. */
#include "repl/verb.h"

static int exec(struct command *cmd)
{
    char **argv = arena_alloc(cmd->arena, ((size_t)cmd->argc + 2) * sizeof(*argv));
    argv[0] = arena_strdup(cmd->arena, "advance");
    for (int i = 0; i < cmd->argc; i++)
        argv[i + 1] = cmd->argv[i];
    return verb_invoke(cmd, verb_find("clock", false), cmd->argc + 1, argv);
}

const struct verb verb_forward = {
    .name = "forward",
    .aliases = "빨리감기",
    .usage = "forward 시간",
    .summary_ko = "그만큼 시간을 앞으로 감아요 (clock advance)",
    .raw = true,
    .exec = exec,
};
