/*
 * The EndpointSlice controller: the addresses of a Service in slices of at most 100, changed as little as can be.  Mirrors
 * pkg/controller/endpointslice/{endpointslice_controller,reconciler,utils}.go, v1.20.2.
 * Differs: slices of Endpoints that people write by hand (mirroring) are not made.
 */
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/controller/pods.h"
#include "backends/fake/controller/service_pods.h"

static const char *const watches[] = { "/services", "/pods", "discovery.k8s.io/endpointslices", NULL };

enum { SLICE_ENDPOINTS_MAX = 100 };

#define SERVICE_LABEL "kubernetes.io/service-name"
#define MANAGER_LABEL "endpointslice.kubernetes.io/managed-by"
#define MANAGER "endpointslice-controller.k8s.io"

static void observe(struct run *r, const struct change *c)
{
    if (c->kind != &kind_row_endpointslice) {
        service_pods_observe(r, c);
        return;
    }
    const struct val *labels = val_at(c->doc, "metadata.labels");
    const char *service = val_get_str(labels, SERVICE_LABEL, "");
    if (c->type == CHANGE_DELETED && *service && val_str_equal(val_get(labels, MANAGER_LABEL), MANAGER))
        run_enqueue(r, arena_strf(r->arena, "%s/%s", c->object->ns, service));
}

/* ---- what should be ---- */

/* Pods with the same ports: the slices that list them have these. */
struct group {
    struct val *ports;     /* owned */
    struct val *endpoints; /* owned: those that no slice lists yet */
};

/* A slice that is there, and what becomes of it. */
struct slice {
    const struct val *old; /* the arena's; NULL: new */
    struct group *group;   /* NULL: nobody wants its ports */
    struct val *endpoints; /* owned */
};

struct plan {
    struct run *run;
    const struct val *service;
    const char *address_type, *when;
    struct group *groups;
    struct slice *slices;
    size_t group_count, slice_count, slice_room;
};

static struct val *ports_of(const struct plan *p, const struct val *pod)
{
    const struct val *ports = val_at(p->service, "spec.ports");
    struct val *list = val_array();
    for (size_t i = 0; i < val_len(ports); i++) {
        const struct val *port = val_item(ports, i);
        int64_t number = service_pod_port(pod, port);
        if (number)
            val_append(&list, val_fmt("{name:%s, port:%I, protocol:%v, appProtocol:%v}", val_get_str(port, "name", ""), number,
                                      val_get(port, "protocol"), val_get(port, "appProtocol")));
    }
    return list;
}

/* Where the pod runs, in the words of this version. */
static void set_place(const struct plan *p, struct val **endpoint, const struct val *pod)
{
    static const char *const labels[] = { "topology.kubernetes.io/region", "topology.kubernetes.io/zone" };
    const char *name = val_at_str(pod, "spec.nodeName", "");
    const struct object *node = store_get(p->run->store, kind_node, "", name);
    const struct val *of_node = node ? val_at(node->doc, "metadata.labels") : NULL;
    if (version_has(p->run->cluster->version, FEATURE_SLICES_NAME_NODES)) {
        val_set(endpoint, "nodeName", val_string(name));
        if (!val_empty(val_get(of_node, labels[1])))
            val_set(endpoint, "zone", val_ref(val_get(of_node, labels[1])));
        return;
    }
    struct val *topology = val_fmt("{'kubernetes.io/hostname':%s}", name);
    for (size_t i = 0; i < ARRAY_LEN(labels); i++)
        if (!val_empty(val_get(of_node, labels[i])))
            val_set(&topology, labels[i], val_ref(val_get(of_node, labels[i])));
    val_set(endpoint, "topology", topology);
}

