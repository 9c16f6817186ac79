#include <string.h>

#include "backends/base/duration.h"
#include "backends/base/rfc3339.h"
#include "repl/describe/describe.h"

enum { INDEXES_MAX = 50 };

/* A count that may not be given. */
static void add_count(struct describe *d, const char *title, const struct val *n)
{
    if (n)
        describe_add(d, 0, "%s:\t%lld\n", title, (long long)val_int_or(n, 0));
    else
        describe_add(d, 0, "%s:\t<unset>\n", title);
}

static void add_seconds(struct describe *d, const char *title, const struct val *seconds)
{
    if (seconds)
        describe_add(d, 0, "%s:\t%llds\n", title, (long long)val_int_or(seconds, 0));
}

/* What newer kubectls show of the spec. */
static void add_policy(struct describe *d, const struct val *job)
{
    const struct val *suspend = val_at(job, "spec.suspend"), *limit = val_at(job, "spec.backoffLimit");
    if (!version_has(d->version, FEATURE_DESCRIBE_JOB_POLICY))
        return;
    if (suspend)
        describe_add(d, 0, "Suspend:\t%s\n", val_bool_or(suspend, false) ? "true" : "false");
    if (limit)
        describe_add(d, 0, "Backoff Limit:\t%lld\n", (long long)val_int_or(limit, 0));
    if (val_at(job, "spec.ttlSecondsAfterFinished"))
        describe_add(d, 0, "TTL Seconds After Finished:\t%lld\n", (long long)val_at_int(job, "spec.ttlSecondsAfterFinished", 0));
}

static void add_indexes(struct describe *d, const char *text)
{
    bool cut = strlen(text) > INDEXES_MAX;
    describe_add(d, 0, "Completed Indexes:\t%.*s%s\n", INDEXES_MAX, *text ? text : "<none>", cut ? "..." : "");
}

static void add_times(struct describe *d, const struct val *job)
{
    const struct val *start = val_at(job, "status.startTime"), *end = val_at(job, "status.completionTime");
    char text[DURATION_SIZE];
    if (start)
        describe_add(d, 0, "Start Time:\t%s\n", describe_time(d, start));
    if (end)
        describe_add(d, 0, "Completed At:\t%s\n", describe_time(d, end));
    if (start && end)
        describe_add(d, 0, "Duration:\t%s\n",
                     human_duration(text, rfc3339_parse_ms(val_str_or(end, "")) - rfc3339_parse_ms(val_str_or(start, ""))));
}

static void add_statuses(struct describe *d, const struct val *job)
{
    const struct val *ready = val_at(job, "status.ready");
    long long active = val_at_int(job, "status.active", 0), succeeded = val_at_int(job, "status.succeeded", 0),
              failed = val_at_int(job, "status.failed", 0);
    if (!version_has(d->version, FEATURE_DESCRIBE_JOB_ACTIVE))
        describe_add(d, 0, "Pods Statuses:\t%lld Running / %lld Succeeded / %lld Failed\n", active, succeeded, failed);
    else if (!ready)
        describe_add(d, 0, "Pods Statuses:\t%lld Active / %lld Succeeded / %lld Failed\n", active, succeeded, failed);
    else
        describe_add(d, 0, "Pods Statuses:\t%lld Active (%lld Ready) / %lld Succeeded / %lld Failed\n", active,
                     (long long)val_int_or(ready, 0), succeeded, failed);
}

static void describe(struct describe *d, const struct val *job)
{
    describe_add(d, 0, "Name:\t%s\n", val_at_str(job, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(job, "metadata.namespace", ""));
    describe_add(d, 0, "Selector:\t%s\n", describe_selector(d, val_at(job, "spec.selector")));
    describe_labels(d, "Labels", val_at(job, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(job, "metadata.annotations"));
    describe_controlled_by(d, job);
    add_count(d, "Parallelism", val_at(job, "spec.parallelism"));
    add_count(d, "Completions", val_at(job, "spec.completions"));
    if (version_has(d->version, FEATURE_DESCRIBE_JOB_ACTIVE) && val_at(job, "spec.completionMode"))
        describe_add(d, 0, "Completion Mode:\t%s\n", val_at_str(job, "spec.completionMode", ""));
    add_policy(d, job);
    add_times(d, job);
    add_seconds(d, "Active Deadline Seconds", val_at(job, "spec.activeDeadlineSeconds"));
    add_statuses(d, job);
    if (val_str_equal(val_at(job, "spec.completionMode"), "Indexed"))
        add_indexes(d, val_at_str(job, "status.completedIndexes", ""));
    describe_pod_template(d, val_at(job, "spec.template"));
    describe_events(d, job);
}

const struct describer describer_job = { "batch", "Job", describe };
