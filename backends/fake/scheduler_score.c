/*
 * Scores of v1.20.2's default plug-ins, each 0..100 times its weight: least allocated, balanced allocation, taints to be
 * avoided, preferred node affinity, spreading of one owner's pods.
 *
 * Differs: image locality and inter-pod preferences are left out; images here are equally large and far.
 */
#include <math.h>
#include <string.h>

#include "backends/base/owner.h"
#include "backends/fake/cluster.h"
#include "backends/fake/nodefit.h"
#include "backends/fake/scheduler.h"

enum { SCORE_MAX = 100, SPREAD_WEIGHT = 2, SPREAD_MAX_SKEW = 3 };

/* Part of the node that would be in use, with the pod on it. */
static double fraction(const struct attempt *a, const struct val *node, const char *resource, const char *scored)
{
    const struct val *used = node_usage(a->run, val_at_str(node, "metadata.name", ""));
    int64_t there = node_allocatable(node, resource);
    int64_t wanted = val_int_or(val_get(used, scored), 0) + val_int_or(val_get(a->request, scored), 0);
    return there > 0 && wanted < there ? (double)wanted / (double)there : 1;
}

static int64_t allocation_score(const struct attempt *a, const struct val *node)
{
    double cpu = fraction(a, node, "cpu", "score/cpu"), memory = fraction(a, node, "memory", "score/memory");
    int64_t least = ((int64_t)((1 - cpu) * SCORE_MAX) + (int64_t)((1 - memory) * SCORE_MAX)) / 2;
    int64_t balanced = cpu >= 1 || memory >= 1 ? 0 : (int64_t)((1 - fabs(cpu - memory)) * SCORE_MAX);
    return least + balanced;
}

static int64_t avoided_taints(const struct attempt *a, const struct val *node)
{
    const struct val *taints = val_at(node, "spec.taints"), *tolerations = val_get(a->spec, "tolerations");
    int64_t n = 0;
    for (size_t i = 0; i < val_len(taints); i++)
        n += val_str_equal(val_get(val_item(taints, i), "effect"), "PreferNoSchedule") &&
             !taint_toleration(tolerations, val_item(taints, i));
    return n;
}

static int64_t preferred_weight(const struct attempt *a, const struct val *node)
{
    const struct val *terms = val_at(a->spec, "affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution");
    int64_t sum = 0;
    for (size_t i = 0; i < val_len(terms); i++) {
        const struct val *preference = val_get(val_item(terms, i), "preference");
        bool anything = val_empty(val_get(preference, "matchExpressions")) && val_empty(val_get(preference, "matchFields"));
        if (anything || node_term_matches(preference, node))
            sum += val_int_or(val_get(val_item(terms, i), "weight"), 0);
    }
    return sum;
}

/* How many pods of the same ReplicaSet or the like are on each node; false: the owner's pods are not spread. */
static bool siblings(const struct attempt *a, const struct val *const *nodes, size_t count, int64_t *on_node)
{
    static const char *const spread[] = { "ReplicaSet", "StatefulSet", "ReplicationController" };
    const struct val *owner = owner_controller(a->pod);
    bool spreads = false;
    for (size_t i = 0; i < ARRAY_LEN(spread); i++)
        spreads = spreads || val_str_equal(val_get(owner, "kind"), spread[i]);
    if (!spreads)
        return false;
    const struct dependent *d = store_dependents(a->run->store, val_get_str(owner, "uid", ""));
    for (; d; d = d->next) {
        if (d->object->kind != kind_pod || !d->object->node || d->object->deleting)
            continue;
        for (size_t i = 0; i < count; i++)
            if (!strcmp(val_at_str(nodes[i], "metadata.name", ""), d->object->node)) {
                on_node[i]++;
                break;
            }
    }
    return true;
}

static int64_t largest(const int64_t *values, size_t count)
{
    int64_t max = 0;
    for (size_t i = 0; i < count; i++)
        max = values[i] > max ? values[i] : max;
    return max;
}

static void add_spread(const struct attempt *a, const struct val *const *nodes, size_t count, int64_t *scores)
{
    int64_t *on_node = arena_alloc(a->run->arena, count * sizeof(*on_node)), min = INT64_MAX;
    if (!siblings(a, nodes, count, on_node))
        return;
    for (size_t i = 0; i < count; i++) {
        on_node[i] = (int64_t)((double)on_node[i] * log((double)(a->nodes + 2)) + SPREAD_MAX_SKEW - 1);
        min = on_node[i] < min ? on_node[i] : min;
    }
    int64_t max = largest(on_node, count);
    for (size_t i = 0; i < count; i++)
        scores[i] += SPREAD_WEIGHT * (max ? SCORE_MAX * (max + min - on_node[i]) / max : SCORE_MAX);
}

size_t best_node(const struct attempt *a, const struct val *const *nodes, size_t count)
{
    struct arena *arena = a->run->arena;
    int64_t *scores = arena_alloc(arena, count * sizeof(*scores)), *avoided = arena_alloc(arena, count * sizeof(*avoided));
    int64_t *preferred = arena_alloc(arena, count * sizeof(*preferred));
    if (count == 1)
        return 0;
    for (size_t i = 0; i < count; i++) {
        scores[i] = allocation_score(a, nodes[i]);
        avoided[i] = avoided_taints(a, nodes[i]);
        preferred[i] = preferred_weight(a, nodes[i]);
    }
    int64_t most_avoided = largest(avoided, count), most_preferred = largest(preferred, count);
    for (size_t i = 0; i < count; i++) {
        scores[i] += most_avoided ? SCORE_MAX - SCORE_MAX * avoided[i] / most_avoided : SCORE_MAX;
        scores[i] += most_preferred ? SCORE_MAX * preferred[i] / most_preferred : 0;
    }
    add_spread(a, nodes, count, scores);
    size_t best = 0, equals = 1;
    for (size_t i = 1; i < count; i++) {
        if (scores[i] > scores[best]) {
            best = i;
            equals = 1;
        } else if (scores[i] == scores[best] && random_below(&a->run->cluster->random, ++equals) == 0) {
            best = i;
        }
    }
    return best;
}
