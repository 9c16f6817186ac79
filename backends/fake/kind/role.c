/* Role. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { "v1beta1", 0, 22, "rbac.authorization.k8s.io/v1beta1 Role is deprecated in v1.17+, unavailable in v1.22+; use rbac.authorization.k8s.io/v1 Role", 17 },
    { NULL, 0, 0, NULL, 0 },
};

const struct kind kind_row_role = {
    .group = "rbac.authorization.k8s.io",
    .kind = "Role",
    .plural = "roles",
    .singular = "role",
    .short_names = "",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_PATH_SEGMENT,
    .served = served,
};
