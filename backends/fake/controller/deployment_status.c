/* Status, conditions and progress of a Deployment. See deployment.h. */
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/controller/deployment.h"

bool rollout_has_deadline(const struct rollout *d)
{
    return val_at_int(d->doc, "spec.progressDeadlineSeconds", INT32_MAX) != INT32_MAX;
}

static const struct val *condition_of(const struct val *status, const char *type)
{
    return val_find(val_get(status, "conditions"), "type", type, NULL);
}

static void remove_condition(struct val **status, const char *type)
{
    size_t at;
    struct val *conditions = val_ref(val_get(*status, "conditions"));
    if (val_find(conditions, "type", type, &at))
        val_remove(&conditions, at);
    set_list(status, "conditions", conditions);
}

/* A condition that changes goes to the end of the list; its lastTransitionTime is kept while its status is. */
static void append_condition(struct val **status, struct val *take)
{
    const struct val *before = condition_of(*status, val_get_str(take, "type", ""));
    if (before && val_equal(val_get(before, "status"), val_get(take, "status")))
        val_set(&take, "lastTransitionTime", val_ref(val_get(before, "lastTransitionTime")));
    if (before)
        remove_condition(status, val_get_str(take, "type", ""));
    struct val *conditions = val_ref(val_get(*status, "conditions"));
    val_append(&conditions, take);
    val_set(status, "conditions", conditions);
}

static struct val *new_condition(struct run *r, const char *type, const char *value, const char *reason, const char *message)
{
    return val_fmt("{type:%s, status:%s, lastUpdateTime:%V, lastTransitionTime:%V, reason:%s, message:%s}", type, value,
                   time_val(r->now_ms), time_val(r->now_ms), reason, message);
}

void deployment_condition(struct run *r, struct val **status, const char *type, const char *value, const char *reason,
                          const char *message)
{
    const struct val *before = condition_of(*status, type);
    if (!val_str_equal(val_get(before, "status"), value) || !val_str_equal(val_get(before, "reason"), reason))
        append_condition(status, new_condition(r, type, value, reason, message));
}

int rollout_write(struct rollout *d, struct val *take, struct status *st)
{
    const struct object *o;
    const struct write_options status_only = { .subresource = "status" };
    if (api_update(d->run->cluster, kind_deployment, take, &status_only, &o, st) < 0)
        return -1;
    if (o)
        d->doc = arena_val(d->run->arena, val_ref(o->doc));
    return 0;
}

/* ---- paused ---- */

int rollout_note_pause(struct rollout *d, struct status *st)
{
    const struct val *progressing = condition_of(val_get(d->doc, "status"), "Progressing");
    bool paused = val_at_bool(d->doc, "spec.paused", false), said = val_str_equal(val_get(progressing, "reason"), "DeploymentPaused");
    if (!rollout_has_deadline(d) || val_str_equal(val_get(progressing, "reason"), "ProgressDeadlineExceeded") || paused == said)
        return 0;
    struct val *changed = val_ref(d->doc), *status = val_ref(val_get(d->doc, "status"));
    deployment_condition(d->run, &status, "Progressing", "Unknown", paused ? "DeploymentPaused" : "DeploymentResumed",
                         paused ? "Deployment is paused" : "Deployment is resumed");
    val_set(&changed, "status", status);
    return rollout_write(d, changed, st);
}

/* ---- the numbers ---- */

static int64_t sum(const struct rollout *d, const char *member)
{
    int64_t n = d->current ? replica_set_count(d->current, member) : 0;
    for (size_t i = 0; i < d->old_count; i++)
        n += replica_set_count(d->old[i], member);
    return n;
}

static struct val *new_status(const struct rollout *d)
{
    int64_t available = sum(d, "availableReplicas"), unavailable = d->asked - available;
    struct val *status = val_ref(val_get(d->doc, "status"));
    set_count(&status, "observedGeneration", val_at_int(d->doc, "metadata.generation", 0));
    set_count(&status, "replicas", sum(d, "replicas"));
    set_count(&status, "updatedReplicas", d->current ? replica_set_count(d->current, "replicas") : 0);
    set_count(&status, "readyReplicas", sum(d, "readyReplicas"));
    set_count(&status, "availableReplicas", available);
    set_count(&status, "unavailableReplicas", unavailable > 0 ? unavailable : 0);
    if (version_has(d->run->cluster->version, FEATURE_TERMINATING_REPLICAS))
        val_set(&status, "terminatingReplicas", val_int(sum(d, "terminatingReplicas")));
    if (available >= d->replicas - rollout_max_unavailable(d))
        deployment_condition(d->run, &status, "Available", "True", "MinimumReplicasAvailable",
                             "Deployment has minimum availability.");
    else
        deployment_condition(d->run, &status, "Available", "False", "MinimumReplicasUnavailable",
                             "Deployment does not have minimum availability.");
    return status;
}

