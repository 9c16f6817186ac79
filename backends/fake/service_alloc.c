#include "backends/fake/service_alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/fielderror.h"
#include "backends/fake/cluster.h"

/* 10.96.0.0/12, as kubeadm gives it; network and broadcast addresses are not to be had. */
enum { NET_FIRST = (10 << 24) | (96 << 16), NET_SIZE = 1 << 20, ADDRESSES = NET_SIZE - 2 };
enum { PORT_FIRST = 30000, PORTS = 2768 };
#define NET_TEXT "10.96.0.0/12"
#define PORTS_TEXT "30000-32767"

enum { WORD_BITS = 64 };

/* A set of numbers below `size`. */
struct taken {
    size_t size;
    uint64_t *words; /* owned */
};

struct service_ranges {
    struct taken addresses; /* NET_FIRST + 1 is number 0 */
    struct taken ports;     /* PORT_FIRST is number 0 */
};

/* ---- the index ---- */

static void taken_init(struct taken *t, size_t size)
{
    *t = (struct taken){ size, xcalloc((size + WORD_BITS - 1) / WORD_BITS, sizeof(uint64_t)) };
}

static bool taken_has(const struct taken *t, size_t i)
{
    return t->words[i / WORD_BITS] >> (i % WORD_BITS) & 1;
}

static void taken_set(struct taken *t, size_t i, bool on)
{
    uint64_t bit = UINT64_C(1) << (i % WORD_BITS);
    t->words[i / WORD_BITS] = on ? t->words[i / WORD_BITS] | bit : t->words[i / WORD_BITS] & ~bit;
}

/* The first free number from a random one on; SIZE_MAX: none. */
static size_t taken_next(const struct taken *t, struct random *random)
{
    size_t start = (size_t)random_below(random, t->size);
    for (size_t i = 0; i < t->size; i++) {
        size_t at = (start + i) % t->size;
        if (!taken_has(t, at))
            return at;
    }
    return SIZE_MAX;
}

struct service_ranges *service_ranges_new(void)
{
    struct service_ranges *r = xcalloc(1, sizeof(*r));
    taken_init(&r->addresses, ADDRESSES);
    taken_init(&r->ports, PORTS);
    return r;
}

void service_ranges_free(struct service_ranges *r)
{
    if (!r)
        return;
    free(r->addresses.words);
    free(r->ports.words);
    free(r);
}

/* The number of an address in the range; SIZE_MAX: it is not of the range. */
static size_t address_number(const char *text)
{
    unsigned a, b, c, d;
    int end = 0;
    if (sscanf(text, "%3u.%3u.%3u.%3u%n", &a, &b, &c, &d, &end) != 4 || text[end] || a > 255 || b > 255 || c > 255 || d > 255)
        return SIZE_MAX;
    uint32_t n = a << 24 | b << 16 | c << 8 | d;
    return n > NET_FIRST && n <= NET_FIRST + ADDRESSES ? n - NET_FIRST - 1 : SIZE_MAX;
}

static struct val *address_val(size_t number)
{
    uint32_t n = NET_FIRST + 1 + (uint32_t)number;
    return val_stringf("%u.%u.%u.%u", n >> 24, n >> 16 & 255, n >> 8 & 255, n & 255);
}

/* The number of a node port in the range; SIZE_MAX: it is none of it. */
static size_t port_number(int64_t port)
{
    return port >= PORT_FIRST && port < PORT_FIRST + PORTS ? (size_t)(port - PORT_FIRST) : SIZE_MAX;
}

static void mark_port(struct service_ranges *r, int64_t port, bool on)
{
    size_t number = port_number(port);
    if (number != SIZE_MAX)
        taken_set(&r->ports, number, on);
}

static void mark(struct service_ranges *r, const struct val *spec, bool on)
{
    size_t address = address_number(val_get_str(spec, "clusterIP", ""));
    const struct val *ports = val_get(spec, "ports");
    if (address != SIZE_MAX)
        taken_set(&r->addresses, address, on);
    for (size_t i = 0; i < val_len(ports); i++)
        mark_port(r, val_at_int(val_item(ports, i), "nodePort", 0), on);
    mark_port(r, val_at_int(spec, "healthCheckNodePort", 0), on);
}

