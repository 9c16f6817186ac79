/*
 * What a node's kubelet says of the node itself: capacity, addresses, conditions, its Lease.  Mirrors
 * pkg/kubelet/nodestatus and pkg/controller/ttl, v1.20.2.
 *
 * A Node that is applied without a status becomes a machine like the other workers.
 */
#include <stdio.h>
#include <string.h>

#include "backends/base/rfc3339.h"
#include "backends/fake/nodelife.h"

enum { REGISTER_MS = 1000, LEASE_S = 40 };

static const char *const watches[] = { "/nodes", NULL };
static const char lease_namespace[] = "kube-node-lease";

/* The note keeps the highest InternalIP, as a number. */
static const char highest_key[] = "/address";
static const int64_t first_address = 192LL << 24 | 168 << 16 | 200 << 8 | 50;

static void remember_address(struct run *r, const struct val *node)
{
    const struct val *a = val_find(val_at(node, "status.addresses"), "type", "InternalIP", NULL);
    unsigned b[4];
    if (!a || sscanf(val_get_str(a, "address", ""), "%u.%u.%u.%u", &b[0], &b[1], &b[2], &b[3]) != 4)
        return;
    int64_t n = (int64_t)b[0] << 24 | b[1] << 16 | b[2] << 8 | b[3];
    if (n > val_int_or(run_note(r, highest_key), 0))
        run_set_note(r, highest_key, val_int(n));
}

static void observe(struct run *r, const struct change *c)
{
    if (c->type == CHANGE_ADDED || (c->type == CHANGE_MODIFIED && val_at(c->old, "status.addresses") != val_at(c->doc, "status.addresses")))
        remember_address(r, c->doc);
    bool at_start = r->now_ms == r->cluster->settings.start_ms;
    if (c->type == CHANGE_ADDED && !at_start)
        run_enqueue_after(r, c->object->name, REGISTER_MS);
    else if (c->type == CHANGE_ADDED ||
             (c->type == CHANGE_MODIFIED && node_kubelet_runs(c->doc) != node_kubelet_runs(c->old)))
        run_enqueue_object(r, c->object);
}

/* ---- what a new machine is like ---- */

/* A worker of the cluster file to take after: the last one without a taint, or the last one. */
static const struct val *model(struct run *r)
{
    const struct val *nodes = r->cluster->settings.nodes;
    for (size_t i = val_len(nodes); i--;)
        if (val_empty(val_get(val_item(nodes, i), "taints")))
            return val_item(nodes, i);
    return val_item(nodes, val_len(nodes) - 1);
}

/* One above the highest InternalIP that any node has had. */
static const char *next_address(struct run *r)
{
    int64_t n = val_int_or(run_note(r, highest_key), first_address - 1) + 1;
    return arena_strf(r->arena, "%d.%d.%d.%d", (int)(n >> 24 & 255), (int)(n >> 16 & 255), (int)(n >> 8 & 255), (int)(n & 255));
}

static struct val *default_capacity(void)
{
    return val_fmt("{cpu:'2', memory:2035152Ki, pods:'110', 'ephemeral-storage':40593612Ki}");
}

static struct val *node_info(struct run *r, const char *name)
{
    struct val *info = val_ref(val_get(model(r), "nodeInfo"));
    char uuid[37];
    if (!info)
        info = val_fmt("{osImage:'Ubuntu 18.04.5 LTS', kernelVersion:'4.15.0-128-generic', containerRuntimeVersion:%s,"
                       " operatingSystem:linux, architecture:amd64, kubeletVersion:%s, kubeProxyVersion:%s}",
                       node_default_runtime(r->cluster->version), r->cluster->settings.git_version,
                       r->cluster->settings.git_version);
    random_uuid(&r->cluster->chance.uids, uuid);
    val_put_str(&info, "machineID", name);
    val_put_str(&info, "systemUUID", uuid);
    random_uuid(&r->cluster->chance.uids, uuid);
    val_put_str(&info, "bootID", uuid);
    return info;
}

static void complete_machine(struct run *r, const char *name, struct val **status)
{
    const struct val *model_capacity = val_get(model(r), "capacity");
    if (val_empty(val_get(*status, "capacity")))
        val_set(status, "capacity", model_capacity ? val_ref(model_capacity) : default_capacity());
    if (val_empty(val_get(*status, "allocatable")))
        val_set(status, "allocatable", val_ref(val_get(*status, "capacity")));
    if (val_empty(val_get(*status, "addresses")))
        val_set(status, "addresses", val_fmt("[{type:InternalIP, address:%s}, {type:Hostname, address:%s}]", next_address(r), name));
    if (!val_at(*status, "nodeInfo.kubeletVersion") || !*val_at_str(*status, "nodeInfo.kubeletVersion", ""))
        val_set(status, "nodeInfo", node_info(r, name));
}

/* ---- conditions ---- */

