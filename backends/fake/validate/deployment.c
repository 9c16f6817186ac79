/* Deployments: pkg/apis/apps/validation and pkg/registry/apps/deployment/strategy.go. */
#include <string.h>

#include "backends/base/godump.h"
#include "backends/fake/validate/validate.h"
#include "backends/fake/validate/workload.h"

static void check_rolling_update(struct check *c, const struct val *rolling, const struct field *f)
{
    const struct val *unavailable = val_get(rolling, "maxUnavailable"), *surge = val_get(rolling, "maxSurge");
    struct field unavailable_field = FIELD(f, "maxUnavailable"), surge_field = FIELD(f, "maxSurge");
    check_int_or_percent(c, unavailable, &unavailable_field);
    check_int_or_percent(c, surge, &surge_field);
    if (!int_or_percent_value(unavailable) && !int_or_percent_value(surge))
        invalid_int_or_string(c, &unavailable_field, unavailable, "may not be 0 when `maxSurge` is 0");
    check_at_most_100_percent(c, unavailable, &unavailable_field);
}

/* apps.DeploymentStrategy as Go prints it, or as JSON. */
static void unsupported_strategy(struct check *c, const struct val *strategy, const struct field *f)
{
    const char *type = text_of(strategy, "type");
    bool rolling = given(val_get(strategy, "rollingUpdate"));
    struct strbuf text = STRBUF_INIT;
    strbuf_adds(&text, c->errors->json_values ? "{\"Type\":" : "apps.DeploymentStrategy{Type:");
    go_quote(&text, type, strlen(type));
    if (c->errors->json_values)
        strbuf_addf(&text, ",\"RollingUpdate\":%s}", rolling ? "{}" : "null");
    else
        strbuf_addf(&text, ", RollingUpdate:(*apps.RollingUpdateDeployment)(%s)}", rolling ? GO_POINTER : "nil");
    field_error_add(c->errors, FIELD_UNSUPPORTED, f, text.buf, "supported values: \"Recreate\", \"RollingUpdate\"");
    strbuf_release(&text);
}

static void check_strategy(struct check *c, const struct val *strategy, const struct field *f)
{
    const char *type = text_of(strategy, "type");
    const struct val *rolling = val_get(strategy, "rollingUpdate");
    struct field rolling_field = FIELD(f, "rollingUpdate");
    if (!strcmp(type, "Recreate")) {
        if (given(rolling))
            field_forbidden(c->errors, &rolling_field, "may not be specified when strategy `type` is 'Recreate'");
    } else if (strcmp(type, "RollingUpdate")) {
        unsupported_strategy(c, strategy, f);
    } else if (!given(rolling)) {
        field_required(c->errors, &rolling_field, "this should be defaulted and never be nil");
    } else {
        check_rolling_update(c, rolling, &rolling_field);
    }
}

static void check_spec(struct check *c, const struct val *spec)
{
    const struct val *deadline = val_get(spec, "progressDeadlineSeconds");
    struct field f = FIELD_ROOT("spec"), strategy = FIELD(&f, "strategy"), deadline_field = FIELD(&f, "progressDeadlineSeconds");
    check_nonnegative_member(c, spec, "replicas", &f);
    check_selector_of(c, spec, "deployment", &f);
    check_replicated_template(c, spec, &f);
    check_strategy(c, val_get(spec, "strategy"), &strategy);
    check_nonnegative_member(c, spec, "minReadySeconds", &f);
    check_nonnegative_member(c, spec, "revisionHistoryLimit", &f);
    if (!given(deadline))
        return;
    check_nonnegative(c, deadline, &deadline_field);
    if (val_int_or(deadline, 0) <= val_int_or(val_get(spec, "minReadySeconds"), 0))
        invalid_int(c, &deadline_field, deadline, "must be greater than minReadySeconds");
}

void validate_deployment(const struct val *doc, const struct val *old, const struct kind_context *kc,
                         struct field_errors *errors)
{
    struct check c = check_begin(kc, errors);
    if (old) {
        check_update(&c, doc, old, METADATA_NAMESPACED);
        check_metadata_update(&c, doc, old);
        check_spec(&c, val_get(doc, "spec"));
        check_selector_immutable(&c, doc, old);
    } else {
        check_metadata(&c, doc, METADATA_NAMESPACED, NAME_DNS1123_SUBDOMAIN);
        check_spec(&c, val_get(doc, "spec"));
    }
    check_end(&c);
}

void validate_deployment_status(const struct val *doc, const struct val *old, const struct kind_context *kc,
                                struct field_errors *errors)
{
    static const char *const numbers[] = { "observedGeneration", "replicas", "updatedReplicas", "readyReplicas",
                                           "availableReplicas", "unavailableReplicas", "collisionCount", NULL };
    static const char too_many[] = "cannot be greater than status.replicas";
    const struct val *status = val_get(doc, "status");
    struct check c = check_begin(kc, errors);
    struct field f = FIELD_ROOT("status");
    check_update(&c, doc, old, METADATA_NAMESPACED);
    check_metadata_update(&c, doc, old);
    check_status_numbers(&c, status, numbers, &f);
    check_status_part(&c, status, "updatedReplicas", "replicas", too_many, &f);
    check_status_part(&c, status, "readyReplicas", "replicas", too_many, &f);
    check_status_part(&c, status, "availableReplicas", "replicas", too_many, &f);
    check_status_part(&c, status, "availableReplicas", "readyReplicas", "cannot be greater than readyReplicas", &f);
    check_end(&c);
}
