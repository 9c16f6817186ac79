/* vi, edit FILE...: $VISUAL or $EDITOR, else what the host has. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "repl/confine.h"
#include "repl/execute.h"
#include "repl/expand.h"
#include "repl/host.h"
#include "repl/session.h"
#include "repl/shell.h"
#include "repl/verb.h"

enum { STATUS_NOT_FOUND = 127 };

static int run(struct command *cmd, const char *editor, bool *missing)
{
    struct fields argv = FIELDS_INIT;
    struct host_io io = { STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO };
    pid_t pid;
    for (const char *p = editor; *(p += strspn(p, " ")); p += strcspn(p, " "))
        fields_add(cmd->arena, &argv, p, strcspn(p, " "));
    for (int i = 0; i < cmd->argc; i++)
        fields_add(cmd->arena, &argv, cmd->argv[i], strlen(cmd->argv[i]));
    int error = argv.len ? host_start(argv.items, &io, &pid) : ENOENT;
    *missing = error == ENOENT;
    if (!error)
        return host_wait(pid, -1);
    if (!*missing)
        sink_printf(cmd->err, "%s: %s\n", argv.items[0], strerror(error));
    return host_start_status(error);
}

static int exec(struct command *cmd)
{
    struct session *s = cmd->session;
    const char *chosen = shell_get(s, "VISUAL");
    if (!chosen || !*chosen)
        chosen = shell_get(s, "EDITOR");
    const char *const editors[] = { chosen ? chosen : "", "vim", "vi", "nano" };
    if (s->restricted) {
        sink_puts(cmd->err, "여기서는 편집기를 쓸 수 없어요. `cat > 파일 <<EOF`로 파일을 만들어 보세요.\n");
        return STATUS_NOT_FOUND;
    }
    if (!s->interactive && !*editors[0]) {
        sink_puts(cmd->err, "편집기는 터미널에서만 쓸 수 있어요. $EDITOR를 정하면 그 프로그램을 돌려요.\n");
        return 1;
    }
    for (size_t i = 0; i < ARRAY_LEN(editors); i++) {
        bool missing;
        int rc = run(cmd, editors[i], &missing);
        if (!missing)
            return rc;
    }
    sink_puts(cmd->err, "편집기를 찾지 못했어요. vim이나 nano를 깔거나 $EDITOR를 정해 주세요.\n"
                        "편집기가 없어도 `cat > 파일 <<EOF`로 파일을 적을 수 있어요.\n");
    return STATUS_NOT_FOUND;
}

const struct verb verb_vi = {
    .name = "vi",
    .aliases = "edit,편집",
    .usage = "vi 파일",
    .summary_ko = "파일을 편집기로 열어요",
    .raw = true,
    .exec = exec,
};
