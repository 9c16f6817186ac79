/*
 * The node life cycle controller: nodes that fall silent, and taints that follow a node's state.  Mirrors
 * pkg/controller/nodelifecycle/node_lifecycle_controller.go, v1.20.2.
 *
 * The monitor looks every five seconds, but between two heartbeats nothing can change: instead of looking, the moment is
 * worked out at which it would have noticed.
 */
#include "backends/fake/controller/nodelifecycle.h"

#include <string.h>

#include "backends/base/condition.h"

enum { STARTUP_GRACE_MS = 60 * 1000 };

static const char *const watches[] = { "/nodes", NULL };

static int64_t grace_ms(const struct cluster *c)
{
    return version_has(c->version, FEATURE_NODE_GRACE_50) ? 50 * 1000 : 40 * 1000;
}

const char *node_ready_status(const struct val *node)
{
    return val_get_str(condition_find(node, "Ready"), "status", "Unknown");
}

/* ---- who is there ---- */

static const char known_prefix[] = "known/";

static const char *known_key(struct run *r, const char *node)
{
    return arena_strf(r->arena, "%s%s", known_prefix, node);
}

/* At the next look, or at once when the cluster begins. */
static void look_who_is_there(struct run *r, const char *node)
{
    int64_t start_ms = r->cluster->settings.start_ms;
    if (r->now_ms == start_ms)
        run_enqueue(r, known_key(r, node));
    else
        run_enqueue_at(r, known_key(r, node), node_tick(r->cluster, r->now_ms, MONITOR_MS) + MONITOR_MS);
}

static void observe(struct run *r, const struct change *c)
{
    if (c->type != CHANGE_MODIFIED)
        look_who_is_there(r, c->object->name);
    if (c->type == CHANGE_DELETED) {
        run_cancel(r, c->object->name);
        run_set_note(r, c->object->name, NULL);
        zones_forget(r, c->object->name);
    } else {
        run_enqueue_object(r, c->object);
    }
    bool told = c->type == CHANGE_MODIFIED && !strcmp(node_ready_status(c->old), node_ready_status(c->doc));
    if (!told || val_at(c->old, "metadata.labels") != val_at(c->doc, "metadata.labels"))
        zones_look_soon(r, false);
}

/* The note keeps who is known: a node's reference, for the event when it is gone. */
static void sync_known(struct run *r, const char *node)
{
    const struct object *o = store_get(r->store, kind_node, "", node);
    const char *key = known_key(r, node);
    const struct val *known = arena_val(r->arena, val_ref(run_note(r, key)));
    if (known && (!o || strcmp(val_at_str(known, "metadata.uid", ""), o->uid))) {
        run_set_note(r, key, NULL);
        run_event(r, known, "Normal", "RemovingNode", "Node %s event: Removing Node %s from Controller", node, node);
        known = NULL;
    }
    if (o && !known) {
        run_set_note(r, key, val_fmt("{apiVersion:v1, kind:Node, metadata:{name:%s, uid:%s}}", node, o->uid));
        run_event(r, run_note(r, key), "Normal", "RegisteredNode", "Node %s event: Registered Node %s in Controller", node, node);
    }
}

/* ---- silence ---- */

static bool has_told(const struct val *node)
{
    return condition_find(node, "Ready") != NULL;
}

/* The look that finds the node lost: the first at which more than the grace period has passed since the one that saw the last
 * heartbeat, or since a node that never told anything was made. */
static int64_t lost_at(const struct cluster *c, const struct val *node, int64_t heartbeat_ms)
{
    if (!has_told(node))
        return node_tick(c, heartbeat_ms + STARTUP_GRACE_MS, MONITOR_MS) + MONITOR_MS;
    int64_t seen = node_tick(c, heartbeat_ms + MONITOR_MS - 1, MONITOR_MS);
    return seen + grace_ms(c) + MONITOR_MS;
}

static void mark_unknown(struct run *r, struct val **doc)
{
    static const char *const types[] = { "Ready", "MemoryPressure", "DiskPressure", "PIDPressure" };
    struct val *list = val_ref(val_at(*doc, "status.conditions"));
    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        size_t at;
        const struct val *old = val_find(list, "type", types[i], &at);
        struct val *now = val_fmt("{type:%s, status:Unknown, lastHeartbeatTime:%v, lastTransitionTime:%V, reason:%s, message:%s}",
                                  types[i], old ? val_get(old, "lastHeartbeatTime") : val_at(*doc, "metadata.creationTimestamp"),
                                  time_val(r->now_ms), old ? "NodeStatusUnknown" : "NodeStatusNeverUpdated",
                                  old ? "Kubelet stopped posting node status." : "Kubelet never posted node status.");
        if (old)
            val_replace(&list, at, now);
        else
            val_append(&list, now);
    }
    val_put(doc, "status.conditions", list);
}

