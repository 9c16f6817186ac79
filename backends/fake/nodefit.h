/*
 * Whether a node suits a pod: taints against tolerations, nodeSelector and required node affinity.
 *
 * The scheduler, the DaemonSet controller and the taint manager ask here, so they cannot disagree.
 *
 *     const struct val *taint = node_untolerated_taint(node, val_at(pod, "spec.tolerations"), TAINTS_HARD);
 *     if (taint) ... `node(s) had taint {key: value}`
 *
 * Documents are borrowed; nothing is kept.  It knows nothing of resources, ports or pods on the node.
 * Mirrors component-helpers/scheduling/corev1/nodeaffinity and pkg/apis/core/v1/helper (v1.20.2).
 */
#ifndef SEODANG_FAKE_NODEFIT_H
#define SEODANG_FAKE_NODEFIT_H

#include <stdbool.h>

#include "backends/base/val.h"

enum taint_effects {
    TAINT_NO_SCHEDULE = 1 << 0,
    TAINT_NO_EXECUTE = 1 << 1,
    TAINT_PREFER_NO_SCHEDULE = 1 << 2,
    TAINTS_HARD = TAINT_NO_SCHEDULE | TAINT_NO_EXECUTE,
};

bool toleration_tolerates(const struct val *toleration, const struct val *taint);
/* The first toleration of the array that tolerates the taint, or NULL. */
const struct val *taint_toleration(const struct val *tolerations, const struct val *taint);
/* The node's first taint with one of `effects` that nothing in the array tolerates, or NULL. */
const struct val *node_untolerated_taint(const struct val *node, const struct val *tolerations, unsigned effects);

/* A term of a node selector: matchExpressions and matchFields. An empty one matches nothing. */
bool node_term_matches(const struct val *term, const struct val *node);
/* nodeSelector and requiredDuringSchedulingIgnoredDuringExecution of a pod's spec. */
bool node_affinity_matches(const struct val *pod_spec, const struct val *node);
/* The only node that a pod's required affinity allows by metadata.name (a daemon pod's), or NULL. */
const char *affinity_node(const struct val *pod_spec);

#endif
