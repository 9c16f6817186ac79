/*
 * The scores of the default plug-ins, each 0..100 times its weight: least allocated, balanced allocation, image locality,
 * taints to be avoided, preferred node affinity, other pods (scheduler_affinity.c, scheduler_spread.c).
 *
 * Differs: nodePreferAvoidPods, an annotation of old, is left out.
 */
#include <math.h>
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/nodefit.h"
#include "backends/fake/scheduler.h"

static int64_t used_amount(const struct attempt *a, const struct val *node, const char *scored)
{
    return val_int_or(val_get(attempt_usage(a, val_at_str(node, "metadata.name", "")), scored), 0);
}

/* 0..100: how much of the resource is left with the pod on the node. */
static int64_t left_over(const struct attempt *a, const struct val *node, const char *resource, const char *scored)
{
    int64_t there = node_allocatable(node, resource);
    int64_t wanted = used_amount(a, node, scored) + val_int_or(val_get(a->request, scored), 0);
    return there > 0 && wanted <= there ? (there - wanted) * SCORE_MAX / there : 0;
}

static void least_allocated(const struct attempt *a, const struct val *const *nodes, size_t count, int64_t *scores)
{
    for (size_t i = 0; i < count; i++)
        scores[i] = (left_over(a, nodes[i], "cpu", "score/cpu") + left_over(a, nodes[i], "memory", "score/memory")) / 2;
}

/* Part of the node that is in use, with the pod on it or without. */
static double fraction(const struct attempt *a, const struct val *node, const char *resource, const char *scored, bool with)
{
    int64_t there = node_allocatable(node, resource);
    int64_t used = used_amount(a, node, scored) + (with ? val_int_or(val_get(a->request, scored), 0) : 0);
    return there > 0 && used < there ? (double)used / (double)there : 1;
}

static int64_t balance(const struct attempt *a, const struct val *node, bool with)
{
    double cpu = fraction(a, node, "cpu", "score/cpu", with), memory = fraction(a, node, "memory", "score/memory", with);
    if (version_has(a->run->cluster->version, FEATURE_SCORE_WEIGHTS))
        return (int64_t)((1 - fabs(cpu - memory) / 2) * SCORE_MAX);
    return cpu >= 1 || memory >= 1 ? 0 : (int64_t)((1 - fabs(cpu - memory)) * SCORE_MAX);
}

static void balanced_allocation(const struct attempt *a, const struct val *const *nodes, size_t count, int64_t *scores)
{
    bool gain = version_has(a->run->cluster->version, FEATURE_SCORE_BALANCE_GAIN);
    for (size_t i = 0; i < count; i++) {
        scores[i] = balance(a, nodes[i], true);
        if (gain)
            scores[i] = SCORE_MAX / 2 + (SCORE_MAX / 2 + scores[i] - balance(a, nodes[i], false)) / 2;
    }
}

/* Bytes of the image as the node's status has it; 0: it is not there. */
static int64_t image_bytes(const struct val *node, const char *image)
{
    const struct val *images = val_at(node, "status.images");
    for (size_t i = 0; i < val_len(images); i++) {
        const struct val *names = val_get(val_item(images, i), "names");
        for (size_t k = 0; k < val_len(names); k++)
            if (val_str_equal(val_item(names, k), image))
                return val_int_or(val_get(val_item(images, i), "sizeBytes"), 0);
    }
    return 0;
}

