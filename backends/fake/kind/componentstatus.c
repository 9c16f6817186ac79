/* ComponentStatus. Mirrors pkg/registry/core/componentstatus and printComponentStatus, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, "v1 ComponentStatus is deprecated in v1.19+", 19 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct column columns[] = {
    COLUMN_NAME, COLUMN("Status"), COLUMN("Message"), COLUMN("Error"), COLUMN_END,
};

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    (void)kc;
    const struct val *healthy = val_find(val_get(doc, "conditions"), "type", "Healthy", NULL);
    const char *word = val_str_equal(val_get(healthy, "status"), "True") ? "Healthy" : "Unhealthy";
    cell_name(cells, doc);
    cell_str(cells, healthy ? word : "Unknown");
    cell_at(cells, healthy, "message", "");
    cell_at(cells, healthy, "error", "");
}

const struct kind kind_row_componentstatus = {
    .group = "",
    .kind = "ComponentStatus",
    .plural = "componentstatuses",
    .singular = "componentstatus",
    .short_names = "cs",
    .categories = "",
    .flags = KIND_READ_ONLY,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
