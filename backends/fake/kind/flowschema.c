/* FlowSchema. Mirrors pkg/registry/flowcontrol/flowschema and its printer, v1.20.2. */
#include "backends/base/condition.h"
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 29, 0, NULL, 0 },
    { "v1beta3", 26, 32, "flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema is deprecated in v1.29+, unavailable in v1.32+; use flowcontrol.apiserver.k8s.io/v1 FlowSchema", 29 },
    { "v1beta2", 23, 29, "flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema is deprecated in v1.26+, unavailable in v1.29+; use flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema", 26 },
    { "v1beta1", 20, 26, "flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema is deprecated in v1.23+, unavailable in v1.26+; use flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema", 23 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct plain_default spec_rows[] = { DEFAULT_POSITIVE("matchingPrecedence", 1000), DEFAULT_END };

static void spec(struct val **v, const struct kind_context *kc)
{
    set_plain(v, spec_rows, kc);
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_at(doc, "spec", spec, kc);
}

static const struct column columns[] = {
    COLUMN_NAME, COLUMN("PriorityLevel"), COLUMN("MatchingPrecedence"), COLUMN("DistinguisherMethod"),
    COLUMN_AGE,  COLUMN("MissingPL"),     COLUMN_END,
};

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    const struct val *dangling = condition_find(doc, "Dangling");
    cell_name(cells, doc);
    cell_at(cells, doc, "spec.priorityLevelConfiguration.name", "");
    cell_int_at(cells, doc, "spec.matchingPrecedence");
    cell_at(cells, doc, "spec.distinguisherMethod.type", "<none>");
    cell_age(cells, doc, kc);
    cell_at(cells, dangling, "status", "?");
}

const struct kind kind_row_flowschema = {
    .group = "flowcontrol.apiserver.k8s.io",
    .kind = "FlowSchema",
    .plural = "flowschemas",
    .singular = "flowschema",
    .short_names = "",
    .categories = "",
    .flags = KIND_STATUS | KIND_GENERATION | KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
