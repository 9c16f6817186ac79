/* Namespaces: pkg/apis/core/validation (ValidateNamespace and its kin). */
#include <string.h>

#include "backends/fake/validate/rules.h"
#include "backends/fake/validate/validate.h"

static void check_own_finalizers(struct check *c, const struct val *list)
{
    struct field spec = FIELD_ROOT("spec"), f = FIELD(&spec, "finalizers");
    for (size_t i = 0; i < val_len(list); i++) {
        const char *name = val_str_or(val_item(list, i), "");
        check_name(c, NAME_QUALIFIED, val_item(list, i), &f);
        if (!strchr(name, '/') && strcmp(name, "kubernetes") && strcmp(name, "orphan") && strcmp(name, "foregroundDeletion"))
            invalid_text(c, &f, val_item(list, i), "name is neither a standard finalizer name nor is it fully qualified");
    }
}

void validate_namespace(const struct val *doc, const struct val *old, const struct kind_context *kc,
                        struct field_errors *errors)
{
    struct check c = check_begin(kc, errors);
    if (old) {
        check_update(&c, doc, old, METADATA_CLUSTER);
        check_metadata(&c, doc, METADATA_CLUSTER, NAME_DNS1123_LABEL);
        check_metadata_update(&c, doc, old);
    } else {
        check_metadata(&c, doc, METADATA_CLUSTER, NAME_DNS1123_LABEL);
        check_own_finalizers(&c, val_at(doc, "spec.finalizers"));
    }
    check_end(&c);
}

void validate_namespace_status(const struct val *doc, const struct val *old, const struct kind_context *kc,
                               struct field_errors *errors)
{
    bool deleting = given(val_at(doc, "metadata.deletionTimestamp"));
    const struct val *phase = val_at(doc, "status.phase");
    struct check c = check_begin(kc, errors);
    struct field status = FIELD_ROOT("status"), f = FIELD(&status, "Phase");
    check_update(&c, doc, old, METADATA_CLUSTER);
    check_metadata_update(&c, doc, old);
    if (!val_str_equal(phase, deleting ? "Terminating" : "Active"))
        invalid_text(&c, &f, phase,
                     deleting ? "may only be 'Terminating' if `deletionTimestamp` is not empty"
                              : "may only be 'Active' if `deletionTimestamp` is empty");
    check_end(&c);
}
