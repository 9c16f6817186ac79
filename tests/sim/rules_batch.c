/* What holds of Jobs and CronJobs. See rules.h. */
#include "backends/fake/controller/job.h"
#include "tests/sim/rules.h"

static bool has_succeeded(const struct val *pod)
{
    return pod_has_phase(pod, "Succeeded");
}

void jobs_keep_their_limits(struct sim *s)
{
    for (each_object(s, o, kind_job)) {
        int64_t parallelism = val_at_int(o->doc, "spec.parallelism", 1), completions = val_at_int(o->doc, "spec.completions", -1);
        int64_t active = count_pods(s, o->uid, pod_is_active), succeeded = count_pods(s, o->uid, has_succeeded);
        /* A work queue that has seen a success lets run what runs, whatever parallelism has become. */
        bool runs_on = completions < 0 && val_at_int(o->doc, "status.succeeded", 0) > 0;
        if (active > parallelism && !o->deleting && !runs_on)
            sim_break(s, "Job %s: %lld pods run, parallelism is %lld", o->name, (long long)active, (long long)parallelism);
        if (completions >= 0 && succeeded > completions)
            sim_break(s, "Job %s: %lld pods succeeded of %lld", o->name, (long long)succeeded, (long long)completions);
    }
}

void jobs_have_ended(struct sim *s)
{
    for (each_object(s, o, kind_job)) {
        const struct val *end = job_finished_condition(o->doc);
        int64_t want = val_at_int(o->doc, "spec.completions", 1), succeeded = val_at_int(o->doc, "status.succeeded", 0);
        bool held = val_at_bool(o->doc, "spec.suspend", false) || val_at_int(o->doc, "spec.parallelism", 1) == 0;
        if (!end && !held)
            sim_break(s, "Job %s has not ended", o->name);
        if ((end || held) && count_pods(s, o->uid, pod_is_active))
            sim_break(s, "Job %s has ended or is held, and pods run", o->name);
        if (end && val_str_equal(val_get(end, "type"), "Complete") && succeeded < want)
            sim_break(s, "Job %s is complete with %lld of %lld", o->name, (long long)succeeded, (long long)want);
        if (val_at_int(o->doc, "status.active", 0))
            sim_break(s, "Job %s: status.active is not 0", o->name);
    }
}

void cronjobs_know_their_jobs(struct sim *s)
{
    for (each_object(s, o, kind_cronjob))
        for (size_t i = 0; i < val_len(val_at(o->doc, "status.active")); i++) {
            const char *uid = val_get_str(val_item(val_at(o->doc, "status.active"), i), "uid", "");
            const struct object *job = store_by_uid(s->cluster->store, uid);
            if (!job || job_is_finished(job->doc))
                sim_break(s, "CronJob %s: an active Job that has ended", o->name);
        }
}
