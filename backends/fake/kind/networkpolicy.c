/* NetworkPolicy. Mirrors pkg/registry/networking/networkpolicy, SetDefaults_NetworkPolicy and its printer, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct plain_default port_rows[] = { DEFAULT_STR("protocol", "TCP"), DEFAULT_END };

static void port(struct val **v, const struct kind_context *kc)
{
    set_plain(v, port_rows, kc);
}

static void rule(struct val **v, const struct kind_context *kc)
{
    edit_items(v, "ports", port, kc);
}

static void spec(struct val **v, const struct kind_context *kc)
{
    edit_items(v, "ingress", rule, kc);
    edit_items(v, "egress", rule, kc);
    if (val_empty(val_get(*v, "policyTypes")))
        val_set(v, "policyTypes",
                val_len(val_get(*v, "egress")) ? val_fmt("[Ingress, Egress]") : val_fmt("[Ingress]"));
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_at(doc, "spec", spec, kc);
}

static const struct column columns[] = { COLUMN_NAME, COLUMN("Pod-Selector"), COLUMN_AGE, COLUMN_END };

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_selector(cells, val_at(doc, "spec.podSelector"));
    cell_age(cells, doc, kc);
}

const struct kind kind_row_networkpolicy = {
    .group = "networking.k8s.io",
    .kind = "NetworkPolicy",
    .plural = "networkpolicies",
    .singular = "networkpolicy",
    .short_names = "netpol",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_GENERATION | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
