/*
 * node add|remove|down|up NAME...: machines come, go, fall silent and come back.
 *
 * Plain REST: a Node is created or deleted; an annotation stops its kubelet.  So it works on the fake alone: a real machine
 * does not come because somebody wrote a Node.
 */
#include "backends/client.h"
#include "repl/complete.h"
#include "repl/session.h"
#include "repl/term/josa.h"
#include "repl/term/wrap.h"
#include "repl/undo.h"
#include "repl/verb.h"

static const char stopped[] = "kubelet.seodang.io/stopped";

static void say(struct command *cmd, const char *fmt, ...) PRINTF_LIKE(2, 3);

static void say(struct command *cmd, const char *fmt, ...)
{
    struct strbuf sb = STRBUF_INIT, lines = STRBUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    josa_addvf(&sb, fmt, ap);
    va_end(ap);
    wrap_add(&lines, &(struct wrap){ sink_columns(cmd->out), "", "" }, sb.buf);
    sink_write(cmd->out, lines.buf, lines.len);
    strbuf_release(&sb);
    strbuf_release(&lines);
}

static const struct resource *nodes(struct command *cmd, struct status *st)
{
    return client_find(cmd_client(cmd), "nodes", st);
}

/* Does it for each name; one that fails does not keep the others from it. */
static int each(struct command *cmd, int (*one)(struct command *cmd, const char *name, struct status *st))
{
    int rc = 0;
    if (!cmd->session->backend->ops->advance) {
        sink_puts(cmd->err, "실제 클러스터의 노드는 이 말로 바꿀 수 없어요.\n");
        return 1;
    }
    if (!cmd->argc) {
        sink_puts(cmd->err, "노드 이름을 적어 주세요. 예: node down kube-node2\n");
        return 1;
    }
    struct undo_point *point = undo_begin(cmd->session);
    struct strbuf what = STRBUF_INIT;
    strbuf_adds(&what, cmd->path);
    for (int i = 0; i < cmd->argc; i++) {
        struct status st = STATUS_INIT;
        strbuf_addf(&what, " %s", cmd->argv[i]);
        if (one(cmd, cmd->argv[i], &st) < 0)
            rc = cmd_status(cmd, &st);
    }
    undo_end(cmd->session, point, what.buf);
    strbuf_release(&what);
    return rc;
}

static int add(struct command *cmd, const char *name, struct status *st)
{
    const struct resource *r = nodes(cmd, st);
    struct val *node = val_fmt("{apiVersion:v1, kind:Node, metadata:{name:%s, labels:{'beta.kubernetes.io/arch':amd64,"
                               " 'beta.kubernetes.io/os':linux, 'kubernetes.io/arch':amd64, 'kubernetes.io/hostname':%s,"
                               " 'kubernetes.io/os':linux}}}",
                               name, name);
    int rc = r ? client_create(cmd_client(cmd), r, NULL, node, NULL, NULL, st) : -1;
    val_unref(node);
    if (!rc)
        say(cmd, "노드 %s{을/를} 추가했어요. kubelet이 자기 상태를 알리면 Ready가 돼요.", name);
    return rc;
}

static int take_away(struct command *cmd, const char *name, struct status *st)
{
    const struct resource *r = nodes(cmd, st);
    int rc = r ? client_delete(cmd_client(cmd), r, NULL, name, NULL, NULL, NULL, st) : -1;
    if (!rc)
        say(cmd, "노드 %s{을/를} 클러스터에서 뺐어요. 그 노드에 있던 파드는 파드 가비지 수집기가 치워요.", name);
    return rc;
}

/* 1: it was so already; 0, -1 with *st. */
static int stop(struct command *cmd, const char *name, bool stops, struct status *st)
{
    const struct resource *r = nodes(cmd, st);
    struct val *node = NULL;
    if (!r || client_get(cmd_client(cmd), r, NULL, name, &node, st) < 0)
        return -1;
    bool is_stopped = val_str_equal(val_get(val_at(node, "metadata.annotations"), stopped), "true");
    val_unref(node);
    if (is_stopped == stops)
        return 1;
    struct val *patch = val_fmt("{metadata:{annotations:{%s:%V}}}", stopped, stops ? val_string("true") : val_null());
    int rc = client_patch(cmd_client(cmd), r, NULL, name, NULL, CONTENT_MERGE_PATCH, patch, NULL, NULL, st);
    val_unref(patch);
    return rc;
}

