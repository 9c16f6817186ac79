/*
 * The scheduler: gives each pod without a node the best node that can take it, or says why none can.
 *
 * Mirrors pkg/scheduler (v1.20.2).  A pod that fits nowhere waits for a change that may help: of a node, or of another pod;
 * then it is tried again, but not before its back-off is over.  Notes: "tries/POD" {count, at}; "waiting", an object with a
 * member for each pod that waits for a change; "nominated" {POD: node} of those for which others were ended; "urgent"
 * {POD: priority} of those in the queue that must not wait for their turn; "gone/POD", a pod deleted while it waited.
 *
 * Differs: pods of negative priority are not put behind the others.  Pods that wait are not tried again every minute: every
 * change that can help is seen here.
 */
#include "backends/fake/scheduler.h"

#include <string.h>

#include "backends/base/condition.h"
#include "backends/base/selector.h"
#include "backends/fake/cluster.h"
#include "backends/fake/nodefit.h"

enum { BACKOFF_FIRST_MS = 1000, BACKOFF_MAX_MS = 10000 };
/* Of large clusters a part of the nodes is looked at (numFeasibleNodesToFind). */
enum { NODES_ENOUGH = 100, PERCENT_MAX = 50, PERCENT_MIN = 5, PERCENT_STEP = 125 };

static const char *const watches[] = { "/pods", "/nodes", NULL };

/* ---- what may have become possible ---- */

static const char *tries_key(struct run *r, const char *pod)
{
    return arena_strf(r->arena, "tries/%s", pod);
}

/* Sets (take NULL: drops) the pod's member of a note; a note without members is none. */
static void set_member(struct run *r, const char *note, const char *pod, struct val *take)
{
    const struct val *old = run_note(r, note);
    if (!take && !val_get(old, pod))
        return;
    struct val *now = val_ref(old);
    if (take)
        val_set(&now, pod, take);
    else
        val_unset(&now, pod);
    if (!val_len(now)) {
        val_unref(now);
        now = NULL;
    }
    run_set_note(r, note, now);
}

static void forget(struct run *r, const char *pod)
{
    run_set_note(r, tries_key(r, pod), NULL);
    set_member(r, "waiting", pod, NULL);
    set_member(r, "nominated", pod, NULL);
    set_member(r, "urgent", pod, NULL);
}

static void enqueue(struct run *r, const char *pod, int64_t priority)
{
    if (priority > 0)
        set_member(r, "urgent", pod, val_int(priority));
    run_enqueue(r, pod);
}

/* Whether the change of a node can help the pod: it can take it now. Before v1.32 every change could. */
static bool may_help(struct run *r, const struct val *node, const char *pod)
{
    const char *ns, *name;
    if (!node || !version_has(r->cluster->version, FEATURE_QUEUEING_HINTS))
        return true;
    run_split_key(r, pod, &ns, &name);
    const struct object *o = store_get(r->store, kind_pod, ns, name);
    struct attempt a;
    struct reasons why;
    if (!o)
        return false;
    attempt_begin(&a, r, o->doc);
    return node_takes(&a, node, &why) || val_get(val_get(o->doc, "status"), "nominatedNodeName");
}

static int64_t priority_of(struct run *r, const char *pod)
{
    const char *ns, *name;
    run_split_key(r, pod, &ns, &name);
    const struct object *o = store_get(r->store, kind_pod, ns, name);
    return o ? pod_priority(o->doc) : 0;
}

/* Tries the pod again when its back-off is over. */
static void try_again(struct run *r, const char *pod)
{
    const struct val *tries = run_note(r, tries_key(r, pod));
    int64_t backoff = BACKOFF_FIRST_MS;
    for (int64_t n = val_at_int(tries, "count", 1); n > 1 && backoff < BACKOFF_MAX_MS; n--)
        backoff *= 2;
    int64_t at_ms = val_at_int(tries, "at", 0) + (backoff < BACKOFF_MAX_MS ? backoff : BACKOFF_MAX_MS);
    if (at_ms <= r->now_ms)
        enqueue(r, pod, priority_of(r, pod));
    else
        run_enqueue_at(r, pod, at_ms);
}

