/* Node. Mirrors pkg/registry/core/node/strategy.go, SetDefaults_NodeStatus and printNode, v1.20.2. */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/kind/resources.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct subresource subresources[] = {
    { "proxy", "NodeProxyOptions", NULL, NULL, "create,delete,get,patch,update", 0, 0 },
    { NULL, NULL, NULL, NULL, NULL, 0, 0 },
};

static void status(struct val **v, const struct kind_context *kc)
{
    edit_present(v, "capacity", resource_list_defaults, kc);
    edit_present(v, "allocatable", resource_list_defaults, kc);
    const struct val *capacity = val_get(*v, "capacity");
    if (val_is_null(val_get(*v, "allocatable")) && !val_is_null(capacity))
        val_set(v, "allocatable", val_ref(capacity));
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_present(doc, "status", status, kc);
}

static const struct column columns[] = {
    COLUMN_NAME,         COLUMN("Status"),      COLUMN("Roles"),  COLUMN_AGE,
    COLUMN("Version"),   WIDE("Internal-IP"),   WIDE("External-IP"), WIDE("OS-Image"),
    WIDE("Kernel-Version"), WIDE("Container-Runtime"), COLUMN_END,
};

static void cell_status(struct val **cells, const struct val *doc)
{
    const struct val *conditions = val_at(doc, "status.conditions"), *ready = NULL;
    for (size_t i = 0; i < val_len(conditions); i++)
        if (val_str_equal(val_get(val_item(conditions, i), "type"), "Ready"))
            ready = val_item(conditions, i);
    const char *word = "Unknown";
    if (ready)
        word = val_str_equal(val_get(ready, "status"), "True") ? "Ready" : "NotReady";
    bool cordoned = val_at_bool(doc, "spec.unschedulable", false);
    cell_strf(cells, "%s%s", word, cordoned ? ",SchedulingDisabled" : "");
}

/* Roles come from labels: the suffixes of node-role.kubernetes.io/, and the value of kubernetes.io/role. */
static void cell_roles(struct val **cells, const struct val *doc)
{
    static const char prefix[] = "node-role.kubernetes.io/";
    const struct val *labels = val_at(doc, "metadata.labels");
    struct val *roles = val_object(), *names = val_array();
    for (size_t i = 0; i < val_len(labels); i++) {
        const char *key = val_key(labels, i), *value = val_str_or(val_item(labels, i), "");
        if (!strncmp(key, prefix, strlen(prefix)) && key[strlen(prefix)])
            val_set(&roles, key + strlen(prefix), val_null());
        else if (!strcmp(key, "kubernetes.io/role") && *value)
            val_set(&roles, value, val_null());
    }
    for (size_t i = 0; i < val_len(roles); i++)
        val_append(&names, val_string(val_key(roles, i)));
    if (val_len(names))
        cell_joined(cells, names, ",");
    else
        cell_str(cells, "<none>");
    val_unref(roles);
    val_unref(names);
}

static void cell_kernel(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    const char *kernel = val_at_str(doc, "status.nodeInfo.kernelVersion", "");
    const char *machine = val_at_str(doc, "status.nodeInfo.architecture", "");
    if (!*kernel)
        kernel = "<unknown>";
    if (version_has(kc->version, FEATURE_KERNEL_ARCHITECTURE) && *machine)
        cell_strf(cells, "%s (%s)", kernel, machine);
    else
        cell_str(cells, kernel);
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    const struct val *addresses = val_at(doc, "status.addresses");
    cell_name(cells, doc);
    cell_status(cells, doc);
    cell_roles(cells, doc);
    cell_age(cells, doc, kc);
    cell_at(cells, doc, "status.nodeInfo.kubeletVersion", "");
    cell_str(cells, val_get_str(val_find(addresses, "type", "InternalIP", NULL), "address", "<none>"));
    cell_str(cells, val_get_str(val_find(addresses, "type", "ExternalIP", NULL), "address", "<none>"));
    cell_at(cells, doc, "status.nodeInfo.osImage", "<unknown>");
    cell_kernel(cells, doc, kc);
    cell_at(cells, doc, "status.nodeInfo.containerRuntimeVersion", "<unknown>");
}

static const char *field(const struct val *doc, const char *label, bool *supported)
{
    *supported = !strcmp(label, "spec.unschedulable");
    return val_at_bool(doc, "spec.unschedulable", false) ? "true" : "false";
}

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
    .set_defaults = set_defaults,
    .validate = validate_node,
    .columns = columns,
    .cells = cells,
    .field = field,
    .bad_field_format = "field label not supported: %s",
};
