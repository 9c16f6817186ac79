/*
 * The HorizontalPodAutoscaler controller in a cluster without a metrics server: it keeps the target between minReplicas and
 * maxReplicas, and says that it cannot get metrics.  Mirrors pkg/controller/podautoscaler/horizontal.go, v1.20.2 and v1.37.
 *
 * It looks at each autoscaler every 15 s, the first time 15 s after it was made (newer versions: at once, also when its spec
 * changes).
 */
#include <inttypes.h>
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/controller.h"

enum { INTERVAL_MS = 15 * 1000 };

static const char *const watches[] = { "autoscaling/horizontalpodautoscalers", NULL };

static void observe(struct run *r, const struct change *c)
{
    bool at_once = version_has(r->cluster->version, FEATURE_HPA_GENERATION) &&
                   (!c->old || val_get(c->old, "spec") != val_get(c->doc, "spec"));
    const char *key = arena_strf(r->arena, "%s/%s", c->object->ns, c->object->name);
    if (c->type == CHANGE_DELETED)
        run_cancel(r, key);
    else if (at_once)
        run_enqueue(r, key);
    else
        run_enqueue_after(r, key, INTERVAL_MS);
}

/* ---- one autoscaler ---- */

struct autoscaler {
    struct run *run;
    const struct val *doc;       /* held by the arena */
    const struct object *target; /* NULL: not found */
    struct val *status;          /* owned: the new one */
};

static void set_condition(struct autoscaler *a, const char *type, const char *value, const char *reason, const char *message)
{
    size_t at;
    struct val *conditions = val_ref(val_get(a->status, "conditions"));
    const struct val *before = val_find(conditions, "type", type, &at);
    bool kept = val_str_equal(val_get(before, "status"), value);
    struct val *since = kept ? val_ref(val_get(before, "lastTransitionTime")) : time_val(a->run->now_ms);
    struct val *now = val_fmt("{type:%s, status:%s, lastTransitionTime:%V, reason:%s, message:%s}", type, value, since, reason, message);
    if (before)
        val_replace(&conditions, at, now);
    else
        val_append(&conditions, now);
    val_set(&a->status, "conditions", conditions);
}

static void write_status(struct autoscaler *a)
{
    struct status st = STATUS_INIT;
    if (version_has(a->run->cluster->version, FEATURE_HPA_GENERATION))
        val_set(&a->status, "observedGeneration", val_ref(val_at(a->doc, "metadata.generation")));
    const struct object *o = store_by_uid(a->run->store, val_at_str(a->doc, "metadata.uid", ""));
    if (o && !val_equal(a->status, val_get(o->doc, "status")))
        api_update_status(a->run->cluster, o, val_ref(a->status), &st);
    status_release(&st);
}

/* ---- the target ---- */

/* What kept the scale from being read, or NULL with a->target. */
static const char *find_target(struct autoscaler *a)
{
    struct arena *arena = a->run->arena;
    const struct val *ref = val_at(a->doc, "spec.scaleTargetRef");
    const char *kind = val_get_str(ref, "kind", ""), *version = val_get_str(ref, "apiVersion", ""), *name = val_get_str(ref, "name", "");
    const char *slash = strchr(version, '/');
    const struct kind *k = kind_of(version, kind);
    if (!k)
        return arena_strf(arena, "no matches for kind \"%s\" in group \"%.*s\"", kind, slash ? (int)(slash - version) : 0, version);
    if (!(k->flags & KIND_SCALE))
        return "the server could not find the requested resource";
    a->target = store_get(a->run->store, k, val_at_str(a->doc, "metadata.namespace", ""), name);
    if (a->target)
        return NULL;
    return version_has(a->run->cluster->version, FEATURE_SCALE_NOT_FOUND_TEXT)
               ? arena_strf(arena, "%s%s%s \"%s\" not found", k->plural, *k->group ? "." : "", k->group, name)
               : arena_strf(arena, "%s/scale%s%s \"%s\" not found", k->plural, *k->group ? "." : "", k->group, name);
}

/* autoscaling/v2 always tells of currentMetrics. */
static void clear_metrics(struct autoscaler *a)
{
    if (val_str_equal(val_get(a->doc, "apiVersion"), "autoscaling/v2"))
        val_set(&a->status, "currentMetrics", val_null());
}

static int resize(struct autoscaler *a, int64_t from, int64_t to, const char *why)
{
    struct run *r = a->run;
    struct status st = STATUS_INIT;
    struct val *changed = val_ref(a->target->doc);
    val_put_int(&changed, "spec.replicas", to);
    val_set(&a->status, "currentReplicas", val_int(from));
    if (api_update(r->cluster, a->target->kind, changed, NULL, NULL, &st) < 0) {
        run_event(r, a->doc, "Warning", "FailedRescale", "New size: %" PRId64 "; reason: %s; error: %s", to, why, st.message);
        set_condition(a, "AbleToScale", "False", "FailedUpdateScale",
                      arena_strf(r->arena, "the HPA controller was unable to update the target scale: %s", st.message));
        status_release(&st);
        return -1;
    }
    set_condition(a, "AbleToScale", "True", "SucceededRescale",
                  arena_strf(r->arena, "the HPA controller was able to update the target scale to %" PRId64, to));
    run_event(r, a->doc, "Normal", "SuccessfulRescale", "New size: %" PRId64 "; reason: %s", to, why);
    if (version_has(r->cluster->version, FEATURE_HPA_SCALED_TO_ZERO))
        set_condition(a, "ScaledToZero", to ? "False" : "True", to ? "NotScaledToZero" : "ScaledToZero",
                      to ? "the HPA controller did not scale the workload to zero" : "the HPA controller scaled the workload to zero");
    clear_metrics(a);
    val_set(&a->status, "desiredReplicas", val_int(to));
    val_set(&a->status, "lastScaleTime", time_val(r->now_ms));
    return 0;
}

