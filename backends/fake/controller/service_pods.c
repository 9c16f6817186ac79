#include "backends/fake/controller/service_pods.h"

#include <string.h>

#include "backends/base/condition.h"
#include "backends/fake/cluster.h"

/* ---- what concerns whom ---- */

static bool same(const struct val *a, const struct val *b, const char *path)
{
    return val_equal(val_at(a, path), val_at(b, path));
}

/* Whether addresses made from the pod may differ. */
static bool pod_changed(const struct change *c)
{
    return c->type != CHANGE_MODIFIED || !same(c->old, c->doc, "metadata.deletionTimestamp") ||
           !same(c->old, c->doc, "metadata.labels") || !same(c->old, c->doc, "status.podIPs") ||
           pod_is_ready(c->old) != pod_is_ready(c->doc) || pod_is_finished(c->old) != pod_is_finished(c->doc);
}

void service_pods_observe(struct run *r, const struct change *c)
{
    if (c->kind == kind_service) {
        run_enqueue_object(r, c->object);
        return;
    }
    if (c->kind != kind_pod || !pod_changed(c))
        return;
    const struct val *now = val_get(val_get(c->doc, "metadata"), "labels"), *before = val_get(val_get(c->old, "metadata"), "labels");
    const char *ns = c->object->ns;
    for (const struct object *o = store_first(r->store, kind_service, ns); o; o = store_next(r->store, o, ns)) {
        const struct val *selector = val_get(val_get(o->doc, "spec"), "selector");
        if (!val_empty(selector) && (pairs_match(now, selector) || (c->old && pairs_match(before, selector))))
            run_enqueue_object(r, o);
    }
}

const struct val **service_pods(struct run *r, const struct val *service, size_t *count)
{
    const struct val *selector = val_at(service, "spec.selector");
    const struct val **all = store_collect(r->store, r->arena, kind_pod, val_at_str(service, "metadata.namespace", ""), count);
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (pairs_match(val_at(all[i], "metadata.labels"), selector))
            all[kept++] = all[i];
    all[kept] = NULL;
    *count = kept;
    return all;
}

/* ---- one pod ---- */

static int64_t named_port(const struct val *pod, const char *name, const struct val *protocol)
{
    const struct val *containers = val_at(pod, "spec.containers");
    for (size_t i = 0; i < val_len(containers); i++) {
        const struct val *ports = val_get(val_item(containers, i), "ports");
        for (size_t j = 0; j < val_len(ports); j++) {
            const struct val *p = val_item(ports, j);
            if (val_str_equal(val_get(p, "name"), name) && val_equal(val_get(p, "protocol"), protocol))
                return val_at_int(p, "containerPort", 0);
        }
    }
    return 0;
}

int64_t service_pod_port(const struct val *pod, const struct val *port)
{
    const struct val *target = val_get(port, "targetPort");
    const char *name = val_str(target);
    return name ? named_port(pod, name, val_get(port, "protocol")) : val_int_or(target, 0);
}

bool service_pod_counts(struct run *r, const struct val *pod, bool terminating_too)
{
    const char *policy = val_at_str(pod, "spec.restartPolicy", ""), *phase = val_at_str(pod, "status.phase", "");
    bool succeeded = !strcmp(phase, "Succeeded"), failed = !strcmp(phase, "Failed");
    if (val_empty(val_at(pod, "status.podIP")) || (!terminating_too && val_at(pod, "metadata.deletionTimestamp")))
        return false;
    if (version_has(r->cluster->version, FEATURE_ENDED_PODS_UNLISTED) || !strcmp(policy, "Never"))
        return !succeeded && !failed;
    return strcmp(policy, "OnFailure") != 0 || !succeeded;
}

const char *service_pod_hostname(const struct val *service, const struct val *pod)
{
    const char *hostname = val_at_str(pod, "spec.hostname", "");
    bool own = !strcmp(val_at_str(pod, "spec.subdomain", ""), val_at_str(service, "metadata.name", ""));
    return *hostname && own ? hostname : NULL;
}

struct val *service_pod_reference(const struct val *pod)
{
    const struct val *meta = val_get(pod, "metadata");
    return val_fmt("{kind:Pod, namespace:%v, name:%v, uid:%v, resourceVersion:%v}", val_get(meta, "namespace"),
                   val_get(meta, "name"), val_get(meta, "uid"), val_get(meta, "resourceVersion"));
}

bool service_has_address(const struct val *service)
{
    const char *address = val_at_str(service, "spec.clusterIP", "");
    return *address && strcmp(address, "None") != 0;
}

/* ---- when ---- */

/* The earlier of two times, which are text of one form; "": none. */
static const char *earlier(const char *a, const char *b)
{
    return !*a || strcmp(b, a) < 0 ? b : a;
}

const char *service_trigger_time(struct run *r, const char *key, const struct val *service, const struct val **pods, size_t count)
{
    const struct val *seen = run_note(r, key);
    const char *created = val_at_str(service, "metadata.creationTimestamp", ""), *first = "";
    struct val *times = val_object();
    for (size_t i = 0; i < count; i++) {
        const char *name = val_at_str(pods[i], "metadata.name", "");
        const struct val *when = val_get(condition_find(pods[i], "Ready"), "lastTransitionTime");
        if (val_empty(when))
            continue;
        val_set(&times, name, val_ref(when));
        if (strcmp(val_str_or(when, ""), val_get_str(val_get(seen, "pods"), name, "")) > 0)
            first = earlier(first, val_str_or(when, ""));
    }
    if (strcmp(created, val_get_str(seen, "service", "")) > 0)
        first = earlier(first, created);
    const char *result = seen ? first : created;
    result = *result ? arena_strdup(r->arena, result) : NULL;
    run_set_note(r, key, val_fmt("{service:%s, pods:%V}", created, times));
    return result;
}

/* The control plane's node: one that is marked as such, or the first. */
const char *service_master_address(struct run *r)
{
    static const char *const marks[] = { "node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane" };
    const struct object *master = store_first(r->store, kind_node, NULL);
    for (const struct object *o = master; o; o = store_next(r->store, o, NULL))
        for (size_t i = 0; i < ARRAY_LEN(marks); i++)
            if (val_get(val_at(o->doc, "metadata.labels"), marks[i]))
                return val_get_str(val_find(val_at(o->doc, "status.addresses"), "type", "InternalIP", NULL), "address", "192.0.2.1");
    return val_get_str(val_find(master ? val_at(master->doc, "status.addresses") : NULL, "type", "InternalIP", NULL), "address",
                       "192.0.2.1");
}
