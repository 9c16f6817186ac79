/* Which pods go first when there are too many (pkg/controller/controller_utils.go, v1.20.2 and v1.37). See pods.h. */
#include <stdlib.h>
#include <string.h>

#include "backends/base/condition.h"
#include "backends/base/hash.h"
#include "backends/base/version.h"
#include "backends/fake/cluster.h"
#include "backends/fake/controller/pods.h"

/* What is compared of a pod, read once. */
struct rank {
    const struct val *pod;
    const char *name, *uid;
    bool assigned, ready;
    int phase;            /* Pending < Unknown < Running */
    int64_t cost;         /* pod-deletion-cost */
    int64_t crowd;        /* related pods on its node */
    int64_t restarts;
    int64_t ready_s, created_s;       /* since 1970 */
    int64_t ready_age, created_age;   /* what counts of these: the seconds, or a magnitude that shrinks with youth */
    bool by_magnitude;
};

static int phase_rank(const struct val *pod)
{
    const struct val *phase = val_get(val_get(pod, "status"), "phase");
    return val_str_equal(phase, "Running") ? 2 : val_str_equal(phase, "Unknown") ? 1 : 0;
}

static int64_t most_restarts(const struct val *pod)
{
    const struct val *statuses = val_get(val_get(pod, "status"), "containerStatuses");
    int64_t most = 0;
    for (size_t i = 0; i < val_len(statuses); i++) {
        int64_t n = val_int_or(val_get(val_item(statuses, i), "restartCount"), 0);
        most = n > most ? n : most;
    }
    return most;
}

/* The binary magnitude of an age in nanoseconds, -1 for none. */
static int64_t magnitude(int64_t age_ms)
{
    int64_t bits = -1;
    for (uint64_t ns = age_ms > 0 ? (uint64_t)age_ms * 1000000 : 0; ns; ns >>= 1)
        bits++;
    return bits;
}

static int64_t age_of(const struct run *r, int64_t at_s, bool by_magnitude)
{
    return by_magnitude ? magnitude(r->now_ms - at_s * 1000) : -at_s;
}

static struct rank rank_of(struct run *r, const struct val *pod, bool by_magnitude)
{
    const struct val *meta = val_get(pod, "metadata");
    struct rank k = {
        .pod = pod,
        .name = val_get_str(meta, "name", ""),
        .uid = val_get_str(meta, "uid", ""),
        .assigned = !val_empty(val_at(pod, "spec.nodeName")),
        .ready = pod_is_ready(pod),
        .phase = phase_rank(pod),
        .restarts = most_restarts(pod),
        .created_s = time_parse_ms(val_get_str(meta, "creationTimestamp", "")) / 1000,
        .by_magnitude = by_magnitude,
    };
    if (k.ready)
        k.ready_s = time_parse_ms(val_get_str(condition_find(pod, "Ready"), "lastTransitionTime", "")) / 1000;
    k.ready_age = age_of(r, k.ready_s, by_magnitude);
    k.created_age = age_of(r, k.created_s, by_magnitude);
    return k;
}

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Two that differ in time: the younger first; the same magnitude: by uid, which is chance. */
static int by_age(int64_t x_age, int64_t y_age, const struct rank *x, const struct rank *y)
{
    int d = compare(x_age, y_age);
    return d || !x->by_magnitude ? d : strcmp(x->uid, y->uid);
}

static int by_worth(const void *a, const void *b)
{
    const struct rank *x = a, *y = b;
    int d = x->assigned - y->assigned;
    if (!d)
        d = x->phase - y->phase;
    if (!d)
        d = x->ready - y->ready;
    if (!d)
        d = compare(x->cost, y->cost);
    if (!d)
        d = compare(y->crowd, x->crowd);
    if (!d && x->ready && x->ready_s != y->ready_s)
        d = by_age(x->ready_age, y->ready_age, x, y);
    if (!d)
        d = compare(y->restarts, x->restarts);
    if (!d && x->created_s != y->created_s)
        d = by_age(x->created_age, y->created_age, x, y);
    return d ? d : strcmp(x->name, y->name);
}

static void sort(struct rank *ranks, const struct val **pods, size_t count)
{
    qsort(ranks, count, sizeof(*ranks), by_worth);
    for (size_t i = 0; i < count; i++)
        pods[i] = ranks[i].pod;
}

void pods_rank(struct run *r, const struct val **pods, size_t count)
{
    struct rank *ranks = arena_alloc(r->arena, (count + 1) * sizeof(*ranks));
    for (size_t i = 0; i < count; i++)
        ranks[i] = rank_of(r, pods[i], false);
    sort(ranks, pods, count);
}

/* How many active pods are on each node. */
static void count_crowds(struct strmap *crowds, const struct val *const *pods, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *node = val_at_str(pods[i], "spec.nodeName", "");
        if (pod_is_active(pods[i]))
            strmap_put(crowds, node, (void *)((uintptr_t)strmap_get(crowds, node) + 1));
    }
}

static int64_t deletion_cost(const struct val *pod)
{
    const char *text = val_get_str(val_at(pod, "metadata.annotations"), "controller.kubernetes.io/pod-deletion-cost", "0");
    return strtoll(text, NULL, 10);
}

void pods_rank_related(struct run *r, const struct val **pods, size_t count, const struct val *const *related,
                       size_t related_count)
{
    struct version v = r->cluster->version;
    struct strmap crowds = STRMAP_INIT;
    count_crowds(&crowds, related, related_count);
    struct rank *ranks = arena_alloc(r->arena, (count + 1) * sizeof(*ranks));
    for (size_t i = 0; i < count; i++) {
        ranks[i] = rank_of(r, pods[i], version_has(v, FEATURE_LOGARITHMIC_SCALE_DOWN));
        ranks[i].crowd = (int64_t)(uintptr_t)strmap_get(&crowds, val_at_str(pods[i], "spec.nodeName", ""));
        if (version_has(v, FEATURE_DELETION_COST))
            ranks[i].cost = deletion_cost(pods[i]);
    }
    strmap_release(&crowds);
    sort(ranks, pods, count);
}