/* What waits is tried again: everything, or what the changed node may help, or those that want company. */
static void try_waiting(struct run *r, const struct val *node, bool affine)
{
    const struct val *waiting = arena_val(r->arena, val_ref(run_note(r, "waiting")));
    for (size_t i = 0; i < val_len(waiting); i++) {
        const char *pod = val_key(waiting, i);
        if (affine ? !val_str_equal(val_item(waiting, i), "near") : !may_help(r, node, pod))
            continue;
        set_member(r, "waiting", pod, NULL);
        try_again(r, pod);
    }
}

static void try_all(struct run *r, const struct val *node)
{
    try_waiting(r, node, false);
}

/* A pod has come, or changed its labels: those that want to be near others may fit now. */
static void try_affine(struct run *r)
{
    if (run_note(r, "waiting"))
        try_waiting(r, NULL, true);
}

static bool is_ours(const struct val *pod)
{
    const struct val *spec = val_get(pod, "spec");
    return !val_get(spec, "nodeName") && !val_get(val_get(pod, "metadata"), "deletionTimestamp") &&
           !strcmp(val_get_str(spec, "schedulerName", "default-scheduler"), "default-scheduler");
}

/* A pod that is deleted while it waits comes to the front of the queue once more, and is seen to be going. */
static void observe_gone(struct run *r, const struct object *o, const struct val *doc)
{
    const char *key = arena_strf(r->arena, "%s/%s", o->ns, o->name);
    if (run_note(r, tries_key(r, key)) && !val_at(doc, "spec.nodeName") && !version_has(r->cluster->version, FEATURE_QUEUEING_HINTS)) {
        run_set_note(r, arena_strf(r->arena, "gone/%s", key), val_ref(doc));
        run_enqueue(r, key);
    }
    forget(r, key);
}

static void observe_pod(struct run *r, const struct change *c)
{
    bool bound = c->object->node != NULL, was_bound = c->old && val_get(val_get(c->old, "spec"), "nodeName");
    usage_observe(r, c);
    if (c->type == CHANGE_DELETED)
        observe_gone(r, c->object, c->doc);
    else if (bound && !was_bound)
        forget(r, arena_strf(r->arena, "%s/%s", c->object->ns, c->object->name));
    /* Room, or company. */
    if (bound && (c->type == CHANGE_DELETED || pod_is_finished(c->doc)))
        try_all(r, NULL);
    else if (bound && (!was_bound || !val_equal(val_at(c->old, "metadata.labels"), val_at(c->doc, "metadata.labels"))))
        try_affine(r);
    if (c->type != CHANGE_DELETED && !bound && is_ours(c->doc) &&
        (!c->old || !val_equal(val_get(c->old, "spec"), val_get(c->doc, "spec"))))
        enqueue(r, arena_strf(r->arena, "%s/%s", c->object->ns, c->object->name), pod_priority(c->doc));
}

static void observe(struct run *r, const struct change *c)
{
    if (c->kind == kind_pod) {
        observe_pod(r, c);
        return;
    }
    if (c->type == CHANGE_DELETED)
        return;
    const struct val *old_labels = val_at(c->old, "metadata.labels"), *labels = val_at(c->doc, "metadata.labels");
    if (!c->old || !val_equal(val_get(c->old, "spec"), val_get(c->doc, "spec")) || !val_equal(old_labels, labels) ||
        !val_equal(val_at(c->old, "status.allocatable"), val_at(c->doc, "status.allocatable")))
        try_all(r, c->doc);
}

/* ---- one attempt ---- */

static void prepare(struct attempt *a)
{
    a->affinity = affinity_prepare(a);
    a->spread = spread_prepare(a);
}

void attempt_begin(struct attempt *a, struct run *r, const struct val *pod)
{
    *a = (struct attempt){ .run = r, .pod = pod, .spec = val_get(pod, "spec"), .priority = pod_priority(pod) };
    a->key = arena_strf(r->arena, "%s/%s", val_at_str(pod, "metadata.namespace", ""), val_at_str(pod, "metadata.name", ""));
    a->request = arena_val(r->arena, pod_request(a->spec));
    a->nodes = store_count(r->store, kind_node);
    a->refused = volumes_refuse(a);
    prepare(a);
}

void attempt_begin_without(struct attempt *a, const struct attempt *from, const struct object *const *gone, size_t count)
{
    *a = *from;
    a->gone = gone;
    a->gone_count = count;
    prepare(a);
}

