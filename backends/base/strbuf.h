/*
 * A string that grows, after git's strbuf.
 *
 *     struct strbuf sb = STRBUF_INIT;
 *     strbuf_addf(&sb, "%s/%s", kind, name);
 *     puts(sb.buf);
 *     strbuf_release(&sb);
 *
 * Invariants: `buf` is never NULL and always ends in NUL at `buf[len]`; NUL bytes may also stand inside.
 */
#ifndef SEODANG_BASE_STRBUF_H
#define SEODANG_BASE_STRBUF_H

#include <stdint.h>

#include "backends/base/xalloc.h"

struct strbuf {
    size_t alloc; /* 0: buf is not on the heap */
    size_t len;
    char *buf;
};

extern char strbuf_empty[1];
#define STRBUF_INIT { 0, 0, strbuf_empty }

void strbuf_init(struct strbuf *sb);
/* Frees the memory and leaves an empty, usable strbuf. */
void strbuf_release(struct strbuf *sb);
/* Empties it but keeps the memory. */
void strbuf_reset(struct strbuf *sb);
/* Cuts to `len` bytes; len must not be above sb->len. */
void strbuf_setlen(struct strbuf *sb, size_t len);
/* Makes room for `extra` more bytes. */
void strbuf_grow(struct strbuf *sb, size_t extra);
/* The string itself; the caller frees it, and sb is empty again. `len` may be NULL. */
char *strbuf_detach(struct strbuf *sb, size_t *len);

void strbuf_add(struct strbuf *sb, const void *data, size_t len);
void strbuf_adds(struct strbuf *sb, const char *s);
void strbuf_addch(struct strbuf *sb, char c);
/* Adds `c` `count` times. */
void strbuf_addchn(struct strbuf *sb, char c, size_t count);
/* Adds a whole number in decimal digits. */
void strbuf_addint(struct strbuf *sb, int64_t n);
void strbuf_addf(struct strbuf *sb, const char *fmt, ...) PRINTF_LIKE(2, 3);
void strbuf_addvf(struct strbuf *sb, const char *fmt, va_list ap) PRINTF_LIKE(2, 0);
/* Adds a file. 0; -1 with errno (EFBIG: it is larger than any manifest, lesson or patch), and what was read stays added. */
enum { STRBUF_FILE_MAX = 64 * 1024 * 1024 };
int strbuf_read_file(struct strbuf *sb, const char *path);
/* Adds code point `cp` as UTF-8; what is not a code point becomes U+FFFD. */
void strbuf_addutf8(struct strbuf *sb, unsigned long cp);
/* Replaces `len` bytes at `pos` by `data`. */
void strbuf_splice(struct strbuf *sb, size_t pos, size_t len, const void *data, size_t dlen);
/* Drops blanks, tabs and line ends at the end. */
void strbuf_rtrim(struct strbuf *sb);

#endif
