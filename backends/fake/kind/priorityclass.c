/* PriorityClass. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { "v1beta1", 0, 22, "scheduling.k8s.io/v1beta1 PriorityClass is deprecated in v1.14+, unavailable in v1.22+; use scheduling.k8s.io/v1 PriorityClass", 14 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_priorityclass = {
    .group = "scheduling.k8s.io",
    .kind = "PriorityClass",
    .plural = "priorityclasses",
    .singular = "priorityclass",
    .short_names = "pc",
    .categories = "",
    .flags = KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
