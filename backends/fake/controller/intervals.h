/*
 * Sets of whole numbers as ordered intervals: the indexes of a Job that have succeeded or failed.
 *
 *     struct intervals done = intervals_parse(a, "0,2-5,7", 10);      // [0,0] [2,5] [7,7]
 *     done = intervals_add(a, &done, &(struct intervals){ &(struct interval){ 1, 1 }, 1 });
 *     intervals_text(a, &done);                                       // "0-5,7"
 *
 * Intervals neither overlap nor touch.  All memory is the arena's; a set is never changed.  As status.completedIndexes has
 * it, two neighbours are written "3,4" and more "3-5".
 */
#ifndef SEODANG_FAKE_CONTROLLER_INTERVALS_H
#define SEODANG_FAKE_CONTROLLER_INTERVALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "backends/base/arena.h"

struct interval {
    int64_t first, last;
};

struct intervals {
    struct interval *items; /* arena's */
    size_t count;
};

/* Those below `limit`; what is no number is passed over. */
struct intervals intervals_parse(struct arena *a, const char *text, int64_t limit);
/* The single numbers, in any order, negative ones left out. Sorts them. */
struct intervals intervals_of(struct arena *a, int64_t *numbers, size_t count);
/* The union. */
struct intervals intervals_add(struct arena *a, const struct intervals *x, const struct intervals *y);
bool intervals_have(const struct intervals *x, int64_t n);
int64_t intervals_total(const struct intervals *x);
/* How many numbers both have. */
int64_t intervals_common(const struct intervals *x, const struct intervals *y);
const char *intervals_text(struct arena *a, const struct intervals *x);

#endif
