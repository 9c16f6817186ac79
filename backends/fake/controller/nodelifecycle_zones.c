/* How fast lost nodes are emptied. See nodelifecycle.h. */
#include "backends/fake/controller/nodelifecycle.h"

#include <string.h>

#include "backends/base/condition.h"

/* Every so often one node of a zone: as a rule; where most of a large zone is lost; 0: none. */
enum { INTERVAL_MS = 10 * 1000, INTERVAL_PARTIAL_MS = 100 * 1000, INTERVAL_NEVER = 0 };
enum { LARGE_ZONE = 50, UNHEALTHY_LEAST = 2, UNHEALTHY_PERCENT = 55 };

static const char look_key[] = "zones/look", taint_key[] = "zones/taint", waiting_prefix[] = "waiting/";

/* What is known of the zones: a note {ZONE: {state, interval, free}}; `free`: when its limiter lets the next one through. */
static const char zones_note[] = "zones/states";

/* The states of a zone (ComputeZoneState). */
static const char normal[] = "Normal", partial[] = "PartialDisruption", full[] = "FullDisruption";

void zones_look_soon(struct run *r, bool now)
{
    if (now)
        run_enqueue(r, look_key);
    else
        run_enqueue_at(r, look_key, node_tick(r->cluster, r->now_ms, MONITOR_MS) + MONITOR_MS);
}

/* ---- zones as they are ---- */

static const char *label_of(const struct val *node, const char *label, const char *older)
{
    const struct val *labels = val_at(node, "metadata.labels");
    return val_get_str(labels, label, val_get_str(labels, older, ""));
}

static const char *zone_of(struct run *r, const struct val *node)
{
    return arena_strf(r->arena, "%s/%s", label_of(node, "topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region"),
                      label_of(node, "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"));
}

static bool counts(const struct run *r, const struct val *node)
{
    return !version_has(r->cluster->version, FEATURE_NODE_DISRUPTION_EXCLUSION) ||
           !val_get(val_at(node, "metadata.labels"), "node.kubernetes.io/exclude-disruption");
}

static void count_one(struct val **map, const char *zone, const char *what)
{
    struct val *entry = val_ref(val_get(*map, zone));
    val_set(&entry, what, val_int(val_at_int(entry, what, 0) + 1));
    val_set(map, zone, entry);
}

/* {ZONE: {nodes, lost}} */
static struct val *count_zones(struct run *r)
{
    struct val *map = val_object();
    for (const struct object *o = store_first(r->store, kind_node, NULL); o; o = store_next(r->store, o, NULL)) {
        const char *zone = zone_of(r, o->doc);
        if (!counts(r, o->doc))
            continue;
        count_one(&map, zone, "nodes");
        if (strcmp(node_ready_status(o->doc), "True") != 0)
            count_one(&map, zone, "lost");
    }
    return map;
}

static const char *state_of(const struct val *count)
{
    int64_t nodes = val_at_int(count, "nodes", 0), lost = val_at_int(count, "lost", 0);
    if (lost == nodes)
        return full;
    return lost > UNHEALTHY_LEAST && lost * 100 >= nodes * UNHEALTHY_PERCENT ? partial : normal;
}

/* ---- limiters ---- */

static int64_t interval_of(const char *state, const struct val *count)
{
    if (state != partial)
        return INTERVAL_MS;
    return val_at_int(count, "nodes", 0) > LARGE_ZONE ? INTERVAL_PARTIAL_MS : INTERVAL_NEVER;
}

/* A zone with another limiter: whoever had to wait at the old one waits at the new one from its beginning. */
static struct val *with_limiter(const struct run *r, const struct val *zone, const char *state, int64_t interval_ms)
{
    bool waits = zone && (val_at_int(zone, "interval", 0) == INTERVAL_NEVER || val_at_int(zone, "free", 0) > r->now_ms);
    return val_fmt("{state:%s, interval:%I, free:%I}", state, interval_ms, waits ? r->now_ms + interval_ms : r->now_ms);
}

static bool all_are(const struct val *zones, const char *state)
{
    for (size_t i = 0; i < val_len(zones); i++)
        if (!val_str_equal(val_get(val_item(zones, i), "state"), state))
            return false;
    return true;
}

static bool all_lost(const struct val *counted)
{
    for (size_t i = 0; i < val_len(counted); i++)
        if (state_of(val_item(counted, i)) != full)
            return false;
    return true;
}

/* ---- taints ---- */

static const char *waiting_key(struct run *r, const char *node)
{
    return arena_strf(r->arena, "%s%s", waiting_prefix, node);
}

void zones_forget(struct run *r, const char *node)
{
    run_set_note(r, waiting_key(r, node), NULL);
}

