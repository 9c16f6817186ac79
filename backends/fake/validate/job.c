/* Jobs: pkg/apis/batch/validation and pkg/registry/batch/job/strategy.go. */
#include <string.h>

#include "backends/base/json.h"
#include "backends/fake/validate/jobspec.h"
#include "backends/fake/validate/validate.h"

/* ---- the selector that the server made ---- */

static void check_has_label(struct check *c, const struct val *labels, const char *key, const char *want,
                            const struct field *meta)
{
    struct field list = FIELD(meta, "labels"), member = FIELD_KEY(&list, key);
    const char *have = val_get_str(labels, key, NULL);
    if (have && !strcmp(have, want))
        return;
    const char *text = arena_strf(c->kc->arena, "must be '%s'", want);
    if (have)
        invalid_map(c, &member, labels, text);
    else
        field_required(c->errors, &member, text);
}

/* Jobs from before the labels had a domain may do without it. */
static bool needs_prefixed_labels(struct check *c, const struct val *old)
{
    const struct val *labels = val_at(old, "spec.template.metadata.labels");
    return newer(c, FEATURE_JOB_PREFIXED_LABELS) && (!old || val_get(labels, "batch.kubernetes.io/job-name"));
}

static void check_generated_selector(struct check *c, const struct val *doc, const struct val *old)
{
    static const char *const keys[] = { "controller-uid", "job-name", "batch.kubernetes.io/controller-uid",
                                        "batch.kubernetes.io/job-name" };
    const struct val *spec = val_get(doc, "spec"), *selector = val_get(spec, "selector");
    const char *uid = val_at_str(doc, "metadata.uid", ""), *name = val_at_str(doc, "metadata.name", "");
    const struct val *labels = val_at(spec, "template.metadata.labels");
    struct field spec_field = FIELD_ROOT("spec"), template = FIELD(&spec_field, "template"), meta = FIELD(&template, "metadata"),
                 selector_field = FIELD(&spec_field, "selector"), own = FIELD_ROOT("metadata"), uid_field = FIELD(&own, "uid");
    if (val_bool_or(val_get(spec, "manualSelector"), false) || !given(selector))
        return;
    if (!*uid)
        required(c, &uid_field);
    struct val *expected = val_object();
    for (size_t i = 0; i < (needs_prefixed_labels(c, old) ? ARRAY_LEN(keys) : 2); i++) {
        const char *want = i % 2 ? name : uid;
        check_has_label(c, labels, keys[i], want, &meta);
        val_set(&expected, keys[i], val_string(want));
    }
    bool matches;
    if (label_selector_matches(selector, expected, &matches) && !matches)
        invalid_selector(c, &selector_field, selector, "`selector` not auto-generated");
    val_unref(expected);
}

/* ---- spec ---- */

static void check_spec(struct check *c, const struct val *spec)
{
    const struct val *selector = val_get(spec, "selector");
    struct field f = FIELD_ROOT("spec"), selector_field = FIELD(&f, "selector");
    check_jobspec(c, spec, &f);
    if (given(selector))
        check_label_selector(c, selector, &selector_field);
    else
        required(c, &selector_field);
    check_template_matches(c, spec, &f);
}

/* The names of an indexed Job's pods are host names. */
static void check_pod_host_names(struct check *c, const struct val *doc)
{
    const struct val *spec = val_get(doc, "spec");
    int64_t completions = val_at_int(spec, "completions", 0);
    struct field meta = FIELD_ROOT("metadata"), name = FIELD(&meta, "name");
    if (!newer(c, FEATURE_JOB_POD_NAMES) || !job_is_indexed(spec) || completions <= 0)
        return;
    const char *last = arena_strf(c->kc->arena, "%s-%lld", val_at_str(doc, "metadata.name", ""), (long long)completions - 1);
    if (!name_valid(NAME_DNS1123_LABEL, last))
        invalid_text(c, &name, val_at(doc, "metadata.name"),
                     arena_strf(c->kc->arena, "will not able to create pod with invalid DNS label: %s", last));
}

/* A Job without labels shows those of its template; what the server put there itself is no mistake of the user's twice. */
static bool has_only_made_labels(const struct val *doc)
{
    static const char *const made[] = { "controller-uid", "job-name", "batch.kubernetes.io/controller-uid",
                                        "batch.kubernetes.io/job-name", NULL };
    const struct val *labels = val_at(doc, "metadata.labels");
    for (size_t i = 0; i < val_len(labels); i++)
        if (!text_in(val_key(labels, i), made))
            return false;
    return val_len(labels) && val_equal(labels, val_at(doc, "spec.template.metadata.labels"));
}

