/* Template tokens to a tree, as text/template/parse/parse.go has it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"
#include "repl/print/gotemplate_node.h"
#include "repl/print/rune.h"

enum { NESTING_MAX = 200, LOOKAHEAD = 4 };

struct parser {
    struct lexer lexer;
    struct token ahead[LOOKAHEAD]; /* given back, the next one last */
    size_t ahead_len;
    struct token last; /* read last: errors name its line */
    const char **vars;
    size_t var_count, var_cap;
    int nesting;
    struct strbuf *err;
};

static int fail(struct parser *p, const char *fmt, ...) PRINTF_LIKE(2, 3);
static int fail(struct parser *p, const char *fmt, ...)
{
    size_t line = 1;
    for (size_t i = 0; i < p->last.pos && i < p->lexer.len; i++)
        line += p->lexer.text[i] == '\n';
    strbuf_addf(p->err, "template: output:%zu: ", line);
    va_list ap;
    va_start(ap, fmt);
    strbuf_addvf(p->err, fmt, ap);
    va_end(ap);
    return -1;
}

/* ---- tokens ---- */

static struct token next(struct parser *p)
{
    p->last = p->ahead_len ? p->ahead[--p->ahead_len] : lexer_next(&p->lexer);
    return p->last;
}

static void give_back(struct parser *p, struct token t)
{
    if (p->ahead_len == LOOKAHEAD)
        BUG("too many tokens given back");
    p->ahead[p->ahead_len++] = t;
}

static struct token peek(struct parser *p)
{
    struct token t = next(p);
    give_back(p, t);
    return t;
}

static struct token next_word(struct parser *p)
{
    struct token t = next(p);
    while (t.type == TOKEN_SPACE)
        t = next(p);
    return t;
}

static struct token peek_word(struct parser *p)
{
    struct token t = next_word(p);
    give_back(p, t);
    return t;
}

static int unexpected(struct parser *p, struct token t, const char *context)
{
    struct strbuf sb = STRBUF_INIT;
    if (t.type == TOKEN_ERROR)
        return fail(p, "%s", t.text);
    if (t.type == TOKEN_END)
        strbuf_adds(&sb, "EOF");
    else if (t.type >= TOKEN_IF)
        strbuf_addf(&sb, "<%s>", t.text);
    else
        go_quote(&sb, t.text, t.len > 10 ? 10 : t.len);
    fail(p, "unexpected %s%s in %s", sb.buf, t.type < TOKEN_IF && t.type != TOKEN_END && t.len > 10 ? "..." : "", context);
    strbuf_release(&sb);
    return -1;
}

/* ---- nodes ---- */

static struct template_node *new_node(struct parser *p, enum template_type type, size_t pos)
{
    struct template_node *n = arena_alloc(p->lexer.arena, sizeof(*n));
    n->type = type;
    n->pos = pos;
    return n;
}

static void add_child(struct parser *p, struct template_node *n, struct template_node *child)
{
    if (n->len == n->cap) {
        struct template_node **old = n->children;
        n->cap = n->cap ? n->cap * 2 : 4;
        n->children = arena_alloc(p->lexer.arena, n->cap * sizeof(struct template_node *));
        if (old)
            memcpy(n->children, old, n->len * sizeof(struct template_node *));
    }
    n->children[n->len++] = child;
}

static void add_string(struct arena *a, const char ***list, size_t *len, size_t *cap, const char *s)
{
    if (*len == *cap) {
        const char **old = *list;
        *cap = *cap ? *cap * 2 : 4;
        *list = arena_alloc(a, *cap * sizeof(const char *));
        if (old)
            memcpy(*list, old, *len * sizeof(const char *));
    }
    (*list)[(*len)++] = s;
}

static void add_name(struct parser *p, struct template_node *n, const char *name)
{
    add_string(p->lexer.arena, &n->names, &n->name_count, &n->name_cap, name);
}

static struct template_node *constant(struct parser *p, struct token t, struct val *take)
{
    struct template_node *n = new_node(p, TEMPLATE_CONST, t.pos);
    n->value = arena_val(p->lexer.arena, take);
    n->text = t.text;
    return n;
}

/* ---- constants ---- */