bool attempt_counts(const struct attempt *a, const struct object *pod)
{
    for (size_t i = 0; i < a->gone_count; i++)
        if (a->gone[i] == pod)
            return false;
    return !pod_is_finished(pod->doc);
}

static void free_selector(void *ptr)
{
    selector_free(ptr);
}

struct selector *attempt_selector(const struct attempt *a, const struct val *label_selector, const struct val *keys,
                                  const struct val *labels)
{
    struct strbuf why = STRBUF_INIT;
    struct selector *s = selector_from_label_selector(label_selector, &why);
    for (size_t i = 0; s && !selector_is_nothing(s) && i < val_len(keys); i++) {
        const char *key = val_str_or(val_item(keys, i), ""), *value = val_str(val_get(labels, key));
        if (value)
            selector_add(s, key, SELECTOR_IN, arena_val(a->run->arena, val_fmt("[%s]", value)), &why);
    }
    strbuf_release(&why);
    if (s)
        arena_on_reset(a->run->arena, free_selector, s);
    return s;
}

static size_t enough_nodes(size_t nodes)
{
    if (nodes < NODES_ENOUGH)
        return nodes;
    size_t step = nodes / PERCENT_STEP, percent = step < PERCENT_MAX - PERCENT_MIN ? PERCENT_MAX - step : PERCENT_MIN;
    size_t enough = nodes * percent / 100;
    return enough < NODES_ENOUGH ? NODES_ENOUGH : enough;
}

/* The node to which the pod goes, or NULL. */
static const struct val *choose_any(struct attempt *a)
{
    struct run *r = a->run;
    struct reasons why;
    size_t enough = enough_nodes(a->nodes), count = 0;
    const struct val **fit = arena_alloc(r->arena, (enough + 1) * sizeof(*fit));
    const char *last = val_str_or(run_note(r, "last"), "");
    const struct object *o = a->nodes > enough ? store_after(r->store, kind_node, "", last) : NULL;
    for (size_t seen = 0; seen < a->nodes && count < enough; seen++) {
        o = o ? o : store_first(r->store, kind_node, NULL);
        if (node_takes(a, o->doc, &why))
            fit[count++] = o->doc;
        last = o->name;
        o = store_next(r->store, o, NULL);
    }
    if (a->nodes > enough)
        run_set_note(r, "last", val_string(last));
    return count ? fit[best_node(a, fit, count)] : NULL;
}

/* The node of that name, when it can take the pod. */
static const struct val *choose_named(const struct attempt *a, const char *name)
{
    struct reasons why;
    const struct object *o = name ? store_get(a->run->store, kind_node, "", name) : NULL;
    return o && node_takes(a, o->doc, &why) ? o->doc : NULL;
}

static const struct val *choose(struct attempt *a)
{
    const char *pinned = affinity_node(a->spec);
    if (a->refused)
        return NULL;
    if (pinned)
        return choose_named(a, pinned);
    const struct val *nominated = choose_named(a, val_str(val_get(val_get(a->pod, "status"), "nominatedNodeName")));
    return nominated ? nominated : choose_any(a);
}

/* ---- when it fails ---- */

/* Why each node refuses the pod. */
static struct verdict *judge_all(const struct attempt *a)
{
    struct verdict *verdicts = arena_alloc(a->run->arena, (a->nodes + 1) * sizeof(*verdicts)), *v = verdicts;
    for (const struct object *o = store_first(a->run->store, kind_node, NULL); o; o = store_next(a->run->store, o, NULL), v++) {
        v->node = o;
        if (a->refused)
            v->why = (struct reasons){ { a->refused }, 1, true };
        else
            node_takes(a, o->doc, &v->why);
    }
    return verdicts;
}

