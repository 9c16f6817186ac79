#include "repl/execute.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "repl/confine.h"
#include "repl/expand.h"
#include "repl/host.h"
#include "repl/session.h"
#include "repl/shell.h"

enum { STAGE_FILES_MAX = 16, STATUS_INTERRUPTED = 130, STATUS_NOT_FOUND = 127 };

/* One command of a pipeline. */
struct stage {
    struct fields argv;
    const struct simple_command *command;
    const struct verb *word; /* NULL: a program of the host */
    struct sink *out, *err;  /* where they end up, redirections included */
    const struct strbuf *input;
    int in_fd;               /* of a host program, instead of input; -1: none. Owned */
    struct sink_fd files[STAGE_FILES_MAX]; /* opened by redirections, or a pipe's end; fds owned */
    size_t file_count;
    struct sink_buffer captured; /* what it prints for the next stage */
    struct strbuf text;          /* a heredoc or file that is its input */
    int out_file, err_file;      /* host program: files in memory for sinks without an fd; -1: none. Owned */
    pid_t pid;                   /* 0: not started */
    int status;
};

/* ---- expansion ---- */

static const char *variable(void *context, const char *name)
{
    const struct executor *x = context;
    return shell_get(x->session, name);
}

static void run_captured(void *context, const struct command_line *line, struct strbuf *out)
{
    const struct executor *x = context;
    struct sink_buffer captured;
    sink_buffer_init(&captured);
    struct executor inner = *x;
    inner.out = &captured.sink;
    execute_line(&inner, line);
    strbuf_add(out, captured.sb.buf, captured.sb.len);
    sink_buffer_release(&captured);
}

static bool may_look(void *context, const char *pattern)
{
    const struct executor *x = context;
    return confine_allows(x->session, pattern);
}

static struct expander expander_of(struct executor *x)
{
    return (struct expander){ x->arena, variable, run_captured, may_look, x };
}

/* ---- redirection ---- */

static int complain(struct stage *st, const char *subject, const char *what)
{
    sink_printf(st->err, "%s: %s\n", subject, what);
    return 1;
}

static struct sink *add_file(struct stage *st, int fd)
{
    struct sink_fd *f = &st->files[st->file_count++];
    sink_fd_init(f, fd);
    return &f->sink;
}

static int open_file(struct executor *x, struct stage *st, const struct redirect *r, int *fd, const char **name)
{
    struct expander ex = expander_of(x);
    struct fields names = FIELDS_INIT;
    int flags = r->type == REDIRECT_READ ? O_RDONLY : O_WRONLY | O_CREAT | (r->type == REDIRECT_APPEND ? O_APPEND : O_TRUNC);
    expand_words(&ex, r->target, &names);
    if (names.len != 1)
        return complain(st, "seodang", "ambiguous redirect");
    if (!confine_allows(x->session, names.items[0]))
        return complain(st, names.items[0], "작업 폴더 밖의 파일은 쓸 수 없어요");
    if (st->file_count == STAGE_FILES_MAX)
        return complain(st, names.items[0], "방향 바꾸기가 너무 많아요");
    *name = names.items[0];
    *fd = open(*name, flags | O_CLOEXEC, 0666);
    return *fd < 0 ? complain(st, *name, strerror(errno)) : 0;
}

static int redirect_input(struct executor *x, struct stage *st, const struct redirect *r)
{
    strbuf_reset(&st->text);
    if (r->type == REDIRECT_TEXT) {
        struct expander ex = expander_of(x);
        strbuf_adds(&st->text, expand_text(&ex, r->target));
    } else {
        const char *name;
        int fd, rc = open_file(x, st, r, &fd, &name);
        if (rc)
            return rc;
        rc = host_file_read(fd, STRBUF_FILE_MAX, &st->text) < 0 ? complain(st, name, strerror(errno)) : 0;
        close(fd);
        if (rc)
            return rc;
    }
    st->input = &st->text;
    return 0;
}

