/* Service. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct subresource subresources[] = {
    { "proxy", "ServiceProxyOptions", NULL, NULL, "create,delete,get,patch,update", 0, 0 },
    { NULL, NULL, NULL, NULL, NULL, 0, 0 },
};

const struct kind kind_row_service = {
    .group = "",
    .kind = "Service",
    .plural = "services",
    .singular = "service",
    .short_names = "svc",
    .categories = "all",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_1035,
    .collection_since = 23,
    .served = served,
    .subresources = subresources,
};
