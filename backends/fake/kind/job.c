/* Job. Mirrors pkg/registry/batch/job/strategy.go, pkg/apis/batch/v1/defaults.go and printJob, v1.20.2. */
#include <string.h>

#include "backends/base/condition.h"
#include "backends/base/duration.h"
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct plain_default spec_rows[] = {
    DEFAULT_INT("parallelism", 1),
    DEFAULT_STR_SINCE("completionMode", "NonIndexed", 21),
    DEFAULT_BOOL_SINCE("suspend", false, 21),
    DEFAULT_BOOL_SINCE("manualSelector", false, 31),
    DEFAULT_END,
};
static const struct plain_default pattern_rows[] = { DEFAULT_STR("status", "True"), DEFAULT_END };

static void pattern(struct val **v, const struct kind_context *kc)
{
    set_plain(v, pattern_rows, kc);
}

static void rule(struct val **v, const struct kind_context *kc)
{
    edit_items(v, "onPodConditions", pattern, kc);
}

static void backoff_limit(struct val **v)
{
    if (val_is_null(val_get(*v, "backoffLimit")))
        val_set(v, "backoffLimit", val_int(val_is_null(val_get(*v, "backoffLimitPerIndex")) ? 6 : INT32_MAX));
}

static void replacement_policy(struct val **v, const struct kind_context *kc)
{
    if (!version_has(kc->version, FEATURE_POD_REPLACEMENT_POLICY) || !val_unset_str(*v, "podReplacementPolicy"))
        return;
    bool failed = !val_is_null(val_get(*v, "podFailurePolicy"));
    val_set(v, "podReplacementPolicy", val_string(failed ? "Failed" : "TerminatingOrFailed"));
}

static void spec(struct val **v, const struct kind_context *kc)
{
    podspec_defaults(v, "template.spec", kc);
    edit_items(v, "podFailurePolicy.rules", rule, kc);
    if (val_is_null(val_get(*v, "completions")) && val_is_null(val_get(*v, "parallelism")))
        val_set(v, "completions", val_int(1));
    set_plain(v, spec_rows, kc);
    backoff_limit(v);
    replacement_policy(v, kc);
}

/* A Job without labels shows its template's: the same map, so that what is generated into one is in both. */
static void labels_from_template(struct val **doc)
{
    const struct val *labels = val_at(*doc, "spec.template.metadata.labels");
    if (!val_empty(labels) && val_empty(val_at(*doc, "metadata.labels")))
        val_put(doc, "metadata.labels", val_ref(labels));
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_at(doc, "spec", spec, kc);
    labels_from_template(doc);
}

static void set_missing(struct val **labels, const char *key, const struct val *value)
{
    if (!val_get(*labels, key) && value)
        val_set(labels, key, val_ref(value));
}

/* The labels by which a Job finds its pods, and the selector that says so; what the user set stays, and is validated. */
static void generate_selector(struct val **doc, const struct kind_context *kc)
{
    bool prefixed = version_has(kc->version, FEATURE_JOB_PREFIXED_LABELS);
    const struct val *name = val_at(*doc, "metadata.name"), *uid = val_at(*doc, "metadata.uid");
    const struct val *have = val_at(*doc, "spec.template.metadata.labels");
    const struct val *matched = val_at(*doc, "spec.selector.matchLabels");
    struct val *labels = val_is(have, VAL_OBJECT) ? val_ref(have) : val_object();
    struct val *match = val_is(matched, VAL_OBJECT) ? val_ref(matched) : val_object();
    set_missing(&labels, "job-name", name);
    set_missing(&labels, "controller-uid", uid);
    if (prefixed) {
        set_missing(&labels, "batch.kubernetes.io/job-name", name);
        set_missing(&labels, "batch.kubernetes.io/controller-uid", uid);
    }
    set_missing(&match, prefixed ? "batch.kubernetes.io/controller-uid" : "controller-uid", uid);
    val_put(doc, "spec.template.metadata.labels", labels);
    val_put(doc, "spec.selector.matchLabels", match);
}

