#include "repl/term/wrap.h"

#include <stdbool.h>
#include <string.h>

#include "repl/term/width.h"

/* The line being filled. */
struct line {
    struct strbuf *sb;    /* borrowed */
    const struct wrap *w; /* borrowed */
    size_t indent_len;    /* blanks that the source line began with, kept on the lines that continue it */
    size_t used;          /* columns */
    bool fresh;           /* nothing but indentation yet */
};

static void begin_line(struct line *l, const char *before)
{
    if (!before)
        before = "";
    strbuf_adds(l->sb, before);
    strbuf_addchn(l->sb, ' ', l->indent_len);
    l->used = term_width(before, strlen(before)) + l->indent_len;
    l->fresh = true;
}

static void next_line(struct line *l)
{
    strbuf_addch(l->sb, '\n');
    begin_line(l, l->w->rest);
}

static void put(struct line *l, const char *s, size_t len)
{
    const char *end = s + len;
    l->used += term_width(s, len);
    for (const char *blank; (blank = memmem(s, (size_t)(end - s), WRAP_BLANK, strlen(WRAP_BLANK))); s = blank + strlen(WRAP_BLANK)) {
        strbuf_add(l->sb, s, (size_t)(blank - s));
        strbuf_addch(l->sb, ' ');
    }
    strbuf_add(l->sb, s, (size_t)(end - s));
    l->fresh = false;
}

/* A word wider than a whole line is broken where it must be, between characters. */
static void put_long_word(struct line *l, const char *s, size_t len)
{
    while (len) {
        size_t left = l->w->columns > l->used ? l->w->columns - l->used : 0;
        size_t fits = term_fit(s, len, left);
        if (!fits && !l->fresh) {
            next_line(l);
            continue;
        }
        if (!fits) /* not even one character: a line too narrow for Hangul */
            utf8_decode(s, len, &fits);
        put(l, s, fits);
        s += fits;
        len -= fits;
        if (len)
            next_line(l);
    }
}

static void put_word(struct line *l, const char *s, size_t len, size_t blanks)
{
    size_t width = term_width(s, len);
    if (l->fresh)
        blanks = 0;
    if (l->w->columns && l->used + blanks + width > l->w->columns) {
        if (!l->fresh)
            next_line(l);
        blanks = 0;
        if (l->used + width > l->w->columns) {
            put_long_word(l, s, len);
            return;
        }
    }
    strbuf_addchn(l->sb, ' ', blanks);
    l->used += blanks;
    put(l, s, len);
}

/* One line of the source. */
static void wrap_line(struct line *l, const char *s, size_t len)
{
    size_t i = 0, blanks = 0;
    while (i < len) {
        size_t start = i;
        if (s[i] == ' ') {
            for (; i < len && s[i] == ' '; i++)
                ;
            blanks = i - start;
            continue;
        }
        for (; i < len && s[i] != ' '; i++)
            ;
        put_word(l, s + start, i - start, blanks);
        blanks = 0;
    }
}

void wrap_add(struct strbuf *sb, const struct wrap *w, const char *text)
{
    struct line l = { .sb = sb, .w = w };
    const char *before = w->first;
    for (;;) {
        size_t len = strcspn(text, "\n"), indent = strspn(text, " ");
        if (indent > len)
            indent = len;
        l.indent_len = indent;
        begin_line(&l, before);
        wrap_line(&l, text + indent, len - indent);
        strbuf_addch(sb, '\n');
        text += len;
        if (!*text || !text[1])
            return;
        text++;
        before = w->rest;
    }
}
