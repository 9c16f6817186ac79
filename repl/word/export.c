/* export [NAME[=VALUE]...]: variables for host programs too; alone: all of the environment. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "repl/session.h"
#include "repl/shell.h"
#include "repl/verb.h"
#include "repl/words.h"

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void print_all(struct command *cmd)
{
    size_t count = 0;
    while (environ[count])
        count++;
    char **sorted = arena_alloc(cmd->arena, (count + 1) * sizeof(*sorted));
    memcpy(sorted, environ, count * sizeof(*sorted));
    qsort(sorted, count, sizeof(*sorted), compare);
    for (size_t i = 0; i < count; i++) {
        size_t name = strcspn(sorted[i], "=");
        sink_printf(cmd->out, "declare -x %.*s=\"%s\"\n", (int)name, sorted[i], sorted[i] + name + (sorted[i][name] == '='));
    }
}

static int exec(struct command *cmd)
{
    int rc = 0;
    if (!cmd->argc)
        print_all(cmd);
    for (int i = 0; i < cmd->argc; i++) {
        const char *arg = cmd->argv[i];
        size_t len = words_name_length(arg);
        if (!len || (arg[len] && arg[len] != '=')) {
            sink_printf(cmd->err, "export: `%s': not a valid identifier\n", arg);
            rc = 1;
            continue;
        }
        shell_export(cmd->session->shell, arena_strndup(cmd->arena, arg, len), arg[len] ? arg + len + 1 : NULL);
    }
    return rc;
}

const struct verb verb_export = {
    .name = "export",
    .usage = "export [이름=값...]",
    .summary_ko = "변수를 환경 변수로 만들어요",
    .raw = true,
    .exec = exec,
};
