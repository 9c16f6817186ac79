#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_tree.h"

/* A written word on its way to be some words. */
struct expansion {
    struct shell *sh;
    struct strbuf text;
    bool split;  /* unquoted blanks part words */
    bool begun;  /* there is a word, though it may be empty */
    const char ***words;
    size_t *count, *cap;
};

static void end_word(struct expansion *e)
{
    if (!e->begun || !e->split)
        return;
    if (*e->count == *e->cap) {
        *e->cap = *e->cap ? *e->cap * 2 : 8;
        *e->words = xreallocarray(*e->words, *e->cap, sizeof(**e->words));
    }
    (*e->words)[(*e->count)++] = arena_strndup(e->sh->scratch, e->text.buf, e->text.len);
    strbuf_reset(&e->text);
    e->begun = false;
}

static void add_text(struct expansion *e, const char *text, bool quoted)
{
    e->begun = e->begun || quoted;
    for (; *text; text++) {
        if (!quoted && e->split && strchr(" \t\n", *text)) {
            end_word(e);
            continue;
        }
        strbuf_addch(&e->text, *text);
        e->begun = true;
    }
}

/* ---- arithmetic: $(( )) ---- */

struct sum {
    struct shell *sh;
    const char *p;
    int depth;
};

static int64_t arith(struct sum *s, int level);

static const char *variable(struct shell *sh, const char *name)
{
    return val_str(val_get(sh->vars, name));
}