static struct val *endpoint_of(const struct plan *p, const struct val *pod)
{
    bool serving = pod_is_ready(pod), terminating = val_at(pod, "metadata.deletionTimestamp") != NULL;
    bool ready = val_at_bool(p->service, "spec.publishNotReadyAddresses", false) || (serving && !terminating);
    struct val *conditions = val_fmt("{ready:%b}", ready);
    if (version_has(p->run->cluster->version, FEATURE_SLICES_TELL_TERMINATING)) {
        val_set(&conditions, "serving", val_bool(serving));
        val_set(&conditions, "terminating", val_bool(terminating));
    }
    struct val *endpoint = val_fmt("{addresses:[%v], conditions:%V, hostname:%s, targetRef:%V}", val_at(pod, "status.podIP"),
                                   conditions, service_pod_hostname(p->service, pod), service_pod_reference(pod));
    if (version_has(p->run->cluster->version, FEATURE_SLICES_NAME_NODES))
        val_drop(&endpoint, "targetRef.resourceVersion");
    set_place(p, &endpoint, pod);
    return endpoint;
}

static struct group *group_of(struct plan *p, struct val *take_ports)
{
    for (size_t i = 0; i < p->group_count; i++)
        if (val_equal(p->groups[i].ports, take_ports)) {
            val_unref(take_ports);
            return &p->groups[i];
        }
    p->groups[p->group_count] = (struct group){ take_ports, val_array() };
    return &p->groups[p->group_count++];
}

static void collect_groups(struct plan *p, const struct val **pods, size_t count)
{
    bool terminating_too = val_at_bool(p->service, "spec.publishNotReadyAddresses", false) ||
                           version_has(p->run->cluster->version, FEATURE_SLICES_TELL_TERMINATING);
    p->groups = arena_alloc(p->run->arena, (count + 1) * sizeof(*p->groups));
    for (size_t i = 0; i < count; i++)
        if (service_pod_counts(p->run, pods[i], terminating_too))
            val_append(&group_of(p, ports_of(p, pods[i]))->endpoints, endpoint_of(p, pods[i]));
}

/* ---- what is there ---- */

static void add_slice(struct plan *p, const struct val *old, struct group *g)
{
    p->slices[p->slice_count++] = (struct slice){ old, g, val_array() };
}

static void collect_slices(struct plan *p)
{
    const char *uid = val_at_str(p->service, "metadata.uid", "");
    size_t room = p->group_count + 1;
    for (const struct dependent *d = store_dependents(p->run->store, uid); d; d = d->next)
        room++;
    for (size_t i = 0; i < p->group_count; i++)
        room += val_len(p->groups[i].endpoints) / SLICE_ENDPOINTS_MAX;
    p->slices = arena_alloc(p->run->arena, room * sizeof(*p->slices));
    p->slice_room = room;
    for (const struct dependent *d = store_dependents(p->run->store, uid); d; d = d->next) {
        if (d->object->kind != &kind_row_endpointslice || d->object->deleting)
            continue;
        const struct val *doc = arena_val(p->run->arena, val_ref(d->object->doc));
        struct group *g = NULL;
        for (size_t i = 0; i < p->group_count; i++)
            if (val_equal(p->groups[i].ports, val_get(doc, "ports")) ||
                (val_empty(p->groups[i].ports) && val_empty(val_get(doc, "ports"))))
                g = &p->groups[i];
        add_slice(p, doc, g);
    }
}

/* Takes the endpoint of that pod out of the list; NULL: it is not there. */
static struct val *take_endpoint(struct val **list, const struct val *reference)
{
    for (size_t i = 0; i < val_len(*list); i++)
        if (val_equal(val_at(val_item(*list, i), "targetRef.uid"), val_get(reference, "uid"))) {
            struct val *e = val_ref(val_item(*list, i));
            val_remove(list, i);
            return e;
        }
    return NULL;
}

