/* vi, edit FILE...: $VISUAL or $EDITOR, else what the host has. */
#include "repl/editor.h"

static int exec(struct command *cmd)
{
    static const char *const variables[] = { "VISUAL", "EDITOR", NULL };
    const char *program = editor_choose(cmd, variables);
    bool missing = false;
    int rc = program ? editor_run(cmd, program, cmd->argc, cmd->argv, &missing) : EDITOR_NOT_FOUND;
    if (missing)
        sink_printf(cmd->err, "%s: command not found\n", program);
    return rc;
}

const struct verb verb_vi = {
    .name = "vi",
    .aliases = "edit,편집",
    .usage = "vi 파일",
    .summary_ko = "파일을 편집기로 열어요",
    .raw = true,
    .exec = exec,
};