/* ---- progress ---- */

static int64_t num(const struct val *status, const char *member)
{
    return val_int_or(val_get(status, member), 0);
}

bool rollout_is_complete(const struct rollout *d, const struct val *status)
{
    return num(status, "updatedReplicas") == d->replicas && num(status, "replicas") == d->replicas &&
           num(status, "availableReplicas") == d->replicas &&
           num(status, "observedGeneration") >= val_at_int(d->doc, "metadata.generation", 0);
}

static bool got_on(const struct val *before, const struct val *now)
{
    return num(now, "updatedReplicas") > num(before, "updatedReplicas") ||
           num(now, "replicas") - num(now, "updatedReplicas") < num(before, "replicas") - num(before, "updatedReplicas") ||
           num(now, "readyReplicas") > num(before, "readyReplicas") ||
           num(now, "availableReplicas") > num(before, "availableReplicas");
}

/* When the time for progress is over; 0: no time runs. */
static int64_t deadline_ms(const struct rollout *d, const struct val *progressing)
{
    const char *reason = val_get_str(progressing, "reason", "");
    if (!progressing || !strcmp(reason, "NewReplicaSetAvailable") || !strcmp(reason, "ProgressDeadlineExceeded"))
        return 0;
    return time_parse_ms(val_get_str(progressing, "lastUpdateTime", "")) + val_at_int(d->doc, "spec.progressDeadlineSeconds", 0) * 1000;
}

static void put_progress(struct rollout *d, struct val **status)
{
    struct run *r = d->run;
    const struct val *before = val_get(d->doc, "status"), *progressing = condition_of(before, "Progressing");
    const char *what = d->current ? arena_strf(r->arena, "ReplicaSet \"%s\"", val_at_str(d->current, "metadata.name", ""))
                                  : arena_strf(r->arena, "Deployment \"%s\"", d->name);
    int64_t until_ms = deadline_ms(d, progressing);
    if (num(*status, "replicas") == num(*status, "updatedReplicas") &&
        val_str_equal(val_get(progressing, "reason"), "NewReplicaSetAvailable"))
        return;
    if (rollout_is_complete(d, *status))
        deployment_condition(r, status, "Progressing", "True", "NewReplicaSetAvailable",
                             arena_strf(r->arena, "%s has successfully progressed.", what));
    else if (got_on(before, *status))
        append_condition(status, new_condition(r, "Progressing", "True", "ReplicaSetUpdated",
                                               arena_strf(r->arena, "%s is progressing.", what)));
    else if (until_ms && r->now_ms > until_ms)
        deployment_condition(r, status, "Progressing", "False", "ProgressDeadlineExceeded",
                             arena_strf(r->arena, "%s has timed out progressing.", what));
}

/* ReplicaFailure of a replica set, the current one before others, is the Deployment's too. */
static void put_failure(struct rollout *d, struct val **status)
{
    const struct val *failure = d->current ? condition_of(val_get(d->current, "status"), "ReplicaFailure") : NULL;
    for (size_t i = 0; i < d->old_count && !failure; i++)
        failure = condition_of(val_get(d->old[i], "status"), "ReplicaFailure");
    const struct val *before = condition_of(*status, "ReplicaFailure");
    if (!failure) {
        remove_condition(status, "ReplicaFailure");
    } else if (!before || !val_equal(val_get(before, "status"), val_get(failure, "status")) ||
               !val_equal(val_get(before, "reason"), val_get(failure, "reason"))) {
        struct val *own = val_ref(failure);
        val_set(&own, "lastUpdateTime", val_ref(val_get(failure, "lastTransitionTime")));
        append_condition(status, own);
    }
}

/* Looks again when the time for progress is over: a second later, or at once when that is near. */
static void wait_for_deadline(struct rollout *d, const struct val *status)
{
    int64_t until_ms = deadline_ms(d, condition_of(status, "Progressing"));
    if (until_ms && rollout_has_deadline(d) && !rollout_is_complete(d, status))
        run_enqueue_at(d->run, d->key, until_ms - d->run->now_ms < 1000 ? until_ms + 1 : until_ms + 1000);
}

int rollout_write_status(struct rollout *d, bool progress, struct status *st)
{
    struct val *status = new_status(d);
    if (progress && !rollout_has_deadline(d))
        remove_condition(&status, "Progressing");
    else if (progress)
        put_progress(d, &status);
    if (progress)
        put_failure(d, &status);
    if (val_equal(status, val_get(d->doc, "status"))) {
        if (progress)
            wait_for_deadline(d, status);
        val_unref(status);
        return 0;
    }
    struct val *changed = val_ref(d->doc);
    val_set(&changed, "status", status);
    return rollout_write(d, changed, st);
}
