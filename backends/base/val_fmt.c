#include <stdlib.h>
#include <string.h>

#include "backends/base/val_node.h"

struct template {
    const char *p, *all;
    va_list ap;
};

static _Noreturn void template_error(const struct template *t)
{
    BUG("val_fmt: near \"%.20s\" of \"%s\"", t->p, t->all);
}

static void skip_space(struct template *t)
{
    while (*t->p == ' ' || *t->p == '\n')
        t->p++;
}

/* Letters, digits and _ . / - $ */
static bool is_bare(char c)
{
    static const uint64_t bare[4] = { UINT64_C(0x03ffe01000000000), UINT64_C(0x07fffffe87fffffe) };
    unsigned char at = (unsigned char)c;
    return bare[at >> 6] >> (at & 63) & 1;
}

/* A quoted or bare word; *quoted tells which. */
static const char *word(struct template *t, size_t *len, bool *quoted)
{
    const char *start = t->p;
    *quoted = *start == '\'' || *start == '"';
    if (*quoted) {
        const char *end = strchr(start + 1, *start);
        if (!end)
            template_error(t);
        t->p = end + 1;
        *len = (size_t)(end - start - 1);
        return start + 1;
    }
    while (is_bare(*t->p))
        t->p++;
    *len = (size_t)(t->p - start);
    if (!*len)
        template_error(t);
    return start;
}

static struct val *bare_value(const char *s, size_t len)
{
    if (len == 4 && !memcmp(s, "true", 4))
        return val_bool(true);
    if (len == 5 && !memcmp(s, "false", 5))
        return val_bool(false);
    if (len == 4 && !memcmp(s, "null", 4))
        return val_null();
    size_t digits = s[0] == '-';
    while (digits < len && s[digits] >= '0' && s[digits] <= '9')
        digits++;
    if (digits == len && len > (size_t)(s[0] == '-'))
        return val_int(strtoll(s, NULL, 10));
    return val_stringn(s, len);
}

static struct val *placeholder(struct template *t)
{
    char c = t->p[1];
    t->p += 2;
    switch (c) {
    case 's': {
        const char *s = va_arg(t->ap, const char *);
        return s ? val_string(s) : NULL;
    }
    case 'd': return val_int(va_arg(t->ap, int));
    case 'b': return val_bool(va_arg(t->ap, int) != 0);
    case 'I': return val_int(va_arg(t->ap, int64_t));
    case 'v': return val_ref(va_arg(t->ap, const struct val *));
    case 'V': return va_arg(t->ap, struct val *);
    default: t->p -= 2; template_error(t);
    }
}

static struct val *template_value(struct template *t);

/* Members are gathered in their order first, so that the object is made at once. */
enum { GATHER_MAX = 16 };

struct gathered {
    const char *key;
    size_t len;
    struct val *value;
};

static int compare_keys(const struct gathered *a, const struct gathered *b)
{
    int d = memcmp(a->key, b->key, a->len < b->len ? a->len : b->len);
    return d ? d : (a->len > b->len) - (a->len < b->len);
}

/* Puts one more among the sorted ones; a key that is there gets the new value. */
static void gather(struct gathered *g, size_t *count, struct gathered more)
{
    size_t i = *count;
    int d = -1;
    while (i > 0 && (d = compare_keys(&g[i - 1], &more)) > 0)
        i--;
    if (i > 0 && !d) {
        val_assign(&g[i - 1].value, more.value);
        return;
    }
    memmove(g + i + 1, g + i, (*count - i) * sizeof(*g));
    g[i] = more;
    ++*count;
}

static void put_gathered(struct val **obj, const struct gathered *g, size_t *count)
{
    if (!*obj) {
        *obj = val_node_object(*count);
        for (size_t i = 0; i < *count; i++)
            as_object(*obj)->members[i] = (struct member){ val_stringn(g[i].key, g[i].len), g[i].value };
        (*obj)->len = (uint32_t)*count;
    } else {
        val_reserve(obj, *count);
        for (size_t i = 0; i < *count; i++)
            val_setn(obj, g[i].key, g[i].len, g[i].value);
    }
    *count = 0;
}

static struct val *template_object(struct template *t)
{
    struct val *obj = NULL;
    struct gathered g[GATHER_MAX];
    size_t count = 0;
    t->p++;
    for (skip_space(t); *t->p != '}'; skip_space(t)) {
        bool quoted;
        if (count == GATHER_MAX)
            put_gathered(&obj, g, &count);
        struct gathered more;
        if (t->p[0] == '%' && t->p[1] == 's') {
            more.key = va_arg(t->ap, const char *);
            more.len = strlen(more.key);
            t->p += 2;
        } else {
            more.key = word(t, &more.len, &quoted);
        }
        skip_space(t);
        if (*t->p++ != ':')
            template_error(t);
        more.value = template_value(t);
        if (more.value)
            gather(g, &count, more);
        skip_space(t);
        if (*t->p == ',')
            t->p++;
        else if (*t->p != '}')
            template_error(t);
    }
    t->p++;
    put_gathered(&obj, g, &count);
    return obj;
}

static struct val *template_array(struct template *t)
{
    struct val *arr = val_array();
    t->p++;
    for (skip_space(t); *t->p != ']'; skip_space(t)) {
        struct val *v = template_value(t);
        if (v)
            val_append(&arr, v);
        skip_space(t);
        if (*t->p == ',')
            t->p++;
        else if (*t->p != ']')
            template_error(t);
    }
    t->p++;
    return arr;
}

static struct val *template_value(struct template *t)
{
    skip_space(t);
    switch (*t->p) {
    case '{': return template_object(t);
    case '[': return template_array(t);
    case '%': return placeholder(t);
    default: break;
    }
    size_t len;
    bool quoted;
    const char *s = word(t, &len, &quoted);
    return quoted ? val_stringn(s, len) : bare_value(s, len);
}

struct val *val_fmt(const char *fmt, ...)
{
    struct template t = { .p = fmt, .all = fmt };
    va_start(t.ap, fmt);
    struct val *v = template_value(&t);
    va_end(t.ap);
    skip_space(&t);
    if (*t.p || !v)
        template_error(&t);
    return v;
}
