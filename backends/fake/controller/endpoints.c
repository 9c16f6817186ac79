/*
 * The Endpoints controller: for each Service with a selector, which addresses answer at which ports.  Mirrors
 * pkg/controller/endpoint/endpoints_controller.go and pkg/api/v1/endpoints (RepackSubsets), v1.20.2.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/controller/pods.h"
#include "backends/fake/controller/service_pods.h"

static const char *const watches[] = { "/services", "/pods", "/endpoints", NULL };

#define MANAGED_BY_LABEL "endpoints.kubernetes.io/managed-by"

static void observe(struct run *r, const struct change *c)
{
    if (c->kind == kind_endpoints && c->type == CHANGE_DELETED)
        run_enqueue_object(r, c->object); /* somebody else deleted it: it comes back */
    else if (c->kind != kind_endpoints)
        service_pods_observe(r, c);
}

/* ---- subsets ---- */

/* A port and who offers it: bits of the pods, in their order. */
struct offer {
    struct val *port; /* owned; NULL: a headless Service without ports */
    bool *by;         /* arena: a flag a pod */
    bool grouped;
};

struct plan {
    struct run *run;
    const struct val *service;
    const struct val **pods; /* that may be listed, by address */
    size_t count;
    struct offer *offers;
    size_t offer_count;
    bool unready_too;
};

static int by_address(const void *a, const void *b)
{
    const struct val *p = *(const struct val *const *)a, *q = *(const struct val *const *)b;
    int c = strcmp(val_at_str(p, "status.podIP", ""), val_at_str(q, "status.podIP", ""));
    return c ? c : strcmp(val_at_str(p, "metadata.uid", ""), val_at_str(q, "metadata.uid", ""));
}

static struct val *port_doc(const struct val *port, int64_t number)
{
    const struct val *name = val_get(port, "name");
    return val_fmt("{name:%v, port:%I, protocol:%v, appProtocol:%v}", val_empty(name) ? NULL : name, number,
                   val_get(port, "protocol"), val_get(port, "appProtocol"));
}

/* The offer of that port, which is taken over; a new one when nobody had it. */
static struct offer *offer_of(struct plan *p, struct val *take)
{
    for (size_t i = 0; i < p->offer_count; i++)
        if (val_equal(p->offers[i].port, take)) {
            val_unref(take);
            return &p->offers[i];
        }
    struct offer *o = &p->offers[p->offer_count++];
    o->port = take;
    o->by = arena_alloc(p->run->arena, p->count * sizeof(*o->by));
    memset(o->by, 0, p->count * sizeof(*o->by));
    o->grouped = false;
    return o;
}

static void collect_offers(struct plan *p)
{
    const struct val *ports = val_at(p->service, "spec.ports");
    bool bare = !val_len(ports) && !service_has_address(p->service);
    size_t most = p->count * val_len(ports) + 1;
    p->offers = arena_alloc(p->run->arena, most * sizeof(*p->offers));
    for (size_t i = 0; i < p->count; i++) {
        if (bare)
            offer_of(p, NULL)->by[i] = true;
        for (size_t j = 0; j < val_len(ports); j++) {
            int64_t number = service_pod_port(p->pods[i], val_item(ports, j));
            if (number)
                offer_of(p, port_doc(val_item(ports, j), number))->by[i] = true;
        }
    }
}

static struct val *address(const struct plan *p, const struct val *pod)
{
    return val_fmt("{ip:%v, hostname:%s, nodeName:%v, targetRef:%V}", val_at(pod, "status.podIP"),
                   service_pod_hostname(p->service, pod), val_at(pod, "spec.nodeName"), service_pod_reference(pod));
}

/* One subset: the ports that the same pods offer as `first` does. */
static struct val *subset(struct plan *p, size_t first)
{
    struct val *ports = NULL, *ready = NULL, *waiting = NULL;
    const bool *by = p->offers[first].by;
    for (size_t i = first; i < p->offer_count; i++) {
        struct offer *o = &p->offers[i];
        if (o->grouped || memcmp(o->by, by, p->count * sizeof(*by)) != 0)
            continue;
        o->grouped = true;
        if (o->port)
            val_append(&ports, val_ref(o->port));
    }
    for (size_t i = 0; i < p->count; i++)
        if (by[i])
            val_append(p->unready_too || pod_is_ready(p->pods[i]) ? &ready : &waiting, address(p, p->pods[i]));
    return val_fmt("{addresses:%V, notReadyAddresses:%V, ports:%V}", ready, waiting, ports);
}

static struct val *subsets(struct plan *p)
{
    struct val *list = NULL;
    qsort(p->pods, p->count, sizeof(*p->pods), by_address);
    collect_offers(p);
    for (size_t i = 0; i < p->offer_count; i++)
        if (!p->offers[i].grouped)
            val_append(&list, subset(p, i));
    for (size_t i = 0; i < p->offer_count; i++)
        val_unref(p->offers[i].port);
    return list;
}

/* ---- the object ---- */

