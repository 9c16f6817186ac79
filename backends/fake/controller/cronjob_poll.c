/*
 * The CronJob controller that polls, of v1.20 and before: every 10 s it looks at all CronJobs.  Mirrors
 * pkg/controller/cronjob/cronjob_controller.go and utils.go, v1.20.2.
 *
 * It polls at start + cronjobSyncOffset + k * 10 s.  Polls that cannot find anything to do are left out: the next one that
 * matters is worked out from the schedules, and a change of a CronJob or of one of its Jobs asks for the poll that follows it.
 */
#include <inttypes.h>
#include <string.h>

#include "backends/base/rfc3339.h"
#include "backends/fake/controller/cronjob.h"

enum { POLL_MS = 10 * 1000, MISSED_MAX = 100 };

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

void cronjob_poll_observe(struct run *r, const struct change *c)
{
    const struct val *doc = c->doc;
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

/* The latest time that was missed, in *latest_ms (CRON_NEVER: none). -1: too many; told in an event. */
static int latest_missed(struct cronjob *cj, const struct cron_schedule *s, int64_t *latest_ms)
{
    int64_t earliest = cronjob_since_ms(cj), deadline = cronjob_deadline_ms(cj), now = cj->run->now_ms;
    int missed = 0;
    *latest_ms = CRON_NEVER;
    if (deadline > earliest)
        earliest = deadline;
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

/* Each part writes the status by itself, as a watch shows: a Job that has ended, then the next one that runs. */
static void write_status(struct cronjob *cj)
{
    struct status st = STATUS_INIT;
    cronjob_write_status(cj, &st);
    status_release(&st);
}

static void start_job(struct cronjob *cj, int64_t scheduled_ms)
{
    struct status st = STATUS_INIT;
    const struct object *job;
    const char *name = arena_strf(cj->run->arena, "%s-%" PRId64, cj->name, scheduled_ms / 1000);
    if (cronjob_create_job(cj, name, NULL, &job, &st) == 0) {
        cronjob_activate(cj, job, scheduled_ms);
        run_event(cj->run, cj->doc, "Normal", "SuccessfulCreate", "Created job %s", name);
        write_status(cj);
    } else if (!strstr(st.message, "because it is being terminated")) {
        run_event(cj->run, cj->doc, "Warning", "FailedCreate", "Error creating job: %s", st.message);
    }
    status_release(&st);
}

static void start_if_due(struct cronjob *cj, const struct cron_schedule *s)
{
    const char *policy = val_at_str(cj->doc, "spec.concurrencyPolicy", "Allow");
    int64_t due_ms;
    if (latest_missed(cj, s, &due_ms) < 0 || due_ms == CRON_NEVER)
        return;
    if (due_ms < cronjob_deadline_ms(cj)) {
        struct strbuf when = STRBUF_INIT;
        time_add_rfc1123z(&when, due_ms);
        run_event(cj->run, cj->doc, "Warning", "MissSchedule", "Missed scheduled time to start a job: %s", when.buf);
        strbuf_release(&when);
        return;
    }
    if (!strcmp(policy, "Forbid") && cronjob_has_active(cj))
        return;
    if (!strcmp(policy, "Replace")) {
        struct status st = STATUS_INIT;
        int rc = cronjob_delete_active(cj, &st);
        status_release(&st);
        if (rc < 0)
            return;
    }
    start_job(cj, due_ms);
}

/* The poll at which the schedule may want something next. */
static void plan_next(struct cronjob *cj, const struct cron_schedule *s)
{
    int64_t next = cron_next(s, cronjob_since_ms(cj), tz_utc);
    if (next != CRON_NEVER && next <= cj->run->now_ms)
        next = cron_next(s, cj->run->now_ms, tz_utc);
    if (!strcmp(val_at_str(cj->doc, "spec.concurrencyPolicy", ""), "Forbid") && cronjob_has_active(cj))
        return; /* the Job's end asks for a look */
    if (next != CRON_NEVER)
        look_again(cj->run, cj->key, next);
}

int cronjob_poll(struct cronjob *cj, struct status *st)
{
    struct cron_schedule schedule;
    struct strbuf err = STRBUF_INIT;
    cronjob_see_jobs(cj);
    write_status(cj);
    bool parsed = cron_parse(&schedule, val_at_str(cj->doc, "spec.schedule", ""), cj->version, &err) == 0;
    bool idle = val_at(cj->doc, "metadata.deletionTimestamp") || val_at_bool(cj->doc, "spec.suspend", false);
    if (!idle && !parsed)
        run_event(cj->run, cj->doc, "Warning", "FailedNeedsStart",
                  "Cannot determine if job needs to be started: unparseable schedule: %s : %s",
                  val_at_str(cj->doc, "spec.schedule", ""), err.buf);
    if (!idle && parsed) {
        start_if_due(cj, &schedule);
        plan_next(cj, &schedule);
    }
    cronjob_trim(cj);
    strbuf_release(&err);
    return cronjob_write_status(cj, st);
}
