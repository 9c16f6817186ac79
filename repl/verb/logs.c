/* kubectl logs: staging/src/k8s.io/kubectl/pkg/cmd/logs/logs.go, v1.20.2. */
#include <stdlib.h>
#include <string.h>

#include "repl/podof.h"
#include "repl/session.h"
#include "repl/target.h"
#include "repl/term/width.h"

static const struct option options[] = {
    { "all-containers", 0, OPTION_BOOL, NULL, NULL, "파드의 컨테이너를 모두 보여요" },
    { "container", 'c', OPTION_STRING, NULL, NULL, "이 컨테이너의 로그" },
    { "follow", 'f', OPTION_BOOL, NULL, NULL, "새 로그를 이어서 보여요" },
    { "ignore-errors", 0, OPTION_BOOL, NULL, NULL, "오류가 있어도 이어 가요" },
    { "insecure-skip-tls-verify-backend", 0, OPTION_BOOL, NULL, NULL, "kubelet의 인증서를 확인하지 않아요" },
    { "limit-bytes", 0, OPTION_INT, NULL, "0", "최대 바이트 수" },
    { "max-log-requests", 0, OPTION_INT, NULL, "5", "한꺼번에 따라갈 로그 수" },
    { "pod-running-timeout", 0, OPTION_DURATION, NULL, "20s", "파드를 기다릴 시간" },
    { "prefix", 0, OPTION_BOOL, NULL, NULL, "줄마다 파드와 컨테이너 이름을 붙여요" },
    { "previous", 'p', OPTION_BOOL, NULL, NULL, "다시 시작하기 전 컨테이너의 로그" },
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 파드를 골라요" },
    { "since", 0, OPTION_DURATION, NULL, "0s", "이 시간 안의 로그만: 5s, 2m, 3h" },
    { "since-time", 0, OPTION_STRING, NULL, NULL, "이 시각 뒤의 로그만 (RFC3339)" },
    { "tail", 0, OPTION_INT, NULL, "-1", "마지막 몇 줄만" },
    { "timestamps", 0, OPTION_BOOL, NULL, NULL, "줄마다 시각을 붙여요" },
    OPTION_END,
};

enum { SELECTOR_TAIL = 10, POLL_MS = 1000 };

/* One container whose log is read. */
struct source {
    const struct val *pod;
    const char *container;
    size_t seen; /* bytes of its log that were printed, or passed over */
    bool began, ended;
};

struct logs {
    struct command *cmd;
    struct source *items;
    size_t len, cap;
    const char *container; /* asked for, or NULL */
    int64_t tail;          /* -1: all */
};

static const char usage_mistake[] = "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a "
                                    "required argument for the logs command";

static void add_source(struct logs *l, const struct val *pod, const char *container)
{
    if (l->len == l->cap) {
        struct source *old = l->items;
        l->cap = l->cap ? l->cap * 2 : 4;
        l->items = arena_alloc(l->cmd->arena, l->cap * sizeof(*l->items));
        if (old)
            memcpy(l->items, old, l->len * sizeof(*old));
    }
    l->items[l->len++] = (struct source){ .pod = pod, .container = container };
}

static void add_names(struct strbuf *sb, const struct val *containers)
{
    for (size_t i = 0; i < val_len(containers); i++)
        strbuf_addf(sb, "%s%s", i ? " " : "", val_get_str(val_item(containers, i), "name", ""));
}

static int refuse_several(struct logs *l, const struct val *pod)
{
    static const struct {
        const char *path, *title;
    } others[] = { { "spec.initContainers", "init" }, { "spec.ephemeralContainers", "ephemeral" } };
    struct strbuf sb = STRBUF_INIT;
    add_names(&sb, val_at(pod, "spec.containers"));
    strbuf_addch(&sb, ']');
    for (size_t i = 0; i < ARRAY_LEN(others); i++) {
        const struct val *list = val_at(pod, others[i].path);
        if (val_empty(list))
            continue;
        strbuf_addf(&sb, " or one of the %s containers: [", others[i].title);
        add_names(&sb, list);
        strbuf_addch(&sb, ']');
    }
    cmd_error(l->cmd, "a container name must be specified for pod %s, choose one of: [%s", val_at_str(pod, "metadata.name", ""),
              sb.buf);
    strbuf_release(&sb);
    return 1;
}

/* The container that the pod's annotation prefers, up to v1.20; NULL: none. */
static const char *annotated_container(struct logs *l, const struct val *pod)
{
    const char *name = val_get_str(val_at(pod, "metadata.annotations"), "kubectl.kubernetes.io/default-logs-container", "");
    if (!*name)
        return NULL;
    if (podof_container(pod, name, NULL))
        return name;
    sink_printf(l->cmd->err, "Default container name \"%s\" not found in a pod\n", name);
    return NULL;
}

