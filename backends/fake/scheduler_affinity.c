/*
 * Pods that want to be near other pods, or far from them.  Mirrors pkg/scheduler/framework/plugins/interpodaffinity, v1.20.2.
 *
 * A term speaks of places: all nodes with one value of its topologyKey are one place.  Counts are documents whose keys are
 * places, "kubernetes.io/hostname=kube-node1" (a label's key has no '='), and whose values say how many pods there matter.
 */
#include <string.h>

#include "backends/base/selector.h"
#include "backends/fake/cluster.h"
#include "backends/fake/scheduler.h"

/* A required term of somebody else counts for this much when nodes are scored (hardPodAffinityWeight). */
enum { HARD_AFFINITY_WEIGHT = 1 };

struct term {
    const struct selector *pods, *namespaces;
    const struct val *named; /* namespaces by name */
    const char *own_ns;      /* of the pod that has the term; what counts when no namespaces are given */
    const char *topology_key;
    int64_t weight;
};

struct terms {
    struct term *list;
    size_t len;
};

struct affinity {
    struct terms near, far;        /* what the pod requires */
    const struct val *near_pods;   /* place -> placed pods that match all terms of `near` */
    const struct val *far_pods;    /* place -> placed pods that match a term of `far` */
    const struct val *unwelcoming; /* place -> placed pods that want to be far from this one */
};

/* ---- terms ---- */

static void read_term(const struct attempt *a, const struct val *pod, const struct val *from, struct term *t)
{
    const struct val *metadata = val_get(pod, "metadata"), *ns_selector = val_get(from, "namespaceSelector");
    t->pods = attempt_selector(a, val_get(from, "labelSelector"), val_get(from, "matchLabelKeys"), val_get(metadata, "labels"));
    t->namespaces = ns_selector ? attempt_selector(a, ns_selector, NULL, NULL) : NULL;
    t->named = val_get(from, "namespaces");
    t->own_ns = val_get_str(metadata, "namespace", "");
    t->topology_key = val_get_str(from, "topologyKey", "");
}

/* kind: "podAffinity" or "podAntiAffinity". */
static struct terms read_terms(const struct attempt *a, const struct val *pod, const char *kind, bool required)
{
    const struct val *affinity = val_get(val_get(val_get(pod, "spec"), "affinity"), kind);
    const struct val *list = val_get(affinity, required ? "requiredDuringSchedulingIgnoredDuringExecution"
                                                        : "preferredDuringSchedulingIgnoredDuringExecution");
    struct terms terms = { NULL, val_len(list) };
    if (terms.len)
        terms.list = arena_alloc(a->run->arena, terms.len * sizeof(*terms.list));
    for (size_t i = 0; i < terms.len; i++) {
        const struct val *from = val_item(list, i);
        read_term(a, pod, required ? from : val_get(from, "podAffinityTerm"), &terms.list[i]);
        terms.list[i].weight = required ? HARD_AFFINITY_WEIGHT : val_int_or(val_get(from, "weight"), 0);
    }
    return terms;
}

static bool speaks_of_namespace(const struct attempt *a, const struct term *t, const char *ns)
{
    if (!t->namespaces && val_empty(t->named))
        return !strcmp(ns, t->own_ns);
    for (size_t i = 0; i < val_len(t->named); i++)
        if (val_str_equal(val_item(t->named, i), ns))
            return true;
    const struct object *o = t->namespaces ? store_get(a->run->store, kind_namespace, "", ns) : NULL;
    return o && selector_matches(t->namespaces, val_at(o->doc, "metadata.labels"));
}

static bool term_matches(const struct attempt *a, const struct term *t, const struct val *pod)
{
    const struct val *metadata = val_get(pod, "metadata");
    return selector_matches(t->pods, val_get(metadata, "labels")) &&
           speaks_of_namespace(a, t, val_get_str(metadata, "namespace", ""));
}

static bool all_match(const struct attempt *a, const struct terms *terms, const struct val *pod)
{
    for (size_t i = 0; i < terms->len; i++)
        if (!term_matches(a, &terms->list[i], pod))
            return false;
    return terms->len > 0;
}

/* ---- places ---- */

static const char *place_of(const struct attempt *a, const struct val *node, const char *topology_key)
{
    const char *value = val_str(val_get(val_at(node, "metadata.labels"), topology_key));
    return value ? arena_strf(a->run->arena, "%s=%s", topology_key, value) : NULL;
}

static void add_at(const struct attempt *a, struct val **places, const struct val *node, const struct term *t, int64_t n)
{
    const char *place = place_of(a, node, t->topology_key);
    if (place)
        val_set(places, place, val_int(val_int_or(val_get(*places, place), 0) + n));
}

/* Adds the weight of each term that matches the pod to the node's places. */
static void add_matching(const struct attempt *a, struct val **places, const struct val *node, const struct terms *terms,
                         const struct val *pod, int64_t sign)
{
    for (size_t i = 0; i < terms->len; i++)
        if (term_matches(a, &terms->list[i], pod))
            add_at(a, places, node, &terms->list[i], sign * terms->list[i].weight);
}

