/* HorizontalPodAutoscaler. Mirrors pkg/registry/autoscaling, pkg/apis/autoscaling/v1/defaults.go and its printer, v1.20.2. */
#include <string.h>

#include "backends/base/json.h"
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v2", 23, 0, NULL, 0 },
    { "v1", 0, 0, NULL, 0 },
    { "v2beta1", 0, 25, "autoscaling/v2beta1 HorizontalPodAutoscaler is deprecated in v1.22+, unavailable in v1.25+; use autoscaling/v2 HorizontalPodAutoscaler", 22 },
    { "v2beta2", 0, 26, "autoscaling/v2beta2 HorizontalPodAutoscaler is deprecated in v1.23+, unavailable in v1.26+; use autoscaling/v2 HorizontalPodAutoscaler", 23 },
    { NULL, 0, 0, NULL, 0 },
};

enum { METRICS_SHOWN = 2 };

static const struct plain_default spec_rows[] = { DEFAULT_INT("minReplicas", 1), DEFAULT_END };
static const char v1_target[] = "targetCPUUtilizationPercentage";

static const char conditions_key[] = "autoscaling.alpha.kubernetes.io/conditions";

static bool is_v1(const char *api_version)
{
    return !strcmp(api_version, "autoscaling/v1");
}

static struct val *cpu_metrics(struct val *take_percent)
{
    return val_fmt("[{type:Resource, resource:{name:cpu, target:{type:Utilization, averageUtilization:%V}}}]", take_percent);
}

/* What is left out: 80 % of the CPU. */
static void default_target(struct val **doc, const struct kind_context *kc)
{
    const struct val *spec = val_get(*doc, "spec");
    if (!spec || val_len(val_get(spec, "metrics")) || !val_is_null(val_get(spec, v1_target)))
        return;
    if (!is_v1(val_get_str(*doc, "apiVersion", "")))
        val_put(doc, "spec.metrics", cpu_metrics(val_int(80)));
    else if (!version_has(kc->version, FEATURE_HPA_V2))
        val_put_int(doc, "spec.targetCPUUtilizationPercentage", 80);
}

static void spec(struct val **v, const struct kind_context *kc)
{
    set_plain(v, spec_rows, kc);
}

/* The annotation is how v1 shows conditions: what comes back of it is not kept. */
static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    struct val *annotations = val_ref(val_at(*doc, "metadata.annotations"));
    edit_at(doc, "spec", spec, kc);
    default_target(doc, kc);
    if (val_get(annotations, conditions_key)) {
        val_unset(&annotations, conditions_key);
        val_put(doc, "metadata.annotations", val_ref(annotations));
    }
    val_unref(annotations);
}

static void prepare_create(struct val **doc, const struct kind_context *kc)
{
    bool v2 = val_str_equal(val_get(*doc, "apiVersion"), "autoscaling/v2");
    val_set(doc, "status", v2 ? val_fmt("{currentMetrics:null, desiredReplicas:0}") : val_fmt("{currentReplicas:0, desiredReplicas:0}"));
    if (version_has(kc->version, FEATURE_HPA_GENERATION))
        val_put_int(doc, "metadata.generation", 1);
}

static void prepare_update(struct val **doc, const struct val *old, const struct kind_context *kc)
{
    if (version_has(kc->version, FEATURE_HPA_GENERATION) && !val_equal(val_get(*doc, "spec"), val_get(old, "spec")))
        val_put_int(doc, "metadata.generation", val_at_int(old, "metadata.generation", 0) + 1);
}

/* ---- one version seen as another (pkg/apis/autoscaling/v1/conversion.go) ---- */

/* The conditions as the annotation has them, in the order of Go's struct. */
static struct val *conditions_text(const struct val *conditions)
{
    static const char *const members[] = { "type", "status", "lastTransitionTime", "reason", "message" };
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; i < val_len(conditions); i++) {
        strbuf_adds(&sb, i ? "},{" : "[{");
        for (size_t k = 0; k < ARRAY_LEN(members); k++) {
            strbuf_addf(&sb, "%s\"%s\":", k ? "," : "", members[k]);
            json_write(&sb, val_get(val_item(conditions, i), members[k]), JSON_COMPACT);
        }
    }
    strbuf_adds(&sb, "}]");
    struct val *text = val_string(sb.buf);
    strbuf_release(&sb);
    return text;
}

static void present_as_v1(struct val **doc)
{
    const struct val *conditions = val_at(*doc, "status.conditions"), *metrics = val_at(*doc, "spec.metrics");
    const struct val *cpu = val_at(metrics, "0.resource.target.averageUtilization");
    struct val *annotations = val_ref(val_at(*doc, "metadata.annotations"));
    if (val_len(conditions)) {
        val_set(&annotations, conditions_key, conditions_text(conditions));
        val_put(doc, "metadata.annotations", val_ref(annotations));
    }
    val_unref(annotations);
    if (val_len(metrics) == 1 && cpu && val_str_equal(val_at(metrics, "0.resource.name"), "cpu")) {
        val_put(doc, "spec.targetCPUUtilizationPercentage", val_ref(cpu));
        val_drop(doc, "spec.metrics");
    }
    val_drop(doc, "status.conditions");
    val_drop(doc, "status.currentMetrics");
}

