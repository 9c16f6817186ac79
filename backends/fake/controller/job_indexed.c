/* completionMode Indexed: each index from 0 to completions - 1 has to succeed once. See job.h. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "backends/fake/controller/job.h"

#define FAILURES "batch.kubernetes.io/job-index-failure-count"
#define IGNORED "batch.kubernetes.io/job-index-ignored-failure-count"
enum { NAME_PREFIX_MAX = 58 };

/* A count in an annotation, which a user may have spoilt. */
static int64_t annotation_number(const struct val *pod, const char *key, int64_t otherwise)
{
    const char *text = val_get_str(val_at(pod, "metadata.annotations"), key, "");
    char *end;
    long long n = strtoll(text, &end, 10);
    return *text && !*end && n >= 0 && n <= INT_MAX ? n : otherwise;
}

int64_t pod_index(const struct val *pod)
{
    return annotation_number(pod, JOB_INDEX, -1);
}

bool job_has_index(const struct job *j, int64_t index)
{
    return index >= 0 && index < j->completions;
}

static int64_t failures_of(const struct val *pod)
{
    return annotation_number(pod, FAILURES, 0) + annotation_number(pod, IGNORED, 0);
}

/* ---- what the pods say ---- */

/* A pod that has not been counted yet, of an index that the Job has. */
static bool is_valid(const struct job *j, const struct val *pod)
{
    return job_has_index(j, pod_index(pod)) && (!j->tracked || has_finalizer(pod, JOB_FINALIZER));
}

static bool fails_index(const struct job *j, const struct val *pod)
{
    const char *message;
    if (!job_pod_failed(j, pod))
        return false;
    enum job_action action = job_policy_action(j, pod, &message);
    if (action == JOB_FAIL_INDEX)
        return true;
    return action != JOB_IGNORE && annotation_number(pod, FAILURES, 0) >= val_at_int(j->doc, "spec.backoffLimitPerIndex", 0);
}

static bool succeeds_index(const struct job *j, const struct val *pod)
{
    (void)j;
    return pod_has_phase(pod, "Succeeded");
}

static struct intervals indexes_where(const struct job *j, const struct val *const *pods, size_t count,
                                      bool (*is)(const struct job *, const struct val *))
{
    int64_t *numbers = arena_alloc(j->run->arena, (count + 1) * sizeof(*numbers));
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (!is || (is_valid(j, pods[i]) && is(j, pods[i])))
            numbers[n++] = pod_index(pods[i]);
    return intervals_of(j->run->arena, numbers, n);
}

/* Of each index that has neither succeeded, failed nor runs: the last pod that failed, which stays until it is replaced. */
static void read_replaced(struct job *j)
{
    struct intervals running = indexes_where(j, j->active, j->active_count, NULL);
    j->replaced = arena_alloc(j->run->arena, ((size_t)j->completions + 1) * sizeof(*j->replaced));
    memset(j->replaced, 0, ((size_t)j->completions + 1) * sizeof(*j->replaced));
    for (size_t i = 0; i < j->pod_count; i++) {
        const struct val *pod = j->pods[i];
        if (!is_valid(j, pod) || !job_pod_failed(j, pod))
            continue;
        int64_t index = pod_index(pod);
        const struct val **last = &j->replaced[index];
        if (intervals_have(&j->succeeded_indexes, index) || intervals_have(&j->failed_indexes, index) || intervals_have(&running, index))
            continue;
        if (!*last || (failures_of(*last) <= failures_of(pod) && pod_finished_ms(pod) >= pod_finished_ms(*last)))
            *last = pod;
    }
}

void job_read_indexes(struct job *j)
{
    struct arena *a = j->run->arena;
    struct intervals fresh = indexes_where(j, j->pods, j->pod_count, succeeds_index);
    struct intervals before = intervals_parse(a, j->tracked ? val_get_str(j->status, "completedIndexes", "") : "", j->completions);
    j->succeeded_indexes = intervals_add(a, &before, &fresh);
    if (!j->per_index)
        return;
    before = intervals_parse(a, val_get_str(j->status, "failedIndexes", ""), j->completions);
    fresh = indexes_where(j, j->pods, j->pod_count, fails_index);
    j->failed_indexes = intervals_add(a, &before, &fresh);
    read_replaced(j);
}

/* ---- which are missing ---- */

static bool is_terminating(const struct job *j, const struct val *pod)
{
    (void)j;
    return val_at(pod, "metadata.deletionTimestamp") && !pod_is_finished(pod);
}

size_t job_pending_indexes(struct job *j, size_t count, int64_t *indexes)
{
    struct arena *a = j->run->arena;
    struct intervals taken = indexes_where(j, j->active, j->active_count, NULL);
    size_t n = 0;
    int64_t next = 0;
    taken = intervals_add(a, &taken, &j->succeeded_indexes);
    taken = intervals_add(a, &taken, &j->failed_indexes);
    if (job_replaces_failed_only(j)) {
        struct intervals going = indexes_where(j, j->pods, j->pod_count, is_terminating);
        taken = intervals_add(a, &taken, &going);
    }
    for (size_t i = 0; i <= taken.count && n < count; i++) {
        int64_t end = i < taken.count ? taken.items[i].first : j->completions;
        for (; next < end && next < j->completions && n < count; next++)
            indexes[n++] = next;
        if (i < taken.count && next <= taken.items[i].last)
            next = taken.items[i].last + 1;
    }
    return n;
}

