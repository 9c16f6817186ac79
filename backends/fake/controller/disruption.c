#include "backends/fake/controller/disruption.h"

#include <string.h>

#include "backends/base/condition.h"
#include "backends/base/owner.h"
#include "backends/base/selector.h"

static const char *const watches[] = { "policy/poddisruptionbudgets", "/pods", NULL };

bool budget_protects(const struct cluster *c, const struct val *budget, const struct val *pod)
{
    const struct val *selector = val_at(budget, "spec.selector");
    bool empty = val_empty(val_get(selector, "matchLabels")) && val_empty(val_get(selector, "matchExpressions"));
    if (empty && !version_has(c->version, FEATURE_EMPTY_BUDGET_SELECTS_ALL))
        return false;
    return labels_match(val_at(pod, "metadata.labels"), selector);
}

static void observe(struct run *r, const struct change *c)
{
    if (c->kind == kind_poddisruptionbudget) {
        run_enqueue_object(r, c->object);
        return;
    }
    const char *ns = c->object->ns;
    for (const struct object *o = store_first(r->store, kind_poddisruptionbudget, ns); o;
         o = store_next(r->store, o, ns))
        if (budget_protects(r->cluster, o->doc, c->doc) || (c->old && budget_protects(r->cluster, o->doc, c->old)))
            run_enqueue_object(r, o);
}

/* ---- how many there should be ---- */

struct budget {
    struct run *run;
    const struct val *doc;   /* held by the arena */
    const struct val **pods; /* protected by it */
    size_t count;
    int64_t expected, desired, healthy;
};

static int expected_failed(struct budget *b, struct status *st)
{
    run_event(b->run, b->doc, "Warning", "CalculateExpectedPodCountFailed",
              "Failed to calculate the number of expected pods: %s", st->message);
    return -1;
}

/* The object that says how many pods there should be: a ReplicaSet's Deployment, or the controller itself. */
static const struct object *scaler_of(struct run *r, const struct val *pod)
{
    const struct object *o = store_by_uid(r->store, val_get_str(owner_controller(pod), "uid", ""));
    const struct object *above = o && o->kind == kind_replicaset && o->controller_uid
                                     ? store_by_uid(r->store, o->controller_uid) : NULL;
    return above && above->kind == kind_deployment ? above : o;
}

/* Adds up the scales of the pods' controllers, each once. */
static int expect_scale(struct budget *b, struct status *st)
{
    struct run *r = b->run;
    const struct object **seen = arena_alloc(r->arena, (b->count + 1) * sizeof(*seen));
    size_t seen_count = 0, i, unmanaged = 0;
    for (size_t p = 0; p < b->count; p++) {
        const char *name = val_at_str(b->pods[p], "metadata.name", "");
        if (!owner_controller(b->pods[p])) {
            unmanaged++;
            if (version_has(r->cluster->version, FEATURE_BUDGET_UNMANAGED_PODS))
                continue;
            status_client(st, "found no controller ref for pod \"%s\"", name);
            run_event(r, b->doc, "Warning", "NoControllerRef", "%s", st->message);
            return expected_failed(b, st);
        }
        const struct object *o = scaler_of(r, b->pods[p]);
        if (!o) {
            status_client(st, "found no controllers for pod \"%s\"", name);
            run_event(r, b->doc, "Warning", "NoControllers", "%s", st->message);
            return expected_failed(b, st);
        }
        if (!(o->kind->flags & KIND_SCALE)) {
            status_client(st, "%s.%s does not implement the scale subresource", o->kind->plural, o->kind->group);
            return expected_failed(b, st);
        }
        for (i = 0; i < seen_count && seen[i] != o; i++)
            ;
        if (i < seen_count)
            continue;
        seen[seen_count++] = o;
        b->expected += val_at_int(o->doc, "spec.replicas", 1);
    }
    return unmanaged ? 1 : 0;
}

static void tell_unmanaged(struct budget *b)
{
    struct strbuf selector = STRBUF_INIT;
    label_selector_format(&selector, val_at(b->doc, "spec.selector"));
    const char *text = selector.buf;
    run_event(b->run, b->doc, "Warning", "UnmanagedPods",
              "Pods selected by this PodDisruptionBudget (selector: %s) were found to be unmanaged. As a result, the status of "
              "the PDB cannot be calculated correctly, which may result in undefined behavior. To account for these pods please "
              "set \".spec.minAvailable\" field of the PDB to an integer value.",
              text);
    strbuf_release(&selector);
}

static int expect(struct budget *b, struct status *st)
{
    const struct val *least = val_at(b->doc, "spec.minAvailable"), *most = val_at(b->doc, "spec.maxUnavailable");
    if (!most && !val_is(least, VAL_STRING)) {
        b->expected = (int64_t)b->count;
        b->desired = val_int_or(least, 0);
        return 0;
    }
    int rc = expect_scale(b, st);
    if (rc < 0)
        return -1;
    if (rc > 0)
        tell_unmanaged(b);
    b->desired = int_or_percent(most ? most : least, b->expected, true, 0);
    if (most)
        b->desired = b->expected > b->desired ? b->expected - b->desired : 0;
    return 0;
}

