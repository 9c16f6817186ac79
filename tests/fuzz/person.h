/*
 * A shell with a small cluster of its own, for inputs that are commands.
 *
 *     struct person p;
 *     person_begin(&p, version, NULL);
 *     person_types(&p, "kubectl get pods");        // p.out, p.err
 *     person_end(&p);
 *
 * It has a folder of its own and may start no program.  What waits, waits a minute of the cluster's time.
 */
#ifndef SEODANG_TESTS_FUZZ_PERSON_H
#define SEODANG_TESTS_FUZZ_PERSON_H

#include "repl/session.h"

struct person {
    struct session session;
    struct sink_buffer out, err;
};

/* around: wraps the cluster's backend, which it takes over; or NULL. */
void person_begin(struct person *p, const char *version, struct backend *(*around)(struct backend *inner, void *arg), void *arg);
/* The last command's exit status. */
int person_types(struct person *p, const char *text);
void person_end(struct person *p);

#endif
