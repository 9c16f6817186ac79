/* The right number of pods for a Job. See job.h. */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/controller/job.h"

enum { PODS_A_SYNC = 500 };

void job_read_pods(struct job *j)
{
    const struct claim_rule rule = { .finalizer = j->tracked ? JOB_FINALIZER : NULL, .open_only = true };
    j->pods = claim_with(j->run, j->doc, kind_pod, val_at(j->doc, "spec.selector"), &rule, &j->pod_count);
    j->active = arena_alloc(j->run->arena, (j->pod_count + 1) * sizeof(*j->active));
    for (size_t i = 0; i < j->pod_count; i++) {
        const struct val *pod = j->pods[i];
        if (pod_is_active(pod)) {
            j->active[j->active_count++] = pod;
            j->ready += pod_is_ready(pod);
        } else if (!pod_is_finished(pod)) {
            j->terminating++;
        }
    }
    j->running = (int64_t)j->active_count;
}

/* Counting by index looks at the pods themselves each time; tracking has no more to do with one that has lost its finalizer. */
static bool is_settled(const struct job *j, const struct val *pod)
{
    return pod_is_finished(pod) && (j->tracked ? !has_finalizer(pod, JOB_FINALIZER) : !j->indexed);
}

void job_settle_pods(const struct job *j)
{
    for (size_t i = 0; i < j->pod_count; i++) {
        const struct val *pod = j->pods[i];
        const struct object *o = is_settled(j, pod) ? store_by_uid(j->run->store, val_at_str(pod, "metadata.uid", "")) : NULL;
        if (o && o->doc == pod)
            store_settle(j->run->store, o, pod_has_phase(pod, "Failed") ? JOB_SETTLED_FAILED : JOB_SETTLED_SUCCEEDED);
    }
}

static int64_t restarts(const struct val *statuses)
{
    int64_t n = 0;
    for (size_t i = 0; i < val_len(statuses); i++)
        n += val_at_int(val_item(statuses, i), "restartCount", 0);
    return n;
}

int64_t job_pod_restarts(const struct val *pod)
{
    return restarts(val_at(pod, "status.initContainerStatuses")) + restarts(val_at(pod, "status.containerStatuses"));
}

/* ---- too many ---- */

int job_release_pod(struct run *r, const struct val *pod, struct status *st)
{
    const struct object *o = store_by_uid(r->store, val_at_str(pod, "metadata.uid", ""));
    if (!o || !has_finalizer(o->doc, JOB_FINALIZER))
        return 0;
    return api_update(r->cluster, kind_pod, without_finalizer(o->doc, JOB_FINALIZER), NULL, NULL, st);
}

static void note_gone(struct job *j, const struct val *pod)
{
    j->running--;
    j->terminating++;
    j->ready -= pod_is_ready(pod);
}

/* Deletes pods that are not wanted any more: they are neither failures nor successes. */
static int delete_surplus(struct job *j, const struct val **pods, size_t count, struct status *st)
{
    for (size_t i = 0; i < count; i++) {
        if (job_release_pod(j->run, pods[i], st) < 0 || pod_delete(j->run, j->doc, pods[i], st) < 0)
            return -1;
        note_gone(j, pods[i]);
    }
    return 0;
}

size_t job_delete_active(struct job *j, struct status *st)
{
    size_t deleted = 0;
    for (size_t i = 0; i < j->active_count; i++) {
        if (pod_delete(j->run, j->doc, j->active[i], st) < 0)
            continue;
        note_gone(j, j->active[i]);
        deleted++;
    }
    return deleted;
}

/* Those that have to go come first in j->active; how many. */
static size_t choose_surplus(struct job *j, size_t at_least)
{
    size_t chosen = j->indexed ? job_surplus_by_index(j, j->active, j->active_count) : 0;
    if (chosen >= at_least)
        return chosen;
    pods_rank(j->run, j->active + chosen, j->active_count - chosen);
    return at_least;
}

/* ---- too few ---- */

int job_make_pod(struct job *j, struct pod_plan *plan, struct status *st)
{
    if (j->tracked)
        plan->finalizers = arena_val(j->run->arena, with_finalizer(val_at(plan->template, "metadata.finalizers"), JOB_FINALIZER));
    return pod_create(j->run, j->doc, plan, st);
}

static int make_next(void *arg, size_t i, struct status *st)
{
    struct job *j = arg;
    struct pod_plan plan = { .template = val_at(j->doc, "spec.template") };
    (void)i;
    return job_make_pod(j, &plan, st);
}

struct indexed_pods {
    struct job *job;
    const int64_t *indexes;
};

static int make_next_index(void *arg, size_t i, struct status *st)
{
    const struct indexed_pods *pods = arg;
    return job_make_indexed(pods->job, pods->indexes[i], st);
}

/* Waits for `ms` until more pods are made; Kubernetes writes 0 active meanwhile, whatever runs. */
static int wait_for(struct job *j, int64_t ms)
{
    run_enqueue_after(j->run, j->key, ms < 1000 ? 1000 : ms);
    j->running = 0;
    return 0;
}

static int make_more(struct job *j, size_t more, struct status *st)
{
    size_t made;
    more = pods_at_once(j->run, j->doc, j->key, more);
    if (j->indexed) {
        int64_t wait_ms = 0, *indexes = arena_alloc(j->run->arena, (more + 1) * sizeof(*indexes));
        more = job_pending_indexes(j, more, indexes);
        if (j->per_index)
            more = job_ripe_indexes(j, indexes, more, &wait_ms);
        if (wait_ms)
            return wait_for(j, wait_ms);
        made = slow_start(more, make_next_index, &(struct indexed_pods){ j, indexes }, st);
    } else {
        made = slow_start(more, make_next, j, st);
    }
    j->running += (int64_t)made;
    return made < more ? -1 : 0;
}

/* How many pods should be active. */
static int64_t wanted(const struct job *j)
{
    if (j->completions < 0)
        return j->succeeded > 0 ? j->running : j->parallelism;
    int64_t left = j->completions - j->succeeded;
    left = left < 0 ? 0 : left;
    return left < j->parallelism ? left : j->parallelism;
}

int job_manage(struct job *j, int64_t wait_ms, struct status *st)
{
    int64_t want = wanted(j), limit = version_has(j->version, FEATURE_JOB_EXACT_ACTIVE) ? want : j->parallelism;
    if (j->suspended)
        want = limit = 0;
    size_t surplus = choose_surplus(j, j->running > limit ? (size_t)(j->running - limit) : 0);
    if (surplus > PODS_A_SYNC && j->tracked && !j->suspended)
        surplus = PODS_A_SYNC;
    if (surplus)
        return delete_surplus(j, j->active, surplus, st);
    int64_t more = want - j->running - (job_replaces_failed_only(j) ? j->terminating : 0);
    if (more <= 0)
        return 0;
    return wait_ms && !j->per_index ? wait_for(j, wait_ms) : make_more(j, (size_t)more, st);
}