/* The rune or byte that an escape stands for, at s behind the backslash; bytes used, 0 when it is none. */
static size_t unescape(struct strbuf *sb, const char *s, char quote)
{
    static const char letter[] = "abfnrtv\\", plain[] = "\a\b\f\n\r\t\v\\";
    const char *at = *s ? strchr(letter, *s) : NULL;
    if (at || *s == quote) {
        strbuf_addch(sb, at ? plain[at - letter] : quote);
        return 1;
    }
    size_t digits = *s == 'x' ? 2 : *s == 'u' ? 4 : *s == 'U' ? 8 : *s >= '0' && *s <= '7' ? 3 : 0;
    size_t skip = digits == 3 ? 0 : 1;
    const char *alphabet = digits == 3 ? "01234567" : "0123456789abcdefABCDEF";
    if (!digits || strspn(s + skip, alphabet) < digits)
        return 0;
    char number[9] = "";
    memcpy(number, s + skip, digits);
    unsigned long code = strtoul(number, NULL, digits == 3 ? 8 : 16);
    if (code > (digits < 4 ? 0xfful : 0x10fffful) || (code >= 0xd800 && code <= 0xdfff))
        return 0;
    if (digits < 4)
        strbuf_addch(sb, (char)code);
    else
        strbuf_addutf8(sb, code);
    return skip + digits;
}

static struct template_node *parse_string(struct parser *p, struct token t)
{
    struct strbuf sb = STRBUF_INIT;
    struct template_node *n = NULL;
    size_t i = 1;
    while (i < t.len - 1) {
        size_t used = 1;
        if (t.type == TOKEN_RAW_STRING || t.text[i] != '\\')
            strbuf_addch(&sb, t.text[i]);
        else
            used = unescape(&sb, t.text + i + 1, t.text[0]) + 1;
        if (used == 1 && t.type != TOKEN_RAW_STRING && t.text[i] == '\\')
            break;
        i += used;
    }
    if (i < t.len - 1)
        fail(p, "invalid syntax");
    else
        n = constant(p, t, val_stringn(sb.buf, sb.len));
    strbuf_release(&sb);
    return n;
}

/* 'x' is the number of its code point. */
static struct template_node *parse_character(struct parser *p, struct token t)
{
    struct strbuf sb = STRBUF_INIT;
    struct template_node *n = NULL;
    uint32_t cp = 0;
    size_t used = 0;
    if (t.len > 3 && t.text[1] == '\\')
        used = unescape(&sb, t.text + 2, '\'') + 1;
    else if (t.len > 2)
        used = rune_read(t.text + 1, t.len - 2, &cp);
    if (sb.len)
        rune_read(sb.buf, sb.len, &cp);
    if (used < 1 || used + 2 != t.len)
        fail(p, "malformed character constant: %s", t.text);
    else
        n = constant(p, t, val_int(cp));
    strbuf_release(&sb);
    return n;
}

static struct template_node *parse_number(struct parser *p, struct token t)
{
    char *digits = arena_strdup(p->lexer.arena, t.text), *to = digits, *end;
    for (const char *from = t.text; *from; from++)
        if (*from != '_')
            *to++ = *from;
    *to = '\0';
    const char *bare = digits + (*digits == '-' || *digits == '+');
    bool hex = bare[0] == '0' && (bare[1] == 'x' || bare[1] == 'X');
    bool prefixed = bare[0] == '0' && bare[1] && strchr("oObB", bare[1]);
    if (strpbrk(digits, hex ? "." : ".eE") && !prefixed) {
        double d = strtod(digits, &end);
        if (end != digits && !*end)
            return constant(p, t, val_double(d));
        fail(p, "bad number syntax: \"%s\"", t.text);
        return NULL;
    }
    errno = 0;
    int base = hex ? 16 : !prefixed ? (bare[0] == '0' ? 8 : 10) : bare[1] == 'b' || bare[1] == 'B' ? 2 : 8;
    unsigned long long magnitude = strtoull(bare + (hex || prefixed ? 2 : 0), &end, base);
    bool negative = *digits == '-';
    if (*end || end == bare) {
        fail(p, "bad number syntax: \"%s\"", t.text);
        return NULL;
    }
    if (errno == ERANGE || magnitude > (uint64_t)INT64_MAX + negative) {
        fail(p, "integer overflow: \"%s\"", t.text);
        return NULL;
    }
    return constant(p, t, val_int(negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude));
}

