#include "repl/print/goformat.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"
#include "repl/print/rune.h"

void go_syntax(struct strbuf *sb, const struct val *v)
{
    bool object = val_is(v, VAL_OBJECT);
    if (val_is_null(v)) {
        strbuf_adds(sb, "interface {}(nil)");
        return;
    }
    if (val_is(v, VAL_STRING)) {
        go_quote(sb, val_str(v), val_len(v));
        return;
    }
    if (!object && !val_is(v, VAL_ARRAY)) {
        go_print(sb, v);
        return;
    }
    strbuf_addf(sb, "%s{", go_type(v));
    for (size_t i = 0; i < val_len(v); i++) {
        strbuf_adds(sb, i ? ", " : "");
        if (object) {
            go_quote(sb, val_key(v, i), val_len(val_keyv(v, i)));
            strbuf_addch(sb, ':');
        }
        go_syntax(sb, val_item(v, i));
    }
    strbuf_addch(sb, '}');
}

const char *go_type(const struct val *v)
{
    static const char *const names[] = {
        [VAL_NULL] = "<nil>",     [VAL_BOOL] = "bool",     [VAL_INT] = "int64",
        [VAL_UINT] = "uint64",    [VAL_DOUBLE] = "float64", [VAL_STRING] = "string",
        [VAL_ARRAY] = "[]interface {}", [VAL_OBJECT] = "map[string]interface {}",
    };
    return names[val_type(v)];
}

/* ---- Sprintf ---- */

struct spec {
    bool minus, plus, sharp, space, zero;
    int width, precision; /* -1: none */
    char verb;
};

static size_t read_number(const char *fmt, size_t i, size_t len, int *n)
{
    enum { WIDTH_MAX = 1000000 }; /* Go's own limit */
    *n = -1;
    for (; i < len && fmt[i] >= '0' && fmt[i] <= '9'; i++)
        *n = (*n < 0 ? 0 : *n) * 10 + (fmt[i] - '0') > WIDTH_MAX ? WIDTH_MAX : (*n < 0 ? 0 : *n) * 10 + (fmt[i] - '0');
    return i;
}

/* Reads flags, width and precision behind '%'; returns the index of the verb. */
static size_t read_spec(const char *fmt, size_t i, size_t len, struct spec *s)
{
    *s = (struct spec){ .width = -1, .precision = -1 };
    for (; i < len; i++) {
        if (fmt[i] == '-')
            s->minus = true;
        else if (fmt[i] == '+')
            s->plus = true;
        else if (fmt[i] == '#')
            s->sharp = true;
        else if (fmt[i] == ' ')
            s->space = true;
        else if (fmt[i] == '0')
            s->zero = true;
        else
            break;
    }
    i = read_number(fmt, i, len, &s->width);
    if (i < len && fmt[i] == '.') {
        i = read_number(fmt, i + 1, len, &s->precision);
        if (s->precision < 0)
            s->precision = 0;
    }
    return i;
}

static void pad(struct strbuf *sb, const struct spec *s, const char *text, size_t len)
{
    size_t runes = rune_count(text, len);
    size_t fill = s->width > 0 && (size_t)s->width > runes ? (size_t)s->width - runes : 0;
    bool zeros = s->zero && !s->minus;
    if (!s->minus && !zeros)
        strbuf_addchn(sb, ' ', fill);
    if (zeros && fill && len && (*text == '-' || *text == '+')) {
        strbuf_addch(sb, *text++);
        len--;
    }
    if (zeros)
        strbuf_addchn(sb, '0', fill);
    strbuf_add(sb, text, len);
    if (s->minus)
        strbuf_addchn(sb, ' ', fill);
}

/* Cuts to `precision` code points, as %.3s does. */
static size_t cut(const struct spec *s, const char *text, size_t len)
{
    uint32_t cp;
    size_t i = 0;
    for (int n = 0; s->precision >= 0 && i < len; n++) {
        if (n == s->precision)
            return i;
        i += rune_read(text + i, len - i, &cp);
    }
    return len;
}

static void bad_verb(struct strbuf *sb, const struct spec *s, const struct val *v)
{
    if (val_is_null(v)) {
        strbuf_addf(sb, "%%!%c(<nil>)", s->verb);
        return;
    }
    strbuf_addf(sb, "%%!%c(%s=", s->verb, go_type(v));
    go_print(sb, v);
    strbuf_addch(sb, ')');
}

static void hex_string(struct strbuf *sb, const struct val *v, bool upper)
{
    const unsigned char *p = (const unsigned char *)val_str(v);
    for (size_t i = 0; i < val_len(v); i++)
        strbuf_addf(sb, upper ? "%02X" : "%02x", p[i]);
}

