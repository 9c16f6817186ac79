#include "repl/loop.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/json.h"
#include "repl/coach.h"
#include "repl/execute.h"
#include "repl/shell.h"
#include "repl/teach.h"
#include "repl/words.h"

enum { STATUS_INTERRUPTED = 130 };

/* ---- sources ---- */

#define BYTE_ORDER_MARK "\xef\xbb\xbf" /* some editors put it before a text */

static bool next_file_line(struct line_source *base, struct strbuf *line, bool more)
{
    struct file_source *s = (struct file_source *)base;
    (void)more;
    ssize_t len = getline(&s->line, &s->size, s->file);
    if (len < 0)
        return false;
    if (len && s->line[len - 1] == '\n')
        len--;
    if (len && s->line[len - 1] == '\r')
        len--;
    size_t mark = s->begun || strncmp(s->line, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) != 0 ? 0 : strlen(BYTE_ORDER_MARK);
    s->begun = true;
    strbuf_add(line, s->line + mark, (size_t)len - mark);
    return true;
}

void file_source_init(struct file_source *s, FILE *file)
{
    *s = (struct file_source){ { next_file_line, false }, file, NULL, 0, false };
}

void file_source_release(struct file_source *s)
{
    free(s->line);
}

static bool next_text_line(struct line_source *base, struct strbuf *line, bool more)
{
    struct text_source *s = (struct text_source *)base;
    (void)more;
    if (!*s->at)
        return false;
    size_t len = strcspn(s->at, "\n");
    strbuf_add(line, s->at, len);
    s->at += len + (s->at[len] == '\n');
    return true;
}

void text_source_init(struct text_source *s, const char *text)
{
    *s = (struct text_source){ { next_text_line, false }, text };
}

/* ---- one line ---- */

static bool next_line(void *source, struct strbuf *line, bool more)
{
    struct line_source *s = source;
    return s->next(s, line, more);
}

static const char *find_alias(void *context, const char *name)
{
    const struct session *s = context;
    return shell_alias(s->shell, name);
}

static int run_line(struct loop *loop, struct arena *a, const struct command_line *line, struct sink *out, struct sink *err)
{
    struct executor x = { loop->session, a, out, err, NULL, loop->deadline_ms ? loop->deadline_ms : INT64_MAX };
    backend_settle(loop->session->backend);
    return execute_line(&x, line);
}

/* A line at the terminal: why it failed is said in Korean behind it. */
static int run_for_person(struct loop *loop, struct arena *a, const struct command_line *line, const char *text)
{
    struct session *s = loop->session;
    struct sink_tee err;
    sink_tee_init(&err, loop->err);
    int status = run_line(loop, a, line, loop->out, &err.sink);
    struct coach_case c = { .line = text, .status = status, .err_text = err.copy.buf, .client = s->client,
                            .ns = s->namespace_, .session = s, .columns = loop->err->columns };
    struct strbuf sb = STRBUF_INIT;
    if (status == STATUS_INTERRUPTED)
        sink_puts(loop->err, "\n"); /* behind the ^C that the terminal shows */
    else if (status && coach_explain(&c, &sb))
        sink_write(loop->err, sb.buf, sb.len);
    strbuf_release(&sb);
    sink_tee_release(&err);
    return status;
}

/* {"run","rc","stdout","stderr","at"} in this order. */
static void print_json(struct loop *loop, const struct strbuf *run, int status, const struct strbuf *out,
                       const struct strbuf *err, int64_t at_ms)
{
    struct strbuf sb = STRBUF_INIT;
    strbuf_adds(&sb, "{\"run\":");
    json_write_string(&sb, run->buf, run->len, JSON_RAW_HTML);
    strbuf_addf(&sb, ",\"rc\":%d,\"stdout\":", status);
    json_write_string(&sb, out->buf, out->len, JSON_RAW_HTML);
    strbuf_adds(&sb, ",\"stderr\":");
    json_write_string(&sb, err->buf, err->len, JSON_RAW_HTML);
    strbuf_adds(&sb, ",\"at\":");
    json_write_double(&sb, (double)at_ms / 1000);
    strbuf_adds(&sb, "}\n");
    sink_write(loop->out, sb.buf, sb.len);
    strbuf_release(&sb);
}

static int64_t since_start_ms(struct session *s)
{
    return backend_now_ms(s->backend) - s->backend->ops->start_ms(s->backend);
}

/* parsed: 1, or -1 with error. */
static int run_captured(struct loop *loop, struct arena *a, const struct strbuf *text, const struct command_line *line,
                        int parsed, const struct syntax_error *error)
{
    struct sink_buffer out, err;
    int64_t at_ms = since_start_ms(loop->session);
    sink_buffer_init(&out);
    sink_buffer_init(&err);
    int status = parsed < 0 ? execute_mistake(&err.sink, error) : run_line(loop, a, line, &out.sink, &err.sink);
    print_json(loop, text, status, &out.sb, &err.sb, at_ms);
    sink_buffer_release(&out);
    sink_buffer_release(&err);
    return status;
}

int loop_run(struct loop *loop)
{
    struct session *s = loop->session;
    struct words_reader reader = { .next = next_line, .source = loop->source, .alias = find_alias, .context = s,
                                   .interactive = loop->source->interactive, .raw = STRBUF_INIT, .pending = STRBUF_INIT };
    struct arena *a = arena_new();
    struct command_line line;
    struct syntax_error error;
    int parsed, status = 0;
    s->quit = false;
    while (!s->quit && !session_ended_by && (parsed = words_read(&reader, a, &line, &error)) != 0) {
        bool person = loop->source->interactive;
        bool dropped = person && backend_interrupted;
        backend_interrupted = dropped ? 0 : backend_interrupted;
        if (dropped) {
            s->last_status = STATUS_INTERRUPTED;
        } else if (parsed < 0 || line.first) {
            shell_remember(s->shell, reader.raw.buf);
            if (teach_line(s, reader.raw.buf, loop->out, loop->err))
                status = 0;
            else if (loop->json)
                status = run_captured(loop, a, &reader.raw, &line, parsed, &error);
            else if (parsed < 0)
                status = execute_mistake(loop->err, &error);
            else if (person)
                status = run_for_person(loop, a, &line, reader.raw.buf);
            else
                status = run_line(loop, a, &line, loop->out, loop->err);
            s->last_status = status;
            teach_after_command(s, loop->out);
        } else if (person) {
            teach_after_command(s, loop->out); /* time may have done it */
        }
        arena_reset(a);
        if ((backend_interrupted || loop->out->closed) && !person)
            break;
        backend_interrupted = 0;
    }
    arena_free(a);
    words_reader_release(&reader);
    return status;
}
