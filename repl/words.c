#include "repl/words.h"

#include <string.h>

#include "repl/words_parser.h"

void parser_init(struct parser *p, struct arena *a, struct words_reader *reader, struct syntax_error *error)
{
    memset(p, 0, sizeof(*p));
    strbuf_init(&p->text);
    p->arena = a;
    p->reader = reader;
    p->error = error;
    p->heredoc_tail = &p->heredocs;
}

static size_t characters(const char *text, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++)
        n += ((unsigned char)text[i] & 0xc0) != 0x80;
    return n;
}

bool parser_fail(struct parser *p, size_t at, const char *fmt, ...)
{
    if (p->failed)
        return false;
    va_list ap;
    va_start(ap, fmt);
    p->error->message = arena_strvf(p->arena, fmt, ap);
    va_end(ap);
    p->error->column = characters(p->text.buf, at) + 1;
    p->failed = true;
    return false;
}

/* ---- lines ---- */

static bool next_line(struct words_reader *r, struct strbuf *line, bool more)
{
    if (r->pending_at < r->pending.len) {
        const char *start = r->pending.buf + r->pending_at;
        const char *end = memchr(start, '\n', r->pending.len - r->pending_at);
        size_t len = end ? (size_t)(end - start) : r->pending.len - r->pending_at;
        strbuf_add(line, start, len);
        r->pending_at += len + 1;
        return true;
    }
    strbuf_reset(&r->pending);
    r->pending_at = 0;
    return r->next(r->source, line, more);
}

/* Words are C strings further on. */
static void refuse_nul(struct parser *p, size_t from)
{
    const char *nul = memchr(p->text.buf + from, '\0', p->text.len - from);
    if (nul)
        parser_fail(p, (size_t)(nul - p->text.buf), "NUL 글자는 쓸 수 없어요");
}

bool parser_read_line(struct parser *p, size_t *start)
{
    struct strbuf line = STRBUF_INIT;
    bool got = p->reader && next_line(p->reader, &line, true);
    if (got) {
        strbuf_addch(&p->reader->raw, '\n');
        strbuf_add(&p->reader->raw, line.buf, line.len);
        strbuf_addch(&p->text, '\n');
        *start = p->text.len;
        strbuf_add(&p->text, line.buf, line.len);
        refuse_nul(p, *start);
    }
    strbuf_release(&line);
    return got;
}

bool parser_need_more(struct parser *p, size_t opened_at, const char *what)
{
    size_t start;
    if (p->open_lines++ < WORDS_LINES_MAX && parser_read_line(p, &start))
        return true;
    return parser_fail(p, opened_at, "%s", what);
}

bool parser_at_end(const struct parser *p)
{
    return p->at >= p->text.len;
}

char parser_look(const struct parser *p, size_t ahead)
{
    return p->at + ahead < p->text.len ? p->text.buf[p->at + ahead] : '\0';
}

bool parser_join_line(struct parser *p)
{
    size_t start;
    if (parser_look(p, 0) != '\\' || (p->at + 1 < p->text.len && parser_look(p, 1) != '\n'))
        return false;
    if (p->at + 1 >= p->text.len && !parser_read_line(p, &start))
        return false;
    p->at += 2;
    return true;
}

void parser_skip_blanks(struct parser *p)
{
    for (;;) {
        char c = parser_look(p, 0);
        if (!parser_at_end(p) && (c == ' ' || c == '\t' || c == '\r'))
            p->at++;
        else if (c != '\\' || !parser_join_line(p))
            break;
    }
    if (parser_look(p, 0) == '#')
        while (!parser_at_end(p) && parser_look(p, 0) != '\n')
            p->at++;
}

bool parser_ends_word(char c)
{
    return c == '\0' || strchr(" \t\r\n|&;<>()", c) != NULL;
}

/* Puts an alias's text in the place of the command's name. */
static bool expand_alias(struct parser *p)
{
    size_t len = 0;
    while (!parser_ends_word(parser_look(p, len)))
        len++;
    if (!len || !p->reader || !p->reader->alias || p->alias_count >= WORDS_ALIASES_MAX)
        return false;
    const char *name = arena_strndup(p->arena, p->text.buf + p->at, len);
    const char *text = p->reader->alias(p->reader->context, name);
    if (!text)
        return false;
    for (struct alias_use *u = p->aliases; u; u = u->next)
        if (p->at < u->end && strcmp(u->name, name) == 0)
            return false;
    for (struct alias_use *u = p->aliases; u; u = u->next)
        if (p->at < u->end)
            u->end += strlen(text) - len;
    struct alias_use *use = arena_alloc(p->arena, sizeof(*use));
    *use = (struct alias_use){ p->aliases, name, p->at + strlen(text) };
    p->aliases = use;
    p->alias_count++;
    strbuf_splice(&p->text, p->at, len, text, strlen(text));
    return true;
}

