/*
 * The CronJob controller that polls, of v1.20 and before: every 10 s it looks at all CronJobs.  Mirrors
 * pkg/controller/cronjob/cronjob_controller.go and utils.go, v1.20.2.
 *
 * It polls at start + cronjobSyncOffset + k * 10 s.  Polls that cannot find anything to do are left out: the next one that
 * matters is worked out from the schedules, and a change of a CronJob or of one of its Jobs asks for the poll that follows it.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/rfc3339.h"
#include "backends/fake/cluster.h"
#include "backends/fake/controller/job.h"
#include "backends/fake/cron.h"

enum { POLL_MS = 10 * 1000, MISSED_MAX = 100 };

static const char *const watches[] = { "batch/cronjobs", "batch/jobs", NULL };

/* The first poll at or after at_ms. */
static int64_t poll_at(const struct cluster *c, int64_t at_ms)
{
    int64_t first = c->settings.start_ms + c->settings.cronjob_sync_offset_ms;
    if (at_ms <= first)
        return first;
    return first + (at_ms - first + POLL_MS - 1) / POLL_MS * POLL_MS;
}

static void look_again(struct run *r, const char *key, int64_t at_ms)
{
    run_enqueue_at(r, key, poll_at(r->cluster, at_ms));
}

static void observe(struct run *r, const struct change *c)
{
    const struct val *doc = c->doc;
    if (!version_between(r->cluster->version, 0, 21))
        return;
    if (c->kind == kind_cronjob) {
        if (c->type == CHANGE_DELETED)
            run_cancel(r, arena_strf(r->arena, "%s/%s", c->object->ns, c->object->name));
        else if (c->type == CHANGE_ADDED || val_get(c->old, "spec") != val_get(doc, "spec"))
            look_again(r, arena_strf(r->arena, "%s/%s", c->object->ns, c->object->name), r->now_ms + 1);
        return;
    }
    const struct val *refs = val_at(doc, "metadata.ownerReferences");
    for (size_t i = 0; i < val_len(refs); i++)
        if (val_str_equal(val_get(val_item(refs, i), "kind"), "CronJob"))
            look_again(r, arena_strf(r->arena, "%s/%s", c->object->ns, val_get_str(val_item(refs, i), "name", "")), r->now_ms + 1);
}

/* ---- one CronJob ---- */

struct cronjob {
    struct run *run;
    const char *ns, *name, *uid, *key;
    struct val *doc;          /* owned: as it is now */
    const struct val **jobs;  /* its own */
    size_t job_count;
};

static size_t active_index(const struct cronjob *cj, const char *uid)
{
    const struct val *active = val_at(cj->doc, "status.active");
    size_t i = 0;
    while (i < val_len(active) && !val_str_equal(val_get(val_item(active, i), "uid"), uid))
        i++;
    return i;
}

static bool is_active(const struct cronjob *cj, const char *uid)
{
    return active_index(cj, uid) < val_len(val_at(cj->doc, "status.active"));
}

static void remove_active(struct cronjob *cj, size_t i)
{
    struct val *active = val_ref(val_at(cj->doc, "status.active"));
    val_remove(&active, i);
    if (val_len(active)) {
        val_put(&cj->doc, "status.active", active);
    } else {
        val_unref(active);
        val_drop(&cj->doc, "status.active");
    }
}

static void write_status(struct cronjob *cj)
{
    struct status st = STATUS_INIT;
    const struct object *o = store_get(cj->run->store, kind_cronjob, cj->ns, cj->name);
    const struct val *status = val_get(cj->doc, "status");
    if (o && !strcmp(o->uid, cj->uid))
        api_update_status(cj->run->cluster, o, status ? val_ref(status) : val_object(), &st);
    status_release(&st);
}

/* What became of the Jobs since the last look. */
static void see_jobs(struct cronjob *cj)
{
    for (size_t i = 0; i < cj->job_count; i++) {
        const char *uid = val_at_str(cj->jobs[i], "metadata.uid", ""), *name = val_at_str(cj->jobs[i], "metadata.name", "");
        const struct val *finished = job_finished_condition(cj->jobs[i]);
        bool active = is_active(cj, uid);
        if (!active && !finished)
            run_event(cj->run, cj->doc, "Warning", "UnexpectedJob", "Saw a job that the controller did not create or forgot: %s", name);
        if (!active || !finished)
            continue;
        remove_active(cj, active_index(cj, uid));
        run_event(cj->run, cj->doc, "Normal", "SawCompletedJob", "Saw completed job: %s, status: %s", name, val_get_str(finished, "type", ""));
    }
    for (size_t i = val_len(val_at(cj->doc, "status.active")); i-- > 0;) {
        const struct val *ref = val_item(val_at(cj->doc, "status.active"), i);
        if (store_by_uid(cj->run->store, val_get_str(ref, "uid", "")))
            continue;
        run_event(cj->run, cj->doc, "Normal", "MissingJob", "Active job went missing: %s", val_get_str(ref, "name", ""));
        remove_active(cj, i);
    }
    write_status(cj);
}