/* ---- pipelines ---- */

static struct template_node *parse_pipeline(struct parser *p, const char *context);

static bool is_declared(const struct parser *p, const char *name)
{
    for (size_t i = 0; i < p->var_count; i++)
        if (!strcmp(p->vars[i], name))
            return true;
    return false;
}

static struct template_node *named(struct parser *p, enum template_type type, struct token t)
{
    struct template_node *n = new_node(p, type, t.pos);
    add_name(p, n, t.text);
    return n;
}

static struct template_node *parse_parens(struct parser *p)
{
    if (++p->nesting > NESTING_MAX) {
        fail(p, "parentheses nest too deep");
        return NULL;
    }
    struct template_node *pipe = parse_pipeline(p, "parenthesized pipeline");
    p->nesting--;
    if (!pipe)
        return NULL;
    struct token t = next(p);
    if (t.type == TOKEN_RIGHT_PAREN)
        return pipe;
    unexpected(p, t, "parenthesized pipeline");
    return NULL;
}

/* One operand without what is chained to it. 1: *out; 0: none stands here; -1: error. */
static int parse_term(struct parser *p, struct template_node **out)
{
    struct token t = next_word(p);
    switch (t.type) {
    case TOKEN_ERROR: return fail(p, "%s", t.text);
    case TOKEN_IDENTIFIER:
        if (!template_function_find(t.text))
            return fail(p, "function \"%s\" not defined", t.text);
        *out = named(p, TEMPLATE_FUNCTION, t);
        return 1;
    case TOKEN_VARIABLE:
        if (!is_declared(p, t.text))
            return fail(p, "undefined variable \"%s\"", t.text);
        *out = named(p, TEMPLATE_VARIABLE, t);
        return 1;
    case TOKEN_FIELD:
        t.text++;
        *out = named(p, TEMPLATE_FIELD, t);
        return 1;
    case TOKEN_DOT: *out = new_node(p, TEMPLATE_DOT, t.pos); return 1;
    case TOKEN_NIL: *out = new_node(p, TEMPLATE_NIL, t.pos); return 1;
    case TOKEN_BOOL: *out = constant(p, t, val_bool(*t.text == 't')); return 1;
    case TOKEN_NUMBER: *out = parse_number(p, t); break;
    case TOKEN_CHARACTER: *out = parse_character(p, t); break;
    case TOKEN_STRING:
    case TOKEN_RAW_STRING: *out = parse_string(p, t); break;
    case TOKEN_LEFT_PAREN: *out = parse_parens(p); break;
    default: give_back(p, t); return 0;
    }
    return *out ? 1 : -1;
}

static int parse_operand(struct parser *p, struct template_node **out)
{
    int rc = parse_term(p, out);
    if (rc != 1 || peek(p).type != TOKEN_FIELD)
        return rc;
    size_t pos = peek(p).pos;
    struct template_node *n = *out;
    switch (n->type) {
    case TEMPLATE_FIELD:
    case TEMPLATE_VARIABLE: n->pos = pos; break;
    case TEMPLATE_CONST:
        return fail(p, "unexpected . after term \"%s\"", n->text);
    case TEMPLATE_DOT:
    case TEMPLATE_NIL:
        return fail(p, "unexpected . after term \"%s\"", n->type == TEMPLATE_DOT ? "." : "nil");
    default:
        *out = new_node(p, TEMPLATE_CHAIN, pos);
        add_child(p, *out, n);
        n = *out;
        break;
    }
    while (peek(p).type == TOKEN_FIELD)
        add_name(p, n, next(p).text + 1);
    return 1;
}