static bool refuse_reserved(struct parser *p)
{
    static const char *const reserved[] = { "if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case",
                                            "esac", "function", "select", "[[", "{", "}" };
    for (size_t i = 0; i < ARRAY_LEN(reserved); i++) {
        size_t len = strlen(reserved[i]);
        if (strncmp(p->text.buf + p->at, reserved[i], len) == 0 && parser_ends_word(parser_look(p, len)))
            return parser_fail(p, p->at, "%s 같은 제어문은 이 셸에 없어요. 명령을 하나씩 쳐 보세요", reserved[i]);
    }
    return true;
}

/* NULL: a mistake. */
static struct assignment *parse_assignment(struct parser *p)
{
    size_t name = words_name_length(p->text.buf + p->at);
    struct assignment *a = arena_alloc(p->arena, sizeof(*a));
    a->name = arena_strndup(p->arena, p->text.buf + p->at, name);
    p->at += name + 1;
    a->value = parser_word(p);
    return a->value ? a : NULL;
}

static bool is_assignment(const struct parser *p)
{
    size_t name = words_name_length(p->text.buf + p->at);
    return name && parser_look(p, name) == '=';
}

/* Words and redirections up to an operator. */
static struct simple_command *parse_simple(struct parser *p)
{
    struct simple_command *c = arena_alloc(p->arena, sizeof(*c));
    struct word **tail = &c->words;
    struct assignment **last = &c->assignments;
    for (parser_skip_blanks(p); !parser_at_end(p); parser_skip_blanks(p)) {
        int redirect = parser_redirect(p, c);
        if (redirect < 0)
            return NULL;
        if (redirect)
            continue;
        if (parser_look(p, 0) == '(') {
            parser_fail(p, p->at, "괄호로 명령을 묶을 수 없어요. 글자 그대로 쓰려면 따옴표로 감싸 주세요");
            return NULL;
        }
        if (parser_ends_word(parser_look(p, 0)))
            break;
        if (!c->words && is_assignment(p)) {
            *last = parse_assignment(p);
            if (!*last)
                return NULL;
            last = &(*last)->next;
            continue;
        }
        if (!c->words && expand_alias(p))
            continue;
        if (!c->words && !refuse_reserved(p))
            return NULL;
        *tail = parser_word(p);
        if (!*tail)
            return NULL;
        tail = &(*tail)->next;
    }
    if (c->words || c->assignments || c->redirects)
        return c;
    if (parser_at_end(p))
        parser_fail(p, p->at, "명령이 와야 할 자리에 아무것도 없어요");
    else
        parser_fail(p, p->at, "%.*s 앞에 명령이 없어요", parser_look(p, 0) == parser_look(p, 1) ? 2 : 1, p->text.buf + p->at);
    return NULL;
}

/* Behind | && ||: the command may stand on the next line. */
static bool skip_to_command(struct parser *p, size_t operator_at)
{
    for (parser_skip_blanks(p); parser_at_end(p) || parser_look(p, 0) == '\n'; parser_skip_blanks(p)) {
        if (!parser_at_end(p)) {
            p->at++;
            continue;
        }
        if (p->heredocs && !parser_read_heredocs(p))
            return false;
        if (!parser_need_more(p, operator_at, "이 뒤에 명령이 없어요"))
            return false;
    }
    return true;
}

static bool parse_pipeline(struct parser *p, struct pipeline *pipeline)
{
    struct simple_command **tail = &pipeline->first;
    parser_skip_blanks(p);
    while (parser_look(p, 0) == '!' && parser_ends_word(parser_look(p, 1))) {
        pipeline->negated = !pipeline->negated;
        p->at++;
        parser_skip_blanks(p);
    }
    for (;;) {
        *tail = parse_simple(p);
        if (!*tail)
            return false;
        if (parser_look(p, 0) != '|' || parser_look(p, 1) == '|')
            return true;
        size_t at = p->at++;
        if (parser_look(p, 0) == '&') { /* |& */
            p->at++;
            parser_add_redirect(p, *tail, REDIRECT_COPY, 2)->from = 1;
        }
        tail = &(*tail)->next;
        if (!skip_to_command(p, at))
            return false;
    }
}

/* Passes one line end inside $( ), with the heredocs behind it; false at the end of what is there. */
static bool pass_newline(struct parser *p, bool nested)
{
    if (parser_at_end(p)) {
        if (p->heredocs && !parser_read_heredocs(p))
            return false;
        size_t start;
        if (!nested || p->open_lines++ >= WORDS_LINES_MAX || !parser_read_line(p, &start))
            return false;
    }
    p->at++;
    return true;
}

