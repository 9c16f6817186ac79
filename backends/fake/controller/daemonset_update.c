/* Rolling update of a DaemonSet (pkg/controller/daemon/update.go, v1.20.2; with surge: v1.22). */
#include "backends/fake/cluster.h"
#include "backends/fake/controller/daemonset.h"

/* What one rolling sync decides on. */
struct plan {
    const struct daemon_pod **doomed;
    const char **nodes; /* that get a pod beside the old one */
    size_t doomed_count, node_count;
};

static struct plan plan_new(struct daemon *d)
{
    size_t pods = 0;
    for (size_t i = 0; i < d->node_count; i++)
        for (const struct daemon_pod *pod = d->nodes[i].pods; pod; pod = pod->next)
            pods++;
    struct plan p = { .doomed_count = 0 };
    p.doomed = arena_alloc(d->run->arena, (pods + 1) * sizeof(*p.doomed));
    p.nodes = arena_alloc(d->run->arena, (d->node_count + 1) * sizeof(*p.nodes));
    return p;
}

static void limits(const struct daemon *d, int64_t *max_unavailable, int64_t *max_surge)
{
    const struct val *rolling = val_at(d->ds, "spec.updateStrategy.rollingUpdate");
    int64_t desired = 0;
    for (size_t i = 0; i < d->node_count; i++)
        desired += d->nodes[i].should_run;
    *max_unavailable = int_or_percent(val_get(rolling, "maxUnavailable"), desired, true, 1);
    *max_surge = daemon_surges(d) ? int_or_percent(val_get(rolling, "maxSurge"), desired, true, 0) : 0;
    if (!*max_unavailable && !*max_surge && desired)
        *max_unavailable = 1; /* both are percentages that came to nothing */
}

/* Up to v1.21: old pods that serve nobody go at once; others while the number of nodes without a serving pod allows. */
static void plan_by_pods(struct daemon *d, int64_t max_unavailable, struct plan *p)
{
    int64_t unavailable = 0;
    for (size_t i = 0; i < d->node_count; i++) {
        bool serves = !d->nodes[i].should_run;
        for (const struct daemon_pod *pod = d->nodes[i].pods; pod; pod = pod->next) {
            serves = serves || (pod->available && !pod->deleting);
            if (!pod->updated && !pod->available && !pod->deleting)
                p->doomed[p->doomed_count++] = pod;
        }
        unavailable += !serves;
    }
    for (size_t i = 0; i < d->node_count; i++)
        for (const struct daemon_pod *pod = d->nodes[i].pods; pod; pod = pod->next)
            if (!pod->updated && pod->available && !pod->deleting && unavailable < max_unavailable) {
                p->doomed[p->doomed_count++] = pod;
                unavailable++;
            }
}

/* The pod of the current template on a node and the one of an old template; false: more than one of either. */
static bool old_and_new(const struct daemon_node *node, const struct daemon_pod **old_pod, const struct daemon_pod **new_pod)
{
    *old_pod = *new_pod = NULL;
    for (const struct daemon_pod *pod = node->pods; pod; pod = pod->next) {
        const struct daemon_pod **which = pod->updated ? new_pod : old_pod;
        if (pod->deleting)
            continue;
        if (*which)
            return false;
        *which = pod;
    }
    return true;
}

static void plan_by_nodes(struct daemon *d, int64_t max_unavailable, struct plan *p)
{
    const struct daemon_pod **candidates = arena_alloc(d->run->arena, (d->node_count + 1) * sizeof(*candidates));
    const struct daemon_pod *old_pod, *new_pod;
    int64_t unavailable = 0;
    size_t candidate_count = 0;
    for (size_t i = 0; i < d->node_count; i++) {
        if (!d->nodes[i].pods)
            continue;
        if (!old_and_new(&d->nodes[i], &old_pod, &new_pod) || !old_pod == !new_pod)
            unavailable++;
        else if (new_pod)
            unavailable += !new_pod->available;
        else if (!old_pod->available)
            p->doomed[p->doomed_count++] = old_pod;
        else
            candidates[candidate_count++] = old_pod;
    }
    for (size_t i = 0; i < candidate_count && unavailable < max_unavailable; i++, unavailable++)
        p->doomed[p->doomed_count++] = candidates[i];
}

/* With surge: the new pod comes first, beside the old one, which goes when the new one is available. */
static void plan_surge(struct daemon *d, int64_t max_surge, struct plan *p)
{
    const char **candidates = arena_alloc(d->run->arena, (d->node_count + 1) * sizeof(*candidates));
    const struct daemon_pod *old_pod, *new_pod;
    int64_t surging = 0;
    size_t candidate_count = 0;
    for (size_t i = 0; i < d->node_count; i++) {
        const struct daemon_node *node = &d->nodes[i];
        if (!node->pods)
            continue;
        if (!old_and_new(node, &old_pod, &new_pod))
            surging++;
        else if (old_pod && !new_pod && !old_pod->available)
            p->nodes[p->node_count++] = node->name;
        else if (old_pod && !new_pod)
            candidates[candidate_count++] = node->name;
        else if (old_pod && !new_pod->available)
            surging++;
        else if (old_pod)
            p->doomed[p->doomed_count++] = old_pod;
    }
    for (size_t i = 0; i < candidate_count && surging < max_surge; i++, surging++)
        p->nodes[p->node_count++] = candidates[i];
}

int daemon_roll(struct daemon *d, struct status *st)
{
    struct plan p = plan_new(d);
    int64_t max_unavailable, max_surge;
    limits(d, &max_unavailable, &max_surge);
    if (max_surge)
        plan_surge(d, max_surge, &p);
    else if (version_has(d->run->cluster->version, FEATURE_DAEMONSET_SURGE))
        plan_by_nodes(d, max_unavailable, &p);
    else
        plan_by_pods(d, max_unavailable, &p);
    return daemon_apply(d, p.nodes, p.node_count, p.doomed, p.doomed_count, st);
}
