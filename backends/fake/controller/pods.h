/*
 * What controllers that own objects share: claiming them by selector, making and deleting pods, in Kubernetes' order and with
 * its events.  Mirrors pkg/controller/{controller_utils,controller_ref_manager}.go, v1.20.2.
 *
 *     size_t count;
 *     const struct val **pods = claim(r, job, kind_pod, val_at(job, "spec.selector"), &count);
 *     pod_create(r, job, &(struct pod_plan){ .template = template }, &st);
 */
#ifndef SEODANG_FAKE_CONTROLLER_PODS_H
#define SEODANG_FAKE_CONTROLLER_PODS_H

#include "backends/fake/controller.h"

/* The objects of kind k in the owner's namespace that are its own and match the selector, oldest first, held by the arena.
 * Those that match and have no controller are adopted; those of its own that match no more are released. */
const struct val **claim(struct run *r, const struct val *owner, const struct kind *k, const struct val *selector,
                         size_t *count);
/* The same with a rule beyond the selector. */
struct claim_rule {
    const char *finalizer; /* what is adopted gets it as well; NULL: none */
    bool active_only;      /* pods that have ended or are going are left as they are: neither claimed nor released */
    bool open_only;        /* leave out those that the controller has settled: store_settle() */
    bool (*suits)(const struct val *doc, const void *arg); /* NULL: every one that matches */
    const void *arg;
};
const struct val **claim_with(struct run *r, const struct val *owner, const struct kind *k, const struct val *selector,
                              const struct claim_rule *rule, size_t *count);

/* The LabelSelector by which an owner claims: spec.selector; of a ReplicationController, whose selector is a plain map, in that
 * form. Held by the arena. */
const struct val *owner_selector(struct run *r, const struct val *owner);
/* A change of something that objects of kind k own: its owner, before and after; without one, those that might adopt it. */
void enqueue_claimers(struct run *r, const struct change *c, const struct kind *k);

/* A pod to be made. Everything is borrowed. */
struct pod_plan {
    const struct val *template;    /* {metadata:{labels, annotations, finalizers}, spec} */
    const struct val *labels;      /* instead of the template's; NULL: those */
    const struct val *annotations; /* likewise */
    const struct val *finalizers;  /* likewise */
    const struct val *spec;        /* likewise */
    const char *prefix;            /* of the name; NULL: "OWNER-" */
    const struct val *reference;   /* the owner's reference; NULL: it is made */
};

/* Creates the pod and tells so in an event on the owner.  -1 with *st, told likewise. */
int pod_create(struct run *r, const struct val *owner, const struct pod_plan *plan, struct status *st);
/* Whether the namespace is going, so that nothing can be made in it: no failure to tell of. */
bool namespace_is_ending(const struct status *st);
/* rc, or 0 when it failed for that reason alone; *st is released then. */
int forgive_ending(int rc, struct status *st);
/* Deletes the pod, which the owner controls, with events. One that is gone already is no error. */
int pod_delete(struct run *r, const struct val *owner, const struct val *pod, struct status *st);

/* Sorts active pods: those that should go first when there are too many come first (controller.ActivePods). */
void pods_rank(struct run *r, const struct val **pods, size_t count);
/* The same for a ReplicaSet's (ActivePodsWithRanks): of ready pods, those on a node with many of the `related` pods go first;
 * from v1.22 pod-deletion-cost decides before that, and ages count by their magnitude only. */
void pods_rank_related(struct run *r, const struct val **pods, size_t count, const struct val *const *related,
                       size_t related_count);

/* Calls make(arg, i) for i in 0..count-1 in batches of 1, 2, 4 ...: a batch in which one fails is the last, so that a quota
 * that is used up costs few attempts.  The number of those that were made; *st: the first failure. */
size_t slow_start(size_t count, int (*make)(void *arg, size_t i, struct status *st), void *arg, struct status *st);

/* How many of `missing` pods a controller may make now; the others' time comes by the queue.  A batch of 500 takes a client of
 * the API server 25 s, by the 20 requests a second that it is allowed, so that two thousand million replicas are not made in
 * one instant.  Differs: the batch is made at its beginning, as if there were no limit. */
size_t pods_at_once(struct run *r, const struct val *owner, const char *key, size_t missing);

/* Back-off as client-go's util/flowcontrol: a note of the running controller. */
struct backoff {
    const char *key; /* of the note */
    int64_t initial_ms, max_ms;
};
/* How long to wait still, when the thing failed at since_ms (negative: when the delay last grew); 0: go on. */
int64_t backoff_left(struct run *r, const struct backoff *b, int64_t since_ms);
/* Doubles the delay (back to the initial one after 2 * max without a call). */
void backoff_next(struct run *r, const struct backoff *b, int64_t event_ms);
/* The delay in force, 0: none. */
int64_t backoff_delay(struct run *r, const struct backoff *b);

#endif
