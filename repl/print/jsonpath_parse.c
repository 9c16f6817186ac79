/* Template text to nodes; see jsonpath.h. */
#include "repl/print/jsonpath_node.h"

#include <stdlib.h>
#include <string.h>

#include "repl/print/rune.h"

struct parser {
    struct arena *arena;
    const char *text;
    size_t len, pos;
    size_t start; /* of what was not consumed yet */
    size_t width; /* of the rune read last */
    struct strbuf *err;
};

enum { END = -1 };

static int fail(struct parser *p, const char *fmt, ...) PRINTF_LIKE(2, 3);
static int fail(struct parser *p, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    strbuf_addvf(p->err, fmt, ap);
    va_end(ap);
    return -1;
}

static struct jsonpath_node *new_node(struct parser *p, enum jsonpath_type type)
{
    struct jsonpath_node *n = arena_alloc(p->arena, sizeof(*n));
    n->type = type;
    return n;
}

static void append(struct parser *p, struct jsonpath_node *list, struct jsonpath_node *child)
{
    if (list->len == list->cap) {
        struct jsonpath_node **old = list->children;
        list->cap = list->cap ? list->cap * 2 : 4;
        list->children = arena_alloc(p->arena, list->cap * sizeof(struct jsonpath_node *));
        if (old)
            memcpy(list->children, old, list->len * sizeof(struct jsonpath_node *));
    }
    list->children[list->len++] = child;
}

static struct jsonpath_node *add(struct parser *p, struct jsonpath_node *list, enum jsonpath_type type)
{
    struct jsonpath_node *n = new_node(p, type);
    append(p, list, n);
    return n;
}

static void add_value(struct parser *p, struct jsonpath_node *list, enum jsonpath_type type, struct val *take)
{
    add(p, list, type)->value = arena_val(p->arena, take);
}

/* ---- characters ---- */

static long next(struct parser *p)
{
    uint32_t cp;
    if (p->pos >= p->len) {
        p->width = 0;
        return END;
    }
    p->width = rune_read(p->text + p->pos, p->len - p->pos, &cp);
    p->pos += p->width;
    return (long)cp;
}

static void back(struct parser *p)
{
    p->pos -= p->width;
}

static bool looking_at(const struct parser *p, const char *prefix)
{
    size_t n = strlen(prefix);
    return p->len - p->pos >= n && !memcmp(p->text + p->pos, prefix, n);
}

/* The text since the last call. */
static const char *consume(struct parser *p)
{
    const char *s = arena_strndup(p->arena, p->text + p->start, p->pos - p->start);
    p->start = p->pos;
    return s;
}

static bool is_digit(long r)
{
    return r >= '0' && r <= '9';
}

static bool is_alphanumeric(long r)
{
    return r == '_' || is_digit(r) || (r >= 0 && rune_is_letter((uint32_t)r));
}

static bool is_terminator(long r)
{
    return r == END || (r > 0 && r < 0x80 && strchr(" \t\r\n.,[]$@{}", (int)r));
}

/* ---- quoted strings ---- */

/* The digits of \x41, \u263a, \101; -1 when they are none. */
static long escape_digits(const char *s, size_t len, size_t count, long base)
{
    long code = 0;
    if (len < count)
        return -1;
    for (size_t i = 0; i < count; i++) {
        const char *digits = "0123456789abcdef", *at;
        char c = s[i] >= 'A' && s[i] <= 'F' ? (char)(s[i] + ('a' - 'A')) : s[i];
        at = c ? strchr(digits, c) : NULL;
        if (!at || at - digits >= base || code > 0x10ffff)
            return -1;
        code = code * base + (at - digits);
    }
    return code;
}

/* One escape behind the backslash; returns the bytes it takes, 0 when it is none. */
static size_t unescape(struct strbuf *sb, const char *s, size_t len, char quote)
{
    static const char letter[] = "abfnrtv\\", plain[] = "\a\b\f\n\r\t\v\\";
    if (!len || !*s)
        return 0;
    const char *at = strchr(letter, *s);
    if (at || *s == quote) {
        strbuf_addch(sb, at ? plain[at - letter] : quote);
        return 1;
    }
    if (*s >= '0' && *s <= '7') {
        long code = escape_digits(s, len, 3, 8);
        if (code < 0 || code > 255)
            return 0;
        strbuf_addch(sb, (char)code);
        return 3;
    }
    size_t count = *s == 'x' ? 2 : *s == 'u' ? 4 : *s == 'U' ? 8 : 0;
    long code = count ? escape_digits(s + 1, len - 1, count, 16) : -1;
    if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        return 0;
    if (*s == 'x')
        strbuf_addch(sb, (char)code);
    else
        strbuf_addutf8(sb, (unsigned long)code);
    return count + 1;
}

