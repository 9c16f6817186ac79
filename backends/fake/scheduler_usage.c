#include <string.h>

#include "backends/base/quantity.h"
#include "backends/fake/cluster.h"
#include "backends/fake/scheduler.h"

/* What scoring assumes of a container that asks for nothing (pkg/scheduler/util/pod_resources.go). */
enum { DEFAULT_CPU_M = 100, DEFAULT_MEMORY = 200 * 1024 * 1024 };

static int64_t amount_of(const char *resource, const struct val *quantity)
{
    return strcmp(resource, "cpu") ? quantity_value_or(quantity, 0) : quantity_milli_or(quantity, 0);
}

int64_t node_allocatable(const struct val *node, const char *resource)
{
    return amount_of(resource, val_get(val_get(val_get(node, "status"), "allocatable"), resource));
}

static void add_amount(struct val **sum, const char *key, int64_t n)
{
    if (n)
        val_set(sum, key, val_int(val_int_or(val_get(*sum, key), 0) + n));
}

static void raise_amount(struct val **sum, const char *key, int64_t n)
{
    if (n > val_int_or(val_get(*sum, key), 0))
        val_set(sum, key, val_int(n));
}

static void add_container(struct val **sum, const struct val *container)
{
    const struct val *requests = val_get(val_get(container, "resources"), "requests");
    for (size_t i = 0; i < val_len(requests); i++)
        add_amount(sum, val_key(requests, i), amount_of(val_key(requests, i), val_item(requests, i)));
    const struct val *cpu = val_get(requests, "cpu"), *memory = val_get(requests, "memory");
    add_amount(sum, "score/cpu", cpu ? amount_of("cpu", cpu) : DEFAULT_CPU_M);
    add_amount(sum, "score/memory", memory ? amount_of("memory", memory) : DEFAULT_MEMORY);
}

/* "IP PROTOCOL PORT" for each host port. */
static void add_ports(struct val **sum, const struct val *container)
{
    const struct val *ports = val_get(container, "ports");
    for (size_t i = 0; i < val_len(ports); i++) {
        const struct val *port = val_item(ports, i);
        int64_t n = val_int_or(val_get(port, "hostPort"), 0);
        if (n <= 0)
            continue;
        const char *ip = val_get_str(port, "hostIP", "");
        struct val *list = val_ref(val_get(*sum, "ports"));
        val_append(&list, val_stringf("%s %s %lld", *ip ? ip : "0.0.0.0", val_get_str(port, "protocol", "TCP"), (long long)n));
        val_set(sum, "ports", list);
    }
}

struct val *pod_request(const struct val *spec)
{
    const struct val *containers = val_get(spec, "containers"), *inits = val_get(spec, "initContainers");
    const struct val *overhead = val_get(spec, "overhead");
    struct val *sum = val_object();
    for (size_t i = 0; i < val_len(containers); i++) {
        add_container(&sum, val_item(containers, i));
        add_ports(&sum, val_item(containers, i));
    }
    for (size_t i = 0; i < val_len(inits); i++) {
        struct val *one = val_object();
        bool stays = val_str_equal(val_get(val_item(inits, i), "restartPolicy"), "Always");
        add_container(&one, val_item(inits, i));
        for (size_t k = 0; k < val_len(one); k++)
            (stays ? add_amount : raise_amount)(&sum, val_key(one, k), val_int_or(val_item(one, k), 0));
        val_unref(one);
    }
    for (size_t i = 0; i < val_len(overhead); i++)
        add_amount(&sum, val_key(overhead, i), amount_of(val_key(overhead, i), val_item(overhead, i)));
    return sum;
}

/* ---- what a node's pods ask for ---- */

static const char *key_of(struct run *r, const char *node)
{
    return arena_strf(r->arena, "node/%s", node);
}

const struct val *node_usage(struct run *r, const char *node)
{
    return run_note(r, key_of(r, node));
}

