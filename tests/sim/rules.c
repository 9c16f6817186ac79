/* What holds whatever is done to a cluster: rows of rules. See sim.h. */
#include <string.h>

#include "backends/base/owner.h"
#include "backends/fake/controller/job.h"
#include "backends/fake/nodefit.h"
#include "tests/sim/sim.h"

static struct store *store_of(const struct sim *s)
{
    return s->cluster->store;
}

/* Pods whose controller is uid, of which `is` says yes. */
static int64_t count_pods(const struct sim *s, const char *uid, bool (*is)(const struct val *pod))
{
    int64_t n = 0;
    for (const struct dependent *d = store_dependents(store_of(s), uid); d; d = d->next)
        n += d->controller && d->object->kind == kind_pod && is(d->object->doc);
    return n;
}

static bool has_succeeded(const struct val *pod)
{
    return pod_has_phase(pod, "Succeeded");
}

/* ---- always ---- */

static void versions_rise(struct sim *s)
{
    uint64_t now = store_version(store_of(s));
    if (now < s->last_version)
        sim_break(s, "the resourceVersion fell from %llu to %llu", (unsigned long long)s->last_version, (unsigned long long)now);
    for (size_t i = 0; i < kind_count; i++)
        for (const struct object *o = store_first(store_of(s), kinds[i], NULL); o; o = store_next(store_of(s), o, NULL))
            if (!o->resource_version || o->resource_version > now)
                sim_break(s, "%s %s has the resourceVersion %llu of %llu", kinds[i]->kind, o->name,
                          (unsigned long long)o->resource_version, (unsigned long long)now);
    s->last_version = now;
}

static void jobs_keep_their_limits(struct sim *s)
{
    for (const struct object *o = store_first(store_of(s), kind_job, NULL); o; o = store_next(store_of(s), o, NULL)) {
        int64_t parallelism = val_at_int(o->doc, "spec.parallelism", 1), completions = val_at_int(o->doc, "spec.completions", -1);
        int64_t active = count_pods(s, o->uid, pod_is_active), succeeded = count_pods(s, o->uid, has_succeeded);
        /* A work queue that has seen a success lets run what runs, whatever parallelism has become. */
        bool runs_on = completions < 0 && val_at_int(o->doc, "status.succeeded", 0) > 0;
        if (active > parallelism && !o->deleting && !runs_on)
            sim_break(s, "Job %s: %lld pods run, parallelism is %lld", o->name, (long long)active, (long long)parallelism);
        if (completions >= 0 && succeeded > completions)
            sim_break(s, "Job %s: %lld pods succeeded of %lld", o->name, (long long)succeeded, (long long)completions);
    }
}

/* ---- at rest ---- */

static void nobody_is_an_orphan(struct sim *s)
{
    for (size_t i = 0; i < kind_count; i++)
        for (const struct object *o = store_first(store_of(s), kinds[i], NULL); o; o = store_next(store_of(s), o, NULL)) {
            const char *uid = val_get_str(owner_controller(o->doc), "uid", NULL);
            if (uid && !store_by_uid(store_of(s), uid))
                sim_break(s, "%s %s: its owner is gone", kinds[i]->kind, o->name);
            if (o->deleting)
                sim_break(s, "%s %s is still being deleted", kinds[i]->kind, o->name);
        }
}

static void jobs_have_ended(struct sim *s)
{
    for (const struct object *o = store_first(store_of(s), kind_job, NULL); o; o = store_next(store_of(s), o, NULL)) {
        const struct val *end = job_finished_condition(o->doc);
        int64_t want = val_at_int(o->doc, "spec.completions", 1), succeeded = val_at_int(o->doc, "status.succeeded", 0);
        bool held = val_at_bool(o->doc, "spec.suspend", false) || val_at_int(o->doc, "spec.parallelism", 1) == 0;
        if (!end && !held)
            sim_break(s, "Job %s has not ended", o->name);
        if ((end || held) && count_pods(s, o->uid, pod_is_active))
            sim_break(s, "Job %s has ended or is held, and pods run", o->name);
        if (end && val_str_equal(val_get(end, "type"), "Complete") && succeeded < want)
            sim_break(s, "Job %s is complete with %lld of %lld", o->name, (long long)succeeded, (long long)want);
        if (val_at_int(o->doc, "status.active", 0))
            sim_break(s, "Job %s: status.active is not 0", o->name);
    }
}

