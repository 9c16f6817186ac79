/*
 * The scheduler's parts (pkg/scheduler, v1.20.2), private to them.
 *
 *   scheduler.c          the queue, one attempt, the words when it fails
 *   scheduler_usage.c    what the pods of a node ask for together, kept up to date by every change of a pod
 *   scheduler_filter.c   whether a node can take a pod, or all the reasons why not
 *   scheduler_score.c    which of those that can is the best
 *
 * An attempt looks at as many nodes as it must: one when the pod names its node (daemon pods), else as many as upstream's
 * adaptive percentage says.  Usage is kept in notes ("node/NAME"), so no attempt counts pods.
 */
#ifndef SEODANG_FAKE_SCHEDULER_H
#define SEODANG_FAKE_SCHEDULER_H

#include "backends/fake/controller.h"

/* One pod that is being placed. */
struct attempt {
    struct run *run;
    const struct val *pod, *spec;
    const struct val *request; /* held by the arena; see pod_request() */
    size_t nodes;              /* how many there are */
};

enum { REASONS_MAX = 8 };

/* Why a node cannot take the pod. */
struct reasons {
    const char *text[REASONS_MAX]; /* in the arena or static */
    size_t len;
    bool hopeless; /* no other pod's end would help */
};

/* ---- scheduler_usage.c ---- */
/* {cpu: thousandths, memory: bytes, RESOURCE: amount, ports: ["IP PROTOCOL PORT"], score/cpu, score/memory: as scoring
 * counts pods that ask for nothing}; a new document. */
struct val *pod_request(const struct val *spec);
/* The sum of those of the node's pods that are not finished, and their number as `pods`; NULL: none. */
const struct val *node_usage(struct run *r, const char *node);
void usage_observe(struct run *r, const struct change *c);
/* An amount of status.allocatable in the units above. */
int64_t node_allocatable(const struct val *node, const char *resource);

/* ---- scheduler_filter.c ---- */
bool node_takes(const struct attempt *a, const struct val *node, struct reasons *why);

/* ---- scheduler_score.c ---- */
/* Index of the best node (of equals, one by chance). count > 0. */
size_t best_node(const struct attempt *a, const struct val *const *nodes, size_t count);

#endif
