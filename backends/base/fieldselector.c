#include "backends/base/fieldselector.h"

#include <stdlib.h>
#include <string.h>

struct field_selector {
    struct field_term *items; /* owned */
    size_t len, cap;
};

struct part {
    const char *start; /* borrowed from the text */
    size_t len;
};

void field_selector_free(struct field_selector *fs)
{
    if (!fs)
        return;
    for (size_t i = 0; i < fs->len; i++) {
        free(fs->items[i].field);
        free(fs->items[i].value);
    }
    free(fs->items);
    free(fs);
}

/* The character at s, as it stands: a sequence of UTF-8, or one byte. */
static size_t char_len(const char *s)
{
    size_t n = 1;
    while (((unsigned char)*s & 0xC0) == 0xC0 && ((unsigned char)s[n] & 0xC0) == 0x80 && n < 4)
        n++;
    return n;
}

/* fields.UnescapeValue; -1: `err`. */
static int unescape(struct strbuf *out, const char *s, const char *end, struct strbuf *err)
{
    for (; s < end; s++) {
        if (*s == ',' || *s == '=') {
            /* Upstream prints the character with %v, and so its number. */
            strbuf_addf(err, "invalid field selector: unescaped character in value: %d", *s);
            return -1;
        }
        if (*s == '\\' && (s + 1 == end || !strchr("\\,=", s[1]))) {
            strbuf_adds(err, "invalid field selector: invalid escape sequence: \\");
            if (s + 1 < end)
                strbuf_add(err, s + 1, char_len(s + 1));
            return -1;
        }
        if (*s == '\\')
            s++;
        strbuf_addch(out, *s);
    }
    return 0;
}

static void escape(struct strbuf *sb, const char *s)
{
    for (; *s; s++) {
        if (strchr("\\,=", *s))
            strbuf_addch(sb, '\\');
        strbuf_addch(sb, *s);
    }
}

static int parse_term(struct field_selector *fs, const char *text, struct part part, struct strbuf *err)
{
    const char *end = part.start + part.len, *at = part.start;
    while (at < end && *at != '=' && !(*at == '!' && at + 1 < end && at[1] == '='))
        at++;
    if (at == end) {
        strbuf_addf(err, "invalid selector: '%s'; can't understand '%.*s'", text, (int)part.len, part.start);
        return -1;
    }
    bool negated = *at == '!';
    bool two = negated || (at + 1 < end && at[1] == '=');
    struct strbuf value = STRBUF_INIT;
    if (unescape(&value, at + (two ? 2 : 1), end, err) < 0) {
        strbuf_release(&value);
        return -1;
    }
    ARRAY_GROW(fs->items, fs->len, fs->cap);
    fs->items[fs->len++] = (struct field_term){ xstrndup(part.start, (size_t)(at - part.start)),
                                                strbuf_detach(&value, NULL), negated };
    return 0;
}

static int by_text(const void *a, const void *b)
{
    const struct part *x = a, *y = b;
    int order = memcmp(x->start, y->start, x->len < y->len ? x->len : y->len);
    return order ? order : (x->len > y->len) - (x->len < y->len);
}

/* Splits at commas without a backslash; empty parts are left out. */
static struct part *split(const char *text, size_t *count)
{
    struct part *parts = NULL;
    size_t cap = 0;
    const char *start = text;
    *count = 0;
    for (const char *s = text;; s++) {
        if (*s == '\\' && s[1]) {
            s++;
        } else if (!*s || *s == ',') {
            if (s > start) {
                ARRAY_GROW(parts, *count, cap);
                parts[(*count)++] = (struct part){ start, (size_t)(s - start) };
            }
            if (!*s)
                return parts;
            start = s + 1;
        }
    }
}

struct field_selector *field_selector_parse(const char *text, struct strbuf *err)
{
    struct field_selector *fs = xcalloc(1, sizeof(*fs));
    size_t count;
    struct part *parts = split(text, &count);
    int rc = 0;
    if (count)
        qsort(parts, count, sizeof(*parts), by_text);
    for (size_t i = 0; !rc && i < count; i++)
        rc = parse_term(fs, text, parts[i], err);
    free(parts);
    if (!rc)
        return fs;
    field_selector_free(fs);
    return NULL;
}

bool field_selector_matches(const struct field_selector *fs, field_lookup_fn *lookup, const void *object)
{
    for (size_t i = 0; i < fs->len; i++) {
        const char *value = lookup(object, fs->items[i].field);
        if (!strcmp(value ? value : "", fs->items[i].value) == fs->items[i].negated)
            return false;
    }
    return true;
}

const struct field_term *field_selector_term(const struct field_selector *fs, size_t i)
{
    return i < fs->len ? &fs->items[i] : NULL;
}

void field_selector_string(struct strbuf *sb, const struct field_selector *fs)
{
    for (size_t i = 0; i < fs->len; i++) {
        strbuf_addf(sb, "%s%s%s", i ? "," : "", fs->items[i].field, fs->items[i].negated ? "!=" : "=");
        escape(sb, fs->items[i].value);
    }
}
