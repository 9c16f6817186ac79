#include "backends/base/json.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    const char *text;
    size_t len, pos;
    int depth;
    struct strbuf *err; /* NULL: nobody asks */
    int failed;
};

static void fail(struct reader *r, const char *fmt, ...) PRINTF_LIKE(2, 3);

static void fail(struct reader *r, const char *fmt, ...)
{
    if (!r->failed && r->err) {
        va_list ap;
        va_start(ap, fmt);
        strbuf_addvf(r->err, fmt, ap);
        va_end(ap);
    }
    r->failed = 1;
}

/* Go's words for an unexpected character, which may be the end. */
static void fail_char(struct reader *r, const char *context)
{
    if (r->pos >= r->len) {
        fail(r, "unexpected end of JSON input");
        return;
    }
    unsigned char c = (unsigned char)r->text[r->pos];
    if (c == '\'')
        fail(r, "invalid character '\\'' %s", context);
    else if (c == '\\')
        fail(r, "invalid character '\\\\' %s", context);
    else if (c == '\n' || c == '\t' || c == '\r')
        fail(r, "invalid character '\\%c' %s", c == '\n' ? 'n' : c == '\t' ? 't' : 'r', context);
    else if (c < 0x20 || c == 0x7f)
        fail(r, "invalid character '\\x%02x' %s", c, context);
    else if (c < 0x80)
        fail(r, "invalid character '%c' %s", c, context);
    else {
        /* Go looks at bytes: each is shown as the Latin-1 character of its number. */
        struct strbuf sb = STRBUF_INIT;
        if (c >= 0xA1 && c != 0xAD)
            strbuf_addutf8(&sb, c);
        else
            strbuf_addf(&sb, c == 0xA0 || c == 0xAD ? "\\u%04x" : "\\u%04x", c);
        fail(r, "invalid character '%s' %s", sb.buf, context);
        strbuf_release(&sb);
    }
}

static void skip_blanks(struct reader *r)
{
    while (r->pos < r->len && memchr(" \t\r\n", r->text[r->pos], 4))
        r->pos++;
}

static int peek(const struct reader *r)
{
    return r->pos < r->len ? (unsigned char)r->text[r->pos] : -1;
}

static long hex4(const char *s)
{
    long n = 0;
    for (int i = 0; i < 4; i++) {
        int c = (unsigned char)s[i];
        if (!isxdigit(c))
            return -1;
        n = n * 16 + (c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
    }
    return n;
}

/* The code point of "\uXXXX" at pos (behind the u), with its low surrogate when it has one. */
static void read_unicode(struct reader *r, struct strbuf *out)
{
    long cp = r->len - r->pos >= 4 ? hex4(r->text + r->pos) : -1;
    if (cp < 0) {
        for (int i = 0; i < 4 && r->pos < r->len && isxdigit((unsigned char)r->text[r->pos]); i++)
            r->pos++;
        fail_char(r, "in \\u hexadecimal character escape");
        return;
    }
    r->pos += 4;
    if (cp >= 0xD800 && cp < 0xDC00 && r->len - r->pos >= 6 && r->text[r->pos] == '\\' &&
        r->text[r->pos + 1] == 'u') {
        long low = hex4(r->text + r->pos + 2);
        if (low >= 0xDC00 && low < 0xE000) {
            cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
            r->pos += 6;
        }
    }
    strbuf_addutf8(out, (unsigned long)cp);
}

/* Length of the valid UTF-8 sequence at s, or 0. */
static size_t utf8_len(const char *s, size_t left)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t n = p[0] < 0x80 ? 1 : p[0] >= 0xC2 && p[0] < 0xE0 ? 2 : (p[0] & 0xF0) == 0xE0 ? 3
             : p[0] >= 0xF0 && p[0] < 0xF5 ? 4 : 0;
    if (!n || n > left)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) ||
        (p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F))
        return 0;
    return n;
}

static void read_escape(struct reader *r, struct strbuf *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    int c = peek(r);
    const char *at = c > 0 ? strchr(from, c) : NULL;
    if (c == 'u') {
        r->pos++;
        read_unicode(r, out);
    } else if (at) {
        r->pos++;
        strbuf_addch(out, to[at - from]);
    } else {
        fail_char(r, "in string escape code");
    }
}

