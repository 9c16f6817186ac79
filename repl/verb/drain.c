/* kubectl drain: staging/src/k8s.io/kubectl/pkg/drain/, v1.20.2 and v1.37: first the whole plan, then nothing or all of it. */
#include <string.h>

#include "backends/base/owner.h"
#include "backends/base/selector.h"
#include "repl/nodes.h"
#include "repl/verb/drain.h"

static const struct option options[] = {
    { "force", 0, OPTION_BOOL, NULL, NULL, "컨트롤러가 없는 파드도 지워요" },
    { "ignore-daemonsets", 0, OPTION_BOOL, NULL, NULL, "데몬셋의 파드는 그대로 둬요" },
    { "delete-emptydir-data", 0, OPTION_BOOL, NULL, NULL, "emptyDir을 쓰는 파드도 지워요(내용은 사라져요)" },
    { "delete-local-data", 0, OPTION_BOOL, NULL, NULL, "delete-emptydir-data의 옛 이름" },
    { "chunk-size", 0, OPTION_INT, NULL, "500", "한 번에 받을 오브젝트 수" },
    { "disable-eviction", 0, OPTION_BOOL, NULL, NULL, "축출 대신 지워요" },
    { "grace-period", 0, OPTION_INT, NULL, "-1", "파드가 끝날 때까지 주는 초" },
    { "timeout", 0, OPTION_DURATION, NULL, "0s", "기다릴 시간; 0은 끝까지" },
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 노드를 골라요" },
    { "pod-selector", 0, OPTION_STRING, NULL, NULL, "레이블 셀렉터로 파드를 골라요" },
    { "skip-wait-for-delete-timeout", 0, OPTION_INT, NULL, "0", "지워진 지 이 초가 넘은 파드는 기다리지 않아요" },
    { "dry-run", 0, OPTION_STRING, "unchanged", "none", "바꾸지 않고 결과만 보여요: none, client, server" },
    OPTION_END,
};

/* What is said of some pods, and which: they are left alone, go with a warning, or stand in the way. */
struct group {
    const char *message;
    bool stops;
    const char *pods; /* "ns/a, ns/b" */
};

struct plan {
    const struct val **pods; /* to evict */
    size_t len;
    struct group *groups;
    size_t group_count;
};

/* One pod's: message NULL: nothing is said. */
struct verdict {
    bool goes, stops;
    const char *message;
};

static const char *storage_message(struct command *cmd)
{
    return version_has(cmd_version(cmd), FEATURE_DRAIN_EMPTYDIR_FLAG)
               ? "Pods with local storage (use --delete-emptydir-data to override)"
               : "Pods with local storage (use --delete-local-data to override)";
}

static const char *unmanaged_message(struct command *cmd, bool warning)
{
    struct version v = cmd_version(cmd);
    if (version_has(v, FEATURE_DRAIN_NO_CONTROLLER))
        return warning                                        ? "deleting Pods that declare no controller"
               : version_has(v, FEATURE_DRAIN_NO_CONTROLLER_THAT) ? "cannot delete Pods that declare no controller (use --force to override)"
                                                              : "Pods declare no controller (use --force to override)";
    return warning ? "deleting Pods not managed by ReplicationController, ReplicaSet, Job, DaemonSet or StatefulSet"
                   : "Pods not managed by ReplicationController, ReplicaSet, Job, DaemonSet or StatefulSet (use --force to override)";
}

static bool has_local_storage(const struct val *pod)
{
    const struct val *volumes = val_at(pod, "spec.volumes");
    for (size_t i = 0; i < val_len(volumes); i++)
        if (val_get(val_item(volumes, i), "emptyDir"))
            return true;
    return false;
}

/* Daemon pods stay, unless their DaemonSet is gone: then --force takes them. */
static struct verdict judge_daemon(struct command *cmd, const struct val *pod, const char *daemonset)
{
    struct status st = STATUS_INIT;
    const struct resource *sets = client_find(cmd_client(cmd), "daemonsets.apps", &st);
    if (!sets || client_get(cmd_client(cmd), sets, val_at_str(pod, "metadata.namespace", ""), daemonset, NULL, &st) < 0) {
        struct verdict v = { .message = arena_strdup(cmd->arena, st.message) };
        v.goes = st.code == 404 && opt_bool(cmd, "force");
        v.stops = !v.goes;
        status_release(&st);
        return v;
    }
    if (opt_bool(cmd, "ignore-daemonsets"))
        return (struct verdict){ false, false, "ignoring DaemonSet-managed Pods" };
    return (struct verdict){ false, true, "DaemonSet-managed Pods (use --ignore-daemonsets to ignore)" };
}

