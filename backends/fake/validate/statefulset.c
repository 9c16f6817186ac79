/* StatefulSets: pkg/apis/apps/validation and pkg/registry/apps/statefulset/strategy.go. */
#include <stdio.h>
#include <string.h>

#include "backends/base/godump.h"
#include "backends/fake/validate/validate.h"
#include "backends/fake/validate/workload.h"

static void check_management_policy(struct check *c, const struct val *spec, const struct field *f)
{
    static const char *const policies[] = { "OrderedReady", "Parallel", NULL };
    struct field member = FIELD(f, "podManagementPolicy");
    if (!has_text(spec, "podManagementPolicy"))
        required(c, &member);
    else if (!text_in(text_of(spec, "podManagementPolicy"), policies))
        invalid_text(c, &member, val_get(spec, "podManagementPolicy"), "must be 'OrderedReady' or 'Parallel'");
}

/* apps.StatefulSetUpdateStrategy and its part, as Go prints them. */
static void invalid_strategy(struct check *c, const struct val *strategy, const struct field *f, const char *detail)
{
    const char *type = text_of(strategy, "type");
    struct strbuf text = STRBUF_INIT;
    strbuf_adds(&text, c->errors->json_values ? "{\"Type\":" : "apps.StatefulSetUpdateStrategy{Type:");
    go_quote(&text, type, strlen(type));
    strbuf_adds(&text, c->errors->json_values ? ",\"RollingUpdate\":null}"
                                              : ", RollingUpdate:(*apps.RollingUpdateStatefulSetStrategy)(nil)}");
    field_invalid_text(c->errors, f, text.buf, detail);
    strbuf_release(&text);
}

static void check_strategy(struct check *c, const struct val *strategy, const struct field *f)
{
    const char *type = text_of(strategy, "type");
    const struct val *rolling = val_get(strategy, "rollingUpdate");
    struct field rolling_field = FIELD(f, "rollingUpdate");
    if (!*type) {
        required(c, f);
    } else if (!strcmp(type, "RollingUpdate")) {
        check_nonnegative_member(c, rolling, "partition", &rolling_field);
    } else if (strcmp(type, "OnDelete")) {
        invalid_strategy(c, strategy, f, "must be 'RollingUpdate' or 'OnDelete'");
    } else if (given(rolling)) {
        char text[96];
        snprintf(text, sizeof(text), c->errors->json_values ? "{\"Partition\":%lld}"
                                                            : "apps.RollingUpdateStatefulSetStrategy{Partition:%lld}",
                 (long long)val_at_int(rolling, "partition", 0));
        field_invalid_text(c->errors, &rolling_field, text, "only allowed for updateStrategy 'RollingUpdate'");
    }
}

static void check_template(struct check *c, const struct val *spec, const struct field *f)
{
    const struct val *template = val_get(spec, "template"), *meta = val_get(template, "metadata"),
                     *policy = val_at(template, "spec.restartPolicy");
    struct field template_field = FIELD(f, "template"), labels = FIELD(&template_field, "labels"),
                 annotations = FIELD(&template_field, "annotations");
    if (newer(c, FEATURE_STATEFULSET_TEMPLATE)) {
        check_podtemplate(c, template, &template_field);
    } else {
        check_labels(c, val_get(meta, "labels"), &labels);
        check_annotations(c, val_get(meta, "annotations"), &annotations);
        check_pod_annotations(c, val_get(meta, "annotations"), val_get(template, "spec"), &annotations);
    }
    if (given(policy) || given(val_at(template, "spec.activeDeadlineSeconds")))
        check_template_restarts(c, template, "StatefulSet", &template_field);
}

