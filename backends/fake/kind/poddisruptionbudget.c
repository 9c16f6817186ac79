/* PodDisruptionBudget. Mirrors pkg/registry/policy/poddisruptionbudget and its printer, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 21, 0, NULL, 0 },
    { "v1beta1", 0, 25, "policy/v1beta1 PodDisruptionBudget is deprecated in v1.21+, unavailable in v1.25+; use policy/v1 PodDisruptionBudget", 21 },
    { NULL, 0, 0, NULL, 0 },
};

static void prepare_create(struct val **doc, const struct kind_context *kc)
{
    (void)kc;
    val_set(doc, "status", val_fmt("{currentHealthy:0, desiredHealthy:0, disruptionsAllowed:0, expectedPods:0}"));
}

static const struct column columns[] = {
    COLUMN_NAME,
    COLUMN("Min Available"),
    COLUMN("Max Unavailable"),
    COLUMN_INT("Allowed Disruptions"),
    COLUMN_AGE,
    COLUMN_END,
};

/* An IntOrString as text. */
static void cell_bound(struct val **cells, const struct val *v)
{
    if (val_is_number(v))
        cell_strf(cells, "%lld", (long long)val_int_or(v, 0));
    else
        cell_str(cells, val_str_or(v, "N/A"));
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_bound(cells, val_at(doc, "spec.minAvailable"));
    cell_bound(cells, val_at(doc, "spec.maxUnavailable"));
    cell_int_at(cells, doc, "status.disruptionsAllowed");
    cell_age(cells, doc, kc);
}

const struct kind kind_row_poddisruptionbudget = {
    .group = "policy",
    .kind = "PodDisruptionBudget",
    .plural = "poddisruptionbudgets",
    .singular = "poddisruptionbudget",
    .short_names = "pdb",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_GENERATION | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .prepare_create = prepare_create,
    .validate = validate_poddisruptionbudget,
    .columns = columns,
    .cells = cells,
};
