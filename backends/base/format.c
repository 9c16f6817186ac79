#include "backends/base/format.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "backends/base/decimal.h"
#include "backends/base/xalloc.h"

struct text {
    char *out;
    size_t room, len;
};

static void add(struct text *t, const char *s, size_t len)
{
    if (t->len < t->room)
        memcpy(t->out + t->len, s, len < t->room - t->len ? len : t->room - t->len);
    t->len += len;
}

static void add_unsigned(struct text *t, uint64_t n)
{
    char digits[DECIMAL_SIZE];
    add(t, digits, (size_t)(decimal_write_unsigned(digits, n) - digits));
}

static void add_signed(struct text *t, int64_t n)
{
    char digits[DECIMAL_SIZE];
    add(t, digits, (size_t)(decimal_write(digits, n) - digits));
}

struct arguments {
    va_list ap;
};

/* Writes one conversion; fmt is behind the '%'. What follows it; NULL: it is none of ours. */
static const char *convert(struct text *t, const char *fmt, struct arguments *a)
{
    if (!strncmp(fmt, "lld", 3)) {
        add_signed(t, va_arg(a->ap, long long));
        return fmt + 3;
    }
    if (!strncmp(fmt, "llu", 3)) {
        add_unsigned(t, va_arg(a->ap, unsigned long long));
        return fmt + 3;
    }
    if (!strncmp(fmt, "zu", 2)) {
        add_unsigned(t, va_arg(a->ap, size_t));
        return fmt + 2;
    }
    bool limited = !strncmp(fmt, ".*s", 3);
    if (*fmt == 's' || limited) {
        int most = limited ? va_arg(a->ap, int) : -1;
        const char *s = va_arg(a->ap, const char *);
        if (!s)
            return NULL;
        add(t, s, most < 0 ? strlen(s) : strnlen(s, (size_t)most));
        return fmt + (limited ? 3 : 1);
    }
    if (*fmt == 'd') {
        add_signed(t, va_arg(a->ap, int));
    } else if (*fmt == 'c') {
        const char c = (char)va_arg(a->ap, int);
        add(t, &c, 1);
    } else if (*fmt == '%') {
        add(t, fmt, 1);
    } else {
        return NULL;
    }
    return fmt + 1;
}

size_t format_text(char *out, size_t room, const char *fmt, va_list ap)
{
    struct text t = { out, room ? room - 1 : 0, 0 };
    struct arguments a;
    const char *p = fmt;
    va_copy(a.ap, ap);
    while (p && *p) {
        const char *percent = strchrnul(p, '%');
        add(&t, p, (size_t)(percent - p));
        p = *percent ? convert(&t, percent + 1, &a) : percent;
    }
    va_end(a.ap);
    if (p) {
        if (room)
            out[t.len < t.room ? t.len : t.room] = '\0';
        return t.len;
    }
    int len = vsnprintf(out, room, fmt, ap);
    if (len < 0)
        BUG("bad format: %s", fmt);
    return (size_t)len;
}
