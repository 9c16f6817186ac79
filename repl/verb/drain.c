/* kubectl drain: staging/src/k8s.io/kubectl/pkg/drain/, v1.20.2. */
#include <string.h>

#include "repl/nodes.h"
#include "repl/print/result.h"

enum { POLL_MS = 1000, RETRY_MS = 5000 };

static const struct option options[] = {
    { "force", 0, OPTION_BOOL, NULL, NULL, "컨트롤러가 없는 파드도 지워요" },
    { "ignore-daemonsets", 0, OPTION_BOOL, NULL, NULL, "데몬셋의 파드는 그대로 둬요" },
    { "delete-emptydir-data", 0, OPTION_BOOL, NULL, NULL, "emptyDir을 쓰는 파드도 지워요(내용은 사라져요)" },
    { "delete-local-data", 0, OPTION_BOOL, NULL, NULL, "delete-emptydir-data의 옛 이름" },
    { "disable-eviction", 0, OPTION_BOOL, NULL, NULL, "축출 대신 지워요" },
    { "grace-period", 0, OPTION_INT, NULL, "-1", "파드가 끝날 때까지 주는 초" },
    { "timeout", 0, OPTION_DURATION, NULL, "0s", "기다릴 시간; 0은 끝까지" },
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 노드를 골라요" },
    { "pod-selector", 0, OPTION_STRING, NULL, NULL, "레이블 셀렉터로 파드를 골라요" },
    { "skip-wait-for-delete-timeout", 0, OPTION_INT, NULL, "0", "지워진 지 이 초가 넘은 파드는 기다리지 않아요" },
    { "dry-run", 0, OPTION_STRING, "unchanged", "none", "바꾸지 않고 결과만 보여요: none, client, server" },
    OPTION_END,
};

/* Why a pod is left alone, warned about, or in the way. */
enum verdict { EVICT, SKIP, WARN_DAEMON, WARN_STORAGE, WARN_UNMANAGED, STOP_DAEMON, STOP_STORAGE, STOP_UNMANAGED, VERDICTS };

static const char *message_of(struct command *cmd, enum verdict v)
{
    bool continues = version_has(cmd_version(cmd), FEATURE_DRAIN_CONTINUES);
    switch (v) {
    case WARN_DAEMON: return "ignoring DaemonSet-managed Pods";
    case WARN_STORAGE: return "deleting Pods with local storage";
    case WARN_UNMANAGED:
        return continues ? "deleting Pods that declare no controller"
                         : "deleting Pods not managed by ReplicationController, ReplicaSet, Job, DaemonSet or StatefulSet";
    case STOP_DAEMON: return "DaemonSet-managed Pods (use --ignore-daemonsets to ignore)";
    case STOP_STORAGE: return "Pods with local storage (use --delete-emptydir-data to override)";
    case STOP_UNMANAGED:
        return continues ? "Pods that declare no controller (use --force to override)"
                         : "Pods not managed by ReplicationController, ReplicaSet, Job, DaemonSet or StatefulSet (use --force to override)";
    case EVICT:
    case SKIP:
    case VERDICTS: break;
    }
    return "";
}

struct plan {
    const struct val **pods; /* to evict */
    size_t len;
    const char *lists[VERDICTS]; /* "ns/a, ns/b" */
};

static bool has_local_storage(const struct val *pod)
{
    const struct val *volumes = val_at(pod, "spec.volumes");
    for (size_t i = 0; i < val_len(volumes); i++)
        if (val_get(val_item(volumes, i), "emptyDir"))
            return true;
    return false;
}

static const struct val *controller_of(const struct val *pod)
{
    const struct val *refs = val_at(pod, "metadata.ownerReferences");
    for (size_t i = 0; i < val_len(refs); i++)
        if (val_bool_or(val_get(val_item(refs, i), "controller"), false))
            return val_item(refs, i);
    return NULL;
}

static enum verdict judge(struct command *cmd, const struct val *pod)
{
    const char *phase = val_at_str(pod, "status.phase", "");
    const struct val *controller = controller_of(pod);
    bool finished = !strcmp(phase, "Succeeded") || !strcmp(phase, "Failed");
    if (val_get(val_at(pod, "metadata.annotations"), "kubernetes.io/config.mirror"))
        return SKIP;
    if (finished)
        return EVICT;
    if (val_str_equal(val_get(controller, "kind"), "DaemonSet"))
        return opt_bool(cmd, "ignore-daemonsets") ? WARN_DAEMON : STOP_DAEMON;
    if (has_local_storage(pod))
        return opt_bool(cmd, "delete-emptydir-data") || opt_bool(cmd, "delete-local-data") ? WARN_STORAGE : STOP_STORAGE;
    if (!controller)
        return opt_bool(cmd, "force") ? WARN_UNMANAGED : STOP_UNMANAGED;
    return EVICT;
}

