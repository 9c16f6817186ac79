#include "backends/base/quantity.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/json.h"

enum {
    NANO = -9,
    DIGITS_MAX = 38,       /* of an __int128 */
    FAST_DIGITS = 18,      /* upstream's maxInt64Factors */
    BINARY_FAST_DIGITS = 15,
    CANONICAL_DIGITS = 12, /* what quantity_is_canonical() looks at */
};

typedef __int128 wide;

static const struct {
    const char *text;
    int base, exponent;
} suffixes[] = {
    { "n", 10, -9 }, { "u", 10, -6 }, { "m", 10, -3 }, { "", 10, 0 },   { "k", 10, 3 },  { "M", 10, 6 },
    { "G", 10, 9 },  { "T", 10, 12 }, { "P", 10, 15 }, { "E", 10, 18 }, { "Ki", 2, 10 }, { "Mi", 2, 20 },
    { "Gi", 2, 30 }, { "Ti", 2, 40 }, { "Pi", 2, 50 }, { "Ei", 2, 60 }, { "", 2, 0 },
};

/* The pieces of a text: sign, digits before and behind the point, suffix. Borrowed. */
struct pieces {
    bool negative;
    const char *num, *denom, *suffix;
    size_t num_len, denom_len, suffix_len;
};

static int fail(struct strbuf *err, const char *text)
{
    if (err)
        strbuf_adds(err, text);
    return -1;
}

static size_t digits(const char *s)
{
    return strspn(s, "0123456789");
}

static int split(const char *s, struct pieces *p, struct strbuf *err)
{
    static const char form[] = "quantities must match the regular expression "
                               "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    *p = (struct pieces){ .negative = *s == '-' };
    if (!*s)
        return fail(err, form);
    if (*s == '-' || *s == '+')
        s++;
    s += strspn(s, "0");
    p->num = s;
    p->num_len = digits(s);
    s += p->num_len;
    if (*s == '.') {
        p->denom = ++s;
        p->denom_len = digits(s);
        s += p->denom_len;
    }
    p->suffix = s;
    s += strspn(s, "eEinumkKMGTP");
    if (*s == '-' || *s == '+')
        s++;
    s += digits(s);
    p->suffix_len = (size_t)(s - p->suffix);
    return *s ? fail(err, form) : 0;
}

/* The meaning of a suffix. -1: none. */
static int interpret(const struct pieces *p, int *base, int32_t *exponent, enum quantity_format *format)
{
    for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
        if (strlen(suffixes[i].text) == p->suffix_len && !strncmp(suffixes[i].text, p->suffix, p->suffix_len)) {
            *base = suffixes[i].base;
            *exponent = suffixes[i].exponent;
            *format = *base == 2 ? QUANTITY_BINARY : QUANTITY_DECIMAL;
            return 0;
        }
    }
    if (p->suffix_len < 2 || (*p->suffix | 0x20) != 'e')
        return -1;
    char *end;
    errno = 0;
    long long n = strtoll(p->suffix + 1, &end, 10);
    if (errno || end != p->suffix + p->suffix_len)
        return -1;
    *base = 10;
    *exponent = (int32_t)n; /* cut to 32 bits, as upstream does */
    *format = QUANTITY_EXPONENT;
    return 0;
}

/* A long decimal number: digit values, the point before digits[point]. */
struct decimal {
    char *digits; /* owned, without leading zeros before the point */
    size_t len, point;
};

/* Doubles the number in place; there is room for one more digit at the front. */
static void decimal_double(struct decimal *d)
{
    int carry = 0;
    for (size_t i = d->len; i-- > 0;) {
        int n = d->digits[i] * 2 + carry;
        d->digits[i] = (char)(n % 10);
        carry = n / 10;
    }
    if (!carry)
        return;
    memmove(d->digits + 1, d->digits, d->len++);
    d->digits[0] = (char)carry;
    d->point++;
}

