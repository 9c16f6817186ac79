/* What somebody may do to a cluster: rows of edits. See sim.h. */
#include <string.h>

#include "backends/base/owner.h"
#include "tests/sim/sim.h"

#define STOPPED "kubelet.seodang.io/stopped"

static void create(struct sim *s, const struct kind *k, struct val *take)
{
    struct status st = STATUS_INIT;
    sim_say(s, "create %s %s", k->kind, val_at_str(take, "metadata.name", ""));
    if (api_create(s->cluster, k, kind_namespaced(k) ? "default" : "", take, NULL, NULL, &st) < 0)
        sim_say(s, "  refused: %s", st.message);
    status_release(&st);
}

/* Refusals are none of our business: an immutable field, a full name. */
static void update(struct sim *s, const struct kind *k, struct val *take, const char *what)
{
    struct status st = STATUS_INIT;
    sim_say(s, "%s: %s %s", what, k->kind, val_at_str(take, "metadata.name", ""));
    if (api_update(s->cluster, k, take, NULL, NULL, &st) < 0)
        sim_say(s, "  refused: %s", st.message);
    status_release(&st);
}

static void put(struct sim *s, const struct kind *k, const struct val *doc, const char *path, struct val *take)
{
    struct val *changed = val_ref(doc);
    val_put(&changed, path, take);
    update(s, k, changed, path);
}

static void delete(struct sim *s, const struct kind *k, const struct val *doc)
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

static struct val *new_name(struct sim *s, const char *kind)
{
    return val_stringf("%s-%d", kind, s->made++);
}

/* ---- batch ---- */

static struct val *job_spec(struct sim *s)
{
    static const char *const programs[] = { "sleep 3", "true", "exit 1", "sleep 40", "sleep 2; exit $((RANDOM % 2))", "sleep 5; exit 3" };
    bool never = sim_chance(s, 60);
    struct val *spec = val_fmt("{parallelism:%I, backoffLimit:%I, template:{spec:{restartPolicy:%s, terminationGracePeriodSeconds:%I,"
                               " containers:[{name:c, image:busybox, command:[sh, '-c', %s]}]}}}",
                               1 + sim_below(s, 4), sim_below(s, 4), never ? "Never" : "OnFailure", sim_below(s, 5),
                               programs[sim_below(s, (int64_t)ARRAY_LEN(programs))]);
    if (sim_chance(s, 70))
        val_put_int(&spec, "completions", sim_below(s, 7));
    if (sim_chance(s, 20))
        val_put_int(&spec, "activeDeadlineSeconds", 1 + sim_below(s, 60));
    if (sim_chance(s, 10))
        val_put_int(&spec, "ttlSecondsAfterFinished", sim_below(s, 100));
    if (val_get(spec, "completions") && sim_chance(s, 20))
        val_put(&spec, "completionMode", val_string("Indexed"));
    return spec;
}

static void make_job(struct sim *s)
{
    create(s, kind_job, val_fmt("{apiVersion:'batch/v1', kind:Job, metadata:{name:%V}, spec:%V}", new_name(s, "job"), job_spec(s)));
}

static void make_cronjob(struct sim *s)
{
    static const char *const policies[] = { "Allow", "Forbid", "Replace" };
    static const char *const schedules[] = { "* * * * *", "*/2 * * * *", "@every 45s" };
    create(s, kind_cronjob, val_fmt("{apiVersion:%s, kind:CronJob, metadata:{name:%V}, spec:{schedule:%s, concurrencyPolicy:%s,"
                                    " successfulJobsHistoryLimit:%I, failedJobsHistoryLimit:%I, jobTemplate:{spec:%V}}}",
                                    kind_api_version(s->arena, kind_cronjob, s->cluster->version), new_name(s, "cron"),
                                    schedules[sim_below(s, 3)], policies[sim_below(s, 3)], sim_below(s, 3), sim_below(s, 3), job_spec(s)));
}

static void scale_job(struct sim *s)
{
    const struct val *job = sim_pick(s, kind_job);
    if (job)
        put(s, kind_job, job, "spec.parallelism", val_int(sim_below(s, 5)));
}

static void suspend_job(struct sim *s)
{
    const struct val *job = sim_pick(s, kind_job);
    if (job && version_has(s->cluster->version, FEATURE_JOB_SUSPEND))
        put(s, kind_job, job, "spec.suspend", val_bool(sim_chance(s, 40)));
}

static void delete_job(struct sim *s)
{
    const struct val *job = sim_pick(s, kind_job);
    if (job)
        delete (s, kind_job, job);
}

static void suspend_cronjob(struct sim *s)
{
    const struct val *cron = sim_pick(s, kind_cronjob);
    if (cron)
        put(s, kind_cronjob, cron, "spec.suspend", val_bool(sim_chance(s, 50)));
}

static void delete_cronjob(struct sim *s)
{
    const struct val *cron = sim_pick(s, kind_cronjob);
    if (cron)
        delete (s, kind_cronjob, cron);
}

/* ---- pods and nodes ---- */