static struct val *present(const struct val *doc, const char *api_version, const struct kind_context *kc)
{
    struct val *shown = val_ref(doc);
    const struct val *cpu = val_get(val_get(doc, "spec"), v1_target);
    (void)kc;
    if (is_v1(api_version)) {
        present_as_v1(&shown);
    } else if (!val_is_null(cpu)) {
        val_put(&shown, "spec.metrics", cpu_metrics(val_ref(cpu)));
        val_drop(&shown, "spec.targetCPUUtilizationPercentage");
    }
    return shown;
}

static const struct column columns[] = {
    COLUMN_NAME,       COLUMN("Reference"), COLUMN("Targets"), COLUMN("MinPods"),
    COLUMN("MaxPods"), COLUMN("Replicas"),  COLUMN_AGE,        COLUMN_END,
};

static void add_percent(struct strbuf *sb, const struct val *v)
{
    if (val_is_null(v))
        strbuf_adds(sb, "<unknown>");
    else
        strbuf_addf(sb, "%lld%%", (long long)val_int_or(v, 0));
}

static void add_quantity(struct strbuf *sb, const struct val *v)
{
    strbuf_adds(sb, val_str_or(v, "<unknown>"));
}

/* "12%/50%", "100m/1 (avg)": one metric of autoscaling/v2, its current value in the status at the same place. */
static void add_metric(struct strbuf *sb, const struct val *metric, const struct val *current,
                       const struct kind_context *kc)
{
    static const char *const sources[] = { "resource", "containerResource", "pods", "object", "external" };
    const struct val *source = NULL, *now = NULL;
    size_t s = 0;
    for (; s < ARRAY_LEN(sources) && !source; s++) {
        source = val_get(metric, sources[s]);
        now = val_get(val_get(current, sources[s]), "current");
    }
    const struct val *target = val_get(source, "target");
    if (s <= 2 && version_has(kc->version, FEATURE_HPA_METRIC_NAMES))
        strbuf_addf(sb, "%s: ", val_get_str(source, "name", ""));
    if (!val_is_null(val_get(target, "averageUtilization"))) {
        add_percent(sb, val_get(now, "averageUtilization"));
        strbuf_addch(sb, '/');
        add_percent(sb, val_get(target, "averageUtilization"));
        return;
    }
    bool average = !val_is_null(val_get(target, "averageValue"));
    add_quantity(sb, val_get(now, average ? "averageValue" : "value"));
    strbuf_addch(sb, '/');
    add_quantity(sb, val_get(target, average ? "averageValue" : "value"));
    if (average && s > 3)
        strbuf_adds(sb, " (avg)");
}

static void cell_targets(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    const struct val *metrics = val_at(doc, "spec.metrics"), *current = val_at(doc, "status.currentMetrics");
    const struct val *cpu = val_get(val_get(doc, "spec"), v1_target);
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; i < val_len(metrics) && i < METRICS_SHOWN; i++) {
        if (i)
            strbuf_adds(&sb, ", ");
        add_metric(&sb, val_item(metrics, i), val_item(current, i), kc);
    }
    if (val_len(metrics) > METRICS_SHOWN)
        strbuf_addf(&sb, " + %zu more...", val_len(metrics) - METRICS_SHOWN);
    if (!val_len(metrics) && !val_is_null(cpu)) {
        strbuf_adds(&sb, version_has(kc->version, FEATURE_HPA_METRIC_NAMES) ? "cpu: " : "");
        add_percent(&sb, val_at(doc, "status.currentCPUUtilizationPercentage"));
        strbuf_addch(&sb, '/');
        add_percent(&sb, cpu);
    }
    cell_str(cells, sb.len ? sb.buf : "<none>");
    strbuf_release(&sb);
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    const struct val *least = val_at(doc, "spec.minReplicas");
    cell_name(cells, doc);
    cell_strf(cells, "%s/%s", val_at_str(doc, "spec.scaleTargetRef.kind", ""),
              val_at_str(doc, "spec.scaleTargetRef.name", ""));
    cell_targets(cells, doc, kc);
    if (val_is_null(least))
        cell_str(cells, "<unset>");
    else
        cell_strf(cells, "%lld", (long long)val_int_or(least, 0));
    cell_int_at(cells, doc, "spec.maxReplicas");
    cell_int_at(cells, doc, "status.currentReplicas");
    cell_age(cells, doc, kc);
}

const struct kind kind_row_horizontalpodautoscaler = {
    .group = "autoscaling",
    .kind = "HorizontalPodAutoscaler",
    .plural = "horizontalpodautoscalers",
    .singular = "horizontalpodautoscaler",
    .short_names = "hpa",
    .categories = "all",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .prepare_create = prepare_create,
    .prepare_update = prepare_update,
    .present = present,
    .validate = validate_horizontalpodautoscaler,
    .columns = columns,
    .cells = cells,
};
