/* IngressClass. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 19, 0, NULL, 0 },
    { "v1beta1", 0, 22, "networking.k8s.io/v1beta1 IngressClass is deprecated in v1.19+, unavailable in v1.22+; use networking.k8s.io/v1 IngressClass", 19 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_ingressclass = {
    .group = "networking.k8s.io",
    .kind = "IngressClass",
    .plural = "ingressclasses",
    .singular = "ingressclass",
    .short_names = "",
    .categories = "",
    .flags = KIND_GENERATION | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
