/* help [WORD]: the shell's words, one of them, or a verb of kubectl. */
#include "repl/help.h"
#include "repl/verb.h"

#include <string.h>

static int exec(struct command *cmd)
{
    if (!cmd->argc)
        return help_shell(cmd);
    bool kubectl = cmd->argc > 1 && !strcmp(cmd->argv[0], "kubectl");
    const char *name = cmd->argv[kubectl];
    struct command about = *cmd;
    about.verb = kubectl ? NULL : verb_find(name, false);
    if (!about.verb)
        about.verb = verb_find(name, true);
    if (!about.verb) {
        sink_printf(cmd->err, "“%s”에 대한 도움말은 없어요. `help`가 모든 말을 보여 줘요.\n", name);
        return 1;
    }
    return strcmp(about.verb->name, "kubectl") != 0 ? help_verb(&about) : help_kubectl(cmd);
}

const struct verb verb_help = {
    .name = "help",
    .aliases = "도움말",
    .usage = "help [말]",
    .summary_ko = "도움말을 보여 줘요",
    .raw = true,
    .exec = exec,
};
