/* PodDisruptionBudgets: pkg/apis/policy/validation. */
#include "backends/base/json.h"
#include "backends/fake/validate/rules.h"
#include "backends/fake/validate/validate.h"

static void check_spec(struct check *c, const struct val *spec)
{
    static const char *const numbers[] = { "minAvailable", "maxUnavailable" };
    struct field f = FIELD_ROOT("spec"), selector = FIELD(&f, "selector");
    if (given(val_get(spec, numbers[0])) && given(val_get(spec, numbers[1]))) {
        /* Differs: upstream shows the Go struct, with addresses for both numbers. */
        struct strbuf text = STRBUF_INIT;
        strbuf_adds(&text, c->errors->json_values ? "" : "policy.PodDisruptionBudgetSpec");
        json_write(&text, spec, JSON_COMPACT);
        field_invalid_text(c->errors, &f, text.buf, "minAvailable and maxUnavailable cannot be both set");
        strbuf_release(&text);
    }
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        struct field member = FIELD(&f, numbers[i]);
        if (!given(val_get(spec, numbers[i])))
            continue;
        check_int_or_percent(c, val_get(spec, numbers[i]), &member);
        check_at_most_100_percent(c, val_get(spec, numbers[i]), &member);
    }
    check_label_selector(c, val_get(spec, "selector"), &selector);
}

void validate_poddisruptionbudget(const struct val *doc, const struct val *old, const struct kind_context *kc,
                                  struct field_errors *errors)
{
    struct check c = check_begin(kc, errors);
    if (old)
        check_update(&c, doc, old, METADATA_NAMESPACED);
    check_metadata(&c, doc, METADATA_NAMESPACED, NAME_DNS1123_SUBDOMAIN);
    check_spec(&c, val_get(doc, "spec"));
    check_end(&c);
}
