#include "backends/base/duration.h"
#include "backends/fake/cron.h"
#include "tests/unit/test.h"

static const struct version v20 = { 20, 2 }, v21 = { 21, 0 };

TEST(cron_refused)
{
    static const struct {
        const char *spec, *old, *new;
    } cases[] = {
        { "bad", "Expected exactly 5 fields, found 1: bad", "expected exactly 5 fields, found 1: [bad]" },
        { "* * * * 7", "End of range (7) above maximum (6): 7", "end of range (7) above maximum (6): 7" },
        { "*/x * * * *", "Failed to parse int from x: strconv.Atoi: parsing \"x\": invalid syntax",
          "failed to parse int from x: strconv.Atoi: parsing \"x\": invalid syntax" },
        { "99999999999999999999 * * * *",
          "Failed to parse int from 99999999999999999999: strconv.Atoi: parsing \"99999999999999999999\": value out of range",
          "failed to parse int from 99999999999999999999: strconv.Atoi: parsing \"99999999999999999999\": value out of range" },
        { "1/2/3 * * * *", "Too many slashes: 1/2/3", "too many slashes: 1/2/3" },
        { "", "Empty spec string", "empty spec string" },
        { "TZ=Nowhere 0 0 * * *", "Expected exactly 5 fields, found 6: TZ=Nowhere 0 0 * * *",
          "provided bad location Nowhere: unknown time zone Nowhere" },
        { "TZ=UTC", "Expected exactly 5 fields, found 1: TZ=UTC", "expected exactly 5 fields, found 0: []" },
        { "@every 1", "Failed to parse duration @every 1: time: missing unit in duration \"1\"",
          "failed to parse duration @every 1: time: missing unit in duration \"1\"" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct cron_schedule s;
        struct strbuf err = STRBUF_INIT;
        CHECK_INT(cron_parse(&s, cases[i].spec, v20, &err), -1);
        CHECK_STR(err.buf, cases[i].old);
        strbuf_reset(&err);
        CHECK_INT(cron_parse(&s, cases[i].spec, v21, &err), -1);
        CHECK_STR(err.buf, cases[i].new);
        strbuf_release(&err);
    }
}

static int64_t next_s(const char *spec, struct version v, int64_t from_s)
{
    struct cron_schedule s;
    if (!CHECK_INT(cron_parse(&s, spec, v, NULL), 0))
        return 0;
    int64_t next = cron_next(&s, from_s * 1000, tz_utc);
    return next == CRON_NEVER ? -1 : next / 1000;
}

TEST(cron_next_in_utc)
{
    const int64_t day = 1609459200; /* 2021-01-01, a Friday */
    static const struct {
        const char *spec;
        int64_t after_s; /* from that midnight; -1: never */
    } cases[] = {
        { "* * * * *", 60 },      { "*/5 * * * *", 300 },          { "@every 90s", 90 },
        { "@every 10ms", 1 },     { "0 0 30 2 *", -1 },            { "0 0 29 2 *", (365 * 3 + 59) * 86400 },
        { ", * * * *", -1 },      { "0 0 * * 0", 2 * 86400 },      { "0 0 15 * 0", 2 * 86400 },
        { "@hourly", 3600 },      { "0 0 1 1 *", 365 * 86400 },    { "\t5 0 * * *  ", 300 },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_INT(next_s(cases[i].spec, v20, day), cases[i].after_s < 0 ? -1 : day + cases[i].after_s);
    /* A step on the day's star: both fields are needed up to 1.20, either suffices since. */
    CHECK_INT(next_s("0 0 */2 * 0", v20, day), day + 2 * 86400);
    CHECK_INT(next_s("0 0 */3 * 0", v20, day), day + 9 * 86400);
    CHECK_INT(next_s("0 0 */3 * 0", v21, day), day + 2 * 86400);
}

TEST(cron_skipped_day)
{
    const struct tz *apia = tz_find("Pacific/Apia", NULL); /* had no 2011-12-30 */
    struct cron_schedule s;
    if (!CHECK(apia != NULL) || !CHECK_INT(cron_parse(&s, "0 0 * * 6", v20, NULL), 0))
        return;
    int64_t next = cron_next(&s, INT64_C(1325200000) * 1000, apia);
    struct civil c = tz_civil(apia, next / 1000);
    CHECK_INT(c.weekday, 6);
    CHECK_INT(c.day, 31);
}