static struct template_node *parse_command(struct parser *p)
{
    struct template_node *cmd = new_node(p, TEMPLATE_COMMAND, peek_word(p).pos);
    for (;;) {
        struct template_node *operand = NULL;
        int rc = parse_operand(p, &operand);
        if (rc < 0)
            return NULL;
        if (rc)
            add_child(p, cmd, operand);
        struct token t = next(p);
        if (t.type == TOKEN_SPACE)
            continue;
        if (t.type == TOKEN_RIGHT || t.type == TOKEN_RIGHT_PAREN)
            give_back(p, t);
        else if (t.type != TOKEN_PIPE)
            return unexpected(p, t, "operand"), NULL;
        if (!cmd->len)
            return fail(p, "empty command"), NULL;
        return cmd;
    }
}

/* `$x :=`, `$i, $x :=`, `$x =` in front of a pipeline. */
static int parse_declarations(struct parser *p, struct template_node *pipe, const char *context)
{
    while (peek_word(p).type == TOKEN_VARIABLE) {
        struct token v = next_word(p), after = next(p), word = after.type == TOKEN_SPACE ? next_word(p) : after;
        bool comma = word.type == TOKEN_CHAR && !strcmp(word.text, ",");
        if (word.type != TOKEN_ASSIGN && word.type != TOKEN_DECLARE && !comma) {
            give_back(p, word);
            if (after.type == TOKEN_SPACE)
                give_back(p, after);
            give_back(p, v);
            return 0;
        }
        pipe->assigns = word.type == TOKEN_ASSIGN;
        if (pipe->assigns && !is_declared(p, v.text))
            return fail(p, "undefined variable \"%s\"", v.text);
        add_name(p, pipe, v.text);
        add_string(p->lexer.arena, &p->vars, &p->var_count, &p->var_cap, v.text);
        if (!comma)
            return 0;
        if (strcmp(context, "range") || pipe->name_count > 1)
            return fail(p, "too many declarations in %s", context);
        if (peek_word(p).type != TOKEN_VARIABLE)
            return fail(p, "range can only initialize variables");
    }
    return 0;
}

static int check_pipeline(struct parser *p, const struct template_node *pipe, const char *context)
{
    if (!pipe->len)
        return fail(p, "missing value for %s", context);
    for (size_t i = 1; i < pipe->len; i++) {
        enum template_type type = pipe->children[i]->children[0]->type;
        if (type == TEMPLATE_CONST || type == TEMPLATE_DOT || type == TEMPLATE_NIL)
            return fail(p, "non executable command in pipeline stage %zu", i + 1);
    }
    return 0;
}

static struct template_node *parse_pipeline(struct parser *p, const char *context)
{
    struct template_node *pipe = new_node(p, TEMPLATE_PIPE, peek_word(p).pos);
    if (parse_declarations(p, pipe, context) < 0)
        return NULL;
    for (;;) {
        struct token t = next_word(p);
        if (t.type == TOKEN_RIGHT || t.type == TOKEN_RIGHT_PAREN) {
            if (t.type == TOKEN_RIGHT_PAREN)
                give_back(p, t);
            return check_pipeline(p, pipe, context) < 0 ? NULL : pipe;
        }
        if (t.type != TOKEN_LEFT_PAREN && (t.type < TOKEN_BOOL || t.type > TOKEN_NIL))
            return unexpected(p, t, context), NULL;
        give_back(p, t);
        struct template_node *cmd = parse_command(p);
        if (!cmd)
            return NULL;
        add_child(p, pipe, cmd);
    }
}

/* ---- blocks ---- */

/* What ended a list. */
enum ending { ENDED_BY_TEXT_END, ENDED_BY_END, ENDED_BY_ELSE, ENDED_BY_ELSE_IF, ENDED_BY_ERROR };

static enum ending parse_list(struct parser *p, struct template_node *list);

