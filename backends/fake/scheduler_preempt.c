/*
 * Preemption: pods of lower priority end so that a pod of higher priority has room.  Mirrors
 * pkg/scheduler/framework/plugins/defaultpreemption, v1.20.2.
 *
 * On each node where the end of pods could help, all pods of lower priority are taken away in thought (struct attempt's
 * `gone`); if the pod fits then, as many as possible are put back, the most important first.  Of the nodes the one is taken
 * whose victims matter least.  They are deleted like any pod; the pod keeps its claim (status.nominatedNodeName) and waits.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/scheduler.h"

struct candidate {
    const char *node;
    const struct object **victims; /* most important first */
    size_t len, violations;        /* how many of them a PodDisruptionBudget would keep */
};

int64_t pod_priority(const struct val *pod)
{
    return val_int_or(val_get(val_get(pod, "spec"), "priority"), 0);
}

static const char *start_time(const struct object *o)
{
    return val_at_str(o->doc, "status.startTime", "9");
}

/* Higher priority first, then who started earlier. */
static int by_importance(const void *a, const void *b)
{
    const struct object *x = *(const struct object *const *)a, *y = *(const struct object *const *)b;
    int64_t px = pod_priority(x->doc), py = pod_priority(y->doc);
    if (px != py)
        return px > py ? -1 : 1;
    int d = strcmp(start_time(x), start_time(y));
    return d ? d : strcmp(x->name, y->name);
}

static bool fits_without(const struct attempt *a, const struct val *node, const struct object *const *gone, size_t count,
                         struct reasons *why)
{
    struct attempt thought;
    attempt_begin_without(&thought, a, gone, count);
    return node_takes(&thought, node, why);
}

/* Whether a PodDisruptionBudget allows no more disruption of the pod; spent: name -> disruptions already counted. */
static bool is_protected(const struct attempt *a, const struct object *pod, struct val **spent)
{
    struct store *store = a->run->store;
    const struct kind *k = &kind_row_poddisruptionbudget;
    bool kept = false;
    for (const struct object *o = store_first(store, k, pod->ns); o; o = store_next(store, o, pod->ns)) {
        if (!labels_match(val_at(pod->doc, "metadata.labels"), val_at(o->doc, "spec.selector")))
            continue;
        int64_t used = val_int_or(val_get(*spent, o->name), 0) + 1;
        kept = kept || used > val_at_int(o->doc, "status.disruptionsAllowed", 0);
        val_set(spent, o->name, val_int(used));
    }
    return kept;
}

/* Puts a victim back if the pod still fits; else it stays in gone[0..*count). */
static bool reprieve(const struct attempt *a, const struct val *node, const struct object **gone, size_t *count, size_t i)
{
    const struct object *victim = gone[i];
    struct reasons why;
    memmove(gone + i, gone + i + 1, (*count - i - 1) * sizeof(*gone));
    if (fits_without(a, node, gone, *count - 1, &why)) {
        --*count;
        return true;
    }
    memmove(gone + i + 1, gone + i, (*count - i - 1) * sizeof(*gone));
    gone[i] = victim;
    return false;
}

/* The victims on a node; false: their end would not help, *why says why not (empty: there is nobody to end). */
static bool select_victims(const struct attempt *a, const struct object *node, struct candidate *c, struct reasons *why)
{
    struct arena *arena = a->run->arena;
    size_t room = 0;
    for (const struct object *o = store_on_node(a->run->store, node->name); o; o = o->node_next)
        room++;
    const struct object **gone = arena_alloc(arena, (room + 1) * sizeof(*gone));
    bool *kept = arena_alloc(arena, room + 1);
    size_t count = 0;
    why->len = 0;
    for (const struct object *o = store_on_node(a->run->store, node->name); o; o = o->node_next)
        if (!pod_is_finished(o->doc) && pod_priority(o->doc) < a->priority)
            gone[count++] = o;
    if (!count || !fits_without(a, node->doc, gone, count, why))
        return false;
    qsort(gone, count, sizeof(const struct object *), by_importance);
    struct val *spent = NULL;
    for (size_t i = 0; i < count; i++)
        kept[i] = is_protected(a, gone[i], &spent);
    val_unref(spent);
    c->node = node->name;
    c->violations = 0;
    /* First those that a budget protects, then the others. */
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < count;) {
            if (kept[i] != (pass == 0)) {
                i++;
            } else if (reprieve(a, node->doc, gone, &count, i)) {
                memmove(kept + i, kept + i + 1, count - i);
            } else {
                c->violations += kept[i++];
            }
        }
    c->victims = gone;
    c->len = count;
    return true;
}

