/* Which Job has to be looked at, and when; and what every way of counting shares. See job.h. */
#include "backends/fake/controller/job.h"

#include <string.h>

#include "backends/base/duration.h"
#include "backends/base/owner.h"

enum { BATCH_MS = 1000 };

static const char *const watches[] = { "batch/jobs", "/pods", NULL };

bool pod_has_phase(const struct val *pod, const char *phase)
{
    return val_str_equal(val_get(val_get(pod, "status"), "phase"), phase);
}

const struct val *job_true_condition(const struct val *status, const char *type)
{
    const struct val *condition = val_find(val_get(status, "conditions"), "type", type, NULL);
    return val_str_equal(val_get(condition, "status"), "True") ? condition : NULL;
}

const struct val *job_finished_condition(const struct val *job)
{
    const struct val *status = val_get(job, "status"), *complete = job_true_condition(status, "Complete");
    return complete ? complete : job_true_condition(status, "Failed");
}

bool job_is_finished(const struct val *job)
{
    return job_finished_condition(job) != NULL;
}

/* A Job that names another controller is not ours. */
static bool is_ours(const struct run *r, const struct val *job)
{
    return !version_has(r->cluster->version, FEATURE_JOB_MANAGED_BY) ||
           !strcmp(val_at_str(job, "spec.managedBy", "kubernetes.io/job-controller"), "kubernetes.io/job-controller");
}

/* ---- what has to be looked at again ---- */

/* The Job that controls a pod, or NULL. */
static const struct object *job_of(struct run *r, const struct val *pod)
{
    const struct val *ref = owner_controller(pod);
    if (!val_str_equal(val_get(ref, "kind"), "Job"))
        return NULL;
    const struct object *o = store_get(r->store, kind_job, val_at_str(pod, "metadata.namespace", ""), val_get_str(ref, "name", ""));
    return o && val_str_equal(val_get(ref, "uid"), o->uid) ? o : NULL;
}

static void enqueue_for_pod(struct run *r, const struct object *job, const struct val *pod)
{
    const char *key = arena_strf(r->arena, "%s/%s", job->ns, job->name);
    int64_t delay = version_has(r->cluster->version, FEATURE_JOB_BATCHES) ? BATCH_MS : 0;
    if (!version_has(r->cluster->version, FEATURE_JOB_RETRY_RECORD) && pod_has_phase(pod, "Failed"))
        delay += job_queue_delay_ms(r, key);
    if (delay)
        run_enqueue_after(r, key, delay);
    else
        run_enqueue(r, key);
}

/* A pod that nobody controls may be adopted by a Job whose selector it matches. */
static void enqueue_adopters(struct run *r, const struct val *pod)
{
    const char *ns = val_at_str(pod, "metadata.namespace", "");
    const struct val *labels = val_at(pod, "metadata.labels");
    for (const struct object *o = store_first(r->store, kind_job, ns); o; o = store_next(r->store, o, ns))
        if (labels_match(labels, val_at(o->doc, "spec.selector")))
            enqueue_for_pod(r, o, pod);
}

/* A pod whose Job is gone or has finished is let go of; its key has two slashes. */
static void enqueue_orphan(struct run *r, const struct val *pod)
{
    if (has_finalizer(pod, JOB_FINALIZER))
        run_enqueue(r, arena_strf(r->arena, "/%s/%s", val_at_str(pod, "metadata.namespace", ""), val_at_str(pod, "metadata.name", "")));
}

static void observe_pod(struct run *r, const struct change *c)
{
    const struct val *before = c->old ? val_at(c->old, "metadata.ownerReferences") : NULL, *refs = val_at(c->doc, "metadata.ownerReferences");
    const struct object *job = job_of(r, c->doc), *former = before != refs ? job_of(r, c->old) : NULL;
    bool going = c->type == CHANGE_DELETED || c->object->deleting;
    if (former && former != job)
        enqueue_for_pod(r, former, c->old);
    if (going && (!job || job_is_finished(job->doc)) && c->type != CHANGE_DELETED)
        enqueue_orphan(r, c->doc);
    if (job)
        enqueue_for_pod(r, job, c->doc);
    else if (!owner_controller(c->doc) && !going) {
        enqueue_orphan(r, c->doc);
        if (!c->old || before != refs || !val_equal(val_at(c->old, "metadata.labels"), val_at(c->doc, "metadata.labels")))
            enqueue_adopters(r, c->doc);
    }
}

