#include "repl/describe/describe.h"

static void add_driver(struct describe *d, const struct val *driver)
{
    const struct val *count = val_at(driver, "allocatable.count"), *keys = val_get(driver, "topologyKeys");
    describe_add(d, 2, "%s:\n", val_get_str(driver, "name", ""));
    describe_add(d, 3, "Node ID:\t%s\n", val_get_str(driver, "nodeID", ""));
    if (count) {
        describe_add(d, 3, "Allocatables:\n");
        describe_add(d, 4, "Count:\t%lld\n", (long long)val_int_or(count, 0));
    }
    if (keys)
        describe_add(d, 3, "Topology Keys:\t%s\n", describe_words(d, keys));
}

static void describe(struct describe *d, const struct val *node)
{
    const struct val *drivers = val_at(node, "spec.drivers");
    describe_add(d, 0, "Name:\t%s\n", val_at_str(node, "metadata.name", ""));
    describe_labels(d, "Labels", val_at(node, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(node, "metadata.annotations"));
    describe_add(d, 0, "CreationTimestamp:\t%s\n", describe_time(d, val_at(node, "metadata.creationTimestamp")));
    describe_add(d, 0, "Spec:\n");
    if (drivers)
        describe_add(d, 1, "Drivers:\n");
    for (size_t i = 0; i < val_len(drivers); i++)
        add_driver(d, val_item(drivers, i));
    describe_events(d, node);
}

const struct describer describer_csinode = { "storage.k8s.io", "CSINode", describe };
