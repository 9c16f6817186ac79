#include "repl/podof.h"

#include <string.h>

#include "backends/base/condition.h"
#include "backends/base/rfc3339.h"
#include "backends/base/selector.h"
#include "repl/session.h"
#include "repl/target.h"

/* How long to wait for the first pod of a workload. */
enum { FIRST_POD_MS = 20 * 1000, POLL_MS = 1000 };

const struct val *podof_container(const struct val *pod, const char *name, bool *init)
{
    static const char *const lists[] = { "spec.initContainers", "spec.containers", "spec.ephemeralContainers" };
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        const struct val *c = val_find(val_at(pod, lists[i]), "name", name, NULL);
        if (c && init)
            *init = i == 0;
        if (c)
            return c;
    }
    return NULL;
}

const char *podof_container_names(struct command *cmd, const struct val *pod)
{
    static const struct {
        const char *path, *remark;
    } lists[] = { { "spec.containers", "" }, { "spec.initContainers", " (init)" }, { "spec.ephemeralContainers", " (ephem)" } };
    const char *names = "";
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        const struct val *list = val_at(pod, lists[i].path);
        for (size_t k = 0; k < val_len(list); k++)
            names = arena_strf(cmd->arena, "%s%s%s%s", names, *names ? ", " : "", val_get_str(val_item(list, k), "name", ""), lists[i].remark);
    }
    return names;
}

const char *podof_default_container(struct command *cmd, const struct val *pod)
{
    const struct val *annotations = val_at(pod, "metadata.annotations");
    const char *asked = val_get_str(annotations, "kubectl.kubernetes.io/default-container", ""), *names = podof_container_names(cmd, pod);
    const char *first = val_get_str(val_item(val_at(pod, "spec.containers"), 0), "name", "");
    if (*asked && podof_container(pod, asked, NULL))
        return asked;
    if (strchr(names, ','))
        sink_printf(cmd->err, "Defaulted container \"%s\" out of: %s\n", first, names);
    return first;
}

/* ---- which pod says most ---- */

static int phase_rank(const struct val *pod)
{
    const char *phase = val_at_str(pod, "status.phase", "");
    return !strcmp(phase, "Running") ? 0 : !strcmp(phase, "Unknown") ? 1 : 2;
}

/* Since when the pod is ready; RFC3339_NONE when it is not. */
static int64_t ready_since(const struct val *pod)
{
    int64_t ms = RFC3339_NONE;
    if (condition_is_true(pod, "Ready"))
        rfc3339_parse(val_get_str(condition_find(pod, "Ready"), "lastTransitionTime", ""), &ms);
    return ms;
}

static int64_t restarts(const struct val *pod)
{
    const struct val *list = val_at(pod, "status.containerStatuses");
    int64_t most = 0;
    for (size_t i = 0; i < val_len(list); i++) {
        int64_t n = val_at_int(val_item(list, i), "restartCount", 0);
        most = n > most ? n : most;
    }
    return most;
}

/* podutils.ByLogging: assigned, running, ready, ready for longer, restarted more often, older. */
static bool says_more(const struct val *a, const struct val *b)
{
    bool a_node = *val_at_str(a, "spec.nodeName", ""), b_node = *val_at_str(b, "spec.nodeName", "");
    int64_t a_ready = ready_since(a), b_ready = ready_since(b);
    if (a_node != b_node)
        return a_node;
    if (phase_rank(a) != phase_rank(b))
        return phase_rank(a) < phase_rank(b);
    if ((a_ready == RFC3339_NONE) != (b_ready == RFC3339_NONE))
        return a_ready != RFC3339_NONE;
    if (a_ready != b_ready)
        return a_ready < b_ready;
    if (restarts(a) != restarts(b))
        return restarts(a) > restarts(b);
    return strcmp(val_at_str(a, "metadata.creationTimestamp", ""), val_at_str(b, "metadata.creationTimestamp", "")) < 0;
}

/* The selector of what has pods, as text; NULL when it selects none. */
static const char *selector_of(struct command *cmd, const struct val *owner)
{
    const struct val *doc = val_at(owner, "spec.selector");
    bool plain = doc && !val_get(doc, "matchLabels") && !val_get(doc, "matchExpressions");
    struct selector *s = plain ? selector_from_labels(doc) : doc ? selector_from_label_selector(doc, NULL) : NULL;
    struct strbuf sb = STRBUF_INIT;
    if (s)
        selector_string(&sb, s);
    selector_free(s);
    const char *text = sb.len ? arena_strdup(cmd->arena, sb.buf) : NULL;
    strbuf_release(&sb);
    return text;
}

static int first_pod(struct command *cmd, const struct target *t, bool tells, const struct val **pod)
{
    struct status st = STATUS_INIT;
    const struct resource *pods = client_find(cmd_client(cmd), "pods", &st);
    struct list_options o = { .label_selector = selector_of(cmd, t->object) };
    int64_t until = backend_now_ms(cmd->session->backend) + FIRST_POD_MS;
    if (!pods)
        return cmd_status(cmd, &st);
    if (!o.label_selector)
        return cmd_error(cmd, "cannot get the logs from *%s.%s: selector for *%s.%s not implemented", t->resource->version,
                         t->resource->kind, t->resource->version, t->resource->kind);
    for (;;) {
        struct val *list = NULL;
        if (client_list(cmd_client(cmd), pods, t->ns, &o, &list, &st) < 0)
            return cmd_status(cmd, &st);
        size_t count = val_len(val_get(arena_val(cmd->arena, list), "items"));
        *pod = val_item(val_get(list, "items"), 0);
        for (size_t i = 1; i < count; i++)
            if (says_more(val_item(val_get(list, "items"), i), *pod))
                *pod = val_item(val_get(list, "items"), i);
        if (count > 1 && tells)
            sink_printf(cmd->err, "Found %zu pods, using pod/%s\n", count, val_at_str(*pod, "metadata.name", ""));
        if (count)
            return 0;
        if (backend_now_ms(cmd->session->backend) >= until)
            return cmd_error(cmd, "timed out waiting for the condition");
        int rc = cmd_wait(cmd, POLL_MS);
        if (rc)
            return rc;
    }
}

int podof_resolve(struct command *cmd, const char *arg, bool tells, const struct val **pod)
{
    struct targets t;
    char *plain[] = { arena_strdup(cmd->arena, "pods"), arena_strdup(cmd->arena, arg) };
    bool typed = strchr(arg, '/');
    int rc = targets_resolve(cmd, typed ? 1 : 2, plain + typed, TARGET_FETCH, &t);
    if (rc)
        return rc;
    if (t.errors.len && tells && version_has(cmd_version(cmd), FEATURE_LOGS_NOT_FOUND_TEXT) && status_is(&t.errors.items[0], "NotFound"))
        return cmd_error(cmd, "error from server (NotFound): %s in namespace \"%s\"", t.errors.items[0].message, cmd_namespace(cmd));
    if (t.errors.len)
        return targets_report(cmd, &t);
    *pod = t.items[0].object;
    return strcmp(t.items[0].resource->plural, "pods") ? first_pod(cmd, &t.items[0], tells, pod) : 0;
}
