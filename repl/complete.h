/*
 * Tab: what could stand where the cursor is. Verbs, flags and their values come from verbs.def, kinds and names of objects
 * over the seam, files from the folder.
 *
 *     struct completion_place place = { line, start, end };
 *     int appended = complete_start(session, &place, "kube-n");
 *     for (char *s = complete_next(true); s; s = complete_next(false)) ...
 */
#ifndef SEODANG_COMPLETE_H
#define SEODANG_COMPLETE_H

#include <stddef.h>

#include "repl/session.h"

struct completion_place {
    const char *line;  /* the whole line */
    size_t start, end; /* of the word in it that is to be completed */
};

/* Collects the candidates. What is to be put behind a single one: ' ', '/' or 0. */
int complete_start(struct session *s, const struct completion_place *place, const char *text);
/* The next candidate in order, as malloc'd text; NULL behind the last. `again`: from the first. */
char *complete_next(int again);

/* For a verb's own complete(): what is known, and how to offer something. */
struct completion {
    struct session *session;
    const char *text;        /* what is there of the word, or of the last part of it: "ku" of "--namespace=ku" */
    const char *before;      /* the word's parts before it; "" for none */
    int argc;                /* positional arguments before it, without the verb */
    char **argv;
};
/* Offers it where it begins as the text does. */
void complete_offer(struct completion *c, const char *candidate);
/* The kinds that can be listed. */
void complete_resources(struct completion *c);
void complete_names(struct completion *c, const char *resource);
void complete_files(struct completion *c);

#endif
