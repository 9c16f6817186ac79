/* CSINode. Mirrors pkg/registry/storage/csinode and printCSINode, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { "v1beta1", 0, 22, "storage.k8s.io/v1beta1 CSINode is deprecated in v1.17+, unavailable in v1.22+; use storage.k8s.io/v1 CSINode", 17 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct subresource subresources[] = {
    { "status", "CSINode", NULL, NULL, "get,patch,update", 37, 0 },
    { NULL, NULL, NULL, NULL, NULL, 0, 0 },
};

static const struct column columns[] = { COLUMN_NAME, COLUMN_INT("Drivers"), COLUMN_AGE, COLUMN_END };

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_int(cells, (int64_t)val_len(val_at(doc, "spec.drivers")));
    cell_age(cells, doc, kc);
}

const struct kind kind_row_csinode = {
    .group = "storage.k8s.io",
    .kind = "CSINode",
    .plural = "csinodes",
    .singular = "csinode",
    .short_names = "",
    .categories = "",
    .flags = KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .subresources = subresources,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
