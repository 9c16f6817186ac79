/* CronJob. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 21, 0, NULL, 0 },
    { "v1beta1", 0, 25, "batch/v1beta1 CronJob is deprecated in v1.21+, unavailable in v1.25+; use batch/v1 CronJob", 21 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_cronjob = {
    .group = "batch",
    .kind = "CronJob",
    .plural = "cronjobs",
    .singular = "cronjob",
    .short_names = "cj",
    .categories = "all",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
