#include "repl/describe/describe.h"

static const char *number(struct describe *d, const struct val *n, const char *unit)
{
    return n ? arena_strf(d->cmd->arena, "%lld%s", (long long)val_int_or(n, 0), unit) : "<unset>";
}

static void add_active(struct describe *d, const struct val *active)
{
    describe_add(d, 0, "Active Jobs:\t%s", val_empty(active) ? "<none>\n" : "");
    for (size_t i = 0; i < val_len(active); i++)
        describe_add(d, 0, "%s%s%s", i ? ", " : "", val_get_str(val_item(active, i), "name", ""), i + 1 == val_len(active) ? "\n" : "");
}

static void describe(struct describe *d, const struct val *cj)
{
    const struct val *job = val_at(cj, "spec.jobTemplate.spec"), *last = val_at(cj, "status.lastScheduleTime");
    describe_add(d, 0, "Name:\t%s\n", val_at_str(cj, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(cj, "metadata.namespace", ""));
    describe_labels(d, "Labels", val_at(cj, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(cj, "metadata.annotations"));
    describe_add(d, 0, "Schedule:\t%s\n", val_at_str(cj, "spec.schedule", ""));
    describe_add(d, 0, "Concurrency Policy:\t%s\n", val_at_str(cj, "spec.concurrencyPolicy", ""));
    describe_add(d, 0, "Suspend:\t%s\n", val_at_bool(cj, "spec.suspend", false) ? "True" : "False");
    if (version_has(d->version, FEATURE_DESCRIBE_TIME_ZONE))
        describe_add(d, 0, "Time Zone:\t%s\n", val_at_str(cj, "spec.timeZone", "<unset>"));
    describe_add(d, 0, "Successful Job History Limit:\t%s\n", number(d, val_at(cj, "spec.successfulJobsHistoryLimit"), ""));
    describe_add(d, 0, "Failed Job History Limit:\t%s\n", number(d, val_at(cj, "spec.failedJobsHistoryLimit"), ""));
    describe_add(d, 0, "Starting Deadline Seconds:\t%s\n", number(d, val_at(cj, "spec.startingDeadlineSeconds"), "s"));
    describe_add(d, 0, "Selector:\t%s\n", val_get(job, "selector") ? describe_selector(d, val_get(job, "selector")) : "<unset>");
    describe_add(d, 0, "Parallelism:\t%s\n", number(d, val_get(job, "parallelism"), ""));
    describe_add(d, 0, "Completions:\t%s\n", number(d, val_get(job, "completions"), ""));
    if (val_get(job, "activeDeadlineSeconds"))
        describe_add(d, 0, "Active Deadline Seconds:\t%s\n", number(d, val_get(job, "activeDeadlineSeconds"), "s"));
    describe_pod_template(d, val_get(job, "template"));
    describe_add(d, 0, "Last Schedule Time:\t%s\n", last ? describe_time(d, last) : "<unset>");
    add_active(d, val_at(cj, "status.active"));
    describe_events(d, cj);
}

const struct describer describer_cronjob = { "batch", "CronJob", describe };
