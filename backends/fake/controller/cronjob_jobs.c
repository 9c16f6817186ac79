/* The Jobs of a CronJob: those that run, those that ended, those to be made and those too many. See cronjob.h. */
#include <stdlib.h>
#include <string.h>

#include "backends/base/duration.h"
#include "backends/fake/controller/cronjob.h"
#include "backends/fake/controller/job.h"

/* ---- status.active ---- */

static const struct val *active_list(const struct cronjob *cj)
{
    return val_at(cj->doc, "status.active");
}

static size_t active_index(const struct cronjob *cj, const char *uid)
{
    size_t i = 0;
    while (i < val_len(active_list(cj)) && !val_str_equal(val_get(val_item(active_list(cj), i), "uid"), uid))
        i++;
    return i;
}

bool cronjob_is_active(const struct cronjob *cj, const char *uid)
{
    return active_index(cj, uid) < val_len(active_list(cj));
}

bool cronjob_has_active(const struct cronjob *cj)
{
    return !val_empty(active_list(cj));
}

static void remove_active(struct cronjob *cj, const char *uid)
{
    size_t i = active_index(cj, uid);
    if (i == val_len(active_list(cj)))
        return;
    struct val *active = val_ref(active_list(cj));
    val_remove(&active, i);
    if (val_len(active)) {
        val_put(&cj->doc, "status.active", active);
    } else {
        val_unref(active);
        val_drop(&cj->doc, "status.active");
    }
}

void cronjob_activate(struct cronjob *cj, const struct object *job, int64_t scheduled_ms)
{
    const struct val *meta = val_get(job->doc, "metadata");
    struct val *active = val_ref(active_list(cj));
    val_append(&active, val_fmt("{kind:Job, namespace:%s, name:%v, uid:%v, apiVersion:'batch/v1', resourceVersion:%v}", cj->ns,
                                val_get(meta, "name"), val_get(meta, "uid"), val_get(meta, "resourceVersion")));
    val_put(&cj->doc, "status.active", active);
    val_put(&cj->doc, "status.lastScheduleTime", time_val(scheduled_ms));
}

int cronjob_write_status(struct cronjob *cj, struct status *st)
{
    const struct object *o = store_get(cj->run->store, kind_cronjob, cj->ns, cj->name);
    const struct val *status = val_get(cj->doc, "status");
    if (!o || strcmp(o->uid, cj->uid) != 0 || val_equal(status, val_get(o->doc, "status")))
        return 0;
    return api_update_status(cj->run->cluster, o, status ? val_ref(status) : val_object(), st);
}

/* ---- what became of them ---- */

/* status.lastSuccessfulTime is the latest end of a Job that is complete. */
static void note_success(struct cronjob *cj, const struct val *job)
{
    const struct val *end = val_at(job, "status.completionTime"), *last = val_at(cj->doc, "status.lastSuccessfulTime");
    if (end && (!last || time_parse_ms(val_str_or(end, "")) > time_parse_ms(val_str_or(last, ""))))
        val_put(&cj->doc, "status.lastSuccessfulTime", val_ref(end));
}

static void see_job(struct cronjob *cj, const struct val *job)
{
    const char *uid = val_at_str(job, "metadata.uid", ""), *name = val_at_str(job, "metadata.name", "");
    const struct val *finished = job_finished_condition(job);
    const char *how = version_has(cj->version, FEATURE_CRONJOB_CONDITION_TEXT) ? "condition" : "status";
    bool active = cronjob_is_active(cj, uid);
    if (!active && !finished)
        run_event(cj->run, cj->doc, "Warning", "UnexpectedJob", "Saw a job that the controller did not create or forgot: %s", name);
    if (!finished)
        return;
    if (active) {
        remove_active(cj, uid);
        run_event(cj->run, cj->doc, "Normal", "SawCompletedJob", "Saw completed job: %s, %s: %s", name, how,
                  val_get_str(finished, "type", ""));
    }
    if (version_has(cj->version, FEATURE_CRONJOB_V2) && val_str_equal(val_get(finished, "type"), "Complete"))
        note_success(cj, job);
}

