/*
 * The controller of ReplicaSets and of ReplicationControllers: the same code over two kinds, as in Kubernetes.
 * Mirrors pkg/controller/replicaset/{replica_set,replica_set_utils}.go, v1.20.2; later versions by features.def.
 *
 *     static int sync(struct run *r, const char *key, struct status *st)
 *     {
 *         return replicas_sync(r, &kind_row_replicaset, key, st);
 *     }
 *
 * A sync compares the active pods with spec.replicas and makes or deletes at most 500.  Its status is of the pods that it
 * found; what became of them is the next sync's matter, which their changes ask for.
 */
#ifndef SEODANG_FAKE_CONTROLLER_REPLICASET_H
#define SEODANG_FAKE_CONTROLLER_REPLICASET_H

#include "backends/fake/controller.h"

void replicas_observe(struct run *r, const struct kind *k, const struct change *c);
int replicas_sync(struct run *r, const struct kind *k, const char *key, struct status *st);

#endif
