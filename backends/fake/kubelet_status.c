/* The status that a kubelet posts (generateAPIPodStatus, getPhase, status/generate.go, v1.20.2). */
#include <stdlib.h>
#include <string.h>

#include "backends/base/condition.h"
#include "backends/fake/cluster.h"
#include "backends/fake/image.h"
#include "backends/fake/kubelet.h"

/* ---- containers ---- */

/* The recordings' stand-in kubelet tells the image as it was written, and an id only of what has ended: the pod's. */
static bool stands_in(const struct life *l)
{
    return l->run->cluster->settings.images == IMAGES_ANY;
}

const char *container_id(const struct life *l, const struct container *c, int64_t run)
{
    const char *runtime = val_at_str(l->node, "status.nodeInfo.containerRuntimeVersion", "docker://");
    const char *end = strstr(runtime, "://"), *uid = val_at_str(l->doc, "metadata.uid", "");
    size_t len = end ? (size_t)(end - runtime) : strlen(runtime);
    if (stands_in(l))
        return arena_strf(l->run->arena, "%.*s://%s", (int)len, runtime, uid);
    char digits[65];
    char *seed = xstrf("%s/%s/%lld", uid, c->name, (long long)run);
    image_digest(seed, digits);
    free(seed);
    return arena_strf(l->run->arena, "%.*s://%s", (int)len, runtime, digits);
}

struct val *terminated_state(const struct container *c, const char *id)
{
    return val_fmt("{exitCode:%I, reason:%s, startedAt:%V, finishedAt:%V, containerID:%s, message:%s}", c->code,
                   c->reason, time_val(c->started_ms), time_val(c->ended_ms), id, c->end_message);
}

static struct val *waiting_state(const char *reason, const char *message)
{
    return val_fmt("{waiting:{reason:%s, message:%s}}", reason, message);
}

/* Why a container that never ran does not: what the last sync found, or that something else is not done yet. */
static struct val *idle_state(const struct life *l, const struct container *c)
{
    if (c->waiting)
        return waiting_state(c->waiting, c->message);
    return waiting_state(l->init_count ? "PodInitializing" : "ContainerCreating", NULL);
}

/* Whether its startup probe has not passed yet. */
static bool probe_delays(const struct container *c)
{
    const struct val *startup = val_get(c->probes, "startup");
    return startup && !val_bool_or(val_get(startup, "passed"), false);
}

static struct val *container_status(const struct life *l, const struct container *c)
{
    bool stand_in = stands_in(l);
    bool ran = c->state != CONTAINER_NONE, running = c->state == CONTAINER_RUNNING;
    bool waits = c->state == CONTAINER_EXITED && c->waiting;
    const char *image = val_get_str(c->spec, "image", "");
    const char *id = ran ? container_id(l, c, c->restarts) : "";
    const struct val *last = c->last;
    struct val *state;
    if (running) {
        state = val_fmt("{running:{startedAt:%V}}", time_val(c->started_ms));
    } else if (waits) {
        state = waiting_state(c->waiting, c->message);
        last = arena_val(l->run->arena, terminated_state(c, id));
    } else {
        state = ran ? val_fmt("{terminated:%V}", terminated_state(c, id)) : idle_state(l, c);
    }
    bool done = c->init && c->state == CONTAINER_EXITED && c->code == 0;
    struct val *status = val_fmt("{name:%s, state:%V, lastState:{}, ready:%b, restartCount:%I, image:%s, imageID:%s, started:%b}",
                                 c->name, state, done || (running && c->ready), c->restarts,
                                 ran && !stand_in ? image_shown(l->run->arena, l->node, image) : image,
                                 ran && !stand_in ? image_id(l->run->arena, l->node, image) : "",
                                 running && !probe_delays(c));
    if (c->init && !c->sidecar && l->run->cluster->version.minor < 28)
        val_unset(&status, "started");
    if (last)
        val_put(&status, "lastState.terminated", val_ref(last));
    if (*id && !stand_in)
        val_set(&status, "containerID", val_string(id));
    return status;
}

static struct val *container_statuses(const struct life *l, bool init)
{
    struct val *list = val_array();
    for (size_t i = 0; i < l->count; i++)
        if (l->containers[i].init == init)
            val_append(&list, container_status(l, &l->containers[i]));
    return list;
}

/* ---- phase ---- */

static bool init_done(const struct container *c)
{
    return c->sidecar ? c->state == CONTAINER_RUNNING : c->state == CONTAINER_EXITED && c->code == 0 && !c->waiting;
}

