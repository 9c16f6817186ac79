/* ValidatingWebhookConfiguration. Mirrors pkg/registry/admissionregistration, its defaults.go and its printer, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { "v1beta1", 0, 22, "admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration is deprecated in v1.16+, unavailable in v1.22+; use admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration", 16 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct plain_default webhook_rows[] = {
    DEFAULT_STR("failurePolicy", "Fail"),
    DEFAULT_STR("matchPolicy", "Equivalent"),
    DEFAULT_EMPTY("namespaceSelector"),
    DEFAULT_EMPTY("objectSelector"),
    DEFAULT_INT("timeoutSeconds", 10),
    DEFAULT_END,
};
static const struct plain_default service_rows[] = { DEFAULT_INT("port", 443), DEFAULT_END };
static const struct plain_default rule_rows[] = { DEFAULT_STR("scope", "*"), DEFAULT_END };

static void service(struct val **v, const struct kind_context *kc)
{
    set_plain(v, service_rows, kc);
}

static void rule(struct val **v, const struct kind_context *kc)
{
    set_plain(v, rule_rows, kc);
}

static void webhook(struct val **v, const struct kind_context *kc)
{
    set_plain(v, webhook_rows, kc);
    edit_present(v, "clientConfig.service", service, kc);
    edit_items(v, "rules", rule, kc);
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_items(doc, "webhooks", webhook, kc);
}

static const struct column columns[] = { COLUMN_NAME, COLUMN_INT("Webhooks"), COLUMN_AGE, COLUMN_END };

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_int(cells, (int64_t)val_len(val_get(doc, "webhooks")));
    cell_age(cells, doc, kc);
}

const struct kind kind_row_validatingwebhookconfiguration = {
    .group = "admissionregistration.k8s.io",
    .kind = "ValidatingWebhookConfiguration",
    .plural = "validatingwebhookconfigurations",
    .singular = "validatingwebhookconfiguration",
    .short_names = "",
    .categories = "api-extensions",
    .flags = KIND_GENERATION | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
