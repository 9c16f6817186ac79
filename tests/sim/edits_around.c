/* Edits of what is around pods: Services, budgets, quotas, namespaces. See edits.h. */
#include "backends/fake/route.h"
#include "tests/sim/edits.h"

/* ---- Services ---- */

static struct val *service_type(struct sim *s)
{
    static const char *const types[] = { "ClusterIP", "NodePort", "LoadBalancer" };
    return val_string(types[sim_below(s, (int64_t)ARRAY_LEN(types))]);
}

static struct val *some_node_port(struct sim *s)
{
    return val_int(30000 + sim_below(s, 3));
}

/* Selects what a set's pods are labelled with, and sometimes asks for an address or a port by number. */
void make_service(struct sim *s)
{
    const struct val *pod = sim_pick(s, kind_pod);
    struct val *spec = val_fmt("{selector:{app:%s}, type:%V, ports:[{name:web, port:80}, {name:more, port:%I}]}",
                               val_at_str(pod, "metadata.labels.app", "deployment-0"), service_type(s), 81 + sim_below(s, 3));
    if (sim_chance(s, 20))
        val_put(&spec, "type", val_string("ClusterIP")), val_put(&spec, "clusterIP", val_string("None"));
    else if (sim_chance(s, 20))
        val_put(&spec, "clusterIP", val_stringf("10.96.0.%d", (int)sim_below(s, 6)));
    else if (sim_chance(s, 60))
        val_put(&spec, "type", val_string("NodePort")), val_put(&spec, "ports.0.nodePort", some_node_port(s));
    if (sim_chance(s, 10))
        val_put_bool(&spec, "publishNotReadyAddresses", true);
    edit_create(s, kind_service, val_fmt("{apiVersion:v1, kind:Service, metadata:{name:%V, namespace:%s}, spec:%V}",
                                         edit_old_name(s, "svc"), edit_namespace(s), spec));
}

void change_service(struct sim *s)
{
    const struct val *service = sim_pick(s, kind_service), *pod = sim_pick(s, kind_pod);
    const char *app = val_at_str(pod, "metadata.labels.app", NULL);
    if (!service || !val_at(service, "spec.selector"))
        return;
    if (sim_chance(s, 30))
        edit_put(s, kind_service, service, "spec.ports.0.nodePort", some_node_port(s));
    else if (sim_chance(s, 50))
        edit_put(s, kind_service, service, "spec.type", service_type(s));
    else if (app)
        edit_put(s, kind_service, service, "spec.selector", val_fmt("{app:%s}", app));
}

void delete_service(struct sim *s)
{
    edit_delete_some(s, kind_service);
}

/* ---- budgets ---- */

void make_budget(struct sim *s)
{
    const struct val *pod = sim_pick(s, kind_pod);
    const char *app = val_at_str(pod, "metadata.labels.app", NULL);
    if (!app)
        return;
    struct val *spec = val_fmt("{selector:{matchLabels:{app:%s}}}", app);
    val_put_int(&spec, sim_chance(s, 70) ? "minAvailable" : "maxUnavailable", sim_below(s, 4));
    edit_create(s, kind_poddisruptionbudget,
                val_fmt("{apiVersion:%s, kind:PodDisruptionBudget, metadata:{name:%s, namespace:%v}, spec:%V}",
                        kind_api_version(s->arena, kind_poddisruptionbudget, s->cluster->version), app,
                        val_at(pod, "metadata.namespace"), spec));
}

void evict_pod(struct sim *s)
{
    const struct val *pod = sim_pick(s, kind_pod);
    struct status st = STATUS_INIT;
    struct reply reply = REPLY_INIT;
    if (!pod)
        return;
    const char *ns = val_at_str(pod, "metadata.namespace", ""), *name = val_at_str(pod, "metadata.name", "");
    struct val *body = val_fmt("{apiVersion:'policy/v1beta1', kind:Eviction, metadata:{name:%s, namespace:%s}}", name, ns);
    struct request rq = { .method = REQUEST_POST, .body = body };
    rq.path = arena_strf(s->arena, "/api/v1/namespaces/%s/pods/%s/eviction", ns, name);
    int64_t spare = rules_spare_pods(s, pod);
    sim_say(s, "evict %s", name);
    if (route_request(s->cluster, &rq, &reply, &st) < 0)
        sim_say(s, "  refused: %s", st.message);
    else if (spare < 1)
        sim_break(s, "Pod %s was evicted, and its budget needs it", name);
    reply_release(&reply);
    status_release(&st);
    val_unref(body);
}

/* ---- namespaces ---- */

void make_quota(struct sim *s)
{
    edit_create(s, kind_resourcequota, val_fmt("{apiVersion:v1, kind:ResourceQuota, metadata:{name:few, namespace:%s}, spec:{hard:{pods:%I}}}",
                                               edit_namespace(s), sim_below(s, 8)));
}

void make_namespace(struct sim *s)
{
    edit_create(s, kind_namespace, val_fmt("{apiVersion:v1, kind:Namespace, metadata:{name:play}}"));
}

void delete_namespace(struct sim *s)
{
    const struct object *o = store_get(s->cluster->store, kind_namespace, "", "play");
    if (o)
        edit_delete(s, kind_namespace, arena_val(s->arena, val_ref(o->doc)));
}
