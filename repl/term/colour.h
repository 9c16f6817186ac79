/*
 * Few named styles for the terminal; nothing at all where colour is not wanted.
 *
 *     bool wanted = colour_wanted(cmd->err->terminal);
 *     strbuf_addf(&sb, "%s0/3%s", colour_on(STYLE_BAD, wanted), colour_off(wanted));
 *
 * Colour is never the only sign: whoever uses a style also says it in letters.
 */
#ifndef SEODANG_TERM_COLOUR_H
#define SEODANG_TERM_COLOUR_H

#include <stdbool.h>

#include "backends/base/strbuf.h"

enum style {
    STYLE_PLAIN,
    STYLE_STRONG, /* the thing to do, headings */
    STYLE_CODE,   /* commands, names, fields */
    STYLE_GOOD,
    STYLE_WARN,
    STYLE_BAD,
    STYLE_DIM, /* remarks at the side */
    STYLE_HUE, /* the first of STYLE_HUES colours that only tell things apart */
    STYLE_HUE_LAST = STYLE_HUE + 5,
    STYLE_COUNT
};
enum { STYLE_HUES = STYLE_HUE_LAST - STYLE_HUE + 1 };

/* Whether $TERM can move the cursor and knows colours: it is set, and not dumb. */
bool term_draws(void);
/* `terminal`: the output is one.  False also with NO_COLOR set, or a terminal that knows no colour (TERM unset or dumb). */
bool colour_wanted(bool terminal);
/* The sequence that begins a style; "" when `wanted` is false. */
const char *colour_on(enum style style, bool wanted);
/* The sequence that ends any style; "" when `wanted` is false. */
const char *colour_off(bool wanted);

#endif