static void annotate_tracking(struct val **doc)
{
    struct val *annotations = val_ref(val_at(*doc, "metadata.annotations"));
    val_set(&annotations, "batch.kubernetes.io/job-tracking", val_string(""));
    val_put(doc, "metadata.annotations", annotations);
}

static void prepare_create(struct val **doc, const struct kind_context *kc)
{
    bool shared = val_at(*doc, "metadata.labels") == val_at(*doc, "spec.template.metadata.labels");
    if (!val_at_bool(*doc, "spec.manualSelector", false))
        generate_selector(doc, kc);
    if (shared)
        val_drop(doc, "metadata.labels");
    labels_from_template(doc);
    val_set(doc, "status", val_object());
    if (version_has(kc->version, FEATURE_JOB_TRACKING_ANNOTATION))
        annotate_tracking(doc);
    if (version_has(kc->version, FEATURE_JOB_GENERATION))
        val_put_int(doc, "metadata.generation", 1);
}

static void prepare_update(struct val **doc, const struct val *old, const struct kind_context *kc)
{
    if (version_has(kc->version, FEATURE_JOB_GENERATION))
        update_generation(doc, old);
}

static const struct column columns[] = {
    COLUMN_NAME,
    COLUMN_BETWEEN("Status", "string", 30, 0),
    COLUMN("Completions"),
    COLUMN("Duration"),
    COLUMN_AGE,
    WIDE("Containers"),
    WIDE("Images"),
    WIDE("Selector"),
    COLUMN_END,
};

static const char *job_status(const struct val *doc)
{
    static const char *const last[] = { "FailureTarget", "SuccessCriteriaMet" };
    if (condition_is_true(doc, "Complete"))
        return "Complete";
    if (condition_is_true(doc, "Failed"))
        return "Failed";
    if (!val_is_null(val_at(doc, "metadata.deletionTimestamp")))
        return "Terminating";
    if (condition_is_true(doc, "Suspended"))
        return "Suspended";
    for (size_t i = 0; i < ARRAY_LEN(last); i++)
        if (condition_is_true(doc, last[i]))
            return last[i];
    return "Running";
}

static void cell_completions(struct val **cells, const struct val *doc)
{
    long long succeeded = val_at_int(doc, "status.succeeded", 0), parallelism = val_at_int(doc, "spec.parallelism", 0);
    const struct val *completions = val_at(doc, "spec.completions");
    if (!val_is_null(completions))
        cell_ratio(cells, succeeded, val_int_or(completions, 0));
    else if (parallelism > 1)
        cell_strf(cells, "%lld/1 of %lld", succeeded, parallelism);
    else
        cell_strf(cells, "%lld/1", succeeded);
}

static void cell_duration(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    int64_t start, end;
    char words[DURATION_SIZE];
    if (!timestamp_ms(val_at(doc, "status.startTime"), &start)) {
        cell_str(cells, "");
        return;
    }
    if (!timestamp_ms(val_at(doc, "status.completionTime"), &end))
        end = kc->now_ms;
    cell_str(cells, human_duration(words, end - start));
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    if (version_has(kc->version, FEATURE_JOB_STATUS_COLUMN))
        cell_str(cells, job_status(doc));
    cell_completions(cells, doc);
    cell_duration(cells, doc, kc);
    cell_age(cells, doc, kc);
    cells_containers(cells, val_at(doc, "spec.template.spec"));
    cell_selector(cells, val_at(doc, "spec.selector"));
}

static const char *field(const struct val *doc, const char *label, bool *supported)
{
    *supported = !strcmp(label, "status.successful");
    return field_int(val_at_int(doc, "status.succeeded", 0));
}

const struct kind kind_row_job = {
    .group = "batch",
    .kind = "Job",
    .plural = "jobs",
    .singular = "job",
    .short_names = "",
    .categories = "all",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .prepare_create = prepare_create,
    .prepare_update = prepare_update,
    .validate = validate_job,
    .validate_status = validate_job_status,
    .columns = columns,
    .cells = cells,
    .field = field,
    .bad_field_format = "field label \"%s\" not supported for batchv1.Job",
};
