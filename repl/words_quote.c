#include <string.h>

#include "repl/words_parser.h"

struct word_builder {
    struct parser *p;
    struct word *word;
    struct segment **tail;
    struct strbuf text;
    bool open, quoted; /* whether text is being gathered, and of which sort */
};

static void builder_init(struct word_builder *b, struct parser *p)
{
    memset(b, 0, sizeof(*b));
    strbuf_init(&b->text);
    b->p = p;
    b->word = arena_alloc(p->arena, sizeof(*b->word));
    b->tail = &b->word->first;
}

static struct segment *add_segment(struct word_builder *b, enum segment_type type, bool quoted)
{
    struct segment *s = arena_alloc(b->p->arena, sizeof(*s));
    s->type = type;
    s->quoted = quoted;
    *b->tail = s;
    b->tail = &s->next;
    return s;
}

static void flush(struct word_builder *b)
{
    if (!b->open)
        return;
    add_segment(b, SEGMENT_TEXT, b->quoted)->text = arena_strndup(b->p->arena, b->text.buf, b->text.len);
    strbuf_reset(&b->text);
    b->open = false;
}

/* Goes on gathering quoted or plain text; '' makes an empty quoted segment, which counts as a word. */
static void gather(struct word_builder *b, bool quoted)
{
    if (b->open && b->quoted != quoted)
        flush(b);
    b->open = true;
    b->quoted = quoted;
}

static void add_char(struct word_builder *b, bool quoted, char c)
{
    gather(b, quoted);
    strbuf_addch(&b->text, c);
}

static struct word *builder_finish(struct word_builder *b)
{
    flush(b);
    strbuf_release(&b->text);
    return b->p->failed ? NULL : b->word;
}

size_t words_name_length(const char *text)
{
    size_t n = 0;
    while ((text[n] >= 'A' && text[n] <= 'Z') || (text[n] >= 'a' && text[n] <= 'z') || text[n] == '_' ||
           (n > 0 && text[n] >= '0' && text[n] <= '9'))
        n++;
    return n;
}

static void add_variable(struct word_builder *b, bool quoted, const char *name, size_t len)
{
    flush(b);
    add_segment(b, SEGMENT_VARIABLE, quoted)->text = arena_strndup(b->p->arena, name, len);
}

static void parse_braces(struct word_builder *b, bool quoted)
{
    struct parser *p = b->p;
    const char *name = p->text.buf + p->at + 2;
    size_t len = *name == '?' ? 1 : words_name_length(name);
    if (!len || name[len] != '}') {
        parser_fail(p, p->at, "${이름} 꼴만 쓸 수 있어요");
        return;
    }
    add_variable(b, quoted, name, len);
    p->at += len + 3;
}

static bool enter(struct parser *p, size_t at)
{
    if (p->depth >= WORDS_DEPTH_MAX)
        return parser_fail(p, at, "$( )가 너무 깊이 겹쳤어요");
    p->depth++;
    return true;
}

/* $(…): a command line up to its closing bracket. */
static void parse_substitution(struct word_builder *b, bool quoted)
{
    struct parser *p = b->p;
    size_t opened = p->at;
    if (parser_look(p, 2) == '(') {
        parser_fail(p, opened, "산술식 $(( ))은 이 셸에서 쓸 수 없어요");
        return;
    }
    if (!enter(p, opened))
        return;
    struct command_line *inner = arena_alloc(p->arena, sizeof(*inner));
    p->at += 2;
    while (!p->failed && parser_list(p, true, inner) && parser_look(p, 0) != ')')
        parser_need_more(p, opened, "$(를 닫는 괄호가 없어요");
    p->depth--;
    if (p->failed)
        return;
    p->at++;
    flush(b);
    add_segment(b, SEGMENT_COMMAND, quoted)->command = inner;
}

/* `…`: its text, backslashes before ` $ \ taken off, is a command line of its own. */
static void parse_backquotes(struct word_builder *b, bool quoted)
{
    struct parser *p = b->p;
    size_t opened = p->at++;
    struct strbuf text = STRBUF_INIT;
    if (!enter(p, opened))
        return;
    for (;; p->at++) {
        if (parser_at_end(p) && !parser_need_more(p, opened, "닫는 `가 없어요"))
            break;
        char c = parser_look(p, 0);
        if (c == '`')
            break;
        if (c == '\\' && parser_look(p, 1) && strchr("`$\\", parser_look(p, 1)))
            c = p->text.buf[++p->at];
        strbuf_addch(&text, c);
    }
    struct command_line *inner = arena_alloc(p->arena, sizeof(*inner));
    if (!p->failed && parser_inner(p, opened, &text, inner)) {
        p->at++;
        flush(b);
        add_segment(b, SEGMENT_COMMAND, quoted)->command = inner;
    }
    p->depth--;
    strbuf_release(&text);
}

