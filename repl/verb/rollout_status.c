/* kubectl rollout status: pkg/polymorphichelpers/rollout_status.go, v1.20.2. */
#include <stdlib.h>
#include <string.h>

#include "repl/verb/rollout.h"

#include "backends/base/condition.h"

static const struct option options[] = {
    { "watch", 'w', OPTION_BOOL, NULL, "true", "끝날 때까지 지켜봐요" },
    { "revision", 0, OPTION_INT, NULL, "0", "이 리비전의 롤아웃일 때만 지켜봐요" },
    { "timeout", 0, OPTION_DURATION, NULL, "0s", "기다릴 시간; 0은 끝까지" },
    ROLLOUT_OPTIONS,
    OPTION_END,
};

enum verdict { WAITING, DONE, FAILED };

/* Looks at one state of the object; *text: what is said of it (without the line end), or the mistake. */
typedef enum verdict viewer(struct command *cmd, const struct val *obj, const char **text);

static int64_t num(const struct val *obj, const char *path)
{
    return val_at_int(obj, path, 0);
}

static bool is_rolling(const struct val *obj)
{
    return !strcmp(val_at_str(obj, "spec.updateStrategy.type", ""), "RollingUpdate");
}

static enum verdict view_daemonset(struct command *cmd, const struct val *ds, const char **text)
{
    const char *name = val_at_str(ds, "metadata.name", "");
    long long desired = num(ds, "status.desiredNumberScheduled"), updated = num(ds, "status.updatedNumberScheduled"),
              available = num(ds, "status.numberAvailable");
    if (!is_rolling(ds)) {
        *text = "rollout status is only available for RollingUpdate strategy type";
        return FAILED;
    }
    if (num(ds, "metadata.generation") > num(ds, "status.observedGeneration"))
        *text = "Waiting for daemon set spec update to be observed...";
    else if (updated < desired)
        *text = arena_strf(cmd->arena, "Waiting for daemon set \"%s\" rollout to finish: %lld out of %lld new pods have been updated...",
                           name, updated, desired);
    else if (available < desired)
        *text = arena_strf(cmd->arena, "Waiting for daemon set \"%s\" rollout to finish: %lld of %lld updated pods are available...",
                           name, available, desired);
    else {
        *text = arena_strf(cmd->arena, "daemon set \"%s\" successfully rolled out", name);
        return DONE;
    }
    return WAITING;
}

static enum verdict view_deployment(struct command *cmd, const struct val *d, const char **text)
{
    const char *name = val_at_str(d, "metadata.name", "");
    long long want = val_at_int(d, "spec.replicas", 1), total = num(d, "status.replicas"),
              updated = num(d, "status.updatedReplicas"), available = num(d, "status.availableReplicas");
    const struct val *progressing = condition_find(d, "Progressing");
    const char *waiting = arena_strf(cmd->arena, "Waiting for deployment \"%s\" rollout to finish: ", name);
    if (num(d, "metadata.generation") > num(d, "status.observedGeneration")) {
        *text = "Waiting for deployment spec update to be observed...";
        return WAITING;
    }
    if (val_str_equal(val_get(progressing, "reason"), "ProgressDeadlineExceeded")) {
        *text = arena_strf(cmd->arena, "deployment \"%s\" exceeded its progress deadline", name);
        return FAILED;
    }
    if (updated < want)
        *text = arena_strf(cmd->arena, "%s%lld out of %lld new replicas have been updated...", waiting, updated, want);
    else if (total > updated)
        *text = arena_strf(cmd->arena, "%s%lld old replicas are pending termination...", waiting, total - updated);
    else if (available < updated)
        *text = arena_strf(cmd->arena, "%s%lld of %lld updated replicas are available...", waiting, available, updated);
    else {
        *text = arena_strf(cmd->arena, "deployment \"%s\" successfully rolled out", name);
        return DONE;
    }
    return WAITING;
}

static enum verdict view_statefulset(struct command *cmd, const struct val *s, const char **text)
{
    long long want = val_at_int(s, "spec.replicas", 1), ready = num(s, "status.readyReplicas"),
              updated = num(s, "status.updatedReplicas"), partition = num(s, "spec.updateStrategy.rollingUpdate.partition");
    if (!is_rolling(s)) {
        *text = "rollout status is only available for RollingUpdate strategy type";
        return FAILED;
    }
    if (!num(s, "status.observedGeneration") || num(s, "metadata.generation") > num(s, "status.observedGeneration"))
        *text = "Waiting for statefulset spec update to be observed...";
    else if (ready < want)
        *text = arena_strf(cmd->arena, "Waiting for %lld pods to be ready...", want - ready);
    else if (val_at(s, "spec.updateStrategy.rollingUpdate")) {
        bool done = updated >= want - partition;
        *text = done ? arena_strf(cmd->arena, "partitioned roll out complete: %lld new pods have been updated...", updated)
                     : arena_strf(cmd->arena, "Waiting for partitioned roll out to finish: %lld out of %lld new pods have been updated...",
                                  updated, want - partition);
        return done ? DONE : WAITING;
    } else {
        const char *to = val_at_str(s, "status.updateRevision", "");
        bool done = !strcmp(to, val_at_str(s, "status.currentRevision", ""));
        *text = done ? arena_strf(cmd->arena, "statefulset rolling update complete %lld pods at revision %s...", (long long)num(s, "status.currentReplicas"), to)
                     : arena_strf(cmd->arena, "waiting for statefulset rolling update to complete %lld pods at revision %s...", updated, to);
        return done ? DONE : WAITING;
    }
    return WAITING;
}

