/*
 * How many columns a text takes in a terminal, and how to fit it into some.
 *
 *     term_width("서당", 6)                               // 4
 *     term_pad(&sb, name, 20);                            // the name and blanks up to 20 columns
 *     term_safe(&sb, log_line, len);                      // nothing in it can move the cursor any more
 *
 * Rules of wcwidth 0.9.4: Hangul and other wide characters take two columns, ambiguous ones one, combining marks and
 * conjoining vowels and finals none, an emoji sequence two.  Texts are UTF-8; a byte that is not counts as one column and
 * is shown as U+FFFD.  Tabs and line ends are the caller's affair: as all control characters they count nothing here, nor do
 * the escape sequences of colour.h.
 */
#ifndef SEODANG_TERM_WIDTH_H
#define SEODANG_TERM_WIDTH_H

#include <stddef.h>
#include <stdint.h>

#include "backends/base/strbuf.h"

enum { UTF8_BAD = 0xFFFD };

/* The code point at s and the bytes it takes (at least 1, when len is); UTF8_BAD for a byte that is not UTF-8. */
uint32_t utf8_decode(const char *s, size_t len, size_t *used);

/* Columns of one code point alone: 0, 1 or 2. */
int codepoint_width(uint32_t cp);
/* Bytes of the colour sequence (ESC [ ... m) at s; 0 when there is none. */
size_t term_escape(const char *s, size_t len);
/* Columns of a text. */
size_t term_width(const char *s, size_t len);
/* How many bytes from the start fit into `columns`, never splitting what belongs together. */
size_t term_fit(const char *s, size_t len, size_t columns);

/* Adds s and blanks up to `columns`; a longer s is added whole. */
void term_pad(struct strbuf *sb, const char *s, size_t columns);
/* Adds s, cut to `columns` with "…" as the last one when it does not fit. */
void term_truncate(struct strbuf *sb, const char *s, size_t columns);

/* Adds hostile text with control characters made visible (^[, ^G), bytes that are no UTF-8 and characters that turn the
 * direction of writing as U+FFFD. Tabs and line ends stay. */
void term_safe(struct strbuf *sb, const char *s, size_t len);
/* The same of a text that may have colours: those of colour.h stay, and a line may end with "\r\n". What every sink does that
 * is a terminal. */
void term_shown(struct strbuf *sb, const char *s, size_t len);
/* How many bytes at the end begin a character whose rest is still to come. */
size_t term_unfinished(const char *s, size_t len);

#endif
