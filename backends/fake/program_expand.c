/* Words: quotes, variables, $( ), fields, patterns. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "backends/fake/program_tree.h"

/* What becomes of a written word. */
enum expansion_kind {
    EXPAND_FIELDS,  /* words: unquoted blanks part them, patterns become the names of files */
    EXPAND_TEXT,    /* one text */
    EXPAND_PATTERN, /* one text, where quoted characters are escaped that would mean something in a pattern */
};

struct expansion {
    struct shell *sh;
    enum expansion_kind kind;
    struct strbuf text;
    bool begun;   /* there is a word, though it may be empty */
    const char ***words;
    size_t *count, *cap;
};

static const char *unescaped(struct arena *a, const char *text)
{
    char *plain = arena_strdup(a, text), *to = plain;
    for (const char *p = text; *p; p++) {
        p += *p == '\\' && p[1];
        *to++ = *p;
    }
    *to = '\0';
    return plain;
}

static void end_word(struct expansion *e)
{
    struct shell *sh = e->sh;
    if (!e->begun || e->kind != EXPAND_FIELDS)
        return;
    const char *text = arena_strndup(sh->scratch, e->text.buf, e->text.len);
    bool found = shell_is_pattern(text) && shell_glob(sh, text, e->words, e->count, e->cap);
    if (!found)
        shell_add_word(e->words, e->count, e->cap, unescaped(sh->scratch, text));
    strbuf_reset(&e->text);
    e->begun = false;
}

static void add_char(struct expansion *e, char c, bool quoted)
{
    bool special = c == '\\' || (quoted && strchr("*?[]-!^", c));
    if (e->kind != EXPAND_TEXT && special && c && (quoted || c == '\\'))
        strbuf_addch(&e->text, '\\');
    strbuf_addch(&e->text, c);
    e->begun = true;
}

/* What a variable or a command gave. */
static void add_text(struct expansion *e, const char *text, bool quoted)
{
    const char *ifs = e->kind == EXPAND_FIELDS && !quoted ? shell_var_get(e->sh, "IFS") : "";
    ifs = ifs ? ifs : " \t\n";
    e->begun = e->begun || quoted;
    if (e->text.len > SHELL_TEXT_MAX)
        return;
    for (; *text; text++) {
        if (!strchr(ifs, *text)) {
            add_char(e, *text, quoted);
            continue;
        }
        if (!strchr(" \t\n", *text))
            e->begun = true;
        end_word(e);
    }
}

/* ---- parameters and commands ---- */

const char *shell_parameter(struct shell *sh, const char *name)
{
    struct arena *a = sh->scratch;
    switch (*name) {
    case '?': return arena_strf(a, "%d", sh->status);
    case '$': return arena_strf(a, "%d", sh->own.pid);
    case '!': return sh->last_job ? arena_strf(a, "%d", sh->last_job) : NULL;
    case '#': return arena_strf(a, "%zu", sh->own.arg_count ? sh->own.arg_count - 1 : 0);
    case '-': return arena_strf(a, "c%s%s%s", sh->own.errexit ? "e" : "", sh->own.nounset ? "u" : "", sh->own.xtrace ? "x" : "");
    case '@':
    case '*': {
        const char *all = NULL;
        for (size_t i = 1; i < sh->own.arg_count; i++)
            all = all ? arena_strf(a, "%s %s", all, sh->own.args[i]) : sh->own.args[i];
        return all;
    }
    default: break;
    }
    if (isdigit((unsigned char)*name)) {
        unsigned long i = strtoul(name, NULL, 10);
        return i < sh->own.arg_count ? sh->own.args[i] : NULL;
    }
    const char *value = shell_var_get(sh, name);
    if (!value && !strcmp(name, "RANDOM"))
        return arena_strf(a, "%u", (unsigned)((uint64_t)(sh->program->start_ms + sh->now_ms + sh->steps) * 2654435761U >> 7) & 32767);
    if (!value && !strcmp(name, "PWD"))
        return sh->own.folder;
    return value;
}

static void fail(struct shell *sh, const char *text)
{
    shell_grumble(sh, NULL, SHELL_MISUSE, "%s", text);
    sh->flow = FLOW_EXIT;
}

static void eval_text(struct shell *sh, const void *text)
{
    shell_eval(sh, text);
}

