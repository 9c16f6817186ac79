/* RuntimeClass. Mirrors pkg/registry/node/runtimeclass and printRuntimeClass, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 20, 0, NULL, 0 },
    { "v1beta1", 0, 25, "node.k8s.io/v1beta1 RuntimeClass is deprecated in v1.22+, unavailable in v1.25+; use node.k8s.io/v1 RuntimeClass", 22 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct column columns[] = { COLUMN_NAME, COLUMN("Handler"), COLUMN_AGE, COLUMN_END };

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_at(cells, doc, "handler", val_at_str(doc, "spec.runtimeHandler", ""));
    cell_age(cells, doc, kc);
}

const struct kind kind_row_runtimeclass = {
    .group = "node.k8s.io",
    .kind = "RuntimeClass",
    .plural = "runtimeclasses",
    .singular = "runtimeclass",
    .short_names = "",
    .categories = "",
    .flags = KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
