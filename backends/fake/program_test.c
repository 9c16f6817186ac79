/* test, [, [[ and expr. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_regex.h"
#include "backends/fake/program_tree.h"

struct test {
    struct shell *sh;
    bool double_brackets; /* [[ ]]: == takes a pattern */
    bool wrong;           /* it has said so */
};

static bool wrong(struct test *t, const char *what, const char *word)
{
    if (t->wrong)
        return false;
    t->wrong = true;
    if (t->sh->own.dialect == DIALECT_ASH)
        shell_complain(t->sh, "sh: %s: %s", word, what);
    else if (strcmp(what, "bad number") != 0)
        shell_grumble(t->sh, "[", SHELL_MISUSE, "%s: %s", word, what);
    else if (t->sh->own.dialect == DIALECT_DASH)
        shell_grumble(t->sh, "[", SHELL_MISUSE, "Illegal number: %s", word);
    else
        shell_grumble(t->sh, "[", SHELL_MISUSE, "%s: integer expression expected", word);
    return false;
}

static long long number(struct test *t, const char *word)
{
    char *end;
    long long n = strtoll(word, &end, 10);
    while (isspace((unsigned char)*end))
        end++;
    if (*end || end == word)
        wrong(t, "bad number", word);
    return n;
}

static bool is_unary(const char *op)
{
    return op[0] == '-' && op[1] && !op[2] && strchr("nzfdesrwxLhptSbcguOGk", op[1]);
}

static bool unary(struct test *t, const char *op, const char *a)
{
    struct shell *sh = t->sh;
    const struct file *f = shell_file(sh, a);
    switch (op[1]) {
    case 'n': return *a;
    case 'z': return !*a;
    case 'f': return f && !shell_link(sh, a);
    case 'd': return shell_is_folder(sh, a);
    case 's': return (f && f->text.len) || shell_is_folder(sh, a);
    case 'x': return shell_is_folder(sh, a) || (f && f->mode & 0111) || (strchr(a, '/') && program_knows(sh->program, a));
    case 'L':
    case 'h': return shell_link(sh, a);
    case 'e':
    case 'r':
    case 'w': return f || shell_is_folder(sh, a) || (strchr(a, '/') && program_knows(sh->program, a));
    default: return false; /* no terminal, no pipe, no device */
    }
}

static const char *const binaries[] = { "=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef", "=~" };

static bool is_binary(const char *op)
{
    for (size_t i = 0; i < ARRAY_LEN(binaries); i++)
        if (!strcmp(op, binaries[i]))
            return true;
    return false;
}

static bool newer(struct test *t, const char *a, const char *b)
{
    const struct file *x = shell_file(t->sh, a), *y = shell_file(t->sh, b);
    return x && y && x->at_ms > y->at_ms;
}

static bool binary(struct test *t, const char *a, const char *op, const char *b)
{
    if (op[0] == '=' || op[0] == '!') {
        bool same = t->double_brackets ? shell_match(b, a) : !strcmp(a, b);
        return same == (op[0] == '=');
    }
    if (op[0] == '<' || op[0] == '>')
        return (strcmp(a, b) < 0) == (op[0] == '<') && strcmp(a, b) != 0;
    if (!strcmp(op, "-nt") || !strcmp(op, "-ot") || !strcmp(op, "-ef"))
        return op[1] == 'e' ? !strcmp(shell_path(t->sh, a), shell_path(t->sh, b)) : op[1] == 'n' ? newer(t, a, b) : newer(t, b, a);
    long long x = number(t, a), y = t->wrong ? 0 : number(t, b);
    switch (op[1] * 256 + op[2]) {
    case 'e' * 256 + 'q': return x == y;
    case 'n' * 256 + 'e': return x != y;
    case 'l' * 256 + 't': return x < y;
    case 'l' * 256 + 'e': return x <= y;
    case 'g' * 256 + 't': return x > y;
    default: return x >= y;
    }
}

static bool either(struct test *t, const char ***w, size_t *n);

static bool primary(struct test *t, const char ***w, size_t *n)
{
    if (t->wrong)
        return false;
    const char **p = *w;
    size_t used = 1;
    bool yes = false;
    if (*n >= 3 && is_binary(p[1])) {
        used = 3;
        yes = binary(t, p[0], p[1], p[2]);
    } else if (*n > 1 && !strcmp(p[0], "!")) {
        ++*w, --*n;
        return !primary(t, w, n);
    } else if (*n > 1 && !strcmp(p[0], "(")) {
        ++*w, --*n;
        yes = either(t, w, n);
        if (!*n || strcmp(**w, ")") != 0)
            return wrong(t, "closing paren expected", *n ? **w : "argument expected");
    } else if (*n >= 2 && is_unary(p[0])) {
        used = 2;
        yes = unary(t, p[0], p[1]);
    } else {
        yes = *n && *p[0];
    }
    *w += used;
    *n -= used < *n ? used : *n;
    return yes;
}

static bool both(struct test *t, const char ***w, size_t *n)
{
    bool yes = primary(t, w, n);
    while (*n && (!strcmp(**w, "-a") || !strcmp(**w, "&&"))) {
        ++*w, --*n;
        yes = primary(t, w, n) && yes;
    }
    return yes;
}