/* The sum over all places that the node is part of. */
static int64_t sum_of_places(const struct attempt *a, const struct val *places, const struct val *node)
{
    const struct val *labels = val_at(node, "metadata.labels");
    int64_t sum = 0;
    for (size_t i = 0; val_len(places) && i < val_len(labels); i++)
        sum += val_int_or(val_get(places, arena_strf(a->run->arena, "%s=%s", val_key(labels, i), val_str_or(val_item(labels, i), ""))), 0);
    return sum;
}

/* ---- the filter ---- */

const struct affinity *affinity_prepare(const struct attempt *a)
{
    struct run *r = a->run;
    if (!affine_pods_everywhere(r) && !spec_is_affine(a->spec))
        return NULL;
    struct affinity *f = arena_alloc(r->arena, sizeof(*f));
    f->near = read_terms(a, a->pod, "podAffinity", true);
    f->far = read_terms(a, a->pod, "podAntiAffinity", true);
    struct val *near_pods = NULL, *far_pods = NULL, *unwelcoming = NULL;
    for (const struct object *n = store_first(r->store, kind_node, NULL); n; n = store_next(r->store, n, NULL)) {
        if (!f->near.len && !f->far.len && !affine_pods(r, n->name))
            continue;
        for (const struct object *o = store_on_node(r->store, n->name); o; o = o->node_next) {
            if (!attempt_counts(a, o))
                continue;
            if (all_match(a, &f->near, o->doc))
                for (size_t i = 0; i < f->near.len; i++)
                    add_at(a, &near_pods, n->doc, &f->near.list[i], 1);
            add_matching(a, &far_pods, n->doc, &f->far, o->doc, 1);
            struct terms theirs = read_terms(a, o->doc, "podAntiAffinity", true);
            add_matching(a, &unwelcoming, n->doc, &theirs, a->pod, 1);
        }
    }
    f->near_pods = arena_val(r->arena, near_pods);
    f->far_pods = arena_val(r->arena, far_pods);
    f->unwelcoming = arena_val(r->arena, unwelcoming);
    return f;
}

static bool near_enough(const struct attempt *a, const struct val *node)
{
    const struct affinity *f = a->affinity;
    bool there = true;
    for (size_t i = 0; i < f->near.len; i++) {
        const char *place = place_of(a, node, f->near.list[i].topology_key);
        if (!place)
            return false;
        there = there && val_get(f->near_pods, place);
    }
    /* The first of a series that wants to be near its own kind would wait for ever. */
    return there || (val_empty(f->near_pods) && all_match(a, &f->near, a->pod));
}

static bool far_enough(const struct attempt *a, const struct val *node)
{
    const struct affinity *f = a->affinity;
    for (size_t i = 0; i < f->far.len; i++) {
        const char *place = place_of(a, node, f->far.list[i].topology_key);
        if (place && val_get(f->far_pods, place))
            return false;
    }
    return true;
}

const char *affinity_refuses(const struct attempt *a, const struct val *node, bool *hopeless)
{
    if (!a->affinity)
        return NULL;
    *hopeless = !near_enough(a, node);
    if (*hopeless)
        return "node(s) didn't match pod affinity rules";
    if (!far_enough(a, node))
        return "node(s) didn't match pod anti-affinity rules";
    if (sum_of_places(a, a->affinity->unwelcoming, node))
        return "node(s) didn't satisfy existing pods anti-affinity rules";
    return NULL;
}

/* ---- the score ---- */

/* What one placed pod means for its places: by this pod's preferences and by its own. */
static void weigh_pod(const struct attempt *a, struct val **places, const struct val *node, const struct object *o,
                      const struct terms *near, const struct terms *far)
{
    struct terms required = read_terms(a, o->doc, "podAffinity", true), theirs_near = read_terms(a, o->doc, "podAffinity", false),
                 theirs_far = read_terms(a, o->doc, "podAntiAffinity", false);
    add_matching(a, places, node, near, o->doc, 1);
    add_matching(a, places, node, far, o->doc, -1);
    add_matching(a, places, node, &required, a->pod, 1);
    add_matching(a, places, node, &theirs_near, a->pod, 1);
    add_matching(a, places, node, &theirs_far, a->pod, -1);
}

void affinity_scores(const struct attempt *a, const struct val *const *nodes, size_t count, int64_t *scores)
{
    struct run *r = a->run;
    struct val *places = NULL;
    if (!a->affinity)
        return;
    struct terms near = read_terms(a, a->pod, "podAffinity", false), far = read_terms(a, a->pod, "podAntiAffinity", false);
    for (const struct object *n = store_first(r->store, kind_node, NULL); n; n = store_next(r->store, n, NULL)) {
        if (!near.len && !far.len && !affine_pods(r, n->name))
            continue;
        for (const struct object *o = store_on_node(r->store, n->name); o; o = o->node_next)
            if (attempt_counts(a, o))
                weigh_pod(a, &places, n->doc, o, &near, &far);
    }
    int64_t min = 0, max = 0;
    for (size_t i = 0; i < count; i++) {
        scores[i] = sum_of_places(a, places, nodes[i]);
        min = scores[i] < min ? scores[i] : min;
        max = scores[i] > max ? scores[i] : max;
    }
    for (size_t i = 0; i < count; i++)
        scores[i] = max > min ? SCORE_MAX * (scores[i] - min) / (max - min) : 0;
    val_unref(places);
}