/* Another deadline: the Job is looked at when it comes. */
static void observe_deadline(struct run *r, const struct change *c, const char *key)
{
    int64_t at_ms = job_deadline_ms(c->doc, val_get(c->doc, "status"));
    if (c->old && at_ms != INT64_MAX && !val_equal(val_at(c->doc, "spec.activeDeadlineSeconds"), val_at(c->old, "spec.activeDeadlineSeconds")))
        run_enqueue_at(r, key, at_ms);
}

static void observe(struct run *r, const struct change *c)
{
    if (c->kind == kind_pod) {
        observe_pod(r, c);
        return;
    }
    const char *key = arena_strf(r->arena, "%s/%s", c->object->ns, c->object->name);
    bool status_only = c->type == CHANGE_MODIFIED && version_has(r->cluster->version, FEATURE_JOB_RETRY_RECORD) &&
                       val_equal(val_at(c->old, "metadata.generation"), val_at(c->doc, "metadata.generation"));
    if (status_only)
        run_enqueue_after(r, key, BATCH_MS);
    else
        run_enqueue(r, key);
    if (c->type == CHANGE_DELETED || (c->type == CHANGE_MODIFIED && job_is_finished(c->doc)))
        for (const struct dependent *d = store_dependents(r->store, c->object->uid); d; d = d->next)
            if (d->object->kind == kind_pod && d->controller)
                enqueue_orphan(r, d->object->doc);
    observe_deadline(r, c, key);
}

/* ---- status ---- */

void job_set_count(struct job *j, const char *key, int64_t n)
{
    if (n)
        val_set(&j->status, key, val_int(n));
    else
        val_unset(&j->status, key);
}

bool job_set_condition(struct job *j, const struct job_condition *c, bool on)
{
    size_t at;
    const char *value = on ? "True" : "False", *reason = c->reason ? c->reason : "", *message = c->message ? c->message : "";
    const struct val *have = val_find(val_get(j->status, "conditions"), "type", c->type, &at);
    if (have ? val_str_equal(val_get(have, "status"), value) && !strcmp(val_get_str(have, "reason", ""), reason) &&
                   !strcmp(val_get_str(have, "message", ""), message)
             : !on)
        return false;
    struct val *conditions = val_ref(val_get(j->status, "conditions"));
    struct val *made = val_fmt("{type:%s, status:%s, lastProbeTime:%V, lastTransitionTime:%V, reason:%s, message:%s}", c->type, value,
                               time_val(j->run->now_ms), time_val(j->run->now_ms), c->reason, c->message);
    if (have)
        val_replace(&conditions, at, made);
    else
        val_append(&conditions, made);
    val_set(&j->status, "conditions", conditions);
    return true;
}

int job_write_status(struct job *j, struct status *st)
{
    const struct object *now = store_by_uid(j->run->store, j->uid);
    return now ? api_update_status(j->run->cluster, now, val_ref(j->status), st) : 0;
}

/* A start counts once it is written: while nothing else of the status changes it is not, and comes anew with each look. */
static bool start_is_written(const struct job *j)
{
    const struct object *now = store_by_uid(j->run->store, j->uid);
    return now && val_at(now->doc, "status.startTime");
}

void job_start(struct job *j)
{
    if (j->suspended || val_get(j->status, "startTime"))
        return;
    val_set(&j->status, "startTime", time_val(j->run->now_ms));
}

