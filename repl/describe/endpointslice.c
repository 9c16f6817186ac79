#include "repl/describe/describe.h"

static void add_ports(struct describe *d, const struct val *ports)
{
    if (!val_len(ports)) {
        describe_add(d, 0, "Ports: <unset>\n");
        return;
    }
    describe_add(d, 0, "Ports:\n");
    describe_add(d, 1, "Name\tPort\tProtocol\n");
    describe_add(d, 1, "----\t----\t--------\n");
    for (size_t i = 0; i < val_len(ports); i++) {
        const struct val *p = val_item(ports, i), *number = val_get(p, "port");
        const char *name = val_get_str(p, "name", "");
        describe_add(d, 1, "%s\t", *name ? name : "<unset>");
        if (val_is_number(number))
            describe_add(d, 0, "%lld\t%s\n", (long long)val_int_or(number, 0), val_get_str(p, "protocol", ""));
        else
            describe_add(d, 0, "<unset>\t%s\n", val_get_str(p, "protocol", ""));
    }
}

/* The labels of where the endpoint is, one a line, under the first. */
static void add_topology(struct describe *d, const struct val *topology)
{
    describe_add(d, 0, "    Topology:\t");
    if (val_empty(topology))
        describe_add(d, 0, "<none>\n");
    for (size_t i = 0; i < val_len(topology); i++)
        describe_add(d, 0, "%s%s=%s\n", i ? "    \t" : "", val_key(topology, i), val_str_or(val_item(topology, i), ""));
}

static void add_endpoint(struct describe *d, const struct val *e)
{
    const struct val *addresses = val_get(e, "addresses"), *ready = val_at(e, "conditions.ready"), *ref = val_get(e, "targetRef");
    describe_add(d, 1, "- Addresses:\t%s\n", describe_joined(d, addresses, ",", "<none>"));
    describe_add(d, 2, "Conditions:\n");
    describe_add(d, 3, "Ready:\t%s\n", !ready ? "<unset>" : val_bool_or(ready, false) ? "true" : "false");
    describe_add(d, 2, "Hostname:\t%s\n", val_get_str(e, "hostname", "<unset>"));
    if (ref)
        describe_add(d, 2, "TargetRef:\t%s/%s\n", val_get_str(ref, "kind", ""), val_get_str(ref, "name", ""));
    if (!version_has(d->version, FEATURE_SLICES_NAME_NODES)) {
        add_topology(d, val_get(e, "topology"));
        return;
    }
    describe_add(d, 2, "NodeName:\t%s\n", val_get_str(e, "nodeName", "<unset>"));
    describe_add(d, 2, "Zone:\t%s\n", val_get_str(e, "zone", "<unset>"));
}

static void describe(struct describe *d, const struct val *slice)
{
    const struct val *endpoints = val_get(slice, "endpoints");
    describe_add(d, 0, "Name:\t%s\n", val_at_str(slice, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(slice, "metadata.namespace", ""));
    describe_labels(d, "Labels", val_at(slice, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(slice, "metadata.annotations"));
    describe_add(d, 0, "AddressType:\t%s\n", val_get_str(slice, "addressType", ""));
    add_ports(d, val_get(slice, "ports"));
    describe_add(d, 0, "Endpoints:%s\n", val_len(endpoints) ? "" : " <none>");
    for (size_t i = 0; i < val_len(endpoints); i++)
        add_endpoint(d, val_item(endpoints, i));
    describe_events(d, slice);
}

const struct describer describer_endpointslice = { "discovery.k8s.io", "EndpointSlice", describe };
