/* Which nodes a DaemonSet runs on, and the pods made for them (nodeShouldRunDaemonPod, syncNodes, util/daemonset_util.go). */
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/controller/daemonset.h"
#include "backends/fake/controller/pods.h"
#include "backends/fake/nodefit.h"

/* ---- fit ---- */

static const struct {
    const char *key, *effect;
    bool host_network; /* only for pods on the host's network */
} daemon_taints[] = {
    { "node.kubernetes.io/not-ready", "NoExecute", false },
    { "node.kubernetes.io/unreachable", "NoExecute", false },
    { "node.kubernetes.io/disk-pressure", "NoSchedule", false },
    { "node.kubernetes.io/memory-pressure", "NoSchedule", false },
    { "node.kubernetes.io/pid-pressure", "NoSchedule", false },
    { "node.kubernetes.io/unschedulable", "NoSchedule", false },
    { "node.kubernetes.io/network-unavailable", "NoSchedule", true },
};

/* Adds the toleration, in place of one that says the same (v1helper.MatchToleration) with other seconds. */
static void add_toleration(struct val **list, struct val *take)
{
    static const char *const same[] = { "key", "effect", "operator", "value" };
    for (size_t i = 0; i < val_len(*list); i++) {
        size_t k = 0;
        while (k < ARRAY_LEN(same) && !strcmp(val_get_str(val_item(*list, i), same[k], ""), val_get_str(take, same[k], "")))
            k++;
        if (k == ARRAY_LEN(same)) {
            val_replace(list, i, take);
            return;
        }
    }
    val_append(list, take);
}

struct val *daemon_tolerations(const struct val *template_spec)
{
    struct val *list = val_ref(val_get(template_spec, "tolerations"));
    bool host_network = val_bool_or(val_get(template_spec, "hostNetwork"), false);
    for (size_t i = 0; i < ARRAY_LEN(daemon_taints); i++)
        if (host_network || !daemon_taints[i].host_network)
            add_toleration(&list, val_fmt("{key:%s, operator:Exists, effect:%s}", daemon_taints[i].key, daemon_taints[i].effect));
    return list;
}

void daemon_fits(const struct val *template_spec, const struct val *tolerations, const struct val *node, bool *should_run,
                 bool *should_continue)
{
    const char *only = val_get_str(template_spec, "nodeName", "");
    *should_run = *should_continue = false;
    if (*only && strcmp(only, val_get_str(val_get(node, "metadata"), "name", "")))
        return;
    if (!node_affinity_matches(template_spec, node))
        return;
    *should_run = !node_untolerated_taint(node, tolerations, TAINTS_HARD);
    *should_continue = *should_run || !node_untolerated_taint(node, tolerations, TAINT_NO_EXECUTE);
}

bool daemon_surges(const struct daemon *d)
{
    const struct val *surge = val_at(d->ds, "spec.updateStrategy.rollingUpdate.maxSurge");
    return version_has(d->run->cluster->version, FEATURE_DAEMONSET_SURGE) && !val_is_null(surge) &&
           !val_str_equal(surge, "0%") && !val_str_equal(surge, "0") && val_int_or(surge, 1) != 0;
}

/* ---- reading ---- */

static struct daemon_node *node_named(struct daemon *d, size_t sorted, const char *name)
{
    size_t low = 0, high = sorted;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int c = strcmp(name, d->nodes[mid].name);
        if (!c)
            return &d->nodes[mid];
        if (c < 0)
            high = mid;
        else
            low = mid + 1;
    }
    for (size_t i = sorted; i < d->node_count; i++)
        if (!strcmp(name, d->nodes[i].name))
            return &d->nodes[i];
    struct daemon_node *gone = &d->nodes[d->node_count++];
    gone->name = name;
    return gone;
}

static bool pod_before(const struct daemon_pod *a, const struct daemon_pod *b)
{
    if (a->bound != b->bound)
        return a->bound;
    return a->created_s != b->created_s ? a->created_s < b->created_s : strcmp(a->name, b->name) < 0;
}

