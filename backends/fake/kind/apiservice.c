/* APIService. Mirrors kube-aggregator/pkg/registry/apiservice/etcd, v1.20.2. */
#include "backends/base/condition.h"
#include "backends/fake/kind/columns.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { "v1beta1", 0, 22, "apiregistration.k8s.io/v1beta1 APIService is deprecated in v1.19+, unavailable in v1.22+; use apiregistration.k8s.io/v1 APIService", 19 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct column columns[] = {
    COLUMN_NAME, COLUMN("Service"), COLUMN("Available"), COLUMN_AGE, COLUMN_END,
};

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    const struct val *service = val_at(doc, "spec.service");
    const struct val *available = condition_find(doc, "Available");
    const char *status = val_get_str(available, "status", "Unknown");
    cell_name(cells, doc);
    if (val_is_null(service))
        cell_str(cells, "Local");
    else
        cell_strf(cells, "%s/%s", val_get_str(service, "namespace", ""), val_get_str(service, "name", ""));
    if (!available || val_str_equal(val_get(available, "status"), "True"))
        cell_str(cells, status);
    else
        cell_strf(cells, "%s (%s)", status, val_get_str(available, "reason", ""));
    cell_age(cells, doc, kc);
}

const struct kind kind_row_apiservice = {
    .group = "apiregistration.k8s.io",
    .kind = "APIService",
    .plural = "apiservices",
    .singular = "apiservice",
    .short_names = "",
    .categories = "api-extensions",
    .flags = KIND_STATUS | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
