/*
 * Pod garbage collection: pods of nodes that are gone, and finished pods beyond the limit.  Mirrors
 * pkg/controller/podgc/gc_controller.go, v1.20.2: a look every 20 s; a node must have been missing for 40 s.
 *
 * The notes are the nodes that were seen missing, and when.  It looks only while there is something to look at.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/cluster.h"

enum { PERIOD_MS = 20 * 1000, QUARANTINE_MS = 40 * 1000, FINISHED_MAX = 12500 };

static const char *const watches[] = { "/nodes", "/pods", NULL };

static void look_soon(struct run *r)
{
    int64_t since = r->now_ms - r->cluster->settings.start_ms;
    run_enqueue_at(r, "look", r->cluster->settings.start_ms + (since / PERIOD_MS + 1) * PERIOD_MS);
}

static bool node_is_missing(struct run *r, const struct object *pod)
{
    return pod->node && !store_get(r->store, kind_node, "", pod->node);
}

static bool is_finished(const struct val *pod)
{
    const char *phase = val_at_str(pod, "status.phase", "");
    return !strcmp(phase, "Succeeded") || !strcmp(phase, "Failed");
}

static void observe(struct run *r, const struct change *c)
{
    if (c->kind == kind_node ? c->type == CHANGE_DELETED : c->type != CHANGE_DELETED && node_is_missing(r, c->object))
        look_soon(r);
    else if (c->kind == kind_pod && c->type == CHANGE_MODIFIED && is_finished(c->doc) && !is_finished(c->old) &&
             store_count(r->store, kind_pod) > FINISHED_MAX)
        look_soon(r);
}

static void force_delete(struct run *r, const char *uid)
{
    struct delete_options now = DELETE_OPTIONS_INIT;
    struct status st = STATUS_INIT;
    const struct object *o = store_by_uid(r->store, uid);
    now.grace_seconds = 0;
    if (o)
        api_delete(r->cluster, o, &now, &st);
    status_release(&st);
}

/* Pods on missing nodes; false: none is left. */
static bool collect_orphans(struct run *r)
{
    size_t n;
    bool left = false;
    const struct val **pods = store_collect(r->store, r->arena, kind_pod, NULL, &n);
    for (size_t i = 0; i < n; i++) {
        const char *uid = val_at_str(pods[i], "metadata.uid", "");
        const struct object *o = store_by_uid(r->store, uid);
        if (!o || !node_is_missing(r, o))
            continue;
        const char *node = arena_strdup(r->arena, o->node);
        if (!run_note(r, node))
            run_set_note(r, node, val_int(r->now_ms));
        if (r->now_ms - val_int_or(run_note(r, node), r->now_ms) >= QUARANTINE_MS)
            force_delete(r, uid);
        else
            left = true;
    }
    return left;
}

static void collect_finished(struct run *r)
{
    size_t n, finished = 0;
    const struct val **pods = store_collect(r->store, r->arena, kind_pod, NULL, &n);
    for (size_t i = 0; i < n; i++)
        if (is_finished(pods[i]))
            pods[finished++] = pods[i];
    if (finished <= FINISHED_MAX)
        return;
    qsort(pods, finished, sizeof(*pods), compare_creation);
    for (size_t i = 0; i < finished - FINISHED_MAX; i++)
        force_delete(r, val_at_str(pods[i], "metadata.uid", ""));
}

static int sync(struct run *r, const char *key, struct status *st)
{
    (void)key;
    (void)st;
    if (store_count(r->store, kind_pod) > FINISHED_MAX)
        collect_finished(r);
    if (collect_orphans(r))
        look_soon(r);
    return 0;
}

const struct controller controller_podgc = {
    .name = "pod-garbage-collector", .watches = watches, .observe = observe, .sync = sync,
};
