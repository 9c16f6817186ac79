/* APIService. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { "v1beta1", 0, 22, "apiregistration.k8s.io/v1beta1 APIService is deprecated in v1.19+, unavailable in v1.22+; use apiregistration.k8s.io/v1 APIService", 19 },
    { NULL, 0, 0, NULL, 0 },
};

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
};
