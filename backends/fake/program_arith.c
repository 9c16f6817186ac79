/* $(( )): whole numbers of 64 bits, with the operators of C and `**`. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_tree.h"

enum { DEPTH_MAX = 50 };

struct sum {
    struct shell *sh;
    const char *p;
    int depth;
    const char *wrong; /* NULL: nothing yet */
    bool skipped;      /* the side of && || ?: that does not count: it changes nothing */
};

static int64_t assignment(struct sum *s);

static void skip_blanks(struct sum *s)
{
    while (isspace((unsigned char)*s->p))
        s->p++;
}

static bool eat(struct sum *s, const char *op)
{
    skip_blanks(s);
    if (strncmp(s->p, op, strlen(op)))
        return false;
    s->p += strlen(op);
    return true;
}

static int64_t fail(struct sum *s, const char *why)
{
    s->wrong = s->wrong ? s->wrong : why;
    s->p = "";
    return 0;
}

/* A variable may hold another sum; so many deep. */
static int64_t value_of(struct sum *s, const char *name)
{
    const char *text = shell_var_get(s->sh, name);
    if (!text || !*text)
        return 0;
    char *end;
    long long n = strtoll(text, &end, 0);
    if (!*end)
        return n;
    struct sum inner = { s->sh, text, s->depth + 1, NULL, s->skipped };
    int64_t value = inner.depth > DEPTH_MAX ? 0 : assignment(&inner);
    skip_blanks(&inner);
    if (inner.wrong || *inner.p || inner.depth > DEPTH_MAX)
        return fail(s, "arithmetic syntax error");
    return value;
}

static void store(struct sum *s, const char *name, int64_t n)
{
    const char *text = arena_strf(s->sh->scratch, "%lld", (long long)n);
    if (!s->skipped && !s->wrong)
        shell_var_set(s->sh, name, text, strlen(text));
}

/* The name of a variable at s->p, eaten; NULL: there is none. */
static const char *name_at(struct sum *s)
{
    skip_blanks(s);
    size_t len = isdigit((unsigned char)*s->p) ? 0 : strspn(s->p, SHELL_NAME_CHARS);
    const char *name = len ? arena_strndup(s->sh->scratch, s->p, len) : NULL;
    s->p += len;
    return name;
}

static int64_t number(struct sum *s)
{
    char *end;
    long long n = strtoll(s->p, &end, 0);
    if (isalnum((unsigned char)*end))
        return fail(s, "arithmetic syntax error");
    s->p = end;
    return n;
}

static int64_t atom(struct sum *s)
{
    int64_t n;
    const char *name;
    if (++s->depth > DEPTH_MAX)
        return fail(s, "arithmetic syntax error");
    if (eat(s, "(")) {
        n = assignment(s);
        if (!eat(s, ")"))
            fail(s, "arithmetic syntax error");
    } else if (eat(s, "++") || eat(s, "--")) {
        bool up = s->p[-1] == '+';
        name = name_at(s);
        n = name ? (int64_t)((uint64_t)value_of(s, name) + (up ? 1U : (uint64_t)-1)) : fail(s, "arithmetic syntax error");
        if (name)
            store(s, name, n);
    } else if (eat(s, "-")) {
        n = (int64_t)(0 - (uint64_t)atom(s));
    } else if (eat(s, "+")) {
        n = atom(s);
    } else if (eat(s, "!")) {
        n = !atom(s);
    } else if (eat(s, "~")) {
        n = ~atom(s);
    } else if (isdigit((unsigned char)*s->p)) {
        n = number(s);
    } else if ((name = name_at(s))) {
        n = value_of(s, name);
        if (eat(s, "++"))
            store(s, name, (int64_t)((uint64_t)n + 1));
        else if (eat(s, "--"))
            store(s, name, (int64_t)((uint64_t)n - 1));
    } else {
        n = fail(s, "arithmetic syntax error");
    }
    s->depth--;
    return n;
}

static int64_t power(struct sum *s, int64_t base, int64_t exponent)
{
    uint64_t n = 1, x = (uint64_t)base;
    if (exponent < 0)
        return fail(s, "exponent less than 0");
    for (uint64_t e = (uint64_t)exponent; e; e >>= 1, x *= x)
        n *= e & 1 ? x : 1;
    return (int64_t)n;
}

static int64_t divide(struct sum *s, int64_t a, int64_t b, bool rest)
{
    if (!b)
        return s->skipped ? 0 : fail(s, "divide by zero");
    if (b == -1)
        return rest ? 0 : (int64_t)(0 - (uint64_t)a);
    return rest ? a % b : a / b;
}

