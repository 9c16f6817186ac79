#include "backends/base/duration.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "backends/base/decimal.h"
#include "backends/base/godump.h"

/* "5m30s", or "5m" when there is nothing behind. */
static char *pair(char *buf, int64_t n, char unit, int64_t rest, char rest_unit)
{
    char *at = decimal_write(buf, n);
    *at++ = unit;
    if (rest) {
        at = decimal_write(at, rest);
        *at++ = rest_unit;
    }
    *at = '\0';
    return buf;
}

char *human_duration(char buf[DURATION_SIZE], int64_t ms)
{
    int64_t seconds = ms / 1000, minutes = seconds / 60, hours = minutes / 60, days = hours / 24;
    if (seconds < -1) {
        snprintf(buf, DURATION_SIZE, "<invalid>");
        return buf;
    }
    /* Clocks may disagree by a second. */
    if (seconds < 0)
        seconds = 0;
    if (seconds < 60 * 2)
        return pair(buf, seconds, 's', 0, 0);
    if (minutes < 10)
        return pair(buf, minutes, 'm', seconds % 60, 's');
    if (minutes < 60 * 3)
        return pair(buf, minutes, 'm', 0, 0);
    if (hours < 8)
        return pair(buf, hours, 'h', minutes % 60, 'm');
    if (hours < 48)
        return pair(buf, hours, 'h', 0, 0);
    if (hours < 24 * 8)
        return pair(buf, days, 'd', hours % 24, 'h');
    if (days < 365 * 2)
        return pair(buf, days, 'd', 0, 0);
    if (days < 365 * 8)
        return pair(buf, days / 365, 'y', days % 365, 'd');
    return pair(buf, days / 365, 'y', 0, 0);
}

static const struct {
    const char *name;
    int64_t ns;
} units[] = {
    { "ns", 1 },
    { "us", 1000 },
    { "\xC2\xB5s", 1000 }, /* the micro sign */
    { "\xCE\xBCs", 1000 }, /* the Greek mu */
    { "ms", DURATION_NS_PER_MS },
    { "s", DURATION_NS_PER_S },
    { "m", 60 * DURATION_NS_PER_S },
    { "h", 3600 * DURATION_NS_PER_S },
};

static int fail(struct strbuf *err, const char *what, const char *text)
{
    if (err) {
        strbuf_addf(err, "time: %s ", what);
        go_quote(err, text, strlen(text));
    }
    return -1;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digits at *s; false: too large. */
static bool read_integer(const char **s, int64_t *n)
{
    for (*n = 0; is_digit(**s); (*s)++)
        if (__builtin_mul_overflow(*n, 10, n) || __builtin_add_overflow(*n, **s - '0', n))
            return false;
    return true;
}

/* The digits of a fraction: `n` of `scale`.  What no longer fits is cut, as in Go. */
static void read_fraction(const char **s, int64_t *n, double *scale)
{
    bool full = false;
    *n = 0;
    *scale = 1;
    for (; is_digit(**s); (*s)++) {
        int64_t next;
        full = full || __builtin_mul_overflow(*n, 10, &next) || __builtin_add_overflow(next, **s - '0', &next);
        if (full)
            continue;
        *n = next;
        *scale *= 10;
    }
}

/* The unit at *s, which reaches to the next digit or '.'; 0: `err`. */
static int64_t read_unit(const char **s, const char *text, struct strbuf *err)
{
    size_t len = strcspn(*s, ".0123456789");
    if (!len) {
        fail(err, "missing unit in duration", text);
        return 0;
    }
    for (size_t i = 0; i < ARRAY_LEN(units); i++) {
        if (strlen(units[i].name) == len && !strncmp(units[i].name, *s, len)) {
            *s += len;
            return units[i].ns;
        }
    }
    if (err) {
        strbuf_adds(err, "time: unknown unit ");
        go_quote(err, *s, len);
        strbuf_adds(err, " in duration ");
        go_quote(err, text, strlen(text));
    }
    return 0;
}

/* One number with its unit, added to *sum. */
static int read_term(const char **s, const char *text, int64_t *sum, struct strbuf *err)
{
    int64_t whole, part = 0, unit;
    double scale = 1;
    const char *start = *s;
    bool fits = read_integer(s, &whole);
    bool digits = *s > start;
    if (fits && **s == '.') {
        const char *behind = ++*s;
        read_fraction(s, &part, &scale);
        digits = digits || *s > behind;
    }
    if (!fits || !digits)
        return fail(err, "invalid duration", text);
    unit = read_unit(s, text, err);
    if (!unit)
        return -1;
    if (__builtin_mul_overflow(whole, unit, &whole) ||
        __builtin_add_overflow(whole, (int64_t)((double)part * ((double)unit / scale)), &whole) ||
        __builtin_add_overflow(*sum, whole, sum))
        return fail(err, "invalid duration", text);
    return 0;
}

int duration_parse(const char *text, int64_t *ns, struct strbuf *err)
{
    const char *s = text;
    bool negative = *s == '-';
    int64_t sum = 0;
    if (*s == '-' || *s == '+')
        s++;
    if (!*s)
        return fail(err, "invalid duration", text);
    if (!strcmp(s, "0")) {
        *ns = 0;
        return 0;
    }
    while (*s)
        if (read_term(&s, text, &sum, err) < 0)
            return -1;
    *ns = negative ? -sum : sum;
    return 0;
}

/* "1.5" of 1500000 in units of a million: without zeros at the end. */
static int decimal(char *buf, uint64_t ns, uint64_t unit, const char *name)
{
    char fraction[24] = "";
    int digits = 0;
    for (uint64_t u = unit; u > 1; u /= 10)
        digits++;
    if (ns % unit) {
        int len = snprintf(fraction, sizeof(fraction), ".%0*llu", digits, (unsigned long long)(ns % unit));
        while (fraction[len - 1] == '0')
            fraction[--len] = '\0';
    }
    return snprintf(buf, DURATION_SIZE / 2, "%llu%s%s", (unsigned long long)(ns / unit), fraction, name);
}

char *duration_format(char buf[DURATION_SIZE], int64_t ns)
{
    uint64_t u = ns < 0 ? 0 - (uint64_t)ns : (uint64_t)ns;
    char *s = buf;
    if (ns < 0)
        *s++ = '-';
    if (!u)
        snprintf(s, 3, "0s");
    else if (u < 1000)
        decimal(s, u, 1, "ns");
    else if (u < (uint64_t)DURATION_NS_PER_MS)
        decimal(s, u, 1000, "\xC2\xB5s");
    else if (u < (uint64_t)DURATION_NS_PER_S)
        decimal(s, u, (uint64_t)DURATION_NS_PER_MS, "ms");
    else {
        uint64_t minutes = u / (60 * (uint64_t)DURATION_NS_PER_S);
        if (minutes >= 60)
            s += snprintf(s, 12, "%lluh", (unsigned long long)(minutes / 60));
        if (minutes)
            s += snprintf(s, 4, "%llum", (unsigned long long)(minutes % 60));
        decimal(s, u % (60 * (uint64_t)DURATION_NS_PER_S), (uint64_t)DURATION_NS_PER_S, "s");
    }
    return buf;
}

int64_t duration_seconds_ms(int64_t seconds)
{
    return (int64_t)((uint64_t)seconds * (uint64_t)DURATION_NS_PER_S) / DURATION_NS_PER_MS;
}
