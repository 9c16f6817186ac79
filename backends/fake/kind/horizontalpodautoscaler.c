/* HorizontalPodAutoscaler. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v2", 23, 0, NULL, 0 },
    { "v1", 0, 0, NULL, 0 },
    { "v2beta1", 0, 25, "autoscaling/v2beta1 HorizontalPodAutoscaler is deprecated in v1.22+, unavailable in v1.25+; use autoscaling/v2 HorizontalPodAutoscaler", 22 },
    { "v2beta2", 0, 26, "autoscaling/v2beta2 HorizontalPodAutoscaler is deprecated in v1.23+, unavailable in v1.26+; use autoscaling/v2 HorizontalPodAutoscaler", 23 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_horizontalpodautoscaler = {
    .group = "autoscaling",
    .kind = "HorizontalPodAutoscaler",
    .plural = "horizontalpodautoscalers",
    .singular = "horizontalpodautoscaler",
    .short_names = "hpa",
    .categories = "all",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