/* Images that lie on a node already, by size, and the more the more nodes have them. */
static void image_locality(const struct attempt *a, const struct val *const *nodes, size_t count, int64_t *scores)
{
    enum { LEAST = 23 * 1024 * 1024, MOST_OF_ONE = 1000 * 1024 * 1024 };
    const struct val *containers = val_get(a->spec, "containers");
    int64_t most = (int64_t)val_len(containers) * MOST_OF_ONE;
    for (size_t k = 0; k < val_len(containers); k++) {
        const char *image = val_get_str(val_item(containers, k), "image", ""), *colon = strrchr(image, ':'), *slash = strrchr(image, '/');
        if (!colon || (slash && colon < slash))
            image = arena_strf(a->run->arena, "%s:latest", image);
        int64_t there = 0;
        for (size_t i = 0; i < count; i++)
            there += image_bytes(nodes[i], image) > 0;
        for (size_t i = 0; there && i < count; i++)
            scores[i] += (int64_t)((double)image_bytes(nodes[i], image) * (double)there / (double)a->nodes);
    }
    for (size_t i = 0; i < count; i++) {
        int64_t sum = scores[i] < LEAST ? LEAST : scores[i] > most ? most : scores[i];
        scores[i] = SCORE_MAX * (sum - LEAST) / (most - LEAST);
    }
}

/* Brings sums to 0..100. */
static void normalize(int64_t *scores, size_t count, bool reverse)
{
    int64_t max = 0;
    for (size_t i = 0; i < count; i++)
        max = scores[i] > max ? scores[i] : max;
    for (size_t i = 0; i < count; i++) {
        int64_t part = max ? SCORE_MAX * scores[i] / max : 0;
        scores[i] = reverse ? SCORE_MAX - part : part;
    }
}

static void avoided_taints(const struct attempt *a, const struct val *const *nodes, size_t count, int64_t *scores)
{
    const struct val *tolerations = val_get(a->spec, "tolerations");
    for (size_t i = 0; i < count; i++) {
        const struct val *taints = val_at(nodes[i], "spec.taints");
        for (size_t k = 0; k < val_len(taints); k++)
            scores[i] += val_str_equal(val_get(val_item(taints, k), "effect"), "PreferNoSchedule") &&
                         !taint_toleration(tolerations, val_item(taints, k));
    }
    normalize(scores, count, true);
}

static void preferred_affinity(const struct attempt *a, const struct val *const *nodes, size_t count, int64_t *scores)
{
    const struct val *terms = val_at(a->spec, "affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution");
    for (size_t k = 0; k < val_len(terms); k++) {
        const struct val *preference = val_get(val_item(terms, k), "preference");
        bool anything = val_empty(val_get(preference, "matchExpressions")) && val_empty(val_get(preference, "matchFields"));
        for (size_t i = 0; i < count; i++)
            if (anything || node_term_matches(preference, nodes[i]))
                scores[i] += val_int_or(val_get(val_item(terms, k), "weight"), 0);
    }
    normalize(scores, count, false);
}

static const struct {
    void (*score)(const struct attempt *a, const struct val *const *nodes, size_t count, int64_t *scores);
    int64_t weight, early_weight; /* early: before v1.23 */
} scorers[] = {
    { least_allocated, 1, 1 },   { balanced_allocation, 1, 1 }, { image_locality, 1, 1 },  { avoided_taints, 3, 1 },
    { preferred_affinity, 2, 1 }, { affinity_scores, 2, 1 },     { spread_scores, 2, 2 },
};

size_t best_node(const struct attempt *a, const struct val *const *nodes, size_t count)
{
    bool early = !version_has(a->run->cluster->version, FEATURE_SCORE_WEIGHTS);
    int64_t *sums = arena_alloc(a->run->arena, count * sizeof(*sums));
    if (count == 1)
        return 0;
    for (size_t k = 0; k < ARRAY_LEN(scorers); k++) {
        int64_t *scores = arena_alloc(a->run->arena, count * sizeof(*scores));
        scorers[k].score(a, nodes, count, scores);
        for (size_t i = 0; i < count; i++)
            sums[i] += scores[i] * (early ? scorers[k].early_weight : scorers[k].weight);
    }
    size_t best = 0, equals = 1;
    for (size_t i = 1; i < count; i++) {
        if (sums[i] > sums[best]) {
            best = i;
            equals = 1;
        } else if (sums[i] == sums[best] && random_below(&a->run->cluster->chance.nodes, ++equals) == 0) {
            best = i;
        }
    }
    return best;
}