static void parse_dollar(struct word_builder *b, bool quoted)
{
    struct parser *p = b->p;
    const char *name = p->text.buf + p->at + 1;
    size_t len = words_name_length(name);
    if (*name == '{') {
        parse_braces(b, quoted);
    } else if (*name == '(') {
        parse_substitution(b, quoted);
    } else if (len || *name == '?') {
        len = len ? len : 1;
        add_variable(b, quoted, name, len);
        p->at += len + 1;
    } else {
        add_char(b, quoted, '$');
        p->at++;
    }
}

/* One element inside "…", or of a heredoc (where the quote itself is plain text). */
static void parse_quoted_char(struct word_builder *b, bool heredoc)
{
    struct parser *p = b->p;
    char c = parser_look(p, 0), next = parser_look(p, 1);
    if (c == '$') {
        parse_dollar(b, true);
    } else if (c == '`') {
        parse_backquotes(b, true);
    } else if (parser_join_line(p)) {
        return;
    } else if (c == '\\' && next && strchr(heredoc ? "$`\\" : "$`\"\\", next)) {
        add_char(b, true, next);
        p->at += 2;
    } else {
        add_char(b, true, c);
        p->at++;
    }
}

static void parse_double_quotes(struct word_builder *b)
{
    struct parser *p = b->p;
    size_t opened = p->at++;
    gather(b, true);
    while (!p->failed) {
        if (parser_at_end(p) && !parser_need_more(p, opened, "닫는 큰따옴표(\")가 없어요"))
            return;
        if (parser_look(p, 0) == '"') {
            p->at++;
            return;
        }
        parse_quoted_char(b, false);
    }
}

static void parse_single_quotes(struct word_builder *b)
{
    struct parser *p = b->p;
    size_t opened = p->at++;
    gather(b, true);
    for (;; p->at++) {
        if (parser_at_end(p) && !parser_need_more(p, opened, "닫는 작은따옴표(')가 없어요"))
            return;
        if (parser_look(p, 0) == '\'')
            break;
        strbuf_addch(&b->text, parser_look(p, 0));
    }
    p->at++;
}

/* The word at p->at, up to a blank or an operator; NULL after a mistake. */
struct word *parser_word(struct parser *p)
{
    struct word_builder b;
    builder_init(&b, p);
    while (!p->failed && !parser_at_end(p) && !parser_ends_word(parser_look(p, 0))) {
        char c = parser_look(p, 0);
        if (c == '\'') {
            parse_single_quotes(&b);
        } else if (c == '"') {
            parse_double_quotes(&b);
        } else if (c == '$') {
            parse_dollar(&b, false);
        } else if (c == '`') {
            parse_backquotes(&b, false);
        } else if (c == '\\') {
            if (parser_join_line(p))
                continue;
            if (p->at + 1 < p->text.len)
                add_char(&b, true, parser_look(p, 1));
            p->at += p->at + 1 < p->text.len ? 2 : 1;
        } else {
            add_char(&b, false, c);
            p->at++;
        }
    }
    return builder_finish(&b);
}

struct word *parser_heredoc_word(struct parser *p, const struct strbuf *body, bool quoted)
{
    struct parser inner;
    struct word_builder b;
    parser_init(&inner, p->arena, NULL, p->error);
    inner.depth = p->depth;
    strbuf_add(&inner.text, body->buf, body->len);
    builder_init(&b, &inner);
    gather(&b, true);
    if (quoted)
        strbuf_add(&b.text, body->buf, body->len);
    else
        while (!inner.failed && !parser_at_end(&inner))
            parse_quoted_char(&b, true);
    struct word *word = builder_finish(&b);
    if (inner.failed) {
        p->failed = true;
        p->error->column = 0; /* the body is not the first line */
    }
    strbuf_release(&inner.text);
    return word;
}
