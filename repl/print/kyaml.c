#include "repl/print/kyaml.h"

#include <string.h>
#include <strings.h>

#include "backends/base/json.h"
#include "backends/base/yaml.h"

static void write_value(struct strbuf *sb, const struct val *v, int depth);

static void start_line(struct strbuf *sb, int depth)
{
    strbuf_addch(sb, '\n');
    for (int i = 0; i < depth; i++)
        strbuf_adds(sb, "  ");
}

/* ---- strings ---- */

static void write_quoted(struct strbuf *sb, const char *s, size_t len)
{
    strbuf_addch(sb, '"');
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c == '"' || c == '\\')
            strbuf_addf(sb, "\\%c", c);
        else if (c == '\t')
            strbuf_adds(sb, "\\t");
        else if (c == '\n')
            strbuf_adds(sb, "\\n");
        else if (c == '\r')
            strbuf_adds(sb, "\\r");
        else if (c < 0x20 || c == 0x7f)
            strbuf_addf(sb, "\\x%02x", c);
        else
            strbuf_addch(sb, (char)c);
    }
    strbuf_addch(sb, '"');
}

/* A line a line, all behind the column of the closing quote. */
static void write_lines(struct strbuf *sb, const char *s, size_t len, int depth)
{
    const char *end = s + len;
    strbuf_adds(sb, "\"\\");
    while (s < end) {
        const char *newline = memchr(s, '\n', (size_t)(end - s)), *stop = newline ? newline : end;
        struct strbuf line = STRBUF_INIT;
        write_quoted(&line, s, (size_t)(stop - s));
        start_line(sb, depth + 1);
        strbuf_adds(sb, line.buf[1] == ' ' ? " \\" : " ");
        strbuf_add(sb, line.buf + 1, line.len - 2);
        strbuf_adds(sb, newline ? "\\n\\" : "\\");
        strbuf_release(&line);
        s = newline ? newline + 1 : end;
    }
    start_line(sb, depth + 1);
    strbuf_addch(sb, '"');
}

static void write_string(struct strbuf *sb, const struct val *v, int depth)
{
    if (memchr(val_str(v), '\n', val_len(v)))
        write_lines(sb, val_str(v), val_len(v), depth);
    else
        write_quoted(sb, val_str(v), val_len(v));
}

/* Whether some reader of YAML takes the bare word for something else than a string. */
static bool is_ambiguous(const char *key)
{
    static const char *const words[] = { "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~" };
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (!strcasecmp(words[i], key))
            return true;
    if (strspn(key, "0123456789") == 4 && key[4] == '-') /* a date */
        return true;
    struct val *read = yaml_parse(key, strlen(key), NULL);
    bool string = val_is(read, VAL_STRING);
    val_unref(read);
    return !string;
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static void write_key(struct strbuf *sb, const char *key)
{
    size_t len = strlen(key);
    bool bare = len && is_word(key[0]) && is_word(key[len - 1]);
    for (size_t i = 0; i < len && bare; i++)
        bare = is_word(key[i]) || strchr("-./", key[i]);
    if (bare && !is_ambiguous(key))
        strbuf_adds(sb, key);
    else
        write_quoted(sb, key, len);
}

/* ---- maps and lists ---- */

static void write_map(struct strbuf *sb, const struct val *v, int depth)
{
    strbuf_addch(sb, '{');
    for (size_t i = 0; i < val_len(v); i++) {
        start_line(sb, depth + 1);
        write_key(sb, val_key(v, i));
        strbuf_adds(sb, ": ");
        write_value(sb, val_item(v, i), depth + 1);
        strbuf_addch(sb, ',');
    }
    if (val_len(v))
        start_line(sb, depth);
    strbuf_addch(sb, '}');
}

/* Maps and lists stand with their brackets together, scalars a line each. */
static void write_list(struct strbuf *sb, const struct val *v, int depth)
{
    bool cuddled = true;
    for (size_t i = 0; i < val_len(v); i++)
        cuddled &= val_is(val_item(v, i), VAL_OBJECT) || val_is(val_item(v, i), VAL_ARRAY);
    strbuf_addch(sb, '[');
    for (size_t i = 0; i < val_len(v); i++) {
        if (cuddled)
            strbuf_adds(sb, i ? ", " : "");
        else
            start_line(sb, depth + 1);
        write_value(sb, val_item(v, i), cuddled ? depth : depth + 1);
        strbuf_adds(sb, cuddled ? "" : ",");
    }
    if (!cuddled)
        start_line(sb, depth);
    strbuf_addch(sb, ']');
}

static void write_value(struct strbuf *sb, const struct val *v, int depth)
{
    switch (val_type(v)) {
    case VAL_OBJECT: write_map(sb, v, depth); break;
    case VAL_ARRAY: write_list(sb, v, depth); break;
    case VAL_STRING: write_string(sb, v, depth); break;
    default: json_write(sb, v, JSON_COMPACT); break;
    }
}

void kyaml_write(struct strbuf *sb, const struct val *v)
{
    strbuf_adds(sb, "---\n");
    write_value(sb, v, 0);
    strbuf_addch(sb, '\n');
}
