/* FlowSchema. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 29, 0, NULL, 0 },
    { "v1beta3", 26, 32, "flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema is deprecated in v1.29+, unavailable in v1.32+; use flowcontrol.apiserver.k8s.io/v1 FlowSchema", 29 },
    { "v1beta2", 23, 29, "flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema is deprecated in v1.26+, unavailable in v1.29+; use flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema", 26 },
    { "v1beta1", 20, 26, "flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema is deprecated in v1.23+, unavailable in v1.26+; use flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema", 23 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_flowschema = {
    .group = "flowcontrol.apiserver.k8s.io",
    .kind = "FlowSchema",
    .plural = "flowschemas",
    .singular = "flowschema",
    .short_names = "",
    .categories = "",
    .flags = KIND_STATUS | KIND_GENERATION | KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
};
