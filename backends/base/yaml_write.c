/*
 * Documents to YAML text by libyaml's emitter, told what go-yaml v2.2.8's encode.go tells its own: which strings need quotes
 * and the order of keys.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>
#include <yaml.h>

#include "backends/base/json.h"
#include "backends/base/yaml.h"
#include "backends/base/yaml_scalar.h"

enum { BEST_WIDTH = 80 };

static int append(void *sb, unsigned char *data, size_t len)
{
    strbuf_add(sb, data, len);
    return 1;
}

static void emit(yaml_emitter_t *e, yaml_event_t *event)
{
    if (!yaml_emitter_emit(e, event))
        BUG("YAML cannot be written: %s", e->problem);
}

static void emit_scalar(yaml_emitter_t *e, const char *s, size_t len, yaml_scalar_style_t style)
{
    yaml_event_t event;
    if (!yaml_scalar_event_initialize(&event, NULL, NULL, (const yaml_char_t *)s, (int)len, 1, 1, style))
        BUG("a string is not UTF-8");
    emit(e, &event);
}

/* 190:20:30.15, which YAML 1.1 reads in base 60; go-yaml does not, but quotes it. */
static bool is_base60(const char *s)
{
    s += *s == '-' || *s == '+';
    size_t first = strspn(s, "0123456789_");
    if (!isdigit((unsigned char)*s) || s[first] != ':')
        return false;
    for (s += first; *s == ':';) {
        size_t digits = strspn(++s, "0123456789");
        if (!digits || digits > 2 || (digits == 2 && *s > '5'))
            return false;
        s += digits;
    }
    if (*s == '.')
        s += 1 + strspn(s + 1, "0123456789_");
    return !*s;
}

static bool needs_quotes(const char *s, size_t len)
{
    enum yaml_tag tag;
    val_unref(yaml_resolve(s, len, &tag));
    return tag != YAML_STR || is_base60(s);
}

static void write_string(yaml_emitter_t *e, const struct val *v)
{
    const char *s = val_str(v);
    size_t len = val_len(v);
    yaml_scalar_style_t style = YAML_PLAIN_SCALAR_STYLE;
    if (memchr(s, '\n', len))
        style = YAML_LITERAL_SCALAR_STYLE;
    else if (needs_quotes(s, len))
        style = YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    emit_scalar(e, s, len, style);
}

/* Numbers go through JSON text: a double without fraction is an integer there. */
static void write_number(yaml_emitter_t *e, const struct val *v)
{
    enum yaml_tag tag;
    struct strbuf text = STRBUF_INIT;
    json_write(&text, v, JSON_COMPACT);
    struct val *again = yaml_resolve(text.buf, text.len, &tag);
    if (tag == YAML_FLOAT) {
        strbuf_reset(&text);
        yaml_write_float(&text, val_double_or(again, 0), 64);
    }
    emit_scalar(e, text.buf, text.len, YAML_PLAIN_SCALAR_STYLE);
    val_unref(again);
    strbuf_release(&text);
}

/* The code point at *s, which moves behind it. */
static wint_t next_rune(const unsigned char **s)
{
    const unsigned char *p = *s;
    int more = *p < 0xC0 ? 0 : *p < 0xE0 ? 1 : *p < 0xF0 ? 2 : 3;
    wint_t cp = more == 0 ? *p : (wint_t)(*p & (0x3F >> more));
    p++;
    while (more-- > 0 && (*p & 0xC0) == 0x80)
        cp = cp << 6 | (*p++ & 0x3F);
    *s = p;
    return cp;
}

/* Beyond ASCII nearly everything in a name is a letter. */
static bool is_letter(wint_t c)
{
    return c < 0x80 ? isalpha((int)c) != 0 : c >= 0xAA;
}

/* The number of the digits at s; *end moves behind them. */
static long long digits_at(long long n, const unsigned char *s, const unsigned char **end)
{
    while (isdigit(*s))
        n = (long long)((unsigned long long)n * 10 + (unsigned long long)(*s++ - '0'));
    *end = s;
    return n;
}

