/*
 * Since v1.25: pods carry a finalizer until they are counted. See job.h.
 *
 * A finished pod's uid goes into status.uncountedTerminatedPods (first write); then the pod loses its finalizer; then the uid
 * turns into one more succeeded or failed (second write), and the Job may be finished.  So a crash in between neither loses
 * a result nor counts it twice; and a watcher sees both writes.
 */
#include <string.h>

#include "backends/fake/controller/job.h"

enum { UNCOUNTED_MAX = 500 };

struct tracking {
    struct job *job;
    const struct val **fresh_succeeded, **fresh_failed; /* seen for the first time; NULL-terminated */
    struct val *uncounted_succeeded, *uncounted_failed; /* owned: uids */
    struct val *record;                                 /* owned: of job_retry.c */
    struct job_condition verdict;
    const struct val **settled; /* pods that lose their finalizer */
    size_t settled_count;
    bool write, cut_off; /* status has to be written; more pods wait for the next sync */
};

/* ---- what is new ---- */

static bool has_uid(const struct val *uids, const struct val *pod)
{
    const struct val *uid = val_at(pod, "metadata.uid");
    for (size_t i = 0; i < val_len(uids); i++)
        if (val_equal(val_item(uids, i), uid))
            return true;
    return false;
}

static bool is_valid_index(const struct job *j, const struct val *pod)
{
    return !j->indexed || job_has_index(j, pod_index(pod));
}

static bool counts_as_failure(const struct job *j, const struct val *pod)
{
    const char *message;
    return job_policy_action(j, pod, &message) != JOB_IGNORE;
}

static void read_fresh(struct tracking *t)
{
    struct job *j = t->job;
    size_t succeeded = 0, failed = 0, counted = 0;
    t->fresh_succeeded = arena_alloc(j->run->arena, (j->pod_count + 1) * sizeof(*t->fresh_succeeded));
    t->fresh_failed = arena_alloc(j->run->arena, (j->pod_count + 1) * sizeof(*t->fresh_failed));
    for (size_t i = 0; i < j->pod_count; i++) {
        const struct val *pod = j->pods[i];
        if (!has_finalizer(pod, JOB_FINALIZER) || !is_valid_index(j, pod))
            continue;
        if (pod_has_phase(pod, "Succeeded") && !has_uid(t->uncounted_succeeded, pod)) {
            t->fresh_succeeded[succeeded++] = pod;
        } else if (job_pod_failed(j, pod) && !has_uid(t->uncounted_failed, pod)) {
            t->fresh_failed[failed++] = pod;
            counted += counts_as_failure(j, pod);
        }
    }
    t->fresh_succeeded[succeeded] = t->fresh_failed[failed] = NULL;
    j->succeeded = val_at_int(j->status, "succeeded", 0) + (int64_t)(succeeded + val_len(t->uncounted_succeeded));
    j->failed = val_at_int(j->status, "failed", 0) + (int64_t)(counted + val_len(t->uncounted_failed));
    if (!j->indexed)
        return;
    job_read_indexes(j);
    j->succeeded = intervals_total(&j->succeeded_indexes);
}

/* ---- what follows ---- */

static struct job_condition success(const struct job *j)
{
    bool told = version_has(j->version, FEATURE_JOB_COMPLETIONS_REACHED);
    return (struct job_condition){ version_has(j->version, FEATURE_JOB_INTERIM_CONDITIONS) ? "SuccessCriteriaMet" : "Complete",
                                   told ? "CompletionsReached" : NULL, told ? "Reached expected number of succeeded pods" : NULL };
}

static int act(struct tracking *t, struct status *st)
{
    struct job *j = t->job;
    bool managed = false;
    int rc = 0;
    t->verdict = job_verdict(j);
    if (t->verdict.type) {
        if (job_delete_active(j, st) == j->active_count)
            return 0;
        t->verdict.type = NULL;
        return -1;
    }
    job_await_deadline(j);
    if (!val_at(j->doc, "metadata.deletionTimestamp")) {
        rc = job_manage(j, job_retry_wait_ms(j, t->record), st);
        managed = true;
    }
    if (job_is_complete(j))
        t->verdict = success(j);
    else if (managed)
        t->write |= job_note_suspension(j);
    return rc;
}