/* *out = the number * 10^places, cut behind the point and rounded up.  false: too many digits. */
static bool decimal_take(const struct decimal *d, int64_t places, wide *out)
{
    int64_t keep = (int64_t)d->point + places;
    bool rest = false;
    wide n = 0;
    for (int64_t i = 0; i < keep; i++) {
        int digit = i < (int64_t)d->len ? d->digits[i] : 0;
        if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, digit, &n))
            return false;
    }
    for (size_t i = keep > 0 ? (size_t)keep : 0; i < d->len; i++)
        rest = rest || d->digits[i];
    *out = n + rest;
    return true;
}

static struct decimal decimal_of(const struct pieces *p)
{
    /* Ei is 2^60, which adds up to 19 digits. */
    struct decimal d = { xmalloc(p->num_len + p->denom_len + 24), p->num_len + p->denom_len, p->num_len };
    for (size_t i = 0; i < p->num_len; i++)
        d.digits[i] = (char)(p->num[i] - '0');
    for (size_t i = 0; i < p->denom_len; i++)
        d.digits[p->num_len + i] = (char)(p->denom[i] - '0');
    return d;
}

/* n = n * 10^power. false: it does not fit. */
static bool scale_up(wide *n, int64_t power)
{
    if (!*n)
        return true;
    if (power > DIGITS_MAX)
        return false;
    for (; power > 0; power--)
        if (__builtin_mul_overflow(*n, 10, n))
            return false;
    return true;
}

/* Binary amounts are capped at the largest int64, which upstream calls a simple cap. */
static void parse_binary(const struct pieces *p, int32_t exponent, struct quantity *q)
{
    struct decimal d = decimal_of(p);
    wide limit = INT64_MAX, one = 1, n;
    int64_t places = p->denom_len ? -NANO : 0;
    for (int32_t i = 0; i < exponent && d.point < DIGITS_MAX; i++)
        decimal_double(&d);
    scale_up(&limit, places);
    scale_up(&one, places);
    if (!decimal_take(&d, places, &n) || n > limit)
        n = limit;
    free(d.digits);
    if (n && n < one)
        q->format = QUANTITY_DECIMAL;
    q->unscaled = n;
    q->scale = (int32_t)-places;
}

/* With an exponent the point moves; billionths are the last digits kept. */
static int parse_decimal(const struct pieces *p, int32_t exponent, struct quantity *q, struct strbuf *err)
{
    struct decimal d = decimal_of(p);
    int64_t scale = (int64_t)exponent - (int64_t)p->denom_len;
    int64_t places = (int64_t)p->denom_len;
    if (scale < NANO) {
        places += scale - NANO;
        scale = NANO;
    }
    bool fits = decimal_take(&d, places, &q->unscaled);
    free(d.digits);
    q->scale = q->unscaled ? (int32_t)scale : 0;
    return fits ? 0 : fail(err, "unable to parse numeric part of quantity");
}

/* Whether upstream keeps the amount as an int64 with a scale. */
static bool is_fast(const struct pieces *p, int base, int32_t exponent)
{
    int64_t num = p->num_len ? (int64_t)p->num_len : 1, denom = (int64_t)p->denom_len;
    if (base == 2)
        return !denom && BINARY_FAST_DIGITS - num - exponent * 3 / 10 - 1 >= 0;
    return num + denom <= FAST_DIGITS && exponent - denom >= NANO;
}

int quantity_parse(const char *text, struct quantity *q, struct strbuf *err)
{
    struct pieces p;
    struct quantity out = QUANTITY_ZERO;
    int base;
    int32_t exponent;
    if (split(text, &p, err) < 0)
        return -1;
    if (interpret(&p, &base, &exponent, &out.format) < 0)
        return fail(err, "unable to parse quantity's suffix");
    out.decimal = !is_fast(&p, base, exponent);
    if (base == 2)
        parse_binary(&p, exponent, &out);
    else if (parse_decimal(&p, exponent, &out, err) < 0)
        return -1;
    if (p.negative)
        out.unscaled = -out.unscaled;
    *q = out;
    return 0;
}