/* The Service's labels, and what the controller adds to them. */
static struct val *labels_of(struct run *r, const struct val *service)
{
    struct val *labels = val_ref(val_at(service, "metadata.labels"));
    if (!labels)
        labels = val_object();
    if (!service_has_address(service))
        val_set(&labels, HEADLESS_LABEL, val_string(""));
    else
        val_unset(&labels, HEADLESS_LABEL);
    if (version_has(r->cluster->version, FEATURE_ENDPOINTS_MANAGED))
        val_set(&labels, MANAGED_BY_LABEL, val_string("endpoint-controller"));
    return labels;
}

static int write_endpoints(struct run *r, const struct val *service, const struct object *current, struct val *take_subsets,
                           const char *when, struct status *st)
{
    const char *ns = val_at_str(service, "metadata.namespace", "");
    struct val *doc = current ? val_ref(current->doc)
                              : val_fmt("{apiVersion:v1, kind:Endpoints, metadata:{name:%v, namespace:%s}}",
                                        val_at(service, "metadata.name"), ns);
    struct val *labels = labels_of(r, service), *annotations = val_ref(val_at(doc, "metadata.annotations"));
    if (when)
        val_set(&annotations, TRIGGER_TIME_ANNOTATION, val_string(when));
    else if (annotations)
        val_unset(&annotations, TRIGGER_TIME_ANNOTATION);
    val_put(&doc, "metadata.labels", labels);
    if (val_empty(val_at(doc, "metadata.labels")))
        val_drop(&doc, "metadata.labels");
    if (val_empty(annotations)) {
        val_unref(annotations);
        val_drop(&doc, "metadata.annotations");
    } else {
        val_put(&doc, "metadata.annotations", annotations);
    }
    val_unset(&doc, "subsets");
    if (take_subsets)
        val_set(&doc, "subsets", take_subsets);
    return current ? api_update(r->cluster, kind_endpoints, doc, NULL, NULL, st)
                   : api_create(r->cluster, kind_endpoints, ns, doc, NULL, NULL, st);
}

static bool up_to_date(struct run *r, const struct object *current, const struct val *service, const struct val *wanted)
{
    struct val *labels = labels_of(r, service);
    const struct val *have = val_get(current->doc, "subsets"), *have_labels = val_at(current->doc, "metadata.labels");
    bool same = (val_equal(have, wanted) || (val_empty(have) && val_empty(wanted))) &&
                (val_equal(have_labels, labels) || (val_empty(have_labels) && val_empty(labels)));
    val_unref(labels);
    return same;
}

static int remove_endpoints(struct run *r, const char *ns, const char *name, struct status *st)
{
    static const struct delete_options options = DELETE_OPTIONS_INIT;
    const struct object *o = store_get(r->store, kind_endpoints, ns, name);
    return o ? api_delete(r->cluster, o, &options, st) : 0;
}

static int sync(struct run *r, const char *key, struct status *st)
{
    const char *ns, *name;
    run_split_key(r, key, &ns, &name);
    const struct object *o = store_get(r->store, kind_service, ns, name);
    if (!o) {
        run_set_note(r, key, NULL);
        return remove_endpoints(r, ns, name, st);
    }
    if (val_empty(val_at(o->doc, "spec.selector")))
        return 0;
    size_t count;
    const struct val *service = arena_val(r->arena, val_ref(o->doc));
    const struct val **pods = service_pods(r, service, &count);
    const char *when = service_trigger_time(r, key, service, pods, count);
    struct plan p = { .run = r, .service = service, .pods = pods };
    p.unready_too = val_at_bool(service, "spec.publishNotReadyAddresses", false);
    for (size_t i = 0; i < count; i++)
        if (service_pod_counts(r, pods[i], p.unready_too))
            pods[p.count++] = pods[i];
    struct val *wanted = subsets(&p);
    const struct object *current = store_get(r->store, kind_endpoints, ns, name);
    int rc = 0;
    if (current && up_to_date(r, current, service, wanted))
        val_unref(wanted);
    else
        rc = write_endpoints(r, service, current, wanted, when, st);
    return forgive_ending(rc, st);
}

/* The API server lists itself. */
static void start(struct run *r)
{
    struct status st = STATUS_INIT;
    struct val *doc = val_fmt("{apiVersion:v1, kind:Endpoints, metadata:{name:kubernetes, namespace:default,"
                              " labels:{'endpointslice.kubernetes.io/skip-mirror':'true'}},"
                              " subsets:[{addresses:[{ip:%s}], ports:[{name:https, port:%d, protocol:TCP}]}]}",
                              service_master_address(r), SERVICE_MASTER_PORT);
    if (api_create(r->cluster, kind_endpoints, "default", doc, NULL, NULL, &st) < 0)
        BUG("endpoints kubernetes: %s", st.message);
}

const struct controller controller_endpoints = {
    .name = "endpoint-controller",
    .watches = watches,
    .observe = observe,
    .sync = sync,
    .start = start,
};