/* The string whose opening quote is at pos. */
static struct val *read_string(struct reader *r)
{
    struct strbuf out = STRBUF_INIT;
    r->pos++;
    while (!r->failed) {
        size_t start = r->pos;
        while (r->pos < r->len && (unsigned char)r->text[r->pos] >= 0x20 &&
               (unsigned char)r->text[r->pos] < 0x80 && r->text[r->pos] != '"' &&
               r->text[r->pos] != '\\')
            r->pos++;
        strbuf_add(&out, r->text + start, r->pos - start);
        int c = peek(r);
        if (c == '"') {
            r->pos++;
            struct val *v = val_stringn(out.buf, out.len);
            strbuf_release(&out);
            return v;
        }
        if (c == '\\') {
            r->pos++;
            read_escape(r, &out);
        } else if (c >= 0x80) {
            size_t n = utf8_len(r->text + r->pos, r->len - r->pos);
            if (n)
                strbuf_add(&out, r->text + r->pos, n);
            else
                strbuf_addutf8(&out, 0xFFFD);
            r->pos += n ? n : 1;
        } else {
            fail_char(r, "in string literal");
        }
    }
    strbuf_release(&out);
    return NULL;
}

static void digits(struct reader *r, const char *context)
{
    if (!isdigit(peek(r)))
        fail_char(r, context);
    while (isdigit(peek(r)))
        r->pos++;
}

static struct val *read_number(struct reader *r)
{
    size_t start = r->pos;
    int whole = 1;
    if (peek(r) == '-')
        r->pos++;
    if (peek(r) == '0')
        r->pos++;
    else
        digits(r, "in numeric literal");
    if (peek(r) == '.') {
        whole = 0;
        r->pos++;
        digits(r, "after decimal point in numeric literal");
    }
    if (peek(r) == 'e' || peek(r) == 'E') {
        whole = 0;
        r->pos++;
        if (peek(r) == '+' || peek(r) == '-')
            r->pos++;
        digits(r, "in exponent of numeric literal");
    }
    if (r->failed)
        return NULL;
    char *text = xstrndup(r->text + start, r->pos - start);
    struct val *v = NULL;
    errno = 0;
    if (whole && text[0] == '-') {
        long long n = strtoll(text, NULL, 10);
        v = errno ? NULL : val_int(n);
    } else if (whole) {
        unsigned long long n = strtoull(text, NULL, 10);
        v = errno ? NULL : val_uint(n);
    }
    if (!v) {
        double d = strtod(text, NULL);
        if (isinf(d))
            fail(r, "json: cannot unmarshal number %s into Go value of type float64", text);
        else
            v = val_double(d);
    }
    free(text);
    return v;
}

static struct val *read_word(struct reader *r, const char *word, const char *context,
                             struct val *value)
{
    for (size_t i = 0; word[i]; i++, r->pos++)
        if (peek(r) != word[i]) {
            fail_char(r, i ? context : "looking for beginning of value");
            return NULL;
        }
    return value;
}

static struct val *read_value(struct reader *r);

static struct val *read_array(struct reader *r)
{
    struct val *arr = val_array();
    r->pos++;
    skip_blanks(r);
    if (peek(r) == ']') {
        r->pos++;
        return arr;
    }
    while (!r->failed) {
        struct val *item = read_value(r);
        if (!item)
            break;
        val_append(&arr, item);
        skip_blanks(r);
        int c = peek(r);
        if (c == ']') {
            r->pos++;
            return arr;
        }
        if (c != ',')
            fail_char(r, "after array element");
        r->pos++;
    }
    val_unref(arr);
    return NULL;
}

/* One `"key": value` of an object. */
static void read_member(struct reader *r, struct val **obj)
{
    skip_blanks(r);
    if (peek(r) != '"') {
        fail_char(r, "looking for beginning of object key string");
        return;
    }
    struct val *key = read_string(r);
    skip_blanks(r);
    if (!r->failed && peek(r) != ':')
        fail_char(r, "after object key");
    r->pos++;
    struct val *value = r->failed ? NULL : read_value(r);
    if (value) {
        const char *k = val_str(key);
        if (strlen(k) == val_len(key))
            val_set(obj, k, value);
        else { /* a key with NUL bytes cannot be a field or a label: refuse rather than cut */
            fail(r, "invalid character '\\x00' in object key");
            val_unref(value);
        }
    }
    val_unref(key);
}

