/*
 * The StatefulSet controller: pods with names that stay, NAME-0, NAME-1 ..., made, deleted and updated in order.
 *
 * Mirrors pkg/controller/statefulset/stateful_set_control.go, v1.20.2.  A sync goes through the members from the lowest
 * ordinal up, then deletes the surplus from the highest down, then the pods of an old revision from the highest down.  In
 * order, it stops at the first thing that it did or has to wait for; in parallel, it waits for nothing before the update.
 */
#include "backends/fake/controller/statefulset.h"

#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/controller/pods.h"

static const char *const watches[] = { "apps/statefulsets", "/pods", NULL };

static void observe(struct run *r, const struct change *c)
{
    if (c->kind == kind_statefulset)
        run_enqueue_object(r, c->object);
    else
        enqueue_claimers(r, c, kind_statefulset);
}

/* What a step says of the sync: an error, enough for now, or go on. */
enum step { STEP_FAILED = -1, STEP_STOP, STEP_ON };

/* Deletes a pod that has ended, so that it is made again. */
static enum step replace_ended(struct stateful *s, struct member *m, struct status *st)
{
    bool quiet = version_has(s->run->cluster->version, FEATURE_STATEFULSET_ENDED_QUIETLY);
    if (quiet)
        return m->terminating || stateful_delete(s, m, st) == 0 ? STEP_STOP : STEP_FAILED;
    if (val_str_equal(val_at(m->doc, "status.phase"), "Failed"))
        run_event(s->run, s->set, "Warning", "RecreatingFailedPod", "StatefulSet %s/%s is recreating failed Pod %s", s->ns,
                  s->name, m->name);
    else
        run_event(s->run, s->set, "Normal", "RecreatingTerminatedPod", "StatefulSet %s/%s is recreating terminated Pod %s",
                  s->ns, s->name, m->name);
    if (stateful_delete(s, m, st) < 0)
        return STEP_FAILED;
    m->doc = NULL;
    m->counted = false;
    return STEP_ON;
}

static enum step step_member(struct stateful *s, struct member *m, struct status *st)
{
    if (m->ended) {
        enum step step = replace_ended(s, m, st);
        if (step != STEP_ON)
            return s->ordered ? step : step == STEP_FAILED ? step : STEP_ON;
    }
    if (!m->doc) {
        if (!s->ordered && !s->may_make)
            return STEP_STOP;
        s->may_make -= !s->ordered;
        if (stateful_create(s, m, st) < 0)
            return STEP_FAILED;
        return s->ordered ? STEP_STOP : STEP_ON;
    }
    bool pending = val_str_equal(val_at(m->doc, "status.phase"), "Pending");
    if (pending && version_has(s->run->cluster->version, FEATURE_STATEFULSET_CLAIM_RETENTION) &&
        stateful_create_claims(s, m, st) < 0)
        return STEP_FAILED;
    if (s->ordered && (m->terminating || !m->ready || !m->available))
        return STEP_STOP;
    return stateful_mend(s, m, st) < 0 ? STEP_FAILED : STEP_ON;
}

static enum step step_surplus(struct stateful *s, struct member *m, struct status *st)
{
    if (m->terminating)
        return s->ordered ? STEP_STOP : STEP_ON;
    if (s->ordered && (!m->ready || !m->available) && m != s->first_unhealthy)
        return STEP_STOP;
    if (stateful_delete(s, m, st) < 0)
        return STEP_FAILED;
    if (!version_has(s->run->cluster->version, FEATURE_STATEFULSET_RECOUNTS))
        m->terminating = true;
    return s->ordered ? STEP_STOP : STEP_ON;
}

static enum step delete_for_update(struct stateful *s, struct member *m, struct status *st)
{
    if (stateful_delete(s, m, st) < 0)
        return STEP_FAILED;
    s->current_lost++;
    return STEP_STOP;
}

/* One old pod at a time, from the highest ordinal down to the partition. */
static enum step update_one(struct stateful *s, size_t lowest, struct status *st)
{
    for (size_t i = s->member_count; i-- > lowest;) {
        struct member *m = &s->members[i];
        if (strcmp(m->revision, s->update_name) != 0 && !m->terminating)
            return delete_for_update(s, m, st);
        if (!stateful_healthy(m))
            return STEP_STOP;
    }
    return STEP_STOP;
}

