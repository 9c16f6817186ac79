#include "repl/nodelook.h"

#include <string.h>

#include "backends/base/condition.h"
#include "repl/term/width.h"

/* Not one of those that Kubernetes itself puts on every node. */
static bool is_own_label(const char *key)
{
    return !strstr(key, "kubernetes.io/") && !strstr(key, "k8s.io/");
}

/* As `kubectl get nodes` says it. */
static const char *node_state(const struct val *node)
{
    bool is_ready = condition_is_true(node, "Ready");
    if (val_at_bool(node, "spec.unschedulable", false))
        return is_ready ? "Ready,SchedulingDisabled" : "NotReady,SchedulingDisabled";
    return is_ready ? "Ready" : "NotReady";
}

static void add_roles(struct strbuf *sb, const struct val *node)
{
    static const char prefix[] = "node-role.kubernetes.io/";
    const struct val *labels = val_at(node, "metadata.labels");
    for (size_t i = 0; i < val_len(labels); i++)
        if (!strncmp(val_key(labels, i), prefix, sizeof(prefix) - 1))
            strbuf_addf(sb, "%s%s", sb->len ? "," : "", val_key(labels, i) + sizeof(prefix) - 1);
}

static void add_labels(struct strbuf *sb, const struct val *node)
{
    const struct val *labels = val_at(node, "metadata.labels");
    for (size_t i = 0; i < val_len(labels); i++)
        if (is_own_label(val_key(labels, i)))
            strbuf_addf(sb, "%s%s=%s", sb->len ? " " : "", val_key(labels, i), val_str_or(val_item(labels, i), ""));
}

/* A key without the domain that all nodes' keys of Kubernetes have: "master", "unreachable". */
static const char *short_key(const char *key)
{
    static const char *const domains[] = { "node-role.kubernetes.io/", "node.kubernetes.io/" };
    for (size_t i = 0; i < ARRAY_LEN(domains); i++)
        if (!strncmp(key, domains[i], strlen(domains[i])))
            return key + strlen(domains[i]);
    return key;
}

/* "#dedicated=gpu:NoSchedule"; that of a cordoned node is told in words. */
static void add_taints(struct strbuf *sb, const struct val *node)
{
    const struct val *taints = val_at(node, "spec.taints");
    for (size_t i = 0; i < val_len(taints); i++) {
        const struct val *taint = val_item(taints, i);
        const char *key = val_get_str(taint, "key", ""), *value = val_get_str(taint, "value", "");
        if (strcmp(key, "node.kubernetes.io/unschedulable"))
            strbuf_addf(sb, "%s#%s%s%s:%s", sb->len ? " " : "", short_key(key), *value ? "=" : "", value, val_get_str(taint, "effect", ""));
    }
}

/* What is said of a node: its state and roles, its labels, its taints. */
struct words {
    const char *state;
    struct strbuf parts[3];
};
enum { ROLES, LABELS, TAINTS };
static const enum style part_styles[] = { [ROLES] = STYLE_DIM, [LABELS] = STYLE_CODE, [TAINTS] = STYLE_WARN };

static void words_init(struct words *w, const struct val *node)
{
    w->state = node_state(node);
    for (size_t i = 0; i < ARRAY_LEN(w->parts); i++)
        strbuf_init(&w->parts[i]);
    add_roles(&w->parts[ROLES], node);
    add_labels(&w->parts[LABELS], node);
    add_taints(&w->parts[TAINTS], node);
}

static void words_release(struct words *w)
{
    for (size_t i = 0; i < ARRAY_LEN(w->parts); i++)
        strbuf_release(&w->parts[i]);
}

const char *node_look(struct arena *a, const struct val *node)
{
    struct words w;
    words_init(&w, node);
    const char *look = arena_strf(a, "%s %s %s", w.state, w.parts[LABELS].buf, w.parts[TAINTS].buf);
    words_release(&w);
    return look;
}

size_t node_look_draw(struct picture *p, size_t row, size_t column, size_t room, const struct val *node)
{
    struct words w;
    words_init(&w, node);
    size_t used = strlen(w.state), lines = 1;
    if (p)
        picture_text(p, row, column, room, !strcmp(w.state, "Ready") ? STYLE_GOOD : *w.state == 'R' ? STYLE_WARN : STYLE_BAD, w.state);
    for (size_t i = 0; i < ARRAY_LEN(w.parts); i++) {
        size_t width = term_width(w.parts[i].buf, w.parts[i].len);
        if (!width)
            continue;
        if (used + 1 + width > room) {
            used = 0;
            lines++;
        }
        used += used != 0;
        if (p && used < room)
            picture_text(p, row + lines - 1, column + used, room - used, part_styles[i], w.parts[i].buf);
        used += width;
    }
    words_release(&w);
    return lines;
}
