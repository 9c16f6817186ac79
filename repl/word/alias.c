/* alias [NAME[=TEXT]...]: other names for commands. */
#include <stdlib.h>
#include <string.h>

#include "repl/session.h"
#include "repl/shell.h"
#include "repl/verb.h"

static void print(struct command *cmd, const char *name)
{
    struct strbuf sb = STRBUF_INIT;
    for (const char *p = shell_alias(cmd->session->shell, name); *p; p++) {
        if (*p == '\'')
            strbuf_adds(&sb, "'\\'");
        strbuf_addch(&sb, *p);
    }
    sink_printf(cmd->out, "alias %s='%s'\n", name, sb.buf);
    strbuf_release(&sb);
}

static void print_all(struct command *cmd)
{
    size_t count;
    const char **names = shell_alias_names(cmd->session->shell, &count);
    for (size_t i = 0; i < count; i++)
        print(cmd, names[i]);
    free(names);
}

static int exec(struct command *cmd)
{
    struct shell *sh = cmd->session->shell;
    int rc = 0;
    if (!cmd->argc)
        print_all(cmd);
    for (int i = 0; i < cmd->argc; i++) {
        char *arg = cmd->argv[i];
        size_t len = strcspn(arg, "=");
        if (arg[len] && len && strcspn(arg, " \t\n|&;<>()$`\\\"'") >= len) {
            shell_set_alias(sh, arena_strndup(cmd->arena, arg, len), arg + len + 1);
        } else if (shell_alias(sh, arg)) {
            print(cmd, arg);
        } else {
            sink_printf(cmd->err, arg[len] ? "alias: `%s': invalid alias name\n" : "alias: %s: not found\n", arg);
            rc = 1;
        }
    }
    return rc;
}

const struct verb verb_alias = {
    .name = "alias",
    .usage = "alias [이름=명령...]",
    .summary_ko = "명령에 다른 이름을 붙여요",
    .raw = true,
    .exec = exec,
};