/* Since maxUnavailable: as many old pods as may be missing; in parallel, those that serve nobody anyway come first. */
static enum step update_some(struct stateful *s, size_t lowest, struct status *st)
{
    const struct val *limit = val_at(s->set, "spec.updateStrategy.rollingUpdate.maxUnavailable");
    int64_t budget = int_or_percent(limit, (int64_t)s->member_count, false, 1);
    budget = budget < 1 ? 1 : budget;
    for (size_t i = 0; i < s->member_count; i++)
        budget -= !stateful_healthy(&s->members[i]);
    for (size_t i = s->member_count; !s->ordered && i-- > lowest;) {
        struct member *m = &s->members[i];
        if (strcmp(m->revision, s->update_name) != 0 && !m->available && !m->terminating &&
            delete_for_update(s, m, st) == STEP_FAILED)
            return STEP_FAILED;
    }
    for (size_t i = s->member_count; budget > 0 && i-- > lowest;) {
        struct member *m = &s->members[i];
        if (strcmp(m->revision, s->update_name) == 0 || m->terminating || (!s->ordered && !m->available))
            continue;
        if (delete_for_update(s, m, st) == STEP_FAILED)
            return STEP_FAILED;
        budget--;
    }
    return STEP_STOP;
}

static enum step roll(struct stateful *s, struct status *st)
{
    if (strcmp(val_at_str(s->set, "spec.updateStrategy.type", ""), "RollingUpdate") != 0)
        return STEP_STOP;
    int64_t partition = val_at_int(s->set, "spec.updateStrategy.rollingUpdate.partition", 0);
    size_t lowest = partition < 0 ? 0 : (size_t)partition;
    bool several = version_has(s->run->cluster->version, FEATURE_STATEFULSET_MAX_UNAVAILABLE);
    return several ? update_some(s, lowest, st) : update_one(s, lowest, st);
}

/* Claims of surplus pods go with them, where the policy says so. */
static int own_surplus_claims(struct stateful *s, struct status *st)
{
    bool changed;
    for (size_t i = s->surplus_count; i--;)
        if (stateful_own_claims(s, &s->surplus[i], &changed, st) < 0)
            return -1;
    return 0;
}

static size_t how_many_may_be_made(const struct stateful *s, const char *key)
{
    size_t missing = 0;
    for (size_t i = 0; i < s->member_count; i++)
        missing += !s->members[i].doc || s->members[i].ended;
    return pods_at_once(s->run, s->set, key, missing);
}

static int act(struct stateful *s, const char *key, struct status *st)
{
    enum step step = STEP_ON;
    if (val_at(s->set, "metadata.deletionTimestamp"))
        return 0;
    s->may_make = s->ordered ? 0 : how_many_may_be_made(s, key);
    for (size_t i = 0; i < s->member_count && step == STEP_ON; i++)
        step = step_member(s, &s->members[i], st);
    if (step == STEP_ON && own_surplus_claims(s, st) < 0)
        step = STEP_FAILED;
    for (size_t i = s->surplus_count; step == STEP_ON && i--;)
        step = step_surplus(s, &s->surplus[i], st);
    if (step == STEP_ON)
        step = roll(s, st);
    return step == STEP_FAILED ? -1 : 0;
}

static int sync(struct run *r, const char *key, struct status *st)
{
    struct stateful s = { .run = r };
    const struct val **revisions;
    size_t count;
    run_split_key(r, key, &s.ns, &s.name);
    const struct object *o = store_get(r->store, kind_statefulset, s.ns, s.name);
    if (!o)
        return 0;
    s.set = arena_val(r->arena, val_ref(o->doc));
    s.first = val_at_int(s.set, "spec.ordinals.start", 0);
    s.ordered = strcmp(val_at_str(s.set, "spec.podManagementPolicy", ""), "Parallel") != 0;
    if (stateful_revisions(&s, &revisions, &count, st) < 0)
        return -1;
    stateful_read(&s);
    int rc = act(&s, key, st);
    /* up to v1.26 a sync that failed told nothing in the status */
    struct status unwritten = STATUS_INIT;
    bool tells = rc == 0 || version_has(r->cluster->version, FEATURE_STATEFULSET_RECOUNTS);
    if (tells && stateful_write_status(&s, &unwritten) < 0 && rc == 0) {
        status_move(st, &unwritten);
        rc = -1;
    }
    status_release(&unwritten);
    if (s.available_at_ms)
        run_enqueue_at(r, key, s.available_at_ms);
    return rc < 0 ? -1 : stateful_trim(&s, revisions, count, st);
}

const struct controller controller_statefulset = {
    .name = "statefulset-controller",
    .watches = watches,
    .observe = observe,
    .sync = sync,
};
