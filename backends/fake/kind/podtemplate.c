/* PodTemplate. Mirrors pkg/registry/core/podtemplate and printPodTemplate, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    podspec_defaults(doc, "template.spec", kc);
}

static const struct column columns[] = {
    COLUMN_NAME, COLUMN("Containers"), COLUMN("Images"), COLUMN("Pod Labels"), COLUMN_END,
};

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    (void)kc;
    cell_name(cells, doc);
    cells_containers(cells, val_at(doc, "template.spec"));
    cell_labels(cells, val_at(doc, "template.metadata.labels"));
}

const struct kind kind_row_podtemplate = {
    .group = "",
    .kind = "PodTemplate",
    .plural = "podtemplates",
    .singular = "podtemplate",
    .short_names = "",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