/* In their order: `2>&1 >f` sends errors where the output went before. */
static int redirect(struct executor *x, struct stage *st)
{
    for (const struct redirect *r = st->command->redirects; r; r = r->next) {
        struct sink **side = r->fd == 2 ? &st->err : &st->out;
        const char *name;
        int fd, rc = 0;
        if (r->type == REDIRECT_COPY)
            *side = r->from == 2 ? st->err : st->out;
        else if (r->type == REDIRECT_READ || r->type == REDIRECT_TEXT)
            rc = redirect_input(x, st, r);
        else if (!(rc = open_file(x, st, r, &fd, &name)))
            *side = add_file(st, fd);
        if (rc)
            return rc;
    }
    return 0;
}

static void close_files(struct stage *st)
{
    for (size_t i = 0; i < st->file_count; i++)
        close(st->files[i].sink.fd);
    st->file_count = 0;
    if (st->in_fd >= 0)
        close(st->in_fd);
    st->in_fd = -1;
}

/* ---- words ---- */

/* NAME=value before a command holds for it alone. */
struct kept_environment {
    const char *name;
    char *value; /* owned; NULL: it was not set */
};

static struct kept_environment *put_environment(struct executor *x, const struct assignment *assignments, size_t *count)
{
    struct expander ex = expander_of(x);
    *count = 0;
    for (const struct assignment *a = assignments; a; a = a->next)
        ++*count;
    struct kept_environment *kept = arena_alloc(x->arena, (*count + 1) * sizeof(*kept));
    size_t i = 0;
    for (const struct assignment *a = assignments; a; a = a->next, i++) {
        const char *old = getenv(a->name);
        kept[i] = (struct kept_environment){ a->name, old ? xstrdup(old) : NULL };
        setenv(a->name, expand_text(&ex, a->value), 1);
    }
    return kept;
}

static void restore_environment(struct kept_environment *kept, size_t count)
{
    while (count-- > 0) {
        if (kept[count].value)
            setenv(kept[count].name, kept[count].value, 1);
        else
            unsetenv(kept[count].name);
        free(kept[count].value);
    }
}

static int run_word(struct executor *x, const struct verb *word, const struct fields *argv, struct sink *out, struct sink *err,
                    const struct strbuf *input)
{
    struct command parent = { .session = x->session, .arena = x->arena, .out = out, .err = err, .input = input,
                              .dash_at = -1, .deadline_ms = x->deadline_ms };
    backend_settle(x->session->backend);
    return verb_invoke(&parent, word, (int)argv->len - 1, argv->items + 1);
}

/* ---- host programs ---- */

/* The fd that a host program writes to for this sink; a file in memory when there is none. */
static int fd_for(struct sink *s, int *file)
{
    if (s->fd >= 0)
        return s->fd;
    if (*file < 0)
        *file = host_file(NULL);
    return *file;
}

static int input_fd(struct executor *x, struct stage *st)
{
    if (st->in_fd >= 0)
        return st->in_fd;
    if (st->input)
        st->in_fd = host_file(st->input);
    else if (!x->session->interactive)
        st->in_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    return st->in_fd >= 0 ? st->in_fd : STDIN_FILENO;
}

static int refuse_host(struct stage *st)
{
    sink_printf(st->err, "%s: 이 셸에 없는 명령이에요. 호스트의 프로그램은 여기서 돌릴 수 없어요\n", st->argv.items[0]);
    return STATUS_NOT_FOUND;
}

static void start_host(struct executor *x, struct stage *st)
{
    st->status = redirect(x, st);
    if (st->status)
        return;
    if (x->session->restricted) {
        st->status = refuse_host(st);
        return;
    }
    size_t kept_count;
    struct kept_environment *kept = put_environment(x, st->command->assignments, &kept_count);
    struct host_io io = { input_fd(x, st), fd_for(st->out, &st->out_file), 0 };
    io.err = st->err == st->out ? io.out : fd_for(st->err, &st->err_file);
    int error = host_start(st->argv.items, &io, &st->pid);
    restore_environment(kept, kept_count);
    if (error) {
        st->pid = 0;
        bool unknown = error == ENOENT && !strchr(st->argv.items[0], '/');
        sink_printf(st->err, "%s: %s\n", st->argv.items[0], unknown ? "command not found" : strerror(error));
        st->status = host_start_status(error);
    }
}

