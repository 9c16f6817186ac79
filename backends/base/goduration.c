#include "backends/base/goduration.h"

#include <stdbool.h>
#include <string.h>

#include "backends/base/godump.h"

static const struct {
    const char *name;
    uint64_t ns;
} units[] = {
    { "ns", 1 },
    { "us", 1000 },
    { "\xc2\xb5s", 1000 }, /* U+00B5, micro sign */
    { "\xce\xbcs", 1000 }, /* U+03BC, Greek mu */
    { "ms", 1000000 },
    { "s", 1000000000 },
    { "m", UINT64_C(60000000000) },
    { "h", UINT64_C(3600000000000) },
};

static int fail(struct strbuf *err, const char *text, const char *what, const char *unit, size_t unit_len)
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

/* Digits into *n; false when they go beyond 2^63. */
static bool read_whole(const char **p, uint64_t *n)
{
    for (*n = 0; is_digit(**p); (*p)++) {
        if (*n > (UINT64_C(1) << 63) / 10)
            return false;
        *n = *n * 10 + (uint64_t)(**p - '0');
        if (*n > UINT64_C(1) << 63)
            return false;
    }
    return true;
}

/* The digits behind a point: *n / *scale. Those beyond what fits are skipped, as in Go. */
static void read_fraction(const char **p, uint64_t *n, double *scale)
{
    bool full = false;
    for (*n = 0, *scale = 1; is_digit(**p); (*p)++) {
        uint64_t digit = (uint64_t)(**p - '0');
        if (full || *n > INT64_MAX / 10 || *n * 10 + digit > UINT64_C(1) << 63) {
            full = true;
            continue;
        }
        *n = *n * 10 + digit;
        *scale *= 10;
    }
}

/* One "1.5h" at *p added to *sum; NULL, or what is wrong. */
static const char *read_part(const char **p, uint64_t *sum, const char **unit, size_t *unit_len)
{
    static const char invalid[] = "invalid duration";
    const char *start = *p;
    uint64_t whole, fraction = 0;
    double scale = 1;
    if ((**p != '.' && !is_digit(**p)) || !read_whole(p, &whole))
        return invalid;
    bool digits = *p != start;
    if (**p == '.') {
        const char *point = ++*p;
        read_fraction(p, &fraction, &scale);
        digits = digits || *p != point;
    }
    if (!digits)
        return invalid;
    *unit_len = strcspn(*p, ".0123456789");
    if (!*unit_len)
        return "missing unit in duration";
    const char *name = *p;
    *p += *unit_len;
    for (size_t i = 0; i < ARRAY_LEN(units); i++) {
        if (strlen(units[i].name) != *unit_len || memcmp(units[i].name, name, *unit_len))
            continue;
        if (whole > (UINT64_C(1) << 63) / units[i].ns)
            return invalid;
        uint64_t v = whole * units[i].ns + (uint64_t)((double)fraction * ((double)units[i].ns / scale));
        *sum += v;
        return v > UINT64_C(1) << 63 || *sum > UINT64_C(1) << 63 ? invalid : NULL;
    }
    *unit = name;
    return "unknown unit";
}

int go_duration_parse(const char *text, int64_t *ns, struct strbuf *err)
{
    const char *p = text;
    bool negative = *p == '-';
    if (*p == '-' || *p == '+')
        p++;
    if (!strcmp(p, "0")) {
        *ns = 0;
        return 0;
    }
    uint64_t sum = 0;
    if (!*p)
        return fail(err, text, "invalid duration", NULL, 0);
    while (*p) {
        const char *unit = NULL;
        size_t unit_len = 0;
        const char *wrong = read_part(&p, &sum, &unit, &unit_len);
        if (wrong)
            return fail(err, text, wrong, unit, unit_len);
    }
    if (!negative && sum > INT64_MAX)
        return fail(err, text, "invalid duration", NULL, 0);
    *ns = negative ? (int64_t)(0 - sum) : (int64_t)sum;
    return 0;
}
