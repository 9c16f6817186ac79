/*
 * The CronJob controller: a family of files around one CronJob as one look at it sees it.
 *
 *   cronjob.c        which CronJob has to be looked at, and when; which of the two controllers looks
 *   cronjob_poll.c   up to v1.20: every ten seconds at all of them
 *   cronjob_v2.c     since v1.21: when something changes, and when the schedule says
 *   cronjob_jobs.c   its Jobs: those that run, those that ended, those to be made and those too many
 *
 *     cronjob_see_jobs(cj);                    // what became of the Jobs since the last look
 *     cronjob_make(cj, name, annotations, due_ms, st);
 *     cronjob_trim(cj);                        // the history limits
 *     cronjob_write_status(cj, st);            // one write; none when nothing changed
 *
 * All work on cj->doc, the CronJob as it is going to be; nothing of its status is written before the end.  Mirrors
 * pkg/controller/cronjob, v1.20.2 (cronjob_controller.go) to v1.37 (cronjob_controllerv2.go).
 */
#ifndef SEODANG_FAKE_CONTROLLER_CRONJOB_H
#define SEODANG_FAKE_CONTROLLER_CRONJOB_H

#include "backends/fake/cluster.h"
#include "backends/fake/cron.h"

struct cronjob {
    struct run *run;
    struct version version;
    const char *ns, *name, *uid, *key;
    struct val *doc;          /* owned: as it is now */
    const struct val **jobs;  /* those it controls, in the sync's arena */
    size_t job_count;
};

/* ---- cronjob_jobs.c ---- */
bool cronjob_is_active(const struct cronjob *cj, const char *uid);
bool cronjob_has_active(const struct cronjob *cj);
/* Events about Jobs that ended, went missing or came from elsewhere; who ended is not active any more. */
void cronjob_see_jobs(struct cronjob *cj);
/* The Job of that name, out of the template; `annotations` (taken, may be NULL) come on top of the template's.  *out: it, or the
 * one that has the name already (-1 with *st, then). */
int cronjob_create_job(struct cronjob *cj, const char *name, struct val *annotations, const struct object **out, struct status *st);
/* It is active from now on, and the last that was scheduled. */
void cronjob_activate(struct cronjob *cj, const struct object *job, int64_t scheduled_ms);
/* With background propagation, and an event. -1 with *st: it could not be deleted. */
int cronjob_delete_job(struct cronjob *cj, const struct val *job, struct status *st);
/* concurrencyPolicy Replace: all that are active go. */
int cronjob_delete_active(struct cronjob *cj, struct status *st);
/* The oldest beyond the history limits go. */
void cronjob_trim(struct cronjob *cj);
int cronjob_write_status(struct cronjob *cj, struct status *st);
/* When time began to be asked for: its last scheduled time, or its creation. */
int64_t cronjob_since_ms(const struct cronjob *cj);
/* The instant before which nothing is started any more, by startingDeadlineSeconds; INT64_MIN: none. */
int64_t cronjob_deadline_ms(const struct cronjob *cj);

/* ---- the two controllers: what a change asks for, and a look ---- */
void cronjob_poll_observe(struct run *r, const struct change *c);
int cronjob_poll(struct cronjob *cj, struct status *st);
void cronjob_v2_observe(struct run *r, const struct change *c);
int cronjob_v2(struct cronjob *cj, struct status *st);

#endif
