#include "repl/describe/describe.h"

static void add_addresses(struct describe *d, const char *title, const struct val *list)
{
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; i < val_len(list); i++)
        strbuf_addf(&sb, "%s%s", i ? "," : "", val_get_str(val_item(list, i), "ip", ""));
    describe_add(d, 1, "%s:\t%s\n", title, sb.len ? sb.buf : "<none>");
    strbuf_release(&sb);
}

static void add_subset(struct describe *d, const struct val *subset)
{
    const struct val *ports = val_get(subset, "ports");
    add_addresses(d, "Addresses", val_get(subset, "addresses"));
    add_addresses(d, "NotReadyAddresses", val_get(subset, "notReadyAddresses"));
    if (val_len(ports)) {
        describe_add(d, 1, "Ports:\n");
        describe_add(d, 2, "Name\tPort\tProtocol\n");
        describe_add(d, 2, "----\t----\t--------\n");
    }
    for (size_t i = 0; i < val_len(ports); i++) {
        const char *name = val_get_str(val_item(ports, i), "name", "");
        describe_add(d, 2, "%s\t%lld\t%s\n", *name ? name : "<unset>", (long long)val_at_int(val_item(ports, i), "port", 0),
                     val_get_str(val_item(ports, i), "protocol", ""));
    }
    describe_add(d, 0, "\n");
}

static void describe(struct describe *d, const struct val *endpoints)
{
    const struct val *subsets = val_get(endpoints, "subsets");
    describe_add(d, 0, "Name:\t%s\n", val_at_str(endpoints, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(endpoints, "metadata.namespace", ""));
    describe_labels(d, "Labels", val_at(endpoints, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(endpoints, "metadata.annotations"));
    describe_add(d, 0, "Subsets:\n");
    for (size_t i = 0; i < val_len(subsets); i++)
        add_subset(d, val_item(subsets, i));
    describe_events(d, endpoints);
}

const struct describer describer_endpoints = { "", "Endpoints", describe };
