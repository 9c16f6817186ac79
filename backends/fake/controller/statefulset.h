/*
 * The parts of the StatefulSet controller (pkg/controller/statefulset, v1.20.2; later versions by features.def), private to
 * them.
 *
 *   statefulset.c          sync: which pod comes next, which has to go; rolling update
 *   statefulset_status.c   revisions, and what the status tells
 *   statefulset_pods.c     the pods: who they are, made and deleted
 *   statefulset_claims.c   their PersistentVolumeClaims
 *
 * One sync works on a `struct stateful`: everything about the set, read once into the run's arena.  A pod of the set is a
 * member: NAME-ORDINAL, whether there is one yet or not.
 */
#ifndef SEODANG_FAKE_CONTROLLER_STATEFULSET_H
#define SEODANG_FAKE_CONTROLLER_STATEFULSET_H

#include "backends/fake/controller.h"

struct member {
    const struct val *doc; /* held by the arena; NULL: none yet */
    const char *name;
    const char *revision; /* the name of its revision */
    int64_t ordinal;
    bool counted;     /* in status.replicas */
    bool terminating, ended;
    bool ready;       /* running and ready */
    bool available;   /* ready for minReadySeconds */
};

struct stateful {
    struct run *run;
    const struct val *set; /* held by the arena */
    const char *ns, *name;
    int64_t first; /* ordinal */
    bool ordered;  /* one after the other; else all at once */
    const struct val *current, *update; /* revisions */
    const char *current_name, *update_name;
    int64_t collisions;
    struct member *members; /* those that should be, by ordinal */
    struct member *surplus; /* those that should not, by ordinal */
    size_t member_count, surplus_count;
    size_t may_make; /* in parallel: pods that may still be made in this sync */
    const struct member *first_unhealthy; /* NULL: none */
    int64_t current_lost;    /* taken from status.currentReplicas: deleted for the update */
    int64_t available_at_ms; /* when the next ready pod may become available; 0: none */
};

/* ---- statefulset_status.c ---- */
/* Finds or makes the revisions. */
int stateful_revisions(struct stateful *s, const struct val ***all, size_t *count, struct status *st);
/* Deletes revisions beyond the limit, but none that a pod has. */
int stateful_trim(struct stateful *s, const struct val *const *all, size_t count, struct status *st);
int stateful_write_status(struct stateful *s, struct status *st);

/* ---- statefulset_pods.c ---- */
/* Reads the members. */
void stateful_read(struct stateful *s);
int stateful_create(struct stateful *s, struct member *m, struct status *st);
int stateful_delete(struct stateful *s, struct member *m, struct status *st);
/* Puts right what makes a pod this member: its label, its volumes, its claims' owners. */
int stateful_mend(struct stateful *s, struct member *m, struct status *st);
bool stateful_healthy(const struct member *m);
/* An event: "create Pod db-0 in StatefulSet db successful", or how it failed. */
void stateful_tell(struct stateful *s, const char *verb, const char *pod, const struct status *failure);
/* The verb as messages of this version have it: "create", "Create". */
const char *stateful_verb(const struct stateful *s, const char *verb);

/* ---- statefulset_claims.c ---- */
/* The claim's name for a member. */
const char *stateful_claim_name(struct stateful *s, const struct val *claim_template, int64_t ordinal);
/* Makes the claims that are missing. */
int stateful_create_claims(struct stateful *s, const struct member *m, struct status *st);
/* Makes the set or the pod their owner as the retention policy says; *changed: there was something to do. */
int stateful_own_claims(struct stateful *s, const struct member *m, bool *changed, struct status *st);
/* The pod's volumes: one for each claim, then the template's others. A new array. */
struct val *stateful_volumes(struct stateful *s, const struct val *volumes, int64_t ordinal);
bool stateful_volumes_fit(struct stateful *s, const struct val *volumes, int64_t ordinal);

#endif
