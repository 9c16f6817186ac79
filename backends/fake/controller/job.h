/*
 * The Job controller: a family of files around one Job as one sync sees it.
 *
 *   job.c            which Job has to be looked at, and when; which of the two ways to count it takes
 *   job_counting.c   up to v1.24: succeeded and failed are the pods that are there
 *   job_tracking.c   since v1.25: pods carry a finalizer until they are counted, so that nobody can take a result away
 *   job_pods.c       the right number of pods: what is too much goes, what is missing is made
 *   job_verdict.c    when a Job has failed, or has succeeded early
 *   job_indexed.c    completionMode Indexed: which index is missing; back-off by index
 *   job_retry.c      how long a failed pod waits until it is made good
 *
 *     job_read_pods(j);                              // both ways of counting begin with the pods,
 *     const struct job_condition c = job_verdict(j);  // tracking asks whether it is over (counting judges by itself),
 *     job_manage(j, wait_ms, st);                     // makes or deletes pods,
 *     return job_write_status(j, st);                 // and says how it stands
 *
 * Everything but `status` is borrowed from the sync's arena.  Mirrors pkg/controller/job, v1.20.2 to v1.37.
 */
#ifndef SEODANG_FAKE_CONTROLLER_JOB_H
#define SEODANG_FAKE_CONTROLLER_JOB_H

#include "backends/fake/cluster.h"
#include "backends/fake/controller/intervals.h"
#include "backends/fake/controller/pods.h"

#define JOB_FINALIZER "batch.kubernetes.io/job-tracking"
#define JOB_INDEX "batch.kubernetes.io/job-completion-index"

struct job {
    struct run *run;
    struct version version;
    const struct val *doc;
    const char *key, *uid, *name;
    bool tracked;                       /* pods carry a finalizer until they are counted */
    bool suspended, indexed, per_index; /* spec.suspend; completionMode Indexed; backoffLimitPerIndex is given */
    int64_t parallelism, completions;   /* completions -1: a work queue */

    const struct val **pods, **active;  /* claimed and not settled; those of them that run or may: neither finished nor terminating */
    size_t pod_count, active_count;
    /* The counts that are going to be status's; job_pods.c changes them as it makes and deletes. */
    int64_t running, ready, terminating, succeeded, failed;

    /* Indexed: what status says with this sync's pods. */
    struct intervals succeeded_indexes, failed_indexes;
    const struct val **replaced;        /* with per_index: the failed pod that the index's next one replaces, or NULL */

    struct val *status;                 /* owned: the new one */
};

/* A condition that is or will be among status.conditions; type NULL: none. */
struct job_condition {
    const char *type, *reason, *message; /* reason and message NULL: without */
};

/* ---- job.c ---- */
/* The condition by which a Job has ended, Complete or Failed; NULL: it goes on. */
const struct val *job_finished_condition(const struct val *job);
bool job_is_finished(const struct val *job);
bool pod_has_phase(const struct val *pod, const char *phase);
/* A condition with that type and status True, or NULL. */
const struct val *job_true_condition(const struct val *status, const char *type);
/* Appends the condition, or changes the one that is there; false when it says so already, or when False where none was. */
bool job_set_condition(struct job *j, const struct job_condition *c, bool on);
void job_set_count(struct job *j, const char *key, int64_t n); /* 0: left out */
int job_write_status(struct job *j, struct status *st);
/* Sets startTime when the Job starts. */
void job_start(struct job *j);
/* When its activeDeadlineSeconds are over, by the start that `status` has; INT64_MAX: never. */
int64_t job_deadline_ms(const struct val *job, const struct val *status);
/* Has the Job looked at when its deadline comes.  The queue keeps only the earliest look, so this is asked again each time. */
void job_await_deadline(struct job *j);
/* What suspending and resuming leave behind: a condition, an event, the start time. Whether anything changed. */
bool job_note_suspension(struct job *j);
/* Whether as many have succeeded as are wanted and none runs. */
bool job_is_complete(const struct job *j);

/* ---- the two ways ---- */
int job_count(struct job *j, struct status *st);
int job_track(struct job *j, struct status *st);

/* ---- job_pods.c ---- */
void job_read_pods(struct job *j);
/* After a sync that went well: pods that have finished, and of which only the number counts, need not be seen again until they
 * change.  store_settled() has their number, by job_class. */
enum job_class { JOB_SETTLED_SUCCEEDED, JOB_SETTLED_FAILED };
void job_settle_pods(const struct job *j);
/* Makes or deletes pods until as many run as are wanted; new ones not before wait_ms. -1 with *st: some could not be. */
int job_manage(struct job *j, int64_t wait_ms, struct status *st);
/* Deletes all that are active. The number of those that were. */
size_t job_delete_active(struct job *j, struct status *st);
/* Makes a pod by the plan, with the finalizer when the Job is tracked. */
int job_make_pod(struct job *j, struct pod_plan *plan, struct status *st);
/* Takes the tracking finalizer off a pod, which may be gone already. */
int job_release_pod(struct run *r, const struct val *pod, struct status *st);
int64_t job_pod_restarts(const struct val *pod); /* of its containers, init containers too */

/* ---- job_verdict.c ---- */
/* Pod failure policies: what the rules say of a failed pod. */
enum job_action { JOB_NO_RULE, JOB_COUNT, JOB_IGNORE, JOB_FAIL_INDEX, JOB_FAIL_JOB };
enum job_action job_policy_action(const struct job *j, const struct val *pod, const char **message);
/* Phase Failed; or terminating, where that is replaced at once. */
bool job_pod_failed(const struct job *j, const struct val *pod);
bool job_replaces_failed_only(const struct job *j);
bool job_past_restart_limit(const struct job *j);
bool job_past_deadline(const struct job *j);
/* The verdict of this sync, by the pods and what status says already; type NULL: it goes on. */
struct job_condition job_verdict(const struct job *j);

/* ---- job_indexed.c ---- */
int64_t pod_index(const struct val *pod); /* -1: none */
bool job_has_index(const struct job *j, int64_t index);
/* Which indexes have succeeded and failed, and which failed pods wait to be replaced. */
void job_read_indexes(struct job *j);
/* The lowest indexes, at most `count`, without active pod, success or failure; how many. */
size_t job_pending_indexes(struct job *j, size_t count, int64_t *indexes);
/* Those of them that may be made now (with per_index); *wait_ms when it is none of them. */
size_t job_ripe_indexes(struct job *j, int64_t *indexes, size_t count, int64_t *wait_ms);
/* Active pods that are one too many for their index, or have none, come first in `pods`; how many. */
size_t job_surplus_by_index(struct job *j, const struct val **pods, size_t count);
int job_make_indexed(struct job *j, int64_t index, struct status *st);

/* ---- job_retry.c ---- */
/* v1.26 and before: how long the queue holds back a Job whose pod failed. */
int64_t job_queue_delay_ms(struct run *r, const char *key);
/* After a sync: v1.26 and before, a new failure has the Job looked at again after the queue's back-off. */
void job_queue_after(struct job *j, bool new_failure, bool forget);
/* Since v1.27: counts the failures since the last success; `pods` are those that this sync saw for the first time. */
struct val *job_retry_record(const struct job *j, const struct val *const *succeeded, const struct val *const *failed);
/* How long to wait still, by a record {failures, last}. */
int64_t job_retry_wait_ms(const struct job *j, const struct val *record);
int64_t job_failures_wait_ms(const struct job *j, int64_t failures, int64_t last_ms);
/* When a pod ended: its last container, else when it stopped being ready, else its deletion. */
int64_t pod_finished_ms(const struct val *pod);

#endif
