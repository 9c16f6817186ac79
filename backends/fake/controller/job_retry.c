/* How long a pod that failed waits until it is made good. See job.h. */
#include <stdlib.h>

#include "backends/base/condition.h"
#include "backends/base/duration.h"
#include "backends/fake/controller/job.h"

enum { BACKOFF_MS = 10 * 1000, QUEUE_MAX_MS = 360 * 1000, RECORD_MAX_MS = 600 * 1000, DOUBLINGS_MAX = 6 };

/* 10 s doubled n times. */
static int64_t doubled(int64_t n, int64_t max_ms)
{
    int64_t ms = (int64_t)BACKOFF_MS << (n < DOUBLINGS_MAX ? n : DOUBLINGS_MAX);
    return ms < max_ms ? ms : max_ms;
}

/* ---- the queue's own back-off: a note of how often the Job was put back, and when last ---- */

/* What fails in the same instant fails while the Job is being looked at, before it is put back. */
int64_t job_queue_delay_ms(struct run *r, const char *key)
{
    const struct val *note = run_note(r, key);
    int64_t n = val_at_int(note, "count", 0) - (val_at_int(note, "at", 0) == r->now_ms);
    return n > 0 ? doubled(n - 1, QUEUE_MAX_MS) : 0;
}

void job_queue_after(struct job *j, bool new_failure, bool forget)
{
    if (forget)
        run_set_note(j->run, j->key, NULL);
    if (!new_failure)
        return;
    int64_t n = val_at_int(run_note(j->run, j->key), "count", 0);
    run_set_note(j->run, j->key, val_fmt("{count:%I, at:%I}", n + 1, j->run->now_ms));
    run_enqueue_after(j->run, j->key, doubled(n, QUEUE_MAX_MS));
}

/* ---- a record of failures: {failures, last} ---- */

/* The latest end among those of a pod's containers; -1 when one has not ended. `counts` (NULL: all) says which count. */
static int64_t containers_finished_ms(const struct val *statuses, bool (*counts)(const struct val *pod, const char *name), const struct val *pod,
                                      int64_t latest)
{
    for (size_t i = 0; i < val_len(statuses); i++) {
        const struct val *one = val_item(statuses, i), *end = val_at(one, "state.terminated.finishedAt");
        if (counts && !counts(pod, val_get_str(one, "name", "")))
            continue;
        if (!end)
            return -1;
        int64_t ms = time_parse_ms(val_str_or(end, ""));
        latest = ms > latest ? ms : latest;
    }
    return latest;
}

static bool is_sidecar(const struct val *pod, const char *name)
{
    const struct val *container = val_find(val_at(pod, "spec.initContainers"), "name", name, NULL);
    return val_str_equal(val_get(container, "restartPolicy"), "Always");
}

int64_t pod_finished_ms(const struct val *pod)
{
    int64_t ms = containers_finished_ms(val_at(pod, "status.containerStatuses"), NULL, pod, 0);
    const struct val *ready = condition_find(pod, "Ready"), *deleted = val_at(pod, "metadata.deletionTimestamp");
    if (ms > 0)
        ms = containers_finished_ms(val_at(pod, "status.initContainerStatuses"), is_sidecar, pod, ms);
    if (ms > 0)
        return ms;
    if (val_str_equal(val_get(ready, "status"), "False") && val_get(ready, "lastTransitionTime"))
        return time_parse_ms(val_get_str(ready, "lastTransitionTime", ""));
    if (deleted)
        return time_parse_ms(val_str_or(deleted, "")) -
               duration_seconds_ms(val_at_int(pod, "metadata.deletionGracePeriodSeconds", 0));
    return time_parse_ms(val_at_str(pod, "metadata.creationTimestamp", ""));
}

static int64_t latest_ms(const struct val *const *pods)
{
    int64_t latest = INT64_MIN;
    for (; *pods; pods++) {
        int64_t ms = pod_finished_ms(*pods);
        latest = ms > latest ? ms : latest;
    }
    return latest;
}

struct val *job_retry_record(const struct job *j, const struct val *const *succeeded, const struct val *const *failed)
{
    const struct val *had = run_note(j->run, j->key);
    if (!*succeeded && !*failed)
        return val_ref(had);
    int64_t failures = *succeeded ? 0 : val_at_int(had, "failures", 0), last_success = latest_ms(succeeded), last = 0;
    for (; *failed; failed++) {
        int64_t ms = pod_finished_ms(*failed);
        if (ms <= last_success)
            continue;
        failures++;
        last = ms > last ? ms : last;
    }
    return failures ? val_fmt("{failures:%I, last:%I}", failures, last) : NULL;
}

int64_t job_failures_wait_ms(const struct job *j, int64_t failures, int64_t last_ms)
{
    if (failures <= 0)
        return 0;
    int64_t left = doubled(failures - 1, RECORD_MAX_MS) - (j->run->now_ms - last_ms);
    return left > 0 ? left : 0;
}

int64_t job_retry_wait_ms(const struct job *j, const struct val *record)
{
    return job_failures_wait_ms(j, val_at_int(record, "failures", 0), val_at_int(record, "last", 0));
}
