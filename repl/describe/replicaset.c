#include "repl/describe/describe.h"

/* A ReplicaSet, or the older ReplicationController, whose selector is a plain map. */
void describe_replicas(struct describe *d, const struct val *set, const struct val *selector)
{
    describe_add(d, 0, "Name:\t%s\n", val_at_str(set, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(set, "metadata.namespace", ""));
    describe_add(d, 0, "Selector:\t%s\n", describe_selector(d, selector));
    describe_labels(d, "Labels", val_at(set, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(set, "metadata.annotations"));
    describe_controlled_by(d, set);
    describe_add(d, 0, "Replicas:\t%lld current / %lld desired\n", (long long)val_at_int(set, "status.replicas", 0),
                 (long long)val_at_int(set, "spec.replicas", 1));
    describe_pods_status(d, set, selector);
    describe_pod_template(d, val_at(set, "spec.template"));
    describe_conditions(d, set);
    describe_events(d, set);
}

static void describe(struct describe *d, const struct val *set)
{
    describe_replicas(d, set, val_at(set, "spec.selector"));
}

const struct describer describer_replicaset = { "apps", "ReplicaSet", describe };
