/* ReplicaSets: as many active pods as asked for. See replicaset.h. */
#include "backends/fake/controller/replicaset.h"

#include <string.h>

#include "backends/base/owner.h"
#include "backends/fake/cluster.h"
#include "backends/fake/controller/pods.h"

enum { PODS_A_SYNC = 500 };

static const char *const watches[] = { "apps/replicasets", "/pods", NULL };

/* A pod that has just become ready is looked at again when it should have become available, and a second. */
static void wait_for_available(struct run *r, const struct kind *k, const struct change *c)
{
    const struct val *owner = owner_controller(c->doc);
    const struct object *set = store_by_uid(r->store, val_get_str(owner, "uid", ""));
    int64_t min_ready_s = set && set->kind == k ? val_at_int(set->doc, "spec.minReadySeconds", 0) : 0;
    if (min_ready_s > 0 && !pod_is_ready(c->old) && pod_is_ready(c->doc))
        run_enqueue_after(r, arena_strf(r->arena, "%s/%s", set->ns, set->name), (min_ready_s + 1) * 1000);
}

void replicas_observe(struct run *r, const struct kind *k, const struct change *c)
{
    if (c->kind == k) {
        run_enqueue_object(r, c->object);
        return;
    }
    enqueue_claimers(r, c, k);
    if (c->type == CHANGE_MODIFIED)
        wait_for_available(r, k, c);
}

/* ---- one set ---- */

struct replicas {
    struct run *run;
    const struct kind *kind;
    const struct val *doc; /* held by the arena */
    const char *key;
    const struct val **pods; /* the active ones */
    size_t count;
    int64_t terminating;
    size_t wanted;
};

static void read_pods(struct replicas *s)
{
    static const struct claim_rule rule = { .active_only = true };
    const struct val *selector = owner_selector(s->run, s->doc);
    s->pods = claim_with(s->run, s->doc, kind_pod, selector, &rule, &s->count);
    for (const struct dependent *d = store_dependents(s->run->store, val_at_str(s->doc, "metadata.uid", "")); d; d = d->next) {
        const struct object *o = d->object;
        s->terminating += d->controller && o->kind == kind_pod && o->deleting && !pod_is_finished(o->doc) &&
                          labels_match(val_at(o->doc, "metadata.labels"), selector);
    }
}

/* A namespace that goes is no failure: nothing more can be done in it. */
static int make_one(void *arg, size_t i, struct status *st)
{
    const struct replicas *s = arg;
    struct pod_plan plan = { .template = val_at(s->doc, "spec.template") };
    (void)i;
    return forgive_ending(pod_create(s->run, s->doc, &plan, st), st);
}

/* The pods of all sets that have the same controller, this one among them; without a controller none. */
static const struct val **related_pods(const struct replicas *s, size_t *count)
{
    struct run *r = s->run;
    size_t sets, n;
    const struct val *controller = owner_controller(s->doc);
    *count = 0;
    if (!controller)
        return NULL;
    const struct val **docs = store_collect_owned(r->store, r->arena, s->kind, val_get_str(controller, "uid", ""), &sets);
    const struct val **pods = arena_alloc(r->arena, (store_count(r->store, kind_pod) + 1) * sizeof(*pods));
    for (size_t i = 0; i < sets; i++) {
        const struct val **own = store_collect_owned(r->store, r->arena, kind_pod, val_at_str(docs[i], "metadata.uid", ""), &n);
        for (size_t k = 0; k < n; k++)
            pods[(*count)++] = own[k];
    }
    return pods;
}

static int delete_surplus(struct replicas *s, size_t surplus, struct status *st)
{
    const struct val **pods = arena_alloc(s->run->arena, (s->count + 1) * sizeof(*pods));
    size_t related_count;
    int rc = 0;
    memcpy(pods, s->pods, s->count * sizeof(*pods));
    if (surplus < s->count) {
        const struct val **related = related_pods(s, &related_count);
        pods_rank_related(s->run, pods, s->count, related, related_count);
    }
    for (size_t i = 0; i < surplus; i++) {
        struct status why = STATUS_INIT;
        if (pod_delete(s->run, s->doc, pods[i], &why) < 0 && rc == 0) {
            status_move(st, &why);
            rc = -1;
        }
        status_release(&why);
    }
    return rc;
}

static int manage(struct replicas *s, struct status *st)
{
    if (s->count > s->wanted) {
        size_t surplus = s->count - s->wanted;
        return delete_surplus(s, surplus < PODS_A_SYNC ? surplus : PODS_A_SYNC, st);
    }
    size_t missing = pods_at_once(s->run, s->doc, s->key, s->wanted - s->count);
    return slow_start(missing, make_one, s, st) < missing ? -1 : 0;
}

/* ---- status ---- */

