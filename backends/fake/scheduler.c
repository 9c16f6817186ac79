/*
 * The scheduler: gives each pod without a node the best node that can take it, or says why none can.
 *
 * Mirrors pkg/scheduler (v1.20.2).  A pod that fits nowhere waits for a change that may help: of a node, or of a pod that
 * goes; then it is tried again, but not before its back-off is over.  Notes: "tries/POD" {count, at}, and "waiting", an
 * object with a member for each pod that waits for a change.
 *
 * Differs: pods are taken in the order in which they came, whatever their priority, and nothing is preempted.  Pods that
 * wait are not tried again every minute: every change that can help is seen here.
 */
#include "backends/fake/scheduler.h"

#include <stdlib.h>
#include <string.h>

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

static void forget(struct run *r, const char *pod)
{
    const struct val *waiting = run_note(r, "waiting");
    run_set_note(r, tries_key(r, pod), NULL);
    if (!val_get(waiting, pod))
        return;
    struct val *rest = val_ref(waiting);
    val_unset(&rest, pod);
    run_set_note(r, "waiting", rest);
}

/* Whether the change of a node can help the pod: it can take it now. Before v1.32 every change could. */
static bool may_help(struct run *r, const struct val *node, const char *pod)
{
    const char *ns, *name;
    if (!node || !version_has(r->cluster->version, FEATURE_QUEUEING_HINTS))
        return true;
    run_split_key(r, pod, &ns, &name);
    const struct object *o = store_get(r->store, kind_pod, ns, name);
    struct attempt a = { .run = r, .nodes = 1 };
    struct reasons why;
    a.pod = o ? o->doc : NULL;
    a.spec = val_get(a.pod, "spec");
    a.request = arena_val(r->arena, pod_request(a.spec));
    return node_takes(&a, node, &why);
}

/* What waits is tried again, when its back-off is over: everything, or what the changed node may help. */
static void try_all(struct run *r, const struct val *node)
{
    const struct val *waiting = arena_val(r->arena, val_ref(run_note(r, "waiting")));
    struct val *still = NULL;
    if (!val_len(waiting))
        return;
    for (size_t i = 0; i < val_len(waiting); i++) {
        if (!may_help(r, node, val_key(waiting, i))) {
            val_set(&still, val_key(waiting, i), val_bool(true));
            continue;
        }
        const struct val *tries = run_note(r, tries_key(r, val_key(waiting, i)));
        int64_t backoff = BACKOFF_FIRST_MS;
        for (int64_t n = val_at_int(tries, "count", 1); n > 1 && backoff < BACKOFF_MAX_MS; n--)
            backoff *= 2;
        int64_t at_ms = val_at_int(tries, "at", 0) + (backoff < BACKOFF_MAX_MS ? backoff : BACKOFF_MAX_MS);
        if (at_ms <= r->now_ms)
            run_enqueue(r, val_key(waiting, i));
        else
            run_enqueue_at(r, val_key(waiting, i), at_ms);
    }
    run_set_note(r, "waiting", still);
}

static bool is_ours(const struct val *pod)
{
    const struct val *spec = val_get(pod, "spec");
    return !val_get(spec, "nodeName") && !val_get(val_get(pod, "metadata"), "deletionTimestamp") &&
           !strcmp(val_get_str(spec, "schedulerName", "default-scheduler"), "default-scheduler");
}

