/*
 * The taint manager: pods leave nodes whose NoExecute taints they do not tolerate.  Mirrors
 * pkg/controller/nodelifecycle/scheduler/taint_manager.go, v1.20.2.  Keys are pods.
 */
#include <string.h>

#include "backends/base/duration.h"
#include "backends/fake/cluster.h"
#include "backends/fake/nodefit.h"

static const char *const watches[] = { "/nodes", "/pods", NULL };

static bool has_no_execute(const struct val *node)
{
    return val_find(val_at(node, "spec.taints"), "effect", "NoExecute", NULL) != NULL;
}

static void observe(struct run *r, const struct change *c)
{
    if (c->kind == kind_pod) {
        const struct object *node = c->object->node ? store_get(r->store, kind_node, "", c->object->node) : NULL;
        if (c->type != CHANGE_DELETED && node && has_no_execute(node->doc) &&
            (!c->old || val_at(c->old, "spec") != val_at(c->doc, "spec")))
            run_enqueue_object(r, c->object);
        return;
    }
    if (val_at(c->old, "spec.taints") == val_at(c->doc, "spec.taints") || (!has_no_execute(c->doc) && !has_no_execute(c->old)))
        return;
    for (const struct object *o = store_on_node(r->store, c->object->name); o; o = o->node_next)
        run_enqueue_object(r, o);
}

/* How long all NoExecute taints are tolerated, in s: -1 for ever, 0 not at all. */
static int64_t tolerated_s(const struct val *pod, const struct val *taints)
{
    const struct val *tolerations = val_at(pod, "spec.tolerations");
    int64_t least = -1;
    for (size_t t = 0; t < val_len(taints); t++) {
        const struct val *taint = val_item(taints, t);
        bool tolerated = false;
        if (!val_str_equal(val_get(taint, "effect"), "NoExecute"))
            continue;
        for (size_t i = 0; i < val_len(tolerations) && !tolerated; i++) {
            const struct val *toleration = val_item(tolerations, i), *seconds = val_get(toleration, "tolerationSeconds");
            if (!toleration_tolerates(toleration, taint))
                continue;
            tolerated = true;
            int64_t s = val_int_or(seconds, 0);
            if (seconds && (least < 0 || s < least))
                least = s > 0 ? s : 0;
        }
        if (!tolerated)
            return 0;
    }
    return least;
}

/* An event of the pod, under the name that the controller has in this version. */
static void tell(struct run *r, const struct object *pod, const char *what)
{
    struct controller self = *r->controller;
    struct run as = *r;
    if (version_has(r->cluster->version, FEATURE_TAINT_EVICTION_CONTROLLER))
        self.name = "taint-eviction-controller";
    as.controller = &self;
    run_event(&as, pod->doc, "Normal", "TaintManagerEviction", "%s Pod %s/%s", what, pod->ns, pod->name);
}

static int evict(struct run *r, const struct object *pod, struct status *st)
{
    const char *uid = arena_strdup(r->arena, pod->uid);
    tell(r, pod, "Marking for deletion");
    pod_mark_disrupted(r, uid, "DeletionByTaintManager", "Taint manager: deleting due to NoExecute taint");
    return api_delete(r->cluster, store_by_uid(r->store, uid), NULL, st);
}

static int sync(struct run *r, const char *key, struct status *st)
{
    const char *ns, *name;
    run_split_key(r, key, &ns, &name);
    const struct object *pod = store_get(r->store, kind_pod, ns, name);
    const struct object *node = pod && pod->node ? store_get(r->store, kind_node, "", pod->node) : NULL;
    int64_t seconds = node && !pod->deleting ? tolerated_s(pod->doc, val_at(node->doc, "spec.taints")) : -1;
    const struct val *since = run_note(r, key);
    if (!node || pod->deleting || !has_no_execute(node->doc) || seconds < 0) {
        if (since && pod && !pod->deleting)
            tell(r, pod, "Cancelling deletion of");
        run_set_note(r, key, NULL);
        run_cancel(r, key);
        return 0;
    }
    if (!since && seconds)
        run_set_note(r, key, val_int(r->now_ms));
    int64_t at = val_int_or(run_note(r, key), r->now_ms) + duration_seconds_ms(seconds);
    if (at > r->now_ms) {
        run_enqueue_at(r, key, at);
        return 0;
    }
    run_set_note(r, key, NULL);
    return evict(r, pod, st);
}

const struct controller controller_tainteviction = {
    .name = "taint-controller", .watches = watches, .observe = observe, .sync = sync,
};
