/* DaemonSet. Mirrors pkg/registry/apps/daemonset/strategy.go, pkg/apis/apps/v1 and printDaemonSet, v1.20.2. */
#include <stdlib.h>

#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

/* Where apps/v1, which has no such field, keeps spec.templateGeneration. */
static const char generation_key[] = "deprecated.daemonset.template.generation";

static const struct plain_default spec_rows[] = { DEFAULT_INT("revisionHistoryLimit", 10), DEFAULT_END };
static const struct plain_default strategy_rows[] = { DEFAULT_STR("type", "RollingUpdate"), DEFAULT_END };
static const struct plain_default rolling_rows[] = {
    DEFAULT_INT("maxUnavailable", 1),
    DEFAULT_INT_SINCE("maxSurge", 0, 22),
    DEFAULT_END,
};

static int64_t template_generation(const struct val *doc)
{
    const struct val *text = val_get(val_at(doc, "metadata.annotations"), generation_key);
    return text ? strtoll(val_str_or(text, "0"), NULL, 10) : 0;
}

static void set_template_generation(struct val **doc, int64_t generation)
{
    struct val *text = val_stringf("%lld", (long long)generation);
    const struct val *old = val_at(*doc, "metadata.annotations");
    if (val_equal(val_get(old, generation_key), text)) {
        val_unref(text);
        return;
    }
    struct val *annotations = val_is(old, VAL_OBJECT) ? val_ref(old) : val_object();
    val_set(&annotations, generation_key, text);
    val_put(doc, "metadata.annotations", annotations);
}

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
    edit_at(v, "updateStrategy", strategy, kc);
    set_plain(v, spec_rows, kc);
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_at(doc, "spec", spec, kc);
    set_template_generation(doc, template_generation(*doc));
}

static void prepare_create(struct val **doc, const struct kind_context *kc)
{
    (void)kc;
    val_set(doc, "status",
            val_fmt("{currentNumberScheduled:0, desiredNumberScheduled:0, numberMisscheduled:0, numberReady:0}"));
    if (template_generation(*doc) < 1)
        set_template_generation(doc, 1);
}

/* Clients cannot set the template's generation; a changed template raises it. */
static void prepare_update(struct val **doc, const struct val *old, const struct kind_context *kc)
{
    (void)kc;
    bool changed = !val_equal(val_at(*doc, "spec.template"), val_at(old, "spec.template"));
    set_template_generation(doc, template_generation(old) + changed);
}

static const struct column columns[] = {
    COLUMN_NAME,
    COLUMN_INT("Desired"),
    COLUMN_INT("Current"),
    COLUMN_INT("Ready"),
    COLUMN_INT("Up-to-date"),
    COLUMN_INT("Available"),
    COLUMN("Node Selector"),
    COLUMN_AGE,
    WIDE("Containers"),
    WIDE("Images"),
    WIDE("Selector"),
    COLUMN_END,
};

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_int_at(cells, doc, "status.desiredNumberScheduled");
    cell_int_at(cells, doc, "status.currentNumberScheduled");
    cell_int_at(cells, doc, "status.numberReady");
    cell_int_at(cells, doc, "status.updatedNumberScheduled");
    cell_int_at(cells, doc, "status.numberAvailable");
    cell_labels(cells, val_at(doc, "spec.template.spec.nodeSelector"));
    cell_age(cells, doc, kc);
    cells_containers(cells, val_at(doc, "spec.template.spec"));
    cell_selector(cells, val_at(doc, "spec.selector"));
}

const struct kind kind_row_daemonset = {
    .group = "apps",
    .kind = "DaemonSet",
    .plural = "daemonsets",
    .singular = "daemonset",
    .short_names = "ds",
    .categories = "all",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_GENERATION | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .prepare_create = prepare_create,
    .prepare_update = prepare_update,
    .validate = validate_daemonset,
    .validate_status = validate_daemonset_status,
    .columns = columns,
    .cells = cells,
};