static int64_t sum_of_priorities(const struct candidate *c)
{
    int64_t sum = 0;
    for (size_t i = 0; i < c->len; i++)
        sum += pod_priority(c->victims[i]->doc) + INT32_MAX + 1;
    return sum;
}

/* Among the victims of highest priority, the one that started first: when. */
static const char *earliest_start(const struct candidate *c)
{
    return c->len ? start_time(c->victims[0]) : "";
}

/* Below 0: x hurts less than y. */
static int compare_candidates(const struct candidate *x, const struct candidate *y)
{
    if (x->violations != y->violations)
        return x->violations < y->violations ? -1 : 1;
    int64_t top_x = x->len ? pod_priority(x->victims[0]->doc) : INT64_MIN, top_y = y->len ? pod_priority(y->victims[0]->doc) : INT64_MIN;
    if (top_x != top_y)
        return top_x < top_y ? -1 : 1;
    int64_t sum_x = sum_of_priorities(x), sum_y = sum_of_priorities(y);
    if (sum_x != sum_y)
        return sum_x < sum_y ? -1 : 1;
    if (x->len != y->len)
        return x->len < y->len ? -1 : 1;
    return strcmp(earliest_start(y), earliest_start(x));
}

static void end_victims(const struct attempt *a, const struct candidate *c)
{
    struct run *r = a->run;
    bool by_uid = version_has(r->cluster->version, FEATURE_PREEMPTOR_UID_TEXT);
    const char **uids = arena_alloc(r->arena, (c->len + 1) * sizeof(*uids));
    const char *node = arena_strdup(r->arena, c->node);
    for (size_t i = 0; i < c->len; i++)
        uids[i] = arena_strdup(r->arena, c->victims[i]->uid);
    for (size_t i = 0; i < c->len; i++) {
        struct status st = STATUS_INIT;
        const struct object *victim = store_by_uid(r->store, uids[i]);
        if (!victim || victim->deleting)
            continue;
        const struct val *doc = arena_val(r->arena, val_ref(victim->doc));
        pod_mark_disrupted(r, uids[i], "PreemptionByScheduler", "default-scheduler: preempting to accommodate a higher priority pod");
        api_delete(r->cluster, store_by_uid(r->store, uids[i]), NULL, &st);
        status_release(&st);
        if (by_uid)
            run_event(r, doc, "Normal", "Preempted", "Preempted by pod %s on node %s", val_at_str(a->pod, "metadata.uid", ""), node);
        else
            run_event(r, doc, "Normal", "Preempted", "Preempted by %s on node %s", a->key, node);
    }
}

/* NULL, or why this pod must not end others now. */
static const char *not_eligible(const struct attempt *a)
{
    if (val_str_equal(val_get(a->spec, "preemptionPolicy"), "Never"))
        return "not eligible due to preemptionPolicy=Never.";
    const char *nominated = val_str(val_get(val_get(a->pod, "status"), "nominatedNodeName"));
    for (const struct object *o = nominated ? store_on_node(a->run->store, nominated) : NULL; o; o = o->node_next)
        if (o->deleting && pod_priority(o->doc) < a->priority)
            return "not eligible due to a terminating pod on the nominated node.";
    return NULL;
}

const char *preempt(const struct attempt *a, const struct verdict *verdicts, const char **text)
{
    struct arena *arena = a->run->arena;
    struct candidate best = { NULL, NULL, 0, 0 };
    const char **cures = arena_alloc(arena, (a->nodes * REASONS_MAX + 1) * sizeof(*cures));
    size_t count = 0;
    *text = not_eligible(a);
    if (*text || !a->nodes)
        return NULL;
    for (size_t i = 0; i < a->nodes; i++) {
        struct candidate c;
        struct reasons why;
        if (verdicts[i].why.hopeless) {
            cures[count++] = "Preemption is not helpful for scheduling";
        } else if (select_victims(a, verdicts[i].node, &c, &why)) {
            if (!best.node || compare_candidates(&c, &best) < 0)
                best = c;
        } else if (!why.len) {
            cures[count++] = "No preemption victims found for incoming pod";
        }
        for (size_t k = 0; !verdicts[i].why.hopeless && k < why.len; k++)
            cures[count++] = why.text[k];
    }
    if (best.node) {
        const char *node = arena_strdup(arena, best.node);
        end_victims(a, &best);
        return node;
    }
    struct strbuf sb = STRBUF_INIT;
    strbuf_addf(&sb, "0/%zu nodes are available: ", a->nodes);
    add_counted(arena, &sb, cures, count);
    *text = arena_strdup(arena, sb.buf);
    strbuf_release(&sb);
    return NULL;
}