static void eval_apart(struct shell *sh, const void *text)
{
    shell_fork(sh, eval_text, text);
}

/* What a command prints, without the line ends at its end. */
static const char *substitute(struct shell *sh, const char *text)
{
    const char *file = text + strspn(text, " \t\n");
    sh->commands++;
    const char *out = *file == '<' && file[1] != '<' ? shell_collect(sh, eval_apart, arena_strf(sh->scratch, "cat %s", text))
                                                     : shell_collect(sh, eval_apart, text);
    sh->commands--;
    sh->substituted = true;
    return out;
}

/* ${NAME#pattern} and its kin: the value without the shortest or longest beginning or end that matches. */
static const char *cut(struct shell *sh, const char *value, const char *op)
{
    struct arena *a = sh->scratch;
    bool end = *op == '%', longest = op[1] == *op;
    const char *pattern = shell_expand_pattern(sh, op + 1 + longest);
    size_t len = strlen(value);
    char *copy = arena_strdup(a, value);
    for (size_t i = 0; i <= len && sh->steps >= 0; i++) {
        size_t n = longest ? len - i : i; /* of what is taken away */
        char kept = copy[n];
        shell_work(sh, len);
        copy[n] = end ? kept : '\0';
        bool found = shell_match(pattern, end ? value + len - n : copy);
        copy[n] = kept;
        if (found)
            return end ? arena_strndup(a, value, len - n) : value + n;
    }
    return value;
}

static const char *first_name(struct arena *a, const char *text)
{
    size_t len = strspn(text, SHELL_NAME_CHARS);
    if (isdigit((unsigned char)*text))
        len = strspn(text, "0123456789");
    return arena_strndup(a, text, len ? len : *text && strchr("?$!#@*-", *text) ? 1 : 0);
}

static void add_expanded(struct expansion *e, const char *word, bool quoted);
static void add_arguments(struct expansion *e, bool apart, bool quoted);

/* ${NAME:-word} = + ?; whether the value itself is to be used. */
static bool use_word(struct expansion *e, const char *name, const char *value, const char *rest, bool quoted)
{
    struct shell *sh = e->sh;
    bool colon = *rest == ':', missing = !value || (colon && !*value);
    char op = rest[colon];
    const char *word = op ? rest + colon + 1 : "";
    if (op == '+') {
        if (!missing)
            add_expanded(e, word, quoted);
        return false;
    }
    if (!missing)
        return true;
    if (op == '?') {
        const char *text = *word ? shell_expand_one(sh, word) : colon ? "parameter null or not set" : "parameter not set";
        fail(sh, arena_strf(sh->scratch, "%s: %s", name, text));
        sh->status = sh->own.dialect == DIALECT_BASH ? SHELL_NOT_FOUND : SHELL_MISUSE;
    } else if (op == '=') {
        const char *text = shell_expand_one(sh, word);
        shell_var_set(sh, name, text, strlen(text));
        add_text(e, text, quoted);
    } else {
        add_expanded(e, word, quoted);
    }
    return false;
}

/* ${NAME}, ${NAME:-word} and its kin, ${#NAME} */
static void add_braced(struct expansion *e, const char *inside, bool quoted)
{
    struct shell *sh = e->sh;
    bool length = *inside == '#' && inside[1] && !strchr("-+?=%#", inside[1]);
    const char *name = first_name(sh->scratch, inside + length), *rest = inside + length + strlen(name);
    bool colon = *rest == ':';
    if (!*name || (*rest && !strchr(":-+=?%#", *rest)) || (colon && (!rest[1] || !strchr("-+=?", rest[1])))) {
        fail(sh, "syntax error: bad substitution");
        return;
    }
    const char *value = shell_parameter(sh, name);
    if (*rest && strchr(":-+=?", *rest)) {
        if (!use_word(e, name, value, rest, quoted))
            return;
    } else if (!value && sh->own.nounset) {
        fail(sh, arena_strf(sh->scratch, "%s: parameter not set", name));
        return;
    }
    if (*rest == '%' || *rest == '#')
        value = cut(sh, value ? value : "", rest);
    if (length)
        value = arena_strf(sh->scratch, "%zu", value ? strlen(value) : 0);
    if (!*rest && !length && (*name == '@' || *name == '*'))
        add_arguments(e, *name == '@' || !quoted, quoted);
    else
        add_text(e, value ? value : "", quoted);
}

