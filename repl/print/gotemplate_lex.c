/* Template text to tokens, as text/template/parse/lex.go has it. */
#include <string.h>

#include "repl/print/gotemplate_node.h"
#include "repl/print/rune.h"

static const char blanks[] = " \t\r\n";

static bool is_blank(char c)
{
    return c && strchr(blanks, c);
}

static struct token token(struct lexer *l, enum token_type type, size_t from)
{
    return (struct token){ type, from, arena_strndup(l->arena, l->text + from, l->pos - from), l->pos - from };
}

static struct token fail(struct lexer *l, const char *fmt, ...) PRINTF_LIKE(2, 3);
static struct token fail(struct lexer *l, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    const char *text = arena_strvf(l->arena, fmt, ap);
    va_end(ap);
    l->failed = true;
    return (struct token){ TOKEN_ERROR, l->pos, text, strlen(text) };
}

static bool looking_at(const struct lexer *l, size_t pos, const char *prefix)
{
    size_t n = strlen(prefix);
    return pos <= l->len && l->len - pos >= n && !memcmp(l->text + pos, prefix, n);
}

static bool trims_left(const struct lexer *l, size_t pos)
{
    return looking_at(l, pos, "{{-") && pos + 3 < l->len && is_blank(l->text[pos + 3]);
}

/* "}}", or the blank, minus and braces that also trim; how long, 0 for neither. */
static size_t right_delimiter(const struct lexer *l)
{
    if (l->pos < l->len && is_blank(l->text[l->pos]) && looking_at(l, l->pos + 1, "-}}"))
        return 4;
    return looking_at(l, l->pos, "}}") ? 2 : 0;
}

/* `U+0026 '&'` */
static const char *name_rune(struct lexer *l)
{
    uint32_t cp;
    size_t n = rune_read(l->text + l->pos, l->len - l->pos, &cp);
    return rune_is_print(cp) ? arena_strf(l->arena, "U+%04X '%.*s'", cp, (int)n, l->text + l->pos)
                             : arena_strf(l->arena, "U+%04X", cp);
}

static bool is_alphanumeric(const struct lexer *l, size_t pos, size_t *width)
{
    uint32_t cp;
    if (pos >= l->len)
        return false;
    *width = rune_read(l->text + pos, l->len - pos, &cp);
    return cp == '_' || (cp >= '0' && cp <= '9') || rune_is_letter(cp);
}

static bool at_terminator(const struct lexer *l)
{
    return l->pos >= l->len || is_blank(l->text[l->pos]) || strchr(".,|:)(}", l->text[l->pos]);
}

/* Letters and digits; then something that ends a word. */
static bool skip_word(struct lexer *l)
{
    size_t width;
    while (is_alphanumeric(l, l->pos, &width))
        l->pos += width;
    return at_terminator(l);
}

static struct token lex_comment(struct lexer *l)
{
    const char *end = strstr(l->text + l->pos, "*/");
    if (!end)
        return fail(l, "unclosed comment");
    l->pos = (size_t)(end - l->text) + 2;
    size_t right = right_delimiter(l);
    if (!right)
        return fail(l, "comment ends before closing delimiter");
    l->pos += right;
    l->trim = right == 4;
    return lexer_next(l);
}

static struct token lex_text(struct lexer *l)
{
    size_t from = l->pos, to;
    if (l->trim)
        from += strspn(l->text + from, blanks);
    l->trim = false;
    const char *left = strstr(l->text + from, "{{");
    to = left ? (size_t)(left - l->text) : l->len;
    l->pos = to;
    if (trims_left(l, to))
        while (l->pos > from && is_blank(l->text[l->pos - 1]))
            l->pos--;
    if (l->pos > from) {
        struct token t = token(l, TOKEN_TEXT, from);
        l->pos = to;
        return t;
    }
    if (to == l->len)
        return token(l, TOKEN_END, to);
    size_t delimiter = trims_left(l, to) ? 4 : 2;
    l->pos = to + delimiter;
    if (looking_at(l, l->pos, "/*"))
        return lex_comment(l);
    l->inside = true;
    l->parens = 0;
    return token(l, TOKEN_LEFT, to);
}

static struct token lex_quoted(struct lexer *l, enum token_type type, const char *what)
{
    size_t from = l->pos++;
    char quote = l->text[from];
    for (; l->pos < l->len && l->text[l->pos] != quote; l->pos++) {
        if (quote != '`' && l->text[l->pos] == '\\')
            l->pos++;
        if (quote != '`' && l->pos < l->len && l->text[l->pos] == '\n')
            break;
    }
    if (l->pos >= l->len || l->text[l->pos] != quote)
        return fail(l, "unterminated %s", what);
    l->pos++;
    return token(l, type, from);
}

