/* What holds of Deployments, ReplicaSets, StatefulSets, DaemonSets and autoscalers. See rules.h. */
#include <stdlib.h>
#include <string.h>

#include "backends/base/owner.h"
#include "backends/fake/nodefit.h"
#include "tests/sim/rules.h"

void replicas_are_met(struct sim *s)
{
    for (each_object(s, o, kind_replicaset)) {
        int64_t want = val_at_int(o->doc, "spec.replicas", 1), have = count_pods(s, o->uid, pod_is_active);
        if (want != have || want != val_at_int(o->doc, "status.readyReplicas", 0))
            sim_break(s, "ReplicaSet %s: %lld of %lld", o->name, (long long)have, (long long)want);
    }
    for (each_object(s, o, kind_deployment)) {
        int64_t want = val_at_int(o->doc, "spec.replicas", 1);
        if (want != val_at_int(o->doc, "status.updatedReplicas", 0) || want != val_at_int(o->doc, "status.availableReplicas", 0))
            sim_break(s, "Deployment %s: not %lld up to date and available", o->name, (long long)want);
    }
}

void autoscalers_hold(struct sim *s)
{
    for (each_object(s, o, &kind_row_horizontalpodautoscaler)) {
        const char *name = val_at_str(o->doc, "spec.scaleTargetRef.name", "");
        const struct object *target = store_get(s->cluster->store, kind_deployment, o->ns, name);
        int64_t replicas = target ? val_at_int(target->doc, "spec.replicas", 1) : 0;
        if (replicas && (replicas < val_at_int(o->doc, "spec.minReplicas", 1) || replicas > val_at_int(o->doc, "spec.maxReplicas", 1)))
            sim_break(s, "HorizontalPodAutoscaler %s: %lld replicas", o->name, (long long)replicas);
    }
}

/* ---- StatefulSets ---- */

static int64_t ordinal(const struct val *pod)
{
    const char *dash = strrchr(val_at_str(pod, "metadata.name", ""), '-');
    return dash ? strtoll(dash + 1, NULL, 10) : -1;
}

void member_comes_in_order(struct sim *s, const struct val *pod, const struct val *pods)
{
    const char *uid = val_get_str(owner_controller(pod), "uid", "");
    const struct object *set = store_by_uid(s->cluster->store, uid);
    int64_t before = 0;
    if (!set || set->kind != kind_statefulset || val_str_equal(val_at(set->doc, "spec.podManagementPolicy"), "Parallel"))
        return;
    for (size_t i = 0; i < val_len(pods); i++) {
        const struct val *other = val_item(pods, i);
        before += val_str_equal(val_get(owner_controller(other), "uid"), uid) && ordinal(other) < ordinal(pod) &&
                  pod_is_ready(other) && pod_is_active(other);
    }
    if (before != ordinal(pod))
        sim_break(s, "StatefulSet %s: pod %lld came when %lld were ready", set->name, (long long)ordinal(pod), (long long)before);
}

/* Each ordinal below `replicas` once, nobody else; from the partition on in the new revision. */
static void check_members(struct sim *s, const struct object *set)
{
    int64_t replicas = val_at_int(set->doc, "spec.replicas", 1), seen = 0;
    int64_t partition = val_at_int(set->doc, "spec.updateStrategy.rollingUpdate.partition", 0);
    const struct val *revision = val_at(set->doc, "status.updateRevision");
    for (const struct dependent *d = store_dependents(s->cluster->store, set->uid); d; d = d->next) {
        if (d->object->kind != kind_pod)
            continue;
        const struct val *pod = d->object->doc;
        int64_t n = ordinal(pod);
        bool updated = val_equal(val_at(pod, "metadata.labels.controller-revision-hash"), revision);
        seen += n < replicas;
        if (n >= replicas || !pod_is_ready(pod))
            sim_break(s, "StatefulSet %s: %s should not be, or be ready", set->name, d->object->name);
        if (n >= partition && !updated)
            sim_break(s, "StatefulSet %s: %s is old", set->name, d->object->name);
    }
    if (seen != replicas || val_at_int(set->doc, "status.readyReplicas", 0) != replicas)
        sim_break(s, "StatefulSet %s: %lld of %lld", set->name, (long long)seen, (long long)replicas);
}

void members_are_in_order(struct sim *s)
{
    for (each_object(s, o, kind_statefulset))
        check_members(s, o);
}

/* ---- DaemonSets ---- */

void daemons_are_on_their_nodes(struct sim *s)
{
    for (each_object(s, o, kind_daemonset))
        for (each_object(s, node, kind_node)) {
            int64_t want = node_affinity_matches(val_at(o->doc, "spec.template.spec"), node->doc), have = 0;
            for (const struct object *pod = store_on_node(s->cluster->store, node->name); pod; pod = pod->node_next)
                have += pod->controller_uid && !strcmp(pod->controller_uid, o->uid);
            if (have != want)
                sim_break(s, "DaemonSet %s: %lld pods on %s, not %lld", o->name, (long long)have, node->name, (long long)want);
        }
}
