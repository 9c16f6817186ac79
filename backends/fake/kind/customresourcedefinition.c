/* CustomResourceDefinition. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { "v1beta1", 0, 22, "apiextensions.k8s.io/v1beta1 CustomResourceDefinition is deprecated in v1.16+, unavailable in v1.22+; use apiextensions.k8s.io/v1 CustomResourceDefinition", 16 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_customresourcedefinition = {
    .group = "apiextensions.k8s.io",
    .kind = "CustomResourceDefinition",
    .plural = "customresourcedefinitions",
    .singular = "customresourcedefinition",
    .short_names = "crd,crds",
    .categories = "api-extensions",
    .flags = KIND_STATUS | KIND_GENERATION,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