/* The filters in kubectl's order.  What a later one says replaces what an earlier one said, so a pod with local storage
 * that goes because of --delete-emptydir-data is never warned about. */
static struct verdict judge(struct command *cmd, const struct val *pod)
{
    const char *phase = val_at_str(pod, "status.phase", "");
    const struct val *controller = owner_controller(pod);
    bool finished = !strcmp(phase, "Succeeded") || !strcmp(phase, "Failed");
    if (drain_skips(cmd, pod))
        return (struct verdict){ false, false, NULL };
    if (val_str_equal(val_get(controller, "kind"), "DaemonSet") && !finished) {
        struct verdict v = judge_daemon(cmd, pod, val_get_str(controller, "name", ""));
        if (!v.goes)
            return v;
    }
    if (val_get(val_at(pod, "metadata.annotations"), "kubernetes.io/config.mirror"))
        return (struct verdict){ false, false, NULL };
    if (finished)
        return (struct verdict){ true, false, NULL };
    if (has_local_storage(pod) && !opt_bool(cmd, "delete-emptydir-data") && !opt_bool(cmd, "delete-local-data"))
        return (struct verdict){ false, true, storage_message(cmd) };
    if (!controller && !opt_bool(cmd, "force"))
        return (struct verdict){ false, true, unmanaged_message(cmd, false) };
    return (struct verdict){ true, false, controller ? NULL : unmanaged_message(cmd, true) };
}

static void add_to_group(struct command *cmd, struct plan *plan, const struct verdict *v, const struct val *pod)
{
    const char *name = arena_strf(cmd->arena, "%s/%s", val_at_str(pod, "metadata.namespace", ""), val_at_str(pod, "metadata.name", ""));
    for (size_t i = 0; i < plan->group_count; i++) {
        struct group *g = &plan->groups[i];
        if (strcmp(g->message, v->message) || g->stops != v->stops)
            continue;
        g->pods = arena_strf(cmd->arena, "%s, %s", g->pods, name);
        return;
    }
    plan->groups[plan->group_count++] = (struct group){ v->message, v->stops, name };
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
    plan->groups = arena_alloc(cmd->arena, (val_len(items) + 1) * sizeof(*plan->groups));
    for (size_t i = 0; i < val_len(items); i++) {
        const struct val *pod = val_item(items, i);
        struct verdict v = judge(cmd, pod);
        if (v.message)
            add_to_group(cmd, plan, &v, pod);
        if (v.goes)
            plan->pods[plan->len++] = pod;
    }
    return 0;
}

/* What stands in the way, as errors; true when something does. */
static bool blocked(struct command *cmd, const struct plan *plan, struct cmd_errors *errors)
{
    size_t before = errors->len;
    bool once = version_has(cmd_version(cmd), FEATURE_DRAIN_CANNOT_ONCE);
    for (size_t i = 0; i < plan->group_count; i++) {
        struct status st = STATUS_INIT;
        const struct group *g = &plan->groups[i];
        if (!g->stops)
            continue;
        status_client(&st, "%s%s: %s", once && !strncmp(g->message, "cannot delete", 13) ? "" : "cannot delete ", g->message, g->pods);
        cmd_errors_add(cmd, errors, &st);
    }
    return errors->len > before;
}

static void warn(struct command *cmd, const struct plan *plan)
{
    const char *text = "", *word = version_has(cmd_version(cmd), FEATURE_DRAIN_WARNING) ? "Warning" : "WARNING";
    for (size_t i = 0; i < plan->group_count; i++)
        if (!plan->groups[i].stops)
            text = arena_strf(cmd->arena, "%s%s%s: %s", text, *text ? "; " : "", plan->groups[i].message, plan->groups[i].pods);
    if (*text)
        sink_printf(cmd->err, "%s: %s\n", word, text);
}

/* ---- one node ---- */

/* Errors as Go's aggregate prints them: one alone, or "[a, b]". */
static const char *aggregate(struct command *cmd, const struct cmd_errors *errors)
{
    const char *text = "";
    for (size_t i = 0; i < errors->len; i++)
        text = arena_strf(cmd->arena, "%s%s%s", text, i ? ", " : "", errors->items[i].message);
    return errors->len > 1 ? arena_strf(cmd->arena, "[%s]", text) : text;
}

/* Those that are still to go after some could not. */
static void report_pending(struct command *cmd, const char *node, const struct cmd_errors *errors)
{
    struct status st = STATUS_INIT;
    struct plan plan;
    if (make_plan(cmd, node, &plan, &st) < 0)
        status_release(&st);
    if (plan.len)
        sink_printf(cmd->err, "There are pending pods in node \"%s\" when an error occurred: %s\n", node, aggregate(cmd, errors));
    for (size_t i = 0; i < plan.len; i++)
        sink_printf(cmd->err, "pod/%s\n", val_at_str(plan.pods[i], "metadata.name", ""));
}

