/* What holds of Services, budgets and quotas. See rules.h. */
#include <string.h>

#include "backends/base/selector.h"
#include "tests/sim/rules.h"

static bool selects(const struct val *selector, const struct val *pod)
{
    struct selector *parsed = selector_from_labels(selector);
    bool yes = selector_matches(parsed, val_at(pod, "metadata.labels"));
    selector_free(parsed);
    return yes;
}

/* ---- Services ---- */

static void must_be_new(struct sim *s, struct val **seen, const struct object *service, const char *what)
{
    if (val_get(*seen, what))
        sim_break(s, "Service %s: %s is also %s's", service->name, what, val_get_str(*seen, what, ""));
    val_set(seen, what, val_string(service->name));
}

void addresses_are_unique(struct sim *s)
{
    struct val *seen = val_object();
    for (each_object(s, o, kind_service)) {
        const char *address = val_at_str(o->doc, "spec.clusterIP", "");
        const struct val *ports = val_at(o->doc, "spec.ports");
        if (*address && strcmp(address, "None") != 0)
            must_be_new(s, &seen, o, address);
        for (size_t i = 0; i < val_len(ports); i++) {
            int64_t port = val_at_int(val_item(ports, i), "nodePort", 0);
            if (port)
                must_be_new(s, &seen, o, arena_strf(s->arena, "%lld", (long long)port));
        }
    }
    val_unref(seen);
}

/* The addresses of all subsets: ready ones, or those that wait. */
static struct val *listed(const struct object *endpoints, const char *which)
{
    struct val *found = val_object();
    const struct val *subsets = endpoints ? val_get(endpoints->doc, "subsets") : NULL;
    for (size_t i = 0; i < val_len(subsets); i++) {
        const struct val *addresses = val_get(val_item(subsets, i), which);
        for (size_t j = 0; j < val_len(addresses); j++)
            val_set(&found, val_at_str(val_item(addresses, j), "targetRef.name", ""), val_bool(true));
    }
    return found;
}

/* The same of a Service's slices. */
static struct val *sliced(struct sim *s, const struct object *service)
{
    struct val *found = val_object();
    for (const struct dependent *d = store_dependents(s->cluster->store, service->uid); d; d = d->next) {
        const struct val *endpoints = val_get(d->object->doc, "endpoints");
        for (size_t i = 0; d->object->kind == &kind_row_endpointslice && i < val_len(endpoints); i++)
            if (val_at_bool(val_item(endpoints, i), "conditions.ready", false))
                val_set(&found, val_at_str(val_item(endpoints, i), "targetRef.name", ""), val_bool(true));
    }
    return found;
}

static void check_service(struct sim *s, const struct object *service)
{
    const struct object *endpoints = store_get(s->cluster->store, kind_endpoints, service->ns, service->name);
    struct val *ready = listed(endpoints, "addresses"), *waiting = listed(endpoints, "notReadyAddresses");
    struct val *slices = sliced(s, service);
    size_t want = 0;
    for (const struct object *o = store_first(s->cluster->store, kind_pod, service->ns); o; o = store_next(s->cluster->store, o, service->ns)) {
        bool wanted = selects(val_at(service->doc, "spec.selector"), o->doc) && pod_is_ready(o->doc) && pod_is_active(o->doc);
        want += wanted;
        if (wanted != (val_get(ready, o->name) != NULL) || wanted != (val_get(slices, o->name) != NULL))
            sim_break(s, "Service %s: Pod %s is %sready, and %slisted", service->name, o->name, wanted ? "" : "not ", wanted ? "not " : "");
    }
    if (val_len(ready) != want || val_len(slices) != want || val_len(waiting))
        sim_break(s, "Service %s: %zu addresses, %zu in slices, %zu not ready; %zu pods are ready", service->name, val_len(ready),
                  val_len(slices), val_len(waiting), want);
    val_unref(ready);
    val_unref(waiting);
    val_unref(slices);
}

void endpoints_are_the_ready_pods(struct sim *s)
{
    for (each_object(s, o, kind_service))
        if (val_at(o->doc, "spec.selector"))
            check_service(s, o);
    for (each_object(s, o, kind_endpoints))
        if (!store_get(s->cluster->store, kind_service, o->ns, o->name))
            sim_break(s, "Endpoints %s: there is no such Service", o->name);
}

/* ---- budgets ---- */

static bool protects(const struct object *budget, const struct val *pod)
{
    return val_str_equal(val_at(pod, "metadata.namespace"), budget->ns) &&
           selects(val_at(budget->doc, "spec.selector.matchLabels"), pod);
}

static int64_t healthy(struct sim *s, const struct object *budget)
{
    int64_t n = 0;
    for (each_object(s, o, kind_pod))
        n += protects(budget, o->doc) && pod_is_ready(o->doc) && !o->deleting;
    return n;
}

int64_t rules_spare_pods(struct sim *s, const struct val *pod)
{
    int64_t spare = INT64_MAX;
    if (!pod_is_ready(pod) || val_at(pod, "metadata.deletionTimestamp"))
        return spare;
    for (each_object(s, o, kind_poddisruptionbudget)) {
        int64_t least = val_at_int(o->doc, "spec.minAvailable", -1);
        int64_t left = least < 0 || !protects(o, pod) ? spare : healthy(s, o) - least;
        spare = left < spare ? left : spare;
    }
    return spare;
}

/* Of maxUnavailable nothing can be said here: who counts the pods that should be may not know (a DaemonSet has no scale). */
void budgets_know_their_pods(struct sim *s)
{
    for (each_object(s, o, kind_poddisruptionbudget)) {
        int64_t have = healthy(s, o), least = val_at_int(o->doc, "spec.minAvailable", -1);
        int64_t told = val_at_int(o->doc, "status.currentHealthy", -1), allows = val_at_int(o->doc, "status.disruptionsAllowed", -1);
        if (least >= 0 && (told != have || allows != (have > least ? have - least : 0)))
            sim_break(s, "PodDisruptionBudget %s: %lld healthy, %lld needed; it says %lld, and allows %lld", o->name,
                      (long long)have, (long long)least, (long long)told, (long long)allows);
    }
}

/* ---- quotas ---- */

void quotas_know_their_pods(struct sim *s)
{
    for (each_object(s, quota, kind_resourcequota)) {
        int64_t pods = 0;
        for (const struct object *o = store_first(s->cluster->store, kind_pod, quota->ns); o; o = store_next(s->cluster->store, o, quota->ns))
            pods += pod_is_active(o->doc);
        const char *want = arena_strf(s->arena, "%lld", (long long)pods);
        if (!val_str_equal(val_at(quota->doc, "status.used.pods"), want))
            sim_break(s, "ResourceQuota %s: %s pods are said to be, not %s", quota->name,
                      val_at_str(quota->doc, "status.used.pods", "no"), want);
    }
}
