#include <ctype.h>
#include <string.h>

#include "backends/fake/program_tree.h"

/* Of brackets in brackets, and of && and | in a row: what follows is run by recursion. */
enum { DEPTH_MAX = 100, CHAIN_MAX = 500 };

/* A here document whose text has not been read yet. */
struct pending {
    struct pending *next;
    struct redirect *redirect;
    const char *end;
    bool strip; /* <<-: tabs at the beginning of lines */
};

struct parser {
    struct arena *arena;
    const char *p;
    int depth;
    const char *why; /* what is wrong; NULL: nothing yet */
    enum shell_dialect dialect;
    struct pending *pending;
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

/* The text of the here documents that were announced on the line that ends here. */
static void read_documents(struct parser *ps)
{
    for (struct pending *doc = ps->pending; doc; doc = doc->next) {
        struct strbuf text = STRBUF_INIT;
        while (*ps->p) {
            const char *line = ps->p + (doc->strip ? strspn(ps->p, "\t") : 0);
            size_t len = strcspn(line, "\n");
            ps->p = line + len + (line[len] == '\n');
            if (len == strlen(doc->end) && !strncmp(line, doc->end, len))
                break;
            strbuf_add(&text, line, len);
            strbuf_addch(&text, '\n');
        }
        doc->redirect->word = arena_strndup(ps->arena, text.buf, text.len);
        strbuf_release(&text);
    }
    ps->pending = NULL;
}

static void skip_lines(struct parser *ps)
{
    for (skip_blanks(ps); *ps->p == '\n' || *ps->p == '\r'; skip_blanks(ps)) {
        bool line = *ps->p++ == '\n';
        if (line && ps->pending)
            read_documents(ps);
    }
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
            next = shell_skip_quoted(ps->p);
        else if (*ps->p == '$' && (ps->p[1] == '(' || ps->p[1] == '{'))
            next = shell_skip_bracket(ps->p + 1);
        if (!next) {
            if (!ps->why)
                ps->why = *ps->p != '$'     ? "unterminated quoted string"
                          : ps->p[1] == '(' ? "unexpected end of file (expecting \")\")"
                                            : "unexpected end of file (expecting \"}\")";
            return NULL;
        }
        ps->p = next;
    }
    return ps->p > start ? arena_strndup(ps->arena, start, (size_t)(ps->p - start)) : NULL;
}

/* Says that what comes next should not be there. */
static void fail(struct parser *ps, const char *expected)
{
    static const char *const reserved[] = { "!", "case", "do", "done", "elif", "else", "esac", "fi", "for", "if", "in", "then", "until",
                                            "while", "{", "}" };
    if (ps->why)
        return;
    const char *p = ps->p, *what = "word";
    size_t len = strcspn(p, " \t\n\r;&|<>()"), operator_len = strspn(p, ";&|<>()");
    operator_len = operator_len > 1 && p[1] != p[0] ? 1 : operator_len > 2 ? 2 : operator_len;
    if (!*p)
        what = "end of file";
    else if (*p == '\n' || *p == '\r')
        what = "newline";
    else if (!len)
        what = arena_strf(ps->arena, "\"%.*s\"", (int)(strchr("()", *p) ? 1 : operator_len), p);
    for (size_t i = 0; len && i < ARRAY_LEN(reserved); i++)
        if (strlen(reserved[i]) == len && !strncmp(p, reserved[i], len))
            what = arena_strf(ps->arena, "\"%s\"", reserved[i]);
    ps->why = arena_strf(ps->arena, ps->dialect == DIALECT_DASH ? "%s unexpected" : "unexpected %s", what);
    if (expected)
        ps->why = arena_strf(ps->arena, "%s (expecting \"%s\")", ps->why, expected);
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
    if (!eat_word(ps, word))
        fail(ps, word);
}

/* Whether a word comes next that closes what is around it. */
static bool at_closing(struct parser *ps)
{
    static const char *const closing[] = { "then", "elif", "else", "fi", "do", "done", "esac", "}" };
    for (size_t i = 0; i < ARRAY_LEN(closing); i++)
        if (at_word(ps, closing[i]))
            return true;
    return false;
}

