/*
 * The parts of the node life cycle controller (pkg/controller/nodelifecycle, v1.20.2), private to them.
 *
 *   nodelifecycle.c         one node: its silence, the taints that tell its state
 *   nodelifecycle_zones.c   all nodes: how fast the lost ones may be emptied
 *
 * A node that is not ready gets its NoExecute taint, by which its pods leave, only when its zone's limiter lets one through:
 * one in ten seconds; where most of a zone is lost, one in a hundred, or in a small zone none; when all nodes are lost, none,
 * for then it is more likely that the controller is cut off.
 */
#ifndef SEODANG_FAKE_CONTROLLER_NODELIFECYCLE_H
#define SEODANG_FAKE_CONTROLLER_NODELIFECYCLE_H

#include "backends/fake/nodelife.h"

#define TAINT_UNREACHABLE "node.kubernetes.io/unreachable"
#define TAINT_NOT_READY "node.kubernetes.io/not-ready"

/* "True", "False", "Unknown"; the last also of a node that has told nothing. */
const char *node_ready_status(const struct val *node);
/* The array gets the taint, or loses it. */
void node_set_taint(struct run *r, struct val **taints, const char *key, const char *effect, bool wanted);
/* The node's new taints; an empty array is left out. */
void node_put_taints(struct val **doc, struct val *take);

/* ---- nodelifecycle_zones.c ---- */
/* The monitor's next look at all nodes; `now`: it is looking. */
void zones_look_soon(struct run *r, bool now);
/* Whether the key is one of these, which was done. */
bool zones_sync(struct run *r, const char *key);
/* The node is there no more, or ready again: it waits for no taint. */
void zones_forget(struct run *r, const char *node);

#endif