static int64_t arith_atom(struct sum *s)
{
    while (isspace((unsigned char)*s->p))
        s->p++;
    if (++s->depth > 50 || !*s->p) {
        s->p = "";
        return 0;
    }
    int64_t n = 0;
    if (*s->p == '(') {
        s->p++;
        n = arith(s, 0);
        s->p += *s->p == ')';
    } else if (*s->p == '-') {
        s->p++;
        n = (int64_t)(0 - (uint64_t)arith_atom(s));
    } else if (*s->p == '!') {
        s->p++;
        n = !arith_atom(s);
    } else if (isdigit((unsigned char)*s->p)) {
        char *end;
        n = strtoll(s->p, &end, 0);
        s->p = end;
    } else {
        s->p += *s->p == '$';
        size_t len = strspn(s->p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
        const char *text = len ? variable(s->sh, arena_strndup(s->sh->scratch, s->p, len)) : NULL;
        n = text ? strtoll(text, NULL, 10) : 0;
        s->p = len ? s->p + len : "";
    }
    s->depth--;
    while (isspace((unsigned char)*s->p))
        s->p++;
    return n;
}

static int64_t apply(const char *op, int64_t a, int64_t b)
{
    uint64_t x = (uint64_t)a, y = (uint64_t)b;
    switch (*op) {
    case '+': return (int64_t)(x + y);
    case '-': return (int64_t)(x - y);
    case '*': return (int64_t)(x * y);
    case '/': return b == -1 ? (int64_t)(0 - x) : b ? a / b : 0;
    case '%': return b && b != -1 ? a % b : 0;
    case '<': return op[1] ? a <= b : a < b;
    case '>': return op[1] ? a >= b : a > b;
    case '=': return a == b;
    case '!': return a != b;
    case '&': return a && b;
    default: return a || b;
    }
}

/* By precedence: the operators of `level` and those that bind tighter. */
static int64_t arith(struct sum *s, int level)
{
    static const char *const operators[][4] = {
        { "||" }, { "&&" }, { "==", "!=" }, { "<=", ">=", "<", ">" }, { "+", "-" }, { "*", "/", "%" },
    };
    if (level == (int)ARRAY_LEN(operators))
        return arith_atom(s);
    int64_t n = arith(s, level + 1);
    for (size_t i = 0; i < 4 && operators[level][i];) {
        const char *op = operators[level][i];
        if (strncmp(s->p, op, strlen(op))) {
            i++;
            continue;
        }
        s->p += strlen(op);
        n = apply(op, n, arith(s, level + 1));
        i = 0;
    }
    return n;
}

/* ---- parameters and commands ---- */

static const char *parameter(struct shell *sh, const char *name)
{
    struct arena *a = sh->scratch;
    if (!strcmp(name, "?"))
        return arena_strf(a, "%d", sh->status);
    if (!strcmp(name, "$"))
        return "1";
    if (!strcmp(name, "#"))
        return arena_strf(a, "%zu", sh->arg_count ? sh->arg_count - 1 : 0);
    if (!strcmp(name, "RANDOM"))
        return arena_strf(a, "%u", (unsigned)((uint64_t)(sh->program->start_ms + sh->now_ms) * 2654435761U >> 7) & 32767);
    if (isdigit((unsigned char)*name)) {
        unsigned long i = strtoul(name, NULL, 10);
        return i < sh->arg_count ? sh->args[i] : NULL;
    }
    return variable(sh, name);
}

/* What a command prints, without the line ends at its end. */
static const char *substitute(struct shell *sh, const char *text)
{
    struct strbuf out = STRBUF_INIT, *before = sh->out;
    struct val *vars = val_ref(sh->vars);
    sh->out = &out;
    shell_eval(sh, text);
    sh->out = before;
    val_assign(&sh->vars, vars);
    if (sh->flow == FLOW_EXIT)
        sh->flow = FLOW_ON;
    while (out.len && out.buf[out.len - 1] == '\n')
        strbuf_setlen(&out, out.len - 1);
    const char *result = arena_strndup(sh->scratch, out.buf, out.len);
    strbuf_release(&out);
    return result;
}

/* ${NAME}, ${NAME:-word} and its kin, ${#NAME} */
static void add_braced(struct expansion *e, const char *inside, bool quoted)
{
    struct shell *sh = e->sh;
    bool length = *inside == '#' && inside[1];
    inside += length;
    size_t len = strcspn(inside, ":-+=%#");
    const char *value = parameter(sh, arena_strndup(sh->scratch, inside, len ? len : 1)), *rest = inside + len;
    bool colon = *rest == ':', missing = !value || (colon && !*value);
    char op = rest[colon];
    if (length)
        value = arena_strf(sh->scratch, "%zu", value ? strlen(value) : 0);
    else if ((op == '-' || op == '=') && missing)
        value = shell_expand_one(sh, rest + colon + 1);
    else if (op == '+')
        value = missing ? "" : shell_expand_one(sh, rest + colon + 1);
    add_text(e, value ? value : "", quoted && value);
}

/* The end of the bracket that opens at p. */
static const char *closing(const char *p)
{
    char open = *p, close = open == '(' ? ')' : '}';
    int depth = 0;
    for (; *p; p++) {
        depth += *p == open;
        if (*p == close && --depth == 0)
            return p;
    }
    return p;
}

static void add_arguments(struct expansion *e, bool apart)
{
    struct shell *sh = e->sh;
    for (size_t i = 1; i < sh->arg_count; i++) {
        add_text(e, sh->args[i], true);
        if (i + 1 < sh->arg_count && apart && e->split)
            end_word(e);
        else if (i + 1 < sh->arg_count)
            strbuf_addch(&e->text, ' ');
    }
}

/* What stands behind a '$' at p; returns behind it. */
static const char *add_dollar(struct expansion *e, const char *p, bool quoted)
{
    struct arena *a = e->sh->scratch;
    if (!strncmp(p, "((", 2)) {
        const char *end = closing(p);
        struct sum s = { e->sh, shell_expand_one(e->sh, arena_strndup(a, p + 2, end > p + 3 ? (size_t)(end - p - 3) : 0)), 0 };
        add_text(e, arena_strf(a, "%lld", (long long)arith(&s, 0)), quoted);
        return *end ? end + 1 : end;
    }
    if (*p == '(' || *p == '{') {
        const char *end = closing(p), *inside = arena_strndup(a, p + 1, (size_t)(end - p - 1));
        if (*p == '{')
            add_braced(e, inside, quoted);
        else
            add_text(e, substitute(e->sh, inside), quoted);
        return *end ? end + 1 : end;
    }
    if (*p == '@' || *p == '*') {
        add_arguments(e, *p == '@');
        return p + 1;
    }
    size_t len = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
    if (isdigit((unsigned char)*p) || (!len && *p && strchr("?$#", *p)))
        len = 1;
    if (!len) {
        add_text(e, "$", true);
        return p;
    }
    const char *value = parameter(e->sh, arena_strndup(a, p, len));
    add_text(e, value ? value : "", quoted);
    return p + len;
}

static const char *add_backquoted(struct expansion *e, const char *p, bool quoted)
{
    size_t len = strcspn(p, "`");
    add_text(e, substitute(e->sh, arena_strndup(e->sh->scratch, p, len)), quoted);
    return p[len] ? p + len + 1 : p + len;
}

static const char *add_double_quoted(struct expansion *e, const char *p)
{
    e->begun = true;
    while (*p && *p != '"') {
        if (*p == '\\' && p[1] && strchr("$`\"\\\n", p[1])) {
            if (p[1] != '\n')
                strbuf_addch(&e->text, p[1]);
            p += 2;
        } else if (*p == '$') {
            p = add_dollar(e, p + 1, true);
        } else if (*p == '`') {
            p = add_backquoted(e, p + 1, true);
        } else {
            strbuf_addch(&e->text, *p++);
        }
    }
    return *p ? p + 1 : p;
}

static void expand(struct expansion *e, const char *p)
{
    while (*p) {
        if (*p == '\'') {
            size_t len = strcspn(p + 1, "'");
            strbuf_add(&e->text, p + 1, len);
            e->begun = true;
            p += 1 + len + (p[1 + len] != '\0');
        } else if (*p == '"') {
            p = add_double_quoted(e, p + 1);
        } else if (*p == '\\' && p[1]) {
            if (p[1] != '\n')
                strbuf_addch(&e->text, p[1]);
            e->begun = true;
            p += 2;
        } else if (*p == '$') {
            p = add_dollar(e, p + 1, false);
        } else if (*p == '`') {
            p = add_backquoted(e, p + 1, false);
        } else {
            strbuf_addch(&e->text, *p++);
            e->begun = true;
        }
    }
}

void shell_expand(struct shell *sh, const char *word, const char ***words, size_t *count, size_t *cap)
{
    struct expansion e = { sh, STRBUF_INIT, true, false, words, count, cap };
    expand(&e, word);
    end_word(&e);
    strbuf_release(&e.text);
}

const char *shell_expand_one(struct shell *sh, const char *word)
{
    struct expansion e = { sh, STRBUF_INIT, false, false, NULL, NULL, NULL };
    expand(&e, word);
    const char *text = arena_strndup(sh->scratch, e.text.buf, e.text.len);
    strbuf_release(&e.text);
    return text;
}

/* ---- patterns ---- */

/* Whether c is in the set that begins behind '['; *end: behind its ']'. */
static bool in_set(const char *p, char c, const char **end)
{
    bool negated = *p == '!' || *p == '^', found = false;
    p += negated;
    for (const char *first = p; *p && (*p != ']' || p == first); p++) {
        if (p[1] == '-' && p[2] && p[2] != ']') {
            found = found || (c >= p[0] && c <= p[2]);
            p += 2;
        } else {
            found = found || c == *p;
        }
    }
    *end = *p ? p + 1 : p;
    return found != negated;
}

bool shell_match(const char *pattern, const char *text)
{
    const char *star = NULL, *retry = NULL, *end;
    while (*text) {
        if (*pattern == '*') {
            star = ++pattern;
            retry = text;
        } else if (*pattern == '?' || (*pattern && *pattern != '[' && *pattern == *text)) {
            pattern++;
            text++;
        } else if (*pattern == '[' && in_set(pattern + 1, *text, &end)) {
            pattern = end;
            text++;
        } else if (star) {
            pattern = star;
            text = ++retry;
        } else {
            return false;
        }
    }
    return pattern[strspn(pattern, "*")] == '\0';
}