static void check_spec(struct check *c, const struct val *spec)
{
    const struct val *selector = val_get(spec, "selector");
    struct field f = FIELD_ROOT("spec"), selector_field = FIELD(&f, "selector"), strategy = FIELD(&f, "updateStrategy");
    bool matches;
    check_management_policy(c, spec, &f);
    check_strategy(c, val_get(spec, "updateStrategy"), &strategy);
    check_nonnegative_member(c, spec, "replicas", &f);
    if (newer(c, FEATURE_STATEFULSET_MIN_READY))
        check_nonnegative_member(c, spec, "minReadySeconds", &f);
    check_selector_of(c, spec, "statefulset", &f);
    if (!label_selector_matches(selector, NULL, &matches)) {
        invalid_selector(c, &selector_field, selector, "");
        return;
    }
    if (!given(selector) || !label_selector_empty(selector))
        check_template_matches(c, spec, &f);
    check_template(c, spec, &f);
}

/* What an update may change, by version. */
static const struct {
    int since;
    const char *text;
    const char *keys[8];
} mutable_fields[] = {
    { 0, "'replicas', 'template', and 'updateStrategy'", { "replicas", "template", "updateStrategy", NULL } },
    { 23, "'replicas', 'template', 'updateStrategy' and 'minReadySeconds'",
      { "replicas", "template", "updateStrategy", "minReadySeconds", NULL } },
    { 27, "'replicas', 'ordinals', 'template', 'updateStrategy', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds'",
      { "replicas", "ordinals", "template", "updateStrategy", "persistentVolumeClaimRetentionPolicy", "minReadySeconds", NULL } },
    { 33, "'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', "
          "'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds'",
      { "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy",
        "minReadySeconds", NULL } },
};

static void check_changes(struct check *c, const struct val *now, const struct val *old)
{
    size_t row = 0;
    for (size_t i = 0; i < ARRAY_LEN(mutable_fields); i++)
        if (version_between(c->version, mutable_fields[i].since, 0))
            row = i;
    struct val *a = val_ref(now), *b = val_ref(old);
    for (size_t i = 0; mutable_fields[row].keys[i]; i++) {
        val_unset(&a, mutable_fields[row].keys[i]);
        val_unset(&b, mutable_fields[row].keys[i]);
    }
    struct field f = FIELD_ROOT("spec");
    if (!semantic_equal(a, b))
        field_forbidden(c->errors, &f,
                        arena_strf(c->kc->arena, "updates to statefulset spec for fields other than %s are forbidden",
                                   mutable_fields[row].text));
    val_unref(a);
    val_unref(b);
}

void validate_statefulset(const struct val *doc, const struct val *old, const struct kind_context *kc,
                          struct field_errors *errors)
{
    struct check c = check_begin(kc, errors);
    if (old)
        check_update(&c, doc, old, METADATA_NAMESPACED);
    check_metadata(&c, doc, METADATA_NAMESPACED, NAME_DNS1123_SUBDOMAIN);
    check_spec(&c, val_get(doc, "spec"));
    if (old) {
        struct field f = FIELD_ROOT("spec");
        check_metadata_update(&c, doc, old);
        check_changes(&c, val_get(doc, "spec"), val_get(old, "spec"));
        check_nonnegative_member(&c, val_get(doc, "spec"), "replicas", &f);
    }
    check_end(&c);
}

void validate_statefulset_status(const struct val *doc, const struct val *old, const struct kind_context *kc,
                                 struct field_errors *errors)
{
    static const char *const numbers[] = { "replicas", "readyReplicas", "currentReplicas", "updatedReplicas",
                                           "observedGeneration", "collisionCount", NULL };
    static const char too_many[] = "cannot be greater than status.replicas";
    const struct val *status = val_get(doc, "status");
    struct check c = check_begin(kc, errors);
    struct field f = FIELD_ROOT("status");
    check_update(&c, doc, old, METADATA_NAMESPACED);
    check_metadata_update(&c, doc, old);
    check_status_numbers(&c, status, numbers, &f);
    check_status_part(&c, status, "readyReplicas", "replicas", too_many, &f);
    check_status_part(&c, status, "currentReplicas", "replicas", too_many, &f);
    check_status_part(&c, status, "updatedReplicas", "replicas", too_many, &f);
    check_end(&c);
}