static int make_plan(struct command *cmd, const char *node, struct plan *plan, struct status *st)
{
    struct val *list = NULL;
    const struct resource *pods = client_find(cmd_client(cmd), "pods", st);
    struct list_options o = { .label_selector = opt_str(cmd, "pod-selector"),
                              .field_selector = arena_strf(cmd->arena, "spec.nodeName=%s", node) };
    *plan = (struct plan){ 0 };
    if (!pods || client_list(cmd_client(cmd), pods, NULL, &o, &list, st) < 0)
        return -1;
    const struct val *items = val_get(arena_val(cmd->arena, list), "items");
    plan->pods = arena_alloc(cmd->arena, (val_len(items) + 1) * sizeof(*plan->pods));
    for (size_t i = 0; i < val_len(items); i++) {
        const struct val *pod = val_item(items, i);
        enum verdict v = judge(cmd, pod);
        const char *before = plan->lists[v];
        plan->lists[v] = arena_strf(cmd->arena, "%s%s%s/%s", before ? before : "", before ? ", " : "",
                                    val_at_str(pod, "metadata.namespace", ""), val_at_str(pod, "metadata.name", ""));
        if (v == EVICT || v == WARN_STORAGE || v == WARN_UNMANAGED)
            plan->pods[plan->len++] = pod;
    }
    return 0;
}

/* What stands in the way, as errors; true when something does. */
static bool blocked(struct command *cmd, const struct plan *plan, struct cmd_errors *errors)
{
    size_t before = errors->len;
    for (int v = STOP_DAEMON; v < VERDICTS; v++) {
        struct status st = STATUS_INIT;
        if (!plan->lists[v])
            continue;
        status_client(&st, "cannot delete %s: %s", message_of(cmd, (enum verdict)v), plan->lists[v]);
        cmd_errors_add(cmd, errors, &st);
    }
    return errors->len > before;
}

static void warn(struct command *cmd, const struct plan *plan)
{
    const char *text = "";
    for (int v = WARN_DAEMON; v <= WARN_UNMANAGED; v++)
        if (plan->lists[v])
            text = arena_strf(cmd->arena, "%s%s%s: %s", text, *text ? "; " : "", message_of(cmd, (enum verdict)v), plan->lists[v]);
    if (*text)
        sink_printf(cmd->err, "%s: %s\n", version_has(cmd_version(cmd), FEATURE_DRAIN_CONTINUES) ? "Warning" : "WARNING", text);
}

/* ---- eviction ---- */

/* Asks for one pod's eviction, again while its disruption budget forbids it. 0; -1 with *st; 124, 130. */
static int evict(struct command *cmd, const struct resource *pods, const struct val *pod, struct status *st)
{
    const char *ns = val_at_str(pod, "metadata.namespace", ""), *name = val_at_str(pod, "metadata.name", "");
    int64_t grace = opt_int(cmd, "grace-period");
    struct val *delete_options = grace >= 0 ? val_fmt("{gracePeriodSeconds:%I}", grace) : val_object();
    struct val *body = val_fmt("{apiVersion:'policy/v1beta1', kind:Eviction, metadata:{name:%s, namespace:%s}, deleteOptions:%V}",
                               name, ns, delete_options);
    int rc;
    sink_printf(cmd->out, "evicting pod %s/%s\n", ns, name);
    for (;;) {
        if (opt_bool(cmd, "disable-eviction"))
            rc = client_delete(cmd_client(cmd), pods, ns, name, val_get(body, "deleteOptions"), NULL, NULL, st);
        else
            rc = client_post(cmd_client(cmd), pods, ns, name, "eviction", body, NULL, st);
        if (rc < 0 && st->code == 404) {
            status_release(st);
            rc = 0;
        }
        if (!rc || st->code != 429)
            break;
        sink_printf(cmd->err, "error when evicting pods/\"%s\" -n \"%s\" (will retry after 5s): %s\n", name, ns, st->message);
        status_release(st);
        if ((rc = cmd_wait(cmd, RETRY_MS)))
            break;
    }
    val_unref(body);
    return rc;
}

static bool is_gone(struct command *cmd, const struct resource *pods, const struct val *pod)
{
    struct status st = STATUS_INIT;
    struct val *now = NULL;
    int rc = client_get(cmd_client(cmd), pods, val_at_str(pod, "metadata.namespace", ""), val_at_str(pod, "metadata.name", ""),
                        &now, &st);
    bool gone = rc < 0 ? st.code == 404 : !val_equal(val_at(now, "metadata.uid"), val_at(pod, "metadata.uid"));
    val_unref(now);
    status_release(&st);
    return gone;
}

/* Until every pod's object is gone, saying so of each. 0, or 124, 130, or 1 at --timeout. */
static int wait_until_gone(struct command *cmd, const struct resource *pods, struct plan *plan)
{
    const char *done = opt_bool(cmd, "disable-eviction") ? "deleted" : "evicted";
    int64_t timeout = opt_duration_ms(cmd, "timeout");
    for (int64_t waited = 0;; waited += POLL_MS) {
        size_t left = 0;
        for (size_t i = 0; i < plan->len; i++) {
            if (is_gone(cmd, pods, plan->pods[i]))
                sink_printf(cmd->out, "pod/%s %s\n", val_at_str(plan->pods[i], "metadata.name", ""), done);
            else
                plan->pods[left++] = plan->pods[i];
        }
        plan->len = left;
        if (!left)
            return 0;
        if (timeout > 0 && waited >= timeout)
            return cmd_error(cmd, "drain did not complete within %s", opt_str(cmd, "timeout"));
        int rc = cmd_wait(cmd, POLL_MS);
        if (rc)
            return rc;
    }
}