static bool all_initialized(const struct life *l)
{
    bool begun = false; /* a sidecar may end after the main containers */
    for (size_t i = l->init_count; i < l->count; i++)
        begun = begun || l->containers[i].state != CONTAINER_NONE;
    for (size_t i = 0; i < l->init_count; i++)
        if (!init_done(&l->containers[i]) && !(begun && l->containers[i].sidecar))
            return false;
    return true;
}

/* Of a deleted pod whose containers have ended. */
static const char *final_phase(const struct life *l)
{
    for (size_t i = l->init_count; i < l->count; i++)
        if (l->containers[i].state != CONTAINER_EXITED || l->containers[i].code)
            return "Failed";
    return "Succeeded";
}

static const char *phase_of(const struct life *l)
{
    const char *policy = val_at_str(l->doc, "spec.restartPolicy", "Always");
    bool never = !strcmp(policy, "Never"), any_running = false, any_failed = false, any_waiting = false;
    if (l->reason)
        return "Failed";
    if (l->kill_at_ms <= l->run->now_ms && version_has(l->run->cluster->version, FEATURE_POD_GOES_SOON))
        return final_phase(l);
    for (size_t i = 0; i < l->init_count; i++)
        if (never && !l->containers[i].sidecar && l->containers[i].state == CONTAINER_EXITED && l->containers[i].code)
            return "Failed";
    for (size_t i = 0; i < l->count; i++) {
        const struct container *c = &l->containers[i];
        if (c->init)
            continue;
        any_running = any_running || c->state == CONTAINER_RUNNING;
        any_waiting = any_waiting || c->state == CONTAINER_NONE;
        any_failed = any_failed || (c->state == CONTAINER_EXITED && c->code);
    }
    if (!all_initialized(l) || any_waiting)
        return "Pending";
    if (any_running || !strcmp(policy, "Always"))
        return "Running";
    if (!any_failed)
        return "Succeeded";
    return never ? "Failed" : "Running";
}

/* ---- conditions ---- */

/* Appends a condition; its transition time is kept while the status stays. */
static bool same_text(const struct val *condition, const char *member, const char *text)
{
    const struct val *have = val_get(condition, member);
    return text ? val_str_equal(have, text) : !have;
}

static void add_condition(const struct life *l, struct val **list, const char *type, bool holds, const char *reason,
                          const char *message)
{
    const struct val *old = condition_find(l->doc, type);
    const char *status = holds ? "True" : "False";
    bool same = val_str_equal(val_get(old, "status"), status);
    if (same && same_text(old, "reason", reason) && same_text(old, "message", message)) {
        val_append(list, val_ref(old));
        return;
    }
    struct val *since = same ? val_ref(val_get(old, "lastTransitionTime")) : time_val(l->run->now_ms);
    val_append(list, val_fmt("{type:%s, status:%s, lastProbeTime:null, lastTransitionTime:%V, reason:%s, message:%s}", type,
                             status, since, reason, message));
}

/* "containers with unready status: [a b]", NULL when it fits none. */
static const char *those(const struct life *l, const char *what, bool init)
{
    struct strbuf names = STRBUF_INIT;
    for (size_t i = 0; i < l->count; i++) {
        const struct container *c = &l->containers[i];
        bool fine = init ? init_done(c) || all_initialized(l) : c->state == CONTAINER_RUNNING && c->ready;
        if (c->init == init && !fine)
            strbuf_addf(&names, "%s%s", names.len ? " " : "", c->name);
    }
    const char *text = names.len ? arena_strf(l->run->arena, "containers with %s status: [%s]", what, names.buf) : NULL;
    strbuf_release(&names);
    return text;
}

/* What is said of readiness gates that are not open, or NULL. */
static const char *closed_gates(const struct life *l)
{
    const struct val *gates = val_at(l->doc, "spec.readinessGates");
    struct arena *a = l->run->arena;
    const char *text = NULL;
    for (size_t i = 0; i < val_len(gates); i++) {
        const char *type = val_at_str(val_item(gates, i), "conditionType", "");
        const struct val *condition = condition_find(l->doc, type);
        const char *status = val_get_str(condition, "status", ""), *why = NULL;
        if (!condition)
            why = arena_strf(a, "corresponding condition of pod readiness gate \"%s\" does not exist.", type);
        else if (strcmp(status, "True") != 0)
            why = arena_strf(a, "the status of pod readiness gate \"%s\" is not \"True\", but %s", type, status);
        text = why && text ? arena_strf(a, "%s, %s", text, why) : why ? why : text;
    }
    return text;
}