/* ---- metrics ---- */

/* Why one metric has no value: the event's reason and what is said. */
static const char *no_metric(struct autoscaler *a, const struct val *metric, const char **reason)
{
    struct arena *arena = a->run->arena;
    const struct val *resource = val_get(metric, "resource"), *container = val_get(metric, "containerResource"),
                     *pods = val_get(metric, "pods"), *object = val_get(metric, "object");
    const struct val *other = pods ? pods : object ? object : val_get(metric, "external");
    if (resource || container) {
        const char *name = val_get_str(resource ? resource : container, "name", "");
        *reason = resource ? "FailedGetResourceMetric" : "FailedGetContainerResourceMetric";
        return arena_strf(arena, "failed to get %s utilization: unable to get metrics for resource %s: unable to fetch metrics from resource "
                                 "metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)", name, name);
    }
    *reason = pods ? "FailedGetPodsMetric" : object ? "FailedGetObjectMetric" : "FailedGetExternalMetric";
    return arena_strf(arena, "failed to get %s metric value: unable to get metric %s: unable to fetch metrics from custom metrics API: no "
                             "custom metrics API (custom.metrics.k8s.io) registered",
                      pods ? "pods" : object ? "object" : "external", val_at_str(other, "metric.name", ""));
}

/* No metric has a value; the first decides what the condition says. */
static void fail_metrics(struct autoscaler *a)
{
    struct run *r = a->run;
    const struct val *metrics = val_at(a->doc, "spec.metrics"), *cpu = arena_val(r->arena, val_fmt("{resource:{name:cpu}}"));
    size_t n = val_len(metrics) ? val_len(metrics) : 1;
    bool shown = version_has(r->cluster->version, FEATURE_HPA_METRIC_STATUS);
    const char *first = NULL;
    struct val *current = val_array();
    for (size_t i = 0; i < n; i++) {
        val_append(&current, val_fmt("{type:''}"));
        const struct val *metric = val_len(metrics) ? val_item(metrics, i) : cpu;
        const char *reason, *why = no_metric(a, metric, &reason);
        run_event(r, a->doc, "Warning", reason, "%s", why);
        if (first)
            continue;
        const char *resource = val_at_str(metric, "resource.name", NULL);
        first = shown && resource ? arena_strf(r->arena, "failed to get %s resource metric value: %s", resource, why) : why;
        set_condition(a, "ScalingActive", "False", reason, arena_strf(r->arena, "the HPA was unable to compute the replica count: %s", why));
    }
    if (shown)
        val_set(&a->status, "currentMetrics", current);
    else
        val_unref(current);
    run_event(r, a->doc, "Warning", "FailedComputeMetricsReplicas", "invalid metrics (%zu invalid out of %zu), first error is: %s", n, n,
              first);
}

static void reconcile(struct autoscaler *a)
{
    struct run *r = a->run;
    const char *why = find_target(a);
    if (why) {
        run_event(r, a->doc, "Warning", "FailedGetScale", "%s", why);
        set_condition(a, "AbleToScale", "False", "FailedGetScale",
                      arena_strf(r->arena, "the HPA controller was unable to get the target's current scale: %s", why));
        return;
    }
    int64_t least = val_at_int(a->doc, "spec.minReplicas", 1), most = val_at_int(a->doc, "spec.maxReplicas", 0);
    int64_t current = val_at_int(a->target->doc, "spec.replicas", 1);
    set_condition(a, "AbleToScale", "True", "SucceededGetScale",
                  "the HPA controller was able to get the target's current scale");
    val_set(&a->status, "currentReplicas", val_int(current));
    if (current == 0 && least != 0) {
        set_condition(a, "ScalingActive", "False", "ScalingDisabled",
                      "scaling is disabled since the replica count of the target is zero");
        clear_metrics(a);
        val_set(&a->status, "desiredReplicas", val_int(0));
    } else if (current > most) {
        resize(a, current, most, "Current number of replicas above Spec.MaxReplicas");
    } else if (current < least) {
        resize(a, current, least, "Current number of replicas below Spec.MinReplicas");
    } else {
        fail_metrics(a);
    }
}

static int sync(struct run *r, const char *key, struct status *st)
{
    struct autoscaler a = { .run = r };
    const char *ns, *name;
    (void)st;
    run_split_key(r, key, &ns, &name);
    const struct object *o = store_get(r->store, &kind_row_horizontalpodautoscaler, ns, name);
    if (!o)
        return 0;
    a.doc = arena_val(r->arena, val_ref(o->doc));
    a.status = val_ref(val_get(a.doc, "status"));
    reconcile(&a);
    write_status(&a);
    val_unref(a.status);
    run_enqueue_after(r, key, INTERVAL_MS);
    return 0;
}

const struct controller controller_horizontalpodautoscaler = {
    .name = "horizontal-pod-autoscaler",
    .watches = watches,
    .observe = observe,
    .sync = sync,
    .keeps_time = true,
};