static struct val *read_object(struct reader *r)
{
    struct val *obj = val_object();
    r->pos++;
    skip_blanks(r);
    if (peek(r) == '}') {
        r->pos++;
        return obj;
    }
    while (!r->failed) {
        read_member(r, &obj);
        if (r->failed)
            break;
        skip_blanks(r);
        int c = peek(r);
        if (c == '}') {
            r->pos++;
            return obj;
        }
        if (c != ',')
            fail_char(r, "after object key:value pair");
        r->pos++;
    }
    val_unref(obj);
    return NULL;
}

static struct val *read_value(struct reader *r)
{
    skip_blanks(r);
    int c = peek(r);
    if (c == '"')
        return read_string(r);
    if (c == '-' || isdigit(c))
        return read_number(r);
    if (c == 't')
        return read_word(r, "true", "in literal true", val_bool(true));
    if (c == 'f')
        return read_word(r, "false", "in literal false", val_bool(false));
    if (c == 'n')
        return read_word(r, "null", "in literal null", val_null());
    if (c != '{' && c != '[') {
        fail_char(r, "looking for beginning of value");
        return NULL;
    }
    if (r->depth == JSON_DEPTH_MAX) {
        fail(r, "exceeded max depth");
        return NULL;
    }
    r->depth++;
    struct val *v = c == '{' ? read_object(r) : read_array(r);
    r->depth--;
    return v;
}

struct val *json_parse_next(const char *text, size_t len, size_t *pos, struct strbuf *err)
{
    struct reader r = { .text = text, .len = len, .pos = *pos, .err = err };
    skip_blanks(&r);
    struct val *v = r.pos < len ? read_value(&r) : NULL;
    *pos = r.pos;
    return v;
}

struct val *json_parse(const char *text, size_t len, struct strbuf *err)
{
    struct reader r = { .text = text, .len = len, .err = err };
    struct val *v = read_value(&r);
    if (!v)
        return NULL;
    skip_blanks(&r);
    if (r.pos < len) {
        fail_char(&r, "after top-level value");
        val_unref(v);
        return NULL;
    }
    return v;
}

/* ---- writing ---- */

void json_write_string(struct strbuf *sb, const char *s, size_t len, unsigned flags)
{
    strbuf_addch(sb, '"');
    for (size_t i = 0, n; i < len; i += n) {
        unsigned char c = (unsigned char)s[i];
        n = 1;
        if (c == '"' || c == '\\')
            strbuf_addf(sb, "\\%c", c);
        else if (c == '\n')
            strbuf_adds(sb, "\\n");
        else if (c == '\r')
            strbuf_adds(sb, "\\r");
        else if (c == '\t')
            strbuf_adds(sb, "\\t");
        else if (c < 0x20 || (!(flags & JSON_RAW_HTML) && (c == '<' || c == '>' || c == '&')))
            strbuf_addf(sb, "\\u%04x", c);
        else if (c < 0x80)
            strbuf_addch(sb, (char)c);
        else if (!(n = utf8_len(s + i, len - i))) {
            n = 1;
            strbuf_adds(sb, "\\ufffd");
        } else if (n == 3 && c == 0xE2 && (unsigned char)s[i + 1] == 0x80 &&
                   ((unsigned char)s[i + 2] | 1) == 0xA9)
            strbuf_addf(sb, "\\u202%c", (unsigned char)s[i + 2] == 0xA8 ? '8' : '9');
        else
            strbuf_add(sb, s + i, n);
    }
    strbuf_addch(sb, '"');
}

void json_write_double(struct strbuf *sb, double d)
{
    char text[40];
    double abs = fabs(d);
    int precision = 1;
    /* The shortest digits that read back as d, as Go's strconv does. */
    do
        snprintf(text, sizeof(text), "%.*e", precision - 1, d);
    while (strtod(text, NULL) != d && precision++ < 17);
    if (abs != 0 && (abs < 1e-6 || abs >= 1e21)) {
        char *e = strchr(text, 'e');
        /* Go writes e-07 as e-7 */
        if (e && e[1] == '-' && e[2] == '0')
            memmove(e + 2, e + 3, strlen(e + 3) + 1);
        strbuf_adds(sb, text);
        return;
    }
    int exponent = abs != 0 ? (int)strtol(strchr(text, 'e') + 1, NULL, 10) : 0;
    int decimals = precision - 1 - exponent;
    strbuf_addf(sb, "%.*f", decimals > 0 ? decimals : 0, d);
}

