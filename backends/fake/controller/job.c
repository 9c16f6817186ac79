/*
 * The Job controller, as it was up to v1.21: it counts the pods that are there.  Mirrors pkg/controller/job/job_controller.go,
 * v1.20.2.
 *
 * A failed pod is made good after a back-off of 10 s that doubles, up to 6 min.  The note under a Job's key counts the
 * requeues that the rate-limited queue would have counted.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/controller/pods.h"

enum { BACKOFF_MS = 10 * 1000, BACKOFF_MAX_MS = 360 * 1000, BACKOFF_DOUBLINGS_MAX = 6 };

static const char *const watches[] = { "batch/jobs", "/pods", NULL };

/* ---- the queue's back-off ---- */

static int64_t requeues(struct run *r, const char *key)
{
    return val_int_or(run_note(r, key), 0);
}

/* 10 s doubled n times. */
static int64_t delay_after(int64_t n)
{
    int64_t ms = (int64_t)BACKOFF_MS << (n < BACKOFF_DOUBLINGS_MAX ? n : BACKOFF_DOUBLINGS_MAX);
    return ms < BACKOFF_MAX_MS ? ms : BACKOFF_MAX_MS;
}

static void requeue_later(struct run *r, const char *key)
{
    int64_t n = requeues(r, key);
    run_set_note(r, key, val_int(n + 1));
    run_enqueue_after(r, key, delay_after(n));
}

/* ---- what has to be looked at again ---- */

/* A pod that has failed waits for the back-off; everything else is looked at at once. */
static void enqueue_owner(struct run *r, const struct val *pod)
{
    const struct val *refs = val_at(pod, "metadata.ownerReferences");
    for (size_t i = 0; i < val_len(refs); i++) {
        const struct val *ref = val_item(refs, i);
        if (!val_bool_or(val_get(ref, "controller"), false) || !val_str_equal(val_get(ref, "kind"), "Job"))
            continue;
        const char *key = arena_strf(r->arena, "%s/%s", val_at_str(pod, "metadata.namespace", ""), val_get_str(ref, "name", ""));
        int64_t n = requeues(r, key);
        if (val_str_equal(val_at(pod, "status.phase"), "Failed") && n > 0)
            run_enqueue_after(r, key, delay_after(n - 1));
        else
            run_enqueue(r, key);
    }
}

static void observe(struct run *r, const struct change *c)
{
    if (c->kind == kind_pod) {
        if (c->old && val_at(c->old, "metadata.ownerReferences") != val_at(c->doc, "metadata.ownerReferences"))
            enqueue_owner(r, c->old);
        enqueue_owner(r, c->doc);
        return;
    }
    run_enqueue_object(r, c->object);
}

/* ---- one Job ---- */

struct job {
    struct run *run;
    const struct val *doc;
    const char *key, *uid;
    const struct val **pods, **active; /* claimed ones; those that still run or may */
    size_t pod_count, active_count;
    int64_t succeeded, failed;
    struct val *status; /* owned: the new one */
};

static bool has_phase(const struct val *pod, const char *phase)
{
    return val_str_equal(val_at(pod, "status.phase"), phase);
}

static bool is_finished(const struct val *job)
{
    const struct val *conditions = val_at(job, "status.conditions");
    for (size_t i = 0; i < val_len(conditions); i++) {
        const char *type = val_get_str(val_item(conditions, i), "type", "");
        if ((!strcmp(type, "Complete") || !strcmp(type, "Failed")) && val_str_equal(val_get(val_item(conditions, i), "status"), "True"))
            return true;
    }
    return false;
}

static void read_pods(struct job *j)
{
    j->pods = claim(j->run, j->doc, kind_pod, val_at(j->doc, "spec.selector"), &j->pod_count);
    j->active = arena_alloc(j->run->arena, (j->pod_count + 1) * sizeof(*j->active));
    for (size_t i = 0; i < j->pod_count; i++) {
        j->succeeded += has_phase(j->pods[i], "Succeeded");
        j->failed += has_phase(j->pods[i], "Failed");
        if (pod_is_active(j->pods[i]))
            j->active[j->active_count++] = j->pods[i];
    }
}

static int64_t restarts_of(const struct val *statuses)
{
    int64_t n = 0;
    for (size_t i = 0; i < val_len(statuses); i++)
        n += val_at_int(val_item(statuses, i), "restartCount", 0);
    return n;
}