static struct val *conditions(const struct life *l, const char *phase)
{
    struct version v = l->run->cluster->version;
    bool over = !strcmp(phase, "Succeeded"), failed = !strcmp(phase, "Failed");
    const char *incomplete = those(l, "incomplete", true), *unready = those(l, "unready", false);
    const char *closed = closed_gates(l);
    struct val *list = val_array();
    if (version_has(v, FEATURE_POD_SANDBOX_CONDITION))
        add_condition(l, &list, "PodReadyToStartContainers", l->ip && !over && !failed,
                      (over || failed) && version_has(v, FEATURE_POD_SANDBOX_REASON) ? "PodSandboxNotReady" : NULL, NULL);
    if (over)
        add_condition(l, &list, "Initialized", true, "PodCompleted", NULL);
    else
        add_condition(l, &list, "Initialized", !incomplete, incomplete ? "ContainersNotInitialized" : NULL, incomplete);
    static const char *const ready[] = { "Ready", "ContainersReady" };
    for (size_t i = 0; i < ARRAY_LEN(ready); i++) {
        if (over)
            add_condition(l, &list, ready[i], false, "PodCompleted", NULL);
        else if (failed && version_has(v, FEATURE_POD_FAILED_CONDITION))
            add_condition(l, &list, ready[i], false, "PodFailed", NULL);
        else if (i == 0 && !unready && closed)
            add_condition(l, &list, ready[i], false, "ReadinessGatesNotReady", closed);
        else
            add_condition(l, &list, ready[i], !unready, unready ? "ContainersNotReady" : NULL, unready);
    }
    const struct val *scheduled = condition_find(l->doc, "PodScheduled");
    if (scheduled)
        val_append(&list, val_ref(scheduled));
    else
        add_condition(l, &list, "PodScheduled", true, NULL, NULL);
    return list;
}

/* Conditions of others (readiness gates, disruption), in front as upstream merges them. */
static void keep_foreign(const struct life *l, struct val **list)
{
    const struct val *old = val_at(l->doc, "status.conditions");
    size_t at = 0;
    for (size_t i = 0; i < val_len(old); i++)
        if (!val_find(*list, "type", val_get_str(val_item(old, i), "type", ""), NULL))
            val_insert(list, at++, val_ref(val_item(old, i)));
}

const char *node_address(const struct val *node)
{
    const struct val *address = val_find(val_at(node, "status.addresses"), "type", "InternalIP", NULL);
    return val_get_str(address, "address", "");
}

const char *pod_hostname(const struct life *l)
{
    enum { HOSTNAME_MAX = 63 };
    const char *name = val_at_str(l->doc, "spec.hostname", val_at_str(l->doc, "metadata.name", ""));
    if (val_at_bool(l->doc, "spec.hostNetwork", false))
        return val_at_str(l->node, "metadata.name", "");
    return strlen(name) <= HOSTNAME_MAX ? name : arena_strndup(l->run->arena, name, HOSTNAME_MAX);
}

/* Up to v1.21 a pod that failed as a whole was left as it was then: running, not ready, without conditions. */
static struct val *cut_off(const struct life *l)
{
    struct val *status = val_ref(val_get(l->doc, "status")), *list = val_ref(val_get(status, "containerStatuses"));
    for (size_t i = 0; i < val_len(list); i++) {
        struct val *container = val_ref(val_item(list, i));
        val_set(&container, "ready", val_bool(false));
        val_replace(&list, i, container);
    }
    val_set(&status, "containerStatuses", list);
    val_unset(&status, "conditions");
    val_set(&status, "phase", val_string("Failed"));
    val_set(&status, "reason", val_string(l->reason));
    val_set(&status, "message", val_string(l->message ? l->message : ""));
    return status;
}

struct val *life_status(const struct life *l)
{
    const char *phase = phase_of(l), *host = node_address(l->node);
    if (l->reason && version_has(l->run->cluster->version, FEATURE_FAILED_POD_CUT_OFF))
        return cut_off(l);
    struct val *status = val_ref(val_get(l->doc, "status")), *list = conditions(l, phase);
    keep_foreign(l, &list);
    val_set(&status, "phase", val_string(phase));
    val_set(&status, "conditions", list);
    if (*host)
        val_set(&status, "hostIP", val_string(host));
    if (l->ip) {
        val_set(&status, "podIP", val_string(l->ip));
        val_set(&status, "podIPs", val_fmt("[{ip:%s}]", l->ip));
    }
    if (!val_get(status, "startTime"))
        val_set(&status, "startTime", time_val(l->run->now_ms));
    if (l->reason)
        val_set(&status, "reason", val_string(l->reason));
    if (l->message)
        val_set(&status, "message", val_string(l->message));
    if (l->init_count)
        val_set(&status, "initContainerStatuses", container_statuses(l, true));
    val_set(&status, "containerStatuses", container_statuses(l, false));
    return status;
}
