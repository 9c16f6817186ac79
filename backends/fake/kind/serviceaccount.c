/* ServiceAccount. Mirrors pkg/registry/core/serviceaccount and printServiceAccount, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct subresource subresources[] = {
    { "token", "TokenRequest", "authentication.k8s.io", "v1", "create", 0, 0 },
    { NULL, NULL, NULL, NULL, NULL, 0, 0 },
};

static const struct column columns[] = {
    COLUMN_NAME, COLUMN_BETWEEN("Secrets", "string", 0, 33), COLUMN_AGE, COLUMN_END,
};

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    if (version_has(kc->version, FEATURE_SECRETS_COLUMN))
        cell_int(cells, (int64_t)val_len(val_get(doc, "secrets")));
    cell_age(cells, doc, kc);
}

const struct kind kind_row_serviceaccount = {
    .group = "",
    .kind = "ServiceAccount",
    .plural = "serviceaccounts",
    .singular = "serviceaccount",
    .short_names = "sa",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .subresources = subresources,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
