/*
 * The CronJob controller since v1.21: it looks when something changes, and when the schedule says.  Mirrors
 * pkg/controller/cronjob/cronjob_controllerv2.go and utils.go, v1.37.2 (older words by features.def).
 */
#include <inttypes.h>
#include <string.h>

#include "backends/base/owner.h"
#include "backends/base/rfc3339.h"
#include "backends/fake/controller/cronjob.h"

enum { AFTER_MS = 100, MANY_MISSED = 100 };

/* ---- what the schedule asks for ---- */

struct plan {
    struct cron_schedule schedule;
    const struct tz *tz;
};

/* What is due at a moment. */
struct due {
    int64_t since_ms; /* from when on it was looked */
    int64_t at_ms;    /* the latest time that was missed; CRON_NEVER: none */
    bool missed, many;
    bool impossible;  /* the schedule has no two times: the 31st of February */
};

/* time.Time's zero is long past, so a time that never comes is before every other. */
static bool is_due(int64_t next_ms, int64_t now_ms)
{
    return next_ms == CRON_NEVER || next_ms <= now_ms;
}

static struct due due_since(const struct plan *p, int64_t since_ms, int64_t now_ms)
{
    struct due due = { .since_ms = since_ms, .at_ms = CRON_NEVER };
    int64_t first = cron_next(&p->schedule, since_ms, p->tz);
    int64_t second = first == CRON_NEVER ? CRON_NEVER : cron_next(&p->schedule, first, p->tz);
    if (!is_due(first, now_ms))
        return due;
    if (!is_due(second, now_ms)) {
        due.at_ms = first;
        return due;
    }
    int64_t gap_s = second == CRON_NEVER ? 0 : (second - first + 500) / 1000;
    due.impossible = gap_s < 1;
    if (due.impossible)
        return due;
    /* Counted by the first gap; then the last time is looked for from a little before, as gaps may differ. */
    int64_t count = (now_ms - first) / 1000 / gap_s + 1, from = first + (count - 2) * gap_s * 1000;
    for (int64_t t = cron_next(&p->schedule, from, p->tz); t != CRON_NEVER && t <= now_ms; t = cron_next(&p->schedule, t, p->tz))
        due.at_ms = t;
    due.missed = true;
    due.many = count > MANY_MISSED;
    return due;
}

/* The next time that the schedule asks for a look; startingDeadlineSeconds play no part in it. */
static void await_next(struct run *r, const char *key, const struct plan *p, int64_t since_ms)
{
    struct due due = due_since(p, since_ms, r->now_ms);
    int64_t from = due.at_ms;
    if (from == CRON_NEVER)
        from = due.missed || due.impossible ? r->now_ms : due.since_ms;
    int64_t next = cron_next(&p->schedule, from, p->tz);
    if (next != CRON_NEVER)
        run_enqueue_at(r, key, next + AFTER_MS);
}

/* -1: the schedule cannot be read, with the parser's words in `err`. The zone must be known. */
static int read_plan(const struct val *doc, struct version v, struct plan *p, struct strbuf *err)
{
    const char *schedule = val_at_str(doc, "spec.schedule", "");
    p->tz = tz_find(val_at_str(doc, "spec.timeZone", ""), NULL);
    if (!p->tz)
        p->tz = tz_utc;
    return cron_parse(&p->schedule, schedule, v, err);
}

/* ---- what a change asks for ---- */

static void observe_cronjob(struct run *r, const struct change *c)
{
    const char *key = arena_strf(r->arena, "%s/%s", c->object->ns, c->object->name);
    if (c->type == CHANGE_DELETED) {
        run_cancel(r, key);
        return;
    }
    bool other_times = c->old && (!val_equal(val_at(c->old, "spec.schedule"), val_at(c->doc, "spec.schedule")) ||
                                  !val_equal(val_at(c->old, "spec.timeZone"), val_at(c->doc, "spec.timeZone")));
    struct plan p;
    if (!other_times) {
        run_enqueue(r, key);
    } else if (read_plan(c->doc, r->cluster->version, &p, NULL) == 0) {
        struct cronjob cj = { .run = r, .doc = (struct val *)(uintptr_t)c->doc };
        await_next(r, key, &p, cronjob_since_ms(&cj));
    }
}