/* Whether a list ends here: at the end, a closing bracket, or such a word. */
static bool at_end(struct parser *ps)
{
    skip_lines(ps);
    return !*ps->p || *ps->p == ')' || !strncmp(ps->p, ";;", 2) || at_closing(ps);
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

static void add_pending(struct parser *ps, struct redirect *r, bool strip)
{
    struct pending **last = &ps->pending, *doc = arena_alloc(ps->arena, sizeof(*doc));
    const char *end = parse_word(ps);
    struct strbuf plain = STRBUF_INIT;
    if (!end) {
        fail(ps, NULL);
        return;
    }
    r->op = strpbrk(end, "'\"\\") ? 'q' : 'h';
    for (; *end; end++)
        if (!strchr("'\"\\", *end))
            strbuf_addch(&plain, *end);
    doc->redirect = r;
    doc->end = arena_strdup(ps->arena, plain.buf);
    doc->strip = strip;
    strbuf_release(&plain);
    while (*last)
        last = &(*last)->next;
    *last = doc;
    r->word = "";
}

static struct redirect *add_redirect(struct parser *ps, struct node *n, int fd, char op)
{
    struct redirect **at = &n->redirects;
    while (*at)
        at = &(*at)->next;
    *at = arena_alloc(ps->arena, sizeof(**at));
    (*at)->fd = fd;
    (*at)->op = op;
    return *at;
}

/* [N]< [N]> >> <& >& <<WORD <<-WORD &> */
static bool parse_redirect(struct parser *ps, struct node *n)
{
    const char *p = ps->p;
    bool both = p[0] == '&' && p[1] == '>';
    int fd = isdigit((unsigned char)*p) && (p[1] == '<' || p[1] == '>') ? *p++ - '0' : -1;
    p += both;
    if (*p != '<' && *p != '>')
        return false;
    struct redirect *r = add_redirect(ps, n, fd >= 0 ? fd : *p == '>', *p);
    bool document = p[0] == '<' && p[1] == '<';
    p += document ? 2 : 1;
    if (r->op == '>' && *p == '>') {
        r->op = 'a';
        p++;
    } else if (*p == '&' && !document) {
        r->op = '&';
        p++;
    } else if (r->op == '>' && *p == '|') {
        p++;
    }
    bool strip = document && *p == '-';
    ps->p = p + strip;
    skip_blanks(ps);
    if (document) {
        add_pending(ps, r, strip);
        return true;
    }
    r->word = parse_word(ps);
    if (!r->word)
        fail(ps, NULL);
    if (both)
        add_redirect(ps, n, 2, '&')->word = "1";
    return true;
}

static void parse_redirects(struct parser *ps, struct node *n)
{
    for (skip_blanks(ps); !ps->why && parse_redirect(ps, n); skip_blanks(ps))
        ;
}

static struct node *parse_command(struct parser *ps);

/* NAME() COMMAND, behind the brackets. */
static void parse_function(struct parser *ps, struct node *n, const char *name)
{
    n->type = NODE_FUNCTION;
    add_word(ps, n, name);
    skip_lines(ps);
    n->left = parse_command(ps);
}

static bool eat_brackets(struct parser *ps)
{
    const char *here = ps->p;
    if (eat(ps, "(") && eat(ps, ")"))
        return true;
    ps->p = here;
    return false;
}

/* The words between [[ and ]], where && || < > ( ) are words too, and nothing else ends them. */
static void parse_brackets(struct parser *ps, struct node *n)
{
    static const char *const operators[] = { "&&", "||", "<", ">", "(", ")" };
    for (;;) {
        skip_lines(ps);
        const char *word = NULL;
        for (size_t i = 0; i < ARRAY_LEN(operators) && !word; i++)
            word = eat(ps, operators[i]) ? operators[i] : NULL;
        word = word ? word : parse_word(ps);
        if (!word) {
            fail(ps, "]]");
            return;
        }
        add_word(ps, n, word);
        if (!strcmp(word, "]]"))
            return;
    }
}

static struct node *parse_simple(struct parser *ps)
{
    struct node *n = new_node(ps, NODE_COMMAND, NULL, NULL);
    for (;;) {
        skip_blanks(ps);
        if (ps->why)
            return n;
        if (parse_redirect(ps, n))
            continue;
        const char *word = parse_word(ps);
        if (!word)
            break;
        if (n->count == 0 && eat_brackets(ps)) {
            parse_function(ps, n, word);
            return n;
        }
        add_word(ps, n, word);
        if (n->count == 1 && !strcmp(word, "[["))
            parse_brackets(ps, n);
    }
    if ((!n->count && !n->redirects) || *ps->p == '(')
        fail(ps, NULL);
    return n;
}

/* A list that may not be empty. */
static struct node *parse_body(struct parser *ps)
{
    struct node *n = parse_list(ps);
    if (!n)
        fail(ps, NULL);
    return n;
}

static struct node *parse_if(struct parser *ps)
{
    struct node *n = new_node(ps, NODE_IF, parse_body(ps), NULL);
    expect_word(ps, "then");
    n->right = parse_body(ps);
    if (eat_word(ps, "elif")) {
        n->other = parse_if(ps);
        return n;
    }
    if (eat_word(ps, "else"))
        n->other = parse_body(ps);
    expect_word(ps, "fi");
    return n;
}

static void parse_for_words(struct parser *ps, struct node *n)
{
    skip_blanks(ps);
    const char *name = parse_word(ps);
    if (!name || strspn(name, SHELL_NAME_CHARS) != strlen(name)) {
        ps->why = ps->why ? ps->why : "bad for loop variable";
        return;
    }
    add_word(ps, n, name);
    if (eat_word(ps, "in"))
        for (const char *word; skip_blanks(ps), (word = parse_word(ps));)
            add_word(ps, n, word);
    else
        add_word(ps, n, "\"$@\"");
    skip_blanks(ps);
    if (*ps->p == ';' && ps->p[1] != ';')
        ps->p++;
}

static struct node *parse_loop(struct parser *ps, enum node_type type)
{
    struct node *n = new_node(ps, type, NULL, NULL);
    if (type == NODE_FOR)
        parse_for_words(ps, n);
    else
        n->left = parse_body(ps);
    expect_word(ps, "do");
    n->right = parse_body(ps);
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
        if (!pattern)
            fail(ps, NULL);
        add_word(ps, arm, pattern ? pattern : "");
    } while (!ps->why && eat(ps, "|"));
    if (!eat(ps, ")"))
        fail(ps, ")");
    arm->left = parse_list(ps);
    if (!eat(ps, ";;") && !at_word(ps, "esac"))
        fail(ps, ";;");
    return arm;
}

