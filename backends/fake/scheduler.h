/*
 * The scheduler's parts (pkg/scheduler, v1.20.2), private to them; what pods ask for is read by the kubelet's admission too.
 *
 *   scheduler.c          the queue, one attempt
 *   scheduler_words.c    what is said when it fails
 *   scheduler_usage.c    what the pods of a node ask for together, kept up to date by every change of a pod
 *   scheduler_filter.c   whether a node can take a pod, or all the reasons why not
 *   scheduler_affinity.c pods that want to be near other pods, or far from them: filter and score
 *   scheduler_spread.c   pods that want to be spread evenly: filter and score
 *   scheduler_volume.c   whether the pod's claims have volumes
 *   scheduler_score.c    which of the nodes that can is the best
 *   scheduler_preempt.c  whose end would make room
 *
 * An attempt looks at as many nodes as it must: one when the pod names its node (daemon pods), else as many as upstream's
 * adaptive percentage says.  Usage is kept in notes ("node/NAME"), so no attempt counts pods, unless the pod or one that is
 * placed already has a wish about other pods (the note "affine" counts those).
 */
#ifndef SEODANG_FAKE_SCHEDULER_H
#define SEODANG_FAKE_SCHEDULER_H

#include "backends/fake/controller.h"

struct affinity;
struct spread;

/* One pod that is being placed. What it points to lives in the run's arena. */
struct attempt {
    struct run *run;
    const struct val *pod, *spec;
    const char *key;           /* "ns/name" */
    const struct val *request; /* see pod_request() */
    int64_t priority;
    size_t nodes; /* how many there are */
    const char *refused; /* what keeps it from every node, or NULL */
    const struct affinity *affinity;
    const struct spread *spread;
    const struct object *const *gone; /* pods that are taken away in thought (scheduler_preempt.c) */
    size_t gone_count;
};

/* Fills *a for the pod; all that filters need to know beforehand is worked out. */
void attempt_begin(struct attempt *a, struct run *r, const struct val *pod);
/* The attempt of `from` as it would be without those pods. */
void attempt_begin_without(struct attempt *a, const struct attempt *from, const struct object *const *gone, size_t count);
/* Whether a placed pod counts: it is not finished, and not taken away in thought. */
bool attempt_counts(const struct attempt *a, const struct object *pod);
/* A LabelSelector (NULL: nothing) and, for each of `keys`, the value that `labels` have. */
struct selector *attempt_selector(const struct attempt *a, const struct val *label_selector, const struct val *keys,
                                  const struct val *labels);

enum { REASONS_MAX = 8 };

/* Why a node cannot take the pod. */
struct reasons {
    const char *text[REASONS_MAX]; /* in the arena or static */
    size_t len;
    bool hopeless;                 /* no other pod's end would help */
};

struct verdict {
    const struct object *node;
    struct reasons why;
};

/* ---- scheduler_usage.c ---- */
/* {cpu: thousandths, memory: bytes, RESOURCE: amount, ports: ["IP PROTOCOL PORT"], score/cpu, score/memory: as scoring
 * counts pods that ask for nothing}; a new document. */
struct val *pod_request(const struct val *spec);
/* The sum of those of the node's pods that are not finished, and their number as `pods`; NULL: none. */
const struct val *node_usage(struct run *r, const char *node);
void usage_observe(struct run *r, const struct change *c);
/* The same as this attempt sees it: without the pods taken away in thought, with those of the same or a higher priority that
 * wait for room which preemption makes there. */
const struct val *attempt_usage(const struct attempt *a, const char *node);
/* Whether a pod has a wish about other pods. */
bool spec_is_affine(const struct val *spec);
/* How many placed pods have a podAffinity or podAntiAffinity: of a node, and of all nodes. */
int64_t affine_pods(struct run *r, const char *node);
int64_t affine_pods_everywhere(struct run *r);
/* An amount of status.allocatable in the units above. */
int64_t node_allocatable(const struct val *node, const char *resource);

/* ---- scheduler_filter.c ---- */
/* Whether two lists of "IP PROTOCOL PORT" cannot be served on one node. */
bool ports_conflict(const struct val *wanted, const struct val *used);
bool node_takes(const struct attempt *a, const struct val *node, struct reasons *why);

/* ---- scheduler_affinity.c ---- */
const struct affinity *affinity_prepare(const struct attempt *a);
/* The reason why the node is refused, or NULL; *hopeless as in struct reasons. */
const char *affinity_refuses(const struct attempt *a, const struct val *node, bool *hopeless);
void affinity_scores(const struct attempt *a, const struct val *const *nodes, size_t count, int64_t *scores);

/* ---- scheduler_spread.c ---- */
const struct spread *spread_prepare(const struct attempt *a);
const char *spread_refuses(const struct attempt *a, const struct val *node, bool *hopeless);
void spread_scores(const struct attempt *a, const struct val *const *nodes, size_t count, int64_t *scores);

/* ---- scheduler_score.c ---- */
enum { SCORE_MAX = 100 };
/* Index of the best node (of equals, one by chance). count > 0. */
size_t best_node(const struct attempt *a, const struct val *const *nodes, size_t count);

/* ---- scheduler_volume.c ---- */
/* What is wrong with the pod's claims, or NULL. */
const char *volumes_refuse(const struct attempt *a);

/* ---- scheduler_preempt.c ---- */
int64_t pod_priority(const struct val *pod);
/* Ends pods of lower priority for this one, which fits nowhere (a verdict for each node): the node where there will be room.
 * NULL: none; *text says why, in the words of v1.24. */
const char *preempt(const struct attempt *a, const struct verdict *verdicts, const char **text);

/* ---- scheduler_words.c ---- */
/* "3 Insufficient cpu, 1 node(s) were unschedulable." in string order; equal texts are counted. */
void add_counted(struct arena *arena, struct strbuf *sb, const char **texts, size_t count);
/* The message of FailedScheduling. preemption: as preempt() gives it, or NULL. */
const char *failure_text(const struct attempt *a, const struct verdict *verdicts, const char *preemption);

#endif
