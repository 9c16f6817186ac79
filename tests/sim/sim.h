/*
 * The simulation: a cluster, somebody who does anything to it, and rules that hold whatever he does.
 *
 *     struct sim s;
 *     sim_begin(&s, seed);
 *     for (int i = 0; i < edits && !s.broken; i++)
 *         sim_edit(&s);                    // an edit at random, some time, then the rules that always hold
 *     sim_rest(&s);                        // nodes come back, schedules stop, time passes until nothing more happens;
 *                                          // then the rules of a cluster at rest
 *     sim_end(&s);                         // every reference is given back
 *
 * Everything follows from the seed: the version, the kinds in play, the edits, the time between.  s.log is a hash of all that
 * happened; the same seed gives the same log.
 *
 * A rule is a row in rules.c, an edit a row in edits.c; see rules.h and edits.h.
 */
#ifndef SEODANG_TESTS_SIM_H
#define SEODANG_TESTS_SIM_H

#include "backends/fake/cluster.h"

struct sim {
    struct cluster *cluster;
    struct arena *arena;   /* emptied after each edit */
    struct random random;  /* of the edits; the cluster has its own */
    uint64_t seed, log;
    uint64_t last_version; /* resourceVersion after the last step */
    uint64_t seen_version; /* of the last change that a rule looked at */
    struct val *pods;      /* owned: by uid, as they were at that change */
    size_t heap_before;    /* bytes of documents before the cluster was made */
    int made;              /* objects so far: their names' numbers */
    bool talks;            /* each edit is printed */
    bool batch_only;       /* Jobs and CronJobs alone */
    char *broken;          /* owned: the first rule that broke, or NULL */
};

void sim_begin(struct sim *s, uint64_t seed);
void sim_edit(struct sim *s);
void sim_rest(struct sim *s);
void sim_end(struct sim *s);

/* ---- for rules and edits ---- */
void sim_break(struct sim *s, const char *fmt, ...) PRINTF_LIKE(2, 3);
void sim_say(struct sim *s, const char *fmt, ...) PRINTF_LIKE(2, 3);
int64_t sim_below(struct sim *s, int64_t n);
bool sim_chance(struct sim *s, int percent);
/* Any object of a kind, in the arena; NULL: none. */
const struct val *sim_pick(struct sim *s, const struct kind *k);

/* ---- edits.c ---- */
void edit_at_random(struct sim *s);
/* Makes everybody able to do his work again: nodes run, are there and take pods, no CronJob starts more. */
void edit_for_rest(struct sim *s);

/* ---- rules.c ---- */
void rules_always(struct sim *s);
void rules_at_rest(struct sim *s);
/* How many of the pods that its budgets protect may go before too few are healthy; INT64_MAX: it may always go. */
int64_t rules_spare_pods(struct sim *s, const struct val *pod);

#endif
