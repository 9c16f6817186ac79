#include "repl/expand.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

/* A field in the making: its text, and the same as a pattern in which quoted characters are escaped. */
struct field {
    struct strbuf text, pattern;
    bool present; /* an empty quotation is a field too */
    bool magic;   /* an unquoted * ? or [ */
};

void fields_add(struct arena *a, struct fields *f, const char *text, size_t len)
{
    if (f->len + 1 >= f->cap) {
        size_t cap = f->cap ? f->cap * 2 : 8;
        char **grown = arena_alloc(a, cap * sizeof(*grown));
        if (f->len)
            memcpy(grown, f->items, f->len * sizeof(*grown));
        f->items = grown;
        f->cap = cap;
    }
    f->items[f->len++] = arena_strndup(a, text, len);
    f->items[f->len] = NULL;
}

static void field_add(struct field *f, char c, bool quoted)
{
    strbuf_addch(&f->text, c);
    if (quoted ? strchr("*?[]\\", c) != NULL : c == '\\')
        strbuf_addch(&f->pattern, '\\');
    strbuf_addch(&f->pattern, c);
    f->present = true;
    f->magic |= !quoted && strchr("*?[", c) != NULL;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The files that match; false when there are none. */
static bool add_files(struct expander *x, const struct field *f, struct fields *out)
{
    glob_t found;
    if (x->may_look && !x->may_look(x->context, f->text.buf))
        return false;
    if (glob(f->pattern.buf, GLOB_NOSORT, NULL, &found) != 0)
        return false;
    qsort(found.gl_pathv, found.gl_pathc, sizeof(*found.gl_pathv), compare_paths);
    for (size_t i = 0; i < found.gl_pathc; i++)
        fields_add(x->arena, out, found.gl_pathv[i], strlen(found.gl_pathv[i]));
    globfree(&found);
    return true;
}

static void field_finish(struct expander *x, struct field *f, struct fields *out)
{
    if (f->present && !(f->magic && add_files(x, f, out)))
        fields_add(x->arena, out, f->text.buf, f->text.len);
    strbuf_reset(&f->text);
    strbuf_reset(&f->pattern);
    f->present = f->magic = false;
}

/* The value of $X or $( ), without the line ends at its end in the latter's case. */
static void segment_value(struct expander *x, const struct segment *s, struct strbuf *value)
{
    if (s->type == SEGMENT_COMMAND) {
        x->run(x->context, s->command, value);
        while (value->len && value->buf[value->len - 1] == '\n')
            strbuf_setlen(value, value->len - 1);
        return;
    }
    const char *text = s->type == SEGMENT_VARIABLE ? x->variable(x->context, s->text) : s->text;
    strbuf_adds(value, text ? text : "");
}

/* ~ and ~/ at the beginning of an unquoted word. */
static const char *home(struct expander *x, const struct segment *s)
{
    bool tilde = s && s->type == SEGMENT_TEXT && !s->quoted && s->text[0] == '~' &&
                 (s->text[1] == '/' || (!s->text[1] && !s->next));
    return tilde ? x->variable(x->context, "HOME") : NULL;
}

static void expand_word(struct expander *x, const struct word *word, struct fields *out)
{
    struct field field = { STRBUF_INIT, STRBUF_INIT, false, false };
    const char *dir = home(x, word->first);
    for (const char *p = dir; p && *p; p++)
        field_add(&field, *p, true);
    for (const struct segment *s = word->first; s; s = s->next) {
        struct strbuf value = STRBUF_INIT;
        bool split = !s->quoted && s->type != SEGMENT_TEXT;
        segment_value(x, s, &value);
        field.present |= s->quoted;
        for (size_t i = dir && s == word->first ? 1 : 0; i < value.len; i++) {
            if (split && strchr(" \t\n", value.buf[i]))
                field_finish(x, &field, out);
            else if (value.buf[i])
                field_add(&field, value.buf[i], s->quoted);
        }
        strbuf_release(&value);
    }
    field_finish(x, &field, out);
    strbuf_release(&field.text);
    strbuf_release(&field.pattern);
}

void expand_words(struct expander *x, const struct word *words, struct fields *out)
{
    for (; words; words = words->next)
        expand_word(x, words, out);
}

char *expand_text(struct expander *x, const struct word *word)
{
    struct strbuf sb = STRBUF_INIT;
    const char *dir = home(x, word->first);
    strbuf_adds(&sb, dir ? dir : "");
    for (const struct segment *s = word->first; s; s = s->next) {
        struct strbuf value = STRBUF_INIT;
        segment_value(x, s, &value);
        size_t skip = dir && s == word->first ? 1 : 0;
        strbuf_add(&sb, value.buf + skip, value.len - skip);
        strbuf_release(&value);
    }
    char *text = arena_strndup(x->arena, sb.buf, sb.len);
    strbuf_release(&sb);
    return text;
}
