/* What an update may not change: apimachinery's ValidateImmutableField and equality.Semantic. */
#include <string.h>

#include "backends/fake/validate/rules.h"

/* Members that are Go structs or maps by value: {} is as good as absent. */
static const char *const by_value[] = {
    "annotations", "data", "labels", "limits", "matchLabels", "metadata", "nodeSelector", "options", "overhead",
    "preference", "requests", "resources", "rollingUpdate", "selector", "spec", "status", "strategy", "template",
    "updateStrategy", "podAffinityTerm", NULL,
};

/* Members that are pointers to scalars: the zero value is not the same as absent. */
static const char *const by_pointer[] = {
    "activeDeadlineSeconds", "allowPrivilegeEscalation", "automountServiceAccountToken", "backoffLimit", "completions",
    "defaultMode", "enableServiceLinks", "failedJobsHistoryLimit", "fsGroup", "fsGroupChangePolicy", "hostUsers",
    "localhostProfile", "manualSelector", "minDomains", "mode", "mountPropagation", "optional", "parallelism",
    "preemptionPolicy", "priority", "privileged", "procMount", "readOnlyRootFilesystem", "restartPolicyRules",
    "revisionHistoryLimit", "runAsGroup", "runAsNonRoot", "runAsUser", "runtimeClassName", "setHostnameAsFQDN",
    "shareProcessNamespace", "sizeLimit", "startingDeadlineSeconds", "successfulJobsHistoryLimit", "suspend",
    "terminationGracePeriodSeconds", "tolerationSeconds", "ttlSecondsAfterFinished", NULL,
};

/* Whether Go holds for `v`, the member `key`, what it holds when the member is absent. */
static bool is_zero(const char *key, const struct val *v)
{
    switch (val_type(v)) {
    case VAL_NULL: return true;
    case VAL_ARRAY: return !val_len(v);
    case VAL_OBJECT: return !val_len(v) && text_in(key, by_value);
    case VAL_STRING: return !val_len(v) && !text_in(key, by_pointer);
    case VAL_BOOL: return !val_bool_or(v, true) && !text_in(key, by_pointer);
    default: return val_double_or(v, 1) == 0 && !text_in(key, by_pointer);
    }
}

static bool members_equal(const struct val *a, const struct val *b)
{
    for (size_t i = 0; i < val_len(a); i++) {
        const struct val *other = val_getv(b, val_keyv(a, i));
        if (other ? !semantic_equal(val_item(a, i), other) : !is_zero(val_key(a, i), val_item(a, i)))
            return false;
    }
    for (size_t i = 0; i < val_len(b); i++)
        if (!val_getv(a, val_keyv(b, i)) && !is_zero(val_key(b, i), val_item(b, i)))
            return false;
    return true;
}

bool semantic_equal(const struct val *a, const struct val *b)
{
    if (val_equal(a, b) || (val_is_null(a) && val_is_null(b)))
        return true;
    if (val_is(a, VAL_OBJECT) && val_is(b, VAL_OBJECT))
        return members_equal(a, b);
    if (!val_is(a, VAL_ARRAY) || !val_is(b, VAL_ARRAY) || val_len(a) != val_len(b))
        return false;
    for (size_t i = 0; i < val_len(a); i++)
        if (!semantic_equal(val_item(a, i), val_item(b, i)))
            return false;
    return true;
}

void check_immutable(struct check *c, const struct val *now, const struct val *old, const struct field *f)
{
    if (!semantic_equal(now, old))
        field_invalid(c->errors, f, now, IMMUTABLE_TEXT);
}
