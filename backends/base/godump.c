#include "backends/base/godump.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/json.h"

void go_print_double(struct strbuf *sb, double d)
{
    char text[40];
    int precision = 0;
    if (isinf(d) || isnan(d)) {
        strbuf_adds(sb, isnan(d) ? "NaN" : d > 0 ? "+Inf" : "-Inf");
        return;
    }
    /* The shortest digits that read back as d. */
    do
        snprintf(text, sizeof(text), "%.*e", precision, d);
    while (strtod(text, NULL) != d && ++precision < 17);
    long exponent = strtol(strchr(text, 'e') + 1, NULL, 10);
    if (exponent < -4 || exponent >= 21)
        strbuf_adds(sb, text);
    else
        strbuf_addf(sb, "%.*f", precision > exponent ? (int)(precision - exponent) : 0, d);
}

void go_print(struct strbuf *sb, const struct val *v)
{
    switch (val_type(v)) {
    case VAL_NULL: strbuf_adds(sb, "<nil>"); return;
    case VAL_BOOL: strbuf_adds(sb, val_bool_or(v, false) ? "true" : "false"); return;
    case VAL_INT: strbuf_addint(sb, val_int_or(v, 0)); return;
    case VAL_UINT: strbuf_addf(sb, "%" PRIu64, val_uint_or(v, 0)); return;
    case VAL_DOUBLE: go_print_double(sb, val_double_or(v, 0)); return;
    case VAL_STRING: strbuf_add(sb, val_str(v), val_len(v)); return;
    case VAL_ARRAY:
    case VAL_OBJECT: break;
    }
    bool object = val_is(v, VAL_OBJECT);
    strbuf_adds(sb, object ? "map[" : "[");
    for (size_t i = 0; i < val_len(v); i++) {
        if (i)
            strbuf_addch(sb, ' ');
        if (object)
            strbuf_addf(sb, "%s:", val_key(v, i));
        go_print(sb, val_item(v, i));
    }
    strbuf_addch(sb, ']');
}

/* Code points that Go does not print (unicode.IsPrint), beyond the control characters: spaces other than ' ', format
 * characters, surrogates and private use. */
static const struct {
    uint32_t from, to;
} unprintable[] = {
    { 0x0000, 0x001f }, { 0x007f, 0x00a0 }, { 0x00ad, 0x00ad }, { 0x0600, 0x0605 },
    { 0x061c, 0x061c }, { 0x06dd, 0x06dd }, { 0x070f, 0x070f }, { 0x08e2, 0x08e2 },
    { 0x1680, 0x1680 }, { 0x180e, 0x180e }, { 0x2000, 0x200f }, { 0x2028, 0x202f },
    { 0x205f, 0x206f }, { 0x3000, 0x3000 }, { 0xd800, 0xf8ff }, { 0xfeff, 0xfeff },
    { 0xfff0, 0xfffb }, { 0xfffe, 0xffff }, { 0xe0000, 0xe00ff }, { 0xf0000, 0x10ffff },
};

static bool is_print(uint32_t cp)
{
    for (size_t i = 0; i < ARRAY_LEN(unprintable); i++)
        if (cp >= unprintable[i].from && cp <= unprintable[i].to)
            return false;
    return true;
}

/* The code point at s and its length in bytes; 0 when the bytes are not UTF-8. */
static size_t utf8_read(const unsigned char *s, size_t len, uint32_t *cp)
{
    static const struct {
        unsigned char mask, lead;
        uint32_t least;
    } forms[] = { { 0x80, 0x00, 0 }, { 0xe0, 0xc0, 0x80 }, { 0xf0, 0xe0, 0x800 }, { 0xf8, 0xf0, 0x10000 } };
    for (size_t n = 0; n < ARRAY_LEN(forms); n++) {
        if ((s[0] & forms[n].mask) != forms[n].lead)
            continue;
        *cp = s[0] & (unsigned char)~forms[n].mask;
        if (n + 1 > len)
            return 0;
        for (size_t i = 1; i <= n; i++) {
            if ((s[i] & 0xc0) != 0x80)
                return 0;
            *cp = *cp << 6 | (s[i] & 0x3f);
        }
        bool fits = *cp >= forms[n].least && *cp <= 0x10ffff && (*cp < 0xd800 || *cp > 0xdfff);
        return fits ? n + 1 : 0;
    }
    return 0;
}

