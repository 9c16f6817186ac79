/* ComponentStatus. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, "v1 ComponentStatus is deprecated in v1.19+", 19 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_componentstatus = {
    .group = "",
    .kind = "ComponentStatus",
    .plural = "componentstatuses",
    .singular = "componentstatus",
    .short_names = "cs",
    .categories = "",
    .flags = KIND_READ_ONLY,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