static int put_unscheduled(struct run *r, const struct object *o, const char *reason, const char *message, const char *nominated,
                           struct status *st)
{
    const struct val *old = condition_find(o->doc, "PodScheduled");
    struct val *status = val_ref(val_get(o->doc, "status")), *conditions = val_ref(val_get(status, "conditions"));
    const struct val *since = val_str_equal(val_get(old, "status"), "False") ? val_get(old, "lastTransitionTime") : NULL;
    struct val *condition = val_fmt("{type:PodScheduled, status:'False', lastProbeTime:null, lastTransitionTime:%V, reason:%s,"
                                    " message:%s}",
                                    since ? val_ref(since) : time_val(r->now_ms), reason, message);
    size_t i;
    if (val_find(conditions, "type", "PodScheduled", &i))
        val_replace(&conditions, i, condition);
    else
        val_append(&conditions, condition);
    val_set(&status, "conditions", conditions);
    if (nominated)
        val_put_str(&status, "nominatedNodeName", nominated);
    return api_update_status(r->cluster, o, status, st);
}

static bool wants_company(const struct val *spec)
{
    return spec_is_affine(spec) || val_get(spec, "topologySpreadConstraints");
}

static int fail(struct attempt *a, struct status *st)
{
    struct run *r = a->run;
    const struct verdict *verdicts = judge_all(a);
    const char *preemption, *nominated = preempt(a, verdicts, &preemption), *text = failure_text(a, verdicts, preemption), *ns, *name;
    int64_t tries = val_at_int(run_note(r, tries_key(r, a->key)), "count", 0) + 1;
    run_event(r, a->pod, "Warning", "FailedScheduling", "%s", text);
    run_set_note(r, tries_key(r, a->key), val_fmt("{count:%I, at:%I}", tries, r->now_ms));
    if (nominated)
        set_member(r, "nominated", a->key, val_string(nominated));
    if (tries == 1 && version_has(r->cluster->version, FEATURE_SCHEDULER_TRIES_TWICE))
        run_enqueue_after(r, a->key, BACKOFF_FIRST_MS);
    else
        set_member(r, "waiting", a->key, val_string(wants_company(a->spec) ? "near" : "room"));
    run_split_key(r, a->key, &ns, &name);
    return put_unscheduled(r, store_get(r->store, kind_pod, ns, name), "Unschedulable", text, nominated, st);
}

/* One attempt to place the pod of that key, if it is one that waits for a node. */
static int place(struct run *r, const char *key, struct status *st)
{
    const char *ns, *name;
    run_split_key(r, key, &ns, &name);
    const struct object *o = store_get(r->store, kind_pod, ns, name);
    set_member(r, "urgent", key, NULL);
    if (!o || !is_ours(o->doc))
        return 0;
    if (val_len(val_at(o->doc, "spec.schedulingGates")))
        return put_unscheduled(r, o, "SchedulingGated", "Scheduling is blocked due to non-empty scheduling gates", NULL, st);
    struct attempt a;
    attempt_begin(&a, r, arena_val(r->arena, val_ref(o->doc)));
    const struct val *node = choose(&a);
    if (!node)
        return fail(&a, st);
    const char *chosen = arena_strdup(r->arena, val_at_str(node, "metadata.name", ""));
    if (api_bind(r->cluster, o, chosen, st) < 0)
        return -1;
    run_event(r, a.pod, "Normal", "Scheduled", "Successfully assigned %s/%s to %s", ns, name, chosen);
    return 0;
}

/* The pod in the queue whose priority is the highest, and above that of `key`; NULL: none. */
static const char *more_urgent(struct run *r, const char *key)
{
    const struct val *urgent = run_note(r, "urgent");
    int64_t above = urgent ? priority_of(r, key) : 0;
    const char *first = NULL;
    for (size_t i = 0; i < val_len(urgent); i++)
        if (val_int_or(val_item(urgent, i), 0) > above) {
            above = val_int_or(val_item(urgent, i), 0);
            first = val_key(urgent, i);
        }
    return first ? arena_strdup(r->arena, first) : NULL;
}

static int sync(struct run *r, const char *key, struct status *st)
{
    const char *gone_key = arena_strf(r->arena, "gone/%s", key), *first;
    const struct val *gone = arena_val(r->arena, val_ref(run_note(r, gone_key)));
    if (gone) {
        run_set_note(r, gone_key, NULL);
        run_event(r, gone, "Warning", "FailedScheduling", "skip schedule deleting pod: %s", key);
    }
    while ((first = more_urgent(r, key)))
        if (place(r, first, st) < 0)
            return -1;
    return place(r, key, st);
}

const struct controller controller_scheduler = {
    .name = "default-scheduler",
    .watches = watches,
    .observe = observe,
    .sync = sync,
    .new_events = true,
};