static void enqueue_owner(struct run *r, const struct val *job)
{
    const struct val *ref = owner_controller(job);
    const struct object *o = val_str_equal(val_get(ref, "kind"), "CronJob") ? store_by_uid(r->store, val_get_str(ref, "uid", "")) : NULL;
    if (o && o->kind == kind_cronjob)
        run_enqueue_object(r, o);
}

void cronjob_v2_observe(struct run *r, const struct change *c)
{
    if (c->kind == kind_cronjob) {
        observe_cronjob(r, c);
        return;
    }
    if (c->old && !val_equal(owner_controller(c->old), owner_controller(c->doc)))
        enqueue_owner(r, c->old);
    enqueue_owner(r, c->doc);
}

/* ---- a look ---- */

/* "2026-11-24T05:26:00+09:00" */
static struct val *time_in_zone(const struct cronjob *cj, int64_t ms, const struct tz *tz)
{
    struct civil t = tz_civil(tz, ms / 1000);
    const char *head = arena_strf(cj->run->arena, "%04" PRId64 "-%02d-%02dT%02d:%02d:%02d", t.year, t.month, t.day, t.hour, t.minute,
                                  t.second);
    int offset = t.offset_s < 0 ? -t.offset_s : t.offset_s;
    if (!offset)
        return val_stringf("%sZ", head);
    return val_stringf("%s%c%02d:%02d", head, t.offset_s < 0 ? '-' : '+', offset / 3600, offset / 60 % 60);
}

/* The Job of that time. 1: another has its name, and nothing more is done until something changes; -1 with *st. */
static int start_job(struct cronjob *cj, const struct plan *p, int64_t due_ms, const char *name, struct status *st)
{
    struct val *annotations = NULL;
    const struct object *job;
    if (version_has(cj->version, FEATURE_CRONJOB_TIMESTAMP))
        annotations = val_fmt("{'batch.kubernetes.io/cronjob-scheduled-timestamp':%V}", time_in_zone(cj, due_ms, p->tz));
    if (cronjob_create_job(cj, name, annotations, &job, st) == 0) {
        run_event(cj->run, cj->doc, "Normal", "SuccessfulCreate", "Created job %s", name);
        cronjob_activate(cj, job, due_ms);
        return 0;
    }
    if (!strcmp(st->reason, "AlreadyExists")) {
        status_release(st);
        if (!job || !owner_controls(cj->doc, job->doc) || cronjob_is_active(cj, job->uid))
            return 1;
        cronjob_activate(cj, job, due_ms);
        return 0;
    }
    if (!strstr(st->message, "because it is being terminated"))
        run_event(cj->run, cj->doc, "Warning", "FailedCreate", "Error creating job: %s", st->message);
    return -1;
}

static bool is_done(const struct cronjob *cj, const char *name, int64_t due_ms)
{
    const struct val *last = val_at(cj->doc, "status.lastScheduleTime");
    return val_find(val_at(cj->doc, "status.active"), "name", name, NULL) || (last && time_parse_ms(val_str_or(last, "")) == due_ms);
}

static void tell_missed(struct cronjob *cj, int64_t due_ms)
{
    struct strbuf when = STRBUF_INIT;
    time_add_rfc1123z_utc(&when, due_ms);
    run_event(cj->run, cj->doc, "Warning", "MissSchedule", "Missed scheduled time to start a job: %s", when.buf);
    strbuf_release(&when);
}

static void tell_many(struct cronjob *cj)
{
    run_event(cj->run, cj->doc, "Warning", "TooManyMissedTimes",
              "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew");
}

