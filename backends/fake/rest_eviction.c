/* pods/eviction: a delete that a PodDisruptionBudget may refuse. Mirrors pkg/registry/core/pod/storage/eviction.go, v1.20.2. */
#include <string.h>

#include "backends/fake/controller/disruption.h"
#include "backends/fake/rest.h"

static const char too_many[] = "Cannot evict pod as it would violate the pod's disruption budget.";

/* 429 with the cause, which is borrowed. */
static int refuse(struct status *st, struct val *take_cause)
{
    status_set(st, 429, "TooManyRequests", "%s", too_many);
    val_assign(&st->details, val_fmt("{causes:[{reason:DisruptionBudget, message:%V}]}", take_cause));
    return -1;
}

/* A pod that does not serve, or is going anyway, may go. */
static bool goes_freely(const struct val *pod)
{
    return pod_is_finished(pod) || val_str_equal(val_at(pod, "status.phase"), "Pending") ||
           val_at(pod, "metadata.deletionTimestamp");
}

/* The budget that protects the pod; NULL: none. *several: more than one. */
static const struct object *budget_of(struct cluster *c, const struct object *pod, bool *several)
{
    const struct object *found = NULL;
    *several = false;
    for (const struct object *o = store_first(c->store, kind_poddisruptionbudget, pod->ns); o; o = store_next(c->store, o, pod->ns))
        if (budget_protects(c, o->doc, pod->doc)) {
            *several = found != NULL;
            found = found ? found : o;
        }
    return found;
}

/* Takes one from what the budget allows. */
static int spend(struct cluster *c, const struct object *budget, const char *pod, bool dry_run, struct status *st)
{
    const struct val *doc = budget->doc;
    int64_t allowed = val_at_int(doc, "status.disruptionsAllowed", 0);
    if (val_at_int(doc, "status.observedGeneration", 0) < val_at_int(doc, "metadata.generation", 0))
        return refuse(st, val_stringf("The disruption budget %s is still being processed by the server.", budget->name));
    if (allowed < 0)
        return status_forbidden(st, "policy", "poddisruptionbudget", budget->name, "pdb disruptions allowed is negative");
    if (!allowed)
        return refuse(st, val_stringf("The disruption budget %s needs %lld healthy pods and has %lld currently", budget->name,
                                      (long long)val_at_int(doc, "status.desiredHealthy", 0),
                                      (long long)val_at_int(doc, "status.currentHealthy", 0)));
    if (dry_run)
        return 0;
    struct val *status = val_ref(val_get(doc, "status")), *disrupted = val_ref(val_get(status, "disruptedPods"));
    val_set(&disrupted, pod, time_val(c->now_ms));
    val_set(&status, "disruptedPods", disrupted);
    val_set(&status, "disruptionsAllowed", val_int(allowed - 1));
    return api_update_status(c, budget, status, st);
}

static int ask_budget(struct cluster *c, const struct object *pod, bool dry_run, struct status *st)
{
    bool several;
    const struct object *budget = budget_of(c, pod, &several);
    if (!budget)
        return 0;
    if (several)
        return status_set(st, 500, "", "This pod has more than one PodDisruptionBudget, which the eviction subresource does not "
                                       "support.");
    int64_t desired = val_at_int(budget->doc, "status.desiredHealthy", 0);
    bool enough = val_at_int(budget->doc, "status.currentHealthy", 0) >= desired && desired > 0;
    bool always = val_str_equal(val_at(budget->doc, "spec.unhealthyPodEvictionPolicy"), "AlwaysAllow");
    if (!pod_is_ready(pod->doc) && (enough || always))
        return 0;
    return spend(c, budget, pod->name, dry_run, st);
}

int rest_evict(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st)
{
    const struct object *o = rest_find(c, r, st);
    struct delete_options options = DELETE_OPTIONS_INIT;
    if (rq->method != REQUEST_POST)
        return status_method_not_allowed(st);
    if (strcmp(val_at_str(rq->body, "metadata.name", ""), r->name) != 0)
        return status_bad_request(st, "name in URL does not match name in Eviction object");
    if (!o)
        return -1;
    const struct val *given = val_get(rq->body, "deleteOptions"), *conditions = val_get(given, "preconditions");
    options.grace_seconds = val_at_int(given, "gracePeriodSeconds", -1);
    options.propagation = val_get_str(given, "propagationPolicy", NULL);
    options.uid = val_get_str(conditions, "uid", NULL);
    options.resource_version = val_get_str(conditions, "resourceVersion", NULL);
    options.dry_run = rest_dry_run(rq) || val_len(val_get(given, "dryRun"));
    if (!goes_freely(o->doc) && ask_budget(c, o, options.dry_run, st) < 0)
        return -1;
    if (api_delete(c, o, &options, st) < 0)
        return -1;
    reply->code = 201;
    reply->doc = val_fmt("{kind:Status, apiVersion:v1, metadata:{}, status:Success, code:201}");
    return 0;
}
