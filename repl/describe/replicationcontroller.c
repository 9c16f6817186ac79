#include "repl/describe/describe.h"

/* As a ReplicaSet. Differs: one that has a controller names it, which no ReplicationController of Kubernetes' own has. */
static void describe(struct describe *d, const struct val *rc)
{
    describe_replicas(d, rc, arena_val(d->cmd->arena, val_fmt("{matchLabels:%v}", val_at(rc, "spec.selector"))));
}

const struct describer describer_replicationcontroller = { "", "ReplicationController", describe };