int quantity_parse_val(const struct val *v, struct quantity *q, struct strbuf *err)
{
    if (val_is(v, VAL_STRING))
        return quantity_parse(val_str(v), q, err);
    if (!val_is_number(v))
        return fail(err, "quantities must be a string or a number");
    struct strbuf text = STRBUF_INIT;
    json_write(&text, v, JSON_COMPACT);
    int rc = quantity_parse(text.buf, q, err);
    strbuf_release(&text);
    return rc;
}

/* n / 10^power, rounded away from zero; power is at least 0. */
static wide divide_up(wide n, int64_t power)
{
    bool rest = false;
    int sign = n < 0 ? -1 : 1;
    for (; power > 0 && n; power--) {
        rest = rest || n % 10;
        n /= 10;
    }
    return rest ? n + sign : n;
}

void quantity_round_up(struct quantity *q, int32_t scale)
{
    if (q->scale >= scale)
        return;
    q->unscaled = divide_up(q->unscaled, (int64_t)scale - q->scale);
    q->scale = q->unscaled ? scale : 0;
}

static void add_digits(struct strbuf *sb, wide n)
{
    char buf[DIGITS_MAX + 4];
    char *s = buf + sizeof(buf);
    unsigned __int128 u = n < 0 ? 0 - (unsigned __int128)n : (unsigned __int128)n;
    *--s = '\0';
    do
        *--s = (char)('0' + (int)(u % 10));
    while (u /= 10);
    if (n < 0)
        *--s = '-';
    strbuf_adds(sb, s);
}

static const char *suffix_of(int base, int64_t exponent)
{
    for (size_t i = 0; i < ARRAY_LEN(suffixes); i++)
        if (suffixes[i].base == base && suffixes[i].exponent == exponent)
            return suffixes[i].text;
    return ""; /* upstream drops what it has no suffix for, too */
}

static void decimal_string(struct strbuf *sb, const struct quantity *q)
{
    wide n = q->unscaled;
    int64_t exponent = q->scale;
    for (; n % 10 == 0; n /= 10)
        exponent++;
    int zeros = (int)((exponent % 3 + 3) % 3);
    add_digits(sb, n);
    strbuf_addchn(sb, '0', (size_t)zeros);
    exponent -= zeros;
    if (q->format != QUANTITY_EXPONENT)
        strbuf_adds(sb, suffix_of(10, exponent));
    else if (exponent)
        strbuf_addf(sb, "e%lld", (long long)exponent);
}

/* The amount as an integer, when it is one. */
static bool integer(const struct quantity *q, wide *n)
{
    *n = q->unscaled;
    if (q->scale >= 0)
        return scale_up(n, q->scale);
    *n = divide_up(*n, -(int64_t)q->scale);
    wide back = *n;
    return scale_up(&back, -(int64_t)q->scale) && back == q->unscaled;
}

void quantity_string(struct strbuf *sb, const struct quantity *q)
{
    wide n;
    int exponent = 0;
    if (!q->unscaled) {
        strbuf_addch(sb, '0');
        return;
    }
    if (q->format != QUANTITY_BINARY || !integer(q, &n) || (n > -1024 && n < 1024)) {
        struct quantity decimal = *q;
        if (q->format == QUANTITY_BINARY)
            decimal.format = QUANTITY_DECIMAL;
        decimal_string(sb, &decimal);
        return;
    }
    for (; n % 1024 == 0; n /= 1024)
        exponent += 10;
    add_digits(sb, n);
    strbuf_adds(sb, suffix_of(2, exponent));
}