/* With OnFailure the kubelet restarts in place: restarts are counted instead of pods. */
static bool past_restart_limit(const struct job *j, int64_t limit)
{
    int64_t n = 0;
    if (!val_str_equal(val_at(j->doc, "spec.template.spec.restartPolicy"), "OnFailure"))
        return false;
    for (size_t i = 0; i < j->pod_count; i++)
        if (has_phase(j->pods[i], "Running") || has_phase(j->pods[i], "Pending"))
            n += restarts_of(val_at(j->pods[i], "status.initContainerStatuses")) + restarts_of(val_at(j->pods[i], "status.containerStatuses"));
    return limit == 0 ? n > 0 : n >= limit;
}

static bool past_deadline(const struct job *j)
{
    const struct val *seconds = val_at(j->doc, "spec.activeDeadlineSeconds");
    int64_t start = time_parse_ms(val_get_str(j->status, "startTime", ""));
    return seconds && j->run->now_ms - start >= val_int_or(seconds, 0) * 1000;
}

static void add_condition(struct job *j, const char *type, const char *reason, const char *message)
{
    struct val *conditions = val_ref(val_get(j->status, "conditions"));
    val_append(&conditions, val_fmt("{type:%s, status:'True', lastProbeTime:%V, lastTransitionTime:%V, reason:%s, message:%s}", type,
                                    time_val(j->run->now_ms), time_val(j->run->now_ms), reason, message));
    val_set(&j->status, "conditions", conditions);
}

static void fail(struct job *j, const char *reason, const char *message)
{
    for (size_t i = 0; i < j->active_count; i++) {
        struct status st = STATUS_INIT;
        pod_delete(j->run, j->doc, j->active[i], &st);
        status_release(&st);
    }
    j->failed += (int64_t)j->active_count;
    j->active_count = 0;
    add_condition(j, "Failed", reason, message);
    run_event(j->run, j->doc, "Warning", reason, "%s", message);
}

/* ---- the right number of pods ---- */

/* Which of two active pods goes first when there are too many (controller.ActivePods). */
static int by_worth(const void *a, const void *b)
{
    const struct val *x = *(const struct val *const *)a, *y = *(const struct val *const *)b;
    int d = !val_empty(val_at(x, "spec.nodeName")) - !val_empty(val_at(y, "spec.nodeName"));
    if (!d)
        d = has_phase(x, "Running") - has_phase(y, "Running");
    if (!d)
        d = pod_is_ready(x) - pod_is_ready(y);
    if (!d)
        d = (int)(restarts_of(val_at(y, "status.containerStatuses")) - restarts_of(val_at(x, "status.containerStatuses")));
    if (!d)
        d = strcmp(val_at_str(y, "metadata.creationTimestamp", ""), val_at_str(x, "metadata.creationTimestamp", ""));
    return d ? d : strcmp(val_at_str(x, "metadata.name", ""), val_at_str(y, "metadata.name", ""));
}

static int make_pod(void *arg, size_t i, struct status *st)
{
    struct job *j = arg;
    struct pod_plan plan = { .template = val_at(j->doc, "spec.template") };
    (void)i;
    return pod_create(j->run, j->doc, &plan, st);
}

static int64_t wanted(const struct job *j, int64_t active)
{
    const struct val *completions = val_at(j->doc, "spec.completions");
    int64_t parallelism = val_at_int(j->doc, "spec.parallelism", 1);
    if (!completions)
        return j->succeeded > 0 ? active : parallelism;
    int64_t left = val_int_or(completions, 1) - j->succeeded;
    return left < parallelism ? left : parallelism;
}

/* Makes or deletes pods; the number of active ones after it. -1 in *rc: some could not be made, *st. */
static int64_t manage(struct job *j, int *rc, struct status *st)
{
    int64_t active = (int64_t)j->active_count, parallelism = val_at_int(j->doc, "spec.parallelism", 1);
    if (active > parallelism) {
        qsort(j->active, j->active_count, sizeof(*j->active), by_worth);
        for (int64_t i = 0; i < active - parallelism && !*rc; i++)
            *rc = pod_delete(j->run, j->doc, j->active[i], st);
        return parallelism;
    }
    int64_t more = wanted(j, active) - active;
    if (more <= 0)
        return active;
    size_t made = slow_start((size_t)more, make_pod, j, st);
    if (made < (size_t)more)
        *rc = -1;
    return active + (int64_t)made;
}

