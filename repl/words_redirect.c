#include <string.h>

#include "repl/words_parser.h"

bool parser_read_heredocs(struct parser *p)
{
    bool failed_before = p->failed;
    p->has_heredoc = true;
    for (struct heredoc *h = p->heredocs; h; h = h->next) {
        struct strbuf body = STRBUF_INIT;
        size_t start;
        bool found = false;
        while (!found && parser_read_line(p, &start)) {
            if (h->strip_tabs)
                start += strspn(p->text.buf + start, "\t");
            found = strcmp(p->text.buf + start, h->end) == 0;
            if (!found) {
                strbuf_add(&body, p->text.buf + start, p->text.len - start);
                strbuf_addch(&body, '\n');
            }
        }
        if (!found)
            parser_fail(p, 0, "<<%s의 글을 끝내는 줄 %s가 없어요", h->end, h->end);
        if (!p->failed)
            h->redirect->target = parser_heredoc_word(p, &body, h->quoted);
        strbuf_release(&body);
    }
    p->heredocs = NULL;
    p->heredoc_tail = &p->heredocs;
    p->at = p->text.len;
    return failed_before || !p->failed;
}

/* The word behind <<: its text with quotes off. */
static bool parse_heredoc(struct parser *p, struct redirect *r, bool strip_tabs)
{
    size_t at = p->at;
    struct word *w = parser_word(p);
    if (!w)
        return false;
    struct heredoc *h = arena_alloc(p->arena, sizeof(*h));
    struct strbuf end = STRBUF_INIT;
    for (const struct segment *s = w->first; s; s = s->next) {
        if (s->type != SEGMENT_TEXT) {
            strbuf_release(&end);
            return parser_fail(p, at, "<< 뒤에는 글을 끝낼 낱말이 와야 해요");
        }
        strbuf_adds(&end, s->text);
        h->quoted |= s->quoted;
    }
    h->end = arena_strdup(p->arena, end.buf);
    h->strip_tabs = strip_tabs;
    h->redirect = r;
    *p->heredoc_tail = h;
    p->heredoc_tail = &h->next;
    strbuf_release(&end);
    return true;
}

struct redirect *parser_add_redirect(struct parser *p, struct simple_command *c, enum redirect_type type, int fd)
{
    struct redirect **tail = &c->redirects;
    while (*tail)
        tail = &(*tail)->next;
    *tail = arena_alloc(p->arena, sizeof(**tail));
    (*tail)->type = type;
    (*tail)->fd = fd;
    return *tail;
}

static const struct redirect_operator {
    const char *text;
    enum redirect_type type;
    int fd;
} redirect_operators[] = {
    { "<<<", REDIRECT_TEXT, 0 }, { "<<-", REDIRECT_TEXT, 0 },  { "<<", REDIRECT_TEXT, 0 }, { "<", REDIRECT_READ, 0 },
    { ">>", REDIRECT_APPEND, 1 }, { ">&", REDIRECT_COPY, 1 },  { ">|", REDIRECT_WRITE, 1 }, { ">", REDIRECT_WRITE, 1 },
    { "&>>", REDIRECT_APPEND, 1 }, { "&>", REDIRECT_WRITE, 1 },
};

/* The redirection operator at p->at (a digit may stand before it), or NULL. */
static const struct redirect_operator *find_redirect(const struct parser *p, int *fd, size_t *len)
{
    char first = parser_look(p, 0);
    size_t digits = first >= '0' && first <= '9' && (parser_look(p, 1) == '<' || parser_look(p, 1) == '>');
    const char *at = p->text.buf + p->at + digits;
    for (size_t i = 0; i < ARRAY_LEN(redirect_operators); i++) {
        const struct redirect_operator *o = &redirect_operators[i];
        if (strncmp(at, o->text, strlen(o->text)) == 0) {
            *fd = digits ? first - '0' : o->fd;
            *len = digits + strlen(o->text);
            return o;
        }
    }
    return NULL;
}

/* `what <<< text`: a line end goes behind the text. */
static void add_line_end(struct parser *p, struct word *w)
{
    struct segment **tail = &w->first;
    while (*tail)
        tail = &(*tail)->next;
    *tail = arena_alloc(p->arena, sizeof(**tail));
    **tail = (struct segment){ NULL, SEGMENT_TEXT, true, "\n", NULL };
}

static bool has_too_many(const struct simple_command *c)
{
    int count = 0;
    for (const struct redirect *r = c->redirects; r && count < WORDS_REDIRECTS_MAX; r = r->next)
        count++;
    return count == WORDS_REDIRECTS_MAX;
}

static bool parse_redirect(struct parser *p, struct simple_command *c, const struct redirect_operator *o, int fd, size_t len)
{
    size_t at = p->at;
    if (fd > 2)
        return parser_fail(p, at, "파일 번호는 0, 1, 2만 쓸 수 있어요");
    if (has_too_many(c))
        return parser_fail(p, at, "방향 바꾸기가 너무 많아요");
    p->at += len;
    struct redirect *r = parser_add_redirect(p, c, o->type, fd);
    if (o->type == REDIRECT_COPY && parser_look(p, 0) >= '0' && parser_look(p, 0) <= '9' && parser_ends_word(parser_look(p, 1))) {
        r->from = parser_look(p, 0) - '0';
        p->at++;
        return r->from == 1 || r->from == 2 || parser_fail(p, at, ">& 뒤에는 1이나 2가 와야 해요");
    }
    parser_skip_blanks(p);
    if (parser_at_end(p) || parser_ends_word(parser_look(p, 0)))
        return parser_fail(p, at, "%.*s 뒤에 파일 이름이 없어요", (int)len, p->text.buf + at);
    if (o->type == REDIRECT_TEXT && strcmp(o->text, "<<<") != 0)
        return parse_heredoc(p, r, o->text[2] == '-');
    r->target = parser_word(p);
    if (r->target && o->type == REDIRECT_TEXT)
        add_line_end(p, r->target);
    if (o->type == REDIRECT_COPY)
        r->type = REDIRECT_WRITE;
    if (o->type == REDIRECT_COPY || o->text[0] == '&') /* >&FILE and &>FILE take both streams */
        parser_add_redirect(p, c, REDIRECT_COPY, 2)->from = 1;
    return r->target != NULL;
}


int parser_redirect(struct parser *p, struct simple_command *c)
{
    int fd;
    size_t len;
    const struct redirect_operator *o = find_redirect(p, &fd, &len);
    if (!o)
        return 0;
    return parse_redirect(p, c, o, fd, len) ? 1 : -1;
}