static bool either(struct test *t, const char ***w, size_t *n)
{
    bool yes = both(t, w, n);
    while (*n && (!strcmp(**w, "-o") || !strcmp(**w, "||"))) {
        ++*w, --*n;
        yes = both(t, w, n) || yes;
    }
    return yes;
}

void shell_test(struct shell *sh, const char **argv, size_t argc)
{
    struct test t = { .sh = sh, .double_brackets = !strcmp(argv[0], "[[") };
    size_t n = argc - 1;
    const char **w = argv + 1, *close = t.double_brackets ? "]]" : "]";
    if (*argv[0] == '[' && (!n || strcmp(argv[argc - 1], close) != 0)) {
        shell_complain(sh, "sh: missing %s", close);
        sh->status = SHELL_MISUSE;
        return;
    }
    n -= *argv[0] == '[';
    bool yes = n && either(&t, &w, &n);
    if (n && !t.wrong)
        wrong(&t, "unknown operand", *w);
    sh->status = t.wrong ? SHELL_MISUSE : !yes;
}

/* ---- expr ---- */

struct expr {
    struct shell *sh;
    const char **words;
    size_t count;
    const char *wrong;
};

static const char *expr_value(struct expr *e, int level);

static const char *expr_atom(struct expr *e)
{
    if (!e->count) {
        e->wrong = "syntax error";
        return "0";
    }
    const char *word = *e->words++;
    e->count--;
    if (!strcmp(word, "(")) {
        const char *value = expr_value(e, 0);
        if (!e->count || strcmp(*e->words, ")") != 0)
            e->wrong = "syntax error";
        else
            e->words++, e->count--;
        return value;
    }
    if (!strcmp(word, "length") && e->count) {
        e->count--;
        return arena_strf(e->sh->scratch, "%zu", strlen(*e->words++));
    }
    return word;
}

static bool is_integer(const char *text)
{
    text += *text == '-';
    return *text && strspn(text, "0123456789") == strlen(text);
}

/* TEXT : RE, from its beginning: what the first group has, or how many characters match. */
static const char *expr_match(struct expr *e, const char *text, const char *pattern)
{
    regex_t re;
    regmatch_t at[2];
    if (shell_regex(&re, arena_strf(e->sh->scratch, "^%s", pattern), 0) < 0) {
        e->wrong = "bad regex";
        return "0";
    }
    bool found = regexec(&re, text, ARRAY_LEN(at), at, 0) == 0;
    const char *value = !found         ? re.re_nsub ? "" : "0"
                        : !re.re_nsub  ? arena_strf(e->sh->scratch, "%d", (int)at[0].rm_eo)
                        : at[1].rm_so < 0 ? "" : arena_strndup(e->sh->scratch, text + at[1].rm_so, (size_t)(at[1].rm_eo - at[1].rm_so));
    regfree(&re);
    return value;
}

static const char *expr_apply(struct expr *e, const char *a, const char *op, const char *b)
{
    bool numbers = is_integer(a) && is_integer(b);
    int64_t n = 0;
    if (!strcmp(op, ":"))
        return expr_match(e, a, b);
    if (!strcmp(op, "|"))
        return *a && strcmp(a, "0") != 0 ? a : b;
    if (!strcmp(op, "&"))
        return *a && strcmp(a, "0") != 0 && *b && strcmp(b, "0") != 0 ? a : "0";
    if (strchr("<=>!", *op) && !numbers) {
        int order = strcmp(a, b);
        bool equal = op[0] == '=' || op[1] == '=';
        return (*op == '!' ? order != 0 : *op == '<' ? order < 0 || (equal && !order) : *op == '>' ? order > 0 || (equal && !order) : !order) ? "1" : "0";
    }
    if (!numbers) {
        e->wrong = "non-numeric argument";
        return "0";
    }
    if (strchr("/%", *op) && strtoll(b, NULL, 10) == 0) {
        e->wrong = "division by zero";
        return "0";
    }
    shell_arith(e->sh, arena_strf(e->sh->scratch, "%s %s %s", a, !strcmp(op, "=") ? "==" : op, b), &n);
    return arena_strf(e->sh->scratch, "%lld", (long long)n);
}

static const char *expr_value(struct expr *e, int level)
{
    static const char *const operators[][6] = { { "|" }, { "&" }, { "=", "!=", "<", ">", "<=", ">=" }, { "+", "-" }, { "*", "/", "%" }, { ":" } };
    if (level == (int)ARRAY_LEN(operators))
        return expr_atom(e);
    const char *value = expr_value(e, level + 1);
    for (size_t i = 0; i < 6 && operators[level][i] && e->count && !e->wrong;) {
        if (strcmp(*e->words, operators[level][i]) != 0) {
            i++;
            continue;
        }
        const char *op = *e->words++;
        e->count--;
        const char *right = expr_value(e, level + 1);
        if (!e->wrong)
            value = expr_apply(e, value, op, right);
        i = 0;
    }
    return value;
}

void shell_expr(struct shell *sh, const char **argv, size_t argc)
{
    struct expr e = { sh, argv + 1, argc - 1, NULL };
    const char *value = expr_value(&e, 0);
    if (!e.wrong && e.count)
        e.wrong = "syntax error";
    if (e.wrong) {
        shell_complain(sh, "expr: %s", e.wrong);
        sh->status = SHELL_MISUSE;
        return;
    }
    shell_sayf(sh, "%s\n", value);
    sh->status = !*value || !strcmp(value, "0");
}
