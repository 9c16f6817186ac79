/* How a Deployment goes from one template to the next: RollingUpdate and Recreate. See deployment.h. */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/controller/deployment.h"

/* ---- old revisions ---- */

static int by_revision(const void *a, const void *b)
{
    int64_t x = 0, y = 0;
    annotation_number(*(const struct val *const *)a, annotation_revision, &x);
    annotation_number(*(const struct val *const *)b, annotation_revision, &y);
    return (x > y) - (x < y);
}

static bool is_in_use(const struct val *set)
{
    return replica_set_count(set, "replicas") || replica_set_size(set) ||
           val_at_int(set, "metadata.generation", 0) > replica_set_count(set, "observedGeneration");
}

int rollout_clean(struct rollout *d, struct status *st)
{
    int64_t limit = val_at_int(d->doc, "spec.revisionHistoryLimit", INT32_MAX);
    const struct val **sets = arena_alloc(d->run->arena, (d->old_count + 1) * sizeof(*sets));
    size_t n = 0;
    for (size_t i = 0; i < d->old_count; i++)
        if (!val_at(d->old[i], "metadata.deletionTimestamp"))
            sets[n++] = d->old[i];
    if (limit == INT32_MAX || (int64_t)n <= limit)
        return 0;
    if (version_has(d->run->cluster->version, FEATURE_HISTORY_BY_REVISION))
        qsort(sets, n, sizeof(*sets), by_revision);
    for (size_t i = 0; i < n - (size_t)limit; i++) {
        const struct object *o = store_by_uid(d->run->store, val_at_str(sets[i], "metadata.uid", ""));
        struct delete_options options = DELETE_OPTIONS_INIT;
        if (o && !is_in_use(sets[i]) && api_delete(d->run->cluster, o, &options, st) < 0)
            return -1;
    }
    return 0;
}

static int finish(struct rollout *d, struct status *st)
{
    if (rollout_is_complete(d, val_get(d->doc, "status")) && rollout_clean(d, st) < 0)
        return -1;
    return rollout_write_status(d, true, st);
}

/* ---- RollingUpdate ---- */

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* The current set grows as far as it may. 1: it did. */
static int grow_current(struct rollout *d, struct status *st)
{
    int64_t size = replica_set_size(d->current);
    if (size == d->replicas)
        return 0;
    return rollout_scale(d, &d->current, size > d->replicas ? d->replicas : rollout_new_size(d, size), false, st);
}

static int64_t available_of(const struct rollout *d)
{
    int64_t n = replica_set_count(d->current, "availableReplicas");
    for (size_t i = 0; i < d->old_count; i++)
        if (replica_set_size(d->old[i]) > 0)
            n += replica_set_count(d->old[i], "availableReplicas");
    return n;
}

/* Takes pods that serve nobody from old sets, the oldest set first, `most` at most. The number, or -1. */
static int64_t drop_unavailable(struct rollout *d, int64_t most, struct status *st)
{
    int64_t dropped = 0;
    for (size_t i = 0; i < d->old_count && dropped < most; i++) {
        int64_t size = replica_set_size(d->old[i]), available = replica_set_count(d->old[i], "availableReplicas");
        if (!size || size == available)
            continue;
        int64_t n = smaller(most - dropped, size - available);
        if (n < 0 || rollout_scale(d, &d->old[i], size - n, false, st) < 0)
            return -1;
        dropped += n;
    }
    return dropped;
}

/* Takes pods that serve, as long as enough of all sets do. */
static int64_t drop_available(struct rollout *d, int64_t min_available, struct status *st)
{
    int64_t dropped = 0, most = available_of(d) - min_available;
    for (size_t i = 0; i < d->old_count && dropped < most; i++) {
        int64_t size = replica_set_size(d->old[i]), n = smaller(size, most - dropped);
        if (!size)
            continue;
        if (rollout_scale(d, &d->old[i], size - n, false, st) < 0)
            return -1;
        dropped += n;
    }
    return dropped;
}

/* Old sets shrink as far as they may. Whether any did; what could not be written is left to the next sync. */
static bool shrink_old(struct rollout *d)
{
    int64_t old = 0, min_available = d->replicas - rollout_max_unavailable(d);
    for (size_t i = 0; i < d->old_count; i++)
        old += replica_set_size(d->old[i]);
    int64_t current = replica_set_size(d->current);
    int64_t most = old + current - min_available - (current - replica_set_count(d->current, "availableReplicas"));
    if (!old || most <= 0)
        return false;
    struct status st = STATUS_INIT;
    int64_t unavailable = drop_unavailable(d, most, &st);
    int64_t available = unavailable < 0 ? -1 : drop_available(d, min_available, &st);
    status_release(&st);
    return available >= 0 && unavailable + available > 0;
}

int rollout_rolling(struct rollout *d, struct status *st)
{
    if (!d->current && rollout_sync_sets(d, true, st) < 0)
        return -1;
    int grown = grow_current(d, st);
    if (grown < 0)
        return -1;
    if (grown || shrink_old(d))
        return rollout_write_status(d, true, st);
    return finish(d, st);
}

/* ---- Recreate ---- */

static int empty_old(struct rollout *d, struct status *st)
{
    int scaled = 0;
    for (size_t i = 0; i < d->old_count; i++) {
        int rc = rollout_scale(d, &d->old[i], 0, false, st);
        if (rc < 0)
            return -1;
        scaled |= rc;
    }
    return scaled;
}

/* Whether an old set counts pods, or has some that have not ended, even if they are being deleted. */
static bool has_old_pods(const struct rollout *d)
{
    for (size_t i = 0; i < d->old_count; i++) {
        size_t count;
        const char *uid = val_at_str(d->old[i], "metadata.uid", "");
        if (replica_set_count(d->old[i], "replicas") > 0)
            return true;
        const struct val **pods = store_collect_owned(d->run->store, d->run->arena, kind_pod, uid, &count);
        for (size_t k = 0; k < count; k++)
            if (!pod_is_finished(pods[k]))
                return true;
    }
    return false;
}

int rollout_recreate(struct rollout *d, struct status *st)
{
    int emptied = empty_old(d, st);
    if (emptied < 0)
        return -1;
    if (emptied || has_old_pods(d))
        return rollout_write_status(d, true, st);
    if (!d->current && rollout_sync_sets(d, true, st) < 0)
        return -1;
    if (rollout_scale(d, &d->current, d->replicas, false, st) < 0)
        return -1;
    return finish(d, st);
}
