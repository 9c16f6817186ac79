/* Leases: pkg/apis/coordination/validation. */
#include "backends/fake/validate/rules.h"
#include "backends/fake/validate/validate.h"

void validate_lease(const struct val *doc, const struct val *old, const struct kind_context *kc, struct field_errors *errors)
{
    const struct val *spec = val_get(doc, "spec"), *seconds = val_get(spec, "leaseDurationSeconds");
    struct check c = check_begin(kc, errors);
    struct field f = FIELD_ROOT("spec"), seconds_field = FIELD(&f, "leaseDurationSeconds");
    if (old) {
        check_update(&c, doc, old, METADATA_NAMESPACED);
        check_metadata_update(&c, doc, old);
    } else {
        check_metadata(&c, doc, METADATA_NAMESPACED, NAME_DNS1123_SUBDOMAIN);
    }
    if (given(seconds) && val_int_or(seconds, 1) <= 0)
        invalid_int(&c, &seconds_field, seconds, "must be greater than 0");
    check_nonnegative_member(&c, spec, "leaseTransitions", &f);
    check_end(&c);
}
