#include "backends/base/duration.h"

#include <stdbool.h>
#include <string.h>

#include "backends/base/godump.h"

static const struct {
    const char *name;
    int64_t ns;
} units[] = {
    { "ns", 1 },
    { "us", 1000 },
    { "\xc2\xb5s", 1000 }, /* U+00B5 micro sign */
    { "\xce\xbcs", 1000 }, /* U+03BC Greek mu */
    { "ms", 1000000 },
    { "s", 1000000000 },
    { "m", 60 * INT64_C(1000000000) },
    { "h", 3600 * INT64_C(1000000000) },
};

static int fail(struct strbuf *err, const char *what, const char *unit, size_t unit_len, const char *text)
{
    if (!err)
        return -1;
    strbuf_addf(err, "time: %s ", what);
    if (unit) {
        go_quote(err, unit, unit_len);
        strbuf_adds(err, " in duration ");
    }
    go_quote(err, text, strlen(text));
    return -1;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits at *p to *n; false when they do not fit. */
static bool read_digits(const char **p, int64_t *n)
{
    *n = 0;
    for (; is_digit(**p); (*p)++)
        if (__builtin_mul_overflow(*n, INT64_C(10), n) || __builtin_add_overflow(*n, (int64_t)(**p - '0'), n))
            return false;
    return true;
}

/* Digits behind the point, as far as they count; the rest is skipped. */
static int64_t read_fraction(const char **p, double *scale)
{
    int64_t n = 0;
    bool full = false;
    for (*scale = 1; is_digit(**p); (*p)++) {
        if (full || n > INT64_MAX / 10 - 1) {
            full = true;
            continue;
        }
        n = n * 10 + (**p - '0');
        *scale *= 10;
    }
    return n;
}

static int64_t unit_ns(const char *name, size_t len)
{
    for (size_t i = 0; i < ARRAY_LEN(units); i++)
        if (strlen(units[i].name) == len && memcmp(units[i].name, name, len) == 0)
            return units[i].ns;
    return 0;
}

int duration_parse(const char *text, int64_t *ns, struct strbuf *err)
{
    const char *p = text;
    bool negative = *p == '-';
    int64_t total = 0;
    if (*p == '-' || *p == '+')
        p++;
    if (strcmp(p, "0") == 0) {
        *ns = 0;
        return 0;
    }
    if (!*p)
        return fail(err, "invalid duration", NULL, 0, text);
    while (*p) {
        const char *start = p;
        int64_t whole, fraction = 0, part;
        double scale = 1;
        if (!read_digits(&p, &whole))
            return fail(err, "invalid duration", NULL, 0, text);
        bool digits = p != start;
        if (*p == '.') {
            const char *point = ++p;
            fraction = read_fraction(&p, &scale);
            digits = digits || p != point;
        }
        if (!digits)
            return fail(err, "invalid duration", NULL, 0, text);
        const char *unit = p;
        while (*p && *p != '.' && !is_digit(*p))
            p++;
        if (p == unit)
            return fail(err, "missing unit in duration", NULL, 0, text);
        int64_t each = unit_ns(unit, (size_t)(p - unit));
        if (!each)
            return fail(err, "unknown unit", unit, (size_t)(p - unit), text);
        if (__builtin_mul_overflow(whole, each, &part) ||
            __builtin_add_overflow(part, (int64_t)((double)fraction * ((double)each / scale)), &part) ||
            __builtin_add_overflow(total, part, &total))
            return fail(err, "invalid duration", NULL, 0, text);
    }
    *ns = negative ? -total : total;
    return 0;
}