void service_ranges_observe(struct service_ranges *r, const struct val *before, const struct val *after)
{
    mark(r, val_get(before, "spec"), false);
    mark(r, val_get(after, "spec"), true);
}

void service_ranges_rebuild(struct service_ranges *r, struct store *s)
{
    memset(r->addresses.words, 0, (ADDRESSES + WORD_BITS - 1) / WORD_BITS * sizeof(uint64_t));
    memset(r->ports.words, 0, (PORTS + WORD_BITS - 1) / WORD_BITS * sizeof(uint64_t));
    for (const struct object *o = store_first(s, kind_service, NULL); o; o = store_next(s, o, NULL))
        mark(r, val_get(o->doc, "spec"), true);
}

/* ---- one allocation ---- */

struct allocation {
    const struct kind_context *kc;
    struct service_ranges *ranges;
    const struct val *old; /* the spec before, or NULL */
    struct val **spec;
    const char *name;
    struct field root;
    struct status *st;
    bool dry_run;
};

static bool is_type(const struct val *spec, const char *type)
{
    return val_str_equal(val_get(spec, "type"), type);
}

static bool has_node_ports(const struct val *spec)
{
    return is_type(spec, "NodePort") || is_type(spec, "LoadBalancer");
}

static struct field_errors new_errors(const struct allocation *a)
{
    struct field_errors e = FIELD_ERRORS_INIT;
    e.json_values = version_has(a->kc->version, FEATURE_FIELD_VALUES_JSON);
    return e;
}

/* The Service is invalid for one reason. */
static int refuse(const struct allocation *a, const struct field *f, const struct val *value, const char *detail)
{
    struct field_errors errors = new_errors(a);
    field_invalid(&errors, f, value, detail);
    int rc = status_invalid(a->st, "", "Service", a->name, &errors);
    field_errors_release(&errors);
    return rc;
}

/* ---- families ---- */

/* What a cluster with one family says to a wish for two, or for the other one. */
static int check_families(struct allocation *a)
{
    const struct val *policy = val_get(*a->spec, "ipFamilyPolicy"), *families = val_get(*a->spec, "ipFamilies");
    bool early = !version_has(a->kc->version, FEATURE_SERVICE_IP_TEXT);
    struct field policy_field = FIELD(&a->root, "ipFamilyPolicy"), list = FIELD(&a->root, "ipFamilies");
    if (val_str_equal(policy, "SingleStack") && val_len(families) == 2)
        return refuse(a, &policy_field, policy,
                      early ? "must be RequireDualStack or PreferDualStack when multiple 'ipFamilies' are specified"
                            : "must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified");
    if (val_str_equal(policy, "RequireDualStack"))
        return refuse(a, &policy_field, policy,
                      early ? "Cluster is not configured for dual stack services"
                            : "this cluster is not configured for dual-stack services");
    for (size_t i = 0; i < val_len(families); i++) {
        struct field item = FIELD_INDEX(&list, i);
        if (!val_str_equal(val_item(families, i), "IPv6"))
            continue;
        return early ? refuse(a, &item, val_get(*a->spec, "clusterIPs"), "ipfamily IPv6 is not configured on cluster")
                     : refuse(a, &item, val_item(families, i), "not configured on this cluster");
    }
    return 0;
}

/* ipFamilies and ipFamilyPolicy; a headless Service without a selector has both families, whatever the cluster has. */
static int fill_families(struct allocation *a)
{
    bool bare = val_str_equal(val_get(*a->spec, "clusterIP"), "None") && val_empty(val_get(*a->spec, "selector"));
    if (is_type(*a->spec, "ExternalName") || !version_has(a->kc->version, FEATURE_SERVICE_FAMILIES))
        return 0;
    if (val_empty(val_get(*a->spec, "ipFamilyPolicy")))
        val_set(a->spec, "ipFamilyPolicy", val_string(bare ? "RequireDualStack" : "SingleStack"));
    if (!bare && check_families(a) < 0)
        return -1;
    struct val *families = val_ref(val_get(*a->spec, "ipFamilies"));
    if (!val_len(families))
        val_append(&families, val_string("IPv4"));
    if (bare && val_len(families) < 2 && !val_str_equal(val_get(*a->spec, "ipFamilyPolicy"), "SingleStack"))
        val_append(&families, val_string(val_str_equal(val_item(families, 0), "IPv4") ? "IPv6" : "IPv4"));
    val_set(a->spec, "ipFamilies", families);
    return 0;
}