/* Starts what is due. 1: no further look by the clock; -1 with *st. */
static int start_if_due(struct cronjob *cj, const struct plan *p, struct status *st)
{
    const char *policy = val_at_str(cj->doc, "spec.concurrencyPolicy", "Allow");
    int64_t since = cronjob_since_ms(cj), deadline = cronjob_deadline_ms(cj);
    struct due due = due_since(p, deadline > since ? deadline : since, cj->run->now_ms);
    if (due.impossible) {
        run_event(cj->run, cj->doc, "Warning", "InvalidSchedule", "invalid schedule: %s : time difference between two schedules is less than 1 second",
                  val_at_str(cj->doc, "spec.schedule", ""));
        return 1;
    }
    if (due.at_ms == CRON_NEVER)
        return 0;
    if (due.many)
        tell_many(cj);
    if (due.at_ms < deadline) {
        tell_missed(cj, due.at_ms);
        return 0;
    }
    const char *name = arena_strf(cj->run->arena, "%s-%" PRId64, cj->name, due.at_ms / 60000);
    if (is_done(cj, name, due.at_ms))
        return 0;
    if (!strcmp(policy, "Forbid") && cronjob_has_active(cj)) {
        run_event(cj->run, cj->doc, "Normal", "JobAlreadyActive",
                  "Not starting job because prior execution is running and concurrency policy is Forbid");
        return 0;
    }
    if (!strcmp(policy, "Replace") && cronjob_delete_active(cj, st) < 0)
        return -1;
    return start_job(cj, p, due.at_ms, name, st);
}

/* Whether its times can be worked out; what stands against it is told in events. */
static bool may_start(struct cronjob *cj, struct plan *p)
{
    const char *zone = val_at_str(cj->doc, "spec.timeZone", ""), *schedule = val_at_str(cj->doc, "spec.schedule", "");
    struct strbuf err = STRBUF_INIT;
    bool known = tz_find(zone, &err) != NULL, parsed = false;
    if (!known)
        run_event(cj->run, cj->doc, "Warning", "UnknownTimeZone", "invalid timeZone: \"%s\": %s", zone, err.buf);
    if (known && !val_at_bool(cj->doc, "spec.suspend", false)) {
        if (strstr(schedule, "TZ"))
            run_event(cj->run, cj->doc, "Warning", "UnsupportedSchedule",
                      "CRON_TZ or TZ used in schedule \"%s\" is not officially supported, see "
                      "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details", schedule);
        parsed = read_plan(cj->doc, cj->version, p, &err) == 0;
        if (!parsed)
            run_event(cj->run, cj->doc, "Warning", "UnparseableSchedule", "unparseable schedule: \"%s\" : %s", schedule, err.buf);
    }
    strbuf_release(&err);
    return parsed;
}

/* A Job whose deletion comes back before the status that forgot it: the real controller, its cache behind, misses it. */
static void miss_trimmed(struct cronjob *cj, const struct val *active_before)
{
    for (size_t i = 0; i < val_len(active_before); i++) {
        const struct val *ref = val_item(active_before, i);
        if (!cronjob_is_active(cj, val_get_str(ref, "uid", "")))
            run_event(cj->run, cj->doc, "Normal", "MissingJob", "Active job went missing: %s", val_get_str(ref, "name", ""));
    }
}

int cronjob_v2(struct cronjob *cj, struct status *st)
{
    struct plan p;
    int rc = 1;
    const struct val *active_before = arena_val(cj->run->arena, val_ref(val_at(cj->doc, "status.active")));
    cronjob_trim(cj);
    miss_trimmed(cj, active_before);
    cronjob_see_jobs(cj);
    if (!val_at(cj->doc, "metadata.deletionTimestamp") && may_start(cj, &p))
        rc = start_if_due(cj, &p, st);
    struct status write = STATUS_INIT;
    if (cronjob_write_status(cj, &write) < 0 && rc >= 0) {
        status_move(st, &write);
        return -1;
    }
    status_release(&write);
    if (rc == 0)
        await_next(cj->run, cj->key, &p, cronjob_since_ms(cj));
    return rc < 0 ? -1 : 0;
}
