#include "repl/term/colour.h"

#include <stdlib.h>

#include "tests/unit/test.h"

TEST(colour_wanted)
{
    static const struct {
        bool terminal;
        const char *no_color, *term;
        bool wanted;
    } cases[] = {
        { true, NULL, "xterm", true }, { true, "", "xterm", true },  { true, "1", "xterm", false },
        { true, NULL, "dumb", false }, { true, NULL, NULL, false },  { false, NULL, "xterm", false },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        unsetenv("NO_COLOR");
        unsetenv("TERM");
        if (cases[i].no_color)
            setenv("NO_COLOR", cases[i].no_color, 1);
        if (cases[i].term)
            setenv("TERM", cases[i].term, 1);
        CHECK_INT(colour_wanted(cases[i].terminal), cases[i].wanted);
    }
    unsetenv("NO_COLOR");
    unsetenv("TERM");
}