static viewer *viewer_of(const char *kind)
{
    static const struct {
        const char *kind;
        viewer *view;
    } viewers[] = { { "DaemonSet", view_daemonset }, { "Deployment", view_deployment }, { "StatefulSet", view_statefulset } };
    for (size_t i = 0; i < ARRAY_LEN(viewers); i++)
        if (!strcmp(viewers[i].kind, kind))
            return viewers[i].view;
    return NULL;
}

/* Another revision than the one asked for: the mistake, else NULL. */
static const char *wrong_revision(struct command *cmd, const struct val *obj)
{
    int64_t wanted = opt_int(cmd, "revision");
    const char *running = val_get_str(val_at(obj, "metadata.annotations"), "deployment.kubernetes.io/revision", "0");
    return wanted <= 0 || wanted == strtoll(running, NULL, 10) ? NULL : arena_strf(cmd->arena, "desired revision (%lld) is different from the running revision (%s)", (long long)wanted, running);
}

/* Prints one state. WAITING: go on. */
static enum verdict look(struct command *cmd, viewer *view, const struct val *obj)
{
    const char *text = wrong_revision(cmd, obj);
    enum verdict v = text ? FAILED : view(cmd, obj, &text);
    if (v == FAILED)
        cmd_error(cmd, "%s", text);
    else
        sink_printf(cmd->out, "%s\n", text);
    return v;
}

/* The same for an event, which is given back. */
static enum verdict look_at_event(struct command *cmd, viewer *view, struct watch_event *event)
{
    enum verdict v = WAITING;
    if (event->type == WATCH_DELETED) {
        cmd_error(cmd, "object has been deleted");
        v = FAILED;
    } else if (event->type != WATCH_BOOKMARK) {
        v = look(cmd, view, event->object);
    }
    val_unref(event->object);
    return v;
}

static int follow(struct command *cmd, const struct target *t, viewer *view)
{
    struct watch *w = NULL;
    struct status st = STATUS_INIT;
    int64_t timeout = opt_duration_ms(cmd, "timeout");
    struct backend *b = client_backend(cmd_client(cmd));
    int64_t until = timeout > 0 ? backend_now_ms(b) + timeout : INT64_MAX;
    const struct val *query = arena_val(cmd->arena, val_fmt("{fieldSelector:%V, resourceVersion:%v}", val_stringf("metadata.name=%s", t->name),
                                                            val_at(t->object, "metadata.resourceVersion")));
    struct request rq = { .path = resource_path(cmd->arena, t->resource, t->ns, NULL, NULL), .query = query };
    if (backend_watch_open(b, &rq, &w, &st) < 0)
        return cmd_status(cmd, &st);
    int rc = 1;
    enum verdict v = WAITING;
    while (rc == 1 && v == WAITING) {
        struct watch_event event;
        int64_t left = until == INT64_MAX ? INT64_MAX : until - backend_now_ms(b);
        rc = cmd_watch_next(cmd, w, left > 0 ? left : 0, &event, &st);
        if (rc == 1)
            v = look_at_event(cmd, view, &event);
    }
    watch_close(w);
    if (rc == 1)
        return v == FAILED;
    if (rc < 0)
        return cmd_status(cmd, &st);
    return rc ? rc : cmd_error(cmd, "timed out waiting for the condition");
}

static int exec(struct command *cmd)
{
    struct targets t;
    int rc = rollout_targets(cmd, &t);
    if (rc || t.errors.len)
        return rc ? rc : targets_report(cmd, &t);
    if (t.len != 1)
        return cmd_error(cmd, "rollout status is only supported on individual resources and resource collections - %zu resources were found", t.len);
    viewer *view = viewer_of(t.items[0].resource->kind);
    if (!view)
        return cmd_error(cmd, "no status viewer has been implemented for %s", resource_group_kind(cmd->arena, t.items[0].resource));
    enum verdict v = look(cmd, view, t.items[0].object);
    if (v != WAITING || !opt_bool(cmd, "watch"))
        return v == FAILED;
    return follow(cmd, &t.items[0], view);
}

const struct verb verb_rollout_status = {
    .name = "status",
    .kubectl = true,
    .usage = "rollout status (TYPE NAME | TYPE/NAME)",
    .summary_ko = "롤아웃이 어디까지 왔는지 지켜봐요",
    .options = options,
    .exec = exec,
};