/* Adds the ports to the list, or takes them out. */
static void change_ports(struct val **usage, const struct val *ports, bool add)
{
    struct val *list = val_ref(val_get(*usage, "ports"));
    for (size_t i = 0; i < val_len(ports); i++) {
        if (add)
            val_append(&list, val_ref(val_item(ports, i)));
        for (size_t k = 0; !add && k < val_len(list); k++)
            if (val_equal(val_item(list, k), val_item(ports, i))) {
                val_remove(&list, k);
                break;
            }
    }
    val_set(usage, "ports", list);
}

/* Adds what a pod asks for to *usage, or takes it out. */
static void change_usage(struct val **usage, const struct val *spec, bool add)
{
    struct val *request = pod_request(spec);
    for (size_t i = 0; i < val_len(request); i++) {
        int64_t n = val_int_or(val_item(request, i), 0);
        if (val_is(val_item(request, i), VAL_ARRAY))
            change_ports(usage, val_item(request, i), add);
        else
            add_amount(usage, val_key(request, i), add ? n : -n);
    }
    add_amount(usage, "pods", add ? 1 : -1);
    val_unref(request);
}

bool spec_is_affine(const struct val *spec)
{
    const struct val *affinity = val_get(spec, "affinity");
    return val_get(affinity, "podAffinity") || val_get(affinity, "podAntiAffinity");
}

static void change_node(struct run *r, const char *node, const struct val *spec, bool add)
{
    const char *key = key_of(r, node);
    const struct val *old = run_note(r, key);
    struct val *usage = old ? val_ref(old) : val_object();
    change_usage(&usage, spec, add);
    if (spec_is_affine(spec)) {
        add_amount(&usage, "affine", add ? 1 : -1);
        run_set_note(r, "affine", val_int(affine_pods_everywhere(r) + (add ? 1 : -1)));
    }
    run_set_note(r, key, usage);
}

int64_t affine_pods(struct run *r, const char *node)
{
    return val_int_or(val_get(node_usage(r, node), "affine"), 0);
}

int64_t affine_pods_everywhere(struct run *r)
{
    return val_int_or(run_note(r, "affine"), 0);
}

const struct val *attempt_usage(const struct attempt *a, const char *node)
{
    const struct val *usage = node_usage(a->run, node), *nominated = run_note(a->run, "nominated");
    if (!a->gone_count && !nominated)
        return usage;
    struct val *sum = usage ? val_ref(usage) : val_object();
    for (size_t i = 0; i < a->gone_count; i++)
        if (!strcmp(a->gone[i]->node, node))
            change_usage(&sum, val_get(a->gone[i]->doc, "spec"), false);
    for (size_t i = 0; i < val_len(nominated); i++) {
        const char *ns, *name;
        run_split_key(a->run, val_key(nominated, i), &ns, &name);
        const struct object *o = store_get(a->run->store, kind_pod, ns, name);
        const struct val *spec = o ? val_get(o->doc, "spec") : NULL;
        if (spec && val_str_equal(val_item(nominated, i), node) && strcmp(val_key(nominated, i), a->key) &&
            val_int_or(val_get(spec, "priority"), 0) >= a->priority)
            change_usage(&sum, spec, true);
    }
    return arena_val(a->run->arena, sum);
}

/* The node that this state of a pod loads, or NULL. */
static const char *loaded_node(const struct val *pod)
{
    const char *node = val_str(val_get(val_get(pod, "spec"), "nodeName"));
    return node && *node && !pod_is_finished(pod) ? node : NULL;
}

void usage_observe(struct run *r, const struct change *c)
{
    const struct val *now = c->type == CHANGE_DELETED ? NULL : c->doc;
    const struct val *before = c->type == CHANGE_DELETED && !c->old ? c->doc : c->old;
    const char *old_node = loaded_node(before), *node = loaded_node(now);
    if (old_node && node && !strcmp(old_node, node) && val_equal(val_get(before, "spec"), val_get(now, "spec")))
        return;
    if (old_node)
        change_node(r, old_node, val_get(before, "spec"), false);
    if (node)
        change_node(r, node, val_get(now, "spec"), true);
}
