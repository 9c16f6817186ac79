#include <string.h>

#include "backends/base/duration.h"
#include "backends/base/rfc3339.h"
#include "repl/verb/drain.h"

enum { POLL_MS = 1000, RETRY_MS = 5000 };

/* A pod on its way out: it is asked to go, again every five seconds while its disruption budget forbids it, then looked at
 * every second until it is gone. */
struct leaving {
    const struct val *pod;
    const char *ns, *name;
    bool asked, done;
    int64_t due_ms; /* of the next step */
};

struct evacuation {
    struct command *cmd;
    const struct resource *resource;
    struct leaving *pods;
    size_t len;
    bool server_dry_run, deletes;
    int64_t deadline_ms; /* of --timeout; INT64_MAX: none */
    const char *timeout; /* "5s", as Go prints it */
    struct cmd_errors *errors;
};

static int64_t now_ms(const struct evacuation *e)
{
    return backend_now_ms(client_backend(cmd_client(e->cmd)));
}

bool drain_skips(struct command *cmd, const struct val *pod)
{
    int64_t limit_s = opt_int(cmd, "skip-wait-for-delete-timeout"), deleted_ms;
    const char *deleted = val_at_str(pod, "metadata.deletionTimestamp", NULL);
    if (limit_s <= 0 || !deleted || rfc3339_parse(deleted, &deleted_ms) < 0)
        return false;
    return (backend_now_ms(client_backend(cmd_client(cmd))) - deleted_ms) / 1000 > limit_s;
}

static void fail(struct evacuation *e, struct leaving *l, struct status *st)
{
    l->done = true;
    cmd_errors_add(e->cmd, e->errors, st);
}

/* The name of a pod in messages about its eviction. */
static const char *pod_words(const struct evacuation *e, const struct leaving *l)
{
    if (version_has(cmd_version(e->cmd), FEATURE_DRAIN_NAMES_NAMESPACE))
        return arena_strf(e->cmd->arena, "pods/\"%s\" -n \"%s\"", l->name, l->ns);
    return arena_strf(e->cmd->arena, "pod \"%s\"", l->name);
}

/* ---- asking ---- */

static int post(struct evacuation *e, struct leaving *l, struct status *st)
{
    int64_t grace = opt_int(e->cmd, "grace-period");
    struct val *options = val_object();
    if (grace >= 0)
        val_set(&options, "gracePeriodSeconds", val_int(grace));
    if (e->server_dry_run)
        val_set(&options, "dryRun", val_fmt("[All]"));
    int rc;
    if (e->deletes) {
        rc = client_delete(cmd_client(e->cmd), e->resource, l->ns, l->name, options, NULL, NULL, st);
    } else {
        const char *version = version_has(cmd_version(e->cmd), FEATURE_EVICTION_V1) ? "policy/v1" : "policy/v1beta1";
        struct val *body = val_fmt("{apiVersion:%s, kind:Eviction, metadata:{name:%s, namespace:%s}, deleteOptions:%v}", version,
                                   l->name, l->ns, options);
        rc = client_post(cmd_client(e->cmd), e->resource, l->ns, l->name, "eviction", body, NULL, st);
        val_unref(body);
    }
    val_unref(options);
    return rc;
}

static void ask(struct evacuation *e, struct leaving *l)
{
    struct command *cmd = e->cmd;
    struct status st = STATUS_INIT;
    if (!e->deletes)
        sink_printf(cmd->out, "evicting pod %s/%s%s\n", l->ns, l->name, e->server_dry_run ? " (server dry run)" : "");
    if (now_ms(e) >= e->deadline_ms) {
        status_client(&st, "error when evicting %s: global timeout reached: %s", pod_words(e, l), e->timeout);
        fail(e, l, &st);
        return;
    }
    if (post(e, l, &st) == 0) {
        l->asked = true;
        l->done = e->server_dry_run;
    } else if (st.code == 404) {
        l->asked = e->deletes;
        l->done = !e->deletes;
    } else if (st.code == 429 && !e->deletes) {
        sink_printf(cmd->err, "error when evicting %s (will retry after 5s): %s\n", pod_words(e, l), st.message);
        l->due_ms = now_ms(e) + RETRY_MS;
    } else if (e->deletes) {
        fail(e, l, &st);
    } else {
        const char *why = arena_strdup(cmd->arena, st.message);
        status_client(&st, "error when evicting %s: %s", pod_words(e, l), why);
        fail(e, l, &st);
    }
    status_release(&st);
}

