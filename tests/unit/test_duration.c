#include "backends/base/duration.h"

#include "tests/unit/test.h"

TEST(human_duration)
{
    static const struct {
        int64_t ms;
        const char *text;
    } cases[] = {
        { -2000, "<invalid>" }, { -1999, "0s" },       { 0, "0s" },           { 119999, "119s" },
        { 120000, "2m" },       { 599999, "9m59s" },   { 600000, "10m" },     { 10799999, "179m" },
        { 10800000, "3h" },     { 28799999, "7h59m" }, { 28800000, "8h" },    { 172799999, "47h" },
        { 172800000, "2d" },    { 176400000, "2d1h" }, { 691200000, "8d" },   { 63072000000, "2y" },
    };
    char buf[DURATION_SIZE];
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_STR(human_duration(buf, cases[i].ms), cases[i].text);
}

TEST(duration_parse)
{
    static const struct {
        const char *text;
        int64_t ns;
        const char *canonical, *err;
    } cases[] = {
        { "0", 0, "0s", NULL },
        { "1m30s", 90 * DURATION_NS_PER_S, "1m30s", NULL },
        { "90s", 90 * DURATION_NS_PER_S, "1m30s", NULL },
        { "1h", 3600 * DURATION_NS_PER_S, "1h0m0s", NULL },
        { "-1.5h", -5400 * DURATION_NS_PER_S, "-1h30m0s", NULL },
        { "100ms", 100 * DURATION_NS_PER_MS, "100ms", NULL },
        { "1500us", 1500000, "1.5ms", NULL },
        { "2.25\xC2\xB5s", 2250, "2.25\xC2\xB5s", NULL },
        { "7ns", 7, "7ns", NULL },
        { ".5s", DURATION_NS_PER_S / 2, "500ms", NULL },
        { "1.s", DURATION_NS_PER_S, "1s", NULL },
        { "", 0, NULL, "time: invalid duration \"\"" },
        { "5", 0, NULL, "time: missing unit in duration \"5\"" },
        { "5x", 0, NULL, "time: unknown unit \"x\" in duration \"5x\"" },
        { ".s", 0, NULL, "time: invalid duration \".s\"" },
        { "s", 0, NULL, "time: invalid duration \"s\"" },
        { "1m 30s", 0, NULL, "time: unknown unit \"m \" in duration \"1m 30s\"" },
        { "99999999999h", 0, NULL, "time: invalid duration \"99999999999h\"" },
        { "99999999999999999999s", 0, NULL, "time: invalid duration \"99999999999999999999s\"" },
    };
    char buf[DURATION_SIZE];
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf err = STRBUF_INIT;
        int64_t ns = 0;
        if (duration_parse(cases[i].text, &ns, &err) == 0) {
            CHECK_INT(ns, cases[i].ns);
            CHECK_STR(duration_format(buf, ns), cases[i].canonical);
        } else {
            CHECK_STR(err.buf, cases[i].err);
        }
        strbuf_release(&err);
    }
}

TEST(duration_extremes)
{
    char buf[DURATION_SIZE];
    CHECK_STR(duration_format(buf, INT64_MAX), "2562047h47m16.854775807s");
    CHECK_STR(duration_format(buf, INT64_MIN), "-2562047h47m16.854775808s");
}

TEST(duration_seconds)
{
    static const struct {
        int64_t seconds, ms;
    } cases[] = {
        { 0, 0 },
        { 30, 30000 },
        { -1, -1000 },
        { 9223372036, 9223372036000 },
        { 9223372037, -9223372036709 }, /* 292 years: Go's duration wraps around */
        { INT64_MAX, -1000 },
        { INT64_MIN, 0 },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT(duration_seconds_ms(cases[i].seconds), cases[i].ms);
}