static void complete_if_done(struct job *j, int64_t active)
{
    const struct val *completions = val_at(j->doc, "spec.completions");
    int64_t wanted_successes = val_int_or(completions, 1);
    bool complete = completions ? j->succeeded >= wanted_successes : j->succeeded > 0 && !active;
    if (!complete)
        return;
    if (completions && active > 0)
        run_event(j->run, j->doc, "Warning", "TooManyActivePods", "Too many active pods running after completion count reached");
    if (completions && j->succeeded > wanted_successes)
        run_event(j->run, j->doc, "Warning", "TooManySucceededPods", "Too many succeeded pods running after completion count reached");
    add_condition(j, "Complete", NULL, NULL);
    val_set(&j->status, "completionTime", time_val(j->run->now_ms));
    run_event(j->run, j->doc, "Normal", "Completed", "Job completed");
}

static void set_count(struct val **status, const char *key, int64_t n)
{
    if (n)
        val_set(status, key, val_int(n));
    else
        val_unset(status, key);
}

/* The time of the first sync; a deadline is looked at when it comes. */
static void begin(struct job *j)
{
    const struct val *deadline = val_at(j->doc, "spec.activeDeadlineSeconds");
    if (val_get(j->status, "startTime"))
        return;
    val_set(&j->status, "startTime", time_val(j->run->now_ms));
    if (deadline)
        run_enqueue_after(j->run, j->key, val_int_or(deadline, 0) * 1000);
}

static int sync_job(struct job *j, struct status *st)
{
    const struct val *old = val_get(j->doc, "status");
    int64_t limit = val_at_int(j->doc, "spec.backoffLimit", 6), active;
    int rc = 0;
    begin(j);
    bool new_failure = j->failed > val_at_int(old, "failed", 0);
    bool exceeds = new_failure && (int64_t)j->active_count != val_at_int(j->doc, "spec.parallelism", 1) && j->failed > limit;
    if (exceeds || past_restart_limit(j, limit))
        fail(j, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
    else if (past_deadline(j))
        fail(j, "DeadlineExceeded", "Job was active longer than specified deadline");
    active = (int64_t)j->active_count;
    bool failed = val_len(val_get(j->status, "conditions")) > val_len(val_get(old, "conditions"));
    if (!failed && !val_at(j->doc, "metadata.deletionTimestamp"))
        active = manage(j, &rc, st);
    if (!failed)
        complete_if_done(j, active);
    bool forget = j->succeeded > val_at_int(old, "succeeded", 0);
    set_count(&j->status, "active", active);
    set_count(&j->status, "succeeded", j->succeeded);
    set_count(&j->status, "failed", j->failed);
    if (!val_equal(old, j->status)) {
        const struct object *now = store_by_uid(j->run->store, j->uid);
        bool done = val_len(val_get(j->status, "conditions")) > val_len(val_get(old, "conditions"));
        if (now)
            api_update_status(j->run->cluster, now, val_ref(j->status), st);
        if (new_failure && !done) {
            if (forget)
                run_set_note(j->run, j->key, NULL);
            requeue_later(j->run, j->key);
            return rc;
        }
        forget = true;
    }
    if (forget && !rc)
        run_set_note(j->run, j->key, NULL);
    return rc;
}

static int sync(struct run *r, const char *key, struct status *st)
{
    const char *ns, *name;
    run_split_key(r, key, &ns, &name);
    const struct object *o = store_get(r->store, kind_job, ns, name);
    if (!o || is_finished(o->doc)) {
        run_set_note(r, key, NULL);
        return 0;
    }
    struct job j = { .run = r, .key = key, .doc = arena_val(r->arena, val_ref(o->doc)) };
    j.uid = val_at_str(j.doc, "metadata.uid", "");
    j.status = val_get(j.doc, "status") ? val_ref(val_get(j.doc, "status")) : val_object();
    read_pods(&j);
    int rc = sync_job(&j, st);
    val_unref(j.status);
    return rc;
}

const struct controller controller_job = {
    .name = "job-controller", .watches = watches, .observe = observe, .sync = sync,
};