bool parser_list(struct parser *p, bool nested, struct command_line *line)
{
    struct pipeline **tail = &line->first;
    enum connector when = CONNECT_ALWAYS;
    while (*tail)
        tail = &(*tail)->next;
    for (;;) {
        parser_skip_blanks(p);
        if (parser_at_end(p) || parser_look(p, 0) == '\n') {
            if (!pass_newline(p, nested))
                return !p->failed;
            continue;
        }
        if (parser_look(p, 0) == ')') {
            if (nested)
                return true;
            return parser_fail(p, p->at, "여는 괄호 없이 )가 나왔어요");
        }
        *tail = arena_alloc(p->arena, sizeof(**tail));
        (*tail)->when = when;
        if (!parse_pipeline(p, *tail))
            return false;
        tail = &(*tail)->next;
        when = CONNECT_ALWAYS;
        char c = parser_look(p, 0);
        if (c == ';') {
            if (parser_look(p, 1) == ';')
                return parser_fail(p, p->at, ";;는 이 셸에서 쓸 수 없어요");
            p->at++;
        } else if ((c == '&' || c == '|') && parser_look(p, 1) == c) {
            when = c == '&' ? CONNECT_AND : CONNECT_OR;
            p->at += 2;
            if (!skip_to_command(p, p->at - 2))
                return false;
        } else if (c == '&') {
            return parser_fail(p, p->at, "명령을 뒤에서 돌리는 &는 이 셸에서 쓸 수 없어요");
        }
    }
}

/* ---- entry ---- */

/* A text as a source of lines. */
struct text_source {
    const char *at, *end;
};

static bool next_text_line(void *source, struct strbuf *line, bool more)
{
    struct text_source *t = source;
    (void)more;
    if (t->at >= t->end)
        return false;
    const char *newline = memchr(t->at, '\n', (size_t)(t->end - t->at));
    const char *end = newline ? newline : t->end;
    strbuf_add(line, t->at, (size_t)(end - t->at));
    t->at = end + 1;
    return true;
}

static bool parse_text(struct arena *a, const char *text, size_t len, int depth, struct command_line *line,
                       struct syntax_error *error)
{
    struct text_source source = { text, text + len };
    struct words_reader reader = { .next = next_text_line, .source = &source, .raw = STRBUF_INIT, .pending = STRBUF_INIT };
    bool failed = false;
    while (!failed && next_line(&reader, &reader.raw, false)) {
        struct parser p;
        parser_init(&p, a, &reader, error);
        p.depth = depth;
        strbuf_add(&p.text, reader.raw.buf, reader.raw.len);
        refuse_nul(&p, 0);
        if (!p.failed)
            parser_list(&p, false, line);
        failed = p.failed;
        strbuf_reset(&reader.raw);
        strbuf_release(&p.text);
    }
    words_reader_release(&reader);
    return !failed;
}

bool parser_inner(struct parser *p, size_t opened_at, const struct strbuf *text, struct command_line *line)
{
    if (parse_text(p->arena, text->buf, text->len, p->depth, line, p->error))
        return true;
    p->failed = true;
    p->error->column = characters(p->text.buf, opened_at) + 1;
    return false;
}

int words_parse(struct arena *a, const char *text, size_t len, struct command_line *line, struct syntax_error *error)
{
    line->first = NULL;
    return parse_text(a, text, len, 0, line, error) ? 0 : -1;
}

/* Lines behind the first are given back: they are no part of its mistake. */
static void give_back(struct words_reader *r)
{
    size_t first = strcspn(r->raw.buf, "\n");
    struct strbuf rest = STRBUF_INIT;
    strbuf_add(&rest, r->raw.buf + first + 1, r->raw.len - first - 1);
    strbuf_addch(&rest, '\n');
    if (r->pending_at < r->pending.len)
        strbuf_add(&rest, r->pending.buf + r->pending_at, r->pending.len - r->pending_at);
    strbuf_release(&r->pending);
    r->pending = rest;
    r->pending_at = 0;
    strbuf_setlen(&r->raw, first);
}

int words_read(struct words_reader *r, struct arena *a, struct command_line *line, struct syntax_error *error)
{
    struct parser p;
    parser_init(&p, a, r, error);
    strbuf_reset(&r->raw);
    line->first = NULL;
    if (!next_line(r, &r->raw, false))
        return 0;
    strbuf_add(&p.text, r->raw.buf, r->raw.len);
    refuse_nul(&p, 0);
    if (!p.failed)
        parser_list(&p, false, line);
    if (p.failed && p.heredocs)
        parser_read_heredocs(&p);
    strbuf_release(&p.text);
    if (!p.failed)
        return 1;
    if (p.open_lines && !p.has_heredoc && !r->interactive && strchr(r->raw.buf, '\n')) {
        give_back(r);
        line->first = NULL;
        parse_text(a, r->raw.buf, r->raw.len, 0, line, error);
    }
    return -1;
}

void words_reader_release(struct words_reader *r)
{
    strbuf_release(&r->raw);
    strbuf_release(&r->pending);
}
