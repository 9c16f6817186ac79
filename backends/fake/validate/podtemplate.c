/* Pod templates, and PodTemplate's own rules of controllers that replace their pods. */
#include <stdio.h>
#include <string.h>

#include "backends/fake/validate/podspec.h"

void check_podtemplate(struct check *c, const struct val *template, const struct field *f)
{
    const struct val *meta = val_get(template, "metadata"), *spec = val_get(template, "spec");
    /* The paths of labels and annotations lack "metadata": so upstream. */
    struct field labels = FIELD(f, "labels"), annotations = FIELD(f, "annotations"), spec_field = FIELD(f, "spec"),
                 ephemeral = FIELD(&spec_field, "ephemeralContainers");
    check_labels(c, val_get(meta, "labels"), &labels);
    check_annotations(c, val_get(meta, "annotations"), &annotations);
    check_pod_annotations(c, val_get(meta, "annotations"), spec, &annotations);
    check_podspec(c, spec, NULL, &spec_field);
    if (val_len(val_get(spec, "ephemeralContainers")) && newer(c, FEATURE_EPHEMERAL_CONTAINERS))
        field_forbidden(c->errors, &ephemeral, "ephemeral containers not allowed in pod template");
}

void check_template_restarts(struct check *c, const struct val *template, const char *kind, const struct field *f)
{
    static const char *const always[] = { "Always", NULL };
    const struct val *policy = val_at(template, "spec.restartPolicy");
    struct field spec = FIELD(f, "spec"), policy_field = FIELD(&spec, "restartPolicy"),
                 deadline = FIELD(&spec, "activeDeadlineSeconds");
    if (!val_str_equal(policy, "Always"))
        unsupported_text(c, &policy_field, policy, always);
    if (!given(val_at(template, "spec.activeDeadlineSeconds")))
        return;
    char text[96];
    snprintf(text, sizeof(text), "activeDeadlineSeconds in %s is not Supported", kind);
    field_forbidden(c->errors, &deadline, text);
}
