#include "repl/coach/yamllint.h"

#include <string.h>

#include "repl/coach/typed.h"

enum { LEVELS_MAX = 64 };

/* One line, without its indentation, its comment and the blanks at its end. */
struct line {
    int number, indent;
    const char *start, *s; /* the whole line; the content */
    size_t whole, len;
};

struct lint {
    const char *next, *end;
    int number;
    int levels[LEVELS_MAX]; /* indentations that are open, from the outermost */
    size_t depth;
    int scalar;   /* a block scalar goes on below lines with this indentation; -1: none */
    bool valued;  /* the line before has a value, so nothing may be nested in it */
    struct line tight; /* that line, when its value looks like a key without a blank behind its colon; number 0: it does not */
    int brackets; /* open { and [ */
    struct line opened; /* where the outermost of them was opened */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static bool next_line(struct lint *l, struct line *line)
{
    if (l->next >= l->end)
        return false;
    const char *newline = memchr(l->next, '\n', (size_t)(l->end - l->next));
    line->start = l->next;
    line->whole = (size_t)((newline ? newline : l->end) - l->next);
    line->number = ++l->number;
    size_t n = 0;
    while (n < line->whole && line->start[n] == ' ')
        n++;
    line->indent = (int)n;
    line->s = line->start + n;
    line->len = line->whole - n;
    while (line->len && is_blank(line->s[line->len - 1]))
        line->len--;
    l->next = newline ? newline + 1 : l->end;
    return true;
}

static bool found(struct yaml_slip *slip, enum yaml_slip_type type, const struct line *line)
{
    *slip = (struct yaml_slip){ type, line->number, line->start, line->whole };
    return true;
}

/* Behind the quotation at s; NULL when it is not closed in this line. */
static const char *skip_quoted(const char *s, const char *end)
{
    char quote = *s;
    for (s++; s < end; s++) {
        if (*s == '\\' && quote == '"' && s + 1 < end)
            s++;
        else if (*s == quote && quote == '\'' && s + 1 < end && s[1] == quote)
            s++;
        else if (*s == quote)
            return s + 1;
    }
    return NULL;
}

/* What is left of `s` without a comment behind it. */
static size_t without_comment(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if ((s[i] == '"' || s[i] == '\'') && (!i || is_blank(s[i - 1]))) {
            const char *behind = skip_quoted(s + i, s + len);
            if (!behind)
                return len;
            i = (size_t)(behind - s) - 1;
        } else if (s[i] == '#' && (!i || is_blank(s[i - 1]))) {
            while (i && is_blank(s[i - 1]))
                i--;
            return i;
        }
    }
    return len;
}

/* The colon that ends a key: followed by a blank or by nothing. NULL: there is none. */
static const char *find_colon(const char *s, const char *end)
{
    if (s < end && (*s == '"' || *s == '\'')) {
        s = skip_quoted(s, end);
        if (!s)
            return NULL;
    }
    for (; s < end; s++)
        if (*s == ':' && (s + 1 == end || is_blank(s[1])))
            return s;
    return NULL;
}

/* Counts brackets outside of quotations; false when a quotation stays open. */
static bool count_brackets(struct lint *l, const struct line *line, const char *s, const char *end)
{
    for (; s < end; s++) {
        if (*s == '"' || *s == '\'') {
            s = skip_quoted(s, end);
            if (!s)
                return false;
            s--;
        } else if (*s == '{' || *s == '[') {
            if (!l->brackets++)
                l->opened = *line;
        } else if ((*s == '}' || *s == ']') && l->brackets) {
            l->brackets--;
        }
    }
    return true;
}

/* The value behind a key or a dash. True: *slip. */
static bool check_value(struct lint *l, const struct line *line, const char *s, const char *end, struct yaml_slip *slip)
{
    while (s < end && is_blank(*s))
        s++;
    if (s == end)
        return false;
    l->valued = true;
    const char *colon = find_colon(s, end);
    switch (*s) {
    case '|':
    case '>':
        l->scalar = l->levels[l->depth - 1];
        l->valued = false;
        return false;
    case '"':
    case '\'': return !skip_quoted(s, end) && found(slip, YAML_SLIP_QUOTE, line);
    case '{':
    case '[': return !count_brackets(l, line, s, end) && found(slip, YAML_SLIP_QUOTE, line);
    case '@':
    case '`':
    case '%': return found(slip, YAML_SLIP_CHARACTER, line);
    case '&':
    case '!': l->valued = false; return false; /* an anchor or a tag: what it stands before may come below */
    default: break;
    }
    if (!colon && memchr(s, ':', (size_t)(end - s)))
        l->tight = *line;
    return colon && found(slip, YAML_SLIP_TWO_COLONS, line);
}