/* ---- when ---- */

/* The latest time that was missed, in *latest_ms (CRON_NEVER: none). -1: too many, or no schedule; told in an event. */
static int latest_missed(struct cronjob *cj, const struct cron_schedule *s, int64_t *latest_ms)
{
    const struct val *deadline = val_at(cj->doc, "spec.startingDeadlineSeconds");
    const char *last = val_at_str(cj->doc, "status.lastScheduleTime", val_at_str(cj->doc, "metadata.creationTimestamp", ""));
    int64_t earliest = time_parse_ms(last), now = cj->run->now_ms;
    int missed = 0;
    *latest_ms = CRON_NEVER;
    if (deadline && now - val_int_or(deadline, 0) * 1000 > earliest)
        earliest = now - val_int_or(deadline, 0) * 1000;
    for (int64_t t = cron_next(s, earliest, tz_utc); t != CRON_NEVER && t <= now; t = cron_next(s, t, tz_utc)) {
        *latest_ms = t;
        if (++missed > MISSED_MAX) {
            run_event(cj->run, cj->doc, "Warning", "FailedNeedsStart",
                      "Cannot determine if job needs to be started: too many missed start time (> 100). Set or decrease "
                      ".spec.startingDeadlineSeconds or check clock skew");
            return -1;
        }
    }
    return 0;
}

/* ---- starting ---- */

static void delete_job(struct cronjob *cj, const struct val *job)
{
    struct delete_options background = DELETE_OPTIONS_INIT;
    struct status st = STATUS_INIT;
    const char *name = val_at_str(job, "metadata.name", ""), *uid = val_at_str(job, "metadata.uid", "");
    const struct object *o = store_by_uid(cj->run->store, uid);
    background.propagation = "Background";
    if (o && api_delete(cj->run->cluster, o, &background, &st) < 0) {
        run_event(cj->run, cj->doc, "Warning", "FailedDelete", "Deleted job: %s", st.message);
    } else {
        if (is_active(cj, uid))
            remove_active(cj, active_index(cj, uid));
        run_event(cj->run, cj->doc, "Normal", "SuccessfulDelete", "Deleted job %s", name);
    }
    status_release(&st);
}

static void replace_active(struct cronjob *cj)
{
    const struct val *active = arena_val(cj->run->arena, val_ref(val_at(cj->doc, "status.active")));
    for (size_t i = 0; i < val_len(active); i++) {
        const struct object *o = store_by_uid(cj->run->store, val_get_str(val_item(active, i), "uid", ""));
        if (o)
            delete_job(cj, arena_val(cj->run->arena, val_ref(o->doc)));
    }
}

static struct val *job_from(struct cronjob *cj, int64_t scheduled_ms)
{
    const struct val *template = val_at(cj->doc, "spec.jobTemplate");
    struct val *name = val_stringf("%s-%" PRId64, cj->name, scheduled_ms / 1000);
    return val_fmt("{apiVersion:'batch/v1', kind:Job, metadata:{name:%V, namespace:%s, labels:%v, annotations:%v, ownerReferences:[%V]}, spec:%v}",
                   name, cj->ns, val_at(template, "metadata.labels"), val_at(template, "metadata.annotations"),
                   controller_reference(cj->doc), val_get(template, "spec"));
}

static void start_job(struct cronjob *cj, int64_t scheduled_ms)
{
    struct status st = STATUS_INIT;
    const struct object *job;
    if (api_create(cj->run->cluster, kind_job, cj->ns, job_from(cj, scheduled_ms), NULL, &job, &st) < 0) {
        if (!strstr(st.message, "because it is being terminated"))
            run_event(cj->run, cj->doc, "Warning", "FailedCreate", "Error creating job: %s", st.message);
        status_release(&st);
        return;
    }
    const struct val *meta = val_get(job->doc, "metadata");
    struct val *active = val_ref(val_at(cj->doc, "status.active"));
    val_append(&active, val_fmt("{kind:Job, namespace:%s, name:%v, uid:%v, apiVersion:'batch/v1', resourceVersion:%v}", cj->ns,
                                val_get(meta, "name"), val_get(meta, "uid"), val_get(meta, "resourceVersion")));
    val_put(&cj->doc, "status.active", active);
    val_put(&cj->doc, "status.lastScheduleTime", time_val(scheduled_ms));
    run_event(cj->run, cj->doc, "Normal", "SuccessfulCreate", "Created job %s", job->name);
    write_status(cj);
}