/* Which of the pod's containers. */
static int add_pod(struct logs *l, const struct val *pod)
{
    static const char *const lists[] = { "spec.initContainers", "spec.containers", "spec.ephemeralContainers" };
    const struct val *containers = val_at(pod, "spec.containers");
    const char *name = l->container;
    if (opt_bool(l->cmd, "all-containers")) {
        for (size_t i = 0; i < ARRAY_LEN(lists); i++)
            for (size_t j = 0; j < val_len(val_at(pod, lists[i])); j++)
                add_source(l, pod, val_get_str(val_item(val_at(pod, lists[i]), j), "name", ""));
        return 0;
    }
    bool defaults = version_has(cmd_version(l->cmd), FEATURE_DEFAULTED_CONTAINER);
    if (!name && !defaults)
        name = annotated_container(l, pod);
    if (!name && defaults)
        name = podof_default_container(l->cmd, pod);
    if (!name && val_len(containers) != 1)
        return refuse_several(l, pod);
    if (!name)
        name = val_get_str(val_item(containers, 0), "name", "");
    if (!podof_container(pod, name, NULL))
        return cmd_error(l->cmd, "container %s is not valid for pod %s%s%s", name, val_at_str(pod, "metadata.name", ""),
                         defaults ? " out of: " : "", defaults ? podof_container_names(l->cmd, pod) : "");
    add_source(l, pod, name);
    return 0;
}

static int add_selected(struct logs *l, const char *selector)
{
    struct command *cmd = l->cmd;
    struct status st = STATUS_INIT;
    struct val *list = NULL;
    const struct resource *pods = client_find(cmd_client(cmd), "pods", &st);
    struct list_options o = { .label_selector = selector };
    if (!pods || client_list(cmd_client(cmd), pods, cmd_namespace(cmd), &o, &list, &st) < 0)
        return cmd_status(cmd, &st);
    const struct val *items = val_get(arena_val(cmd->arena, list), "items");
    if (!val_len(items) && version_has(cmd_version(cmd), FEATURE_LOGS_NONE_TEXT))
        sink_printf(cmd->err, "No resources found in %s namespace.\n", cmd_namespace(cmd));
    for (size_t i = 0; i < val_len(items); i++)
        if (add_pod(l, val_item(items, i)))
            return 1;
    return 0;
}

/* ---- asking and printing ---- */

static int fetch(struct logs *l, const struct source *s, struct strbuf *text, struct status *st)
{
    struct command *cmd = l->cmd;
    const struct resource *pods = client_find(cmd_client(cmd), "pods", st);
    struct val *query = val_fmt("{container:%s}", s->container), *doc = NULL;
    int64_t since_s = (opt_duration_ms(cmd, "since") + 500) / 1000;
    if (opt_bool(cmd, "previous"))
        val_set(&query, "previous", val_string("true"));
    if (opt_bool(cmd, "timestamps"))
        val_set(&query, "timestamps", val_string("true"));
    /* A log that is followed is read whole each time, so its last lines are found here. */
    if (l->tail >= 0 && !opt_bool(cmd, "follow"))
        val_set(&query, "tailLines", val_stringf("%lld", (long long)l->tail));
    if (since_s > 0)
        val_set(&query, "sinceSeconds", val_stringf("%lld", (long long)since_s));
    if (opt_given(cmd, "since-time"))
        val_set(&query, "sinceTime", val_string(opt_str(cmd, "since-time")));
    if (opt_int(cmd, "limit-bytes"))
        val_set(&query, "limitBytes", val_stringf("%lld", (long long)opt_int(cmd, "limit-bytes")));
    struct request rq = { .method = REQUEST_GET, .query = query };
    rq.path = resource_path(cmd->arena, pods, val_at_str(s->pod, "metadata.namespace", ""),
                            val_at_str(s->pod, "metadata.name", ""), "log");
    int rc = client_request(cmd_client(cmd), &rq, &doc, text, st);
    val_unref(doc);
    val_unref(query);
    return rc;
}

static void print(struct logs *l, const struct source *s, const char *text, size_t len)
{
    struct strbuf sb = STRBUF_INIT;
    bool prefix = opt_bool(l->cmd, "prefix");
    while (len) {
        const char *end = memchr(text, '\n', len);
        size_t n = end ? (size_t)(end - text) + 1 : len;
        if (prefix)
            strbuf_addf(&sb, "[pod/%s/%s] ", val_at_str(s->pod, "metadata.name", ""), s->container);
        /* What a container writes must not steer a person's terminal. */
        if (l->cmd->out->terminal)
            term_safe(&sb, text, n);
        else
            strbuf_add(&sb, text, n);
        text += n;
        len -= n;
    }
    sink_write(l->cmd->out, sb.buf, sb.len);
    strbuf_release(&sb);
}

/* Where the last `lines` lines begin. */
static size_t tail_offset(const struct strbuf *text, int64_t lines)
{
    size_t at = text->len;
    while (at > 0 && lines > 0) {
        at--;
        while (at > 0 && text->buf[at - 1] != '\n')
            at--;
        lines--;
    }
    return at;
}

