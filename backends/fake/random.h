/*
 * The one source of chance: a seeded generator (xoshiro256**), part of the cluster's state.
 */
#ifndef SEODANG_FAKE_RANDOM_H
#define SEODANG_FAKE_RANDOM_H

#include <stdint.h>

struct random {
    uint64_t s[4];
};

void random_seed(struct random *r, uint64_t seed);
uint64_t random_next(struct random *r);
/* 0 .. n-1 */
uint64_t random_below(struct random *r, uint64_t n);
/* A version 4 UUID, 36 characters and NUL. */
void random_uuid(struct random *r, char out[37]);
/* `len` characters of bcdfghjklmnpqrstvwxz2456789 and NUL, as generateName appends. */
void random_suffix(struct random *r, char *out, int len);

#endif
