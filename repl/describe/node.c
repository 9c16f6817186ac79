#include <stdlib.h>
#include <string.h>

#include "backends/base/quantity.h"
#include "repl/describe/describe.h"

enum { CPU, MEMORY, STORAGE, RESOURCES };

static const char *const resource_names[RESOURCES] = { "cpu", "memory", "ephemeral-storage" };

/* ---- head ---- */

/* Suffixes of node-role.kubernetes.io/ROLE, and the value of kubernetes.io/role. */
static const char *roles(struct describe *d, const struct val *labels)
{
    static const char prefix[] = "node-role.kubernetes.io/";
    const char *text = "";
    for (size_t i = 0; i < val_len(labels); i++) {
        const char *key = val_key(labels, i), *role = NULL;
        if (!strncmp(key, prefix, sizeof(prefix) - 1))
            role = key + sizeof(prefix) - 1;
        else if (!strcmp(key, "kubernetes.io/role"))
            role = val_str(val_item(labels, i));
        if (role && *role)
            text = arena_strf(d->cmd->arena, "%s%s%s", text, *text ? "," : "", role);
    }
    return *text ? text : "<none>";
}

static int by_effect_and_key(const void *a, const void *b)
{
    const struct val *x = *(const struct val *const *)a, *y = *(const struct val *const *)b;
    int order = strcmp(val_get_str(x, "effect", ""), val_get_str(y, "effect", ""));
    return order ? order : strcmp(val_get_str(x, "key", ""), val_get_str(y, "key", ""));
}

static void add_taints(struct describe *d, const struct val *taints)
{
    size_t n = val_len(taints);
    const struct val **sorted = arena_alloc(d->cmd->arena, (n + 1) * sizeof(*sorted));
    for (size_t i = 0; i < n; i++)
        sorted[i] = val_item(taints, i);
    qsort(sorted, n, sizeof(*sorted), by_effect_and_key);
    describe_add(d, 0, "Taints:\t%s", n ? "" : "<none>\n");
    for (size_t i = 0; i < n; i++) {
        const struct val *t = sorted[i];
        const char *value = val_get_str(t, "value", "");
        describe_add(d, 0, "%s%s%s%s:%s\n", i ? "\t" : "", val_get_str(t, "key", ""), *value ? "=" : "", value,
                     val_get_str(t, "effect", ""));
    }
}

static const char *time_or_unset(struct describe *d, const struct val *time)
{
    return val_str(time) ? describe_time(d, time) : "<unset>";
}

static void add_lease(struct describe *d, const char *node)
{
    const struct val *lease = describe_get(d, "leases", "kube-node-lease", node);
    if (!lease) {
        describe_add(d, 0, "Lease:\tFailed to get lease: leases.coordination.k8s.io \"%s\" not found\n", node);
        return;
    }
    describe_add(d, 0, "Lease:\n");
    describe_add(d, 1, "HolderIdentity:\t%s\n", val_at_str(lease, "spec.holderIdentity", "<unset>"));
    describe_add(d, 1, "AcquireTime:\t%s\n", time_or_unset(d, val_at(lease, "spec.acquireTime")));
    describe_add(d, 1, "RenewTime:\t%s\n", time_or_unset(d, val_at(lease, "spec.renewTime")));
}

static void add_resources(struct describe *d, const char *title, const struct val *map)
{
    if (val_empty(map))
        return;
    describe_add(d, 0, "%s:\n", title);
    for (size_t i = 0; i < val_len(map); i++)
        describe_add(d, 1, "%s:\t%s\n", val_key(map, i), val_str_or(val_item(map, i), ""));
}

static void add_system_info(struct describe *d, const struct val *info)
{
    static const char *const rows[][2] = {
        { "Machine ID", "machineID" }, { "System UUID", "systemUUID" }, { "Boot ID", "bootID" },
        { "Kernel Version", "kernelVersion" }, { "OS Image", "osImage" }, { "Operating System", "operatingSystem" },
        { "Architecture", "architecture" }, { "Container Runtime Version", "containerRuntimeVersion" },
        { "Kubelet Version", "kubeletVersion" }, { "Kube-Proxy Version", "kubeProxyVersion" },
    };
    describe_add(d, 0, "System Info:\n");
    size_t shown = ARRAY_LEN(rows) - !version_has(d->version, FEATURE_DESCRIBE_PROXY_VERSION);
    for (size_t i = 0; i < shown; i++)
        describe_add(d, 1, "%s:\t%s\n", rows[i][0], val_get_str(info, rows[i][1], ""));
}

static void add_networks(struct describe *d, const struct val *node)
{
    const char *cidr = val_at_str(node, "spec.podCIDR", ""), *provider = val_at_str(node, "spec.providerID", "");
    const struct val *cidrs = val_at(node, "spec.podCIDRs");
    if (*cidr)
        describe_add(d, 0, "PodCIDR:\t%s\n", cidr);
    for (size_t i = 0; i < val_len(cidrs); i++)
        describe_add(d, 0, "%s%s%s", i ? "," : "PodCIDRs:\t", val_str_or(val_item(cidrs, i), ""), i + 1 == val_len(cidrs) ? "\n" : "");
    if (*provider)
        describe_add(d, 0, "ProviderID:\t%s\n", provider);
}

/* ---- pods and what they ask for ---- */

static struct quantity quantity_of(const struct val *v)
{
    struct quantity q = QUANTITY_ZERO;
    if (v)
        quantity_parse_val(v, &q, NULL);
    return q;
}

