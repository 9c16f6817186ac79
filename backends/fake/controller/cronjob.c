/* Which CronJob has to be looked at, and by which controller. See cronjob.h. */
#include "backends/fake/controller/cronjob.h"

static const char *const watches[] = { "batch/cronjobs", "batch/jobs", NULL };

static void observe(struct run *r, const struct change *c)
{
    if (version_has(r->cluster->version, FEATURE_CRONJOB_V2))
        cronjob_v2_observe(r, c);
    else
        cronjob_poll_observe(r, c);
}

static int sync(struct run *r, const char *key, struct status *st)
{
    struct cronjob cj = { .run = r, .key = key, .version = r->cluster->version };
    run_split_key(r, key, &cj.ns, &cj.name);
    const struct object *o = store_get(r->store, kind_cronjob, cj.ns, cj.name);
    if (!o)
        return 0;
    cj.doc = val_ref(o->doc);
    cj.uid = arena_strdup(r->arena, o->uid);
    cj.jobs = store_collect_owned(r->store, r->arena, kind_job, cj.uid, &cj.job_count);
    int rc = version_has(cj.version, FEATURE_CRONJOB_V2) ? cronjob_v2(&cj, st) : cronjob_poll(&cj, st);
    val_unref(cj.doc);
    return rc;
}

const struct controller controller_cronjob = {
    .name = "cronjob-controller", .watches = watches, .observe = observe, .sync = sync,
};