/* Digits directly before `at`, back to `start`, hold another digit than 0. */
static bool follows_number(const unsigned char *start, const unsigned char *at)
{
    while (at > start && isdigit(at[-1]))
        if (*--at != '0')
            return true;
    return false;
}

/* go-yaml's order of keys (sorter.go): numbers inside by value, letters behind everything else. */
static int compare_keys(const void *a, const void *b)
{
    const unsigned char *start = (const unsigned char *)val_str(*(const struct val *const *)a), *p = start;
    const unsigned char *q = (const unsigned char *)val_str(*(const struct val *const *)b);
    while (*p && *q) {
        const unsigned char *pat = p, *qat = q, *pend, *qend;
        wint_t c = next_rune(&p), d = next_rune(&q);
        if (c == d)
            continue;
        if (is_letter(c) && is_letter(d))
            return c < d ? -1 : 1;
        if (is_letter(c) || is_letter(d))
            return is_letter(d) ? -1 : 1;
        long long lead = (c == '0' || d == '0') && follows_number(start, pat);
        long long m = digits_at(lead, pat, &pend), n = digits_at(lead, qat, &qend);
        if (m != n)
            return m < n ? -1 : 1;
        if (pend - pat != qend - qat)
            return pend - pat < qend - qat ? -1 : 1;
        return c < d ? -1 : 1;
    }
    return (*p != 0) - (*q != 0);
}

static void write_value(yaml_emitter_t *e, const struct val *v);

static void write_object(yaml_emitter_t *e, const struct val *v)
{
    yaml_event_t event;
    size_t count = val_len(v);
    const struct val **keys = xcalloc(count + 1, sizeof(*keys));
    for (size_t i = 0; i < count; i++)
        keys[i] = val_keyv(v, i);
    qsort(keys, count, sizeof(*keys), compare_keys);
    yaml_mapping_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_MAPPING_STYLE);
    emit(e, &event);
    for (size_t i = 0; i < count; i++) {
        write_string(e, keys[i]);
        write_value(e, val_getv(v, keys[i]));
    }
    yaml_mapping_end_event_initialize(&event);
    emit(e, &event);
    free(keys);
}

static void write_value(yaml_emitter_t *e, const struct val *v)
{
    yaml_event_t event;
    switch (val_type(v)) {
    case VAL_NULL:
        emit_scalar(e, "null", 4, YAML_PLAIN_SCALAR_STYLE);
        break;
    case VAL_BOOL:
        emit_scalar(e, val_bool_or(v, false) ? "true" : "false", val_bool_or(v, false) ? 4 : 5, YAML_PLAIN_SCALAR_STYLE);
        break;
    case VAL_INT:
    case VAL_UINT:
    case VAL_DOUBLE:
        write_number(e, v);
        break;
    case VAL_STRING:
        write_string(e, v);
        break;
    case VAL_ARRAY:
        yaml_sequence_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_SEQUENCE_STYLE);
        emit(e, &event);
        for (size_t i = 0; i < val_len(v); i++)
            write_value(e, val_item(v, i));
        yaml_sequence_end_event_initialize(&event);
        emit(e, &event);
        break;
    case VAL_OBJECT:
        write_object(e, v);
        break;
    }
}

void yaml_write(struct strbuf *sb, const struct val *v)
{
    yaml_emitter_t e;
    yaml_event_t event;
    if (!yaml_emitter_initialize(&e))
        BUG("libyaml has no memory");
    yaml_emitter_set_output(&e, append, sb);
    yaml_emitter_set_unicode(&e, 1);
    yaml_emitter_set_width(&e, BEST_WIDTH);
    yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING);
    emit(&e, &event);
    yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1);
    emit(&e, &event);
    write_value(&e, v);
    yaml_emitter_flush(&e);
    size_t end = sb->len;
    yaml_document_end_event_initialize(&event, 1);
    emit(&e, &event);
    yaml_stream_end_event_initialize(&event);
    emit(&e, &event);
    /* libyaml closes a text that ends in an open block scalar by "..."; go-yaml does not. */
    if (sb->len - end >= 4 && !memcmp(sb->buf + sb->len - 4, "...\n", 4))
        strbuf_setlen(sb, sb->len - 4);
    yaml_emitter_delete(&e);
}
