/*
 * Putting values into words: variables, $( ), ~, file patterns.
 *
 *     struct expander x = { .arena = a, .variable = look_up, .run = run_and_capture, .context = session };
 *     struct fields f = FIELDS_INIT;
 *     expand_words(&x, command->words, &f);      // f.items: argv, NULL-terminated
 *
 * As in the POSIX shell: what came out of an unquoted $X or $( ) is split at blanks; * ? [ ] outside quotes stand for the files
 * they match, in byte order, and for themselves when there are none.
 */
#ifndef SEODANG_EXPAND_H
#define SEODANG_EXPAND_H

#include "repl/words.h"

struct expander {
    struct arena *arena;
    /* A variable's value, or NULL. */
    const char *(*variable)(void *context, const char *name);
    /* What a $( ) prints; appended. */
    void (*run)(void *context, const struct command_line *line, struct strbuf *out);
    /* Whether files may be looked for here; NULL: everywhere. */
    bool (*may_look)(void *context, const char *pattern);
    void *context;
};

struct fields {
    char **items; /* in the arena; items[len] is NULL */
    size_t len, cap;
};

#define FIELDS_INIT { NULL, 0, 0 }

/* All words of the list, as fields. */
void expand_words(struct expander *x, const struct word *words, struct fields *out);
/* One word as one text: the value of an assignment, a heredoc. Not split, no files. */
char *expand_text(struct expander *x, const struct word *word);
/* Adds one field. */
void fields_add(struct arena *a, struct fields *f, const char *text, size_t len);

#endif
