/* DaemonSets: pkg/apis/apps/validation and pkg/registry/apps/daemonset/strategy.go. */
#include <string.h>

#include "backends/base/godump.h"
#include "backends/fake/validate/validate.h"
#include "backends/fake/validate/workload.h"

static void check_rolling_update(struct check *c, const struct val *rolling, const struct field *f)
{
    const struct val *unavailable = val_get(rolling, "maxUnavailable"), *surge = val_get(rolling, "maxSurge");
    struct field unavailable_field = FIELD(f, "maxUnavailable"), surge_field = FIELD(f, "maxSurge");
    bool surges = newer(c, FEATURE_DAEMONSET_SURGE);
    int64_t down = int_or_percent_value(unavailable), up = surges ? int_or_percent_value(surge) : 0;
    check_int_or_percent(c, unavailable, &unavailable_field);
    if (surges)
        check_int_or_percent(c, surge, &surge_field);
    if (down && up)
        invalid_int_or_string(c, &surge_field, surge, "may not be set when maxUnavailable is non-zero");
    else if (!down && !surges)
        invalid_int_or_string(c, &unavailable_field, unavailable, "cannot be 0");
    else if (!down && !up)
        field_required(c->errors, &unavailable_field, "cannot be 0 when maxSurge is 0");
    check_at_most_100_percent(c, unavailable, &unavailable_field);
    if (surges)
        check_at_most_100_percent(c, surge, &surge_field);
}

/* apps.DaemonSetUpdateStrategy as Go prints it, or as JSON. */
static void unsupported_strategy(struct check *c, const struct val *strategy, const struct field *f)
{
    static const char supported[] = "supported values: \"RollingUpdate\", \"OnDelete\"";
    const char *type = text_of(strategy, "type");
    bool rolling = given(val_get(strategy, "rollingUpdate"));
    struct strbuf text = STRBUF_INIT;
    strbuf_adds(&text, c->errors->json_values ? "{\"Type\":" : "apps.DaemonSetUpdateStrategy{Type:");
    go_quote(&text, type, strlen(type));
    if (c->errors->json_values)
        strbuf_addf(&text, ",\"RollingUpdate\":%s}", rolling ? "{}" : "null");
    else
        strbuf_addf(&text, ", RollingUpdate:(*apps.RollingUpdateDaemonSet)(%s)}", rolling ? GO_POINTER : "nil");
    field_error_add(c->errors, FIELD_UNSUPPORTED, f, text.buf, supported);
    strbuf_release(&text);
}

static void check_strategy(struct check *c, const struct val *strategy, const struct field *f)
{
    const char *type = text_of(strategy, "type");
    struct field rolling = FIELD(f, "rollingUpdate");
    if (!strcmp(type, "OnDelete"))
        return;
    if (strcmp(type, "RollingUpdate"))
        unsupported_strategy(c, strategy, f);
    else if (!given(val_get(strategy, "rollingUpdate")))
        required(c, &rolling);
    else
        check_rolling_update(c, val_get(strategy, "rollingUpdate"), &rolling);
}

static void check_spec(struct check *c, const struct val *spec, const struct val *old)
{
    const struct val *selector = val_get(spec, "selector"), *template = val_get(spec, "template");
    struct field f = FIELD_ROOT("spec"), selector_field = FIELD(&f, "selector"), template_field = FIELD(&f, "template"),
                 strategy = FIELD(&f, "updateStrategy");
    check_label_selector(c, selector, &selector_field);
    check_template_matches(c, spec, &f);
    if (given(selector) && label_selector_empty(selector))
        invalid_selector(c, &selector_field, selector, "empty selector is invalid for daemonset");
    check_podtemplate(c, template, &template_field);
    /* Disks that were writable before may stay so. */
    if (!old || !newer(c, FEATURE_FIELD_ERRORS_ONCE))
        check_read_only_disks(c, template, &template_field);
    check_template_restarts(c, template, "DaemonSet", &template_field);
    check_nonnegative_member(c, spec, "minReadySeconds", &f);
    check_strategy(c, val_get(spec, "updateStrategy"), &strategy);
    check_nonnegative_member(c, spec, "revisionHistoryLimit", &f);
}

void validate_daemonset(const struct val *doc, const struct val *old, const struct kind_context *kc,
                        struct field_errors *errors)
{
    struct check c = check_begin(kc, errors);
    const struct val *spec = val_get(doc, "spec"), *old_spec = val_get(old, "spec");
    bool once = newer(&c, FEATURE_FIELD_ERRORS_ONCE);
    if (old)
        check_update(&c, doc, old, METADATA_NAMESPACED);
    if (!old || !once) {
        check_metadata(&c, doc, METADATA_NAMESPACED, NAME_DNS1123_SUBDOMAIN);
        check_spec(&c, spec, old_spec);
    }
    if (old) {
        check_metadata_update(&c, doc, old);
        if (once)
            check_selector_immutable(&c, doc, old);
        check_spec(&c, spec, old_spec);
        if (!once)
            check_selector_immutable(&c, doc, old);
    }
    check_end(&c);
}

void validate_daemonset_status(const struct val *doc, const struct val *old, const struct kind_context *kc,
                               struct field_errors *errors)
{
    static const char *const numbers[] = { "currentNumberScheduled", "numberMisscheduled", "desiredNumberScheduled",
                                           "numberReady", "observedGeneration", "updatedNumberScheduled", "numberAvailable",
                                           "numberUnavailable", "collisionCount", NULL };
    struct check c = check_begin(kc, errors);
    struct field f = FIELD_ROOT("status");
    check_update(&c, doc, old, METADATA_NAMESPACED);
    check_metadata_update(&c, doc, old);
    check_status_numbers(&c, val_get(doc, "status"), numbers, &f);
    check_end(&c);
}
