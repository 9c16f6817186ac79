/*
 * A terminal's screen in memory: what a person would see after these bytes.
 *
 *     struct screen s;
 *     screen_init(&s, 24, 80);
 *     screen_feed(&s, bytes, len);
 *     screen_text(&s, &sb);            // the rows, those that scrolled off first
 *
 * Knows what readline and our own pictures write: cursor moves, erasing, inserting and deleting characters, colours
 * (skipped), wide characters, wrapping at the right edge.  Anything else in an escape sequence is skipped.
 */
#ifndef SEODANG_PTY_SCREEN_H
#define SEODANG_PTY_SCREEN_H

#include <stdbool.h>

#include "backends/base/strbuf.h"

struct cell {
    char bytes[32]; /* one character with its combining marks; "" right of a wide one */
};

struct screen {
    int rows, columns, row, column;
    bool wrap_next;             /* the last column is written; the next character begins a line */
    struct cell *cells;         /* owned: rows * columns */
    struct strbuf scrolled;     /* lines that left at the top */
    struct strbuf pending;      /* an unfinished escape sequence or character */
};

void screen_init(struct screen *s, int rows, int columns);
void screen_release(struct screen *s);
void screen_feed(struct screen *s, const char *bytes, size_t len);
/* Blanks at the end of a row are cut, but not those before the cursor; empty rows at the end are. */
void screen_text(const struct screen *s, struct strbuf *out);
void screen_row_text(const struct screen *s, int row, struct strbuf *out);

#endif
