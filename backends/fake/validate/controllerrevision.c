/* ControllerRevisions: pkg/apis/apps/validation. */
#include "backends/fake/validate/rules.h"
#include "backends/fake/validate/validate.h"

void validate_controllerrevision(const struct val *doc, const struct val *old, const struct kind_context *kc,
                                 struct field_errors *errors)
{
    struct check c = check_begin(kc, errors);
    struct field data = FIELD_ROOT("data"), revision = FIELD_ROOT("revision");
    if (old) {
        check_update(&c, doc, old, METADATA_NAMESPACED);
        check_metadata_update(&c, doc, old);
        check_nonnegative(&c, val_get(doc, "revision"), &revision);
        check_immutable(&c, val_get(doc, "data"), val_get(old, "data"), &data);
    } else {
        check_metadata(&c, doc, METADATA_NAMESPACED, NAME_DNS1123_SUBDOMAIN);
        if (!given(val_get(doc, "data")))
            field_required(c.errors, &data, "data is mandatory");
        check_nonnegative(&c, val_get(doc, "revision"), &revision);
    }
    check_end(&c);
}
