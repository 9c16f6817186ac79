/* What holds of all objects, and the tables of all rules. See rules.h. */
#include "tests/sim/rules.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/owner.h"

int64_t count_pods(const struct sim *s, const char *uid, bool (*is)(const struct val *pod))
{
    int64_t n = 0;
    for (const struct dependent *d = store_dependents(s->cluster->store, uid); d; d = d->next)
        n += d->controller && d->object->kind == kind_pod && is(d->object->doc);
    return n;
}

/* ---- changes, one after the other ---- */

/* s->pods follows the pods through their changes: how each was when another came. */
static void see_pod(void *arg, const struct change *c)
{
    struct sim *s = arg;
    const char *uid = val_at_str(c->doc, "metadata.uid", "");
    if (c->resource_version <= s->seen_version)
        sim_break(s, "Pod %s: resourceVersion %" PRIu64 " after %" PRIu64, val_at_str(c->doc, "metadata.name", ""),
                  c->resource_version, s->seen_version);
    s->seen_version = c->resource_version;
    if (c->type == CHANGE_DELETED) {
        val_unset(&s->pods, uid);
        return;
    }
    if (c->type == CHANGE_ADDED)
        member_comes_in_order(s, c->doc, s->pods);
    val_set(&s->pods, uid, val_ref(c->doc));
}

/* Too much happened: pods as they are now. */
static void see_all_pods(struct sim *s)
{
    val_assign(&s->pods, val_object());
    for (each_object(s, o, kind_pod))
        val_set(&s->pods, o->uid, val_ref(o->doc));
}

static void changes_are_in_order(struct sim *s)
{
    uint64_t now = store_version(s->cluster->store);
    if (!store_replay(s->cluster->store, kind_pod, s->last_version, see_pod, s))
        see_all_pods(s);
    s->seen_version = now;
}

/* ---- always ---- */

static void versions_rise(struct sim *s)
{
    uint64_t now = store_version(s->cluster->store);
    if (now < s->last_version)
        sim_break(s, "the resourceVersion fell from %" PRIu64 " to %" PRIu64, s->last_version, now);
    for (size_t i = 0; i < kind_count; i++)
        for (each_object(s, o, kinds[i])) {
            uint64_t told = strtoull(val_at_str(o->doc, "metadata.resourceVersion", "0"), NULL, 10);
            if (!told || told != o->resource_version || told > now)
                sim_break(s, "%s %s has the resourceVersion %" PRIu64 " of %" PRIu64, kinds[i]->kind, o->name, told, now);
        }
    changes_are_in_order(s);
    s->last_version = now;
}

/* ---- at rest ---- */

static void nobody_is_an_orphan(struct sim *s)
{
    struct store *store = s->cluster->store;
    for (size_t i = 0; i < kind_count; i++)
        for (each_object(s, o, kinds[i])) {
            const char *uid = val_get_str(owner_controller(o->doc), "uid", NULL);
            if (uid && !store_by_uid(store, uid))
                sim_break(s, "%s %s: its owner is gone", kinds[i]->kind, o->name);
            if (o->deleting)
                sim_break(s, "%s %s is still being deleted", kinds[i]->kind, o->name);
            if (*o->ns && !store_get(store, kind_namespace, "", o->ns) && kinds[i] != kind_event)
                sim_break(s, "%s %s: its namespace %s is gone", kinds[i]->kind, o->name, o->ns);
        }
}

static void pods_are_on_nodes(struct sim *s)
{
    for (each_object(s, o, kind_pod))
        if (!o->node || !store_get(s->cluster->store, kind_node, "", o->node))
            sim_break(s, "Pod %s is on no node", o->name);
}

static rule_fn *const always[] = { versions_rise, jobs_keep_their_limits, addresses_are_unique };
static rule_fn *const at_rest[] = { nobody_is_an_orphan,  jobs_have_ended,           cronjobs_know_their_jobs,
                                    replicas_are_met,     members_are_in_order,      daemons_are_on_their_nodes,
                                    pods_are_on_nodes,    autoscalers_hold,          endpoints_are_the_ready_pods,
                                    budgets_know_their_pods, quotas_know_their_pods };

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