static int down(struct command *cmd, const char *name, struct status *st)
{
    int rc = stop(cmd, name, true, st);
    if (rc < 0)
        return -1;
    if (rc)
        say(cmd, "노드 %s의 kubelet은 이미 멈춰 있어요.", name);
    else if (version_has(cmd_version(cmd), FEATURE_NODE_GRACE_50))
        say(cmd, "노드 %s의 kubelet을 멈췄어요. 50초쯤 소식이 없으면 노드 컨트롤러가 NotReady로 바꿔요.", name);
    else
        say(cmd, "노드 %s의 kubelet을 멈췄어요. 40초쯤 소식이 없으면 노드 컨트롤러가 NotReady로 바꿔요.", name);
    return 0;
}

static int up(struct command *cmd, const char *name, struct status *st)
{
    int rc = stop(cmd, name, false, st);
    if (rc >= 0)
        say(cmd, rc ? "노드 %s의 kubelet은 이미 돌고 있어요." : "노드 %s의 kubelet을 다시 켰어요. 곧 자기 상태를 알려요.", name);
    return rc < 0 ? -1 : 0;
}

static int exec_add(struct command *cmd)
{
    return each(cmd, add);
}

static int exec_remove(struct command *cmd)
{
    return each(cmd, take_away);
}

static int exec_down(struct command *cmd)
{
    return each(cmd, down);
}

static int exec_up(struct command *cmd)
{
    return each(cmd, up);
}

static int exec(struct command *cmd)
{
    sink_puts(cmd->err, "node 뒤에는 add, remove, down, up 가운데 하나와 노드 이름을 적어 주세요.\n");
    return 1;
}

static void complete_nothing(struct completion *c)
{
    (void)c; /* a new node has a new name */
}

static void complete_nodes(struct completion *c)
{
    complete_names(c, "nodes");
}

static const struct verb word_add = {
    .name = "add",
    .aliases = "추가",
    .usage = "node add 이름...",
    .summary_ko = "새 노드를 클러스터에 넣어요",
    .exec = exec_add,
    .complete = complete_nothing,
};

static const struct verb word_remove = {
    .name = "remove",
    .aliases = "삭제",
    .usage = "node remove 이름...",
    .summary_ko = "노드를 클러스터에서 빼요",
    .exec = exec_remove,
    .complete = complete_nodes,
};

static const struct verb word_down = {
    .name = "down",
    .aliases = "중지",
    .usage = "node down 이름...",
    .summary_ko = "노드의 kubelet을 멈춰요",
    .exec = exec_down,
    .complete = complete_nodes,
};

static const struct verb word_up = {
    .name = "up",
    .aliases = "시작",
    .usage = "node up 이름...",
    .summary_ko = "멈춘 노드의 kubelet을 다시 켜요",
    .exec = exec_up,
    .complete = complete_nodes,
};

static const struct verb *const subverbs[] = { &word_add, &word_remove, &word_down, &word_up, NULL };

static const char *const examples[] = {
    "node add kube-node4\t노드를 하나 늘려요",
    "node down kube-node2\t노드가 고장 난 것처럼 소식을 끊어요",
    "노드 시작 kube-node2\t그 노드를 되살려요",
    "node remove kube-node4\t노드를 클러스터에서 빼요",
    NULL,
};

const struct verb verb_node = {
    .name = "node",
    .aliases = "노드",
    .usage = "node add|remove|down|up 이름...",
    .summary_ko = "노드를 넣고, 빼고, 멈추고, 되살려요",
    .examples_ko = examples,
    .subverbs = subverbs,
    .exec = exec,
};