/* `quoted` has its quotes; NULL when an escape is none. */
static struct val *unquote(const char *quoted)
{
    struct strbuf sb = STRBUF_INIT;
    size_t len = strlen(quoted);
    char quote = quoted[0];
    bool ok = true;
    for (size_t i = 1; ok && i < len - 1;) {
        uint32_t cp;
        if (quoted[i] == '\\') {
            size_t n = unescape(&sb, quoted + i + 1, len - 1 - (i + 1), quote);
            ok = n > 0;
            i += n + 1;
        } else {
            ok = quoted[i] != quote;
            i += rune_read(quoted + i, len - 1 - i, &cp);
            strbuf_addutf8(&sb, cp);
        }
    }
    struct val *v = ok ? val_stringn(sb.buf, sb.len) : NULL;
    strbuf_release(&sb);
    return v;
}

static int parse_quote(struct parser *p, struct jsonpath_node *cur, long end)
{
    for (;;) {
        long r = next(p);
        if (r == END || r == '\n')
            return fail(p, "unterminated quoted string");
        if (r == end && p->text[p->pos - 2] != '\\')
            break;
    }
    const char *quoted = consume(p);
    struct val *v = unquote(quoted);
    if (!v)
        return fail(p, "unquote string %s error invalid syntax", quoted);
    add_value(p, cur, JSONPATH_TEXT, v);
    return 0;
}

/* ---- parts of an action ---- */

static int parse(struct parser *p, struct jsonpath_node *root);

/* `text` as an action of its own: its list. NULL with the error set. */
static struct jsonpath_node *parse_action_text(struct parser *p, const char *text)
{
    struct parser sub = { .arena = p->arena, .text = arena_strf(p->arena, "{%s}", text), .err = p->err };
    struct jsonpath_node *root = new_node(p, JSONPATH_LIST);
    sub.len = strlen(sub.text);
    if (parse(&sub, root) < 0)
        return NULL;
    return root->children[0];
}

/* Go's Atoi: -1 when it is none. */
static int read_int(const char *s, int64_t *n)
{
    const char *digits = s + (*s == '-' || *s == '+');
    uint64_t value = 0, most = *s == '-' ? (uint64_t)INT64_MAX + 1 : INT64_MAX;
    if (!*digits)
        return -1;
    for (const char *p = digits; *p; p++) {
        if (!is_digit(*p) || value > (most - (uint64_t)(*p - '0')) / 10)
            return -1;
        value = value * 10 + (uint64_t)(*p - '0');
    }
    *n = *s == '-' ? (int64_t)(0 - value) : (int64_t)value;
    return 0;
}

static int parse_number(struct parser *p, struct jsonpath_node *cur)
{
    long r = next(p);
    int dots = 0, digits = 0;
    int64_t n;
    if (r != '+' && r != '-')
        back(p);
    while ((r = next(p)) == '.' || is_digit(r)) {
        dots += r == '.';
        digits += r != '.';
    }
    back(p);
    const char *text = consume(p);
    if (!read_int(text, &n))
        add_value(p, cur, JSONPATH_CONST, val_int(n));
    else if (digits && dots < 2)
        add_value(p, cur, JSONPATH_CONST, val_double(strtod(text, NULL)));
    else
        return fail(p, "cannot parse number %s", text);
    return 0;
}

static void parse_identifier(struct parser *p, struct jsonpath_node *cur)
{
    while (!is_terminator(next(p)))
        ;
    back(p);
    const char *word = consume(p);
    if (!strcmp(word, "true") || !strcmp(word, "false"))
        add_value(p, cur, JSONPATH_CONST, val_bool(*word == 't'));
    else
        add(p, cur, JSONPATH_IDENTIFIER)->name = word;
}

