/*
 * The DaemonSet controller: one pod on every node that suits the template.
 *
 * Mirrors pkg/controller/daemon/daemon_controller.go (v1.20.2).  A sync looks at all nodes and at all pods of one DaemonSet:
 * it makes the pods that are missing and deletes those that must not be (manage), and only when there was nothing to do it
 * goes on with a rolling update.  A node gets a new pod only when the old one's object is gone, so that two never share its
 * host ports.
 */
#include "backends/fake/controller/daemonset.h"

#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/controller/pods.h"

enum { FAILED_BACKOFF_MS = 1000, FAILED_BACKOFF_MAX_MS = 15 * 60 * 1000 };

static const char *const watches[] = { "apps/daemonsets", "apps/controllerrevisions", "/pods", "/nodes", NULL };

/* ---- what has to be looked at again ---- */

static bool has_pod_on(struct run *r, const struct object *ds, const char *node)
{
    for (const struct object *o = store_on_node(r->store, node); o; o = o->node_next)
        if (o->controller_uid && !strcmp(o->controller_uid, ds->uid))
            return true;
    return false;
}

/* Whether a node's change matters to the DaemonSet. */
static bool is_touched(struct run *r, const struct object *ds, const struct change *c)
{
    struct version v = r->cluster->version;
    const struct val *spec = val_at(ds->doc, "spec.template.spec");
    const struct val *tolerations = arena_val(r->arena, daemon_tolerations(spec));
    bool ran = false, stayed = false, runs, stays;
    daemon_fits(spec, tolerations, c->doc, &runs, &stays);
    if (c->old)
        daemon_fits(spec, tolerations, c->old, &ran, &stayed);
    if (!version_has(v, FEATURE_DAEMONSET_NODE_QUEUE) || !c->old)
        return runs != ran || (c->old && stays != stayed);
    bool has_pod = has_pod_on(r, ds, c->object->name);
    return has_pod ? !stays || (version_has(v, FEATURE_DAEMONSET_MISSCHEDULED_QUEUE) &&
                                val_at_int(ds->doc, "status.numberMisscheduled", 0) > 0)
                   : runs;
}

static bool labels_or_taints_changed(const struct change *c)
{
    return !c->old || !val_equal(val_at(c->old, "metadata.labels"), val_at(c->doc, "metadata.labels")) ||
           !val_equal(val_at(c->old, "spec.taints"), val_at(c->doc, "spec.taints"));
}

static void observe_node(struct run *r, const struct change *c)
{
    if (c->type == CHANGE_DELETED || !labels_or_taints_changed(c))
        return;
    for (const struct object *o = store_first(r->store, kind_daemonset, NULL); o; o = store_next(r->store, o, NULL))
        if (is_touched(r, o, c))
            run_enqueue_object(r, o);
}

static void observe(struct run *r, const struct change *c)
{
    if (c->kind == kind_daemonset)
        run_enqueue_object(r, c->object);
    else if (c->kind == kind_node)
        observe_node(r, c);
    else
        enqueue_claimers(r, c, kind_daemonset);
}

/* ---- manage ---- */

struct work {
    const char **nodes;
    const struct daemon_pod **doomed;
    size_t node_count, doomed_count;
};

/* Whether a pod that has ended is to be deleted now; says so, or comes back when its node's back-off is over. */
static bool ended_pod_goes(struct daemon *d, const struct daemon_node *node, const struct daemon_pod *pod)
{
    struct run *r = d->run;
    const struct backoff b = {
        arena_strf(r->arena, "%s/%lld/%s", d->uid, (long long)val_at_int(d->ds, "status.observedGeneration", 0), node->name),
        FAILED_BACKOFF_MS, FAILED_BACKOFF_MAX_MS,
    };
    int64_t left_ms = backoff_left(r, &b, -1);
    if (left_ms) {
        run_enqueue_after(r, arena_strf(r->arena, "%s/%s", d->ns, d->name), left_ms);
        return false;
    }
    backoff_next(r, &b, r->now_ms);
    if (pod->failed)
        run_event(r, d->ds, "Warning", "FailedDaemonPod", "Found failed daemon pod %s/%s on node %s, will try to kill it",
                  d->ns, pod->name, node->name);
    else
        run_event(r, d->ds, "Normal", "SucceededDaemonPod",
                  "Found succeeded daemon pod %s/%s on node %s, will try to delete it", d->ns, pod->name, node->name);
    return true;
}

/* With surge a node may have an old pod and a new one, as long as the old one serves and the new one does not yet. */
static void manage_surging(struct daemon *d, const struct daemon_node *node, const struct daemon_pod **alive, size_t count,
                           struct work *w)
{
    const struct daemon_pod *old_pod = NULL, *new_pod = NULL;
    if (!count && node->should_run)
        w->nodes[w->node_count++] = node->name;
    if (count <= 1)
        return;
    for (size_t i = 0; i < count; i++) {
        const struct daemon_pod **oldest = alive[i]->updated ? &new_pod : &old_pod;
        if (*oldest)
            w->doomed[w->doomed_count++] = alive[i];
        else
            *oldest = alive[i];
    }
    (void)d;
    if (old_pod && new_pod && (!old_pod->ready || new_pod->available))
        w->doomed[w->doomed_count++] = old_pod;
}