static void read_pod(struct daemon *d, struct daemon_pod *pod, const struct val *doc, size_t sorted)
{
    const struct val *meta = val_get(doc, "metadata"), *spec = val_get(doc, "spec");
    const struct val *phase = val_get(val_get(doc, "status"), "phase");
    const char *bound = val_str(val_get(spec, "nodeName")), *node = bound ? bound : affinity_node(spec);
    int64_t again_ms;
    *pod = (struct daemon_pod){ .doc = doc, .name = val_get_str(meta, "name", ""), .node = node ? node : "" };
    pod->bound = bound;
    pod->created_s = time_parse_ms(val_get_str(meta, "creationTimestamp", "")) / 1000;
    pod->deleting = val_get(meta, "deletionTimestamp");
    pod->failed = val_str_equal(phase, "Failed");
    pod->succeeded = val_str_equal(phase, "Succeeded");
    pod->ready = pod_is_ready(doc);
    pod->available = pod_is_available(doc, d->min_ready_s, d->run->now_ms, &again_ms);
    pod->updated = d->hash && val_str_equal(val_get(val_get(meta, "labels"), "controller-revision-hash"), d->hash);
    if (again_ms && (!d->available_at_ms || again_ms < d->available_at_ms))
        d->available_at_ms = again_ms;
    struct daemon_pod **at = &node_named(d, sorted, pod->node)->pods;
    while (*at && pod_before(*at, pod))
        at = &(*at)->next;
    pod->next = *at;
    *at = pod;
}

void daemon_read(struct daemon *d)
{
    struct run *r = d->run;
    const struct val *spec = val_at(d->ds, "spec.template.spec");
    const struct val *tolerations = arena_val(r->arena, daemon_tolerations(spec));
    size_t nodes, pods;
    const struct val **node_docs = store_collect(r->store, r->arena, kind_node, NULL, &nodes);
    const struct val **pod_docs = claim(r, d->ds, kind_pod, val_at(d->ds, "spec.selector"), &pods);
    d->nodes = arena_alloc(r->arena, (nodes + pods + 1) * sizeof(*d->nodes));
    d->available_at_ms = 0;
    for (size_t i = 0; i < nodes; i++) {
        struct daemon_node *node = &d->nodes[i];
        node->doc = node_docs[i];
        node->name = val_get_str(val_get(node->doc, "metadata"), "name", "");
        daemon_fits(spec, tolerations, node->doc, &node->should_run, &node->should_continue);
    }
    d->node_count = nodes;
    struct daemon_pod *items = arena_alloc(r->arena, (pods + 1) * sizeof(*items));
    for (size_t i = 0; i < pods; i++)
        read_pod(d, &items[i], pod_docs[i], nodes);
}

/* ---- acting ---- */

struct making {
    struct daemon *d;
    const char *const *nodes;
    struct pod_plan plan;
};

/* The template's spec, meant for one node: its required terms give way to the node's name. */
static struct val *spec_for_node(const struct val *spec, const char *node)
{
    struct val *copy = val_ref(spec);
    val_put(&copy, "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms",
            val_fmt("[{matchFields:[{key:metadata.name, operator:In, values:[%s]}]}]", node));
    return copy;
}

static int make_pod(void *arg, size_t i, struct status *st)
{
    struct making *m = arg;
    struct pod_plan plan = m->plan;
    struct val *spec = spec_for_node(m->plan.spec, m->nodes[i]);
    plan.spec = spec;
    int rc = pod_create(m->d->run, m->d->ds, &plan, st);
    val_unref(spec);
    return rc;
}

/* Differs: as many pods as are due are made in one sync; upstream makes at most 250 and goes on at the next, which no one can
 * tell apart as no time passes in between. */
static void make_pods(struct daemon *d, const char *const *nodes, size_t count, struct status *st)
{
    struct arena *a = d->run->arena;
    const struct val *template = val_at(d->ds, "spec.template");
    struct val *spec = val_ref(val_get(template, "spec")), *labels = val_ref(val_at(template, "metadata.labels"));
    const struct val *generation = val_get(val_at(d->ds, "metadata.annotations"), "deprecated.daemonset.template.generation");
    val_set(&spec, "tolerations", daemon_tolerations(spec));
    val_set(&labels, "controller-revision-hash", val_string(d->hash));
    if (generation)
        val_set(&labels, "pod-template-generation", val_ref(generation));
    struct making m = { .d = d, .nodes = nodes };
    m.plan.template = template;
    m.plan.spec = arena_val(a, spec);
    m.plan.labels = arena_val(a, labels);
    m.plan.reference = arena_val(a, controller_reference(d->ds));
    if (slow_start(count, make_pod, &m, st))
        d->acted = true;
}

int daemon_apply(struct daemon *d, const char *const *nodes, size_t node_count, const struct daemon_pod *const *pods,
                 size_t pod_count, struct status *st)
{
    struct status why = STATUS_INIT;
    if (node_count)
        make_pods(d, nodes, node_count, &why);
    for (size_t i = 0; i < pod_count; i++) {
        struct status not_deleted = STATUS_INIT;
        if (pod_delete(d->run, d->ds, pods[i]->doc, &not_deleted) == 0)
            d->acted = true;
        else if (!why.message)
            status_move(&why, &not_deleted);
        status_release(&not_deleted);
    }
    if (!why.message)
        return 0;
    status_move(st, &why);
    return -1;
}
