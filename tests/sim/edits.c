/* Edits of pods and nodes, and the table of all. See edits.h. */
#include <string.h>

#include "backends/base/owner.h"
#include "tests/sim/edits.h"

#define STOPPED "kubelet.seodang.io/stopped"

/* ---- one object ---- */

void edit_create(struct sim *s, const struct kind *k, struct val *take)
{
    struct status st = STATUS_INIT;
    const char *ns = val_at_str(take, "metadata.namespace", "default");
    sim_say(s, "create %s %s", k->kind, val_at_str(take, "metadata.name", ""));
    if (api_create(s->cluster, k, kind_namespaced(k) ? ns : "", take, NULL, NULL, &st) < 0)
        sim_say(s, "  refused: %s", st.message);
    status_release(&st);
}

void edit_update(struct sim *s, const struct kind *k, struct val *take, const char *what)
{
    struct status st = STATUS_INIT;
    sim_say(s, "%s: %s %s", what, k->kind, val_at_str(take, "metadata.name", ""));
    if (api_update(s->cluster, k, take, NULL, NULL, &st) < 0)
        sim_say(s, "  refused: %s", st.message);
    status_release(&st);
}

void edit_put(struct sim *s, const struct kind *k, const struct val *doc, const char *path, struct val *take)
{
    struct val *changed = val_ref(doc);
    val_put(&changed, path, take);
    edit_update(s, k, changed, path);
}

void edit_delete(struct sim *s, const struct kind *k, const struct val *doc)
{
    static const char *const ways[] = { NULL, "Background", "Foreground", "Orphan" };
    struct delete_options options = DELETE_OPTIONS_INIT;
    struct status st = STATUS_INIT;
    const struct object *o = store_by_uid(s->cluster->store, val_at_str(doc, "metadata.uid", ""));
    options.propagation = ways[sim_below(s, k == kind_pod || k == kind_node ? 2 : (int64_t)ARRAY_LEN(ways))];
    if (k == kind_pod && sim_chance(s, 20))
        options.grace_seconds = 0;
    sim_say(s, "delete %s %s %s", k->kind, val_at_str(doc, "metadata.name", ""), options.propagation ? options.propagation : "");
    if (o)
        api_delete(s->cluster, o, &options, &st);
    status_release(&st);
}

void edit_delete_some(struct sim *s, const struct kind *k)
{
    const struct val *doc = sim_pick(s, k);
    if (doc)
        edit_delete(s, k, doc);
}

struct val *edit_new_name(struct sim *s, const char *kind)
{
    return val_stringf("%s-%d", kind, s->made++);
}

struct val *edit_old_name(struct sim *s, const char *kind)
{
    enum { NAMES = 4 };
    return val_stringf("%s-%d", kind, (int)sim_below(s, NAMES));
}

const char *edit_namespace(struct sim *s)
{
    return s->batch_only || sim_chance(s, 70) ? "default" : "play";
}

/* ---- pods ---- */

static void delete_pod(struct sim *s)
{
    edit_delete_some(s, kind_pod);
}

/* Takes a pod out of its owner's selector, or puts one into a set's: but no member of a StatefulSet, whose name would be lost
 * to it for ever. */
static void relabel_pod(struct sim *s)
{
    const struct val *pod = sim_pick(s, kind_pod), *app = val_at(sim_pick(s, kind_pod), "metadata.labels.app");
    bool member = val_str_equal(val_get(owner_controller(pod), "kind"), "StatefulSet");
    if (pod)
        edit_put(s, kind_pod, pod, "metadata.labels", app && !member && sim_chance(s, 50) ? val_fmt("{app:%v}", app) : val_object());
}

/* ---- nodes ---- */

static void stop_node(struct sim *s)
{
    const struct val *node = sim_pick(s, kind_node);
    if (!node)
        return;
    struct val *changed = val_ref(node), *annotations = val_ref(val_at(node, "metadata.annotations"));
    val_set(&annotations, STOPPED, val_string(sim_chance(s, 50) ? "true" : "false"));
    val_put(&changed, "metadata.annotations", annotations);
    edit_update(s, kind_node, changed, "stop or start");
}

