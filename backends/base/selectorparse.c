/* The text form of label selectors: a scanner and a parser by hand, with the texts of upstream's. */
#include "backends/base/selector.h"

#include <stdlib.h>
#include <string.h>

enum token {
    TOKEN_END,
    TOKEN_IDENTIFIER,
    TOKEN_COMMA,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_NOT,
    TOKEN_IN,
    TOKEN_NOT_IN,
    TOKEN_EQUALS,
    TOKEN_DOUBLE_EQUALS,
    TOKEN_NOT_EQUALS,
    TOKEN_GREATER,
    TOKEN_LESS,
};

/* Longest first, as the scanner takes what is longest. */
static const struct {
    const char *text;
    enum token token;
} specials[] = {
    { "==", TOKEN_DOUBLE_EQUALS }, { "!=", TOKEN_NOT_EQUALS }, { "=", TOKEN_EQUALS },  { "!", TOKEN_NOT },
    { ",", TOKEN_COMMA },          { "(", TOKEN_OPEN },        { ")", TOKEN_CLOSE },   { ">", TOKEN_GREATER },
    { "<", TOKEN_LESS },
};

struct item {
    enum token token;
    const char *start; /* borrowed from the text */
    size_t len;
};

struct parser {
    const char *next;     /* what is not scanned yet */
    struct item item;     /* the item looked at */
    struct selector *out; /* borrowed */
    struct strbuf *err;   /* borrowed */
};

static struct item scan(struct parser *p)
{
    p->next += strspn(p->next, " \t\r\n");
    struct item item = { TOKEN_END, p->next, 0 };
    if (!*p->next)
        return item;
    for (size_t i = 0; i < ARRAY_LEN(specials); i++) {
        size_t len = strlen(specials[i].text);
        if (!strncmp(p->next, specials[i].text, len)) {
            p->next += len;
            return (struct item){ specials[i].token, item.start, len };
        }
    }
    item.len = strcspn(p->next, "=!(),>< \t\r\n");
    item.token = TOKEN_IDENTIFIER;
    if (item.len == 2 && !strncmp(item.start, "in", 2))
        item.token = TOKEN_IN;
    else if (item.len == 5 && !strncmp(item.start, "notin", 5))
        item.token = TOKEN_NOT_IN;
    p->next += item.len;
    return item;
}

/* `in` and `notin` are ordinary words where no operator is due. */
static enum token peek(const struct parser *p)
{
    return p->item.token == TOKEN_IN || p->item.token == TOKEN_NOT_IN ? TOKEN_IDENTIFIER : p->item.token;
}

static struct item take(struct parser *p)
{
    struct item item = p->item;
    p->item = scan(p);
    return item;
}

static int fail(struct parser *p, struct item item, const char *expected)
{
    strbuf_adds(p->err, "found '");
    strbuf_add(p->err, item.start, item.len);
    strbuf_addf(p->err, "'%s", expected);
    return -1;
}

static int parse_operator(struct parser *p, enum selector_operator *op)
{
    struct item item = take(p);
    switch (item.token) {
    case TOKEN_IN: *op = SELECTOR_IN; return 0;
    case TOKEN_NOT_IN: *op = SELECTOR_NOT_IN; return 0;
    case TOKEN_EQUALS: *op = SELECTOR_EQUALS; return 0;
    case TOKEN_DOUBLE_EQUALS: *op = SELECTOR_DOUBLE_EQUALS; return 0;
    case TOKEN_NOT_EQUALS: *op = SELECTOR_NOT_EQUALS; return 0;
    case TOKEN_GREATER: *op = SELECTOR_GREATER_THAN; return 0;
    case TOKEN_LESS: *op = SELECTOR_LESS_THAN; return 0;
    case TOKEN_END:
    case TOKEN_IDENTIFIER:
    case TOKEN_COMMA:
    case TOKEN_OPEN:
    case TOKEN_CLOSE:
    case TOKEN_NOT: break;
    }
    return fail(p, item, ", expected: '=', '!=', '==', 'in', notin'");
}