static struct node *parse_case(struct parser *ps)
{
    struct node *n = new_node(ps, NODE_CASE, NULL, NULL), **last = &n->left;
    skip_blanks(ps);
    const char *word = parse_word(ps);
    if (!word)
        fail(ps, NULL);
    add_word(ps, n, word ? word : "");
    expect_word(ps, "in");
    while (!ps->why && !eat_word(ps, "esac")) {
        *last = parse_arm(ps);
        last = &(*last)->right;
    }
    return n;
}

/* What stands in brackets, of one kind or the other. */
static struct node *parse_group(struct parser *ps, bool subshell)
{
    struct node *n = new_node(ps, subshell ? NODE_SUBSHELL : NODE_GROUP, parse_body(ps), NULL);
    if (!subshell)
        expect_word(ps, "}");
    else if (!eat(ps, ")"))
        fail(ps, ")");
    return n;
}

/* bash's (( )): let with one word. */
static struct node *parse_sum(struct parser *ps)
{
    struct node *n = new_node(ps, NODE_COMMAND, NULL, NULL);
    const char *end = shell_skip_bracket(ps->p);
    size_t len = end ? (size_t)(end - ps->p) : 0;
    if (len < 4 || end[-2] != ')') {
        ps->why = ps->why ? ps->why : "unexpected end of file (expecting \"))\")";
        return n;
    }
    add_word(ps, n, "let");
    add_word(ps, n, arena_strf(ps->arena, "\"%.*s\"", (int)len - 4, ps->p + 2));
    ps->p = end;
    return n;
}

