/* A Deployment that is given another size while it rolls, or while it is paused. See deployment.h. */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/controller/deployment.h"

static size_t active_sets(struct rollout *d, struct share *shares)
{
    size_t n = 0;
    for (size_t i = 0; i <= d->old_count; i++) {
        const struct val **set = i < d->old_count ? &d->old[i] : &d->current;
        if (*set && replica_set_size(*set) > 0)
            shares[n++] = (struct share){ .set = set, .size = replica_set_size(*set) };
    }
    return n;
}

bool rollout_is_scaled(const struct rollout *d)
{
    int64_t desired;
    for (size_t i = 0; i <= d->old_count; i++) {
        const struct val *set = i < d->old_count ? d->old[i] : d->current;
        if (set && replica_set_size(set) > 0 && annotation_number(set, annotation_desired, &desired) && desired != d->replicas)
            return true;
    }
    return false;
}

/* Whether the current set has all that is wanted, available. */
static bool is_saturated(const struct rollout *d)
{
    int64_t desired;
    return d->current && annotation_number(d->current, annotation_desired, &desired) && desired == d->replicas &&
           replica_set_size(d->current) == d->replicas && replica_set_count(d->current, "availableReplicas") == d->replicas;
}

/* ---- proportions ---- */

static int by_size(const struct share *x, const struct share *y)
{
    return (y->size > x->size) - (y->size < x->size);
}

static int larger_then_newer(const void *a, const void *b)
{
    const struct share *x = a, *y = b;
    int d = by_size(a, b);
    return d ? d : compare_creation(y->set, x->set);
}

static int larger_then_older(const void *a, const void *b)
{
    const struct share *x = a, *y = b;
    int d = by_size(a, b);
    return d ? d : compare_creation(x->set, y->set);
}

/* By how much the set's size changes when it keeps its part of the whole, rounded to the nearest. */
static int64_t fraction(const struct rollout *d, const struct share *s)
{
    int64_t whole;
    if (d->replicas == 0)
        return -s->size;
    if (!annotation_number(*s->set, annotation_max, &whole) || whole == 0)
        whole = val_at_int(d->doc, "status.replicas", 0);
    if (whole <= 0)
        return 0;
    double size = (double)(s->size * (d->replicas + rollout_max_surge(d))) / (double)whole;
    return (int64_t)(size + 0.5) - s->size;
}

void rollout_share_out(const struct rollout *d, struct share *shares, size_t n, int64_t to_add)
{
    int64_t added = 0;
    if (to_add)
        qsort(shares, n, sizeof(*shares), to_add > 0 ? larger_then_newer : larger_then_older);
    for (size_t i = 0; i < n; i++) {
        int64_t part = to_add == added ? 0 : fraction(d, &shares[i]), left = to_add - added;
        if (to_add > 0 ? part > left : part < left)
            part = left;
        shares[i].target = shares[i].size + part;
        added += part;
    }
    shares[0].target += to_add - added;
    if (shares[0].target < 0)
        shares[0].target = 0;
}

int rollout_scale_all(struct rollout *d, struct status *st)
{
    struct share *shares = arena_alloc(d->run->arena, (d->old_count + 2) * sizeof(*shares));
    size_t n = active_sets(d, shares);
    if (n == 0 && !d->current && !d->old_count)
        return 0;
    if (n <= 1) {
        const struct val **only = n ? shares[0].set : d->current ? &d->current : &d->old[d->old_count - 1];
        return rollout_scale(d, only, d->replicas, false, st) < 0 ? -1 : 0;
    }
    bool saturated = is_saturated(d);
    if (!saturated && !rollout_is_rolling(d))
        return 0;
    int64_t total = 0;
    for (size_t i = 0; i < n; i++)
        total += shares[i].size;
    if (!saturated)
        rollout_share_out(d, shares, n, (d->replicas > 0 ? d->replicas + rollout_max_surge(d) : 0) - total);
    for (size_t i = 0; i < n; i++)
        if ((!saturated || shares[i].set != &d->current) &&
            rollout_scale(d, shares[i].set, shares[i].target, !saturated, st) < 0)
            return -1;
    return 0;
}