/* ---- cluster IPs ---- */

static const char *address_refusal(const struct allocation *a, const char *address, bool in_range)
{
    struct version v = a->kc->version;
    if (in_range)
        return "provided IP is already allocated";
    if (version_has(v, FEATURE_SERVICE_CIDRS))
        return "the provided network does not match the current range";
    if (version_has(v, FEATURE_SERVICE_RANGE_NAMES_IP))
        return arena_strf(a->kc->arena, "the provided IP (%s) is not in the valid range. The range of valid IPs is " NET_TEXT, address);
    return "provided IP is not in the valid range. The range of valid IPs is " NET_TEXT;
}

static int take_address(struct allocation *a, const char *address)
{
    size_t number = address_number(address);
    bool in_range = number != SIZE_MAX;
    struct field f = FIELD(&a->root, "clusterIPs");
    if (in_range && !taken_has(&a->ranges->addresses, number))
        return 0;
    const char *why = address_refusal(a, address, in_range);
    const char *text = version_has(a->kc->version, FEATURE_SERVICE_IP_TEXT)
                           ? arena_strf(a->kc->arena, "failed to allocate IP %s: %s", address, why)
                           : arena_strf(a->kc->arena, "failed to allocated ip:%s with error:%s", address, why);
    return refuse(a, &f, val_get(*a->spec, "clusterIPs"), text);
}

static int allocate_address(struct allocation *a)
{
    const char *address = val_get_str(*a->spec, "clusterIP", "");
    bool needed = !is_type(*a->spec, "ExternalName") && strcmp(address, "None") != 0;
    bool had = a->old && !is_type(a->old, "ExternalName");
    if (!needed || had || (a->dry_run && !version_has(a->kc->version, FEATURE_SERVICE_FAMILIES)))
        return 0;
    if (*address)
        return take_address(a, address);
    size_t number = taken_next(&a->ranges->addresses, &a->kc->cluster->chance.numbers);
    if (number == SIZE_MAX)
        return status_set(a->st, 500, "InternalError", "Internal error occurred: failed to allocate a serviceIP: range is full");
    struct val *made = address_val(number);
    if (version_has(a->kc->version, FEATURE_CLUSTER_IPS))
        val_set(a->spec, "clusterIPs", val_fmt("[%v]", made));
    val_set(a->spec, "clusterIP", made);
    return 0;
}

/* ---- node ports ---- */

/* Whether a port of `ports` before `end` has that node port. */
static bool has_node_port(const struct val *ports, size_t end, int64_t node_port)
{
    for (size_t i = 0; i < end && i < val_len(ports); i++)
        if (val_at_int(val_item(ports, i), "nodePort", 0) == node_port)
            return true;
    return false;
}

static const char *port_refusal(const struct allocation *a, int64_t port)
{
    size_t number = port_number(port);
    if (number == SIZE_MAX)
        return "provided port is not in the valid range. The range of valid ports is " PORTS_TEXT;
    return taken_has(&a->ranges->ports, number) ? "provided port is already allocated" : NULL;
}

static int take_port(struct allocation *a, size_t i, int64_t port)
{
    const char *why = port_refusal(a, port);
    struct field list = FIELD(&a->root, "ports"), item = FIELD_INDEX(&list, i), f = FIELD(&item, "nodePort");
    struct val *value = val_int(port);
    int rc = why ? refuse(a, &f, value, why) : 0;
    val_unref(value);
    return rc;
}

