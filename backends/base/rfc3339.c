#include "backends/base/rfc3339.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { DAY_S = 86400 };

/* Days since 1970-01-01 of a date of the Gregorian calendar; years begin in March here, so that leap days come last. */
static int64_t days_from_date(int64_t y, int m, int d)
{
    y -= m <= 2;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct date {
    int64_t year;
    int month, day;
};

static struct date date_from_days(int64_t days)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153;
    struct date date = { year_of_era + era * 400, (int)(month < 10 ? month + 3 : month - 9),
                         (int)(day_of_year - (153 * month + 2) / 5 + 1) };
    date.year += date.month <= 2;
    return date;
}

static int days_in_month(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[month - 1];
}

/* Exactly `digits` digits at *s. -1: they are not there. */
static int read_number(const char **s, int digits)
{
    int n = 0;
    for (int i = 0; i < digits; i++) {
        char c = (*s)[i];
        if (c < '0' || c > '9')
            return -1;
        n = n * 10 + (c - '0');
    }
    *s += digits;
    return n;
}

/* A number with the separator before it; 0: no separator. */
static int read_part(const char **s, char separator, int max)
{
    if (separator) {
        if (**s != separator)
            return -1;
        (*s)++;
    }
    int n = read_number(s, 2);
    return n > max ? -1 : n;
}

/* ".123456" to ms; nothing there is 0, a lone '.' is -1. */
static int read_fraction(const char **s)
{
    int ms = 0, scale = 100;
    if (**s != '.')
        return 0;
    (*s)++;
    if (**s < '0' || **s > '9')
        return -1;
    for (; **s >= '0' && **s <= '9'; (*s)++, scale /= 10)
        ms += (**s - '0') * scale;
    return ms;
}

/* "Z" or "+09:00": seconds east of UTC. -1: neither. */
static int read_zone(const char **s, int *offset_s)
{
    *offset_s = 0;
    if (**s == 'Z') {
        (*s)++;
        return 0;
    }
    if (**s != '+' && **s != '-')
        return -1;
    int sign = *(*s)++ == '-' ? -1 : 1;
    int hours = read_part(s, 0, 23);
    int minutes = hours < 0 ? -1 : read_part(s, ':', 59);
    *offset_s = sign * (hours * 3600 + minutes * 60);
    return minutes < 0 ? -1 : 0;
}

int rfc3339_parse(const char *text, int64_t *ms)
{
    const char *s = text;
    int year = read_number(&s, 4);
    int month = year < 0 ? -1 : read_part(&s, '-', 12);
    int day = month < 1 ? -1 : read_part(&s, '-', 31);
    if (day < 1 || day > days_in_month(year, month))
        return -1;
    int hour = read_part(&s, 'T', 23);
    int minute = hour < 0 ? -1 : read_part(&s, ':', 59);
    int second = minute < 0 ? -1 : read_part(&s, ':', 59);
    int fraction = second < 0 ? -1 : read_fraction(&s);
    int offset_s;
    if (fraction < 0 || read_zone(&s, &offset_s) < 0 || *s)
        return -1;
    int64_t seconds = days_from_date(year, month, day) * DAY_S + hour * 3600 + minute * 60 + second - offset_s;
    *ms = seconds * 1000 + fraction;
    return 0;
}

int64_t rfc3339_parse_ms(const char *text)
{
    int64_t ms;
    return rfc3339_parse(text, &ms) < 0 ? RFC3339_NONE : ms;
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* `width` digits; by hand, as every status that is written has several times. */
static char *put_number(char *at, int n, int width, char after)
{
    for (int i = width; i--; n /= 10)
        at[i] = (char)('0' + n % 10);
    at[width] = after;
    return at + width + 1;
}

static char *format(char buf[RFC3339_SIZE], int64_t ms, bool micro)
{
    int64_t seconds = floor_div(ms, 1000), days = floor_div(seconds, DAY_S);
    int of_day = (int)(seconds - days * DAY_S);
    struct date date = date_from_days(days);
    char *at = put_number(buf, (int)date.year, 4, '-');
    at = put_number(at, date.month, 2, '-');
    at = put_number(at, date.day, 2, 'T');
    at = put_number(at, of_day / 3600, 2, ':');
    at = put_number(at, of_day / 60 % 60, 2, ':');
    at = put_number(at, of_day % 60, 2, micro ? '.' : 'Z');
    if (micro) {
        at = put_number(at, (int)(ms - seconds * 1000), 3, '0');
        memcpy(at, "00Z", 3);
        at += 3;
    }
    *at = '\0';
    return buf;
}

char *rfc3339_format(char buf[RFC3339_SIZE], int64_t ms)
{
    return format(buf, ms, false);
}

char *rfc3339_format_micro(char buf[RFC3339_SIZE], int64_t ms)
{
    return format(buf, ms, true);
}

struct tm time_local(int64_t ms)
{
    time_t seconds = (time_t)floor_div(ms, 1000);
    struct tm tm;
    /* localtime_r() need not look at $TZ again, and `export TZ=...` may have changed it. */
    tzset();
    localtime_r(&seconds, &tm);
    return tm;
}

static void add_rfc1123z(struct strbuf *sb, const struct tm *tm)
{
    static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    long offset = tm->tm_gmtoff < 0 ? -tm->tm_gmtoff : tm->tm_gmtoff;
    strbuf_addf(sb, "%s, %02d %s %04d %02d:%02d:%02d %c%02ld%02ld", days[tm->tm_wday], tm->tm_mday, months[tm->tm_mon],
                tm->tm_year + 1900, tm->tm_hour, tm->tm_min, tm->tm_sec, tm->tm_gmtoff < 0 ? '-' : '+', offset / 3600,
                offset / 60 % 60);
}

void time_add_rfc1123z(struct strbuf *sb, int64_t ms)
{
    struct tm tm = time_local(ms);
    add_rfc1123z(sb, &tm);
}

void time_add_rfc1123z_utc(struct strbuf *sb, int64_t ms)
{
    time_t at = (time_t)floor_div(ms, 1000);
    struct tm tm;
    gmtime_r(&at, &tm);
    add_rfc1123z(sb, &tm);
}

void time_add_rfc3339(struct strbuf *sb, int64_t ms)
{
    struct tm tm = time_local(ms);
    long offset = tm.tm_gmtoff < 0 ? -tm.tm_gmtoff : tm.tm_gmtoff;
    strbuf_addf(sb, "%04d-%02d-%02dT%02d:%02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
    if (offset)
        strbuf_addf(sb, "%c%02ld:%02ld", tm.tm_gmtoff < 0 ? '-' : '+', offset / 3600, offset / 60 % 60);
    else
        strbuf_addch(sb, 'Z');
}

void time_add_plain(struct strbuf *sb, int64_t ms)
{
    char text[64];
    struct tm tm = time_local(ms);
    strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S %z %Z", &tm);
    strbuf_adds(sb, text);
}