/* A name behind a dot; a backslash keeps the character behind it. */
static void parse_field(struct parser *p, struct jsonpath_node *cur)
{
    p->start = p->pos;
    for (long r; !is_terminator(r = next(p));)
        if (r == '\\')
            next(p);
    back(p);
    const char *name = consume(p);
    if (!strcmp(name, "*")) {
        add(p, cur, JSONPATH_WILDCARD);
        return;
    }
    char *plain = arena_strdup(p->arena, name), *to = plain;
    for (const char *from = name; *from; from++)
        if (*from != '\\')
            *to++ = *from;
    *to = '\0';
    add(p, cur, JSONPATH_FIELD)->name = plain;
}

static int parse_recursive(struct parser *p, struct jsonpath_node *cur)
{
    if (cur->len && cur->children[cur->len - 1]->type == JSONPATH_RECURSIVE)
        return fail(p, "invalid multiple recursive descent");
    p->pos += 2;
    p->start = p->pos;
    add(p, cur, JSONPATH_RECURSIVE);
    long r = next(p);
    back(p);
    if (is_alphanumeric(r))
        parse_field(p, cur);
    return 0;
}

/* start:end:step, each part digits with perhaps a minus, or nothing. */
static int parse_slice(struct parser *p, struct jsonpath_node *cur, const char *text)
{
    struct jsonpath_bound slice[3] = { { 0 } };
    const char *at = text;
    int parts = 0;
    do {
        const char *from = at;
        at += *at == '-';
        at += strspn(at, "0123456789");
        const char *word = arena_strndup(p->arena, from, (size_t)(at - from));
        if ((*at && *at != ':') || (*at && parts == 2))
            return fail(p, "invalid array index %s", text);
        if (*word && read_int(word, &slice[parts].value) < 0)
            return fail(p, "array index %s is not a number", word);
        slice[parts].known = *word;
        parts++;
    } while (*at++);
    if (parts == 1)
        slice[1] = (struct jsonpath_bound){ true, true, slice[0].value + (slice[0].value < INT64_MAX) };
    memcpy(add(p, cur, JSONPATH_ARRAY)->slice, slice, sizeof(slice));
    return 0;
}

static int parse_union(struct parser *p, struct jsonpath_node *cur, const char *text)
{
    struct jsonpath_node *all = new_node(p, JSONPATH_UNION);
    for (const char *at = text;; at++) {
        size_t len = strcspn(at, ","), from = strspn(at, " ");
        size_t to = len;
        while (to > from && at[to - 1] == ' ')
            to--;
        from = from < to ? from : to;
        const char *part = arena_strf(p->arena, "[%.*s]", (int)(to - from), at + from);
        struct jsonpath_node *list = parse_action_text(p, part);
        if (!list)
            return -1;
        append(p, all, list);
        at += len;
        if (!*at)
            break;
    }
    append(p, cur, all);
    return 0;
}

static int parse_array(struct parser *p, struct jsonpath_node *cur)
{
    for (long r; (r = next(p)) != ']';)
        if (r == END || r == '\n')
            return fail(p, "unterminated array");
    const char *text = consume(p);
    size_t len = strlen(text) - 2;
    text = arena_strndup(p->arena, text + 1, len);
    if (!strcmp(text, "*"))
        text = ":";
    if (strchr(text, ','))
        return parse_union(p, cur, text);
    if (len < 2 || text[0] != '\'' || text[len - 1] != '\'' || memchr(text + 1, '\'', len - 2))
        return parse_slice(p, cur, text);
    struct jsonpath_node *list = parse_action_text(p, arena_strf(p->arena, ".%.*s", (int)(len - 2), text + 1));
    for (size_t i = 0; list && i < list->len; i++)
        append(p, cur, list->children[i]);
    return list ? 0 : -1;
}

/* left, operator, right; or what must exist. */
static int parse_condition(struct parser *p, struct jsonpath_node *cur, const char *text)
{
    static const char operators[] = "!<>=";
    struct jsonpath_node *filter = new_node(p, JSONPATH_FILTER);
    size_t left = strcspn(text, operators), op = strspn(text + left, operators);
    if (op > 1 && !text[left + op])
        op--;
    bool compares = left && op && text[left + op];
    const char *left_text = compares ? arena_strndup(p->arena, text, left) : text;
    struct jsonpath_node *l = parse_action_text(p, left_text), *r = NULL;
    if (!l)
        return -1;
    r = compares ? parse_action_text(p, text + left + op) : new_node(p, JSONPATH_LIST);
    if (!r)
        return -1;
    append(p, filter, l);
    append(p, filter, r);
    filter->name = compares ? arena_strndup(p->arena, text + left, op) : "exists";
    append(p, cur, filter);
    return 0;
}

