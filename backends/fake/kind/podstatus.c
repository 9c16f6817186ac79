/* How a pod's many states become one word: see podstatus.h. */
#include "backends/fake/kind/podstatus.h"

#include <stdio.h>
#include <string.h>

#include "backends/base/condition.h"
#include "backends/fake/kind/columns.h"

static void set_reason(struct pod_summary *out, const char *fmt, ...) PRINTF_LIKE(2, 3);
static void set_reason(struct pod_summary *out, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(out->text, sizeof(out->text), fmt, ap);
    va_end(ap);
    out->reason = out->text;
}

/* The reason of a terminated state, or what stands for it. */
static void set_terminated(struct pod_summary *out, const char *prefix, const struct val *terminated)
{
    const char *reason = val_get_str(terminated, "reason", "");
    long long signal = val_int_or(val_get(terminated, "signal"), 0);
    if (*reason)
        set_reason(out, "%s%s", prefix, reason);
    else if (signal)
        set_reason(out, "%sSignal:%lld", prefix, signal);
    else
        set_reason(out, "%sExitCode:%lld", prefix, (long long)val_int_or(val_get(terminated, "exitCode"), 0));
}

/* The pod that is summed up, looked into once. */
struct view {
    const struct val *pod, *spec, *status;
    bool sidecars; /* an init container that always restarts is one */
    const struct kind_context *kc;
};

struct restarts {
    int64_t count;
    const struct val *last;
};

static void add_restarts(struct restarts *r, const struct val *status)
{
    r->count += val_int_or(val_get(status, "restartCount"), 0);
    const struct val *finished = val_get(val_get(val_get(status, "lastState"), "terminated"), "finishedAt");
    int64_t at, best;
    if (timestamp_ms(finished, &at) && (!timestamp_ms(r->last, &best) || at > best))
        r->last = finished;
}

static bool is_sidecar(const struct view *v, const char *name)
{
    return v->sidecars &&
           val_str_equal(val_get(val_find(val_get(v->spec, "initContainers"), "name", name, NULL), "restartPolicy"), "Always");
}

/* Walks the init containers up to the first that is not done; false when all are. */
static bool summarize_init(struct pod_summary *out, const struct view *v, struct restarts *all, struct restarts *sidecars)
{
    const struct val *statuses = val_get(v->status, "initContainerStatuses");
    for (size_t i = 0; i < val_len(statuses); i++) {
        const struct val *status = val_item(statuses, i), *state = val_get(status, "state");
        const struct val *terminated = val_get(state, "terminated");
        const char *waiting = val_get_str(val_get(state, "waiting"), "reason", "");
        add_restarts(all, status);
        bool sidecar = is_sidecar(v, val_get_str(status, "name", ""));
        if (sidecar)
            add_restarts(sidecars, status);
        if (terminated && !val_int_or(val_get(terminated, "exitCode"), 0))
            continue;
        if (sidecar && val_bool_or(val_get(status, "started"), false)) {
            out->ready += val_bool_or(val_get(status, "ready"), false);
            continue;
        }
        if (terminated)
            set_terminated(out, "Init:", terminated);
        else if (*waiting && strcmp(waiting, "PodInitializing") != 0)
            set_reason(out, "Init:%s", waiting);
        else
            set_reason(out, "Init:%zu/%zu", i, val_len(val_get(v->spec, "initContainers")));
        return true;
    }
    return false;
}

/* From the last container to the first, each overwriting the reason, so that the first one's trouble wins. */
static void summarize_main(struct pod_summary *out, const struct view *v, struct restarts *r)
{
    const struct val *statuses = val_get(v->status, "containerStatuses");
    bool running = false, failed = false;
    for (size_t i = val_len(statuses); i-- > 0;) {
        const struct val *status = val_item(statuses, i), *state = val_get(status, "state");
        const struct val *terminated = val_get(state, "terminated");
        const char *waiting = val_get_str(val_get(state, "waiting"), "reason", "");
        add_restarts(r, status);
        if (*waiting) {
            out->reason = waiting;
        } else if (terminated) {
            bool keeps = failed && val_str_equal(val_get(terminated, "reason"), "Completed");
            if (!keeps)
                set_terminated(out, "", terminated);
            failed = failed || (version_has(v->kc->version, FEATURE_FAILURE_BEFORE_COMPLETED) &&
                                val_int_or(val_get(terminated, "exitCode"), 0) != 0);
        } else if (val_bool_or(val_get(status, "ready"), false) && val_get(state, "running")) {
            running = true;
            out->ready++;
        }
    }
    if (running && !strcmp(out->reason, "Completed"))
        out->reason = condition_is_true(v->pod, "Ready") ? "Running" : "NotReady";
}

static bool is_final(const char *phase)
{
    return !strcmp(phase, "Succeeded") || !strcmp(phase, "Failed");
}

void pod_summarize(struct pod_summary *out, const struct val *pod, const struct kind_context *kc)
{
    const struct view v = { pod, val_get(pod, "spec"), val_get(pod, "status"), version_has(kc->version, FEATURE_SIDECARS), kc };
    const char *phase = val_get_str(v.status, "phase", ""), *reason = val_get_str(v.status, "reason", "");
    const struct val *init = val_get(v.spec, "initContainers");
    *out = (struct pod_summary){ .containers = val_len(val_get(v.spec, "containers")) };
    for (size_t i = 0; i < val_len(init); i++)
        out->containers += is_sidecar(&v, val_get_str(val_item(init, i), "name", ""));
    out->reason = *reason ? reason : phase;
    if (version_has(kc->version, FEATURE_SCHEDULING_GATES) &&
        val_str_equal(val_get(condition_find(pod, "PodScheduled"), "reason"), "SchedulingGated"))
        out->reason = "SchedulingGated";

    struct restarts r = { 0, NULL }, sidecars = { 0, NULL };
    bool initializing = summarize_init(out, &v, &r, &sidecars);
    if (!initializing || (v.sidecars && condition_is_true(pod, "Initialized"))) {
        r = sidecars;
        summarize_main(out, &v, &r);
    }
    out->restarts = r.count;
    out->last_restart = r.last;

    if (val_is_null(val_get(val_get(pod, "metadata"), "deletionTimestamp")))
        return;
    if (!strcmp(reason, "NodeLost"))
        out->reason = "Unknown";
    else if (!version_has(kc->version, FEATURE_FINAL_PHASE_SHOWN) || !is_final(phase))
        out->reason = "Terminating";
}