static void cordon_node(struct sim *s)
{
    const struct val *node = sim_pick(s, kind_node);
    if (node)
        edit_put(s, kind_node, node, "spec.unschedulable", val_bool(sim_chance(s, 50)));
}

static void taint_node(struct sim *s)
{
    const struct val *node = sim_pick(s, kind_node);
    struct val *taints = val_ref(val_at(node, "spec.taints"));
    size_t at;
    if (!node)
        return;
    if (val_find(taints, "key", "sim", &at))
        val_remove(&taints, at);
    else
        val_append(&taints, val_fmt("{key:sim, effect:%s}", sim_chance(s, 50) ? "NoExecute" : "NoSchedule"));
    edit_put(s, kind_node, node, "spec.taints", taints);
}

static void remove_node(struct sim *s)
{
    if (store_count(s->cluster->store, kind_node) > 2)
        edit_delete_some(s, kind_node);
}

static void add_node(struct sim *s)
{
    edit_create(s, kind_node, val_fmt("{apiVersion:v1, kind:Node, metadata:{name:%V, labels:{zone:%s}}}",
                                      edit_new_name(s, "more"), sim_chance(s, 50) ? "a" : "b"));
}

/* ---- which ---- */

static const struct {
    edit_fn *fn;
    int weight;
    bool batch; /* also where Jobs are alone */
} edits[] = {
    { make_job, 14, true },           { make_cronjob, 5, true },       { scale_job, 8, true },
    { suspend_job, 6, true },         { delete_job, 3, true },         { suspend_cronjob, 3, true },
    { delete_cronjob, 1, true },      { delete_pod, 14, true },        { relabel_pod, 3, true },
    { stop_node, 8, true },           { cordon_node, 5, true },        { remove_node, 3, true },
    { add_node, 2, true },            { taint_node, 4, true },         { make_set, 22, false },
    { scale_set, 14, false },         { change_template, 14, false },  { delete_set, 7, false },
    { pause_deployment, 3, false },   { partition_statefulset, 3, false }, { make_autoscaler, 3, false },
    { make_service, 15, false },       { change_service, 10, false },    { delete_service, 3, false },
    { make_budget, 7, false },        { evict_pod, 20, false },        { make_quota, 3, false },
    { make_namespace, 5, false },     { delete_namespace, 2, false },
};

void edit_at_random(struct sim *s)
{
    int64_t total = 0;
    for (size_t i = 0; i < ARRAY_LEN(edits); i++)
        total += edits[i].batch || !s->batch_only ? edits[i].weight : 0;
    int64_t at = sim_below(s, total);
    for (size_t i = 0; i < ARRAY_LEN(edits); i++) {
        if (!edits[i].batch && s->batch_only)
            continue;
        if ((at -= edits[i].weight) < 0) {
            edits[i].fn(s);
            return;
        }
    }
}

/* Every object of a kind gets that value. */
static void put_all(struct sim *s, const struct kind *k, const char *path, struct val *take)
{
    size_t count;
    const struct val **all = store_collect(s->cluster->store, s->arena, k, NULL, &count);
    for (size_t i = 0; i < count; i++)
        edit_put(s, k, all[i], path, val_ref(take));
    val_unref(take);
}

void edit_for_rest(struct sim *s)
{
    size_t count;
    put_all(s, kind_cronjob, "spec.suspend", val_bool(true));
    put_all(s, kind_resourcequota, "spec.hard", val_fmt("{pods:'1k'}"));
    put_all(s, kind_deployment, "spec.paused", val_bool(false));
    const struct val **all = store_collect(s->cluster->store, s->arena, kind_pod, NULL, &count);
    for (size_t i = 0; i < count; i++) /* who belongs to nobody may crash and be started for ever */
        if (!owner_controller(all[i]))
            edit_delete(s, kind_pod, all[i]);
    all = store_collect(s->cluster->store, s->arena, kind_node, NULL, &count);
    for (size_t i = 0; i < count; i++) {
        struct val *node = val_ref(all[i]);
        val_drop(&node, "metadata.annotations");
        val_drop(&node, "spec.unschedulable");
        val_drop(&node, "spec.taints");
        edit_update(s, kind_node, node, "start");
    }
}
