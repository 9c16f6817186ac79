/* When a Job has failed, or succeeded before all completions are there. See job.h. */
#include <string.h>

#include "backends/fake/controller/job.h"

bool job_replaces_failed_only(const struct job *j)
{
    if (version_has(j->version, FEATURE_POD_REPLACEMENT_POLICY) && val_str_equal(val_at(j->doc, "spec.podReplacementPolicy"), "Failed"))
        return true;
    return version_has(j->version, FEATURE_JOB_FAILURE_POLICY) && val_at(j->doc, "spec.podFailurePolicy");
}

bool job_pod_failed(const struct job *j, const struct val *pod)
{
    if (pod_has_phase(pod, "Failed"))
        return true;
    return !job_replaces_failed_only(j) && val_at(pod, "metadata.deletionTimestamp") && !pod_has_phase(pod, "Succeeded");
}

/* ---- pod failure policy ---- */

/* The first container that ended with a code for which the rule speaks, or NULL. */
static const struct val *match_exit(const struct val *statuses, const struct val *rule)
{
    const struct val *name = val_get(rule, "containerName"), *values = val_get(rule, "values");
    bool in = val_str_equal(val_get(rule, "operator"), "In");
    for (size_t i = 0; i < val_len(statuses); i++) {
        const struct val *one = val_item(statuses, i), *ended = val_at(one, "state.terminated");
        int64_t code = val_at_int(ended, "exitCode", 0);
        bool listed = false;
        if (!ended || !code || (name && !val_equal(name, val_get(one, "name"))))
            continue;
        for (size_t k = 0; k < val_len(values); k++)
            listed |= val_int_or(val_item(values, k), 0) == code;
        if (listed == in)
            return one;
    }
    return NULL;
}

static const struct val *match_condition(const struct val *pod, const struct val *patterns)
{
    const struct val *conditions = val_at(pod, "status.conditions");
    for (size_t i = 0; i < val_len(conditions); i++)
        for (size_t k = 0; k < val_len(patterns); k++)
            if (val_equal(val_get(val_item(conditions, i), "type"), val_get(val_item(patterns, k), "type")) &&
                val_equal(val_get(val_item(conditions, i), "status"), val_get(val_item(patterns, k), "status")))
                return val_item(conditions, i);
    return NULL;
}

/* What the rule at `i` says of the pod, as the message of a Job that fails by it; NULL: it does not speak of it. */
static const char *match_rule(const struct job *j, const struct val *pod, const struct val *rule, size_t i)
{
    const char *ns = val_at_str(pod, "metadata.namespace", ""), *name = val_at_str(pod, "metadata.name", "");
    const struct val *codes = val_get(rule, "onExitCodes"), *patterns = val_get(rule, "onPodConditions"), *found;
    const char *action = val_get_str(rule, "action", "");
    if (codes) {
        found = match_exit(val_at(pod, "status.containerStatuses"), codes);
        if (!found)
            found = match_exit(val_at(pod, "status.initContainerStatuses"), codes);
        if (!found)
            return NULL;
        return arena_strf(j->run->arena, "Container %s for pod %s/%s failed with exit code %lld matching %s rule at index %zu",
                          val_get_str(found, "name", ""), ns, name, (long long)val_at_int(found, "state.terminated.exitCode", 0), action, i);
    }
    found = match_condition(pod, patterns);
    return found ? arena_strf(j->run->arena, "Pod %s/%s has condition %s matching %s rule at index %zu", ns, name,
                              val_get_str(found, "type", ""), action, i)
                 : NULL;
}

enum job_action job_policy_action(const struct job *j, const struct val *pod, const char **message)
{
    static const struct {
        const char *name;
        enum job_action action;
    } actions[] = { { "Count", JOB_COUNT }, { "Ignore", JOB_IGNORE }, { "FailIndex", JOB_FAIL_INDEX }, { "FailJob", JOB_FAIL_JOB } };
    const struct val *rules = version_has(j->version, FEATURE_JOB_FAILURE_POLICY) ? val_at(j->doc, "spec.podFailurePolicy.rules") : NULL;
    for (size_t i = 0; i < val_len(rules); i++) {
        const char *text = match_rule(j, pod, val_item(rules, i), i);
        for (size_t k = 0; text && k < ARRAY_LEN(actions); k++) {
            if (!val_str_equal(val_get(val_item(rules, i), "action"), actions[k].name))
                continue;
            *message = text;
            return actions[k].action;
        }
    }
    return JOB_NO_RULE;
}

