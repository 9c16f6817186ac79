/*
 * Admission: whether a node's kubelet takes a pod that came to it without the scheduler (spec.nodeName was given).  Mirrors
 * pkg/kubelet/lifecycle/predicate.go (GeneralPredicates) and rejectPod, v1.20.2.
 *
 * Differs: a pod that the scheduler placed is not asked again; it fits.
 */
#include <string.h>

#include "backends/base/condition.h"
#include "backends/fake/cluster.h"
#include "backends/fake/kubelet.h"
#include "backends/fake/nodefit.h"
#include "backends/fake/scheduler.h"

/* A refusal is told a second later, so that who makes another pod at once does not do so for ever within one instant. */
enum { REJECT_MS = 1000 };

struct refusal {
    const char *reason, *message; /* reason NULL: the pod is taken */
};

/* What the kubelet has not taken yet. */
static bool is_new(struct run *r, const struct object *pod)
{
    const char *key = arena_strf(r->arena, "%s/%s", pod->ns, pod->name);
    return !val_at(pod->doc, "status.startTime") && !condition_find(pod->doc, "PodScheduled") && !life_known(r, key);
}

/* What the node's other pods ask for together: {cpu, memory, ..., pods, ports}; held by the arena. */
static const struct val *usage_without(struct run *r, const struct object *pod)
{
    struct val *sum = val_object(), *ports = val_array();
    int64_t pods = 0;
    for (const struct object *o = store_on_node(r->store, pod->node); o; o = o->node_next) {
        if (o == pod || pod_is_finished(o->doc) || is_new(r, o))
            continue;
        struct val *request = pod_request(val_get(o->doc, "spec"));
        for (size_t i = 0; i < val_len(request); i++) {
            const struct val *amount = val_item(request, i);
            const char *name = val_key(request, i);
            for (size_t k = 0; val_is(amount, VAL_ARRAY) && k < val_len(amount); k++)
                val_append(&ports, val_ref(val_item(amount, k)));
            if (!val_is(amount, VAL_ARRAY))
                val_set(&sum, name, val_int(val_at_int(sum, name, 0) + val_int_or(amount, 0)));
        }
        val_unref(request);
        pods++;
    }
    val_set(&sum, "pods", val_int(pods));
    val_set(&sum, "ports", ports);
    return arena_val(r->arena, sum);
}

static struct refusal lacks(struct run *r, const char *resource, int64_t wanted, int64_t used, int64_t there)
{
    return (struct refusal){ arena_strf(r->arena, "OutOf%s", resource),
                             arena_strf(r->arena, "Node didn't have enough resource: %s, requested: %lld, used: %lld, capacity: %lld",
                                        resource, (long long)wanted, (long long)used, (long long)there) };
}

static struct refusal check_resources(struct run *r, const struct val *node, const struct val *request, const struct val *usage)
{
    static const char *const first[] = { "cpu", "memory", "ephemeral-storage" };
    int64_t pods = val_at_int(usage, "pods", 0), room = node_allocatable(node, "pods");
    if (pods + 1 > room)
        return lacks(r, "pods", 1, pods, room);
    for (size_t i = 0; i < ARRAY_LEN(first) + val_len(request); i++) {
        const char *name = i < ARRAY_LEN(first) ? first[i] : val_key(request, i - ARRAY_LEN(first));
        const struct val *amount = val_get(request, name);
        int64_t wanted = val_int_or(amount, 0), used = val_int_or(val_get(usage, name), 0), there = node_allocatable(node, name);
        if (wanted > 0 && strncmp(name, "score/", 6) != 0 && wanted > there - used)
            return lacks(r, name, wanted, used, there);
    }
    return (struct refusal){ NULL, NULL };
}

static struct refusal fails(struct run *r, const char *predicate, const char *why)
{
    bool says = version_has(r->cluster->version, FEATURE_POD_WAS_REJECTED);
    return (struct refusal){ predicate, arena_strf(r->arena, "Predicate %s failed%s%s", predicate, says ? ": " : "", says ? why : "") };
}

static struct refusal refuses(struct run *r, const struct object *pod, const struct val *node)
{
    const struct val *spec = val_get(pod->doc, "spec"), *request = arena_val(r->arena, pod_request(spec));
    const struct val *usage = usage_without(r, pod);
    struct refusal refusal = check_resources(r, node, request, usage);
    if (refusal.reason)
        return refusal;
    if (!node_affinity_matches(spec, node))
        return fails(r, "NodeAffinity", "node(s) didn't match Pod's node affinity/selector");
    if (ports_conflict(val_get(request, "ports"), val_get(usage, "ports")))
        return fails(r, "NodePorts", "node(s) didn't have free ports for the requested pod ports");
    return refusal;
}

static void reject(struct run *r, const struct object *pod, struct refusal refusal, struct status *st)
{
    const char *begin = version_has(r->cluster->version, FEATURE_POD_WAS_REJECTED) ? "Pod was rejected:" : "Pod";
    const char *uid = arena_strdup(r->arena, pod->uid);
    struct val *status = val_fmt("{phase:Failed, reason:%s, message:%s, startTime:%V, qosClass:%v}", refusal.reason,
                                 arena_strf(r->arena, "%s %s", begin, refusal.message), time_val(r->now_ms),
                                 val_at(pod->doc, "status.qosClass"));
    run_event_field(r, pod->doc, NULL, pod->node, "Warning", refusal.reason, "%s", refusal.message);
    api_update_status(r->cluster, store_by_uid(r->store, uid), status, st);
}

enum admission kubelet_admits(struct run *r, const struct object *pod, struct status *st)
{
    if (pod->deleting || pod_is_finished(pod->doc) || !is_new(r, pod))
        return ADMITTED;
    const struct object *node = store_get(r->store, kind_node, "", pod->node);
    struct refusal refusal = refuses(r, pod, node->doc);
    if (!refusal.reason)
        return ADMITTED;
    int64_t at_ms = time_parse_ms(val_at_str(pod->doc, "metadata.creationTimestamp", "")) + REJECT_MS;
    if (at_ms > r->now_ms) {
        run_enqueue_at(r, arena_strf(r->arena, "%s/%s", pod->ns, pod->name), at_ms);
        return UNDECIDED;
    }
    reject(r, pod, refusal, st);
    return REJECTED;
}
