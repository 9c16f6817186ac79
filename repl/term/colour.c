#include "repl/term/colour.h"

#include <stdlib.h>
#include <string.h>

/* The sixteen colours, which every theme defines to be readable. */
static const char *const sequences[STYLE_COUNT] = {
    [STYLE_PLAIN] = "",          [STYLE_STRONG] = "\x1B[1m", [STYLE_CODE] = "\x1B[36m", [STYLE_GOOD] = "\x1B[32m",
    [STYLE_WARN] = "\x1B[33m", [STYLE_BAD] = "\x1B[31m",  [STYLE_DIM] = "\x1B[2m",
    [STYLE_HUE] = "\x1B[34m",   [STYLE_HUE + 1] = "\x1B[35m", [STYLE_HUE + 2] = "\x1B[94m",
    [STYLE_HUE + 3] = "\x1B[95m", [STYLE_HUE + 4] = "\x1B[96m", [STYLE_HUE + 5] = "\x1B[93m",
};

bool term_draws(void)
{
    const char *term = getenv("TERM");
    return term && *term && strcmp(term, "dumb") != 0;
}

bool colour_wanted(bool terminal)
{
    const char *no_colour = getenv("NO_COLOR");
    return terminal && !(no_colour && *no_colour) && term_draws();
}

const char *colour_on(enum style style, bool wanted)
{
    return wanted ? sequences[style] : "";
}

const char *colour_off(bool wanted)
{
    return wanted ? "\x1B[0m" : "";
}
