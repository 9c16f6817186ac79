#include <ctype.h>
#include <string.h>

#include "backends/fake/program_tree.h"

/* Of brackets in brackets, and of && and | in a row: what follows is run by recursion. */
enum { DEPTH_MAX = 100, CHAIN_MAX = 500 };

struct parser {
    struct arena *arena;
    const char *p;
    int depth;
    bool failed;
};

static struct node *parse_list(struct parser *ps);

static struct node *new_node(struct parser *ps, enum node_type type, struct node *left, struct node *right)
{
    struct node *n = arena_alloc(ps->arena, sizeof(*n));
    n->type = type;
    n->left = left;
    n->right = right;
    return n;
}

/* ---- characters and words ---- */

static void skip_blanks(struct parser *ps)
{
    for (;;) {
        while (*ps->p == ' ' || *ps->p == '\t' || (*ps->p == '\\' && ps->p[1] == '\n'))
            ps->p += *ps->p == '\\' ? 2 : 1;
        if (*ps->p != '#')
            return;
        ps->p += strcspn(ps->p, "\n");
    }
}

static void skip_lines(struct parser *ps)
{
    for (skip_blanks(ps); *ps->p == '\n' || *ps->p == '\r'; skip_blanks(ps))
        ps->p++;
}

/* The end of "$(...)", "${...}" or "$((...))" whose opening bracket is at p; NULL: there is none. */
static const char *skip_bracket(const char *p)
{
    char open = *p, close = open == '(' ? ')' : '}', quote = 0;
    int depth = 0;
    for (; *p; p++) {
        if (*p == '\\' && p[1] && quote != '\'')
            p++;
        else if (quote)
            quote = *p == quote ? 0 : quote;
        else if (*p == '\'' || *p == '"')
            quote = *p;
        else if (*p == open)
            depth++;
        else if (*p == close && --depth == 0)
            return p + 1;
    }
    return NULL;
}

static const char *skip_quoted(const char *p)
{
    char quote = *p++;
    while (*p && *p != quote) {
        if (*p == '\\' && quote != '\'' && p[1])
            p++;
        else if (*p == '$' && quote == '"' && (p[1] == '(' || p[1] == '{')) {
            const char *end = skip_bracket(p + 1);
            if (!end)
                return NULL;
            p = end - 1;
        }
        p++;
    }
    return *p ? p + 1 : NULL;
}

/* The written word at p, quotes and all; NULL: none begins here. */
static const char *parse_word(struct parser *ps)
{
    const char *start = ps->p;
    while (*ps->p && !strchr(" \t\n\r;&|<>()", *ps->p)) {
        const char *next = ps->p + 1;
        if (*ps->p == '\\' && ps->p[1])
            next = ps->p + 2;
        else if (*ps->p == '\'' || *ps->p == '"' || *ps->p == '`')
            next = skip_quoted(ps->p);
        else if (*ps->p == '$' && (ps->p[1] == '(' || ps->p[1] == '{'))
            next = skip_bracket(ps->p + 1);
        if (!next) {
            ps->failed = true;
            return NULL;
        }
        ps->p = next;
    }
    return ps->p > start ? arena_strndup(ps->arena, start, (size_t)(ps->p - start)) : NULL;
}

/* Whether the reserved word comes next; then it is eaten. */
static bool eat_word(struct parser *ps, const char *word)
{
    size_t len = strlen(word);
    skip_lines(ps);
    if (strncmp(ps->p, word, len) || (ps->p[len] && !strchr(" \t\n\r;&|<>()", ps->p[len])))
        return false;
    ps->p += len;
    return true;
}

static bool at_word(struct parser *ps, const char *word)
{
    const char *here = ps->p;
    bool found = eat_word(ps, word);
    ps->p = here;
    return found;
}

static bool eat(struct parser *ps, const char *op)
{
    skip_blanks(ps);
    if (strncmp(ps->p, op, strlen(op)))
        return false;
    ps->p += strlen(op);
    return true;
}

static void expect_word(struct parser *ps, const char *word)
{
    skip_blanks(ps);
    if (*ps->p == ';')
        ps->p++;
    if (!eat_word(ps, word))
        ps->failed = true;
}