/* Endpoints stay in the slice and at the place where they are. */
static void keep_endpoints(struct slice *s)
{
    const struct val *old = val_get(s->old, "endpoints");
    struct group *g = s->group;
    for (size_t i = 0; g && i < val_len(old); i++) {
        struct val *e = take_endpoint(&g->endpoints, val_get(val_item(old, i), "targetRef"));
        if (e)
            val_append(&s->endpoints, e);
    }
}

/* The slice of a group that has room and is fullest, or one whose ports nobody wants; NULL: a new one is due. */
static struct slice *slice_to_fill(struct plan *p, struct group *g)
{
    struct slice *best = NULL, *unwanted = NULL;
    for (size_t i = 0; i < p->slice_count; i++) {
        struct slice *s = &p->slices[i];
        if (s->group == g && val_len(s->endpoints) < SLICE_ENDPOINTS_MAX &&
            (!best || val_len(s->endpoints) > val_len(best->endpoints)))
            best = s;
        if (!s->group)
            unwanted = s;
    }
    if (best || !unwanted)
        return best;
    unwanted->group = g;
    return unwanted;
}

static void place_rest(struct plan *p, struct group *g)
{
    while (val_len(g->endpoints)) {
        struct slice *s = slice_to_fill(p, g);
        if (!s) {
            if (p->slice_count == p->slice_room)
                BUG("more slices than planned");
            add_slice(p, NULL, g);
            continue;
        }
        val_append(&s->endpoints, val_ref(val_item(g->endpoints, 0)));
        val_remove(&g->endpoints, 0);
    }
}

/* ---- writing ---- */

static struct val *labels_of(const struct plan *p)
{
    struct val *labels = val_ref(val_at(p->service, "metadata.labels"));
    if (!labels)
        labels = val_object();
    if (service_has_address(p->service))
        val_unset(&labels, HEADLESS_LABEL);
    else
        val_set(&labels, HEADLESS_LABEL, val_string(""));
    val_set(&labels, SERVICE_LABEL, val_ref(val_at(p->service, "metadata.name")));
    val_set(&labels, MANAGER_LABEL, val_string(MANAGER));
    return labels;
}

/* Lists that are empty are stored as null. */
static struct val *list_or_null(const struct val *list)
{
    return val_len(list) ? val_ref(list) : val_null();
}

static int create_slice(struct plan *p, const struct slice *s, struct status *st)
{
    struct cluster *c = p->run->cluster;
    const char *ns = val_at_str(p->service, "metadata.namespace", "");
    struct val *annotations = p->when ? val_fmt("{%s:%s}", TRIGGER_TIME_ANNOTATION, p->when) : NULL;
    struct val *doc = val_fmt("{apiVersion:%s, kind:EndpointSlice, metadata:{generateName:%V, namespace:%s, labels:%V,"
                              " annotations:%V, ownerReferences:[%V]}, addressType:%s, ports:%V, endpoints:%V}",
                              kind_api_version(p->run->arena, &kind_row_endpointslice, c->version),
                              val_stringf("%s-", val_at_str(p->service, "metadata.name", "")), ns, labels_of(p), annotations,
                              controller_reference(p->service), p->address_type, list_or_null(s->group ? s->group->ports : NULL),
                              list_or_null(s->endpoints));
    return api_create(c, &kind_row_endpointslice, ns, doc, NULL, NULL, st);
}

static int update_slice(struct plan *p, const struct slice *s, struct status *st)
{
    struct val *doc = val_ref(s->old), *labels = labels_of(p);
    bool same = val_equal(val_get(s->old, "endpoints"), s->endpoints) && val_equal(val_at(s->old, "metadata.labels"), labels);
    if (same || (!val_len(s->endpoints) && val_empty(val_get(s->old, "endpoints")) &&
                 val_equal(val_at(s->old, "metadata.labels"), labels))) {
        val_unref(labels);
        val_unref(doc);
        return 0;
    }
    val_put(&doc, "metadata.labels", labels);
    if (p->when)
        val_put(&doc, "metadata.annotations", val_fmt("{%s:%s}", TRIGGER_TIME_ANNOTATION, p->when));
    else
        val_drop(&doc, "metadata.annotations");
    val_set(&doc, "ports", list_or_null(s->group ? s->group->ports : NULL));
    val_set(&doc, "endpoints", list_or_null(s->endpoints));
    return api_update(p->run->cluster, &kind_row_endpointslice, doc, NULL, NULL, st);
}