/* The words between the brackets.  Empty places count as the empty value: "(,a)", "(a,)", "(a,,b)". */
static int parse_list(struct parser *p, struct val **values)
{
    for (;;) {
        enum token token = peek(p);
        struct item item = take(p);
        if (token == TOKEN_IDENTIFIER) {
            val_append(values, val_stringn(item.start, item.len));
            if (peek(p) == TOKEN_CLOSE)
                return 0;
            if (peek(p) != TOKEN_COMMA)
                return fail(p, p->item, ", expected: ',' or ')'");
        } else if (token == TOKEN_COMMA) {
            if (!val_len(*values))
                val_append(values, val_string(""));
            if (peek(p) == TOKEN_CLOSE) {
                val_append(values, val_string(""));
                return 0;
            }
            if (peek(p) == TOKEN_COMMA) {
                take(p);
                val_append(values, val_string(""));
            }
        } else {
            return fail(p, item, ", expected: ',', or identifier");
        }
    }
}

static int parse_values(struct parser *p, struct val **values)
{
    struct item item = take(p);
    if (item.token != TOKEN_OPEN)
        return fail(p, item, " expected: '('");
    if (peek(p) == TOKEN_CLOSE)
        val_append(values, val_string(""));
    else if (peek(p) != TOKEN_IDENTIFIER && peek(p) != TOKEN_COMMA)
        return fail(p, p->item, ", expected: ',', ')' or identifier");
    else if (parse_list(p, values) < 0)
        return -1;
    take(p);
    return 0;
}

static int parse_exact_value(struct parser *p, struct val **values)
{
    enum token token = peek(p);
    struct item item = { TOKEN_END, "", 0 };
    if (token != TOKEN_END && token != TOKEN_COMMA) {
        item = take(p);
        if (token != TOKEN_IDENTIFIER)
            return fail(p, item, ", expected: identifier");
    }
    val_append(values, val_stringn(item.start, item.len));
    return 0;
}

/* What stands behind a key: an operator and its values, or nothing. */
static int parse_condition(struct parser *p, enum selector_operator *op, struct val **values)
{
    if (*op == SELECTOR_DOES_NOT_EXIST || peek(p) == TOKEN_END || peek(p) == TOKEN_COMMA)
        return 0;
    if (parse_operator(p, op) < 0)
        return -1;
    if (*op == SELECTOR_IN || *op == SELECTOR_NOT_IN)
        return parse_values(p, values);
    return parse_exact_value(p, values);
}

static int parse_requirement(struct parser *p)
{
    enum selector_operator op = SELECTOR_EXISTS;
    if (peek(p) == TOKEN_NOT) {
        op = SELECTOR_DOES_NOT_EXIST;
        take(p);
    }
    enum token token = peek(p);
    struct item item = take(p);
    if (token != TOKEN_IDENTIFIER)
        return fail(p, item, ", expected: identifier");
    char *key = xstrndup(item.start, item.len);
    struct val *values = val_array();
    int rc = selector_check_key(key, p->err);
    if (!rc)
        rc = parse_condition(p, &op, &values);
    if (!rc)
        rc = selector_add(p->out, key, op, values, p->err);
    free(key);
    val_unref(values);
    return rc;
}

static int parse_all(struct parser *p)
{
    p->item = scan(p);
    for (;;) {
        if (peek(p) == TOKEN_END)
            return 0;
        if (peek(p) != TOKEN_IDENTIFIER && peek(p) != TOKEN_NOT)
            return fail(p, p->item, ", expected: !, identifier, or 'end of string'");
        struct strbuf why = STRBUF_INIT, *err = p->err;
        p->err = &why;
        int rc = parse_requirement(p);
        p->err = err;
        if (rc < 0)
            strbuf_addf(err, "unable to parse requirement: %s", why.buf);
        strbuf_release(&why);
        if (rc < 0)
            return -1;
        struct item item = take(p);
        if (item.token == TOKEN_END)
            return 0;
        if (item.token != TOKEN_COMMA)
            return fail(p, item, ", expected: ',' or 'end of string'");
        if (peek(p) != TOKEN_IDENTIFIER && peek(p) != TOKEN_NOT)
            return fail(p, p->item, ", expected: identifier after ','");
    }
}

struct selector *selector_parse(const char *text, struct strbuf *err)
{
    struct selector *s = selector_new();
    struct parser p = { .next = text, .out = s, .err = err };
    if (!parse_all(&p))
        return s;
    selector_free(s);
    return NULL;
}
