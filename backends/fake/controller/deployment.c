/* The Deployment controller: what a sync is about. See deployment.h. */
#include "backends/fake/controller/deployment.h"

#include <string.h>

#include "backends/base/owner.h"
#include "backends/fake/cluster.h"
#include "backends/fake/controller/pods.h"

static const char *const watches[] = { "apps/deployments", "apps/replicasets", "/pods", NULL };

/* A pod that is gone may be the last that a Recreate waited for. */
static void observe_pod_gone(struct run *r, const struct change *c)
{
    const struct val *set_reference = owner_controller(c->doc);
    const struct object *set = store_by_uid(r->store, val_get_str(set_reference, "uid", ""));
    if (!set || set->kind != kind_replicaset || !set->controller_uid)
        return;
    const struct object *d = store_by_uid(r->store, set->controller_uid);
    if (d && d->kind == kind_deployment && val_str_equal(val_at(d->doc, "spec.strategy.type"), "Recreate"))
        run_enqueue_object(r, d);
}

static void observe(struct run *r, const struct change *c)
{
    if (c->kind == kind_deployment)
        run_enqueue_object(r, c->object);
    else if (c->kind == kind_replicaset)
        enqueue_claimers(r, c, kind_deployment);
    else if (c->type == CHANGE_DELETED)
        observe_pod_gone(r, c);
}

/* Sizes alone: the Deployment is paused, or was scaled. */
static int sync_sizes(struct rollout *d, bool paused, struct status *st)
{
    if (rollout_sync_sets(d, false, st) < 0 || rollout_scale_all(d, st) < 0)
        return -1;
    if (paused && rollout_clean(d, st) < 0)
        return -1;
    return rollout_write_status(d, false, st);
}

static int sync_rollout(struct rollout *d, bool deleting, struct status *st)
{
    rollout_read(d);
    if (deleting)
        return rollout_sync_sets(d, false, st) < 0 ? -1 : rollout_write_status(d, false, st);
    if (rollout_note_pause(d, st) < 0)
        return -1;
    if (val_at_bool(d->doc, "spec.paused", false))
        return sync_sizes(d, true, st);
    if (rollout_sync_sets(d, false, st) < 0)
        return -1;
    if (rollout_is_scaled(d))
        return sync_sizes(d, false, st);
    return rollout_is_rolling(d) ? rollout_rolling(d, st) : rollout_recreate(d, st);
}

static int sync(struct run *r, const char *key, struct status *st)
{
    struct rollout d = { .run = r, .key = key };
    run_split_key(r, key, &d.ns, &d.name);
    const struct object *o = store_get(r->store, kind_deployment, d.ns, d.name);
    if (!o)
        return 0;
    d.doc = arena_val(r->arena, val_ref(o->doc));
    d.replicas = val_at_int(d.doc, "spec.replicas", 1);
    return sync_rollout(&d, o->deleting, st);
}

const struct controller controller_deployment = {
    .name = "deployment-controller",
    .watches = watches,
    .observe = observe,
    .sync = sync,
};