/* A free port that none of `ports` has taken meanwhile; 0 with *st: there is none. */
static int64_t next_port(struct allocation *a, const struct val *ports)
{
    for (int tries = 0; tries < PORTS; tries++) {
        size_t number = taken_next(&a->ranges->ports, &a->kc->cluster->chance.numbers);
        if (number == SIZE_MAX)
            break;
        if (!has_node_port(ports, val_len(ports), PORT_FIRST + (int64_t)number))
            return PORT_FIRST + (int64_t)number;
    }
    status_set(a->st, 500, "InternalError", "Internal error occurred: failed to allocate a nodePort: range is full");
    return 0;
}

/* The node port that another entry of a new Service with the same port has: TCP and UDP of one port share it. */
static int64_t shared_port(const struct val *ports, const struct val *entry)
{
    for (size_t i = 0; i < val_len(ports); i++)
        if (val_equal(val_get(val_item(ports, i), "port"), val_get(entry, "port")) &&
            val_at_int(val_item(ports, i), "nodePort", 0))
            return val_at_int(val_item(ports, i), "nodePort", 0);
    return 0;
}

static int allocate_port(struct allocation *a, struct val **ports, size_t i)
{
    const struct val *entry = val_item(*ports, i), *before = val_get(a->old, "ports");
    int64_t port = val_at_int(entry, "nodePort", 0);
    bool asked = port != 0;
    if (!asked && !val_bool_or(val_get(*a->spec, "allocateLoadBalancerNodePorts"), true))
        return 0;
    if (!asked && !a->old)
        port = shared_port(*ports, entry);
    if (port && !has_node_port(before, val_len(before), port) && !has_node_port(*ports, i, port) && take_port(a, i, port) < 0)
        return -1;
    if (!port)
        port = next_port(a, *ports);
    if (!port)
        return -1;
    if (asked)
        return 0;
    struct val *changed = val_ref(entry);
    val_set(&changed, "nodePort", val_int(port));
    val_replace(ports, i, changed);
    return 0;
}

static int allocate_ports(struct allocation *a)
{
    struct val *ports = val_ref(val_get(*a->spec, "ports"));
    int rc = 0;
    if (!has_node_ports(*a->spec) || !ports) {
        val_unref(ports);
        return 0;
    }
    for (size_t i = 0; !rc && i < val_len(ports); i++)
        rc = allocate_port(a, &ports, i);
    val_set(a->spec, "ports", ports);
    return rc;
}

static bool needs_health_check(const struct val *spec)
{
    return is_type(spec, "LoadBalancer") && val_str_equal(val_get(spec, "externalTrafficPolicy"), "Local");
}

static int allocate_health_check(struct allocation *a)
{
    int64_t port = val_at_int(*a->spec, "healthCheckNodePort", 0), old = val_at_int(a->old, "healthCheckNodePort", 0);
    bool needed = a->old && needs_health_check(a->old);
    struct field f = FIELD(&a->root, "healthCheckNodePort");
    if (!needs_health_check(*a->spec)) {
        if (needed)
            val_unset(a->spec, "healthCheckNodePort");
        return 0;
    }
    if (needed)
        return port == old ? 0
                           : refuse(a, &f, val_get(*a->spec, "healthCheckNodePort"),
                                    "cannot change healthCheckNodePort on loadBalancer service with externalTraffic=Local during update");
    const char *why = port ? port_refusal(a, port) : NULL;
    if (why)
        return status_set(a->st, 500, "InternalError", "Internal error occurred: failed to allocate requested HealthCheck NodePort %lld: %s",
                          (long long)port, why);
    if (!port && !(port = next_port(a, val_get(*a->spec, "ports"))))
        return -1;
    val_set(a->spec, "healthCheckNodePort", val_int(port));
    return 0;
}

int service_allocate(struct val **doc, const struct val *old, const struct kind_context *kc, bool dry_run, struct status *st)
{
    struct val *spec = val_ref(val_get(*doc, "spec"));
    struct allocation a = { kc, kc->cluster->service_ranges, val_get(old, "spec"), &spec, val_at_str(*doc, "metadata.name", ""),
                            FIELD_ROOT("spec"), st, dry_run };
    int rc = fill_families(&a) < 0 || allocate_address(&a) < 0 || allocate_ports(&a) < 0 || allocate_health_check(&a) < 0 ? -1 : 0;
    val_set(doc, "spec", spec);
    return rc;
}
