/* Secret. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_secret = {
    .group = "",
    .kind = "Secret",
    .plural = "secrets",
    .singular = "secret",
    .short_names = "",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
