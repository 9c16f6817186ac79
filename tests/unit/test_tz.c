#include "backends/base/tz.h"
#include "backends/base/tzrule.h"
#include "tests/unit/test.h"

TEST(civil_days)
{
    CHECK_INT(civil_days(1970, 1, 1), 0);
    CHECK_INT(civil_days(2000, 2, 29), 11016);
    CHECK_INT(civil_days(1999, 14, 29), 11016);
    CHECK_INT(civil_days(2001, -9, 1), civil_days(2000, 3, 1));
    CHECK_INT(civil_days(1, 1, 1), -719162);
}

TEST(tz_offsets)
{
    static const struct {
        const char *zone;
        int64_t at_s;
        int offset_s;
    } cases[] = {
        { "UTC", 0, 0 },
        { "Asia/Seoul", 1600000000, 9 * 3600 },
        { "Asia/Seoul", 560000000, 10 * 3600 },       /* summer time of 1987 */
        { "America/New_York", 1710053999, -5 * 3600 }, /* summer time begins at 2024-03-10T07:00Z */
        { "America/New_York", 1710054000, -4 * 3600 },
        { "Europe/Paris", 4102444800, 3600 },            /* 2100, by the rule */
        { "Europe/Paris", 4118083200, 7200 },            /* 2100-07-01 */
        { "Australia/Lord_Howe", 4102444800, 11 * 3600 },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const struct tz *tz = tz_find(cases[i].zone, NULL);
        if (CHECK(tz != NULL))
            CHECK_INT(tz_offset(tz, cases[i].at_s), cases[i].offset_s);
    }
}

TEST(tz_refused)
{
    static const struct {
        const char *name, *want;
    } cases[] = {
        { "Nowhere/City", "unknown time zone Nowhere/City" },
        { "../../etc/passwd", "time: invalid location name" },
        { "/etc/localtime", "time: invalid location name" },
        { "zone.tab", "unknown time zone zone.tab" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct strbuf err = STRBUF_INIT;
        CHECK(tz_find(cases[i].name, &err) == NULL);
        CHECK_STR(err.buf, cases[i].want);
        strbuf_release(&err);
    }
}

TEST(tz_civil_round_trip)
{
    const struct tz *tz = tz_find("America/New_York", NULL);
    for (int64_t at = 1704067200; tz && at < 1735689600; at += 4321) {
        struct civil c = tz_civil(tz, at);
        int64_t back = tz_time(tz, &c);
        if (back != at) /* only the hour that comes twice may be taken for the other one */
            CHECK_INT(at - back < 0 ? back - at : at - back, 3600);
    }
}

TEST(tz_rules)
{
    static const struct {
        const char *text;
        bool ok;
        int64_t at_s;
        int offset_s;
    } cases[] = {
        { "KST-9", true, 0, 32400 },
        { "<+0330>-3:30", true, 0, 12600 },
        { "EST5EDT,M3.2.0,M11.1.0", true, 1720000000, -14400 },
        { "EST5EDT,J60,J300/-1", true, 1720000000, -14400 },
        { "NZST-12NZDT,M9.5.0,M4.1.0/3", true, 1704067200, 46800 },
        { "EST5EDT,59,299", true, 1704067200, -18000 },
        { "", false, 0, 0 },
        { "E5", false, 0, 0 },
        { "EST5EDT,M13.2.0,M11.1.0", false, 0, 0 },
        { "EST5EDT,M3.2.0", false, 0, 0 },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct tz_rule rule = { 0 };
        CHECK_INT(tz_rule_parse(cases[i].text, &rule), cases[i].ok ? 0 : -1);
        if (cases[i].ok)
            CHECK_INT(tz_rule_offset(&rule, cases[i].at_s), cases[i].offset_s);
    }
}