/* Sums of one resource: what containers request, or may use. */
static struct quantity sum_of(const struct val *pod, const char *list, const char *resource)
{
    struct quantity total = QUANTITY_ZERO;
    const struct val *containers = val_at(pod, "spec.containers"), *init = val_at(pod, "spec.initContainers");
    for (size_t i = 0; i < val_len(containers); i++) {
        struct quantity q = quantity_of(val_get(val_at(val_item(containers, i), list), resource));
        quantity_add(&total, &q);
    }
    for (size_t i = 0; i < val_len(init); i++) {
        struct quantity q = quantity_of(val_get(val_at(val_item(init, i), list), resource));
        if (quantity_compare(&q, &total) > 0)
            total = q;
    }
    return total;
}

/* "100m (5%)" of the node's allocatable. */
static const char *share(struct describe *d, struct quantity q, const struct val *allocatable, const char *resource)
{
    struct strbuf text = STRBUF_INIT;
    int64_t part = 0;
    double whole = (double)quantity_milli_or(val_get(allocatable, resource), 0);
    quantity_milli(&q, &part);
    quantity_string(&text, &q);
    const char *result = arena_strf(d->cmd->arena, "%s (%d%%)", text.buf, whole > 0 ? (int)((double)part * 100 / whole) : 0);
    strbuf_release(&text);
    return result;
}

static void add_pods(struct describe *d, const struct val *node)
{
    static const char *const lists[] = { "resources.requests", "resources.limits" };
    const char *fields = arena_strf(d->cmd->arena, "spec.nodeName=%s,status.phase!=Succeeded,status.phase!=Failed",
                                    val_at_str(node, "metadata.name", ""));
    const struct val *pods = describe_list(d, "pods", NULL, NULL, fields), *allocatable = val_at(node, "status.allocatable");
    struct quantity totals[2][RESOURCES];
    if (val_empty(allocatable))
        allocatable = val_at(node, "status.capacity");
    describe_add(d, 0, "Non-terminated Pods:\t(%zu in total)\n", val_len(pods));
    describe_add(d, 1, "Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\t%s\n",
                 version_has(d->version, FEATURE_DESCRIBE_NODE_AGE) ? "Age" : "AGE");
    describe_add(d, 1, "---------\t----\t\t------------\t----------\t---------------\t-------------\t---\n");
    for (int l = 0; l < 2; l++)
        for (int r = 0; r < RESOURCES; r++)
            totals[l][r] = QUANTITY_ZERO;
    for (size_t i = 0; i < val_len(pods); i++) {
        const struct val *pod = val_item(pods, i);
        describe_add(d, 1, "%s\t%s\t", val_at_str(pod, "metadata.namespace", ""), val_at_str(pod, "metadata.name", ""));
        for (int r = 0; r < RESOURCES; r++)
            for (int l = 0; l < 2; l++) {
                struct quantity q = sum_of(pod, lists[l], resource_names[r]);
                quantity_add(&totals[l][r], &q);
                if (r != STORAGE)
                    describe_add(d, 0, "\t%s", share(d, q, allocatable, resource_names[r]));
            }
        describe_add(d, 0, "\t%s\n", describe_age(d, val_at(pod, "metadata.creationTimestamp")));
    }
    describe_add(d, 0, "Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)\n");
    describe_add(d, 1, "Resource\tRequests\tLimits\n");
    describe_add(d, 1, "--------\t--------\t------\n");
    for (int r = 0; r < RESOURCES; r++)
        describe_add(d, 1, "%s\t%s\t%s\n", resource_names[r], share(d, totals[0][r], allocatable, resource_names[r]),
                     share(d, totals[1][r], allocatable, resource_names[r]));
}

static const struct describe_column condition_columns[] = {
    { "Type", "----", "type", " \t" },
    { "Status", "------", "status", " \t" },
    { "LastHeartbeatTime", "-----------------", "lastHeartbeatTime", " \t" },
    { "LastTransitionTime", "------------------", "lastTransitionTime", " \t" },
    { "Reason", "------", "reason", " \t" },
    { "Message", "-------", "message", "\n" },
};

static void describe(struct describe *d, const struct val *node)
{
    const char *name = val_at_str(node, "metadata.name", "");
    const struct val *labels = val_at(node, "metadata.labels"), *addresses = val_at(node, "status.addresses");
    describe_add(d, 0, "Name:\t%s\n", name);
    describe_add(d, 0, "Roles:\t%s\n", roles(d, labels));
    describe_labels(d, "Labels", labels);
    describe_annotations(d, "Annotations", val_at(node, "metadata.annotations"));
    describe_add(d, 0, "CreationTimestamp:\t%s\n", describe_time(d, val_at(node, "metadata.creationTimestamp")));
    add_taints(d, val_at(node, "spec.taints"));
    describe_add(d, 0, "Unschedulable:\t%s\n", val_at_bool(node, "spec.unschedulable", false) ? "true" : "false");
    add_lease(d, name);
    describe_condition_columns(d, node, condition_columns, ARRAY_LEN(condition_columns));
    describe_add(d, 0, "Addresses:\n");
    for (size_t i = 0; i < val_len(addresses); i++)
        describe_add(d, 1, "%s:\t%s\n", val_get_str(val_item(addresses, i), "type", ""), val_get_str(val_item(addresses, i), "address", ""));
    add_resources(d, "Capacity", val_at(node, "status.capacity"));
    add_resources(d, "Allocatable", val_at(node, "status.allocatable"));
    add_system_info(d, val_at(node, "status.nodeInfo"));
    add_networks(d, node);
    add_pods(d, node);
    describe_events(d, node);
}

const struct describer describer_node = { "", "Node", describe };
