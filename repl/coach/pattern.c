#include "repl/coach/pattern.h"

#include <string.h>
#include <strings.h>

#include "repl/term/josa.h"
#include "repl/term/width.h"

static const struct {
    const char *plural, *kind, *korean, *counter;
} terms[] = {
#define TERM(plural, kind, korean, counter) { plural, kind, korean, counter },
#include "repl/coach/terms.def"
#undef TERM
};

static bool is_word(const char *word, const char *s, size_t len)
{
    return strlen(word) == len && !strncasecmp(word, s, len);
}

const char *term_of(const char *word, size_t len, const char **counter)
{
    const char *dot = len ? memchr(word, '.', len) : NULL;
    if (dot)
        len = (size_t)(dot - word);
    for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
        if (is_word(terms[i].plural, word, len) || is_word(terms[i].kind, word, len)) {
            if (counter)
                *counter = terms[i].counter;
            return terms[i].korean;
        }
    }
    return NULL;
}

/* ---- matching ---- */

/* The literal text at p, up to the next catch. */
static size_t literal_len(const char *p)
{
    size_t n = 0;
    while (p[n] && !(p[n] == '%' && p[n + 1] && strchr("qw*", p[n + 1])))
        n++;
    return n;
}

/* Behind the quote at s that is closed by another; NULL: it is not. */
static const char *quoted_end(const char *s)
{
    for (s++; *s && *s != '"'; s++)
        if (*s == '\\' && s[1])
            s++;
    return *s ? s + 1 : NULL;
}

/* Where a word or any text at s ends: at the literal that follows it, or at the end of all. */
static const char *catch_end(char type, const char *s, const char *literal, size_t len)
{
    const char *end = s + (type == 'w');
    if (type == 'w' && (!*s || *s == ' '))
        return NULL;
    if (!len)
        return type == 'w' ? s + strcspn(s, " ") : s + strlen(s);
    for (; *end; end++) {
        if (!strncmp(end, literal, len))
            return end;
        if (type == 'w' && *end == ' ')
            return NULL;
    }
    return NULL;
}

static bool match_here(const char *p, const char *s, struct match *m)
{
    m->count = 0;
    for (;;) {
        size_t len = literal_len(p);
        if (strncmp(p, s, len))
            return false;
        p += len;
        s += len;
        if (!*p)
            return true;
        char type = p[1];
        p += 2;
        const char *end = type == 'q' ? (*s == '"' ? quoted_end(s) : NULL) : catch_end(type, s, p, literal_len(p));
        if (!end || m->count == PATTERN_CATCHES_MAX)
            return false;
        size_t quotes = type == 'q';
        m->catches[m->count++] = (struct catch){ s + quotes, (size_t)(end - s) - 2 * quotes };
        s = end;
    }
}

bool pattern_find(const char *pattern, const char *text, struct match *m)
{
    bool word = pattern[0] == '%' && pattern[1] == 'w';
    for (const char *s = text; *s; s++) {
        /* A word begins where a word begins. */
        if (word && s > text && !strchr(" \"'([{", s[-1]))
            continue;
        if (match_here(pattern, s, m))
            return true;
    }
    return false;
}

/* ---- sentences ---- */

static void add_catch(struct strbuf *sb, const struct catch *c)
{
    struct strbuf safe = STRBUF_INIT;
    term_safe(&safe, c->text, c->len);
    term_truncate(sb, safe.buf, CATCH_SHOWN_MAX);
    strbuf_release(&safe);
}

void pattern_fill(struct strbuf *sb, const char *sentence, const struct match *m)
{
    struct strbuf filled = STRBUF_INIT;
    for (const char *s = sentence; *s; s++) {
        size_t i = s[0] == '{' ? (size_t)(s[1] - '1') : PATTERN_CATCHES_MAX;
        bool as_term = i < m->count && !strncmp(s + 2, ":term}", strlen(":term}"));
        if (i >= m->count || (s[2] != '}' && !as_term)) {
            strbuf_addch(&filled, *s);
            continue;
        }
        const char *term = as_term ? term_of(m->catches[i].text, m->catches[i].len, NULL) : NULL;
        if (term)
            strbuf_adds(&filled, term);
        else
            add_catch(&filled, &m->catches[i]);
        s = strchr(s, '}');
    }
    josa_addf(sb, "%s", filled.buf);
    strbuf_release(&filled);
}