/* 0; 1 with *errors; 124, 130. *said: the word about the node, when pods have left another than "drained". */
static int drain_node(struct command *cmd, const char *node, enum dry_run dry, struct cmd_errors *errors, const char **said)
{
    struct plan plan;
    struct status st = STATUS_INIT;
    if (make_plan(cmd, node, &plan, &st) < 0) {
        cmd_errors_add(cmd, errors, &st);
        return 1;
    }
    if (blocked(cmd, &plan, errors))
        return 1;
    warn(cmd, &plan);
    if (dry == DRY_RUN_CLIENT) {
        for (size_t i = 0; i < plan.len; i++)
            sink_printf(cmd->out, "evicting pod %s/%s (dry run)\n", val_at_str(plan.pods[i], "metadata.namespace", ""),
                        val_at_str(plan.pods[i], "metadata.name", ""));
        return 0;
    }
    int rc = drain_pods(cmd, plan.pods, plan.len, dry, errors);
    if (rc == 1)
        report_pending(cmd, node, errors);
    /* One printer served for pods and nodes, and kept its last word. */
    if (plan.len && dry == DRY_RUN_NONE && !version_has(cmd_version(cmd), FEATURE_DRAIN_CONTINUES))
        *said = opt_bool(cmd, "disable-eviction") ? "deleted" : "evicted";
    return rc;
}

/* ---- all of them ---- */

/* Up to v1.22 the first node that fails ends it. */
static int abort_at(struct command *cmd, const struct targets *nodes, size_t at, const struct cmd_errors *errors)
{
    sink_printf(cmd->err, "error: unable to drain node \"%s\", aborting command...\n\n", nodes->items[at].name);
    sink_puts(cmd->err, "There are pending nodes to be drained:\n");
    for (size_t i = at; i < nodes->len; i++)
        sink_printf(cmd->err, " %s\n", nodes->items[i].name);
    return cmd_errors_report(cmd, errors);
}

/* What kept which node from being drained. */
struct failure {
    const char *node;
    struct cmd_errors errors;
};

static int report_failures(struct command *cmd, const struct failure *failures, size_t count)
{
    if (count)
        sink_puts(cmd->err, "There are pending nodes to be drained:\n");
    for (size_t i = 0; i < count; i++)
        sink_printf(cmd->err, " %s\n", failures[i].node);
    for (size_t i = 0; count > 1 && i < count; i++)
        sink_printf(cmd->err, "%s\n", aggregate(cmd, &failures[i].errors));
    for (size_t i = 0; count == 1 && i < failures[0].errors.len; i++)
        sink_printf(cmd->err, "%s\n", failures[0].errors.items[i].message);
    return count > 0;
}

static int check_pod_selector(struct command *cmd)
{
    const char *text = opt_str(cmd, "pod-selector");
    struct strbuf why = STRBUF_INIT;
    struct selector *s = selector_parse(text ? text : "", &why);
    strbuf_release(&why);
    if (!s)
        return cmd_error(cmd, "--pod-selector=<pod_selector> must be a valid label selector");
    selector_free(s);
    return 0;
}

static int exec(struct command *cmd)
{
    struct targets nodes;
    enum dry_run dry;
    size_t failed = 0;
    bool goes_on = version_has(cmd_version(cmd), FEATURE_DRAIN_CONTINUES);
    const char *colon = version_has(cmd_version(cmd), FEATURE_DRAIN_ERROR_SPACE) ? ": " : ":", *said = "drained";
    int rc = result_dry_run(cmd, &dry);
    if (!rc)
        rc = check_pod_selector(cmd);
    if (!rc)
        rc = nodes_resolve(cmd, &nodes);
    if (!rc)
        rc = nodes_set_unschedulable(cmd, &nodes, true);
    if (rc)
        return rc;
    struct failure *failures = arena_alloc(cmd->arena, (nodes.len + 1) * sizeof(*failures));
    for (size_t i = 0; i < nodes.len; i++) {
        struct failure f = { .node = nodes.items[i].name };
        rc = drain_node(cmd, f.node, dry, &f.errors, &said);
        if (rc > 1)
            return rc;
        if (!rc)
            result_print(cmd, nodes.items[i].resource, nodes.items[i].object, said);
        else if (!goes_on)
            return abort_at(cmd, &nodes, i, &f.errors);
        else
            sink_printf(cmd->err, "error: unable to drain node \"%s\" due to error%s%s, continuing command...\n", f.node, colon,
                        aggregate(cmd, &f.errors));
        if (rc)
            failures[failed++] = f;
    }
    return report_failures(cmd, failures, failed);
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
