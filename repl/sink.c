#include "repl/sink.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "repl/term/width.h"

static void buffer_write(struct sink *s, const char *data, size_t len)
{
    strbuf_add(&((struct sink_buffer *)s)->sb, data, len);
}

void sink_buffer_init(struct sink_buffer *s)
{
    memset(s, 0, sizeof(*s));
    s->sink.write = buffer_write;
    s->sink.fd = -1;
    strbuf_init(&s->sb);
}

void sink_buffer_release(struct sink_buffer *s)
{
    strbuf_release(&s->sb);
}

static void raw_write(struct sink *s, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n = write(s->fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            s->closed = true;
            s->error = errno;
            return;
        }
        data += n;
        len -= (size_t)n;
    }
}

static void terminal_write(struct sink *s, const char *data, size_t len)
{
    struct sink_fd *f = (struct sink_fd *)s;
    struct strbuf text = STRBUF_INIT, shown = STRBUF_INIT;
    strbuf_add(&text, f->held, f->held_len);
    strbuf_add(&text, data, len);
    f->held_len = term_unfinished(text.buf, text.len);
    memcpy(f->held, text.buf + text.len - f->held_len, f->held_len);
    term_shown(&shown, text.buf, text.len - f->held_len);
    raw_write(s, shown.buf, shown.len);
    strbuf_release(&text);
    strbuf_release(&shown);
}

void sink_fd_init(struct sink_fd *s, int fd)
{
    memset(s, 0, sizeof(*s));
    s->sink.write = isatty(fd) ? terminal_write : raw_write;
    s->sink.control = raw_write;
    s->sink.fd = fd;
}

static void tee_write(struct sink *s, const char *data, size_t len)
{
    struct sink_tee *t = (struct sink_tee *)s;
    size_t room = SINK_TEE_MAX - t->copy.len;
    strbuf_add(&t->copy, data, len < room ? len : room);
    sink_write(t->to, data, len);
    s->closed = t->to->closed;
    s->error = t->to->error;
}

static void tee_control(struct sink *s, const char *data, size_t len)
{
    sink_control(((struct sink_tee *)s)->to, data, len);
}

void sink_tee_init(struct sink_tee *s, struct sink *to)
{
    s->sink = *to;
    s->sink.write = tee_write;
    s->sink.control = tee_control;
    s->to = to;
    strbuf_init(&s->copy);
}

void sink_tee_release(struct sink_tee *s)
{
    strbuf_release(&s->copy);
}

size_t sink_columns(const struct sink *s)
{
    return s->columns > 0 ? (size_t)s->columns : 80;
}

void sink_write(struct sink *s, const char *data, size_t len)
{
    if (!s->closed && len > 0)
        s->write(s, data, len);
}

void sink_control(struct sink *s, const char *data, size_t len)
{
    if (!s->closed && len > 0)
        (s->control ? s->control : s->write)(s, data, len);
}

void sink_puts(struct sink *s, const char *text)
{
    sink_write(s, text, strlen(text));
}

void sink_printf(struct sink *s, const char *fmt, ...)
{
    struct strbuf sb = STRBUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    strbuf_addvf(&sb, fmt, ap);
    va_end(ap);
    sink_write(s, sb.buf, sb.len);
    strbuf_release(&sb);
}
