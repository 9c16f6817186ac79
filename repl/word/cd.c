/* cd [FOLDER|-]: without one to the work folder, or home. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "repl/confine.h"
#include "repl/session.h"
#include "repl/shell.h"
#include "repl/verb.h"

static int complain(struct command *cmd, const char *path, const char *what)
{
    sink_printf(cmd->err, "cd: %s: %s\n", path, what);
    return 1;
}

static int exec(struct command *cmd)
{
    struct session *s = cmd->session;
    const char *to = cmd->argc ? cmd->argv[0] : s->work_dir ? s->work_dir : shell_get(s, "HOME");
    bool back = to && !strcmp(to, "-");
    if (cmd->argc > 1)
        return complain(cmd, cmd->argv[1], "too many arguments");
    if (back)
        to = shell_get(s, "OLDPWD");
    if (!to)
        return complain(cmd, back ? "OLDPWD" : "HOME", "not set");
    if (!confine_allows(s, to))
        return complain(cmd, to, "작업 폴더 밖으로는 나갈 수 없어요");
    char *old = getcwd(NULL, 0);
    int rc = chdir(to) < 0 ? complain(cmd, to, strerror(errno)) : 0;
    if (!rc && back)
        sink_printf(cmd->out, "%s\n", to);
    if (!rc && old)
        shell_set(s->shell, "OLDPWD", old);
    free(old);
    return rc;
}

const struct verb verb_cd = {
    .name = "cd",
    .usage = "cd [폴더|-]",
    .summary_ko = "다른 폴더로 가요",
    .raw = true,
    .exec = exec,
};
