#include "repl/describe/describe.h"

static void add_count(struct describe *d, const char *what, const struct val *ds, const char *path)
{
    describe_add(d, 0, "%s: %lld\n", what, (long long)val_at_int(ds, path, 0));
}

static void describe(struct describe *d, const struct val *ds)
{
    describe_add(d, 0, "Name:\t%s\n", val_at_str(ds, "metadata.name", ""));
    if (version_has(d->version, FEATURE_DESCRIBE_DAEMONSET_NAMESPACE))
        describe_add(d, 0, "Namespace:\t%s\n", val_at_str(ds, "metadata.namespace", ""));
    describe_add(d, 0, "Selector:\t%s\n", describe_selector(d, val_at(ds, "spec.selector")));
    describe_add(d, 0, "Node-Selector:\t%s\n",
                 describe_selector(d, arena_val(d->cmd->arena, val_fmt("{matchLabels:%v}", val_at(ds, "spec.template.spec.nodeSelector")))));
    describe_labels(d, "Labels", val_at(ds, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(ds, "metadata.annotations"));
    add_count(d, "Desired Number of Nodes Scheduled", ds, "status.desiredNumberScheduled");
    add_count(d, "Current Number of Nodes Scheduled", ds, "status.currentNumberScheduled");
    add_count(d, "Number of Nodes Scheduled with Up-to-date Pods", ds, "status.updatedNumberScheduled");
    add_count(d, "Number of Nodes Scheduled with Available Pods", ds, "status.numberAvailable");
    add_count(d, "Number of Nodes Misscheduled", ds, "status.numberMisscheduled");
    describe_pods_status(d, ds, val_at(ds, "spec.selector"));
    describe_pod_template(d, val_at(ds, "spec.template"));
    describe_events(d, ds);
}

const struct describer describer_daemonset = { "apps", "DaemonSet", describe };