static void start_if_due(struct cronjob *cj, const struct cron_schedule *s)
{
    const char *policy = val_at_str(cj->doc, "spec.concurrencyPolicy", "Allow");
    const struct val *deadline = val_at(cj->doc, "spec.startingDeadlineSeconds");
    int64_t due_ms;
    if (latest_missed(cj, s, &due_ms) < 0 || due_ms == CRON_NEVER)
        return;
    if (deadline && due_ms + val_int_or(deadline, 0) * 1000 < cj->run->now_ms) {
        struct strbuf when = STRBUF_INIT;
        time_add_rfc1123z(&when, due_ms);
        run_event(cj->run, cj->doc, "Warning", "MissSchedule", "Missed scheduled time to start a job: %s", when.buf);
        strbuf_release(&when);
        return;
    }
    if (!strcmp(policy, "Forbid") && val_len(val_at(cj->doc, "status.active")))
        return;
    if (!strcmp(policy, "Replace"))
        replace_active(cj);
    start_job(cj, due_ms);
}

/* ---- history ---- */

static int by_start(const void *a, const void *b)
{
    const struct val *x = *(const struct val *const *)a, *y = *(const struct val *const *)b;
    const char *s = val_at_str(x, "status.startTime", "~"), *t = val_at_str(y, "status.startTime", "~");
    int d = strcmp(s, t);
    return d ? d : strcmp(val_at_str(x, "metadata.name", ""), val_at_str(y, "metadata.name", ""));
}

static void trim(struct cronjob *cj, const char *type, const char *limit_path)
{
    const struct val *limit = val_at(cj->doc, limit_path);
    const struct val **jobs = arena_alloc(cj->run->arena, (cj->job_count + 1) * sizeof(*jobs));
    size_t n = 0;
    for (size_t i = 0; i < cj->job_count; i++)
        if (val_str_equal(val_get(job_finished_condition(cj->jobs[i]), "type"), type))
            jobs[n++] = cj->jobs[i];
    if (!limit || (int64_t)n <= val_int_or(limit, 0))
        return;
    qsort(jobs, n, sizeof(*jobs), by_start);
    for (size_t i = 0; i < n - (size_t)val_int_or(limit, 0); i++)
        delete_job(cj, jobs[i]);
}

/* The poll at which the schedule may want something next. */
static void plan_next(struct cronjob *cj, const struct cron_schedule *s)
{
    bool held = !strcmp(val_at_str(cj->doc, "spec.concurrencyPolicy", ""), "Forbid") && val_len(val_at(cj->doc, "status.active"));
    int64_t next = cron_next(s, cj->run->now_ms, tz_utc);
    if (held)
        return; /* the Job's end asks for a look */
    if (next != CRON_NEVER)
        look_again(cj->run, cj->key, next);
}

static int sync(struct run *r, const char *key, struct status *st)
{
    struct cronjob cj = { .run = r, .key = key };
    struct cron_schedule schedule;
    struct strbuf err = STRBUF_INIT;
    (void)st;
    run_split_key(r, key, &cj.ns, &cj.name);
    const struct object *o = store_get(r->store, kind_cronjob, cj.ns, cj.name);
    if (!o)
        return 0;
    cj.doc = val_ref(o->doc);
    cj.uid = arena_strdup(r->arena, o->uid);
    cj.jobs = store_collect_owned(r->store, r->arena, kind_job, cj.uid, &cj.job_count);
    see_jobs(&cj);
    bool parsed = cron_parse(&schedule, val_at_str(cj.doc, "spec.schedule", ""), r->cluster->version, &err) == 0;
    bool idle = val_at(cj.doc, "metadata.deletionTimestamp") || val_at_bool(cj.doc, "spec.suspend", false);
    if (!idle && !parsed)
        run_event(r, cj.doc, "Warning", "FailedNeedsStart", "Cannot determine if job needs to be started: unparseable schedule: %s : %s",
                  val_at_str(cj.doc, "spec.schedule", ""), err.buf);
    if (!idle && parsed) {
        start_if_due(&cj, &schedule);
        plan_next(&cj, &schedule);
    }
    trim(&cj, "Complete", "spec.successfulJobsHistoryLimit");
    trim(&cj, "Failed", "spec.failedJobsHistoryLimit");
    write_status(&cj);
    strbuf_release(&err);
    val_unref(cj.doc);
    return 0;
}

const struct controller controller_cronjob = {
    .name = "cronjob-controller", .watches = watches, .observe = observe, .sync = sync,
};