static void add_arguments(struct expansion *e, bool apart, bool quoted)
{
    struct shell *sh = e->sh;
    for (size_t i = 1; i < sh->own.arg_count; i++) {
        add_text(e, sh->own.args[i], quoted);
        if (i + 1 == sh->own.arg_count)
            break;
        if (apart && e->kind == EXPAND_FIELDS)
            end_word(e);
        else
            add_char(e, ' ', quoted);
    }
}

static const char *add_sum(struct expansion *e, const char *p, bool quoted)
{
    struct arena *a = e->sh->scratch;
    const char *end = shell_skip_bracket(p);
    size_t len = end ? (size_t)(end - p) : strlen(p);
    int64_t n;
    if (!end || len < 4 || p[len - 2] != ')')
        fail(e->sh, "arithmetic syntax error");
    else if (shell_arith(e->sh, shell_expand_text(e->sh, arena_strndup(a, p + 2, len - 4)), &n))
        add_text(e, arena_strf(a, "%lld", (long long)n), quoted);
    return p + len;
}

/* What stands behind a '$' at p; returns behind it. */
static const char *add_dollar(struct expansion *e, const char *p, bool quoted)
{
    struct arena *a = e->sh->scratch;
    if (!strncmp(p, "((", 2))
        return add_sum(e, p, quoted);
    if (*p == '(' || *p == '{') {
        const char *end = shell_skip_bracket(p);
        size_t len = end ? (size_t)(end - p) : strlen(p);
        const char *inside = arena_strndup(a, p + 1, len > 2 ? len - 2 : 0);
        if (*p == '{')
            add_braced(e, inside, quoted);
        else
            add_text(e, substitute(e->sh, inside), quoted);
        return p + len;
    }
    if (*p == '@' || *p == '*') {
        add_arguments(e, *p == '@' || !quoted, quoted);
        return p + 1;
    }
    const char *name = isdigit((unsigned char)*p) ? arena_strndup(a, p, 1) : first_name(a, p);
    if (!*name) {
        add_char(e, '$', true);
        return p;
    }
    const char *value = shell_parameter(e->sh, name);
    if (!value && e->sh->own.nounset)
        fail(e->sh, arena_strf(a, "%s: parameter not set", name));
    add_text(e, value ? value : "", quoted);
    return p + strlen(name);
}

static const char *add_backquoted(struct expansion *e, const char *p, bool quoted)
{
    struct strbuf inside = STRBUF_INIT;
    for (; *p && *p != '`'; p++) {
        p += *p == '\\' && p[1] && strchr("$`\\", p[1]);
        strbuf_addch(&inside, *p);
    }
    add_text(e, substitute(e->sh, arena_strdup(e->sh->scratch, inside.buf)), quoted);
    strbuf_release(&inside);
    return *p ? p + 1 : p;
}

/* Up to the quote, or to the end when there is none (`quote` 0: a here document, or a word in braces that stand in quotes). */
static const char *add_double_quoted(struct expansion *e, const char *p, char quote)
{
    e->begun = true;
    while (*p && *p != quote && e->sh->flow == FLOW_ON) {
        if (*p == '\\' && p[1] && (strchr("$`\\\n", p[1]) || p[1] == quote)) {
            if (p[1] != '\n')
                add_char(e, p[1], true);
            p += 2;
        } else if (*p == '$') {
            p = add_dollar(e, p + 1, true);
        } else if (*p == '`') {
            p = add_backquoted(e, p + 1, true);
        } else if (*p == '"' && !quote && e->kind == EXPAND_FIELDS) {
            p++; /* "${X:-"a"}" */
        } else {
            add_char(e, *p++, true);
        }
    }
    return *p ? p + 1 : p;
}

static const char *add_single_quoted(struct expansion *e, const char *p)
{
    e->begun = true;
    for (; *p && *p != '\''; p++)
        add_char(e, *p, true);
    return *p ? p + 1 : p;
}

/* $'a\tb' */
static const char *add_ansi_quoted(struct expansion *e, const char *p)
{
    static const char names[] = "nrtabfve\\'\"", codes[] = "\n\r\t\a\b\f\v\033\\'\"";
    e->begun = true;
    for (; *p && *p != '\''; p++) {
        const char *name = *p == '\\' && p[1] ? strchr(names, p[1]) : NULL;
        add_char(e, name ? codes[name - names] : *p, true);
        p += name != NULL;
    }
    return *p ? p + 1 : p;
}