static const struct {
    const char *type, *status, *reason, *message;
} healthy[] = {
    { "MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available" },
    { "DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure" },
    { "PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available" },
    { "Ready", "True", "KubeletReady", "kubelet is posting ready status" },
};

static struct val *healthy_conditions(struct run *r, const struct val *old)
{
    struct val *list = val_array(), *now = time_val(r->now_ms);
    for (size_t i = 0; i < ARRAY_LEN(healthy); i++) {
        const struct val *before = val_find(old, "type", healthy[i].type, NULL);
        bool same = val_str_equal(val_get(before, "status"), healthy[i].status);
        val_append(&list, val_fmt("{type:%s, status:%s, lastHeartbeatTime:%v, lastTransitionTime:%v, reason:%s, message:%s}",
                                  healthy[i].type, healthy[i].status, now, same ? val_get(before, "lastTransitionTime") : now,
                                  healthy[i].reason, healthy[i].message));
    }
    val_unref(now);
    return list;
}

/* ---- events ---- */

/* What a kubelet tells of its node; the uid of these events is the node's name. */
static void tell(struct run *r, const char *name, bool is_new)
{
    static const struct {
        const char *reason, *message; /* NULL: "Node N status is now: REASON" */
        bool of_new;                  /* only of a kubelet that has just begun */
    } events[] = {
        { "Starting", "Starting kubelet.", true },
        { "NodeHasSufficientMemory", NULL, false },
        { "NodeHasNoDiskPressure", NULL, false },
        { "NodeHasSufficientPID", NULL, false },
        { "NodeAllocatableEnforced", "Updated Node Allocatable limit across pods", true },
        { "NodeReady", NULL, false },
    };
    const struct val *node = arena_val(r->arena, val_fmt("{apiVersion:v1, kind:Node, metadata:{name:%s, uid:%s}}", name, name));
    if (r->cluster->settings.images == IMAGES_ANY)
        return;
    for (size_t i = 0; i < ARRAY_LEN(events); i++)
        if (is_new || !events[i].of_new)
            run_event_field(r, node, NULL, name, "Normal", events[i].reason, "%s",
                            events[i].message ? events[i].message
                                              : arena_strf(r->arena, "Node %s status is now: %s", name, events[i].reason));
}

/* ---- leases ---- */

static struct val *micro(int64_t ms)
{
    char text[RFC3339_SIZE];
    return val_string(rfc3339_format_micro(text, ms));
}

/* The Lease exists; its renewTime holds only while the kubelet is stopped. */
static int keep_lease(struct run *r, const struct object *node, struct status *st)
{
    const struct object *o = store_get(r->store, kind_lease, lease_namespace, node->name);
    struct val *renewed = micro(node_last_heartbeat(r->cluster, node->doc, r->now_ms));
    if (o) {
        struct val *doc = val_ref(o->doc);
        val_put(&doc, "spec.renewTime", renewed);
        return api_update(r->cluster, kind_lease, doc, NULL, NULL, st);
    }
    struct val *lease = val_fmt("{apiVersion:'coordination.k8s.io/v1', kind:Lease, metadata:{name:%s, namespace:%s, ownerReferences:"
                                "[{apiVersion:v1, kind:Node, name:%s, uid:%s}]}, spec:{holderIdentity:%s, leaseDurationSeconds:%d,"
                                " renewTime:%V}}",
                                node->name, lease_namespace, node->name, node->uid, node->name, LEASE_S, renewed);
    return api_create(r->cluster, kind_lease, lease_namespace, lease, NULL, NULL, st);
}

static int sync(struct run *r, const char *key, struct status *st)
{
    const struct object *o = store_get(r->store, kind_node, "", key);
    if (!o)
        return 0;
    if (keep_lease(r, o, st) < 0 || !node_kubelet_runs(o->doc))
        return st->message ? -1 : 0;
    struct val *doc = val_ref(o->doc), *status = val_ref(val_get(doc, "status"));
    bool is_new = !val_get(status, "conditions"), was_ready = val_str_equal(val_get(val_find(val_get(status, "conditions"), "type", "Ready", NULL), "status"), "True");
    if (!status)
        status = val_object();
    complete_machine(r, key, &status);
    if (!was_ready)
        val_set(&status, "conditions", healthy_conditions(r, val_get(status, "conditions")));
    val_set(&doc, "status", status);
    struct val *annotations = val_ref(val_at(doc, "metadata.annotations"));
    if (!val_get(annotations, "node.alpha.kubernetes.io/ttl"))
        val_set(&annotations, "node.alpha.kubernetes.io/ttl", val_string("0"));
    val_put(&doc, "metadata.annotations", annotations);
    store_replace(r->store, o, doc);
    if (!was_ready && r->now_ms != r->cluster->settings.start_ms)
        tell(r, key, is_new);
    return 0;
}

const struct controller controller_nodestatus = {
    .name = "kubelet", .watches = watches, .observe = observe, .sync = sync, .keeps_time = true,
};
