#include "backends/base/rfc3339.h"

#include <stdlib.h>

#include "tests/unit/test.h"

TEST(rfc3339_parse)
{
    static const struct {
        const char *text;
        int64_t ms; /* RFC3339_NONE: refused */
    } cases[] = {
        { "1970-01-01T00:00:00Z", 0 },
        { "2026-11-23T17:16:50Z", 1795454210000 },
        { "2026-11-24T02:16:50+09:00", 1795454210000 },
        { "2026-11-23T17:16:50.1239Z", 1795454210123 },
        { "2024-02-29T12:00:00-05:30", 1709227800000 },
        { "1969-12-31T23:59:58Z", -2000 },
        { "2023-02-29T00:00:00Z", RFC3339_NONE },
        { "2026-13-01T00:00:00Z", RFC3339_NONE },
        { "2026-11-23T24:00:00Z", RFC3339_NONE },
        { "2026-11-23T17:16:50", RFC3339_NONE },
        { "2026-11-23T17:16:50.Z", RFC3339_NONE },
        { "2026-11-23T17:16:50Zx", RFC3339_NONE },
        { "2026-11-23 17:16:50Z", RFC3339_NONE },
        { "", RFC3339_NONE },
        { "2026-", RFC3339_NONE },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        if (!CHECK_INT(rfc3339_parse_ms(cases[i].text), cases[i].ms))
            CHECK_STR(cases[i].text, "the case above");
}

TEST(rfc3339_format)
{
    static const struct {
        int64_t ms;
        const char *text, *micro;
    } cases[] = {
        { 0, "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000000Z" },
        { 1795454210123, "2026-11-23T17:16:50Z", "2026-11-23T17:16:50.123000Z" },
        { -1, "1969-12-31T23:59:59Z", "1969-12-31T23:59:59.999000Z" },
        { 951782400000, "2000-02-29T00:00:00Z", "2000-02-29T00:00:00.000000Z" },
    };
    char buf[RFC3339_SIZE];
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        CHECK_STR(rfc3339_format(buf, cases[i].ms), cases[i].text);
        CHECK_STR(rfc3339_format_micro(buf, cases[i].ms), cases[i].micro);
    }
}

/* Every day of 800 years there and back, and the order kept. */
TEST(rfc3339_round_trip)
{
    char buf[RFC3339_SIZE];
    for (int64_t day = -146097; day < 146097; day += 7) {
        int64_t ms = day * 86400000;
        if (!CHECK_INT(rfc3339_parse_ms(rfc3339_format(buf, ms)), ms))
            return;
    }
}

TEST(rfc3339_local)
{
    static const struct {
        const char *tz, *text;
    } cases[] = {
        { "UTC", "Mon, 23 Nov 2026 17:16:50 +0000" },
        { "KST-9", "Tue, 24 Nov 2026 02:16:50 +0900" },
        { "XST3:30", "Mon, 23 Nov 2026 13:46:50 -0330" },
    };
    const char *before = getenv("TZ");
    char *kept = before ? xstrdup(before) : NULL;
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        strbuf_reset(&sb);
        setenv("TZ", cases[i].tz, 1);
        time_add_rfc1123z(&sb, 1795454210000);
        CHECK_STR(sb.buf, cases[i].text);
    }
    strbuf_release(&sb);
    if (kept)
        setenv("TZ", kept, 1);
    else
        unsetenv("TZ");
    free(kept);
}