static void pass_on(int *file, struct sink *to)
{
    struct strbuf sb = STRBUF_INIT;
    if (*file < 0)
        return;
    host_file_read(*file, SIZE_MAX, &sb);
    sink_write(to, sb.buf, sb.len);
    strbuf_release(&sb);
    close(*file);
    *file = -1;
}

static void finish_host(struct executor *x, struct stage *st)
{
    if (st->pid) {
        int64_t left = -1;
        if (x->deadline_ms != INT64_MAX) {
            left = x->deadline_ms - backend_now_ms(x->session->backend);
            left = left > 0 ? left : 0;
        }
        st->status = host_wait(st->pid, left);
    }
    pass_on(&st->out_file, st->out);
    pass_on(&st->err_file, st->err);
    close_files(st);
}

/* ---- pipelines ---- */

/* Where a stage's output goes unless redirected: the line's, a pipe between programs, or a buffer. */
static void connect_stage(struct executor *x, struct stage *st, struct stage *next, bool stream)
{
    int ends[2];
    st->out = x->out;
    st->err = x->err;
    if (!next)
        return;
    if (stream && !pipe2(ends, O_CLOEXEC)) {
        st->out = add_file(st, ends[1]);
        next->in_fd = ends[0];
        return;
    }
    st->out = &st->captured.sink;
    next->input = &st->captured.sb;
}

/* Starts the programs from stage i on; returns the index behind the last. */
static size_t start_hosts(struct executor *x, struct stage *stages, size_t i, size_t count)
{
    for (; i < count && !stages[i].word; i++) {
        struct stage *next = i + 1 < count ? &stages[i + 1] : NULL;
        connect_stage(x, &stages[i], next, next && !next->word);
        start_host(x, &stages[i]);
        /* The program has its own copies: a reader sees the end only when all writers are gone. */
        close_files(&stages[i]);
    }
    return i;
}

/* Whether a file did not take what was printed to it; a pipe whose reader has gone is no loss. */
static bool lost_output(const struct stage *st)
{
    for (size_t i = 0; i < st->file_count; i++) {
        int error = st->files[i].sink.error;
        if (error && error != EPIPE) {
            sink_printf(st->err, "%s: write error: %s\n", st->argv.items[0], strerror(error));
            return true;
        }
    }
    return false;
}

static void run_stage(struct executor *x, struct stage *st)
{
    size_t kept_count;
    struct kept_environment *kept = put_environment(x, st->command->assignments, &kept_count);
    st->status = redirect(x, st);
    if (!st->status)
        st->status = run_word(x, st->word, &st->argv, st->out, st->err, st->input);
    restore_environment(kept, kept_count);
    if (lost_output(st) && !st->status)
        st->status = 1;
    close_files(st);
}

static void run_stages(struct executor *x, struct stage *stages, size_t count)
{
    bool stream = x->session->interactive && x->out->terminal && x->out->fd >= 0;
    size_t i = 0;
    while (i < count && !backend_interrupted) {
        size_t begin = i, end;
        if (stages[i].word) {
            struct stage *next = i + 1 < count ? &stages[i + 1] : NULL;
            bool piped = next && !next->word && stream;
            connect_stage(x, &stages[i], next, piped);
            end = piped ? start_hosts(x, stages, i + 1, count) : i + 1;
            run_stage(x, &stages[i]);
            begin++;
        } else {
            end = start_hosts(x, stages, i, count);
        }
        for (size_t k = begin; k < end; k++)
            finish_host(x, &stages[k]);
        i = end;
    }
}

/* No command, only NAME=value and redirections. */
static int run_assignments(struct executor *x, struct stage *st)
{
    struct expander ex = expander_of(x);
    st->out = x->out;
    st->err = x->err;
    int rc = redirect(x, st);
    for (const struct assignment *a = st->command->assignments; a && !rc; a = a->next)
        shell_set(x->session->shell, a->name, expand_text(&ex, a->value));
    close_files(st);
    return rc;
}