static int64_t apply(struct sum *s, const char *op, int64_t a, int64_t b)
{
    uint64_t x = (uint64_t)a, y = (uint64_t)b;
    switch (*op) {
    case '+': return (int64_t)(x + y);
    case '-': return (int64_t)(x - y);
    case '*': return op[1] == '*' ? power(s, a, b) : (int64_t)(x * y);
    case '/': return divide(s, a, b, false);
    case '%': return divide(s, a, b, true);
    case '<': return op[1] == '<' ? (int64_t)(x << (y & 63)) : op[1] ? a <= b : a < b;
    case '>': return op[1] == '>' ? a >> (y & 63) : op[1] ? a >= b : a > b;
    case '=': return a == b;
    case '!': return a != b;
    case '&': return op[1] ? a && b : a & b;
    case '^': return a ^ b;
    default: return op[1] ? a || b : a | b;
    }
}

/* By precedence: the operators of `level` and those that bind tighter. */
static int64_t binary(struct sum *s, int level)
{
    static const char *const operators[][5] = {
        { "||" }, { "&&" }, { "|" }, { "^" }, { "&" }, { "==", "!=" }, { "<=", ">=", "<", ">" }, { "<<", ">>" },
        { "+", "-" }, { "*", "/", "%" }, { "**" },
    };
    if (level == (int)ARRAY_LEN(operators))
        return atom(s);
    int64_t n = binary(s, level + 1);
    skip_blanks(s);
    for (size_t i = 0; operators[level][i];) {
        const char *op = operators[level][i];
        size_t len = strlen(op);
        /* `a | b` is not `a || b`, and `a += b` is no sum. */
        bool other = !strncmp(s->p, op, len) && ((s->p[len] && strchr("|&*<>", s->p[len]) && s->p[len] == op[0] && len == 1) ||
                                                 (s->p[len] == '=' && !strchr("<>=!", op[0])) ||
                                                 (s->p[len] == '=' && len == 2 && op[1] == op[0] && op[0] != '='));
        if (strncmp(s->p, op, len) != 0 || other) {
            i++;
            continue;
        }
        s->p += len;
        bool skipped = s->skipped;
        s->skipped = skipped || (!strcmp(op, "||") && n) || (!strcmp(op, "&&") && !n);
        n = apply(s, op, n, binary(s, level + 1));
        s->skipped = skipped;
        skip_blanks(s);
        i = 0;
    }
    return n;
}

static int64_t conditional(struct sum *s)
{
    int64_t n = binary(s, 0);
    if (!eat(s, "?"))
        return n;
    bool skipped = s->skipped;
    s->skipped = skipped || !n;
    int64_t yes = assignment(s);
    if (!eat(s, ":"))
        fail(s, "malformed ?: operator");
    s->skipped = skipped || n;
    int64_t no = assignment(s);
    s->skipped = skipped;
    return n ? yes : no;
}

/* NAME = sum, NAME += sum ... */
static int64_t assignment(struct sum *s)
{
    static const char *const operators[] = { "<<", ">>", "+", "-", "*", "/", "%", "&", "|", "^", "" };
    const char *start = s->p, *name = name_at(s);
    if (++s->depth > DEPTH_MAX)
        return fail(s, "arithmetic syntax error");
    skip_blanks(s);
    for (size_t i = 0; name && i < ARRAY_LEN(operators); i++) {
        size_t len = strlen(operators[i]);
        if (strncmp(s->p, operators[i], len) != 0 || s->p[len] != '=' || (!len && s->p[1] == '='))
            continue;
        s->p += len + 1;
        int64_t n = assignment(s);
        if (len)
            n = apply(s, operators[i], value_of(s, name), n);
        store(s, name, n);
        s->depth--;
        return n;
    }
    s->p = start;
    int64_t n = conditional(s);
    s->depth--;
    return n;
}

bool shell_arith(struct shell *sh, const char *text, int64_t *n)
{
    struct sum s = { .sh = sh, .p = text };
    skip_blanks(&s);
    *n = *s.p ? assignment(&s) : 0;
    while (!s.wrong && eat(&s, ","))
        *n = assignment(&s);
    skip_blanks(&s);
    if (!s.wrong && *s.p)
        s.wrong = "arithmetic syntax error";
    if (!s.wrong)
        return true;
    bool by_zero = !strcmp(s.wrong, "divide by zero");
    if (by_zero && sh->own.dialect == DIALECT_DASH)
        shell_grumble(sh, NULL, SHELL_MISUSE, "arithmetic expression: division by zero: \"%s\"", text);
    else if (by_zero && sh->own.dialect == DIALECT_BASH)
        shell_grumble(sh, NULL, 1, "%s: division by 0 (error token is \"0\")", text);
    else
        shell_grumble(sh, NULL, SHELL_MISUSE, "%s", s.wrong);
    sh->flow = FLOW_EXIT;
    return false;
}