/* ---- status ---- */

/* Of the pods that were evicted those that are still expected to go; when to look again in *again_ms. */
static struct val *still_disrupted(struct budget *b, int64_t *again_ms)
{
    const struct val *old = val_at(b->doc, "status.disruptedPods");
    struct val *kept = val_object();
    for (size_t i = 0; i < b->count && val_len(old); i++) {
        const char *name = val_at_str(b->pods[i], "metadata.name", "");
        const struct val *since = val_get(old, name);
        if (!since || val_at(b->pods[i], "metadata.deletionTimestamp"))
            continue;
        int64_t end_ms = time_parse_ms(val_str_or(since, "")) + DISRUPTED_POD_MS;
        if (end_ms < b->run->now_ms) {
            const char *ns = val_at_str(b->doc, "metadata.namespace", "");
            run_event(b->run, b->pods[i], "Warning", "NotDeleted", "Pod was expected by PDB %s/%s to be deleted but it wasn't",
                      ns, ns);
            continue;
        }
        if (!*again_ms || end_ms < *again_ms)
            *again_ms = end_ms;
        val_set(&kept, name, val_ref(since));
    }
    return kept;
}

/* The condition DisruptionAllowed, since there is one. */
static struct val *condition(struct budget *b, bool allowed, const char *reason, const char *message)
{
    const struct val *old = condition_find(b->doc, "DisruptionAllowed");
    const char *status = allowed ? "True" : "False";
    bool same = val_str_equal(val_get(old, "status"), status);
    struct val *since = same ? val_ref(val_get(old, "lastTransitionTime")) : time_val(b->run->now_ms);
    return val_fmt("[{type:DisruptionAllowed, status:%s, reason:%s, message:%s, lastTransitionTime:%V, observedGeneration:%v}]",
                   status, reason, message, since, val_at(b->doc, "metadata.generation"));
}

static int write_status(struct budget *b, struct val *status, bool allowed, const char *reason, const char *message,
                        struct status *st)
{
    const char *ns = val_at_str(b->doc, "metadata.namespace", ""), *name = val_at_str(b->doc, "metadata.name", "");
    const struct object *o = store_get(b->run->store, kind_poddisruptionbudget, ns, name);
    if (version_has(b->run->cluster->version, FEATURE_BUDGET_CONDITIONS))
        val_set(&status, "conditions", condition(b, allowed, reason, message));
    if (!o || val_equal(status, val_get(o->doc, "status"))) {
        val_unref(status);
        return 0;
    }
    return api_update_status(b->run->cluster, o, status, st);
}

/* When nothing can be told, no disruption is allowed. */
static int fail_safe(struct budget *b, const char *why, struct status *st)
{
    struct val *status = val_ref(val_get(b->doc, "status"));
    val_set(&status, "disruptionsAllowed", val_int(0));
    return write_status(b, status, false, "SyncFailed", why, st);
}

static int update(struct budget *b, const char *key, struct status *st)
{
    int64_t again_ms = 0;
    struct val *disrupted = still_disrupted(b, &again_ms);
    for (size_t i = 0; i < b->count; i++)
        b->healthy += !val_at(b->pods[i], "metadata.deletionTimestamp") && pod_is_ready(b->pods[i]) &&
                      !val_get(disrupted, val_at_str(b->pods[i], "metadata.name", ""));
    int64_t allowed = b->expected > 0 && b->healthy > b->desired ? b->healthy - b->desired : 0;
    struct val *status = val_fmt("{currentHealthy:%I, desiredHealthy:%I, expectedPods:%I, disruptionsAllowed:%I, "
                                 "observedGeneration:%v}", b->healthy, b->desired, b->expected, allowed,
                                 val_at(b->doc, "metadata.generation"));
    if (val_len(disrupted))
        val_set(&status, "disruptedPods", disrupted);
    else
        val_unref(disrupted);
    if (again_ms)
        run_enqueue_at(b->run, key, again_ms + 1);
    return write_status(b, status, allowed > 0, allowed > 0 ? "SufficientPods" : "InsufficientPods", "", st);
}

static int sync(struct run *r, const char *key, struct status *st)
{
    const char *ns, *name;
    struct budget b = { .run = r };
    size_t n;
    run_split_key(r, key, &ns, &name);
    const struct object *o = store_get(r->store, kind_poddisruptionbudget, ns, name);
    if (!o)
        return 0;
    b.doc = arena_val(r->arena, val_ref(o->doc));
    b.pods = store_collect(r->store, r->arena, kind_pod, ns, &n);
    for (size_t i = 0; i < n; i++)
        if (budget_protects(r->cluster, b.doc, b.pods[i]))
            b.pods[b.count++] = b.pods[i];
    if (!b.count)
        run_event(r, b.doc, "Normal", "NoPods", "No matching pods found");
    struct status why = STATUS_INIT;
    int rc = expect(&b, &why) < 0 ? fail_safe(&b, why.message, st) : update(&b, key, st);
    status_release(&why);
    return rc;
}

const struct controller controller_disruption = {
    .name = "controllermanager",
    .watches = watches,
    .observe = observe,
    .sync = sync,
};