static void manage_node(struct daemon *d, const struct daemon_node *node, struct work *w)
{
    bool replaces_succeeded = version_has(d->run->cluster->version, FEATURE_DAEMONSET_SUCCEEDED);
    if (node->should_run && !node->pods) {
        w->nodes[w->node_count++] = node->name;
        return;
    }
    const struct daemon_pod *alive_space[8], **alive = alive_space;
    size_t count = 0;
    for (const struct daemon_pod *pod = node->pods; pod; pod = pod->next)
        count++;
    if (count > ARRAY_LEN(alive_space))
        alive = arena_alloc(d->run->arena, count * sizeof(*alive));
    count = 0;
    for (const struct daemon_pod *pod = node->pods; pod; pod = pod->next) {
        if (pod->deleting)
            continue;
        if (!node->should_continue)
            w->doomed[w->doomed_count++] = pod;
        else if (!pod->failed && !(pod->succeeded && replaces_succeeded))
            alive[count++] = pod;
        else if (ended_pod_goes(d, node, pod))
            w->doomed[w->doomed_count++] = pod;
    }
    if (!node->should_continue)
        return;
    if (daemon_surges(d))
        manage_surging(d, node, alive, count, w);
    else
        for (size_t i = 1; i < count; i++)
            w->doomed[w->doomed_count++] = alive[i];
}

static int manage(struct daemon *d, struct status *st)
{
    size_t pods = 0;
    for (size_t i = 0; i < d->node_count; i++)
        for (const struct daemon_pod *pod = d->nodes[i].pods; pod; pod = pod->next)
            pods++;
    struct work w = { .node_count = 0 };
    w.nodes = arena_alloc(d->run->arena, (d->node_count + 1) * sizeof(*w.nodes));
    w.doomed = arena_alloc(d->run->arena, (pods + 1) * sizeof(*w.doomed));
    for (size_t i = 0; i < d->node_count; i++) {
        const struct daemon_node *node = &d->nodes[i];
        if (node->doc) {
            manage_node(d, node, &w);
            continue;
        }
        for (const struct daemon_pod *pod = node->pods; pod; pod = pod->next)
            if (!pod->bound && !pod->deleting) /* meant for a node that is gone */
                w.doomed[w.doomed_count++] = pod;
    }
    return daemon_apply(d, w.nodes, w.node_count, w.doomed, w.doomed_count, st);
}

/* ---- status ---- */

static int write_status(struct daemon *d, struct status *st)
{
    int64_t desired = 0, current = 0, misscheduled = 0, ready = 0, updated = 0, available = 0;
    for (size_t i = 0; i < d->node_count && d->nodes[i].doc; i++) {
        const struct daemon_pod *pod = d->nodes[i].pods;
        misscheduled += !d->nodes[i].should_run && pod;
        if (!d->nodes[i].should_run)
            continue;
        desired++;
        current += pod != NULL;
        ready += pod && pod->ready;
        available += pod && pod->available;
        updated += pod && pod->updated;
    }
    const struct val *old = val_get(d->ds, "status");
    struct val *status = old ? val_ref(old) : val_object();
    val_set(&status, "desiredNumberScheduled", val_int(desired));
    val_set(&status, "currentNumberScheduled", val_int(current));
    val_set(&status, "numberMisscheduled", val_int(misscheduled));
    val_set(&status, "numberReady", val_int(ready));
    set_count(&status, "updatedNumberScheduled", updated);
    set_count(&status, "numberAvailable", available);
    set_count(&status, "numberUnavailable", desired - available);
    set_count(&status, "observedGeneration", val_at_int(d->ds, "metadata.generation", 0));
    if (d->available_at_ms)
        run_enqueue_at(d->run, arena_strf(d->run->arena, "%s/%s", d->ns, d->name), d->available_at_ms);
    const struct object *o = store_get(d->run->store, kind_daemonset, d->ns, d->name);
    if (!o || val_equal(status, old)) {
        val_unref(status);
        return 0;
    }
    return api_update_status(d->run->cluster, o, status, st);
}

static int sync_daemon(struct daemon *d, struct status *st)
{
    const struct val **old;
    size_t old_count;
    if (daemon_history(d, &old, &old_count, st) < 0)
        return -1;
    daemon_read(d);
    int rc = manage(d, st);
    if (rc == 0 && !d->acted && !strcmp(val_at_str(d->ds, "spec.updateStrategy.type", "RollingUpdate"), "RollingUpdate"))
        rc = daemon_roll(d, st);
    if (d->acted)
        daemon_read(d);
    if (rc == 0)
        rc = daemon_clean_history(d, old, old_count, st);
    struct status unwritten = STATUS_INIT;
    if (write_status(d, &unwritten) < 0 && rc == 0) {
        status_move(st, &unwritten);
        rc = -1;
    }
    status_release(&unwritten);
    return rc;
}

static int sync(struct run *r, const char *key, struct status *st)
{
    struct daemon d = { .run = r };
    run_split_key(r, key, &d.ns, &d.name);
    const struct object *o = store_get(r->store, kind_daemonset, d.ns, d.name);
    if (!o)
        return 0;
    d.ds = arena_val(r->arena, val_ref(o->doc));
    d.uid = val_at_str(d.ds, "metadata.uid", "");
    d.min_ready_s = val_at_int(d.ds, "spec.minReadySeconds", 0);
    const struct val *selector = val_at(d.ds, "spec.selector");
    if (val_empty(val_get(selector, "matchLabels")) && val_empty(val_get(selector, "matchExpressions"))) {
        run_event(r, d.ds, "Warning", "SelectingAll", "This daemon set is selecting all pods. A non-empty selector is required.");
        return 0;
    }
    return o->deleting ? 0 : sync_daemon(&d, st);
}

const struct controller controller_daemonset = {
    .name = "daemonset-controller",
    .watches = watches,
    .observe = observe,
    .sync = sync,
};