static void add_word(struct parser *ps, struct node *n, const char *word)
{
    const char **words = arena_alloc(ps->arena, (n->count + 2) * sizeof(*words));
    if (n->count)
        memcpy(words, n->words, n->count * sizeof(*words));
    words[n->count++] = word;
    n->words = words;
}

/* ---- commands ---- */

static bool parse_redirect(struct parser *ps, struct node *n)
{
    const char *p = ps->p;
    int fd = isdigit((unsigned char)*p) && (p[1] == '<' || p[1] == '>') ? *p++ - '0' : -1;
    if (*p != '<' && *p != '>')
        return false;
    struct redirect *r = arena_alloc(ps->arena, sizeof(*r));
    r->op = *p++;
    r->fd = fd >= 0 ? fd : r->op == '>';
    if (r->op == '>' && *p == '>') {
        r->op = 'a';
        p++;
    } else if (*p == '&') {
        r->op = '&';
        p++;
    }
    ps->p = p;
    skip_blanks(ps);
    r->word = parse_word(ps);
    if (!r->word)
        ps->failed = true;
    struct redirect **at = &n->redirects;
    while (*at)
        at = &(*at)->next;
    *at = r;
    return true;
}

static void parse_redirects(struct parser *ps, struct node *n)
{
    for (skip_blanks(ps); !ps->failed && parse_redirect(ps, n); skip_blanks(ps))
        ;
}

static struct node *parse_simple(struct parser *ps)
{
    struct node *n = new_node(ps, NODE_COMMAND, NULL, NULL);
    for (;;) {
        skip_blanks(ps);
        if (ps->failed)
            return n;
        if (parse_redirect(ps, n))
            continue;
        const char *word = parse_word(ps);
        if (!word)
            break;
        if (n->count == 0 && eat(ps, "()")) {
            n->type = NODE_FUNCTION;
            add_word(ps, n, word);
            skip_lines(ps);
            if (!eat(ps, "{"))
                ps->failed = true;
            n->left = parse_list(ps);
            expect_word(ps, "}");
            return n;
        }
        add_word(ps, n, word);
    }
    if (!n->count && !n->redirects)
        ps->failed = true;
    return n;
}

static struct node *parse_if(struct parser *ps)
{
    struct node *n = new_node(ps, NODE_IF, parse_list(ps), NULL);
    expect_word(ps, "then");
    n->right = parse_list(ps);
    skip_blanks(ps);
    if (*ps->p == ';')
        ps->p++;
    if (eat_word(ps, "elif")) {
        n->other = parse_if(ps);
        return n;
    }
    if (eat_word(ps, "else"))
        n->other = parse_list(ps);
    expect_word(ps, "fi");
    return n;
}

static struct node *parse_loop(struct parser *ps, enum node_type type)
{
    struct node *n = new_node(ps, type, NULL, NULL);
    if (type != NODE_FOR) {
        n->left = parse_list(ps);
    } else {
        skip_blanks(ps);
        const char *name = parse_word(ps);
        add_word(ps, n, name ? name : "");
        ps->failed = ps->failed || !name;
        if (eat_word(ps, "in"))
            for (const char *word; skip_blanks(ps), (word = parse_word(ps));)
                add_word(ps, n, word);
        else
            add_word(ps, n, "\"$@\"");
    }
    expect_word(ps, "do");
    n->right = parse_list(ps);
    expect_word(ps, "done");
    return n;
}

static struct node *parse_arm(struct parser *ps)
{
    struct node *arm = new_node(ps, NODE_ARM, NULL, NULL);
    eat(ps, "(");
    do {
        skip_blanks(ps);
        const char *pattern = parse_word(ps);
        ps->failed = ps->failed || !pattern;
        add_word(ps, arm, pattern ? pattern : "");
    } while (!ps->failed && eat(ps, "|"));
    if (!eat(ps, ")"))
        ps->failed = true;
    skip_lines(ps);
    arm->left = !strncmp(ps->p, ";;", 2) ? NULL : parse_list(ps);
    skip_lines(ps);
    eat(ps, ";;");
    return arm;
}