static bool format_int(struct strbuf *sb, const struct spec *s, const struct val *v)
{
    int64_t n = val_int_or(v, 0);
    uint64_t abs = n < 0 ? 0 - (uint64_t)n : val_uint_or(v, 0);
    const char *sign = n < 0 ? "-" : s->plus ? "+" : s->space ? " " : "";
    switch (s->verb) {
    case 'd': strbuf_addf(sb, "%s%" PRIu64, sign, abs); return true;
    case 'x': strbuf_addf(sb, "%s%s%" PRIx64, sign, s->sharp ? "0x" : "", abs); return true;
    case 'X': strbuf_addf(sb, "%s%s%" PRIX64, sign, s->sharp ? "0X" : "", abs); return true;
    case 'o': strbuf_addf(sb, "%s%s%" PRIo64, sign, s->sharp ? "0" : "", abs); return true;
    case 'c': strbuf_addutf8(sb, abs > 0x10ffff ? 0xfffd : (unsigned long)abs); return true;
    case 'U': strbuf_addf(sb, "U+%04" PRIX64, abs); return true;
    default: return false;
    }
}

static bool format_double(struct strbuf *sb, const struct spec *s, const struct val *v)
{
    double d = val_double_or(v, 0);
    int precision = s->precision < 0 ? 6 : s->precision;
    if (s->plus && d >= 0)
        strbuf_addch(sb, '+');
    switch (s->verb) {
    case 'f':
    case 'F': strbuf_addf(sb, "%.*f", precision, d); return true;
    case 'e': strbuf_addf(sb, "%.*e", precision, d); return true;
    case 'E': strbuf_addf(sb, "%.*E", precision, d); return true;
    case 'g':
    case 'G':
        if (s->precision < 0)
            go_print_double(sb, d);
        else
            strbuf_addf(sb, "%.*g", precision, d);
        return true;
    default: return false;
    }
}

/* The text of one argument, not yet padded; false when the verb does not fit. */
static bool format_value(struct strbuf *sb, const struct spec *s, const struct val *v)
{
    if (s->verb == 'T') {
        strbuf_adds(sb, go_type(v));
        return true;
    }
    if (s->verb == 'v') {
        if (s->sharp)
            go_syntax(sb, v);
        else
            go_print(sb, v);
        return true;
    }
    switch (val_type(v)) {
    case VAL_BOOL:
        if (s->verb != 't')
            return false;
        go_print(sb, v);
        return true;
    case VAL_INT:
    case VAL_UINT: return format_int(sb, s, v);
    case VAL_DOUBLE: return format_double(sb, s, v);
    case VAL_STRING:
        if (s->verb == 's')
            strbuf_add(sb, val_str(v), cut(s, val_str(v), val_len(v)));
        else if (s->verb == 'q')
            go_quote(sb, val_str(v), cut(s, val_str(v), val_len(v)));
        else if (s->verb == 'x' || s->verb == 'X')
            hex_string(sb, v, s->verb == 'X');
        else
            return false;
        return true;
    default: return false;
    }
}

/* Maps and lists hand the verb on to what they hold. */
static void format_arg(struct strbuf *sb, const struct spec *s, const struct val *v)
{
    bool object = val_is(v, VAL_OBJECT);
    if ((!object && !val_is(v, VAL_ARRAY)) || s->verb == 'T' || s->verb == 'v') {
        struct strbuf text = STRBUF_INIT;
        if (format_value(&text, s, v))
            pad(sb, s, text.buf, text.len);
        else
            bad_verb(sb, s, v);
        strbuf_release(&text);
        return;
    }
    strbuf_adds(sb, object ? "map[" : "[");
    for (size_t i = 0; i < val_len(v); i++) {
        if (i)
            strbuf_addch(sb, ' ');
        if (object) {
            format_arg(sb, s, val_keyv(v, i));
            strbuf_addch(sb, ':');
        }
        format_arg(sb, s, val_item(v, i));
    }
    strbuf_addch(sb, ']');
}

void go_sprintf(struct strbuf *sb, const char *fmt, size_t len, const struct val *const *args, size_t count)
{
    size_t used = 0;
    for (size_t i = 0; i < len;) {
        struct spec s;
        if (fmt[i] != '%') {
            strbuf_addch(sb, fmt[i++]);
            continue;
        }
        i = read_spec(fmt, i + 1, len, &s);
        if (i >= len) {
            strbuf_adds(sb, "%!(NOVERB)");
            break;
        }
        s.verb = fmt[i++];
        if (s.verb == '%')
            strbuf_addch(sb, '%');
        else if (used >= count)
            strbuf_addf(sb, "%%!%c(MISSING)", s.verb);
        else
            format_arg(sb, &s, args[used++]);
    }
    if (used >= count)
        return;
    strbuf_adds(sb, "%!(EXTRA ");
    for (size_t i = used; i < count; i++) {
        strbuf_adds(sb, i > used ? ", " : "");
        strbuf_adds(sb, go_type(args[i]));
        if (!val_is_null(args[i])) {
            strbuf_addch(sb, '=');
            go_print(sb, args[i]);
        }
    }
    strbuf_addch(sb, ')');
}
