#include "backends/fake/validate/jobspec.h"

#include <stdio.h>
#include <string.h>

enum { INDEXED_MAX = 100000, COMPLETIONS_SOFT = 100000, HIGH_COMPLETIONS_LIMIT = 10000, MANAGED_BY_MAX = 63 };

bool job_is_indexed(const struct val *spec)
{
    return val_str_equal(val_get(spec, "completionMode"), "Indexed");
}

static void check_numbers(struct check *c, const struct val *spec, const struct field *f)
{
    static const struct {
        const char *key;
        int since;
    } numbers[] = { { "parallelism", 0 }, { "completions", 0 }, { "activeDeadlineSeconds", 0 }, { "backoffLimit", 0 },
                    { "ttlSecondsAfterFinished", 21 }, { "backoffLimitPerIndex", 29 }, { "maxFailedIndexes", 29 } };
    struct field per_index = FIELD(f, "backoffLimitPerIndex");
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        if (version_between(c->version, numbers[i].since, 0))
            check_nonnegative_member(c, spec, numbers[i].key, f);
    if (newer(c, FEATURE_JOB_PER_INDEX) && given(val_get(spec, "maxFailedIndexes")) &&
        !given(val_get(spec, "backoffLimitPerIndex")))
        field_required(c->errors, &per_index, "when maxFailedIndexes is specified");
}

/* "example.com/name" */
static void check_managed_by(struct check *c, const struct val *spec, const struct field *f)
{
    const struct val *by = val_get(spec, "managedBy");
    const char *s = val_str_or(by, ""), *slash = strchr(s, '/');
    struct field member = FIELD(f, "managedBy");
    if (!given(by) || !newer(c, FEATURE_JOB_MANAGED_BY))
        return;
    if (!*s) {
        required(c, &member);
    } else if (!slash || !slash[1] || slash == s) {
        invalid_text(c, &member, by, "must be a domain-prefixed path (such as \"acme.io/foo\")");
    } else {
        struct val *domain = val_stringn(s, (size_t)(slash - s));
        check_name(c, NAME_DNS1123_SUBDOMAIN, domain, &member);
        val_unref(domain);
    }
    if (strlen(s) > MANAGED_BY_MAX)
        field_too_long(c->errors, &member, MANAGED_BY_MAX);
}

static void limit(struct check *c, const struct val *spec, const char *key, int64_t max, const char *when,
                  const struct field *f)
{
    const struct val *v = val_get(spec, key);
    struct field member = FIELD(f, key);
    char text[160];
    if (val_int_or(v, 0) <= max)
        return;
    snprintf(text, sizeof(text), "must be less than or equal to %lld%s", (long long)max, when);
    invalid_int(c, &member, v, text);
}

static void check_indexed(struct check *c, const struct val *spec, const struct field *f)
{
    static const char high[] = " when completions are above 100000 and used with backoff limit per index";
    const struct val *completions = val_get(spec, "completions"), *failed = val_get(spec, "maxFailedIndexes");
    struct field completions_field = FIELD(f, "completions"), failed_field = FIELD(f, "maxFailedIndexes");
    if (!given(completions))
        field_required(c->errors, &completions_field, "when completion mode is Indexed");
    limit(c, spec, "parallelism", INDEXED_MAX, " when completion mode is Indexed", f);
    if (!newer(c, FEATURE_JOB_PER_INDEX))
        return;
    if (given(completions) && val_int_or(failed, 0) > val_int_or(completions, 0))
        invalid_int(c, &failed_field, failed, "must be less than or equal to completions");
    limit(c, spec, "maxFailedIndexes", INDEXED_MAX, "", f);
    if (val_int_or(completions, 0) <= COMPLETIONS_SOFT || !given(val_get(spec, "backoffLimitPerIndex")))
        return;
    if (!given(failed))
        field_required(c->errors, &failed_field, "must be specified when completions is above 100000");
    limit(c, spec, "parallelism", HIGH_COMPLETIONS_LIMIT, high, f);
    limit(c, spec, "maxFailedIndexes", HIGH_COMPLETIONS_LIMIT, high, f);
}

static void check_completion_mode(struct check *c, const struct val *spec, const struct field *f)
{
    static const char *const modes[] = { "NonIndexed", "Indexed", NULL };
    static const char *const of_indexed[] = { "backoffLimitPerIndex", "maxFailedIndexes" };
    const struct val *mode = val_get(spec, "completionMode");
    struct field member = FIELD(f, "completionMode");
    if (given(mode) && !text_in(val_str_or(mode, ""), modes))
        unsupported_text(c, &member, mode, modes);
    if (job_is_indexed(spec))
        check_indexed(c, spec, f);
    if (given(mode) && !val_str_equal(mode, "NonIndexed"))
        return;
    for (size_t i = 0; newer(c, FEATURE_JOB_PER_INDEX) && i < ARRAY_LEN(of_indexed); i++) {
        struct field bound = FIELD(f, of_indexed[i]);
        if (given(val_get(spec, of_indexed[i])))
            invalid_int(c, &bound, val_get(spec, of_indexed[i]), "requires indexed completion mode");
    }
}

static void check_replacement_policy(struct check *c, const struct val *spec, const struct field *f)
{
    static const char *const policies[] = { "Failed", "TerminatingOrFailed", NULL }, *const failed[] = { "Failed", NULL };
    const struct val *policy = val_get(spec, "podReplacementPolicy");
    const char *const *supported = given(val_get(spec, "podFailurePolicy")) ? failed : policies;
    struct field member = FIELD(f, "podReplacementPolicy");
    if (given(policy) && newer(c, FEATURE_JOB_PER_INDEX) && !text_in(val_str_or(policy, ""), supported))
        unsupported_text(c, &member, policy, supported);
}

static void check_restart_policy(struct check *c, const struct val *spec, const struct field *template)
{
    static const char *const policies[] = { "OnFailure", "Never", NULL };
    const struct val *policy = val_at(spec, "template.spec.restartPolicy");
    const char *s = val_str_or(policy, "");
    struct field pod = FIELD(template, "spec"), member = FIELD(&pod, "restartPolicy");
    if (!strcmp(s, "Always") || !*s)
        field_required(c->errors, &member, "valid values: \"OnFailure\", \"Never\"");
    else if (!text_in(s, policies))
        unsupported_text(c, &member, policy, policies);
    else if (newer(c, FEATURE_JOB_FAILURE_POLICY) && given(val_get(spec, "podFailurePolicy")) && strcmp(s, "Never"))
        invalid_text(c, &member, policy, "only \"Never\" is supported when podFailurePolicy is specified");
}

void check_jobspec(struct check *c, const struct val *spec, const struct field *f)
{
    struct field template = FIELD(f, "template"), failure = FIELD(f, "podFailurePolicy"), success = FIELD(f, "successPolicy");
    check_numbers(c, spec, f);
    check_managed_by(c, spec, f);
    if (newer(c, FEATURE_JOB_INDEXED))
        check_completion_mode(c, spec, f);
    if (newer(c, FEATURE_JOB_FAILURE_POLICY) && given(val_get(spec, "podFailurePolicy")))
        check_pod_failure_policy(c, spec, &failure);
    if (newer(c, FEATURE_JOB_SUCCESS_POLICY) && given(val_get(spec, "successPolicy")))
        check_success_policy(c, spec, &success);
    check_replacement_policy(c, spec, f);
    check_podtemplate(c, val_get(spec, "template"), &template);
    check_restart_policy(c, spec, &template);
}