static void stage_init(struct executor *x, struct stage *st, const struct simple_command *c)
{
    struct expander ex = expander_of(x);
    st->command = c;
    st->in_fd = st->out_file = st->err_file = -1;
    strbuf_init(&st->text);
    sink_buffer_init(&st->captured);
    expand_words(&ex, c->words, &st->argv);
    st->word = st->argv.len ? verb_find(st->argv.items[0], false) : NULL;
}

static int run_pipeline(struct executor *x, const struct pipeline *p)
{
    size_t count = 0, empty = 0;
    for (const struct simple_command *c = p->first; c; c = c->next)
        count++;
    struct stage *stages = xcalloc(count, sizeof(*stages));
    size_t i = 0;
    for (const struct simple_command *c = p->first; c; c = c->next, i++) {
        stage_init(x, &stages[i], c);
        empty += !stages[i].argv.len;
    }
    stages[0].input = x->input;
    int status;
    if (count == 1 && empty) {
        status = run_assignments(x, &stages[0]);
    } else if (empty) {
        sink_puts(x->err, "파이프의 한쪽에 명령이 없어요\n");
        status = 2;
    } else {
        run_stages(x, stages, count);
        status = stages[count - 1].status;
    }
    for (i = 0; i < count; i++) {
        close_files(&stages[i]);
        strbuf_release(&stages[i].text);
        sink_buffer_release(&stages[i].captured);
    }
    free(stages);
    if (p->negated)
        status = !status;
    return backend_interrupted ? STATUS_INTERRUPTED : status;
}

/* ---- entry ---- */

int execute_line(struct executor *x, const struct command_line *line)
{
    int status = 0;
    for (const struct pipeline *p = line->first; p && !backend_interrupted && !x->session->quit; p = p->next) {
        if ((p->when == CONNECT_AND && status) || (p->when == CONNECT_OR && !status))
            continue;
        status = run_pipeline(x, p);
        x->session->last_status = status;
    }
    return backend_interrupted ? STATUS_INTERRUPTED : status;
}

static struct executor executor_of(const struct command *cmd)
{
    return (struct executor){ cmd->session, cmd->arena, cmd->out, cmd->err, cmd->input, cmd->deadline_ms };
}

int execute_argv(struct command *parent, int argc, char **argv)
{
    struct executor x = executor_of(parent);
    struct simple_command none = { NULL, NULL, NULL, NULL };
    struct stage st = { .command = &none, .out = parent->out, .err = parent->err, .input = parent->input,
                        .in_fd = -1, .out_file = -1, .err_file = -1, .text = STRBUF_INIT };
    for (int i = 0; i < argc; i++)
        fields_add(parent->arena, &st.argv, argv[i], strlen(argv[i]));
    const struct verb *word = verb_find(argv[0], false);
    if (word)
        return run_word(&x, word, &st.argv, parent->out, parent->err, parent->input);
    start_host(&x, &st);
    finish_host(&x, &st);
    return st.status;
}

int execute_text(struct command *parent, const char *text)
{
    struct executor x = executor_of(parent);
    struct command_line line;
    struct syntax_error error;
    if (words_parse(parent->arena, text, strlen(text), &line, &error) < 0)
        return execute_mistake(parent->err, &error);
    return execute_line(&x, &line);
}

static void release_strbuf(void *sb)
{
    strbuf_release(sb);
}

const struct strbuf *execute_input(struct command *cmd)
{
    if (cmd->input || !cmd->session->interactive || !isatty(STDIN_FILENO))
        return cmd->input;
    struct strbuf *sb = arena_alloc(cmd->arena, sizeof(*sb));
    strbuf_init(sb);
    arena_on_reset(cmd->arena, release_strbuf, sb);
    char block[4096];
    ssize_t n;
    while (!backend_interrupted && (n = read(STDIN_FILENO, block, sizeof(block))) > 0)
        strbuf_add(sb, block, (size_t)n);
    return sb;
}

int execute_mistake(struct sink *err, const struct syntax_error *error)
{
    if (error->column)
        sink_printf(err, "문법 오류(%zu번째 글자): %s\n", error->column, error->message);
    else
        sink_printf(err, "문법 오류: %s\n", error->message);
    return 2;
}