static void quote_code_point(struct strbuf *sb, uint32_t cp)
{
    static const char plain[] = "\a\b\f\n\r\t\v\\\"", letter[] = "abfnrtv\\\"";
    const char *at = cp && cp < 0x80 ? strchr(plain, (int)cp) : NULL;
    if (at)
        strbuf_addf(sb, "\\%c", letter[at - plain]);
    else if (is_print(cp))
        strbuf_addutf8(sb, cp);
    else if (cp < 0x20 || cp == 0x7f)
        strbuf_addf(sb, "\\x%02x", cp);
    else
        strbuf_addf(sb, cp < 0x10000 ? "\\u%04x" : "\\U%08x", cp);
}

void go_quote(struct strbuf *sb, const char *s, size_t len)
{
    const unsigned char *p = (const unsigned char *)s;
    strbuf_addch(sb, '"');
    for (size_t i = 0; i < len;) {
        uint32_t cp;
        size_t n = utf8_read(p + i, len - i, &cp);
        if (n)
            quote_code_point(sb, cp);
        else
            strbuf_addf(sb, "\\x%02x", p[i]);
        i += n ? n : 1;
    }
    strbuf_addch(sb, '"');
}

void go_dump_string_map(struct strbuf *sb, const struct val *map)
{
    strbuf_adds(sb, "map[string]string");
    if (val_is_null(map)) {
        strbuf_adds(sb, "(nil)");
        return;
    }
    strbuf_addch(sb, '{');
    for (size_t i = 0; i < val_len(map); i++) {
        const struct val *key = val_keyv(map, i);
        strbuf_adds(sb, i ? ", " : "");
        go_quote(sb, val_str(key), val_len(key));
        strbuf_addch(sb, ':');
        go_dump(sb, val_item(map, i));
    }
    strbuf_addch(sb, '}');
}

void go_dump_string_list(struct strbuf *sb, const struct val *list)
{
    strbuf_adds(sb, "[]string");
    if (val_is_null(list)) {
        strbuf_adds(sb, "(nil)");
        return;
    }
    strbuf_addch(sb, '{');
    for (size_t i = 0; i < val_len(list); i++) {
        strbuf_adds(sb, i ? ", " : "");
        go_dump(sb, val_item(list, i));
    }
    strbuf_addch(sb, '}');
}

static void dump_str_member(struct strbuf *sb, const char *name, const struct val *obj, const char *key)
{
    const struct val *v = val_get(obj, key);
    strbuf_addf(sb, "%s:", name);
    go_quote(sb, val_str_or(v, ""), val_is(v, VAL_STRING) ? val_len(v) : 0);
}

void go_dump_label_selector(struct strbuf *sb, const struct val *selector)
{
    const struct val *expressions = val_get(selector, "matchExpressions");
    strbuf_adds(sb, "v1.LabelSelector{MatchLabels:");
    go_dump_string_map(sb, val_get(selector, "matchLabels"));
    strbuf_adds(sb, ", MatchExpressions:[]v1.LabelSelectorRequirement");
    if (val_is_null(expressions)) {
        strbuf_adds(sb, "(nil)}");
        return;
    }
    strbuf_addch(sb, '{');
    for (size_t i = 0; i < val_len(expressions); i++) {
        const struct val *e = val_item(expressions, i);
        strbuf_addf(sb, "%sv1.LabelSelectorRequirement{", i ? ", " : "");
        dump_str_member(sb, "Key", e, "key");
        dump_str_member(sb, ", Operator", e, "operator");
        strbuf_adds(sb, ", Values:");
        go_dump_string_list(sb, val_get(e, "values"));
        strbuf_addch(sb, '}');
    }
    strbuf_adds(sb, "}}");
}

void go_dump_int_or_string(struct strbuf *sb, const struct val *v)
{
    bool text = val_is(v, VAL_STRING);
    strbuf_addf(sb, "intstr.IntOrString{Type:%d, IntVal:%lld, StrVal:", text,
                (long long)(text ? 0 : val_int_or(v, 0)));
    go_quote(sb, val_str_or(v, ""), text ? val_len(v) : 0);
    strbuf_addch(sb, '}');
}

void go_dump(struct strbuf *sb, const struct val *v)
{
    switch (val_type(v)) {
    case VAL_STRING: go_quote(sb, val_str(v), val_len(v)); break;
    case VAL_OBJECT: go_dump_string_map(sb, v); break;
    case VAL_ARRAY: go_dump_string_list(sb, v); break;
    case VAL_NULL: strbuf_adds(sb, "\"null\""); break;
    default: json_write(sb, v, JSON_COMPACT); break;
    }
}