static struct template_node *parse_control(struct parser *p, enum template_type type, const char *context)
{
    struct template_node *n = new_node(p, type, p->last.pos);
    size_t vars = p->var_count;
    struct template_node *pipe = parse_pipeline(p, context), *list = new_node(p, TEMPLATE_LIST, p->last.pos);
    if (!pipe)
        return NULL;
    if (++p->nesting > NESTING_MAX)
        return fail(p, "blocks nest too deep"), NULL;
    add_child(p, n, pipe);
    add_child(p, n, list);
    enum ending ending = parse_list(p, list);
    if (ending == ENDED_BY_ELSE_IF && type != TEMPLATE_IF)
        return unexpected(p, next_word(p), "else"), NULL;
    if (ending == ENDED_BY_ELSE || ending == ENDED_BY_ELSE_IF) {
        struct template_node *other = new_node(p, TEMPLATE_LIST, p->last.pos);
        add_child(p, n, other);
        if (ending == ENDED_BY_ELSE_IF) {
            /* One {{end}} closes the whole chain. */
            next_word(p);
            struct template_node *nested = parse_control(p, TEMPLATE_IF, "if");
            if (!nested)
                return NULL;
            add_child(p, other, nested);
            ending = ENDED_BY_END;
        } else {
            ending = parse_list(p, other);
            if (ending == ENDED_BY_ELSE || ending == ENDED_BY_ELSE_IF)
                return fail(p, "expected end; found {{else}}"), NULL;
        }
    }
    if (ending == ENDED_BY_TEXT_END)
        return fail(p, "unexpected EOF"), NULL;
    p->nesting--;
    p->var_count = vars;
    return ending == ENDED_BY_ERROR ? NULL : n;
}

/* Behind {{. 1: *out is a node; 0: *ending tells what it is else; -1: error. */
static int parse_action(struct parser *p, struct template_node **out, enum ending *ending)
{
    struct token t = next_word(p);
    switch (t.type) {
    case TOKEN_IF: *out = parse_control(p, TEMPLATE_IF, "if"); break;
    case TOKEN_RANGE: *out = parse_control(p, TEMPLATE_RANGE, "range"); break;
    case TOKEN_WITH: *out = parse_control(p, TEMPLATE_WITH, "with"); break;
    case TOKEN_ELSE:
        *ending = ENDED_BY_ELSE_IF;
        if (peek_word(p).type == TOKEN_IF)
            return 0;
        *ending = ENDED_BY_ELSE;
        t = next_word(p);
        return t.type == TOKEN_RIGHT ? 0 : unexpected(p, t, "else");
    case TOKEN_END_WORD:
        *ending = ENDED_BY_END;
        t = next_word(p);
        return t.type == TOKEN_RIGHT ? 0 : unexpected(p, t, "end");
    default:
        give_back(p, t);
        *out = new_node(p, TEMPLATE_ACTION, t.pos);
        struct template_node *pipe = parse_pipeline(p, "command");
        if (!pipe)
            return -1;
        add_child(p, *out, pipe);
        break;
    }
    return *out ? 1 : -1;
}

static enum ending parse_list(struct parser *p, struct template_node *list)
{
    for (;;) {
        struct token t = next(p);
        struct template_node *n = NULL;
        enum ending ending = ENDED_BY_ERROR;
        if (t.type == TOKEN_END)
            return ENDED_BY_TEXT_END;
        if (t.type == TOKEN_TEXT) {
            n = new_node(p, TEMPLATE_TEXT, t.pos);
            n->text = t.text;
            n->text_len = t.len;
        } else if (t.type != TOKEN_LEFT) {
            unexpected(p, t, "input");
            return ENDED_BY_ERROR;
        } else {
            int rc = parse_action(p, &n, &ending);
            if (rc <= 0)
                return rc < 0 ? ENDED_BY_ERROR : ending;
        }
        add_child(p, list, n);
    }
}

struct gotemplate *gotemplate_parse(struct arena *a, const char *text, bool missing_ok, struct strbuf *err)
{
    struct parser p = { .lexer = { .arena = a, .text = text, .len = strlen(text) }, .err = err };
    struct gotemplate *t = arena_alloc(a, sizeof(*t));
    t->text = text;
    t->missing_ok = missing_ok;
    t->root = new_node(&p, TEMPLATE_LIST, 0);
    add_string(a, &p.vars, &p.var_count, &p.var_cap, "$");
    enum ending ending = parse_list(&p, t->root);
    if (ending == ENDED_BY_END || ending == ENDED_BY_ELSE || ending == ENDED_BY_ELSE_IF)
        fail(&p, "unexpected {{%s}}", ending == ENDED_BY_END ? "end" : "else");
    return ending == ENDED_BY_TEXT_END ? t : NULL;
}
