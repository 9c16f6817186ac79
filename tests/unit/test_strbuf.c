#include "backends/base/strbuf.h"

#include <stdlib.h>
#include <string.h>

#include "tests/unit/test.h"

TEST(strbuf_grows_and_detaches)
{
    struct strbuf sb = STRBUF_INIT;
    CHECK_STR(sb.buf, "");
    for (int i = 0; i < 1000; i++)
        strbuf_addch(&sb, 'x');
    strbuf_setlen(&sb, 3);
    strbuf_addf(&sb, "%d/%s", 7, "y");
    CHECK_STR(sb.buf, "xxx7/y");
    size_t len;
    char *s = strbuf_detach(&sb, &len);
    CHECK_INT((long long)len, 6);
    CHECK_INT((long long)sb.len, 0);
    free(s);
    s = strbuf_detach(&sb, NULL);
    CHECK_STR(s, "");
    free(s);
}

TEST(strbuf_splice)
{
    static const struct {
        const char *text;
        size_t pos, len;
        const char *data, *want;
    } cases[] = {
        { "abc", 1, 1, "x", "axc" }, { "abc", 0, 0, "xyz", "xyzabc" }, { "abc", 3, 0, "d", "abcd" },
        { "abc", 0, 3, "", "" },     { "", 0, 0, "a", "a" },           { "abc", 1, 2, "", "a" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf sb = STRBUF_INIT;
        strbuf_adds(&sb, cases[i].text);
        strbuf_splice(&sb, cases[i].pos, cases[i].len, cases[i].data, strlen(cases[i].data));
        CHECK_STR(sb.buf, cases[i].want);
        strbuf_release(&sb);
    }
}

TEST(strbuf_utf8)
{
    static const struct {
        unsigned long cp;
        const char *want;
    } cases[] = {
        { 'a', "a" }, { 0xE9, "é" }, { 0xC11C, "서" }, { 0x1F600, "😀" }, { 0xD800, "\uFFFD" }, { 0x110000, "\uFFFD" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf sb = STRBUF_INIT;
        strbuf_addutf8(&sb, cases[i].cp);
        CHECK_STR(sb.buf, cases[i].want);
        strbuf_release(&sb);
    }
}
