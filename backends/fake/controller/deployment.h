/*
 * The parts of the Deployment controller (pkg/controller/deployment, v1.20.2; later versions by features.def), private to them.
 *
 *   deployment.c              sync: what kind of sync it is; scaling of all sets, clean-up of old ones
 *   deployment_replicasets.c  the replica set of the current template, revisions, annotations, sizes
 *   deployment_rollout.c      RollingUpdate and Recreate
 *   deployment_status.c       status, conditions, progress
 *
 * One sync works on a `struct rollout`: the Deployment and its replica sets, read once into the run's arena.  As upstream,
 * a sync makes one step and leaves the rest to the sync that its own writes ask for.
 *
 *     struct rollout d = { .run = r, ... };
 *     rollout_read(&d);
 *     if (rollout_sync_sets(&d, true, st) < 0) ...           d.current is there now, with its revision
 *     rollout_scale(&d, &d.current, 5, false, st);           an event on the Deployment, when the size changes
 */
#ifndef SEODANG_FAKE_CONTROLLER_DEPLOYMENT_H
#define SEODANG_FAKE_CONTROLLER_DEPLOYMENT_H

#include "backends/fake/controller.h"

struct rollout {
    struct run *run;
    const char *key, *ns, *name;
    const struct val *doc;     /* the Deployment; held by the arena, as all documents here */
    int64_t replicas;          /* that are wanted */
    const struct val **sets;   /* all its replica sets, oldest first */
    size_t set_count;
    const struct val *current; /* the set of the current template; NULL: not made yet */
    const struct val **old;    /* the others, oldest first */
    size_t old_count;
    int64_t asked;             /* replicas that the sets asked for when they were read or made: what the status counts with */
};

/* ---- deployment_replicasets.c ---- */
int64_t replica_set_size(const struct val *set); /* spec.replicas */
int64_t replica_set_count(const struct val *set, const char *status_member);
/* Reads the sets that the Deployment owns, and which of them is the current one. */
void rollout_read(struct rollout *d);
/* Brings revision and annotations of the current set up to date, makes that set when it is missing and `make`. */
int rollout_sync_sets(struct rollout *d, bool make, struct status *st);
/* Gives a set another size, with an event; `annotate`: also when only the annotations about sizes are old.
 * *set is the new state; whether the size changed, or -1. */
int rollout_scale(struct rollout *d, const struct val **set, int64_t size, bool annotate, struct status *st);
/* What strategy.rollingUpdate allows beyond and below d->replicas; 0 with Recreate. */
bool rollout_is_rolling(const struct rollout *d);
int64_t rollout_max_surge(const struct rollout *d);
int64_t rollout_max_unavailable(const struct rollout *d);
/* How large the current set may be now. */
int64_t rollout_new_size(const struct rollout *d, int64_t current_size);
/* The number in an annotation; false: there is none. */
bool annotation_number(const struct val *doc, const char *key, int64_t *n);

extern const char annotation_revision[], annotation_desired[], annotation_max[];

/* ---- deployment_scale.c ---- */
/* Whether the Deployment was given another size since its sets were sized. */
bool rollout_is_scaled(const struct rollout *d);
/* A replica set that has, or is to have, pods, and the size it is to get. */
struct share {
    const struct val **set; /* where the rollout keeps it */
    int64_t size, target;
};
/* Shares out what is to be added (or taken away), in proportion; what rounding leaves over falls to the largest, which comes
 * first afterwards. */
void rollout_share_out(const struct rollout *d, struct share *shares, size_t n, int64_t to_add);
/* Spreads d->replicas over the sets in proportion to their sizes. */
int rollout_scale_all(struct rollout *d, struct status *st);

/* ---- deployment_rollout.c ---- */
int rollout_rolling(struct rollout *d, struct status *st);
int rollout_recreate(struct rollout *d, struct status *st);
/* Deletes old sets beyond revisionHistoryLimit. */
int rollout_clean(struct rollout *d, struct status *st);

/* ---- deployment_status.c ---- */
/* Writes the status; with `progress` it also says whether the rollout gets on. */
int rollout_write_status(struct rollout *d, bool progress, struct status *st);
/* Says that the Deployment is paused or resumed. */
int rollout_note_pause(struct rollout *d, struct status *st);
bool rollout_is_complete(const struct rollout *d, const struct val *status);
bool rollout_has_deadline(const struct rollout *d);
/* Puts a condition at the end of the status' conditions, unless it stands there with that status and reason. */
void deployment_condition(struct run *r, struct val **status, const char *type, const char *value, const char *reason,
                          const char *message);
/* Writes a new state of the Deployment's status (and annotations) and reads it back into d->doc. */
int rollout_write(struct rollout *d, struct val *take, struct status *st);

#endif
