/* StorageClass. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { "v1beta1", 0, 22, "storage.k8s.io/v1beta1 StorageClass is deprecated in v1.19+, unavailable in v1.22+; use storage.k8s.io/v1 StorageClass", 19 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_storageclass = {
    .group = "storage.k8s.io",
    .kind = "StorageClass",
    .plural = "storageclasses",
    .singular = "storageclass",
    .short_names = "sc",
    .categories = "",
    .flags = KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
