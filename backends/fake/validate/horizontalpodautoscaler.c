/* HorizontalPodAutoscalers: pkg/apis/autoscaling/validation. */
#include "backends/fake/validate/rules.h"
#include "backends/fake/validate/validate.h"

static void check_spec(struct check *c, const struct val *spec)
{
    const struct val *min = val_get(spec, "minReplicas"), *max = val_get(spec, "maxReplicas"),
                     *cpu = val_get(spec, "targetCPUUtilizationPercentage");
    struct field f = FIELD_ROOT("spec"), min_field = FIELD(&f, "minReplicas"), max_field = FIELD(&f, "maxReplicas"),
                 target = FIELD(&f, "scaleTargetRef"), metrics = FIELD(&f, "metrics"), metric = FIELD_INDEX(&metrics, 0),
                 resource = FIELD(&metric, "resource"), amount = FIELD(&resource, "target"),
                 utilization = FIELD(&amount, "averageUtilization");
    if (given(min) && val_int_or(min, 1) < 1)
        invalid_int(c, &min_field, min, "must be greater than or equal to 1");
    if (val_int_or(max, 0) < 1)
        invalid_int(c, &max_field, max, "must be greater than 0");
    if (given(min) && val_int_or(min, 0) > val_int_or(max, 0))
        invalid_int(c, &max_field, max, "must be greater than or equal to `minReplicas`");
    check_required_text(c, val_get(spec, "scaleTargetRef"), "kind", &target);
    check_required_text(c, val_get(spec, "scaleTargetRef"), "name", &target);
    /* The old form of the field is one metric inside. */
    if (given(cpu) && val_int_or(cpu, 1) < 1)
        invalid_int(c, &utilization, cpu, "must be greater than 0");
}

void validate_horizontalpodautoscaler(const struct val *doc, const struct val *old, const struct kind_context *kc,
                                      struct field_errors *errors)
{
    struct check c = check_begin(kc, errors);
    if (old) {
        check_update(&c, doc, old, METADATA_NAMESPACED);
        check_metadata_update(&c, doc, old);
    } else {
        check_metadata(&c, doc, METADATA_NAMESPACED, NAME_DNS1123_SUBDOMAIN);
    }
    check_spec(&c, val_get(doc, "spec"));
    check_end(&c);
}