static void observe_pod(struct run *r, const struct change *c)
{
    usage_observe(r, c);
    if (c->type == CHANGE_DELETED || c->object->node) {
        bool was_bound = c->old && val_get(val_get(c->old, "spec"), "nodeName");
        if (!was_bound || c->type == CHANGE_DELETED)
            forget(r, arena_strf(r->arena, "%s/%s", c->object->ns, c->object->name));
        if (c->object->node && (c->type == CHANGE_DELETED || pod_is_finished(c->doc)))
            try_all(r, NULL);
        return;
    }
    if (is_ours(c->doc) && (!c->old || !val_equal(val_get(c->old, "spec"), val_get(c->doc, "spec"))))
        run_enqueue_object(r, c->object);
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

static const struct val *choose(struct attempt *a)
{
    struct reasons why;
    const char *pinned = affinity_node(a->spec);
    if (!pinned)
        return choose_any(a);
    const struct object *o = store_get(a->run->store, kind_node, "", pinned);
    return o && node_takes(a, o->doc, &why) ? o->doc : NULL;
}

/* ---- when it fails ---- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "3 Insufficient cpu, 1 node(s) were unschedulable" in string order; counts are given by runs of equal texts. */
static void add_counted(struct arena *arena, struct strbuf *sb, const char **texts, size_t count)
{
    const char **parts = arena_alloc(arena, (count + 1) * sizeof(*parts));
    size_t n = 0;
    qsort(texts, count, sizeof(*texts), by_text);
    for (size_t i = 0, j; i < count; i = j) {
        for (j = i; j < count && !strcmp(texts[i], texts[j]);)
            j++;
        parts[n++] = arena_strf(arena, "%zu %s", j - i, texts[i]);
    }
    qsort(parts, n, sizeof(*parts), by_text);
    for (size_t i = 0; i < n; i++)
        strbuf_addf(sb, "%s%s", i ? ", " : "", parts[i]);
    strbuf_addch(sb, '.');
}

/* "0/4 nodes are available: 1 node(s) ..., 3 Insufficient cpu." */
static const char *failure_text(struct attempt *a)
{
    struct run *r = a->run;
    if (!a->nodes)
        return "no nodes available to schedule pods";
    struct strbuf sb = STRBUF_INIT;
    const char **texts = arena_alloc(r->arena, a->nodes * REASONS_MAX * sizeof(*texts));
    const char **cures = arena_alloc(r->arena, a->nodes * sizeof(*cures));
    size_t count = 0, cure_count = 0;
    for (const struct object *o = store_first(r->store, kind_node, NULL); o; o = store_next(r->store, o, NULL)) {
        struct reasons why;
        node_takes(a, o->doc, &why);
        for (size_t i = 0; i < why.len; i++)
            texts[count++] = why.text[i];
        cures[cure_count++] = why.hopeless ? "Preemption is not helpful for scheduling"
                                           : "No preemption victims found for incoming pod";
    }
    strbuf_addf(&sb, "0/%zu nodes are available: ", a->nodes);
    add_counted(r->arena, &sb, texts, count);
    if (version_has(r->cluster->version, FEATURE_PREEMPTION_TEXT)) {
        strbuf_addf(&sb, " preemption: 0/%zu nodes are available: ", a->nodes);
        add_counted(r->arena, &sb, cures, cure_count);
    }
    const char *text = arena_strdup(r->arena, sb.buf);
    strbuf_release(&sb);
    return text;
}

static int put_unscheduled(struct run *r, const struct object *o, const char *reason, const char *message, struct status *st)
{
    const struct val *old = pod_condition(o->doc, "PodScheduled");
    struct val *status = val_ref(val_get(o->doc, "status")), *conditions = val_ref(val_get(status, "conditions"));
    if (val_str_equal(val_get(old, "reason"), reason) && val_str_equal(val_get(old, "message"), message)) {
        val_unref(status);
        val_unref(conditions);
        return 0;
    }
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
    return api_update_status(r->cluster, o, status, st);
}

static int fail(struct attempt *a, const struct object *o, const char *key, struct status *st)
{
    struct run *r = a->run;
    const char *text = failure_text(a);
    int64_t tries = val_at_int(run_note(r, tries_key(r, key)), "count", 0) + 1;
    run_event(r, a->pod, "Warning", "FailedScheduling", "%s", text);
    run_set_note(r, tries_key(r, key), val_fmt("{count:%I, at:%I}", tries, r->now_ms));
    if (tries == 1 && version_has(r->cluster->version, FEATURE_SCHEDULER_TRIES_TWICE)) {
        run_enqueue_after(r, key, BACKOFF_FIRST_MS);
    } else {
        struct val *waiting = val_ref(run_note(r, "waiting"));
        val_set(&waiting, key, val_bool(true));
        run_set_note(r, "waiting", waiting);
    }
    return put_unscheduled(r, o, "Unschedulable", text, st);
}

static int sync(struct run *r, const char *key, struct status *st)
{
    const char *ns, *name;
    run_split_key(r, key, &ns, &name);
    const struct object *o = store_get(r->store, kind_pod, ns, name);
    if (!o || !is_ours(o->doc))
        return 0;
    if (val_len(val_at(o->doc, "spec.schedulingGates")))
        return put_unscheduled(r, o, "SchedulingGated", "Scheduling is blocked due to non-empty scheduling gates", st);
    struct attempt a = { .run = r, .pod = arena_val(r->arena, val_ref(o->doc)) };
    a.spec = val_get(a.pod, "spec");
    a.request = arena_val(r->arena, pod_request(a.spec));
    a.nodes = store_count(r->store, kind_node);
    const struct val *node = choose(&a);
    if (!node)
        return fail(&a, o, key, st);
    const char *chosen = arena_strdup(r->arena, val_at_str(node, "metadata.name", ""));
    if (api_bind(r->cluster, o, chosen, st) < 0)
        return -1;
    run_event(r, a.pod, "Normal", "Scheduled", "Successfully assigned %s/%s to %s", ns, name, chosen);
    return 0;
}

const struct controller controller_scheduler = {
    .name = "default-scheduler",
    .watches = watches,
    .observe = observe,
    .sync = sync,
    .new_events = true,
};