static bool scaled(const struct quantity *q, int32_t scale, int64_t *out)
{
    wide n = q->unscaled;
    if (q->scale >= scale) {
        if (!scale_up(&n, (int64_t)q->scale - scale))
            return false;
    } else if (q->decimal && n < 0) {
        /* Upstream adds one to the truncated quotient of a big decimal, whatever its sign. */
        wide up = divide_up(n, (int64_t)scale - q->scale), back = up;
        bool exact = scale_up(&back, (int64_t)scale - q->scale) && back == n;
        n = exact ? up : up + 2;
    } else {
        n = divide_up(n, (int64_t)scale - q->scale);
    }
    if (n > INT64_MAX || n < -INT64_MAX)
        return false;
    *out = (int64_t)n;
    return true;
}

bool quantity_value(const struct quantity *q, int64_t *out)
{
    return scaled(q, 0, out);
}

bool quantity_milli(const struct quantity *q, int64_t *out)
{
    return scaled(q, -3, out);
}

int64_t quantity_value_or(const struct val *v, int64_t otherwise)
{
    struct quantity q;
    if (quantity_parse_val(v, &q, NULL) == 0)
        quantity_value(&q, &otherwise);
    return otherwise;
}

int64_t quantity_milli_or(const struct val *v, int64_t otherwise)
{
    struct quantity q;
    if (quantity_parse_val(v, &q, NULL) == 0)
        quantity_milli(&q, &otherwise);
    return otherwise;
}

int quantity_sign(const struct quantity *q)
{
    return (q->unscaled > 0) - (q->unscaled < 0);
}

/* How many digits stand before the point, trailing zeros of the scale included. */
static int64_t magnitude(const struct quantity *q)
{
    int64_t n = q->scale;
    for (wide u = q->unscaled; u; u /= 10)
        n++;
    return n;
}

/* Brings both to the smaller scale. false: the digits do not suffice. */
static bool align(struct quantity *a, struct quantity *b)
{
    struct quantity *high = a->scale > b->scale ? a : b, *low = high == a ? b : a;
    if (!scale_up(&high->unscaled, (int64_t)high->scale - low->scale))
        return false;
    high->scale = low->scale;
    return true;
}

int quantity_compare(const struct quantity *a, const struct quantity *b)
{
    int sign = quantity_sign(a);
    if (sign != quantity_sign(b) || !sign)
        return sign - quantity_sign(b) > 0 ? 1 : sign - quantity_sign(b) < 0 ? -1 : 0;
    int64_t more = magnitude(a) - magnitude(b);
    if (more)
        return (more > 0) == (sign > 0) ? 1 : -1;
    struct quantity x = *a, y = *b;
    if (!align(&x, &y))
        BUG("equal magnitudes of different digits");
    return (x.unscaled > y.unscaled) - (x.unscaled < y.unscaled);
}

void quantity_add(struct quantity *q, const struct quantity *y)
{
    struct quantity x = *y, sum = *q;
    if (!q->unscaled)
        sum.format = y->format;
    sum.decimal = q->decimal || y->decimal;
    if (!align(&sum, &x) || __builtin_add_overflow(sum.unscaled, x.unscaled, &sum.unscaled)) {
        /* Beside such an amount the smaller one does not count. */
        if (magnitude(y) > magnitude(q))
            q->unscaled = y->unscaled, q->scale = y->scale;
        return;
    }
    *q = sum;
}

bool quantity_is_canonical(const char *text)
{
    static const char *const decimal[] = { "", "m", "k", "M", "G" };
    static const char *const binary[] = { "Ki", "Mi", "Gi" };
    size_t len = 0;
    int64_t n = 0;
    while (text[len] >= '0' && text[len] <= '9' && len < CANONICAL_DIGITS)
        n = 10 * n + (text[len++] - '0');
    if (!len || (text[len] && (*text == '0' || !n)))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(decimal); i++)
        if (!strcmp(text + len, decimal[i]))
            return n % 1000 != 0 || (!n && len == 1);
    for (size_t i = 0; i < ARRAY_LEN(binary); i++)
        if (!strcmp(text + len, binary[i]))
            return n % 1024 != 0;
    return false;
}