size_t job_ripe_indexes(struct job *j, int64_t *indexes, size_t count, int64_t *wait_ms)
{
    size_t ripe = 0;
    int64_t soonest = 0;
    for (size_t i = 0; i < count; i++) {
        const struct val *last = j->replaced[indexes[i]];
        int64_t wait = last ? job_failures_wait_ms(j, failures_of(last) + 1, pod_finished_ms(last)) : 0;
        if (!wait)
            indexes[ripe++] = indexes[i];
        else if (!soonest || wait < soonest)
            soonest = wait;
    }
    *wait_ms = ripe ? 0 : soonest;
    return ripe;
}

/* ---- which are too many ---- */

static int by_index(const void *a, const void *b)
{
    int64_t x = pod_index(*(const struct val *const *)a), y = pod_index(*(const struct val *const *)b);
    return (x > y) - (x < y);
}

size_t job_surplus_by_index(struct job *j, const struct val **pods, size_t count)
{
    const struct val **kept = arena_alloc(j->run->arena, (count + 1) * sizeof(*kept));
    size_t surplus = 0, keep = 0;
    qsort(pods, count, sizeof(*pods), by_index);
    for (size_t i = 0; i < count; i++) {
        int64_t index = pod_index(pods[i]);
        bool last = i + 1 == count || pod_index(pods[i + 1]) != index;
        if (job_has_index(j, index) && last)
            kept[keep++] = pods[i];
        else
            pods[surplus++] = pods[i];
    }
    memcpy(pods + surplus, kept, keep * sizeof(*pods));
    return surplus;
}

/* ---- making one ---- */

static struct val *with_index_variable(const struct val *containers, bool by_label)
{
    struct val *changed = val_ref(containers);
    for (size_t i = 0; i < val_len(containers); i++) {
        const struct val *env = val_get(val_item(containers, i), "env");
        if (val_find(env, "name", "JOB_COMPLETION_INDEX", NULL))
            continue;
        struct val *container = val_ref(val_item(containers, i)), *more = val_ref(env);
        val_append(&more, val_fmt("{name:JOB_COMPLETION_INDEX, valueFrom:{fieldRef:{apiVersion:v1, fieldPath:%s}}}",
                                  by_label ? "metadata.labels['" JOB_INDEX "']" : "metadata.annotations['" JOB_INDEX "']"));
        val_set(&container, "env", more);
        val_replace(&changed, i, container);
    }
    return changed;
}

static const struct val *indexed_spec(const struct job *j, const char *hostname)
{
    static const char *const lists[] = { "initContainers", "containers" };
    bool by_label = version_has(j->version, FEATURE_JOB_INDEX_LABEL);
    struct val *spec = val_ref(val_at(j->doc, "spec.template.spec"));
    for (size_t i = 0; i < ARRAY_LEN(lists); i++)
        if (val_get(spec, lists[i]))
            val_set(&spec, lists[i], with_index_variable(val_get(spec, lists[i]), by_label));
    val_set(&spec, "hostname", val_string(hostname));
    return arena_val(j->run->arena, spec);
}

/* How often the index has failed, as its next pod carries it. */
static void add_failures(const struct job *j, int64_t index, struct val **annotations)
{
    const struct val *last = j->replaced[index];
    const char *message;
    bool ignored = last && job_policy_action(j, last, &message) == JOB_IGNORE;
    int64_t failures = last ? annotation_number(last, FAILURES, 0) + !ignored : 0;
    int64_t passed_over = last ? annotation_number(last, IGNORED, 0) + ignored : 0;
    val_set(annotations, FAILURES, val_stringf("%lld", (long long)failures));
    if (passed_over)
        val_set(annotations, IGNORED, val_stringf("%lld", (long long)passed_over));
}

int job_make_indexed(struct job *j, int64_t index, struct status *st)
{
    struct arena *a = j->run->arena;
    const struct val *template = val_at(j->doc, "spec.template"), *meta = val_get(template, "metadata");
    const char *number = arena_strf(a, "%lld", (long long)index), *hostname = arena_strf(a, "%s-%s", j->name, number);
    struct val *annotations = val_ref(val_get(meta, "annotations")), *labels = val_ref(val_get(meta, "labels"));
    size_t name_room = NAME_PREFIX_MAX - strlen(number) - 2;
    val_set(&annotations, JOB_INDEX, val_string(number));
    if (version_has(j->version, FEATURE_JOB_INDEX_LABEL))
        val_set(&labels, JOB_INDEX, val_string(number));
    if (j->per_index)
        add_failures(j, index, &annotations);
    struct pod_plan plan = {
        .template = template,
        .labels = arena_val(a, labels),
        .annotations = arena_val(a, annotations),
        .spec = indexed_spec(j, hostname),
        .prefix = arena_strf(a, "%.*s-%s-", (int)(strlen(j->name) < name_room ? strlen(j->name) : name_room), j->name, number),
    };
    return job_make_pod(j, &plan, st);
}
