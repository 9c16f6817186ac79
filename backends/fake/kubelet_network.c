/*
 * What a container can reach, for program_network.c: the Services by name and address, and the pods by address.
 *
 * Differs: who answers is taken as it stands now; and of what a pod serves, the index page of an image that the table knows is
 * seen without what its neighbours write.
 */
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/image.h"
#include "backends/fake/kubelet.h"

static bool mentions(const struct val *words)
{
    static const char *const programs[] = { "nslookup", "wget", "curl", "nc " };
    for (size_t i = 0; i < val_len(words); i++)
        for (size_t k = 0; k < ARRAY_LEN(programs); k++)
            if (strstr(val_str_or(val_item(words, i), ""), programs[k]) || val_str_equal(val_item(words, i), "nc"))
                return true;
    return false;
}

bool asks_network(const struct val *pod)
{
    static const char *const lists[] = { "spec.initContainers", "spec.containers" }, *const handlers[] = {
        "livenessProbe.exec.command", "readinessProbe.exec.command", "startupProbe.exec.command", "lifecycle.postStart.exec.command" };
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        const struct val *containers = val_at(pod, lists[i]);
        for (size_t k = 0; k < val_len(containers); k++) {
            const struct val *c = val_item(containers, k);
            bool any = mentions(val_get(c, "command")) || mentions(val_get(c, "args"));
            for (size_t n = 0; n < ARRAY_LEN(handlers); n++)
                any = any || mentions(val_at(c, handlers[n]));
            if (any)
                return true;
        }
    }
    return false;
}

/* The index page of a pod's web server, "" of another server; NULL: nothing listens on the port. */
static const char *page_of(const struct life *l, const struct object *pod, int64_t port)
{
    struct life other;
    struct arena *a = l->run->arena;
    struct strbuf page = STRBUF_INIT;
    if (!pod->node || !kubelet_runs(l->run, pod->node))
        return NULL;
    life_read(&other, l->run, pod, arena_strf(a, "%s/%s", pod->ns, pod->name));
    for (size_t i = other.init_count; i < other.count; i++) {
        struct container *c = &other.containers[i];
        const struct val *ports = val_get(c->spec, "ports");
        const char *root = image_web_root(val_get_str(c->spec, "image", ""));
        struct program p;
        bool open = !val_len(ports);
        for (size_t k = 0; k < val_len(ports); k++)
            open = open || val_at_int(val_item(ports, k), "containerPort", 0) == port;
        if (c->state != CONTAINER_RUNNING || !open || !container_is_server(&other, c))
            continue;
        if (!root)
            return "";
        container_program_alone(&other, c, &p);
        bool found = program_file(&p, l->run->now_ms - c->started_ms, arena_strf(a, "%s/index.html", root), &page);
        const char *text = found ? arena_strdup(a, page.buf) : NULL;
        strbuf_release(&page);
        return text;
    }
    return NULL;
}

/* The page of the first pod that is ready behind a port of a Service. */
static const char *page_behind(const struct life *l, const struct object *service, const struct val *port)
{
    const struct object *endpoints = store_get(l->run->store, kind_endpoints, service->ns, service->name);
    const struct val *subset = val_at(endpoints ? endpoints->doc : NULL, "subsets.0"), *address = val_at(subset, "addresses.0");
    const char *name = val_at_str(address, "targetRef.name", "");
    const struct val *own = val_find(val_get(subset, "ports"), "name", val_get_str(port, "name", ""), NULL);
    const struct object *pod = *name ? store_get(l->run->store, kind_pod, service->ns, name) : NULL;
    return pod ? page_of(l, pod, val_at_int(own ? own : val_at(subset, "ports.0"), "port", 0)) : NULL;
}

/* Adds a host with its page, if it has an address. */
static void add_host(struct val **hosts, struct val *host, const char *page)
{
    if (page)
        val_set(&host, "page", val_string(page));
    if (val_len(val_get(host, "ip")))
        val_append(hosts, host);
    else
        val_unref(host);
}

static void add_service(const struct life *l, const struct object *o, struct val **hosts)
{
    const char *ip = val_at_str(o->doc, "spec.clusterIP", ""), *page = NULL;
    const struct val *ports = val_at(o->doc, "spec.ports");
    struct val *numbers = val_array();
    if (!strcmp(ip, "None")) { /* headless: the first pod's address */
        const struct object *endpoints = store_get(l->run->store, kind_endpoints, o->ns, o->name);
        ip = val_at_str(endpoints ? endpoints->doc : NULL, "subsets.0.addresses.0.ip", "");
    }
    for (size_t i = 0; i < val_len(ports); i++) {
        val_append(&numbers, val_int(val_at_int(val_item(ports, i), "port", 0)));
        page = page ? page : page_behind(l, o, val_item(ports, i));
    }
    struct val *host = val_fmt("{name:%V, ip:%s, at:%I, ports:%V}", val_stringf("%s.%s.svc.cluster.local", o->name, o->ns), ip,
                               time_parse_ms(val_at_str(o->doc, "metadata.creationTimestamp", "")), numbers);
    add_host(hosts, host, page);
}

static void add_pod(const struct life *l, const struct object *o, struct val **hosts)
{
    const char *ip = val_at_str(o->doc, "status.podIP", "");
    const struct val *containers = val_at(o->doc, "spec.containers");
    struct val *numbers = val_array();
    const char *page = NULL;
    for (size_t i = 0; i < val_len(containers); i++) {
        const struct val *ports = val_get(val_item(containers, i), "ports");
        for (size_t k = 0; k < val_len(ports); k++)
            val_append(&numbers, val_int(val_at_int(val_item(ports, k), "containerPort", 0)));
        if (!val_len(ports))
            val_append(&numbers, val_int(80));
    }
    if (*ip)
        page = page_of(l, o, val_int_or(val_item(numbers, 0), 0));
    struct val *host = val_fmt("{name:%s, ip:%s, ports:%V, pod:true}", o == l->pod ? "localhost" : ip, ip, numbers);
    add_host(hosts, host, page);
}

void container_network(const struct life *l, const struct val *argv, struct program *p)
{
    struct val *hosts = NULL;
    p->ns = val_at_str(l->doc, "metadata.namespace", "");
    if (!mentions(argv))
        return;
    for (const struct object *o = store_first(l->run->store, kind_service, NULL); o; o = store_next(l->run->store, o, NULL))
        add_service(l, o, &hosts);
    for (const struct object *o = store_first(l->run->store, kind_pod, NULL); o; o = store_next(l->run->store, o, NULL))
        add_pod(l, o, &hosts);
    p->hosts = arena_val(l->run->arena, hosts);
}