/* Pods of a lost node are not ready any more, though nobody looked at their containers. */
static void mark_pods_not_ready(struct run *r, const char *node)
{
    size_t n = 0;
    for (const struct object *o = store_on_node(r->store, node); o; o = o->node_next)
        n++;
    const char **uids = arena_alloc(r->arena, (n + 1) * sizeof(*uids));
    n = 0;
    for (const struct object *o = store_on_node(r->store, node); o; o = o->node_next)
        uids[n++] = arena_strdup(r->arena, o->uid);
    for (; n-- > 0;) {
        const struct object *pod = store_by_uid(r->store, uids[n]);
        size_t i;
        if (!pod || !val_str_equal(val_get(val_find(val_at(pod->doc, "status.conditions"), "type", "Ready", &i), "status"), "True"))
            continue;
        struct val *status = val_ref(val_get(pod->doc, "status")), *list = val_ref(val_get(status, "conditions"));
        struct val *ready = val_ref(val_item(list, i));
        struct status st = STATUS_INIT;
        val_put_str(&ready, "status", "False");
        val_put(&ready, "lastTransitionTime", time_val(r->now_ms));
        val_replace(&list, i, ready);
        val_set(&status, "conditions", list);
        api_update_status(r->cluster, pod, status, &st);
        run_event(r, store_by_uid(r->store, uids[n])->doc, "Warning", "NodeNotReady", "Node is not ready");
    }
}

/* ---- taints ---- */

void node_set_taint(struct run *r, struct val **taints, const char *key, const char *effect, bool wanted)
{
    size_t i = 0;
    while (i < val_len(*taints) && !(val_str_equal(val_get(val_item(*taints, i), "key"), key) &&
                                     val_str_equal(val_get(val_item(*taints, i), "effect"), effect)))
        i++;
    if (wanted && i == val_len(*taints))
        val_append(taints, val_fmt("{key:%s, effect:%s, timeAdded:%V}", key, effect, time_val(r->now_ms)));
    else if (!wanted && i < val_len(*taints))
        val_remove(taints, i);
}

void node_put_taints(struct val **doc, struct val *take)
{
    if (val_len(take)) {
        val_put(doc, "spec.taints", take);
        return;
    }
    val_unref(take);
    val_drop(doc, "spec.taints");
}

static bool is_tainted(const struct val *taints, const char *key)
{
    for (size_t i = 0; i < val_len(taints); i++)
        if (val_str_equal(val_get(val_item(taints, i), "key"), key) &&
            val_str_equal(val_get(val_item(taints, i), "effect"), "NoExecute"))
            return true;
    return false;
}

/* The taints that tell the node's state.  One by which pods leave comes by the zones' limiters, but follows the state and goes
 * with it. */
static void set_taints(struct run *r, struct val **doc)
{
    const char *ready = node_ready_status(*doc);
    bool unknown = !strcmp(ready, "Unknown"), no = !strcmp(ready, "False");
    /* A node that has not yet said anything keeps the taint that it was given when it came. */
    if (!has_told(*doc))
        return;
    struct val *taints = val_ref(val_at(*doc, "spec.taints"));
    bool leave = is_tainted(taints, TAINT_UNREACHABLE) || is_tainted(taints, TAINT_NOT_READY);
    node_set_taint(r, &taints, "node.kubernetes.io/unschedulable", "NoSchedule", val_at_bool(*doc, "spec.unschedulable", false));
    node_set_taint(r, &taints, TAINT_UNREACHABLE, "NoSchedule", unknown);
    node_set_taint(r, &taints, TAINT_NOT_READY, "NoSchedule", no);
    node_set_taint(r, &taints, TAINT_UNREACHABLE, "NoExecute", unknown && leave);
    node_set_taint(r, &taints, TAINT_NOT_READY, "NoExecute", no && leave);
    node_put_taints(doc, taints);
    if (!unknown && !no)
        zones_forget(r, val_at_str(*doc, "metadata.name", ""));
}

static int sync(struct run *r, const char *key, struct status *st)
{
    (void)st;
    if (!strncmp(key, known_prefix, sizeof(known_prefix) - 1)) {
        sync_known(r, key + sizeof(known_prefix) - 1);
        return 0;
    }
    if (zones_sync(r, key))
        return 0;
    const struct object *o = store_get(r->store, kind_node, "", key);
    if (!o)
        return 0;
    bool runs = node_kubelet_runs(o->doc), newly_lost = false;
    struct val *doc = val_ref(o->doc);
    if (runs) {
        run_cancel(r, key);
        run_set_note(r, key, NULL);
    } else {
        /* The note keeps when the kubelet was last heard of. */
        if (!run_note(r, key))
            run_set_note(r, key, val_int(node_last_heartbeat(r->cluster, o->doc, r->now_ms)));
        int64_t at = lost_at(r->cluster, doc, val_int_or(run_note(r, key), 0));
        newly_lost = at <= r->now_ms && (!has_told(doc) || strcmp(node_ready_status(doc), "Unknown"));
        if (at > r->now_ms)
            run_enqueue_at(r, key, at);
    }
    if (newly_lost)
        mark_unknown(r, &doc);
    set_taints(r, &doc);
    store_replace(r->store, o, doc);
    if (newly_lost) {
        zones_look_soon(r, true);
        run_event(r, store_get(r->store, kind_node, "", key)->doc, "Normal", "NodeNotReady", "Node %s status is now: NodeNotReady", key);
        mark_pods_not_ready(r, key);
    }
    return 0;
}

const struct controller controller_nodelifecycle = {
    .name = "node-controller", .watches = watches, .observe = observe, .sync = sync,
};