/* ---- counting ---- */

static bool is_success(const struct job_condition *c)
{
    return c->type && !strcmp(c->type, "SuccessCriteriaMet");
}

/* Whether a pod may go. One whose failure its index's next pod has to inherit stays until that is made. */
static bool may_settle(const struct tracking *t, const struct val *pod)
{
    const struct job *j = t->job;
    if (val_at(j->doc, "metadata.deletionTimestamp") || t->verdict.type || pod_has_phase(pod, "Succeeded"))
        return true;
    if (!job_pod_failed(j, pod))
        return false;
    return !j->per_index || !is_valid_index(j, pod) || j->replaced[pod_index(pod)] != pod;
}

static void count_pod(struct tracking *t, const struct val *pod)
{
    struct job *j = t->job;
    const struct val *uid = val_at(pod, "metadata.uid");
    if (pod_has_phase(pod, "Succeeded") && !has_uid(t->uncounted_failed, pod)) {
        if (j->indexed || has_uid(t->uncounted_succeeded, pod))
            return; /* the index alone is remembered */
        val_append(&t->uncounted_succeeded, val_ref(uid));
        t->write = true;
        return;
    }
    bool lost = t->verdict.type && !is_success(&t->verdict);
    if ((!job_pod_failed(j, pod) && !lost) || has_uid(t->uncounted_failed, pod) || !is_valid_index(j, pod) || !counts_as_failure(j, pod))
        return;
    val_append(&t->uncounted_failed, val_ref(uid));
    t->write = true;
}

static void settle(struct tracking *t)
{
    struct job *j = t->job;
    t->settled = arena_alloc(j->run->arena, (j->pod_count + 1) * sizeof(*t->settled));
    for (size_t i = 0; i < j->pod_count && !t->cut_off; i++) {
        if (!has_finalizer(j->pods[i], JOB_FINALIZER) || !may_settle(t, j->pods[i]))
            continue;
        t->settled[t->settled_count++] = j->pods[i];
        count_pod(t, j->pods[i]);
        t->cut_off = (j->indexed ? t->settled_count : val_len(t->uncounted_succeeded) + val_len(t->uncounted_failed)) >= UNCOUNTED_MAX;
    }
}

/* Those of `uids` whose pods have no finalizer any more become part of status's count. */
static void count_released(struct tracking *t, struct val **uids, const char *count)
{
    struct job *j = t->job;
    int64_t n = 0;
    for (size_t i = val_len(*uids); i-- > 0;) {
        const struct object *pod = store_by_uid(j->run->store, val_str_or(val_item(*uids, i), ""));
        if (pod && has_finalizer(pod->doc, JOB_FINALIZER))
            continue;
        val_remove(uids, i);
        n++;
    }
    job_set_count(j, count, val_at_int(j->status, count, 0) + n);
    t->write |= n > 0;
}

static void count_all_released(struct tracking *t)
{
    count_released(t, &t->uncounted_succeeded, "succeeded");
    count_released(t, &t->uncounted_failed, "failed");
}

static void put_uncounted(struct tracking *t)
{
    struct val *uncounted = val_object();
    if (val_len(t->uncounted_succeeded))
        val_set(&uncounted, "succeeded", val_ref(t->uncounted_succeeded));
    if (val_len(t->uncounted_failed))
        val_set(&uncounted, "failed", val_ref(t->uncounted_failed));
    val_set(&t->job->status, "uncountedTerminatedPods", uncounted);
}

static void put_indexes(struct tracking *t)
{
    struct job *j = t->job;
    const char *text = intervals_text(j->run->arena, &j->succeeded_indexes);
    if (!j->indexed)
        return;
    job_set_count(j, "succeeded", intervals_total(&j->succeeded_indexes));
    if (*text)
        val_set(&j->status, "completedIndexes", val_string(text));
    if (j->per_index)
        val_set(&j->status, "failedIndexes", val_string(intervals_text(j->run->arena, &j->failed_indexes)));
}

