/* ConfigMap. Mirrors pkg/registry/core/configmap and printConfigMap, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct column columns[] = { COLUMN_NAME, COLUMN("Data"), COLUMN_AGE, COLUMN_END };

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_int(cells, (int64_t)(val_len(val_get(doc, "data")) + val_len(val_get(doc, "binaryData"))));
    cell_age(cells, doc, kc);
}

const struct kind kind_row_configmap = {
    .group = "",
    .kind = "ConfigMap",
    .plural = "configmaps",
    .singular = "configmap",
    .short_names = "cm",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .validate = validate_configmap,
    .columns = columns,
    .cells = cells,
};
