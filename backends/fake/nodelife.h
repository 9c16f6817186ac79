/*
 * When a node was last heard of.  Heartbeats come at start + 10k s while the kubelet runs; nobody stores them: a Lease's
 * renewTime is worked out when it is read (kind/lease.c), and a loss is foreseen from the moment the kubelet stops.
 */
#ifndef SEODANG_FAKE_NODELIFE_H
#define SEODANG_FAKE_NODELIFE_H

#include "backends/fake/cluster.h"

enum { HEARTBEAT_MS = 10 * 1000, MONITOR_MS = 5 * 1000 };

/* A Node without the annotation kubelet.seodang.io/stopped: "true". */
bool node_kubelet_runs(const struct val *node);
/* The container runtime of a node that does not say: Docker, then containerd. */
const char *node_default_runtime(struct version v);
/* The latest tick of `every` at or before at_ms, counted from the cluster's start. */
int64_t node_tick(const struct cluster *c, int64_t at_ms, int64_t every_ms);
/* The last heartbeat of a node whose kubelet ran until at_ms. */
int64_t node_last_heartbeat(const struct cluster *c, const struct val *node, int64_t at_ms);

#endif
