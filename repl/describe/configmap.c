#include "repl/describe/describe.h"

static void describe(struct describe *d, const struct val *map)
{
    const struct val *data = val_get(map, "data");
    describe_add(d, 0, "Name:\t%s\n", val_at_str(map, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(map, "metadata.namespace", ""));
    describe_labels(d, "Labels", val_at(map, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(map, "metadata.annotations"));
    describe_add(d, 0, "\nData\n====\n");
    for (size_t i = 0; i < val_len(data); i++)
        describe_add(d, 0, "%s:\n----\n%s\n", val_key(data, i), val_str_or(val_item(data, i), ""));
    describe_events(d, map);
}

const struct describer describer_configmap = { "", "ConfigMap", describe };
