/* Deployment. Mirrors pkg/registry/apps/deployment/strategy.go, pkg/apis/apps/v1/defaults.go and printDeployment, v1.20.2. */
#include "backends/base/selector.h"
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct plain_default spec_rows[] = {
    DEFAULT_INT("replicas", 1),
    DEFAULT_INT("revisionHistoryLimit", 10),
    DEFAULT_INT("progressDeadlineSeconds", 600),
    DEFAULT_END,
};
static const struct plain_default strategy_rows[] = { DEFAULT_STR("type", "RollingUpdate"), DEFAULT_END };
static const struct plain_default rolling_rows[] = {
    DEFAULT_STR("maxUnavailable", "25%"),
    DEFAULT_STR("maxSurge", "25%"),
    DEFAULT_END,
};

static void rolling(struct val **v, const struct kind_context *kc)
{
    set_plain(v, rolling_rows, kc);
}

static void strategy(struct val **v, const struct kind_context *kc)
{
    set_plain(v, strategy_rows, kc);
    if (val_str_equal(val_get(*v, "type"), "RollingUpdate"))
        edit_at(v, "rollingUpdate", rolling, kc);
}

static void spec(struct val **v, const struct kind_context *kc)
{
    podspec_defaults(v, "template.spec", kc);
    edit_at(v, "strategy", strategy, kc);
    set_plain(v, spec_rows, kc);
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_at(doc, "spec", spec, kc);
}

static void prepare_create(struct val **doc, const struct kind_context *kc)
{
    (void)kc;
    val_set(doc, "status", val_object());
}

static const struct column columns[] = {
    COLUMN_NAME,
    COLUMN("Ready"),
    COLUMN("Up-to-date"),
    COLUMN("Available"),
    COLUMN_AGE,
    WIDE("Containers"),
    WIDE("Images"),
    WIDE("Selector"),
    COLUMN_END,
};

/* Unlike other kinds' selectors this one is printed without "<none>". */
static void cell_plain_selector(struct val **cells, const struct val *label_selector)
{
    struct strbuf sb = STRBUF_INIT, err = STRBUF_INIT;
    struct selector *s = selector_from_label_selector(label_selector, &err);
    if (s)
        selector_string(&sb, s);
    cell_str(cells, sb.buf);
    selector_free(s);
    strbuf_release(&sb);
    strbuf_release(&err);
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_ratio(cells, val_at_int(doc, "status.readyReplicas", 0), val_at_int(doc, "spec.replicas", 0));
    cell_int_at(cells, doc, "status.updatedReplicas");
    cell_int_at(cells, doc, "status.availableReplicas");
    cell_age(cells, doc, kc);
    cells_containers(cells, val_at(doc, "spec.template.spec"));
    cell_plain_selector(cells, val_at(doc, "spec.selector"));
}

const struct kind kind_row_deployment = {
    .group = "apps",
    .kind = "Deployment",
    .plural = "deployments",
    .singular = "deployment",
    .short_names = "deploy",
    .categories = "all",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_SCALE | KIND_GENERATION | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .prepare_create = prepare_create,
    .validate = validate_deployment,
    .validate_status = validate_deployment_status,
    .columns = columns,
    .cells = cells,
};
