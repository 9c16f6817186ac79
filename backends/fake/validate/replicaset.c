/* ReplicaSets: pkg/apis/apps/validation and pkg/registry/apps/replicaset/strategy.go. */
#include "backends/fake/validate/validate.h"
#include "backends/fake/validate/workload.h"

static void check_spec(struct check *c, const struct val *spec)
{
    struct field f = FIELD_ROOT("spec");
    check_nonnegative_member(c, spec, "replicas", &f);
    check_nonnegative_member(c, spec, "minReadySeconds", &f);
    check_selector_of(c, spec, "deployment", &f); /* upstream's word here too */
    check_replicated_template(c, spec, &f);
}

void validate_replicaset(const struct val *doc, const struct val *old, const struct kind_context *kc,
                         struct field_errors *errors)
{
    struct check c = check_begin(kc, errors);
    const struct val *spec = val_get(doc, "spec");
    if (old)
        check_update(&c, doc, old, METADATA_NAMESPACED);
    check_metadata(&c, doc, METADATA_NAMESPACED, NAME_DNS1123_SUBDOMAIN);
    check_spec(&c, spec);
    if (old) {
        check_metadata_update(&c, doc, old);
        check_spec(&c, spec);
        check_selector_immutable(&c, doc, old);
    }
    check_end(&c);
}

void validate_replicaset_status(const struct val *doc, const struct val *old, const struct kind_context *kc,
                                struct field_errors *errors)
{
    static const char *const numbers[] = { "replicas", "fullyLabeledReplicas", "readyReplicas", "availableReplicas",
                                           "observedGeneration", NULL };
    static const char too_many[] = "cannot be greater than status.replicas";
    const struct val *status = val_get(doc, "status");
    struct check c = check_begin(kc, errors);
    struct field f = FIELD_ROOT("status");
    check_update(&c, doc, old, METADATA_NAMESPACED);
    check_metadata_update(&c, doc, old);
    check_status_numbers(&c, status, numbers, &f);
    check_status_part(&c, status, "fullyLabeledReplicas", "replicas", too_many, &f);
    check_status_part(&c, status, "readyReplicas", "replicas", too_many, &f);
    check_status_part(&c, status, "availableReplicas", "replicas", too_many, &f);
    check_status_part(&c, status, "availableReplicas", "readyReplicas", "cannot be greater than readyReplicas", &f);
    check_end(&c);
}
