#include "repl/term/width.h"

#include <string.h>

#include "tests/unit/test.h"

TEST(width_of_texts)
{
    static const struct {
        const char *text;
        int width;
    } cases[] = {
        { "", 0 },
        { "서당 ▶", 6 },
        { "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 2 }, /* 한 in conjoining jamo */
        { "e\xCC\x81", 1 },
        { "\xE2\x9A\xA0\xEF\xB8\x8F", 2 },                 /* a warning sign in emoji style */
        { "\xF0\x9F\x87\xB0\xF0\x9F\x87\xB7", 2 },         /* a flag */
        { "a\xFF" "b", 3 },
        { "\x1B", 0 },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT((long long)term_width(cases[i].text, strlen(cases[i].text)), cases[i].width);
}

TEST(width_fit_and_pad)
{
    static const struct {
        const char *text;
        size_t columns;
        const char *truncated, *padded;
    } cases[] = {
        { "파드", 4, "파드", "파드" },
        { "파드", 3, "파…", "파드" },
        { "파드", 2, "…", "파드" },
        { "파드", 0, "", "파드" },
        { "파드", 6, "파드", "파드  " },
        { "abc", 2, "a…", "abc" },
        { "e\xCC\x81" "fg", 2, "e\xCC\x81…", "e\xCC\x81" "fg" },
        { "", 2, "", "  " },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf sb = STRBUF_INIT;
        term_truncate(&sb, cases[i].text, cases[i].columns);
        CHECK_STR(sb.buf, cases[i].truncated);
        strbuf_reset(&sb);
        term_pad(&sb, cases[i].text, cases[i].columns);
        CHECK_STR(sb.buf, cases[i].padded);
        strbuf_release(&sb);
    }
}

TEST(width_safe)
{
    static const struct {
        const char *text, *safe;
    } cases[] = {
        { "plain 서당\tx\n", "plain 서당\tx\n" },
        { "\x1B[2Jgone", "^[[2Jgone" },
        { "a\rb\x07\x7F", "a^Mb^G^?" },
        { "\xC2\x9B" "31m", "\xEF\xBF\xBD" "31m" },           /* C1's CSI */
        { "\xE2\x80\xAE" "exe", "\xEF\xBF\xBD" "exe" },       /* right to left from here */
        { "\xFF\xC3", "\xEF\xBF\xBD\xEF\xBF\xBD" },
        { "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" }, /* a surrogate */
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf sb = STRBUF_INIT;
        term_safe(&sb, cases[i].text, strlen(cases[i].text));
        CHECK_STR(sb.buf, cases[i].safe);
        strbuf_release(&sb);
    }
}

/* What a terminal's sink passes on: colours that hide nothing, and no other sequence. */
TEST(width_shown)
{
    static const struct {
        const char *text, *shown;
    } cases[] = {
        { "\x1B[1m굵게\x1B[0m \x1B[36mx\x1B[m", "\x1B[1m굵게\x1B[0m \x1B[36mx\x1B[m" },
        { "\x1B[0;32mgreen\x1B[0m\x1B[94m", "\x1B[0;32mgreen\x1B[0m\x1B[94m" },
        { "\x1B[8mhidden\x1B[30;40m\x1B[7m", "^[[8mhidden^[[30;40m^[[7m" },
        { "\x1B[99999999999999999999m\x1B[38;5;1m", "^[[99999999999999999999m^[[38;5;1m" },
        { "\x1B[2J\x1B]0;title\x07\x1B[1", "^[[2J^[]0;title^G^[[1" },
        { "line\r\nnext\rover", "line\nnext^Mover" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf sb = STRBUF_INIT;
        term_shown(&sb, cases[i].text, strlen(cases[i].text));
        CHECK_STR(sb.buf, cases[i].shown);
        strbuf_release(&sb);
    }
    CHECK_INT((long long)term_unfinished("가", 3), 0);
    CHECK_INT((long long)term_unfinished("a가", 3), 2);
    CHECK_INT((long long)term_unfinished("\xF0\x9F\x91", 3), 3);
    CHECK_INT((long long)term_unfinished("\xBF\xBF\xBF\xBF", 4), 0);
    CHECK_INT((long long)term_unfinished("", 0), 0);
}

/* Whatever is cut off, what stays is no wider than asked, and what belongs together stays together. */
TEST(width_fit_never_splits)
{
    static const char text[] = "가\xCC\x81\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7" "a\xF0\x9F\x87\xB0\xF0\x9F\x87\xB7나";
    size_t before = 0;
    for (size_t columns = 0; columns < 12; columns++) {
        size_t fits = term_fit(text, strlen(text), columns);
        CHECK(fits >= before && term_width(text, fits) <= columns);
        before = fits;
    }
    CHECK_INT((long long)before, (long long)strlen(text));
}