static void delete_pod(struct sim *s)
{
    const struct val *pod = sim_pick(s, kind_pod);
    if (pod)
        delete (s, kind_pod, pod);
}

static void stop_node(struct sim *s)
{
    const struct val *node = sim_pick(s, kind_node);
    if (!node)
        return;
    struct val *changed = val_ref(node), *annotations = val_ref(val_at(node, "metadata.annotations"));
    val_set(&annotations, STOPPED, val_string(sim_chance(s, 50) ? "true" : "false"));
    val_put(&changed, "metadata.annotations", annotations);
    update(s, kind_node, changed, "stop or start");
}

static void cordon_node(struct sim *s)
{
    const struct val *node = sim_pick(s, kind_node);
    if (node)
        put(s, kind_node, node, "spec.unschedulable", val_bool(sim_chance(s, 50)));
}

static void remove_node(struct sim *s)
{
    const struct val *node = sim_pick(s, kind_node);
    if (node && store_count(s->cluster->store, kind_node) > 2)
        delete (s, kind_node, node);
}

static void add_node(struct sim *s)
{
    create(s, kind_node, val_fmt("{apiVersion:v1, kind:Node, metadata:{name:%V, labels:{zone:%s}}}", new_name(s, "more"),
                                 sim_chance(s, 50) ? "a" : "b"));
}

/* ---- what runs on ---- */

static struct val *server(struct sim *s, const char *app)
{
    return val_fmt("{metadata:{labels:{app:%s}}, spec:{terminationGracePeriodSeconds:%I, containers:[{name:c, image:%s}]}}", app,
                   sim_below(s, 5), sim_chance(s, 50) ? "nginx:1.26" : "nginx:1.27");
}

static void make_workload(struct sim *s)
{
    static const struct kind *const *const choices[] = { &kind_deployment, &kind_replicaset, &kind_daemonset };
    const struct kind *k = *choices[sim_below(s, 3)];
    struct val *name = new_name(s, k->singular);
    const char *app = arena_strdup(s->arena, val_str(name));
    struct val *spec = val_fmt("{selector:{matchLabels:{app:%s}}, template:%V}", app, server(s, app));
    if (k != kind_daemonset)
        val_put_int(&spec, "replicas", sim_below(s, 6));
    else if (sim_chance(s, 50))
        val_put(&spec, "template.spec.nodeSelector", val_fmt("{zone:a}"));
    create(s, k, val_fmt("{apiVersion:'apps/v1', kind:%s, metadata:{name:%V}, spec:%V}", k->kind, name, spec));
}

static void scale_workload(struct sim *s)
{
    const struct kind *k = sim_chance(s, 50) ? kind_deployment : kind_replicaset;
    const struct val *doc = sim_pick(s, k);
    if (doc)
        put(s, k, doc, "spec.replicas", val_int(sim_below(s, 6)));
}

static void change_image(struct sim *s)
{
    const struct kind *k = sim_chance(s, 50) ? kind_deployment : kind_daemonset;
    const struct val *doc = sim_pick(s, k);
    if (doc)
        put(s, k, doc, "spec.template", server(s, val_at_str(doc, "metadata.name", "")));
}

static void delete_workload(struct sim *s)
{
    static const struct kind *const *const choices[] = { &kind_deployment, &kind_replicaset, &kind_daemonset };
    const struct kind *k = *choices[sim_below(s, 3)];
    const struct val *doc = sim_pick(s, k);
    if (doc)
        delete (s, k, doc);
}

/* ---- which ---- */

static const struct {
    void (*fn)(struct sim *s);
    int weight;
    bool batch; /* also where Jobs are alone */
} edits[] = {
    { make_job, 14, true },        { make_cronjob, 5, true },   { scale_job, 8, true },      { suspend_job, 6, true },
    { delete_job, 3, true },       { suspend_cronjob, 3, true }, { delete_cronjob, 1, true }, { delete_pod, 14, true },
    { stop_node, 8, true },        { cordon_node, 5, true },    { remove_node, 3, true },    { add_node, 2, true },
    { make_workload, 10, false },  { scale_workload, 10, false }, { change_image, 8, false },  { delete_workload, 3, false },
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

void edit_for_rest(struct sim *s)
{
    size_t count;
    const struct val **all = store_collect(s->cluster->store, s->arena, kind_cronjob, NULL, &count);
    for (size_t i = 0; i < count; i++)
        put(s, kind_cronjob, all[i], "spec.suspend", val_bool(true));
    all = store_collect(s->cluster->store, s->arena, kind_pod, NULL, &count);
    for (size_t i = 0; i < count; i++) /* who belongs to nobody may crash and be started for ever */
        if (!owner_controller(all[i]))
            delete (s, kind_pod, all[i]);
    all = store_collect(s->cluster->store, s->arena, kind_node, NULL, &count);
    for (size_t i = 0; i < count; i++) {
        struct val *node = val_ref(all[i]);
        val_drop(&node, "metadata.annotations");
        val_drop(&node, "spec.unschedulable");
        update(s, kind_node, node, "start");
    }
}
