/*
 * The one source of chance: a seeded generator (xoshiro256**), part of the cluster's state.  What is drawn for one purpose
 * does not shift what is drawn for another: each has a stream of its own, so that a new object leaves other pods' names alone.
 */
#ifndef SEODANG_FAKE_RANDOM_H
#define SEODANG_FAKE_RANDOM_H

#include <stdint.h>

struct random {
    uint64_t s[4];
};

/* The cluster's streams, all from its one seed. */
struct chance {
    struct random names;   /* what generateName appends */
    struct random uids;
    struct random nodes;   /* the scheduler's choice among equals */
    struct random numbers; /* cluster addresses and node ports */
    struct random tokens;  /* and certificates, and the names of Secrets that hold them */
};

void random_seed(struct random *r, uint64_t seed);
void chance_seed(struct chance *c, uint64_t seed);
uint64_t random_next(struct random *r);
/* 0 .. n-1 */
uint64_t random_below(struct random *r, uint64_t n);
/* A version 4 UUID, 36 characters and NUL. */
void random_uuid(struct random *r, char out[37]);
/* `len` characters of bcdfghjklmnpqrstvwxz2456789 and NUL, as generateName appends. */
void random_suffix(struct random *r, char *out, int len);

#endif
