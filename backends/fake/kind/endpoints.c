/* Endpoints. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice", 33 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_endpoints = {
    .group = "",
    .kind = "Endpoints",
    .plural = "endpoints",
    .singular = "endpoints",
    .short_names = "ep",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