/* Opens, keeps or closes levels for content at this indentation. True: *slip. */
static bool check_indent(struct lint *l, const struct line *line, int indent, struct yaml_slip *slip)
{
    int top = l->depth ? l->levels[l->depth - 1] : -1;
    if (indent > top) {
        if (l->depth && l->valued)
            return l->tight.number ? found(slip, YAML_SLIP_COLON_BLANK, &l->tight)
                                   : found(slip, YAML_SLIP_TOO_DEEP, line);
        if (l->depth < LEVELS_MAX)
            l->levels[l->depth++] = indent;
        return false;
    }
    while (l->depth > 1 && l->levels[l->depth - 1] > indent)
        l->depth--;
    return l->levels[l->depth - 1] != indent && found(slip, YAML_SLIP_UNEVEN, line);
}

static bool check_pair(struct lint *l, const struct line *line, const char *s, const char *end, struct yaml_slip *slip)
{
    const char *colon = find_colon(s, end);
    if (*s == '{' || *s == '[')
        return check_value(l, line, s, end, slip);
    if (colon)
        return check_value(l, line, colon + 1, end, slip);
    if (*s == '"' || *s == '\'')
        return check_value(l, line, s, end, slip);
    const char *tight = memchr(s, ':', (size_t)(end - s));
    const char *blank = memchr(s, ' ', (size_t)(end - s));
    if (tight && (!blank || tight < blank))
        return found(slip, YAML_SLIP_COLON_BLANK, line);
    return found(slip, YAML_SLIP_COLON, line);
}

/* A line of block style. */
static bool check_block(struct lint *l, const struct line *line, struct yaml_slip *slip)
{
    const char *s = line->s, *end = line->s + line->len;
    int indent = line->indent;
    bool item = false;
    if (*s == '-' && line->len > 1 && s[1] != ' ' && s[1] != '-' && !find_colon(s + 1, end))
        return found(slip, YAML_SLIP_DASH_BLANK, line);
    while (s < end && *s == '-' && (s + 1 == end || is_blank(s[1]))) {
        if (check_indent(l, line, indent, slip))
            return true;
        item = true;
        l->valued = false;
        l->tight.number = 0;
        const char *dash = s++;
        while (s < end && is_blank(*s))
            s++;
        indent += (int)(s - dash);
    }
    if (s == end)
        return false;
    /* An item that is a plain value opens no level of its own. */
    if (item && !find_colon(s, end))
        return check_value(l, line, s, end, slip);
    if (check_indent(l, line, indent, slip))
        return true;
    l->valued = false;
    l->tight.number = 0;
    return check_pair(l, line, s, end, slip);
}

static bool is_document_mark(const struct line *line)
{
    return !line->indent && line->len >= 3 && (!strncmp(line->s, "---", 3) || !strncmp(line->s, "...", 3));
}

static bool check_line(struct lint *l, struct line *line, struct yaml_slip *slip)
{
    if (l->scalar >= 0 && (!line->len || line->indent > l->scalar))
        return false;
    l->scalar = -1;
    if (!line->len || *line->s == '#')
        return false;
    if (is_document_mark(line)) {
        l->depth = 0;
        l->valued = false;
        return false;
    }
    if (*line->s == '\t')
        return found(slip, YAML_SLIP_TAB, line);
    if (typed_odd_blank(line->s, line->len))
        return found(slip, YAML_SLIP_BLANK, line);
    line->len = without_comment(line->s, line->len);
    if (l->brackets)
        return !count_brackets(l, line, line->s, line->s + line->len) && found(slip, YAML_SLIP_QUOTE, line);
    return check_block(l, line, slip);
}

bool yaml_find_slip(const char *text, size_t len, struct yaml_slip *slip)
{
    struct lint l = { .next = text, .end = text + len, .scalar = -1 };
    struct line line;
    while (next_line(&l, &line))
        if (check_line(&l, &line, slip))
            return true;
    return l.brackets && found(slip, YAML_SLIP_BRACKET, &l.opened);
}
