/*
 * The rule at the end of a time zone's file: POSIX TZ text such as "EST5EDT,M3.2.0,M11.1.0" (tz.h).
 *
 *     struct tz_rule rule = { 0 };
 *     if (tz_rule_parse("CET-1CEST,M3.5.0,M10.5.0/3", &rule) == 0)
 *         offset = tz_rule_offset(&rule, at_s);
 *
 * Both forms of days (Jn, n, Mm.w.d), quoted names, and hours from -167 to 167, as RFC 8536 allows.
 */
#ifndef SEODANG_BASE_TZRULE_H
#define SEODANG_BASE_TZRULE_H

#include <stdbool.h>
#include <stdint.h>

struct tz_change {
    char kind; /* 'J': day 1..365 without leap days; 'N': day 0..365; 'M': month, week, weekday */
    int month, week, day;
    int at_s; /* seconds after local midnight */
};

struct tz_rule {
    bool given;
    bool has_dst;
    int standard_s, dst_s; /* east of UTC */
    struct tz_change to_dst, to_standard;
};

/* 0, or -1 with *rule as it was when the text is none. */
int tz_rule_parse(const char *text, struct tz_rule *rule);
int tz_rule_offset(const struct tz_rule *rule, int64_t at_s);

#endif