static struct node *parse_case(struct parser *ps)
{
    struct node *n = new_node(ps, NODE_CASE, NULL, NULL), **last = &n->left;
    skip_blanks(ps);
    const char *word = parse_word(ps);
    ps->failed = ps->failed || !word;
    add_word(ps, n, word ? word : "");
    expect_word(ps, "in");
    while (!ps->failed && !eat_word(ps, "esac")) {
        if (!*ps->p) {
            ps->failed = true;
            break;
        }
        *last = parse_arm(ps);
        last = &(*last)->right;
    }
    return n;
}

static struct node *parse_command(struct parser *ps)
{
    struct node *n;
    if (++ps->depth > DEPTH_MAX) {
        ps->failed = true;
        return NULL;
    }
    if (eat_word(ps, "if"))
        n = parse_if(ps);
    else if (eat_word(ps, "while"))
        n = parse_loop(ps, NODE_WHILE);
    else if (eat_word(ps, "until"))
        n = parse_loop(ps, NODE_UNTIL);
    else if (eat_word(ps, "for"))
        n = parse_loop(ps, NODE_FOR);
    else if (eat_word(ps, "case"))
        n = parse_case(ps);
    else if (eat_word(ps, "!"))
        n = new_node(ps, NODE_NOT, parse_command(ps), NULL);
    else if (eat_word(ps, "{")) {
        n = new_node(ps, NODE_GROUP, parse_list(ps), NULL);
        expect_word(ps, "}");
    } else if (eat(ps, "(")) {
        n = new_node(ps, NODE_SUBSHELL, parse_list(ps), NULL);
        ps->failed = ps->failed || !eat(ps, ")");
    } else {
        n = parse_simple(ps);
    }
    if (!ps->failed)
        parse_redirects(ps, n);
    ps->depth--;
    return n;
}

/* ---- lists ---- */

static struct node *parse_pipe(struct parser *ps)
{
    struct node *n = parse_command(ps);
    int length = 0;
    while (!ps->failed && (skip_blanks(ps), *ps->p == '|' && ps->p[1] != '|')) {
        ps->p++;
        skip_lines(ps);
        ps->failed = ++length > CHAIN_MAX;
        n = new_node(ps, NODE_PIPE, n, parse_command(ps));
    }
    return n;
}

static struct node *parse_and_or(struct parser *ps)
{
    struct node *n = parse_pipe(ps);
    for (int length = 0; !ps->failed; length++) {
        enum node_type type = eat(ps, "&&") ? NODE_AND : eat(ps, "||") ? NODE_OR : NODE_COMMAND;
        if (type == NODE_COMMAND)
            break;
        skip_lines(ps);
        ps->failed = length > CHAIN_MAX;
        n = new_node(ps, type, n, parse_pipe(ps));
    }
    return n;
}

/* Whether a list ends here: at the end, a closing bracket, or a word that closes what is around it. */
static bool at_end(struct parser *ps)
{
    static const char *const closing[] = { "then", "elif", "else", "fi", "do", "done", "esac", "}" };
    skip_lines(ps);
    if (!*ps->p || *ps->p == ')' || !strncmp(ps->p, ";;", 2))
        return true;
    for (size_t i = 0; i < ARRAY_LEN(closing); i++)
        if (at_word(ps, closing[i]))
            return true;
    return false;
}

static struct node *parse_list(struct parser *ps)
{
    struct node *first = NULL, **last = &first;
    if (++ps->depth > DEPTH_MAX)
        ps->failed = true;
    while (!ps->failed && !at_end(ps)) {
        struct node *one = parse_and_or(ps);
        skip_blanks(ps);
        if (!ps->failed && *ps->p == '&' && ps->p[1] != '&') {
            ps->p++;
            one = new_node(ps, NODE_BACKGROUND, one, NULL);
        } else if (*ps->p == ';' && ps->p[1] != ';') {
            ps->p++;
        } else if (*ps->p && !strchr("\n\r);", *ps->p) && !at_end(ps)) {
            ps->failed = true;
        }
        *last = new_node(ps, NODE_SEQUENCE, one, NULL);
        last = &(*last)->right;
    }
    ps->depth--;
    return first;
}

struct node *program_parse(struct arena *a, const char *text)
{
    struct parser ps = { a, text, 0, false };
    struct node *n = parse_list(&ps);
    skip_lines(&ps);
    if (ps.failed || *ps.p)
        return NULL;
    return n ? n : new_node(&ps, NODE_GROUP, NULL, NULL);
}
