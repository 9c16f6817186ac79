/* VolumeAttachment. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { "v1beta1", 0, 22, "storage.k8s.io/v1beta1 VolumeAttachment is deprecated in v1.19+, unavailable in v1.22+; use storage.k8s.io/v1 VolumeAttachment", 19 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_volumeattachment = {
    .group = "storage.k8s.io",
    .kind = "VolumeAttachment",
    .plural = "volumeattachments",
    .singular = "volumeattachment",
    .short_names = "",
    .categories = "",
    .flags = KIND_STATUS | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
