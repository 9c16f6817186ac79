/* ReplicaSet. Mirrors pkg/registry/apps/replicaset/strategy.go, pkg/apis/apps/v1/defaults.go and printReplicaSet, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct plain_default spec_rows[] = { DEFAULT_INT("replicas", 1), DEFAULT_END };

static void spec(struct val **v, const struct kind_context *kc)
{
    podspec_defaults(v, "template.spec", kc);
    set_plain(v, spec_rows, kc);
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_at(doc, "spec", spec, kc);
}

static void prepare_create(struct val **doc, const struct kind_context *kc)
{
    (void)kc;
    val_set(doc, "status", val_fmt("{replicas:0}"));
}

static const struct column columns[] = {
    COLUMN_NAME,    COLUMN_INT("Desired"), COLUMN_INT("Current"), COLUMN_INT("Ready"), COLUMN_AGE,
    WIDE("Containers"), WIDE("Images"),        WIDE("Selector"),      COLUMN_END,
};

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_int_at(cells, doc, "spec.replicas");
    cell_int_at(cells, doc, "status.replicas");
    cell_int_at(cells, doc, "status.readyReplicas");
    cell_age(cells, doc, kc);
    cells_containers(cells, val_at(doc, "spec.template.spec"));
    cell_selector(cells, val_at(doc, "spec.selector"));
}

const struct kind kind_row_replicaset = {
    .group = "apps",
    .kind = "ReplicaSet",
    .plural = "replicasets",
    .singular = "replicaset",
    .short_names = "rs",
    .categories = "all",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_SCALE | KIND_GENERATION | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .prepare_create = prepare_create,
    .validate = validate_replicaset,
    .validate_status = validate_replicaset_status,
    .columns = columns,
    .cells = cells,
};
