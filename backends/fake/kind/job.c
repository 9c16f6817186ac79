/* Job. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_job = {
    .group = "batch",
    .kind = "Job",
    .plural = "jobs",
    .singular = "job",
    .short_names = "",
    .categories = "all",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