static void check_own_metadata(struct check *c, const struct val *doc)
{
    struct val *copy = val_ref(doc);
    if (has_only_made_labels(doc))
        val_drop(&copy, "metadata.labels");
    check_metadata(c, copy, METADATA_NAMESPACED, NAME_DNS1123_SUBDOMAIN);
    val_unref(copy);
}

static void check_job(struct check *c, const struct val *doc, const struct val *old)
{
    check_own_metadata(c, doc);
    check_generated_selector(c, doc, old);
    check_spec(c, val_get(doc, "spec"));
    check_pod_host_names(c, doc);
}

/* ---- update ---- */

static void check_completions(struct check *c, const struct val *now, const struct val *old, const struct field *f)
{
    const struct val *completions = val_get(now, "completions");
    struct field member = FIELD(f, "completions");
    if (!newer(c, FEATURE_JOB_ELASTIC) || !job_is_indexed(now))
        check_immutable(c, completions, val_get(old, "completions"), &member);
    else if (given(completions) && !semantic_equal(completions, val_get(old, "completions")) &&
             !val_equal(completions, val_get(now, "parallelism")))
        invalid_int(c, &member, completions, "can only be modified in tandem with spec.parallelism");
}

/* While a Job that never started is suspended, where its pods run may change. */
static struct val *scheduling_of(const struct val *template, const struct val *old)
{
    static const char *const paths[] = { "metadata.annotations", "metadata.labels", "spec.nodeSelector", "spec.tolerations",
                                         "spec.schedulingGates", "spec.affinity.nodeAffinity" };
    struct val *copy = val_ref(old);
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        if (val_at(template, paths[i]))
            val_put(&copy, paths[i], val_ref(val_at(template, paths[i])));
        else
            val_drop(&copy, paths[i]);
    }
    if (val_is(val_at(copy, "spec.affinity"), VAL_OBJECT) && !val_len(val_at(copy, "spec.affinity")))
        val_drop(&copy, "spec.affinity");
    return copy;
}

static void check_template_change(struct check *c, const struct val *doc, const struct val *old, const struct field *f)
{
    const struct val *template = val_at(doc, "spec.template"), *was = val_at(old, "spec.template");
    struct field member = FIELD(f, "template");
    bool may_move = newer(c, FEATURE_JOB_MUTABLE_SCHEDULING) && val_at_bool(old, "spec.suspend", false) &&
                    !given(val_at(old, "status.startTime"));
    struct val *allowed = may_move ? scheduling_of(template, was) : val_ref(was);
    if (!semantic_equal(template, allowed)) {
        /* Differs: upstream shows every field of the Go struct; here are those that are set. */
        struct strbuf text = STRBUF_INIT;
        strbuf_adds(&text, c->errors->json_values ? "" : "core.PodTemplateSpec");
        json_write(&text, template, JSON_COMPACT);
        field_invalid_text(c->errors, &member, text.buf, IMMUTABLE_TEXT);
        strbuf_release(&text);
    }
    val_unref(allowed);
}

static void check_changes(struct check *c, const struct val *doc, const struct val *old)
{
    static const struct {
        const char *key;
        int since;
    } immutable[] = { { "completionMode", 22 }, { "podFailurePolicy", 26 }, { "backoffLimitPerIndex", 29 },
                      { "managedBy", 32 }, { "successPolicy", 31 } };
    const struct val *now = val_get(doc, "spec"), *was = val_get(old, "spec");
    struct field f = FIELD_ROOT("spec");
    check_completions(c, now, was, &f);
    check_selector_immutable(c, doc, old);
    check_template_change(c, doc, old, &f);
    for (size_t i = 0; i < ARRAY_LEN(immutable); i++) {
        struct field member = FIELD(&f, immutable[i].key);
        if (version_between(c->version, immutable[i].since, 0))
            check_immutable(c, val_get(now, immutable[i].key), val_get(was, immutable[i].key), &member);
    }
}

void validate_job(const struct val *doc, const struct val *old, const struct kind_context *kc, struct field_errors *errors)
{
    struct check c = check_begin(kc, errors);
    if (old)
        check_update(&c, doc, old, METADATA_NAMESPACED);
    check_job(&c, doc, old);
    if (old) {
        check_metadata_update(&c, doc, old);
        check_spec(&c, val_get(doc, "spec"));
        check_changes(&c, doc, old);
    }
    check_end(&c);
}

void validate_job_status(const struct val *doc, const struct val *old, const struct kind_context *kc,
                         struct field_errors *errors)
{
    static const char *const numbers[] = { "active", "succeeded", "failed", "ready", "terminating", NULL };
    struct check c = check_begin(kc, errors);
    struct field f = FIELD_ROOT("status");
    check_update(&c, doc, old, METADATA_NAMESPACED);
    check_metadata_update(&c, doc, old);
    check_status_numbers(&c, val_get(doc, "status"), numbers, &f);
    check_end(&c);
}