static int delete_slice(struct plan *p, const struct slice *s, struct status *st)
{
    static const struct delete_options options = DELETE_OPTIONS_INIT;
    const struct object *o = store_by_uid(p->run->store, val_at_str(s->old, "metadata.uid", ""));
    return o ? api_delete(p->run->cluster, o, &options, st) : 0;
}

/* Slices that would go serve those that would come. One always stays, be it empty. */
static int write_slices(struct plan *p, struct status *st)
{
    size_t wanted = 0;
    for (size_t i = 0; i < p->slice_count; i++)
        wanted += val_len(p->slices[i].endpoints) > 0;
    if (!wanted && !p->slice_count)
        add_slice(p, NULL, NULL);
    for (size_t i = 0, kept = 0; i < p->slice_count; i++) {
        struct slice *s = &p->slices[i];
        bool empty = !val_len(s->endpoints), stays = !wanted && !kept;
        int rc = !s->old ? create_slice(p, s, st) : empty && !stays ? delete_slice(p, s, st) : update_slice(p, s, st);
        kept++;
        if (rc < 0)
            return -1;
    }
    return 0;
}

static void release(struct plan *p)
{
    for (size_t i = 0; i < p->group_count; i++) {
        val_unref(p->groups[i].ports);
        val_unref(p->groups[i].endpoints);
    }
    for (size_t i = 0; i < p->slice_count; i++)
        val_unref(p->slices[i].endpoints);
}

static int sync(struct run *r, const char *key, struct status *st)
{
    const char *ns, *name;
    run_split_key(r, key, &ns, &name);
    const struct object *o = store_get(r->store, kind_service, ns, name);
    if (!o)
        run_set_note(r, key, NULL); /* its slices go with the garbage collector */
    if (!o || o->deleting || val_empty(val_at(o->doc, "spec.selector")))
        return 0;
    size_t count;
    struct plan p = { .run = r, .service = arena_val(r->arena, val_ref(o->doc)), .address_type = "IPv4" };
    const struct val **pods = service_pods(r, p.service, &count);
    p.when = service_trigger_time(r, key, p.service, pods, count);
    collect_groups(&p, pods, count);
    collect_slices(&p);
    for (size_t i = 0; i < p.slice_count; i++)
        keep_endpoints(&p.slices[i]);
    for (size_t i = 0; i < p.group_count; i++)
        place_rest(&p, &p.groups[i]);
    int rc = write_slices(&p, st);
    release(&p);
    return forgive_ending(rc, st);
}

/* The API server lists itself. */
static void start(struct run *r)
{
    struct status st = STATUS_INIT;
    struct val *doc = val_fmt("{apiVersion:%s, kind:EndpointSlice, metadata:{name:kubernetes, namespace:default,"
                              " labels:{%s:kubernetes}}, addressType:IPv4,"
                              " endpoints:[{addresses:[%s], conditions:{ready:true}}],"
                              " ports:[{name:https, port:%d, protocol:TCP}]}",
                              kind_api_version(r->arena, &kind_row_endpointslice, r->cluster->version), SERVICE_LABEL,
                              service_master_address(r), SERVICE_MASTER_PORT);
    if (api_create(r->cluster, &kind_row_endpointslice, "default", doc, NULL, NULL, &st) < 0)
        BUG("endpointslice kubernetes: %s", st.message);
}

const struct controller controller_endpointslice = {
    .name = "endpoint-slice-controller",
    .watches = watches,
    .observe = observe,
    .sync = sync,
    .start = start,
};
