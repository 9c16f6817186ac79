/* Pod. Mirrors pkg/registry/, pkg/apis/ and pkg/printers/internalversion, v1.20.2. */
#include "backends/fake/kind.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct subresource subresources[] = {
    { "attach", "PodAttachOptions", NULL, NULL, "create,get", 0, 0 },
    { "binding", "Binding", NULL, NULL, "create", 0, 0 },
    { "ephemeralcontainers", "Pod", NULL, NULL, "get,patch,update", 23, 0 },
    { "eviction", "Eviction", "policy", "v1beta1", "create", 0, 22 },
    { "eviction", "Eviction", "policy", "v1", "create", 22, 0 },
    { "exec", "PodExecOptions", NULL, NULL, "create,get", 0, 0 },
    { "log", "Pod", NULL, NULL, "get", 0, 0 },
    { "portforward", "PodPortForwardOptions", NULL, NULL, "create,get", 0, 0 },
    { "proxy", "PodProxyOptions", NULL, NULL, "create,delete,get,patch,update", 0, 0 },
    { "resize", "Pod", NULL, NULL, "get,patch,update", 33, 0 },
    { NULL, NULL, NULL, NULL, NULL, 0, 0 },
};

const struct kind kind_row_pod = {
    .group = "",
    .kind = "Pod",
    .plural = "pods",
    .singular = "pod",
    .short_names = "po",
    .categories = "all",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .subresources = subresources,
};
