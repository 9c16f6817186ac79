#include "repl/interval.h"

#include "tests/unit/test.h"

TEST(interval_parse)
{
    static const struct {
        const char *text;
        int64_t want_ms; /* -1: refused */
    } cases[] = {
        { "0", 0 },      { "2", 2000 },      { "1.5", 1500 },   { "30s", 30000 }, { "5m", 300000 },  { "1h30m", 5400000 },
        { "2d", 172800000 }, { "500ms", 500 }, { ".5", 500 },   { "", -1 },       { "x", -1 },       { "-1", -1 },
        { "1분", 60000 }, { "1분 30초", 90000 }, { "1시간 5분", 3900000 }, { "2일", 172800000 }, { "0.5초", 500 }, { "분", -1 },
        { "1분 x", -1 },  { "1 분", -1 },
        { "1x", -1 },    { "1e", -1 },       { "s", -1 },       { "1 2", -1 },    { "nan", -1 },     { "inf", -1 },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int64_t ms = -1;
        int rc = interval_parse(cases[i].text, &ms);
        if (!CHECK_INT(rc < 0 ? -1 : ms, cases[i].want_ms))
            test_check(false, __FILE__, __LINE__, "of: %s", cases[i].text);
    }
}
