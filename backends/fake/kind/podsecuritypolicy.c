/* PodSecurityPolicy. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1beta1", 0, 25, "policy/v1beta1 PodSecurityPolicy is deprecated in v1.21+, unavailable in v1.25+", 21 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_podsecuritypolicy = {
    .group = "policy",
    .kind = "PodSecurityPolicy",
    .plural = "podsecuritypolicies",
    .singular = "podsecuritypolicy",
    .short_names = "psp",
    .categories = "",
    .flags = KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
