/* StatefulSet. Mirrors pkg/registry/apps/statefulset/strategy.go, pkg/apis/apps/v1/defaults.go and printStatefulSet, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct plain_default spec_rows[] = {
    DEFAULT_STR("podManagementPolicy", "OrderedReady"),
    DEFAULT_INT("replicas", 1),
    DEFAULT_INT("revisionHistoryLimit", 10),
    DEFAULT_END,
};
static const struct plain_default rolling_rows[] = {
    DEFAULT_INT("partition", 0),
    DEFAULT_INT_SINCE("maxUnavailable", 1, 37),
    DEFAULT_END,
};
static const struct plain_default strategy_rows[] = { DEFAULT_STR("type", "RollingUpdate"), DEFAULT_END };
static const struct plain_default retention_rows[] = {
    DEFAULT_STR_SINCE("whenDeleted", "Retain", 27),
    DEFAULT_STR_SINCE("whenScaled", "Retain", 27),
    DEFAULT_END,
};
static const struct plain_default claim_rows[] = { DEFAULT_STR("volumeMode", "Filesystem"), DEFAULT_END };
static const struct plain_default claim_status_rows[] = { DEFAULT_STR("phase", "Pending"), DEFAULT_END };

static void rolling(struct val **v, const struct kind_context *kc)
{
    set_plain(v, rolling_rows, kc);
}

static void retention(struct val **v, const struct kind_context *kc)
{
    set_plain(v, retention_rows, kc);
}

static void strategy(struct val **v, const struct kind_context *kc)
{
    bool chosen = !val_unset_str(*v, "type");
    set_plain(v, strategy_rows, kc);
    if (!val_str_equal(val_get(*v, "type"), "RollingUpdate"))
        return;
    if (!chosen || version_has(kc->version, FEATURE_STATEFULSET_ROLLING_FILLED))
        edit_at(v, "rollingUpdate", rolling, kc);
    else
        edit_present(v, "rollingUpdate", rolling, kc);
}

static void claim_spec(struct val **v, const struct kind_context *kc)
{
    set_plain(v, claim_rows, kc);
}

static void claim_status(struct val **v, const struct kind_context *kc)
{
    set_plain(v, claim_status_rows, kc);
}

static void claim(struct val **v, const struct kind_context *kc)
{
    edit_at(v, "spec", claim_spec, kc);
    edit_at(v, "status", claim_status, kc);
}

static void spec(struct val **v, const struct kind_context *kc)
{
    podspec_defaults(v, "template.spec", kc);
    edit_items(v, "volumeClaimTemplates", claim, kc);
    edit_at(v, "updateStrategy", strategy, kc);
    edit_at(v, "persistentVolumeClaimRetentionPolicy", retention, kc);
    set_plain(v, spec_rows, kc);
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_at(doc, "spec", spec, kc);
}

static void prepare_create(struct val **doc, const struct kind_context *kc)
{
    bool available = version_has(kc->version, FEATURE_STATEFULSET_AVAILABLE);
    val_set(doc, "status", available ? val_fmt("{availableReplicas:0, replicas:0}") : val_fmt("{replicas:0}"));
}

static const struct column columns[] = {
    COLUMN_NAME, COLUMN("Ready"), COLUMN_AGE, WIDE("Containers"), WIDE("Images"), COLUMN_END,
};

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_ratio(cells, val_at_int(doc, "status.readyReplicas", 0), val_at_int(doc, "spec.replicas", 0));
    cell_age(cells, doc, kc);
    cells_containers(cells, val_at(doc, "spec.template.spec"));
}

const struct kind kind_row_statefulset = {
    .group = "apps",
    .kind = "StatefulSet",
    .plural = "statefulsets",
    .singular = "statefulset",
    .short_names = "sts",
    .categories = "all",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_SCALE | KIND_GENERATION | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .prepare_create = prepare_create,
    .validate = validate_statefulset,
    .validate_status = validate_statefulset_status,
    .columns = columns,
    .cells = cells,
};
