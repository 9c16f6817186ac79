/* ResourceQuota. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_resourcequota = {
    .group = "",
    .kind = "ResourceQuota",
    .plural = "resourcequotas",
    .singular = "resourcequota",
    .short_names = "quota",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
