#include "backends/base/base64.h"
#include "repl/describe/describe.h"

static void describe_binary(struct describe *d, const struct val *data)
{
    describe_add(d, 0, "\nBinaryData\n====\n");
    for (size_t i = 0; i < val_len(data); i++) {
        struct strbuf bytes = STRBUF_INIT;
        (void)base64_decode(&bytes, val_str_or(val_item(data, i), ""));
        describe_add(d, 0, "%s: %zu bytes\n", val_key(data, i), bytes.len);
        strbuf_release(&bytes);
    }
    describe_add(d, 0, "\n");
}

static void describe(struct describe *d, const struct val *map)
{
    const struct val *data = val_get(map, "data");
    describe_add(d, 0, "Name:\t%s\n", val_at_str(map, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(map, "metadata.namespace", ""));
    describe_labels(d, "Labels", val_at(map, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(map, "metadata.annotations"));
    describe_add(d, 0, "\nData\n====\n");
    bool binary = version_has(d->version, FEATURE_DESCRIBE_BINARY_DATA);
    for (size_t i = 0; i < val_len(data); i++)
        describe_add(d, 0, "%s:\n----\n%s\n%s", val_key(data, i), val_str_or(val_item(data, i), ""), binary ? "\n" : "");
    if (binary)
        describe_binary(d, val_get(map, "binaryData"));
    describe_events(d, map);
}

const struct describer describer_configmap = { "", "ConfigMap", describe };
