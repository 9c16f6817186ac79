/*
 * The TTL controller: Jobs are deleted ttlSecondsAfterFinished after they have finished.  Mirrors
 * pkg/controller/ttlafterfinished, v1.21 to v1.37.
 */
#include "backends/fake/controller/job.h"

static const char *const watches[] = { "batch/jobs", NULL };

/* When the Job is due; INT64_MAX: never. */
static int64_t due_ms(const struct val *job)
{
    const struct val *ttl = val_at(job, "spec.ttlSecondsAfterFinished"), *end = job_finished_condition(job);
    if (!ttl || !end || val_at(job, "metadata.deletionTimestamp"))
        return INT64_MAX;
    return time_parse_ms(val_get_str(end, "lastTransitionTime", "")) + val_int_or(ttl, 0) * 1000;
}

static void observe(struct run *r, const struct change *c)
{
    if (c->type != CHANGE_DELETED && version_has(r->cluster->version, FEATURE_JOB_TTL) && due_ms(c->doc) != INT64_MAX)
        run_enqueue_object(r, c->object);
}

static int sync(struct run *r, const char *key, struct status *st)
{
    const char *ns, *name;
    run_split_key(r, key, &ns, &name);
    const struct object *o = store_get(r->store, kind_job, ns, name);
    int64_t at_ms = o ? due_ms(o->doc) : INT64_MAX;
    if (at_ms == INT64_MAX)
        return 0;
    if (at_ms > r->now_ms) {
        run_enqueue_at(r, key, at_ms);
        return 0;
    }
    struct delete_options options = DELETE_OPTIONS_INIT;
    options.propagation = "Foreground";
    options.uid = arena_strdup(r->arena, o->uid);
    return api_delete(r->cluster, o, &options, st);
}

const struct controller controller_ttlafterfinished = {
    .name = "ttl-after-finished-controller", .watches = watches, .observe = observe, .sync = sync,
};
