/*
 * Where a command's output goes: the terminal, a file, a pipe, or a buffer.
 *
 *     sink_printf(cmd->out, "%s created\n", name);
 *
 * Nothing hostile reaches a terminal: control characters are made visible there, whatever is written (term_shown).  What we
 * tell the terminal ourselves, beside colours, goes by sink_control().
 *
 * Writing never fails loudly: what cannot be written sets `closed`, which long-running commands look at, and `error`, which
 * whoever opened the file tells.
 */
#ifndef SEODANG_SINK_H
#define SEODANG_SINK_H

#include <stdbool.h>

#include "backends/base/strbuf.h"

struct sink {
    void (*write)(struct sink *s, const char *data, size_t len);
    void (*control)(struct sink *s, const char *data, size_t len); /* NULL: as write */
    bool closed;   /* nothing more is wanted, or can be written */
    int error;     /* errno of what could not be written; 0: none */
    bool terminal; /* a terminal: colour and Korean remarks are welcome */
    int columns;   /* width when known, else 0 */
    int fd;        /* of the file behind it, for host programs; -1: there is none */
};

struct sink_buffer {
    struct sink sink;
    struct strbuf sb;
};
struct sink_fd {
    struct sink sink; /* sink.fd is borrowed */
    char held[4];     /* a terminal's: the beginning of a character whose rest is still to come */
    size_t held_len;
};
/* Passes everything on and keeps a copy of the beginning: what the coach reads. */
struct sink_tee {
    struct sink sink;
    struct sink *to; /* borrowed */
    struct strbuf copy;
};
enum { SINK_TEE_MAX = 1 << 16 };

void sink_buffer_init(struct sink_buffer *s);
void sink_buffer_release(struct sink_buffer *s);
void sink_fd_init(struct sink_fd *s, int fd);
void sink_tee_init(struct sink_tee *s, struct sink *to);
void sink_tee_release(struct sink_tee *s);

/* The width to write for: 80 when nobody knows. */
size_t sink_columns(const struct sink *s);
void sink_write(struct sink *s, const char *data, size_t len);
void sink_puts(struct sink *s, const char *text); /* no line end is added */
/* A sequence of our own for the terminal. */
void sink_control(struct sink *s, const char *data, size_t len);
void sink_printf(struct sink *s, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
