/*
 * kubectl exec -it POD -- sh: a person talks to a shell in a container.
 *
 * The container's shell does not wait between the lines: each is a command of its own.  What the next one must still know comes
 * with it: the folder, which each tells behind a mark at the end of its output, and the lines that set variables.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backends/backend.h"
#include "repl/session.h"
#include "repl/verb/exec.h"

#define FOLDER_MARK '\001'

struct talk {
    const struct exec_call *call;
    struct strbuf folder, settings; /* owned; "/tmp", "export A=1\n" */
    int status;                     /* $? */
    bool over;
};

bool exec_is_shell(const struct command *cmd, char **argv, int argc)
{
    static const char *const shells[] = { "sh", "bash", "ash", "/bin/sh", "/bin/bash", "/bin/ash" };
    bool is = false;
    for (size_t i = 0; i < ARRAY_LEN(shells); i++)
        is = is || (argc == 1 && !strcmp(argv[0], shells[i]));
    return is && opt_bool(cmd, "tty") && talk_possible(cmd);
}

bool talk_possible(const struct command *cmd)
{
    return opt_bool(cmd, "stdin") && !cmd->input && cmd->session->interactive && cmd->out->terminal && isatty(STDIN_FILENO);
}

bool talk_read_line(struct strbuf *line, struct sink *out)
{
    char c;
    strbuf_reset(line);
    while (!backend_interrupted) {
        if (read(STDIN_FILENO, &c, 1) != 1) {
            if (backend_interrupted)
                break;
            return false;
        }
        if (c == '\n')
            return true;
        strbuf_addch(line, c);
    }
    backend_interrupted = 0;
    strbuf_reset(line);
    sink_puts(out, "\n");
    return true;
}

/* Whether a line sets something that later ones see. */
static bool sets(const char *line)
{
    size_t name = strspn(line, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789");
    return !strncmp(line, "export ", 7) || (name && line[name] == '=' && !strchr(line, ' ') && !strchr(line, ';'));
}

/* Prints what came, without the folder at its end. */
static void take_output(struct talk *t, struct strbuf *text)
{
    char *mark = memrchr(text->buf, FOLDER_MARK, text->len);
    size_t len = mark ? (size_t)(mark - text->buf) : text->len;
    if (mark) {
        strbuf_reset(&t->folder);
        strbuf_adds(&t->folder, mark + 1);
        strbuf_rtrim(&t->folder);
    }
    sink_write(t->call->cmd->out, text->buf, len);
}

static void run_line(struct talk *t, const char *line)
{
    struct status st = STATUS_INIT;
    struct strbuf text = STRBUF_INIT;
    char *script = xstrf("cd '%s'\n%s(exit %d)\n%s\n_status=$?; printf '\\001'; pwd; exit $_status", t->folder.buf, t->settings.buf, t->status,
                         line);
    struct val *argv = val_fmt("[sh, '-c', %s]", script);
    int rc = exec_request(t->call, argv, NULL, &text, &t->status, &st);
    if (!rc)
        take_output(t, &text);
    else if (rc < 0)
        cmd_status(t->call->cmd, &st);
    t->over = rc != 0 && rc != 130;
    backend_interrupted = 0;
    if (!rc && sets(line))
        strbuf_addf(&t->settings, "%s\n", line);
    free(script);
    val_unref(argv);
    strbuf_release(&text);
}

int exec_converse(const struct exec_call *x)
{
    struct talk t = { .call = x, .folder = STRBUF_INIT, .settings = STRBUF_INIT };
    struct strbuf line = STRBUF_INIT;
    struct sink *out = x->cmd->out;
    run_line(&t, ":"); /* where it begins */
    while (!t.over) {
        sink_printf(out, "%s # ", t.folder.len ? t.folder.buf : "/");
        if (!talk_read_line(&line, out)) {
            sink_puts(out, "\n");
            break;
        }
        const char *text = line.buf + strspn(line.buf, " \t");
        if (!strncmp(text, "exit", 4) && strchr(" \t", text[4])) {
            t.status = text[4] ? (int)(strtol(text + 4, NULL, 10) & 255) : t.status;
            break;
        }
        if (*text)
            run_line(&t, text);
    }
    strbuf_release(&line);
    strbuf_release(&t.folder);
    strbuf_release(&t.settings);
    if (t.status && !t.over)
        sink_printf(x->cmd->err, "command terminated with exit code %d\n", t.status);
    return t.over ? 1 : t.status;
}
