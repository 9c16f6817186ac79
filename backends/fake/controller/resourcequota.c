/*
 * The ResourceQuota controller: what is used of each quota.  Mirrors pkg/controller/resourcequota, v1.20.2: admission charges
 * what is made; this counts anew when a quota changes, something goes, or a pod ends.
 */
#include "backends/fake/quota.h"

static const char *const watches[] = { "/resourcequotas", "/pods", "/services", "/persistentvolumeclaims", "/configmaps",
                                       "/secrets", "/replicationcontrollers", "apps/deployments", "apps/replicasets",
                                       "apps/statefulsets", "apps/daemonsets", "batch/jobs", "batch/cronjobs", NULL };

static void observe(struct run *r, const struct change *c)
{
    if (c->kind == kind_resourcequota) {
        run_enqueue_object(r, c->object);
        return;
    }
    bool ended = c->kind == kind_pod && c->old && !pod_is_finished(c->old) && pod_is_finished(c->doc);
    bool retyped = c->kind == kind_service && c->old && !val_equal(val_get(c->old, "spec"), val_get(c->doc, "spec"));
    if (c->type != CHANGE_DELETED && !ended && !retyped)
        return;
    const char *ns = c->object->ns;
    for (const struct object *o = store_first(r->store, kind_resourcequota, ns); o; o = store_next(r->store, o, ns))
        run_enqueue_object(r, o);
}

/* Everything in the namespace that the quota covers. */
static struct val *count(struct run *r, const struct val *quota, const char *ns)
{
    struct val *total = val_object();
    for (size_t k = 0; k < kind_count; k++) {
        if (!kind_namespaced(kinds[k]) || kind_storage(kinds[k]) != kinds[k] || kinds[k] == kind_event)
            continue;
        for (const struct object *o = store_first(r->store, kinds[k], ns); o; o = store_next(r->store, o, ns)) {
            if (!quota_covers(quota, kinds[k], o->doc))
                continue;
            struct val *usage = quota_usage(kinds[k], o->doc, r->now_ms);
            struct val *masked = quota_mask(usage, val_at(quota, "spec.hard"));
            quota_add(&total, masked);
            val_unref(masked);
            val_unref(usage);
        }
    }
    return total;
}

static int sync(struct run *r, const char *key, struct status *st)
{
    const char *ns, *name;
    run_split_key(r, key, &ns, &name);
    const struct object *o = store_get(r->store, kind_resourcequota, ns, name);
    if (!o)
        return 0;
    const struct val *hard = val_at(o->doc, "spec.hard");
    struct val *counted = count(r, o->doc, ns), *used = val_object();
    for (size_t i = 0; i < val_len(hard); i++) {
        const struct val *n = val_get(counted, val_key(hard, i));
        val_set(&used, val_key(hard, i), n ? val_ref(n) : val_string("0"));
    }
    struct val *status = val_fmt("{hard:%v, used:%V}", hard, used);
    val_unref(counted);
    if (val_equal(status, val_get(o->doc, "status"))) {
        val_unref(status);
        return 0;
    }
    return api_update_status(r->cluster, o, status, st);
}

const struct controller controller_resourcequota = {
    .name = "resourcequota-controller",
    .watches = watches,
    .observe = observe,
    .sync = sync,
};