static void newline(struct strbuf *sb, unsigned flags, int depth)
{
    if (!(flags & JSON_INDENT))
        return;
    strbuf_addch(sb, '\n');
    strbuf_addchn(sb, ' ', (size_t)depth * 4);
}

struct writer {
    struct strbuf *sb;
    unsigned flags;
};

static void write_value(struct writer *w, const struct val *v, const struct schema_field *f, enum schema_shape shape, int depth);

/* What is behind the brace of an object or list: `count` are written so far. */
static void write_member(struct writer *w, const struct val *key, const struct val *v, const struct schema_field *f,
                         enum schema_shape shape, size_t count, int depth)
{
    if (count)
        strbuf_addch(w->sb, ',');
    newline(w->sb, w->flags, depth);
    if (key) {
        json_write_string(w->sb, val_str(key), val_len(key), w->flags);
        strbuf_adds(w->sb, w->flags & JSON_INDENT ? ": " : ":");
    }
    write_value(w, v, f, shape, depth);
}

static bool has_field(const struct schema_type *t, const char *name)
{
    for (const struct schema_field *f = t->fields; f->name; f++)
        if (!strcmp(f->name, name))
            return true;
    return false;
}

/* A field that changed has several rows; the first one writes it. */
static bool is_first_row(const struct schema_type *t, const struct schema_field *f)
{
    return f == t->fields || strcmp(f[-1].name, f->name) != 0;
}

static void write_struct(struct writer *w, const struct val *v, const struct schema_type *t, int depth)
{
    size_t count = 0;
    for (const struct schema_field *f = t->fields; f->name; f++) {
        const struct val *member = is_first_row(t, f) ? val_get(v, f->name) : NULL;
        if (!member)
            continue;
        struct val *key = val_string(f->name);
        write_member(w, key, member, f, f->shape, count++, depth + 1);
        val_unref(key);
    }
    for (size_t i = 0; i < val_len(v); i++)
        if (!has_field(t, val_key(v, i)))
            write_member(w, val_keyv(v, i), val_item(v, i), NULL, SCHEMA_ONE, count++, depth + 1);
}

/* `f` says what the value holds, or is NULL; of its shape, `shape` is left. */
static void write_value(struct writer *w, const struct val *v, const struct schema_field *f, enum schema_shape shape, int depth)
{
    struct strbuf *sb = w->sb;
    switch (val_type(v)) {
    case VAL_NULL: strbuf_adds(sb, "null"); return;
    case VAL_BOOL: strbuf_adds(sb, val_bool_or(v, false) ? "true" : "false"); return;
    case VAL_INT: strbuf_addint(sb, val_int_or(v, 0)); return;
    case VAL_UINT: strbuf_addf(sb, "%llu", (unsigned long long)val_uint_or(v, 0)); return;
    case VAL_DOUBLE: json_write_double(sb, val_double_or(v, 0)); return;
    case VAL_STRING: json_write_string(sb, val_str(v), val_len(v), w->flags); return;
    case VAL_ARRAY:
    case VAL_OBJECT: break;
    }
    bool object = val_is(v, VAL_OBJECT);
    strbuf_addch(sb, object ? '{' : '[');
    if (object && f && shape == SCHEMA_ONE && f->type->fields)
        write_struct(w, v, f->type, depth);
    else
        for (size_t i = 0; i < val_len(v); i++)
            write_member(w, object ? val_keyv(v, i) : NULL, val_item(v, i), f, shape == SCHEMA_LISTS ? SCHEMA_LIST : SCHEMA_ONE, i, depth + 1);
    if (val_len(v))
        newline(sb, w->flags, depth);
    strbuf_addch(sb, object ? '}' : ']');
}

void json_write_typed(struct strbuf *sb, const struct val *v, const struct schema_type *type, unsigned flags)
{
    struct writer w = { sb, flags };
    const struct schema_field top = { .type = type };
    write_value(&w, v, type ? &top : NULL, SCHEMA_ONE, 0);
}

void json_write(struct strbuf *sb, const struct val *v, unsigned flags)
{
    json_write_typed(sb, v, NULL, flags);
}