static int show(struct logs *l, struct source *s)
{
    struct status st = STATUS_INIT;
    struct strbuf text = STRBUF_INIT;
    int rc = fetch(l, s, &text, &st);
    if (rc < 0 && opt_bool(l->cmd, "ignore-errors")) {
        sink_printf(l->cmd->out, "error: %s\n", st.message);
        status_release(&st);
        s->ended = true;
    } else if (rc < 0) {
        strbuf_release(&text);
        return cmd_status(l->cmd, &st);
    }
    if (!s->began && l->tail >= 0 && opt_bool(l->cmd, "follow"))
        s->seen = tail_offset(&text, l->tail);
    s->began = true;
    size_t from = s->seen < text.len ? s->seen : text.len;
    print(l, s, text.buf + from, text.len - from);
    s->seen = text.len;
    strbuf_release(&text);
    return 0;
}

/* Whether the container will say no more: the pod is over, or gone. */
static bool has_ended(struct logs *l, const struct source *s)
{
    struct command *cmd = l->cmd;
    struct status st = STATUS_INIT;
    struct val *pod = NULL;
    const struct resource *pods = client_find(cmd_client(cmd), "pods", &st);
    bool ended = true;
    if (pods && !client_get(cmd_client(cmd), pods, val_at_str(s->pod, "metadata.namespace", ""),
                            val_at_str(s->pod, "metadata.name", ""), &pod, &st)) {
        const struct val *status = val_find(val_at(pod, "status.containerStatuses"), "name", s->container, NULL);
        if (!status)
            status = val_find(val_at(pod, "status.initContainerStatuses"), "name", s->container, NULL);
        ended = val_at(status, "state.terminated") != NULL;
    }
    val_unref(pod);
    status_release(&st);
    return ended;
}

/* The seam has no streams of its own: what is new is asked for once a second. */
static int follow(struct logs *l)
{
    for (;;) {
        bool any = false;
        for (size_t i = 0; i < l->len; i++) {
            struct source *s = &l->items[i];
            if (s->ended)
                continue;
            s->ended = has_ended(l, s);
            if (show(l, s))
                return 1;
            any |= !s->ended;
        }
        if (!any)
            return 0;
        int rc = l->cmd->out->closed ? 141 : cmd_wait(l->cmd, POLL_MS);
        if (rc)
            return rc;
    }
}

static int check(struct command *cmd, const struct logs *l)
{
    if (opt_given(cmd, "since-time") && opt_duration_ms(cmd, "since") != 0)
        return cmd_error(cmd, "at most one of `sinceTime` or `sinceSeconds` may be specified");
    if (opt_bool(cmd, "all-containers") && l->container)
        return cmd_error(cmd, "--all-containers=true should not be specified with container name %s", l->container);
    if (opt_given(cmd, "container") && cmd->argc == 2)
        return cmd_error(cmd, "only one of -c or an inline [CONTAINER] arg is allowed");
    if (opt_int(cmd, "limit-bytes") < 0)
        return cmd_error(cmd, "--limit-bytes must be greater than 0");
    if (opt_duration_ms(cmd, "since") < 0)
        return cmd_error(cmd, "--since must be greater than 0");
    if (l->tail < -1)
        return cmd_error(cmd, "--tail must be greater than or equal to -1");
    return 0;
}

static int exec(struct command *cmd)
{
    struct logs l = { .cmd = cmd, .tail = opt_int(cmd, "tail") };
    const char *selector = opt_str(cmd, "selector"), *container = opt_str(cmd, "container");
    const struct val *pod;
    bool selects = selector && *selector;
    if ((!cmd->argc && !selects) || cmd->argc > 2)
        return cmd_usage_error(cmd, "%s", usage_mistake);
    if (cmd->argc == 1 && selects)
        return cmd_usage_error(cmd, "only a selector (-l) or a POD name is allowed");
    l.container = cmd->argc == 2 ? cmd->argv[1] : container && *container ? container : NULL;
    if (selects && l.tail == -1 && !opt_given(cmd, "tail"))
        l.tail = SELECTOR_TAIL;
    if (check(cmd, &l))
        return 1;
    int rc = selects ? add_selected(&l, selector) : podof_resolve(cmd, cmd->argv[0], true, &pod);
    if (!rc && !selects)
        rc = add_pod(&l, pod);
    if (rc)
        return rc;
    if (opt_bool(cmd, "follow") && (int64_t)l.len > opt_int(cmd, "max-log-requests") && l.len > 1)
        return cmd_error(cmd, "you are attempting to follow %zu log streams, but maximum allowed concurrency is %lld, use "
                              "--max-log-requests to increase the limit", l.len, (long long)opt_int(cmd, "max-log-requests"));
    for (size_t i = 0; i < l.len; i++)
        if (show(&l, &l.items[i]))
            return 1;
    return opt_bool(cmd, "follow") ? follow(&l) : 0;
}

static const char *const examples[] = {
    "kubectl logs web\t파드의 로그를 봐요",
    "kubectl logs web -c sidecar\t컨테이너를 골라서 봐요",
    "kubectl logs job/pi --tail=5\t잡이 만든 파드의 마지막 다섯 줄을 봐요",
    NULL,
};

const struct verb verb_logs = {
    .name = "logs",
    .kubectl = true,
    .usage = "logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]",
    .summary_ko = "컨테이너의 로그를 보여요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
