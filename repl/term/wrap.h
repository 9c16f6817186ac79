/*
 * Breaks Korean text into lines: at spaces; inside a word, at a syllable, only when the word is wider than the line.
 *
 *     struct wrap w = { .columns = 80, .first = "↳ ", .rest = "  " };
 *     wrap_add(&sb, &w, text);
 *
 * A WRAP_BLANK in the text is a blank at which no line is broken.  Line ends in the text stay, and so does the indentation of
 * a line that begins with blanks (commands, examples).  Escape sequences of colour.h take no columns.
 */
#ifndef SEODANG_TERM_WRAP_H
#define SEODANG_TERM_WRAP_H

#include <stddef.h>

#include "backends/base/strbuf.h"

#define WRAP_BLANK "\xc2\xa0" /* U+00A0, NO-BREAK SPACE */

struct wrap {
    size_t columns;          /* 0: no limit */
    const char *first, *rest; /* before the first line, and before every other; NULL: nothing */
};

/* Adds the text, broken; it ends with a line end. */
void wrap_add(struct strbuf *sb, const struct wrap *w, const char *text);

#endif