/* The condition ReplicaFailure stands from the first failure until a sync without one. */
static void put_failure(const struct replicas *s, const struct status *failure, struct val **status)
{
    size_t at;
    struct val *conditions = val_ref(val_get(*status, "conditions"));
    bool there = val_find(conditions, "type", "ReplicaFailure", &at);
    if (failure && !there)
        val_append(&conditions, val_fmt("{type:ReplicaFailure, status:'True', lastTransitionTime:%V, reason:%s, message:%s}",
                                        time_val(s->run->now_ms), s->count < s->wanted ? "FailedCreate" : "FailedDelete",
                                        failure->message));
    else if (!failure && there)
        val_remove(&conditions, at);
    set_list(status, "conditions", conditions);
}

/*
 * When ready pods are not available yet.  Newer versions know the instant.  Older ones wait minReadySeconds from now when all
 * pods are ready, and else rely on what each pod asked for when it became ready.
 * Differs: there a pod that became ready while another waited may be forgotten until something changes; here it is not.
 */
static void look_again(const struct replicas *s, int64_t soonest_ms, int64_t ready)
{
    int64_t at_ms = soonest_ms + 1999;
    if (version_has(s->run->cluster->version, FEATURE_AVAILABLE_IN_TIME))
        at_ms = soonest_ms;
    else if (ready == (int64_t)s->wanted)
        at_ms = s->run->now_ms + val_at_int(s->doc, "spec.minReadySeconds", 0) * 1000;
    run_enqueue_at(s->run, s->key, at_ms);
}

static struct val *new_status(const struct replicas *s, const struct status *failure)
{
    struct run *r = s->run;
    const struct val *full = val_at(s->doc, "spec.template.metadata.labels");
    const struct val *all_labels = arena_val(r->arena, val_fmt("{matchLabels:%v}", full));
    int64_t min_ready_s = val_at_int(s->doc, "spec.minReadySeconds", 0), labeled = 0, ready = 0, available = 0;
    int64_t again_ms, soonest_ms = 0;
    for (size_t i = 0; i < s->count; i++) {
        labeled += labels_match(val_get(val_get(s->pods[i], "metadata"), "labels"), all_labels);
        ready += pod_is_ready(s->pods[i]);
        available += pod_is_available(s->pods[i], min_ready_s, r->now_ms, &again_ms);
        if (again_ms && (!soonest_ms || again_ms < soonest_ms))
            soonest_ms = again_ms;
    }
    if (soonest_ms)
        look_again(s, soonest_ms, ready);
    struct val *status = val_ref(val_get(s->doc, "status"));
    val_set(&status, "replicas", val_int((int64_t)s->count));
    set_count(&status, "fullyLabeledReplicas", labeled);
    set_count(&status, "readyReplicas", ready);
    set_count(&status, "availableReplicas", available);
    set_count(&status, "observedGeneration", val_at_int(s->doc, "metadata.generation", 0));
    if (s->kind == kind_replicaset && version_has(r->cluster->version, FEATURE_TERMINATING_REPLICAS))
        val_set(&status, "terminatingReplicas", val_int(s->terminating));
    put_failure(s, failure, &status);
    return status;
}

static int write_status(const struct replicas *s, struct val *take, struct status *st)
{
    const struct object *o = store_by_uid(s->run->store, val_at_str(s->doc, "metadata.uid", ""));
    if (!o || val_equal(take, val_get(o->doc, "status"))) {
        val_unref(take);
        return 0;
    }
    return api_update_status(s->run->cluster, o, take, st);
}

int replicas_sync(struct run *r, const struct kind *k, const char *key, struct status *st)
{
    struct replicas s = { .run = r, .kind = k, .key = key };
    const char *ns, *name;
    run_split_key(r, key, &ns, &name);
    const struct object *o = store_get(r->store, k, ns, name);
    if (!o)
        return 0;
    s.doc = arena_val(r->arena, val_ref(o->doc));
    int64_t wanted = val_at_int(s.doc, "spec.replicas", 1);
    s.wanted = wanted > 0 ? (size_t)wanted : 0;
    bool deleting = o->deleting;
    read_pods(&s);
    int rc = deleting ? 0 : manage(&s, st);
    struct status unwritten = STATUS_INIT;
    if (write_status(&s, new_status(&s, rc < 0 ? st : NULL), &unwritten) < 0 && rc == 0) {
        status_move(st, &unwritten);
        rc = -1;
    }
    status_release(&unwritten);
    return rc;
}

static void observe(struct run *r, const struct change *c)
{
    replicas_observe(r, &kind_row_replicaset, c);
}

static int sync(struct run *r, const char *key, struct status *st)
{
    return replicas_sync(r, &kind_row_replicaset, key, st);
}

const struct controller controller_replicaset = {
    .name = "replicaset-controller",
    .watches = watches,
    .observe = observe,
    .sync = sync,
};