static int parse_filter(struct parser *p, struct jsonpath_node *cur)
{
    bool begin = false, end = false;
    long pair = 0, r;
    p->pos += 3;
    p->start = p->pos;
    while ((r = next(p)) != ')' || begin != end) {
        if (r == END || r == '\n')
            return fail(p, "unterminated filter");
        if (r != '"' && r != '\'')
            continue;
        if (!begin) {
            begin = true;
            pair = r;
        } else if (p->text[p->pos - 2] != '\\' && r == pair) {
            end = true;
        }
    }
    if (next(p) != ']')
        return fail(p, "unclosed array expect ]");
    const char *text = consume(p);
    return parse_condition(p, cur, arena_strndup(p->arena, text, strlen(text) - 2));
}

static int unrecognized(struct parser *p, long r)
{
    struct strbuf sb = STRBUF_INIT;
    strbuf_addutf8(&sb, (unsigned long)r);
    if (rune_is_print((uint32_t)r))
        fail(p, "unrecognized character in action: U+%04lX '%s'", (unsigned long)r, sb.buf);
    else
        fail(p, "unrecognized character in action: U+%04lX", (unsigned long)r);
    strbuf_release(&sb);
    return -1;
}

/* Behind '{', up to and with '}'. */
static int parse_action(struct parser *p, struct jsonpath_node *cur)
{
    int rc = 0;
    while (!rc) {
        if (looking_at(p, "}")) {
            p->pos++;
            p->start = p->pos;
            return 0;
        }
        if (looking_at(p, "[?(")) {
            rc = parse_filter(p, cur);
            continue;
        }
        if (looking_at(p, "..")) {
            rc = parse_recursive(p, cur);
            continue;
        }
        long r = next(p);
        if (r == END || r == '\r' || r == '\n') {
            rc = fail(p, "unclosed action");
        } else if (r == ' ' || r == '@' || r == '$') {
            p->start = p->pos;
        } else if (r == '[') {
            rc = parse_array(p, cur);
        } else if (r == '"' || r == '\'') {
            rc = parse_quote(p, cur, r);
        } else if (r == '.') {
            parse_field(p, cur);
        } else if (r == '+' || r == '-' || is_digit(r)) {
            back(p);
            rc = parse_number(p, cur);
        } else if (is_alphanumeric(r)) {
            back(p);
            parse_identifier(p, cur);
        } else {
            rc = unrecognized(p, r);
        }
    }
    return rc;
}

static int parse(struct parser *p, struct jsonpath_node *root)
{
    while (p->pos < p->len) {
        if (p->text[p->pos] == '{') {
            p->pos++;
            p->start = p->pos;
            if (parse_action(p, add(p, root, JSONPATH_LIST)) < 0)
                return -1;
            continue;
        }
        while (p->pos < p->len && p->text[p->pos] != '{')
            p->pos++;
        add_value(p, root, JSONPATH_TEXT, val_stringn(p->text + p->start, p->pos - p->start));
        p->start = p->pos;
    }
    return 0;
}

struct jsonpath *jsonpath_parse(struct arena *a, const char *text, struct strbuf *err)
{
    struct parser p = { .arena = a, .text = text, .len = strlen(text), .err = err };
    struct jsonpath *jp = arena_alloc(a, sizeof(*jp));
    jp->root = new_node(&p, JSONPATH_LIST);
    return parse(&p, jp->root) < 0 ? NULL : jp;
}

const char *jsonpath_relaxed(struct arena *a, const char *text, struct strbuf *err)
{
    size_t len = strlen(text);
    if (!len)
        return text;
    bool braced = text[0] == '{' && text[len - 1] == '}' && len > 2;
    const char *from = text + braced, *to = text + len - braced;
    from += *from == '.' && from + 1 < to;
    if (from < to && from + strcspn(from, "{}") >= to)
        return arena_strf(a, "{.%.*s}", (int)(to - from), from);
    strbuf_adds(err, "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or "
                     "'{.name1.name2}'");
    return NULL;
}
