/* Namespace. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct subresource subresources[] = {
    { "finalize", "Namespace", NULL, NULL, "update", 0, 0 },
    { NULL, NULL, NULL, NULL, NULL, 0, 0 },
};

const struct kind kind_row_namespace = {
    .group = "",
    .kind = "Namespace",
    .plural = "namespaces",
    .singular = "namespace",
    .short_names = "ns",
    .categories = "",
    .flags = KIND_STATUS | KIND_UNCONDITIONAL,
    .name_rule = NAME_LABEL,
    .collection_since = KIND_NEVER,
    .served = served,
    .subresources = subresources,
};