static struct node *parse_compound(struct parser *ps)
{
    if (eat_word(ps, "if"))
        return parse_if(ps);
    if (eat_word(ps, "while"))
        return parse_loop(ps, NODE_WHILE);
    if (eat_word(ps, "until"))
        return parse_loop(ps, NODE_UNTIL);
    if (eat_word(ps, "for"))
        return parse_loop(ps, NODE_FOR);
    if (eat_word(ps, "case"))
        return parse_case(ps);
    if (eat_word(ps, "!"))
        return new_node(ps, NODE_NOT, parse_command(ps), NULL);
    if (eat_word(ps, "{"))
        return parse_group(ps, false);
    if (ps->dialect == DIALECT_BASH && !strncmp(ps->p, "((", 2))
        return parse_sum(ps);
    if (eat(ps, "("))
        return parse_group(ps, true);
    if (!eat_word(ps, "function"))
        return parse_simple(ps);
    struct node *n = new_node(ps, NODE_COMMAND, NULL, NULL);
    skip_blanks(ps);
    const char *name = parse_word(ps);
    if (!name)
        fail(ps, NULL);
    eat_brackets(ps);
    parse_function(ps, n, name ? name : "");
    return n;
}

static struct node *parse_command(struct parser *ps)
{
    if (ps->why || ++ps->depth > DEPTH_MAX) {
        ps->why = ps->why ? ps->why : "too many brackets in brackets";
        return NULL;
    }
    if (at_closing(ps))
        fail(ps, NULL);
    struct node *n = ps->why ? NULL : parse_compound(ps);
    if (!ps->why)
        parse_redirects(ps, n);
    ps->depth--;
    return n;
}

/* ---- lists ---- */

static struct node *parse_pipe(struct parser *ps)
{
    struct node *n = parse_command(ps);
    int length = 0;
    while (!ps->why && (skip_blanks(ps), *ps->p == '|' && ps->p[1] != '|')) {
        ps->p++;
        skip_lines(ps);
        if (++length > CHAIN_MAX)
            ps->why = "too long";
        n = new_node(ps, NODE_PIPE, n, parse_command(ps));
    }
    return n;
}

static struct node *parse_and_or(struct parser *ps)
{
    struct node *n = parse_pipe(ps);
    for (int length = 0; !ps->why; length++) {
        enum node_type type = eat(ps, "&&") ? NODE_AND : eat(ps, "||") ? NODE_OR : NODE_COMMAND;
        if (type == NODE_COMMAND)
            break;
        skip_lines(ps);
        if (length > CHAIN_MAX)
            ps->why = "too long";
        n = new_node(ps, type, n, parse_pipe(ps));
    }
    return n;
}

static struct node *parse_list(struct parser *ps)
{
    struct node *first = NULL, **last = &first;
    if (++ps->depth > DEPTH_MAX)
        ps->why = ps->why ? ps->why : "too many brackets in brackets";
    while (!ps->why && !at_end(ps)) {
        struct node *one = parse_and_or(ps);
        skip_blanks(ps);
        if (!ps->why && *ps->p == '&' && ps->p[1] != '&') {
            ps->p++;
            one = new_node(ps, NODE_BACKGROUND, one, NULL);
        } else if (*ps->p == ';' && ps->p[1] != ';') {
            ps->p++;
        } else if (*ps->p && !strchr("\n\r);", *ps->p)) {
            fail(ps, NULL);
        }
        *last = new_node(ps, NODE_SEQUENCE, one, NULL);
        last = &(*last)->right;
    }
    ps->depth--;
    return first;
}

struct node *program_parse(struct arena *a, const char *text, enum shell_dialect dialect, const char **why)
{
    struct parser ps = { .arena = a, .p = text, .dialect = dialect };
    struct node *n = parse_list(&ps);
    skip_lines(&ps);
    if (!ps.why && *ps.p)
        fail(&ps, NULL);
    *why = ps.why;
    if (ps.why)
        return NULL;
    return n ? n : new_node(&ps, NODE_GROUP, NULL, NULL);
}