static void put_counts(struct job *j)
{
    job_set_count(j, "active", j->running);
    val_set(&j->status, "ready", val_int(j->ready));
    if (version_has(j->version, FEATURE_POD_REPLACEMENT_POLICY))
        val_set(&j->status, "terminating", val_int(j->terminating));
}

/* The interim condition goes into status at once; what it becomes is the verdict. */
static void put_interim(struct tracking *t)
{
    bool failing = t->verdict.type && !strcmp(t->verdict.type, "FailureTarget");
    if (!failing && !is_success(&t->verdict))
        return;
    t->write |= job_set_condition(t->job, &t->verdict, true);
    t->verdict.type = failing ? "Failed" : "Complete";
}

/* ---- the end ---- */

static bool may_finish(const struct tracking *t)
{
    bool waits = version_has(t->job->version, FEATURE_JOB_INTERIM_CONDITIONS) && t->job->terminating > 0;
    return t->verdict.type && !t->cut_off && !val_len(t->uncounted_succeeded) && !val_len(t->uncounted_failed) && !waits;
}

static void tell_end(const struct tracking *t)
{
    const struct job *j = t->job;
    if (strcmp(t->verdict.type, "Complete") != 0) {
        run_event(j->run, j->doc, "Warning", t->verdict.reason, "%s", t->verdict.message);
        return;
    }
    if (j->completions >= 0 && val_at_int(j->status, "succeeded", 0) > j->completions)
        run_event(j->run, j->doc, "Warning", "TooManySucceededPods", "Too many succeeded pods running after completion count reached");
    run_event(j->run, j->doc, "Normal", "Completed", "Job completed");
}

static int finish(struct tracking *t, struct status *st)
{
    struct job *j = t->job;
    bool finished = may_finish(t);
    if (finished) {
        job_set_condition(j, &t->verdict, true);
        if (!strcmp(t->verdict.type, "Complete"))
            val_set(&j->status, "completionTime", time_val(j->run->now_ms));
    }
    put_uncounted(t);
    if ((t->write || finished) && job_write_status(j, st) < 0)
        return -1;
    if (finished)
        tell_end(t);
    return 0;
}

/* The first write, the release of the pods, and the second. */
static int record(struct tracking *t, struct status *st)
{
    struct job *j = t->job;
    int rc = 0;
    count_all_released(t);
    settle(t);
    put_indexes(t);
    put_counts(j);
    put_interim(t);
    put_uncounted(t);
    t->write |= !val_equal(j->status, val_get(j->doc, "status"));
    if (t->write) {
        if (job_write_status(j, st) < 0)
            return -1;
        if (version_has(j->version, FEATURE_JOB_RETRY_RECORD))
            run_set_note(j->run, j->key, val_ref(t->record));
    }
    t->write = false;
    for (size_t i = 0; i < t->settled_count; i++)
        if (job_release_pod(j->run, t->settled[i], st) < 0)
            rc = -1;
    count_all_released(t);
    return finish(t, st) < 0 ? -1 : rc;
}

int job_track(struct job *j, struct status *st)
{
    struct tracking t = { .job = j };
    const struct val *uncounted = val_get(j->status, "uncountedTerminatedPods");
    bool recorded = version_has(j->version, FEATURE_JOB_RETRY_RECORD);
    int64_t failed_before = val_at_int(j->status, "failed", 0), succeeded_before = val_at_int(j->status, "succeeded", 0);
    t.uncounted_succeeded = val_ref(val_get(uncounted, "succeeded"));
    t.uncounted_failed = val_ref(val_get(uncounted, "failed"));
    job_read_pods(j);
    read_fresh(&t);
    job_start(j);
    t.record = recorded ? job_retry_record(j, t.fresh_succeeded, t.fresh_failed) : NULL;
    bool new_failure = j->failed > failed_before, more = j->succeeded > succeeded_before;
    int rc = act(&t, st);
    if (record(&t, st) < 0)
        rc = -1;
    new_failure = new_failure && !job_true_condition(j->status, "Failed") && !job_true_condition(j->status, "Complete");
    if (!recorded)
        job_queue_after(j, new_failure, (more || !new_failure) && !rc);
    val_unref(t.uncounted_succeeded);
    val_unref(t.uncounted_failed);
    val_unref(t.record);
    return rc;
}