static bool has_no_execute(const struct val *node)
{
    const struct val *taints = val_at(node, "spec.taints");
    for (size_t i = 0; i < val_len(taints); i++) {
        const struct val *key = val_get(val_item(taints, i), "key");
        if (val_str_equal(val_get(val_item(taints, i), "effect"), "NoExecute") &&
            (val_str_equal(key, TAINT_UNREACHABLE) || val_str_equal(key, TAINT_NOT_READY)))
            return true;
    }
    return false;
}

/* A node that was found not to be ready before waits for its taint; one that is found so now does from the next look on. */
static void line_up(struct run *r)
{
    for (const struct object *o = store_first(r->store, kind_node, NULL); o; o = store_next(r->store, o, NULL)) {
        const struct val *ready = condition_find(o->doc, "Ready");
        const char *key = waiting_key(r, o->name);
        if (!ready || val_str_equal(val_get(ready, "status"), "True") || has_no_execute(o->doc) || run_note(r, key))
            continue;
        if (time_parse_ms(val_get_str(ready, "lastTransitionTime", "")) + 1000 > r->now_ms)
            zones_look_soon(r, false);
        else
            run_set_note(r, key, val_int(r->now_ms));
    }
}

static void put_no_execute(struct run *r, const struct object *o, bool wanted)
{
    struct val *doc = val_ref(o->doc), *taints = val_ref(val_at(doc, "spec.taints"));
    bool unknown = !strcmp(node_ready_status(doc), "Unknown");
    node_set_taint(r, &taints, TAINT_UNREACHABLE, "NoExecute", wanted && unknown);
    node_set_taint(r, &taints, TAINT_NOT_READY, "NoExecute", wanted && !unknown);
    node_put_taints(&doc, taints);
    zones_forget(r, o->name);
    store_replace(r->store, o, doc);
}

/* All nodes are lost: nobody is emptied any more. */
static void stop_all(struct run *r)
{
    for (const struct object *o = store_first(r->store, kind_node, NULL); o; o = store_next(r->store, o, NULL))
        put_no_execute(r, o, false);
}

/* The node of the zone that has waited longest, or NULL. */
static const struct object *first_waiting(struct run *r, const char *zone)
{
    const struct object *first = NULL;
    int64_t since = INT64_MAX;
    for (const struct object *o = store_first(r->store, kind_node, NULL); o; o = store_next(r->store, o, NULL)) {
        int64_t waits = val_int_or(run_note(r, waiting_key(r, o->name)), INT64_MAX);
        if (waits < since && !strcmp(zone_of(r, o->doc), zone)) {
            since = waits;
            first = o;
        }
    }
    return first;
}

/* Those that wait get their taints as fast as their zones' limiters let them. */
static void taint(struct run *r)
{
    struct val *zones = val_ref(run_note(r, zones_note));
    for (size_t i = 0; i < val_len(zones); i++) {
        const char *zone = arena_strdup(r->arena, val_key(zones, i));
        int64_t interval_ms = val_at_int(val_item(zones, i), "interval", 0), free_ms = val_at_int(val_item(zones, i), "free", 0);
        const struct object *o;
        while (interval_ms != INTERVAL_NEVER && (o = first_waiting(r, zone)) && free_ms <= r->now_ms) {
            put_no_execute(r, o, true);
            free_ms = r->now_ms + interval_ms;
        }
        if (interval_ms != INTERVAL_NEVER && o)
            run_enqueue_at(r, taint_key, free_ms);
        struct val *changed = val_ref(val_item(zones, i));
        val_set(&changed, "free", val_int(free_ms));
        val_replace(&zones, i, changed);
    }
    run_set_note(r, zones_note, zones);
}

/* ---- the look ---- */

/* Notes what has become of the zones (handleDisruption). */
static void look(struct run *r)
{
    struct val *counted = count_zones(r), *now = val_object();
    const struct val *before = run_note(r, zones_note);
    bool lost = all_lost(counted), was_lost = val_len(before) && all_are(before, full);
    for (size_t i = 0; i < val_len(counted); i++) {
        const char *zone = val_key(counted, i), *state = lost ? full : state_of(val_item(counted, i));
        const struct val *old = val_get(before, zone);
        bool kept = old && val_str_equal(val_get(old, "state"), state) && lost == was_lost;
        int64_t interval_ms = lost ? INTERVAL_NEVER : interval_of(state, val_item(counted, i));
        val_set(&now, zone, kept ? val_ref(old) : with_limiter(r, old, state, interval_ms));
    }
    val_unref(counted);
    run_set_note(r, zones_note, now);
    if (lost && !was_lost)
        stop_all(r);
}

bool zones_sync(struct run *r, const char *key)
{
    if (!strcmp(key, look_key)) {
        line_up(r);
        look(r);
    } else if (strcmp(key, taint_key) != 0) {
        return false;
    }
    taint(r);
    return true;
}
