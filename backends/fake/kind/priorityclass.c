/* PriorityClass. Mirrors pkg/registry/scheduling/priorityclass, pkg/apis/scheduling/v1/defaults.go and its printer, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { "v1beta1", 0, 22, "scheduling.k8s.io/v1beta1 PriorityClass is deprecated in v1.14+, unavailable in v1.22+; use scheduling.k8s.io/v1 PriorityClass", 14 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct plain_default rows[] = { DEFAULT_STR("preemptionPolicy", "PreemptLowerPriority"), DEFAULT_END };

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    set_plain(doc, rows, kc);
}

static const struct column columns[] = {
    COLUMN_NAME,
    COLUMN_BETWEEN("Value", "string", 0, 34),
    COLUMN_BETWEEN("Value", "integer", 34, 0),
    COLUMN_BETWEEN("Global-Default", "string", 0, 34),
    COLUMN_BETWEEN("Global-Default", "boolean", 34, 0),
    COLUMN_AGE,
    COLUMN_BETWEEN("PreemptionPolicy", "string", 34, 0),
    COLUMN_END,
};

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_int_at(cells, doc, "value");
    cell_bool(cells, val_at_bool(doc, "globalDefault", false));
    cell_age(cells, doc, kc);
    if (version_has(kc->version, FEATURE_PREEMPTION_POLICY_COLUMN))
        cell_at(cells, doc, "preemptionPolicy", "");
}

const struct kind kind_row_priorityclass = {
    .group = "scheduling.k8s.io",
    .kind = "PriorityClass",
    .plural = "priorityclasses",
    .singular = "priorityclass",
    .short_names = "pc",
    .categories = "",
    .flags = KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