static struct token lex_number(struct lexer *l)
{
    size_t from = l->pos, width;
    bool hex = false;
    l->pos += l->text[l->pos] == '+' || l->text[l->pos] == '-';
    const char *digits = "0123456789_";
    if (looking_at(l, l->pos, "0x") || looking_at(l, l->pos, "0X")) {
        hex = true;
        digits = "0123456789abcdefABCDEF_";
        l->pos += 2;
    } else if (l->text[l->pos] == '0' && l->pos + 1 < l->len && strchr("oObB", l->text[l->pos + 1])) {
        l->pos += 2;
    }
    l->pos += strspn(l->text + l->pos, digits);
    if (l->pos < l->len && l->text[l->pos] == '.') {
        l->pos++;
        l->pos += strspn(l->text + l->pos, digits);
    }
    if (!hex && l->pos < l->len && (l->text[l->pos] == 'e' || l->text[l->pos] == 'E')) {
        l->pos++;
        l->pos += l->text[l->pos] == '+' || l->text[l->pos] == '-';
        l->pos += strspn(l->text + l->pos, "0123456789_");
    }
    if (!is_alphanumeric(l, l->pos, &width))
        return token(l, TOKEN_NUMBER, from);
    l->pos += width;
    return fail(l, "bad number syntax: \"%.*s\"", (int)(l->pos - from), l->text + from);
}

static struct token lex_word(struct lexer *l)
{
    static const struct {
        const char *word;
        enum token_type type;
    } words[] = {
        { "true", TOKEN_BOOL },         { "false", TOKEN_BOOL },          { "nil", TOKEN_NIL },
        { "if", TOKEN_IF },             { "else", TOKEN_ELSE },           { "end", TOKEN_END_WORD },
        { "range", TOKEN_RANGE },       { "with", TOKEN_WITH },           { "define", TOKEN_OTHER_WORD },
        { "block", TOKEN_OTHER_WORD },  { "template", TOKEN_OTHER_WORD },
    };
    size_t from = l->pos;
    if (!skip_word(l))
        return fail(l, "bad character %s", name_rune(l));
    struct token t = token(l, TOKEN_IDENTIFIER, from);
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (!strcmp(words[i].word, t.text))
            t.type = words[i].type;
    return t;
}

/* .name, or a dot alone; $name, or a dollar alone. */
static struct token lex_name(struct lexer *l, enum token_type name, enum token_type alone)
{
    size_t from = l->pos++;
    if (at_terminator(l))
        return token(l, alone, from);
    if (!skip_word(l))
        return fail(l, "bad character %s", name_rune(l));
    return token(l, name, from);
}

static struct token lex_char(struct lexer *l, enum token_type type, size_t width)
{
    l->pos += width;
    return token(l, type, l->pos - width);
}

static struct token lex_inside(struct lexer *l)
{
    size_t right = right_delimiter(l), width, from = l->pos;
    if (right) {
        if (l->parens)
            return fail(l, "unclosed left paren");
        l->inside = false;
        l->trim = right == 4;
        return lex_char(l, TOKEN_RIGHT, right);
    }
    if (l->pos >= l->len)
        return fail(l, "unclosed action");
    char c = l->text[l->pos];
    if (is_blank(c)) {
        while (l->pos < l->len && is_blank(l->text[l->pos]) && right_delimiter(l) != 4)
            l->pos++;
        return token(l, TOKEN_SPACE, from);
    }
    switch (c) {
    case '=': return lex_char(l, TOKEN_ASSIGN, 1);
    case '|': return lex_char(l, TOKEN_PIPE, 1);
    case '"': return lex_quoted(l, TOKEN_STRING, "quoted string");
    case '`': return lex_quoted(l, TOKEN_RAW_STRING, "raw quoted string");
    case '\'': return lex_quoted(l, TOKEN_CHARACTER, "character constant");
    case '$': return lex_name(l, TOKEN_VARIABLE, TOKEN_VARIABLE);
    case '(': l->parens++; return lex_char(l, TOKEN_LEFT_PAREN, 1);
    case ')':
        if (--l->parens < 0)
            return fail(l, "unexpected right paren %s", name_rune(l));
        return lex_char(l, TOKEN_RIGHT_PAREN, 1);
    case ':':
        if (looking_at(l, l->pos, ":="))
            return lex_char(l, TOKEN_DECLARE, 2);
        return fail(l, "expected :=");
    default: break;
    }
    bool digit_next = l->pos + 1 < l->len && l->text[l->pos + 1] >= '0' && l->text[l->pos + 1] <= '9';
    if (c == '.' && !digit_next)
        return lex_name(l, TOKEN_FIELD, TOKEN_DOT);
    if (c == '.' || c == '+' || c == '-' || (c >= '0' && c <= '9'))
        return lex_number(l);
    if (is_alphanumeric(l, l->pos, &width))
        return lex_word(l);
    if (c > ' ' && c < 0x7f)
        return lex_char(l, TOKEN_CHAR, 1);
    return fail(l, "unrecognized character in action: %s", name_rune(l));
}

struct token lexer_next(struct lexer *l)
{
    if (l->failed)
        return (struct token){ TOKEN_END, l->pos, "", 0 };
    return l->inside ? lex_inside(l) : lex_text(l);
}
