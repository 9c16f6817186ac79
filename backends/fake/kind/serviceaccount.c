/* ServiceAccount. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct subresource subresources[] = {
    { "token", "TokenRequest", "authentication.k8s.io", "v1", "create", 0, 0 },
    { NULL, NULL, NULL, NULL, NULL, 0, 0 },
};

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
};
