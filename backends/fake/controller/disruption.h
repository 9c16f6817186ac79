/*
 * PodDisruptionBudgets: which one protects a pod.  The controller (disruption.c) keeps their status; evictions (rest_eviction.c)
 * spend what it allows.  Mirrors pkg/controller/disruption/disruption.go, v1.20.2; later versions by features.def.
 *
 *     if (budget_protects(cluster, budget->doc, pod->doc)) ...
 */
#ifndef SEODANG_FAKE_CONTROLLER_DISRUPTION_H
#define SEODANG_FAKE_CONTROLLER_DISRUPTION_H

#include "backends/fake/cluster.h"

/* How long an evicted pod counts as gone before it is. */
enum { DISRUPTED_POD_MS = 2 * 60 * 1000 };

/* Whether the budget's selector matches the pod, which is in its namespace. */
bool budget_protects(const struct cluster *c, const struct val *budget, const struct val *pod);

#endif