static struct job_condition policy_verdict(const struct job *j)
{
    const char *message;
    for (size_t i = 0; i < j->pod_count; i++)
        if (job_pod_failed(j, j->pods[i]) && job_policy_action(j, j->pods[i], &message) == JOB_FAIL_JOB)
            return (struct job_condition){ "FailureTarget", "PodFailurePolicy", message };
    return (struct job_condition){ NULL, NULL, NULL };
}

/* ---- limits ---- */

/* With OnFailure the kubelet restarts in place: restarts are counted instead of pods. */
bool job_past_restart_limit(const struct job *j)
{
    int64_t n = 0, limit = val_at_int(j->doc, "spec.backoffLimit", 6);
    if (!val_str_equal(val_at(j->doc, "spec.template.spec.restartPolicy"), "OnFailure"))
        return false;
    for (size_t i = 0; i < j->pod_count; i++)
        if (pod_has_phase(j->pods[i], "Running") || pod_has_phase(j->pods[i], "Pending"))
            n += job_pod_restarts(j->pods[i]);
    return limit == 0 ? n > 0 : n >= limit;
}

bool job_past_deadline(const struct job *j)
{
    return !j->suspended && job_deadline_ms(j->doc, j->status) <= j->run->now_ms;
}

static struct job_condition limit_verdict(const struct job *j)
{
    if (j->failed > val_at_int(j->doc, "spec.backoffLimit", 6) || job_past_restart_limit(j))
        return (struct job_condition){ "Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit" };
    if (job_past_deadline(j))
        return (struct job_condition){ "Failed", "DeadlineExceeded", "Job was active longer than specified deadline" };
    return (struct job_condition){ NULL, NULL, NULL };
}

static struct job_condition index_verdict(const struct job *j)
{
    int64_t failed = intervals_total(&j->failed_indexes), most = val_at_int(j->doc, "spec.maxFailedIndexes", INT64_MAX);
    if (failed > most)
        return (struct job_condition){ "Failed", "MaxFailedIndexesExceeded", "Job has exceeded the specified maximal number of failed indexes" };
    if (failed > 0 && failed + intervals_total(&j->succeeded_indexes) >= j->completions)
        return (struct job_condition){ "Failed", "FailedIndexes", "Job has failed indexes" };
    return (struct job_condition){ NULL, NULL, NULL };
}

/* ---- success policy ---- */

static bool rule_is_met(const struct job *j, const struct val *rule)
{
    const struct val *indexes = val_get(rule, "succeededIndexes"), *count = val_get(rule, "succeededCount");
    if (!indexes)
        return count && intervals_total(&j->succeeded_indexes) >= val_int_or(count, 0);
    struct intervals needed = intervals_parse(j->run->arena, val_str_or(indexes, ""), j->completions);
    int64_t have = intervals_common(&needed, &j->succeeded_indexes);
    return needed.count && (have == intervals_total(&needed) || (count && have >= val_int_or(count, 0)));
}

static struct job_condition success_verdict(const struct job *j)
{
    const struct val *rules = version_has(j->version, FEATURE_JOB_SUCCESS_POLICY) ? val_at(j->doc, "spec.successPolicy.rules") : NULL;
    for (size_t i = 0; i < val_len(rules) && j->succeeded_indexes.count; i++)
        if (rule_is_met(j, val_item(rules, i)))
            return (struct job_condition){ "SuccessCriteriaMet", "SuccessPolicy", arena_strf(j->run->arena, "Matched rules at index %zu", i) };
    return (struct job_condition){ NULL, NULL, NULL };
}

/* ---- all together ---- */

static struct job_condition same_as(const struct val *interim, const char *type)
{
    return (struct job_condition){ type, val_str(val_get(interim, "reason")), val_str(val_get(interim, "message")) };
}

struct job_condition job_verdict(const struct job *j)
{
    const struct val *met = job_true_condition(j->status, "SuccessCriteriaMet"), *failing = job_true_condition(j->status, "FailureTarget");
    bool delayed = version_has(j->version, FEATURE_JOB_INTERIM_CONDITIONS);
    if (met)
        return same_as(met, "SuccessCriteriaMet");
    if (failing)
        return same_as(failing, "Failed");
    struct job_condition c = policy_verdict(j);
    if (!c.type) {
        c = limit_verdict(j);
        if (!c.type && j->per_index)
            c = index_verdict(j);
        if (c.type && delayed)
            c.type = "FailureTarget";
    }
    return !c.type && j->indexed ? success_verdict(j) : c;
}
