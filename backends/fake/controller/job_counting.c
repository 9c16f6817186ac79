/* Up to v1.24: succeeded and failed are the pods that are there. See job.h. */
#include "backends/fake/controller/job.h"

static void read_counts(struct job *j)
{
    job_read_pods(j);
    j->succeeded = (int64_t)store_settled(j->run->store, j->uid, JOB_SETTLED_SUCCEEDED);
    j->failed = (int64_t)store_settled(j->run->store, j->uid, JOB_SETTLED_FAILED);
    for (size_t i = 0; i < j->pod_count; i++) {
        j->succeeded += pod_has_phase(j->pods[i], "Succeeded");
        j->failed += pod_has_phase(j->pods[i], "Failed");
    }
    if (!j->indexed)
        return;
    job_read_indexes(j);
    j->succeeded = intervals_total(&j->succeeded_indexes);
}

/* Whether it is lost; a pod that runs in vain counts as failed. */
static bool fail_if_lost(struct job *j, bool new_failure)
{
    int64_t limit = val_at_int(j->doc, "spec.backoffLimit", 6);
    struct job_condition c = { "Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit" };
    bool exceeds = new_failure && j->running != j->parallelism && j->failed > limit;
    if (!exceeds && !job_past_restart_limit(j)) {
        if (!job_past_deadline(j))
            return false;
        c.reason = "DeadlineExceeded";
        c.message = "Job was active longer than specified deadline";
    }
    struct status st = STATUS_INIT;
    j->failed += (int64_t)j->active_count;
    job_delete_active(j, &st);
    status_release(&st);
    j->running = 0;
    job_set_condition(j, &c, true);
    run_event(j->run, j->doc, "Warning", c.reason, "%s", c.message);
    return true;
}

/* v1.21 and before: as many successes as are wanted are enough, whatever runs still. */
static bool is_complete(const struct job *j)
{
    if (j->completions < 0 || version_has(j->version, FEATURE_JOB_EXACT_ACTIVE))
        return job_is_complete(j);
    return j->succeeded >= j->completions;
}

static bool complete_if_done(struct job *j)
{
    if (!is_complete(j))
        return false;
    if (j->completions >= 0 && j->running > 0)
        run_event(j->run, j->doc, "Warning", "TooManyActivePods", "Too many active pods running after completion count reached");
    if (j->completions >= 0 && j->succeeded > j->completions)
        run_event(j->run, j->doc, "Warning", "TooManySucceededPods", "Too many succeeded pods running after completion count reached");
    job_set_condition(j, &(struct job_condition){ "Complete", NULL, NULL }, true);
    val_set(&j->status, "completionTime", time_val(j->run->now_ms));
    run_event(j->run, j->doc, "Normal", "Completed", "Job completed");
    return true;
}

static void set_counts(struct job *j)
{
    job_set_count(j, "active", j->running);
    job_set_count(j, "succeeded", j->succeeded);
    job_set_count(j, "failed", j->failed);
    if (version_has(j->version, FEATURE_JOB_READY))
        val_set(&j->status, "ready", val_int(j->ready));
    if (j->indexed && j->succeeded_indexes.count)
        val_set(&j->status, "completedIndexes", val_string(intervals_text(j->run->arena, &j->succeeded_indexes)));
}

/* Whether the status is worth writing: before v1.24 a start time alone is not. */
static bool is_news(const struct job *j, const struct val *old)
{
    static const char *const counts[] = { "active", "succeeded", "failed" };
    if (version_has(j->version, FEATURE_JOB_READY))
        return !val_equal(old, j->status);
    for (size_t i = 0; i < ARRAY_LEN(counts); i++)
        if (val_at_int(old, counts[i], 0) != val_at_int(j->status, counts[i], 0))
            return true;
    return val_len(val_get(old, "conditions")) != val_len(val_get(j->status, "conditions"));
}

int job_count(struct job *j, struct status *st)
{
    const struct val *old = val_get(j->doc, "status");
    bool managed = false, new_failure, done;
    int rc = 0;
    read_counts(j);
    job_start(j);
    new_failure = j->failed > val_at_int(old, "failed", 0);
    done = fail_if_lost(j, new_failure);
    if (!done && !val_at(j->doc, "metadata.deletionTimestamp")) {
        rc = job_manage(j, 0, st);
        managed = true;
    }
    if (!done) {
        done = complete_if_done(j);
        if (!done && managed)
            job_note_suspension(j);
    }
    set_counts(j);
    bool changed = is_news(j, old), more = j->succeeded > val_at_int(old, "succeeded", 0);
    if (changed && job_write_status(j, st) < 0)
        rc = -1;
    job_await_deadline(j);
    new_failure = changed && new_failure && !done;
    job_queue_after(j, new_failure, (more || (changed && !new_failure)) && !rc);
    return rc;
}
