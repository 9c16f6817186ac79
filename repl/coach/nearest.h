/*
 * The nearest of many words to one that is misspelt.
 *
 *     struct nearest n;
 *     nearest_init(&n, "DeamonSet");
 *     nearest_offer(&n, "Deployment");
 *     nearest_offer(&n, "DaemonSet");
 *     ... n.best is "DaemonSet", or NULL when nothing is near enough
 *     nearest_remark(&sb, "DeamonSet", n.best);      // "a와 e의 순서"
 *
 * Letters left out, added, exchanged and swapped with their neighbour count one each; upper and lower case count the same.
 * Near enough is a third of the word's length; of two equally near the one with the same first letter wins, else the first.
 */
#ifndef SEODANG_COACH_NEAREST_H
#define SEODANG_COACH_NEAREST_H

#include <stdbool.h>
#include <stddef.h>

#include "backends/base/strbuf.h"

enum { NEAREST_LENGTH_MAX = 64 };

struct nearest {
    const char *word; /* borrowed, as is what is offered */
    const char *best;
    size_t distance; /* of best */
};

void nearest_init(struct nearest *n, const char *word);
void nearest_offer(struct nearest *n, const char *candidate);

/* Adds what is wrong with `typed`, in a few words of Korean; nothing when it is more than one slip. False: nothing added. */
bool nearest_remark(struct strbuf *sb, const char *typed, const char *right);

#endif
