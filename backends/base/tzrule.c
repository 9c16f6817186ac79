#include "backends/base/tzrule.h"

#include <string.h>

#include "backends/base/tz.h"

enum { DAY_S = 86400, HOURS_MAX = 167 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "EST" or "<+03>"; NULL when there is none. */
static const char *skip_name(const char *p)
{
    if (*p == '<') {
        p = strchr(p, '>');
        return p ? p + 1 : NULL;
    }
    const char *start = p;
    while (is_letter(*p))
        p++;
    return p - start >= 3 ? p : NULL;
}

static const char *read_number(const char *p, int max, int *n)
{
    if (!p || !is_digit(*p))
        return NULL;
    for (*n = 0; is_digit(*p); p++) {
        *n = *n * 10 + (*p - '0');
        if (*n > max)
            return NULL;
    }
    return p;
}

/* [+-]hh[:mm[:ss]] */
static const char *read_time(const char *p, int *seconds)
{
    int sign = p && *p == '-' ? -1 : 1, hours = 0, minutes = 0, secs = 0;
    if (p && (*p == '-' || *p == '+'))
        p++;
    p = read_number(p, HOURS_MAX, &hours);
    if (p && *p == ':')
        p = read_number(p + 1, 59, &minutes);
    if (p && *p == ':')
        p = read_number(p + 1, 59, &secs);
    *seconds = sign * (hours * 3600 + minutes * 60 + secs);
    return p;
}

static const char *read_change(const char *p, struct tz_change *c)
{
    if (!p || *p != ',')
        return NULL;
    p++;
    c->kind = *p == 'J' || *p == 'M' ? *p++ : 'N';
    if (c->kind == 'M') {
        p = read_number(p, 12, &c->month);
        p = p && *p == '.' ? read_number(p + 1, 5, &c->week) : NULL;
        p = p && *p == '.' ? read_number(p + 1, 6, &c->day) : NULL;
        if (p && (!c->month || !c->week))
            return NULL;
    } else {
        p = read_number(p, 365, &c->day);
    }
    c->at_s = 2 * 3600;
    return p && *p == '/' ? read_time(p + 1, &c->at_s) : p;
}

int tz_rule_parse(const char *text, struct tz_rule *rule)
{
    struct tz_rule r = { .given = true };
    int west;
    const char *p = skip_name(text);
    p = p ? read_time(p, &west) : NULL;
    if (!p)
        return -1;
    r.standard_s = -west;
    if (*p) {
        r.has_dst = true;
        r.dst_s = r.standard_s + 3600;
        p = skip_name(p);
        if (p && *p && *p != ',') {
            p = read_time(p, &west);
            r.dst_s = -west;
        }
        p = read_change(p, &r.to_dst);
        p = read_change(p, &r.to_standard);
        if (!p || *p)
            return -1;
    }
    *rule = r;
    return 0;
}

static bool is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* The day of `year` on which the change is, in days since 1970. */
static int64_t change_day(const struct tz_change *c, int64_t year)
{
    if (c->kind == 'J')
        return civil_days(year, 1, c->day) + (is_leap(year) && c->day >= 60);
    if (c->kind == 'N')
        return civil_days(year, 1, 1) + c->day;
    int64_t first = civil_days(year, c->month, 1), next = civil_days(year, c->month + 1, 1);
    int64_t weekday = ((first + 4) % 7 + 7) % 7;
    int64_t day = first + (c->day - weekday + 7) % 7 + 7 * (c->week - 1);
    return day >= next ? day - 7 : day;
}

int tz_rule_offset(const struct tz_rule *r, int64_t at_s)
{
    if (!r->has_dst)
        return r->standard_s;
    int64_t year = tz_civil(tz_utc, at_s + r->standard_s).year;
    int64_t on = change_day(&r->to_dst, year) * DAY_S + r->to_dst.at_s - r->standard_s;
    int64_t off = change_day(&r->to_standard, year) * DAY_S + r->to_standard.at_s - r->dst_s;
    bool dst = on < off ? at_s >= on && at_s < off : at_s >= on || at_s < off;
    return dst ? r->dst_s : r->standard_s;
}