static void cronjobs_know_their_jobs(struct sim *s)
{
    for (const struct object *o = store_first(store_of(s), kind_cronjob, NULL); o; o = store_next(store_of(s), o, NULL))
        for (size_t i = 0; i < val_len(val_at(o->doc, "status.active")); i++) {
            const char *uid = val_get_str(val_item(val_at(o->doc, "status.active"), i), "uid", "");
            const struct object *job = store_by_uid(store_of(s), uid);
            if (!job || job_is_finished(job->doc))
                sim_break(s, "CronJob %s: an active Job that has ended", o->name);
        }
}

static void replicas_are_met(struct sim *s)
{
    for (const struct object *o = store_first(store_of(s), kind_replicaset, NULL); o; o = store_next(store_of(s), o, NULL)) {
        int64_t want = val_at_int(o->doc, "spec.replicas", 1), have = count_pods(s, o->uid, pod_is_active);
        if (want != have || want != val_at_int(o->doc, "status.readyReplicas", 0))
            sim_break(s, "ReplicaSet %s: %lld of %lld", o->name, (long long)have, (long long)want);
    }
    for (const struct object *o = store_first(store_of(s), kind_deployment, NULL); o; o = store_next(store_of(s), o, NULL)) {
        int64_t want = val_at_int(o->doc, "spec.replicas", 1);
        if (want != val_at_int(o->doc, "status.updatedReplicas", 0) || want != val_at_int(o->doc, "status.availableReplicas", 0))
            sim_break(s, "Deployment %s: not %lld up to date and available", o->name, (long long)want);
    }
}

static void daemons_are_on_their_nodes(struct sim *s)
{
    for (const struct object *o = store_first(store_of(s), kind_daemonset, NULL); o; o = store_next(store_of(s), o, NULL))
        for (const struct object *node = store_first(store_of(s), kind_node, NULL); node; node = store_next(store_of(s), node, NULL)) {
            int64_t want = node_affinity_matches(val_at(o->doc, "spec.template.spec"), node->doc), have = 0;
            for (const struct object *pod = store_on_node(store_of(s), node->name); pod; pod = pod->node_next)
                have += pod->controller_uid && !strcmp(pod->controller_uid, o->uid);
            if (have != want)
                sim_break(s, "DaemonSet %s: %lld pods on %s, not %lld", o->name, (long long)have, node->name, (long long)want);
        }
}

static void pods_are_on_nodes(struct sim *s)
{
    for (const struct object *o = store_first(store_of(s), kind_pod, NULL); o; o = store_next(store_of(s), o, NULL))
        if (!o->node || !store_get(store_of(s), kind_node, "", o->node))
            sim_break(s, "Pod %s is on no node", o->name);
}

typedef void rule_fn(struct sim *s);
static rule_fn *const always[] = { versions_rise, jobs_keep_their_limits };
static rule_fn *const at_rest[] = { nobody_is_an_orphan, jobs_have_ended, cronjobs_know_their_jobs, replicas_are_met,
                                    daemons_are_on_their_nodes, pods_are_on_nodes };

void rules_always(struct sim *s)
{
    for (size_t i = 0; i < ARRAY_LEN(always); i++)
        always[i](s);
}

void rules_at_rest(struct sim *s)
{
    for (size_t i = 0; i < ARRAY_LEN(at_rest); i++)
        at_rest[i](s);
}