int64_t job_deadline_ms(const struct val *job, const struct val *status)
{
    const struct val *seconds = val_at(job, "spec.activeDeadlineSeconds"), *start = val_get(status, "startTime");
    return seconds && start ? time_parse_ms(val_str_or(start, "")) + duration_seconds_ms(val_int_or(seconds, 0)) : INT64_MAX;
}

void job_await_deadline(struct job *j)
{
    int64_t at_ms = job_deadline_ms(j->doc, j->status);
    if (at_ms != INT64_MAX && !j->suspended && start_is_written(j))
        run_enqueue_at(j->run, j->key, at_ms);
}

bool job_note_suspension(struct job *j)
{
    const struct job_condition suspended = { "Suspended", j->suspended ? "JobSuspended" : "JobResumed",
                                             j->suspended ? "Job suspended" : "Job resumed" };
    if (!version_has(j->version, FEATURE_JOB_SUSPEND) || !job_set_condition(j, &suspended, j->suspended))
        return false;
    run_event(j->run, j->doc, "Normal", j->suspended ? "Suspended" : "Resumed", "%s", suspended.message);
    if (!j->suspended) {
        val_unset(&j->status, "startTime");
        job_start(j);
    } else if (version_has(j->version, FEATURE_JOB_SUSPEND_CLEARS_START)) {
        val_unset(&j->status, "startTime");
    }
    return true;
}

bool job_is_complete(const struct job *j)
{
    return j->running == 0 && (j->completions < 0 ? j->succeeded > 0 : j->succeeded >= j->completions);
}

/* ---- one key ---- */

static int release_orphan(struct run *r, const char *key, struct status *st)
{
    const char *ns, *name;
    run_split_key(r, key + 1, &ns, &name);
    const struct object *pod = store_get(r->store, kind_pod, ns, name);
    const struct object *job = pod ? job_of(r, pod->doc) : NULL;
    bool others = pod && owner_controller(pod->doc) && !val_str_equal(val_get(owner_controller(pod->doc), "kind"), "Job");
    if (!pod || others || (job && (!job_is_finished(job->doc) || !is_ours(r, job->doc))))
        return 0;
    return job_release_pod(r, pod->doc, st);
}

static void begin(struct job *j, struct run *r, const char *key, const struct val *doc)
{
    bool indexes = version_has(r->cluster->version, FEATURE_JOB_INDEXED);
    *j = (struct job){ .run = r, .key = key, .version = r->cluster->version, .doc = doc };
    j->uid = val_at_str(doc, "metadata.uid", "");
    j->name = val_at_str(doc, "metadata.name", "");
    j->tracked = version_has(j->version, FEATURE_JOB_TRACKING);
    j->suspended = version_has(j->version, FEATURE_JOB_SUSPEND) && val_at_bool(doc, "spec.suspend", false);
    j->indexed = indexes && val_str_equal(val_at(doc, "spec.completionMode"), "Indexed");
    j->per_index = j->indexed && version_has(j->version, FEATURE_JOB_PER_INDEX) && val_at(doc, "spec.backoffLimitPerIndex");
    j->parallelism = val_at_int(doc, "spec.parallelism", 1);
    j->completions = val_at_int(doc, "spec.completions", -1);
    j->status = val_get(doc, "status") ? val_ref(val_get(doc, "status")) : val_object();
}

static int sync(struct run *r, const char *key, struct status *st)
{
    const char *ns, *name;
    if (*key == '/')
        return release_orphan(r, key, st);
    run_split_key(r, key, &ns, &name);
    const struct object *o = store_get(r->store, kind_job, ns, name);
    if (!o || job_is_finished(o->doc)) {
        run_set_note(r, key, NULL);
        return 0;
    }
    if (!is_ours(r, o->doc))
        return 0;
    struct job j;
    begin(&j, r, key, arena_val(r->arena, val_ref(o->doc)));
    int rc = j.tracked ? job_track(&j, st) : job_count(&j, st);
    if (!rc)
        job_settle_pods(&j);
    val_unref(j.status);
    return rc;
}

const struct controller controller_job = {
    .name = "job-controller", .watches = watches, .observe = observe, .sync = sync,
};
