/* Lease. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { "v1beta1", 0, 22, "coordination.k8s.io/v1beta1 Lease is deprecated in v1.19+, unavailable in v1.22+; use coordination.k8s.io/v1 Lease", 19 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_lease = {
    .group = "coordination.k8s.io",
    .kind = "Lease",
    .plural = "leases",
    .singular = "lease",
    .short_names = "",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
