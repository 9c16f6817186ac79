/* The ReplicationController controller: replicaset.h over the older kind. */
#include "backends/fake/controller/replicaset.h"

static const char *const watches[] = { "/replicationcontrollers", "/pods", NULL };

static void observe(struct run *r, const struct change *c)
{
    replicas_observe(r, &kind_row_replicationcontroller, c);
}

static int sync(struct run *r, const char *key, struct status *st)
{
    return replicas_sync(r, &kind_row_replicationcontroller, key, st);
}

const struct controller controller_replicationcontroller = {
    .name = "replication-controller",
    .watches = watches,
    .observe = observe,
    .sync = sync,
};
