/* PodDisruptionBudget. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 21, 0, NULL, 0 },
    { "v1beta1", 0, 25, "policy/v1beta1 PodDisruptionBudget is deprecated in v1.21+, unavailable in v1.25+; use policy/v1 PodDisruptionBudget", 21 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_poddisruptionbudget = {
    .group = "policy",
    .kind = "PodDisruptionBudget",
    .plural = "poddisruptionbudgets",
    .singular = "poddisruptionbudget",
    .short_names = "pdb",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_GENERATION | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