void cronjob_see_jobs(struct cronjob *cj)
{
    for (size_t i = 0; i < cj->job_count; i++)
        see_job(cj, cj->jobs[i]);
    const struct val *before = arena_val(cj->run->arena, val_ref(active_list(cj)));
    for (size_t i = 0; i < val_len(before); i++) {
        const struct val *ref = val_item(before, i);
        if (store_by_uid(cj->run->store, val_get_str(ref, "uid", "")))
            continue;
        run_event(cj->run, cj->doc, "Normal", "MissingJob", "Active job went missing: %s", val_get_str(ref, "name", ""));
        remove_active(cj, val_get_str(ref, "uid", ""));
    }
}

/* ---- making and deleting ---- */

int cronjob_create_job(struct cronjob *cj, const char *name, struct val *annotations, const struct object **out, struct status *st)
{
    const struct val *template = val_at(cj->doc, "spec.jobTemplate");
    struct val *all = val_ref(val_at(template, "metadata.annotations"));
    for (size_t i = 0; i < val_len(annotations); i++)
        val_set(&all, val_key(annotations, i), val_ref(val_item(annotations, i)));
    val_unref(annotations);
    struct val *job = val_fmt("{apiVersion:'batch/v1', kind:Job, metadata:{name:%s, namespace:%s, labels:%v, annotations:%V,"
                              " ownerReferences:[%V]}, spec:%v}",
                              name, cj->ns, val_at(template, "metadata.labels"), all, controller_reference(cj->doc),
                              val_get(template, "spec"));
    if (api_create(cj->run->cluster, kind_job, cj->ns, job, NULL, out, st) == 0)
        return 0;
    *out = store_get(cj->run->store, kind_job, cj->ns, name);
    return -1;
}

int cronjob_delete_job(struct cronjob *cj, const struct val *job, struct status *st)
{
    struct delete_options background = DELETE_OPTIONS_INIT;
    const char *name = val_at_str(job, "metadata.name", ""), *uid = val_at_str(job, "metadata.uid", "");
    const struct object *o = store_by_uid(cj->run->store, uid);
    background.propagation = "Background";
    if (o && api_delete(cj->run->cluster, o, &background, st) < 0) {
        run_event(cj->run, cj->doc, "Warning", "FailedDelete", "Deleted job: %s", st->message);
        return -1;
    }
    remove_active(cj, uid);
    run_event(cj->run, cj->doc, "Normal", "SuccessfulDelete", "Deleted job %s", name);
    return 0;
}

int cronjob_delete_active(struct cronjob *cj, struct status *st)
{
    const struct val *active = arena_val(cj->run->arena, val_ref(active_list(cj)));
    for (size_t i = 0; i < val_len(active); i++) {
        const struct object *o = store_by_uid(cj->run->store, val_get_str(val_item(active, i), "uid", ""));
        if (o && cronjob_delete_job(cj, arena_val(cj->run->arena, val_ref(o->doc)), st) < 0)
            return -1;
    }
    return 0;
}

/* ---- history ---- */

static int by_start(const void *a, const void *b)
{
    const struct val *x = *(const struct val *const *)a, *y = *(const struct val *const *)b;
    int d = strcmp(val_at_str(x, "status.startTime", "~"), val_at_str(y, "status.startTime", "~"));
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
    size_t surplus = n - (size_t)val_int_or(limit, 0);
    qsort(jobs, n, sizeof(*jobs), by_start);
    for (size_t i = 0; i < surplus; i++) {
        struct status st = STATUS_INIT; /* the event has told it */
        cronjob_delete_job(cj, jobs[i], &st);
        status_release(&st);
    }
}

void cronjob_trim(struct cronjob *cj)
{
    trim(cj, "Complete", "spec.successfulJobsHistoryLimit");
    trim(cj, "Failed", "spec.failedJobsHistoryLimit");
}

/* ---- times ---- */

int64_t cronjob_since_ms(const struct cronjob *cj)
{
    return time_parse_ms(val_at_str(cj->doc, "status.lastScheduleTime", val_at_str(cj->doc, "metadata.creationTimestamp", "")));
}

int64_t cronjob_deadline_ms(const struct cronjob *cj)
{
    const struct val *seconds = val_at(cj->doc, "spec.startingDeadlineSeconds");
    return seconds ? cj->run->now_ms - duration_seconds_ms(val_int_or(seconds, 0)) : INT64_MIN;
}
