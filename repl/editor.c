#include "repl/editor.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "repl/expand.h"
#include "repl/host.h"
#include "repl/session.h"
#include "repl/shell.h"

/* Whether $PATH has the program. */
static bool is_installed(struct command *cmd, const char *name)
{
    const char *path = shell_get(cmd->session, "PATH");
    for (const char *p = path ? path : ""; *p;) {
        size_t len = strcspn(p, ":");
        if (!access(arena_strf(cmd->arena, "%.*s/%s", (int)len, p, name), X_OK))
            return true;
        p += len + (p[len] == ':');
    }
    return false;
}

const char *editor_choose(struct command *cmd, const char *const *variables)
{
    static const char *const usual[] = { "vim", "vi", "nano" };
    struct session *s = cmd->session;
    if (s->restricted) {
        sink_puts(cmd->err, "여기서는 편집기를 쓸 수 없어요. `cat > 파일 <<EOF`로 파일을 만들어 보세요.\n");
        return NULL;
    }
    for (; *variables; variables++) {
        const char *program = shell_get(s, *variables);
        if (program && *program)
            return program;
    }
    if (!s->interactive) {
        sink_puts(cmd->err, "편집기는 터미널에서만 쓸 수 있어요. $EDITOR를 정하면 그 프로그램을 돌려요.\n");
        return NULL;
    }
    for (size_t i = 0; i < ARRAY_LEN(usual); i++)
        if (is_installed(cmd, usual[i]))
            return usual[i];
    sink_puts(cmd->err, "편집기를 찾지 못했어요. vim이나 nano를 깔거나 $EDITOR를 정해 주세요.\n"
                        "편집기가 없어도 `cat > 파일 <<EOF`로 파일을 적을 수 있어요.\n");
    return NULL;
}

static void split(struct command *cmd, const char *program, int argc, char **argv, struct fields *out)
{
    if (!strchr(program, ' ') || !strpbrk(program, "\"'\\")) {
        for (const char *p = program; *(p += strspn(p, " ")); p += strcspn(p, " "))
            fields_add(cmd->arena, out, p, strcspn(p, " "));
        for (int i = 0; i < argc; i++)
            fields_add(cmd->arena, out, argv[i], strlen(argv[i]));
        return;
    }
    const char *shell = shell_get(cmd->session, "SHELL");
    struct strbuf line = STRBUF_INIT;
    strbuf_adds(&line, program);
    for (int i = 0; i < argc; i++)
        strbuf_addf(&line, " \"%s\"", argv[i]);
    fields_add(cmd->arena, out, shell && *shell ? shell : "/bin/bash", strlen(shell && *shell ? shell : "/bin/bash"));
    fields_add(cmd->arena, out, "-c", 2);
    fields_add(cmd->arena, out, line.buf, line.len);
    strbuf_release(&line);
}

/* Where the program writes to: the file behind the sink, or one in memory that pass_on() reads. */
static int fd_of(const struct sink *sink)
{
    return sink->fd >= 0 ? sink->fd : host_file(NULL);
}

static void pass_on(int fd, struct sink *sink)
{
    struct strbuf text = STRBUF_INIT;
    if (sink->fd >= 0 || fd < 0)
        return;
    host_file_read(fd, STRBUF_FILE_MAX, &text);
    sink_write(sink, text.buf, text.len);
    strbuf_release(&text);
    close(fd);
}

int editor_run(struct command *cmd, const char *program, int argc, char **argv, bool *missing)
{
    struct fields words = FIELDS_INIT;
    struct host_io io = { STDIN_FILENO, fd_of(cmd->out), fd_of(cmd->err) };
    pid_t pid;
    split(cmd, program, argc, argv, &words);
    int error = words.len ? host_start(words.items, &io, &pid) : ENOENT;
    int rc = error ? host_start_status(error) : host_wait(pid, -1);
    pass_on(io.out, cmd->out);
    pass_on(io.err, cmd->err);
    *missing = error == ENOENT;
    if (error && !*missing)
        sink_printf(cmd->err, "%s: %s\n", words.items[0], strerror(error));
    return rc;
}