/* ---- looking whether it is gone ---- */

static void too_late(struct evacuation *e, struct leaving *l)
{
    struct version v = cmd_version(e->cmd);
    struct status st = STATUS_INIT;
    const char *why = version_has(v, FEATURE_CONTEXT_DEADLINE) ? "context deadline exceeded"
                      : e->deletes                              ? "timed out waiting for the condition"
                                   : arena_strf(e->cmd->arena, "global timeout reached: %s", e->timeout);
    if (e->deletes && e->errors->len) {
        l->done = true; /* one deadline for all: it is said once */
        return;
    }
    if (e->deletes)
        status_client(&st, "%s", why);
    else if (version_has(v, FEATURE_DRAIN_TO_TERMINATE))
        status_client(&st, "error when waiting for pod \"%s\" in namespace \"%s\" to terminate: %s", l->name, l->ns, why);
    else
        status_client(&st, "error when waiting for pod \"%s\" terminating: %s", l->name, why);
    fail(e, l, &st);
}

static void look(struct evacuation *e, struct leaving *l)
{
    struct command *cmd = e->cmd;
    struct status st = STATUS_INIT;
    struct val *now = NULL;
    int rc = client_get(cmd_client(cmd), e->resource, l->ns, l->name, &now, &st);
    if (rc < 0 ? st.code == 404 : !val_equal(val_at(now, "metadata.uid"), val_at(l->pod, "metadata.uid"))) {
        l->done = true;
        result_print(cmd, e->resource, l->pod, e->deletes ? "deleted" : "evicted");
    } else if (rc < 0) {
        fail(e, l, &st);
    } else if (drain_skips(cmd, now)) {
        l->done = true;
        sink_printf(cmd->out, "pod \"%s\" has DeletionTimestamp older than %lld seconds, skipping\n", l->name,
                    (long long)opt_int(cmd, "skip-wait-for-delete-timeout"));
    } else if (now_ms(e) >= e->deadline_ms) {
        too_late(e, l);
    } else {
        l->due_ms = now_ms(e) + POLL_MS;
    }
    val_unref(now);
    status_release(&st);
}

/* The pod whose next step comes first, or NULL. */
static struct leaving *next_pod(struct evacuation *e)
{
    struct leaving *first = NULL;
    for (size_t i = 0; i < e->len; i++)
        if (!e->pods[i].done && (!first || e->pods[i].due_ms < first->due_ms ||
                                 (e->pods[i].due_ms == first->due_ms && !e->pods[i].asked && first->asked)))
            first = &e->pods[i];
    return first;
}

int drain_pods(struct command *cmd, const struct val *const *pods, size_t len, enum dry_run dry, struct cmd_errors *errors)
{
    struct status st = STATUS_INIT;
    struct evacuation e = { .cmd = cmd, .resource = client_find(cmd_client(cmd), "pods", &st), .len = len, .errors = errors,
                            .server_dry_run = dry == DRY_RUN_SERVER, .deletes = opt_bool(cmd, "disable-eviction") };
    int64_t timeout_ms = opt_duration_ms(cmd, "timeout");
    char text[DURATION_SIZE];
    if (!e.resource) {
        cmd_errors_add(cmd, errors, &st);
        return 1;
    }
    e.deadline_ms = timeout_ms > 0 ? now_ms(&e) + timeout_ms : INT64_MAX;
    e.timeout = arena_strdup(cmd->arena, duration_format(text, timeout_ms * DURATION_NS_PER_MS));
    e.pods = arena_alloc(cmd->arena, (len + 1) * sizeof(*e.pods));
    for (size_t i = 0; i < len; i++)
        e.pods[i] = (struct leaving){ .pod = pods[i], .ns = val_at_str(pods[i], "metadata.namespace", ""),
                                      .name = val_at_str(pods[i], "metadata.name", ""), .due_ms = now_ms(&e) };
    for (struct leaving *l; (l = next_pod(&e));) {
        int rc = l->due_ms > now_ms(&e) ? cmd_wait(cmd, l->due_ms - now_ms(&e)) : 0;
        if (rc)
            return rc;
        if (!l->asked)
            ask(&e, l);
        else
            look(&e, l);
    }
    return errors->len ? 1 : 0;
}