/* 0; or an exit status, with errors to be printed behind the list of pending nodes. */
static int drain_node(struct command *cmd, const struct target *node, enum dry_run dry, struct cmd_errors *errors)
{
    struct plan plan;
    struct status st = STATUS_INIT;
    const struct resource *pods = client_find(cmd_client(cmd), "pods", &st);
    if (!pods || make_plan(cmd, node->name, &plan, &st) < 0) {
        cmd_errors_add(cmd, errors, &st);
        return 1;
    }
    if (blocked(cmd, &plan, errors))
        return 1;
    warn(cmd, &plan);
    for (size_t i = 0; i < plan.len; i++) {
        if (dry != DRY_RUN_NONE) {
            sink_printf(cmd->out, "evicting pod %s/%s (dry run)\n", val_at_str(plan.pods[i], "metadata.namespace", ""),
                        val_at_str(plan.pods[i], "metadata.name", ""));
            continue;
        }
        int rc = evict(cmd, pods, plan.pods[i], &st);
        if (rc < 0)
            cmd_errors_add(cmd, errors, &st);
        if (rc)
            return rc < 0 ? 1 : rc;
    }
    return dry == DRY_RUN_NONE ? wait_until_gone(cmd, pods, &plan) : 0;
}

static void list_pending(struct command *cmd, const struct target *nodes, size_t n)
{
    sink_puts(cmd->err, "There are pending nodes to be drained:\n");
    for (size_t i = 0; i < n; i++)
        sink_printf(cmd->err, " %s\n", nodes[i].name);
}

/* Up to v1.23 the first node that cannot be drained ends it all. */
static int drain_until_error(struct command *cmd, const struct targets *nodes, enum dry_run dry)
{
    for (size_t i = 0; i < nodes->len; i++) {
        struct cmd_errors errors = { 0 };
        int rc = drain_node(cmd, &nodes->items[i], dry, &errors);
        if (rc) {
            sink_printf(cmd->err, "error: unable to drain node \"%s\", aborting command...\n\n", nodes->items[i].name);
            list_pending(cmd, &nodes->items[i], nodes->len - i);
            cmd_errors_report(cmd, &errors);
            return rc;
        }
        result_print(cmd, nodes->items[i].resource, nodes->items[i].object, "drained");
    }
    return 0;
}

/* Go's text of an aggregate: the error, or [one, two]. */
static const char *aggregate_text(struct command *cmd, const struct cmd_errors *errors)
{
    const char *text = "";
    for (size_t i = 0; i < errors->len; i++)
        text = arena_strf(cmd->arena, "%s%s%s", text, i ? ", " : "", errors->items[i].message);
    return errors->len > 1 ? arena_strf(cmd->arena, "[%s]", text) : text;
}

static int drain_each(struct command *cmd, const struct targets *nodes, enum dry_run dry)
{
    struct target *pending = arena_alloc(cmd->arena, (nodes->len + 1) * sizeof(*pending));
    const char **texts = arena_alloc(cmd->arena, (nodes->len + 1) * sizeof(*texts));
    size_t left = 0;
    for (size_t i = 0; i < nodes->len; i++) {
        const struct target *node = &nodes->items[i];
        struct cmd_errors errors = { 0 };
        int rc = drain_node(cmd, node, dry, &errors);
        if (rc > 1)
            return rc;
        if (!rc) {
            result_print(cmd, node->resource, node->object, "drained");
            continue;
        }
        texts[left] = aggregate_text(cmd, &errors);
        pending[left] = *node;
        sink_printf(cmd->err, "error: unable to drain node \"%s\" due to error: %s, continuing command...\n", node->name, texts[left]);
        left++;
    }
    if (left)
        list_pending(cmd, pending, left);
    for (size_t i = 0; i < left; i++)
        sink_printf(cmd->err, "%s\n", texts[i]);
    return left > 0;
}

static int exec(struct command *cmd)
{
    struct targets nodes;
    enum dry_run dry;
    int rc = result_dry_run(cmd, &dry);
    if (!rc)
        rc = nodes_resolve(cmd, &nodes);
    if (!rc)
        rc = nodes_set_unschedulable(cmd, &nodes, true);
    if (rc)
        return rc;
    return version_has(cmd_version(cmd), FEATURE_DRAIN_CONTINUES) ? drain_each(cmd, &nodes, dry) : drain_until_error(cmd, &nodes, dry);
}

static const char *const examples[] = {
    "kubectl drain kube-node3 --ignore-daemonsets\t데몬셋의 파드만 두고 노드를 비워요",
    NULL,
};

const struct verb verb_drain = {
    .name = "drain",
    .kubectl = true,
    .usage = "drain NODE",
    .summary_ko = "노드를 비우고 새 파드를 받지 않게 해요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
