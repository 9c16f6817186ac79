/* Edits of Jobs and CronJobs. See edits.h. */
#include "tests/sim/edits.h"

static struct val *job_spec(struct sim *s)
{
    static const char *const programs[] = { "sleep 3", "true", "exit 1", "sleep 40", "sleep 2; exit $((RANDOM % 2))", "sleep 5; exit 3" };
    bool never = sim_chance(s, 60);
    struct val *spec = val_fmt("{parallelism:%I, backoffLimit:%I, template:{spec:{restartPolicy:%s, terminationGracePeriodSeconds:%I,"
                               " containers:[{name:c, image:busybox, command:[sh, '-c', %s]}]}}}",
                               1 + sim_below(s, 4), sim_below(s, 4), never ? "Never" : "OnFailure", sim_below(s, 5),
                               programs[sim_below(s, (int64_t)ARRAY_LEN(programs))]);
    if (sim_chance(s, 70))
        val_put_int(&spec, "completions", sim_below(s, 7));
    if (sim_chance(s, 20))
        val_put_int(&spec, "activeDeadlineSeconds", 1 + sim_below(s, 60));
    if (sim_chance(s, 10))
        val_put_int(&spec, "ttlSecondsAfterFinished", sim_below(s, 100));
    if (val_get(spec, "completions") && sim_chance(s, 20))
        val_put(&spec, "completionMode", val_string("Indexed"));
    return spec;
}

void make_job(struct sim *s)
{
    edit_create(s, kind_job, val_fmt("{apiVersion:'batch/v1', kind:Job, metadata:{name:%V, namespace:%s}, spec:%V}",
                                     edit_new_name(s, "job"), edit_namespace(s), job_spec(s)));
}

void make_cronjob(struct sim *s)
{
    static const char *const policies[] = { "Allow", "Forbid", "Replace" };
    static const char *const schedules[] = { "* * * * *", "*/2 * * * *", "@every 45s" };
    edit_create(s, kind_cronjob,
                val_fmt("{apiVersion:%s, kind:CronJob, metadata:{name:%V, namespace:%s}, spec:{schedule:%s, concurrencyPolicy:%s,"
                        " successfulJobsHistoryLimit:%I, failedJobsHistoryLimit:%I, jobTemplate:{spec:%V}}}",
                        kind_api_version(s->arena, kind_cronjob, s->cluster->version), edit_new_name(s, "cron"), edit_namespace(s),
                        schedules[sim_below(s, 3)], policies[sim_below(s, 3)], sim_below(s, 3), sim_below(s, 3), job_spec(s)));
}

void scale_job(struct sim *s)
{
    const struct val *job = sim_pick(s, kind_job);
    if (job)
        edit_put(s, kind_job, job, "spec.parallelism", val_int(sim_below(s, 5)));
}

void suspend_job(struct sim *s)
{
    const struct val *job = sim_pick(s, kind_job);
    if (job && version_has(s->cluster->version, FEATURE_JOB_SUSPEND))
        edit_put(s, kind_job, job, "spec.suspend", val_bool(sim_chance(s, 40)));
}

void delete_job(struct sim *s)
{
    edit_delete_some(s, kind_job);
}

void suspend_cronjob(struct sim *s)
{
    const struct val *cron = sim_pick(s, kind_cronjob);
    if (cron)
        edit_put(s, kind_cronjob, cron, "spec.suspend", val_bool(sim_chance(s, 50)));
}

void delete_cronjob(struct sim *s)
{
    edit_delete_some(s, kind_cronjob);
}
