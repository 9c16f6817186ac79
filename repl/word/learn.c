/* learn [LESSON]: the lessons, or one of them. */
#include "repl/teach.h"
#include "repl/session.h"
#include "repl/verb.h"

static int exec(struct command *cmd)
{
    const char *name = cmd->argc ? cmd->argv[0] : NULL;
    for (int i = 1; i < cmd->argc; i++)
        name = arena_strf(cmd->arena, "%s %s", name, cmd->argv[i]); /* a title may have blanks */
    if (name)
        return teach_begin(cmd->session, name, cmd->out, cmd->err);
    teach_menu(cmd->session, cmd->out);
    return 0;
}

const struct verb verb_learn = {
    .name = "learn",
    .aliases = "수업,menu,메뉴",
    .usage = "learn [수업]",
    .summary_ko = "수업을 고르거나 시작해요",
    .exec = exec,
};
