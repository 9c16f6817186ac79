#include "repl/coach.h"

#include <stdlib.h>
#include <string.h>

#include "repl/coach/hint.h"
#include "repl/term/wrap.h"

enum { ERROR_BYTES_MAX = 4096 /* of a line that is looked at */ };

static const struct row {
    const char *pattern;
    const char *korean; /* NULL: the hint says it all */
    void (*hint)(struct hint *h);
} rows[] = {
#define ERROR(pattern, korean, hint) { pattern, korean, hint_##hint },
#include "repl/coach/errors.def"
#undef ERROR
};

static const struct row *find_row(const char *error, struct match *m)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (pattern_find(rows[i].pattern, error, m))
            return &rows[i];
    return NULL;
}

static void explain(const struct row *row, struct hint *h)
{
    if (row->korean)
        pattern_fill(h->out, row->korean, &h->m);
    row->hint(h);
}

/* What was explained so far, so that nothing is said twice. */
struct said {
    const struct row *row;
    struct catch about;
};

/* The same sentence again, or the same kind of advice about the same word. */
static bool repeats(const struct said *said, size_t count, const struct row *row, const struct match *m)
{
    for (size_t i = 0; i < count; i++) {
        const struct row *other = said[i].row;
        const struct catch *about = &m->catches[0];
        if (other == row || (row->korean && other->korean && !strcmp(row->korean, other->korean)))
            return true;
        if (row->hint == other->hint && row->hint != hint_none && m->count && about->len == said[i].about.len &&
            !memcmp(about->text, said[i].about.text, about->len))
            return true;
    }
    return false;
}

bool coach_explain(const struct coach_case *c, struct strbuf *sb)
{
    struct said said[COACH_LINES_MAX];
    struct arena *a = arena_new();
    size_t count = 0;
    for (const char *s = c->err_text; *s && count < COACH_LINES_MAX;) {
        size_t len = strcspn(s, "\n");
        struct strbuf text = STRBUF_INIT;
        struct hint h = { .c = c, .arena = a, .out = &text };
        h.error = arena_strndup(a, s, len < ERROR_BYTES_MAX ? len : ERROR_BYTES_MAX);
        const struct row *row = find_row(h.error, &h.m);
        if (row && !repeats(said, count, row, &h.m)) {
            explain(row, &h);
            wrap_add(sb, &(struct wrap){ c->columns > 0 ? (size_t)c->columns : 0, "↳ ", "  " }, text.buf);
            said[count++] = (struct said){ row, h.m.count ? h.m.catches[0] : (struct catch){ "", 0 } };
        }
        strbuf_release(&text);
        s += len + (s[len] == '\n');
    }
    arena_free(a);
    return count > 0;
}