static const char *add_home(struct expansion *e, const char *p)
{
    const char *home = shell_var_get(e->sh, "HOME");
    if (p[1] && p[1] != '/')
        return add_char(e, '~', false), p + 1;
    for (home = home ? home : "/root"; *home; home++)
        add_char(e, *home, true);
    return p + 1;
}

static void expand(struct expansion *e, const char *p)
{
    if (*p == '~')
        p = add_home(e, p);
    while (*p && e->sh->flow == FLOW_ON) {
        if (*p == '\'') {
            p = add_single_quoted(e, p + 1);
        } else if (*p == '"') {
            p = add_double_quoted(e, p + 1, '"');
        } else if (*p == '\\' && p[1]) {
            if (p[1] != '\n')
                add_char(e, p[1], true);
            p += 2;
        } else if (*p == '$' && p[1] == '\'') {
            p = add_ansi_quoted(e, p + 2);
        } else if (*p == '$') {
            p = add_dollar(e, p + 1, false);
        } else if (*p == '`') {
            p = add_backquoted(e, p + 1, false);
        } else {
            add_char(e, *p++, false);
        }
    }
}

/* The word of ${X:-word}. */
static void add_expanded(struct expansion *e, const char *word, bool quoted)
{
    if (quoted)
        add_double_quoted(e, word, '\0');
    else if (strpbrk(word, "'\"\\"))
        expand(e, word);
    else
        add_text(e, shell_expand_one(e->sh, word), false);
}

static struct expansion begin(struct shell *sh, enum expansion_kind kind)
{
    return (struct expansion){ .sh = sh, .kind = kind, .text = STRBUF_INIT };
}

static const char *end(struct expansion *e)
{
    const char *text = arena_strndup(e->sh->scratch, e->text.buf, e->text.len);
    strbuf_release(&e->text);
    return text;
}

static void expand_fields(struct shell *sh, const char *word, const char ***words, size_t *count, size_t *cap)
{
    struct expansion e = begin(sh, EXPAND_FIELDS);
    e.words = words;
    e.count = count;
    e.cap = cap;
    expand(&e, word);
    end_word(&e);
    strbuf_release(&e.text);
}

/* bash's {A..B}: the numbers between; *after: behind the brace. false: it is none. */
static bool read_range(const char *brace, long *from, long *to, const char **after)
{
    enum { LONGEST = 10000 };
    char *end;
    *from = strtol(brace + 1, &end, 10);
    if (end == brace + 1 || strncmp(end, "..", 2) != 0)
        return false;
    const char *second = end + 2;
    *to = strtol(second, &end, 10);
    *after = end + 1;
    return end > second && *end == '}' && labs(*to) < LONGEST && labs(*from) < LONGEST;
}

/* Differs: of bash's braces the first range of numbers alone. */
void shell_expand(struct shell *sh, const char *word, const char ***words, size_t *count, size_t *cap)
{
    const char *brace = sh->own.dialect == DIALECT_BASH && !strpbrk(word, "'\"\\$") ? strchr(word, '{') : NULL, *after;
    long from, to;
    if (!brace || !read_range(brace, &from, &to, &after)) {
        expand_fields(sh, word, words, count, cap);
        return;
    }
    for (long n = from;; n += to > from ? 1 : -1) {
        expand_fields(sh, arena_strf(sh->scratch, "%.*s%ld%s", (int)(brace - word), word, n, after), words, count, cap);
        if (n == to)
            break;
    }
}

const char *shell_expand_one(struct shell *sh, const char *word)
{
    struct expansion e = begin(sh, EXPAND_TEXT);
    expand(&e, word);
    return end(&e);
}

const char *shell_expand_pattern(struct shell *sh, const char *word)
{
    struct expansion e = begin(sh, EXPAND_PATTERN);
    expand(&e, word);
    return end(&e);
}

const char *shell_expand_text(struct shell *sh, const char *text)
{
    struct expansion e = begin(sh, EXPAND_TEXT);
    add_double_quoted(&e, text, '\0');
    return end(&e);
}
