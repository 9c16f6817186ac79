/* Node. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct subresource subresources[] = {
    { "proxy", "NodeProxyOptions", NULL, NULL, "create,delete,get,patch,update", 0, 0 },
    { NULL, NULL, NULL, NULL, NULL, 0, 0 },
};

const struct kind kind_row_node = {
    .group = "",
    .kind = "Node",
    .plural = "nodes",
    .singular = "node",
    .short_names = "no",
    .categories = "",
    .flags = KIND_STATUS | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .subresources = subresources,
};
