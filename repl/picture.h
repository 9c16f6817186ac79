/*
 * A picture made of characters: the drawing under `map` and `timeline`.
 *
 *     struct picture *p = picture_new();
 *     picture_box(p, 0, 0, 4, 30, "kube-node1");                       // rows, columns; a title in the upper edge
 *     picture_text(p, 1, 2, 26, STYLE_CODE, "disk=ssd");               // at most 26 columns; "…" when it was cut
 *     picture_fill(p, 2, 2, 5, STYLE_GOOD, "█");
 *     picture_add(p, &sb, colour);  picture_free(p);
 *
 * Rows and columns count from 0 and in columns of the terminal: Hangul takes two.  The picture grows downwards and to the
 * right as it is drawn on; what is drawn later lies on top, and half a wide character that is covered leaves a blank.  Texts
 * may be hostile: control characters are made visible, tabs and line ends are blanks.
 */
#ifndef SEODANG_PICTURE_H
#define SEODANG_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "backends/base/strbuf.h"
#include "repl/term/colour.h"

struct picture;

struct picture *picture_new(void);
void picture_free(struct picture *p); /* NULL is fine */

/* Draws a text, cut to `room` columns. Returns the columns it took. */
size_t picture_text(struct picture *p, size_t row, size_t column, size_t room, enum style style, const char *text);
/* Draws a one-column mark `count` times. */
void picture_fill(struct picture *p, size_t row, size_t column, size_t count, enum style style, const char *mark);
/* Draws the edges of a box, at least 2 by 4; what is inside stays. */
void picture_box(struct picture *p, size_t row, size_t column, size_t rows, size_t columns, const char *title);

/* The picture as text, a line a row, without blanks at the ends. */
void picture_add(const struct picture *p, struct strbuf *sb, bool colour);

#endif
