/* EndpointSlice. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 21, 0, NULL, 0 },
    { "v1beta1", 0, 25, "discovery.k8s.io/v1beta1 EndpointSlice is deprecated in v1.21+, unavailable in v1.25+; use discovery.k8s.io/v1 EndpointSlice", 21 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_endpointslice = {
    .group = "discovery.k8s.io",
    .kind = "EndpointSlice",
    .plural = "endpointslices",
    .singular = "endpointslice",
    .short_names = "",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_GENERATION | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
