/* Lease. Mirrors pkg/registry/coordination/lease and printLease, v1.20.2. */
#include "backends/base/rfc3339.h"
#include "backends/fake/kind/columns.h"
#include "backends/fake/nodelife.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { "v1beta1", 0, 22, "coordination.k8s.io/v1beta1 Lease is deprecated in v1.19+, unavailable in v1.22+; use coordination.k8s.io/v1 Lease", 19 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct column columns[] = { COLUMN_NAME, COLUMN("Holder"), COLUMN_AGE, COLUMN_END };

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_at(cells, doc, "spec.holderIdentity", "");
    cell_age(cells, doc, kc);
}

/* A node's kubelet renews its Lease without anybody storing it: the time is worked out when somebody looks. */
static struct val *present(const struct val *doc, const char *api_version, const struct kind_context *kc)
{
    (void)api_version;
    const struct object *node = kc->cluster ? store_get(kc->cluster->store, kind_node, "", val_at_str(doc, "spec.holderIdentity", "")) : NULL;
    struct val *shown = val_ref(doc);
    char text[RFC3339_SIZE];
    if (node && node_kubelet_runs(node->doc) && val_str_equal(val_at(doc, "metadata.namespace"), "kube-node-lease"))
        val_put_str(&shown, "spec.renewTime", rfc3339_format_micro(text, node_last_heartbeat(kc->cluster, node->doc, kc->now_ms)));
    return shown;
}

const struct kind kind_row_lease = {
    .group = "coordination.k8s.io",
    .kind = "Lease",
    .plural = "leases",
    .singular = "lease",
    .short_names = "",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .validate = validate_lease,
    .columns = columns,
    .cells = cells,
    .present = present,
};
