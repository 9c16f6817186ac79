/* Service. Mirrors pkg/registry/core/service, SetDefaults_Service and printService, v1.20.2 (service_alloc.h: addresses and node ports). */
#include <string.h>

#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/service_alloc.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct subresource subresources[] = {
    { "proxy", "ServiceProxyOptions", NULL, NULL, "create,delete,get,patch,update", 0, 0 },
    { NULL, NULL, NULL, NULL, NULL, 0, 0 },
};

static const struct plain_default spec_rows[] = {
    DEFAULT_STR("sessionAffinity", "None"),
    DEFAULT_STR("type", "ClusterIP"),
    DEFAULT_END,
};
static const struct plain_default affinity_rows[] = { DEFAULT_INT("timeoutSeconds", 10800), DEFAULT_END };
static const struct plain_default external_rows[] = { DEFAULT_STR("externalTrafficPolicy", "Cluster"), DEFAULT_END };
static const struct plain_default internal_rows[] = {
    DEFAULT_STR_SINCE("internalTrafficPolicy", "Cluster", 22),
    DEFAULT_END,
};
static const struct plain_default balancer_rows[] = {
    DEFAULT_BOOL_SINCE("allocateLoadBalancerNodePorts", true, 22),
    DEFAULT_END,
};
static const struct plain_default port_rows[] = { DEFAULT_STR("protocol", "TCP"), DEFAULT_END };

static void affinity(struct val **v, const struct kind_context *kc)
{
    set_plain(v, affinity_rows, kc);
}

static void port(struct val **v, const struct kind_context *kc)
{
    set_plain(v, port_rows, kc);
    const struct val *target = val_get(*v, "targetPort"), *own = val_get(*v, "port");
    bool unset = val_empty(target) || (val_is_number(target) && !val_int_or(target, 1));
    if (unset && own && !val_equal(target, own))
        val_set(v, "targetPort", val_ref(own));
}

static bool has_type(const struct val *spec, const char *type)
{
    return val_str_equal(val_get(spec, "type"), type);
}

static void spec(struct val **v, const struct kind_context *kc)
{
    set_plain(v, spec_rows, kc);
    if (val_str_equal(val_get(*v, "sessionAffinity"), "ClientIP"))
        edit_at(v, "sessionAffinityConfig.clientIP", affinity, kc);
    else if (val_str_equal(val_get(*v, "sessionAffinity"), "None") && val_get(*v, "sessionAffinityConfig"))
        val_unset(v, "sessionAffinityConfig");
    edit_items(v, "ports", port, kc);
    bool balancer = has_type(*v, "LoadBalancer"), outside = balancer || has_type(*v, "NodePort");
    if (outside)
        set_plain(v, external_rows, kc);
    if (outside || has_type(*v, "ClusterIP"))
        set_plain(v, internal_rows, kc);
    if (balancer)
        set_plain(v, balancer_rows, kc);
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_at(doc, "spec", spec, kc);
}

/* ---- what belongs to a type, and what the server fills in ---- */

/* What this version does not know yet. */
static void drop_unknown(struct val **spec_doc, const struct kind_context *kc)
{
    if (!version_has(kc->version, FEATURE_SERVICE_FAMILIES)) {
        val_unset(spec_doc, "ipFamilies");
        val_unset(spec_doc, "ipFamilyPolicy");
        val_unset(spec_doc, "topologyKeys");
    }
    if (!version_has(kc->version, FEATURE_SERVICE_NODE_PORT_CHOICE))
        val_unset(spec_doc, "allocateLoadBalancerNodePorts");
}

/* A client that knows clusterIP alone means clusterIPs too. */
static void pair_cluster_ips(struct val **spec_doc, const struct val *old, const struct kind_context *kc)
{
    const struct val *ip = val_get(*spec_doc, "clusterIP"), *ips = val_get(*spec_doc, "clusterIPs");
    const struct val *old_ip = val_get(old, "clusterIP"), *old_ips = val_get(old, "clusterIPs");
    bool same_ip = val_equal(ip, old_ip) || (val_empty(ip) && val_empty(old_ip));
    bool same_ips = val_equal(ips, old_ips) || (val_empty(ips) && val_empty(old_ips));
    if (!version_has(kc->version, FEATURE_CLUSTER_IPS))
        return;
    if (val_empty(ips) && (!old || (same_ip && !val_empty(old_ips)))) {
        if (!val_empty(ip))
            val_set(spec_doc, "clusterIPs", old ? val_ref(old_ips) : val_fmt("[%v]", ip));
    } else if (old && !same_ip && same_ips) {
        if (val_empty(ip))
            val_unset(spec_doc, "clusterIPs");
        else
            val_set(spec_doc, "clusterIPs", val_fmt("[%v]", ip));
    }
}

static void prepare_create(struct val **doc, const struct kind_context *kc)
{
    struct val *changed = val_ref(val_get(*doc, "spec"));
    val_set(doc, "status", val_fmt("{loadBalancer:{}}"));
    pair_cluster_ips(&changed, NULL, kc);
    drop_unknown(&changed, kc);
    val_set(doc, "spec", changed);
}

static bool uses_node_ports(const struct val *spec_doc)
{
    return has_type(spec_doc, "NodePort") || has_type(spec_doc, "LoadBalancer");
}

static bool has_node_port(const struct val *ports, int64_t node_port)
{
    for (size_t i = 0; i < val_len(ports); i++)
        if (val_at_int(val_item(ports, i), "nodePort", 0) == node_port)
            return true;
    return false;
}

/* Whether the client left the node ports as they were. */
static bool same_node_ports(const struct val *now, const struct val *old)
{
    const struct val *a = val_get(now, "ports"), *b = val_get(old, "ports");
    bool same = true;
    for (size_t i = 0; i < val_len(a); i++)
        same = same && has_node_port(b, val_at_int(val_item(a, i), "nodePort", 0));
    for (size_t i = 0; i < val_len(b); i++)
        same = same && has_node_port(a, val_at_int(val_item(b, i), "nodePort", 0));
    return same;
}

/* Each port's nodePort becomes what `of` says; 0: none. */
static void set_node_ports(struct val **spec_doc, int64_t (*of)(const struct val *port, const struct val *old), const struct val *old)
{
    struct val *ports = val_ref(val_get(*spec_doc, "ports"));
    for (size_t i = 0; i < val_len(ports); i++) {
        struct val *changed = val_ref(val_item(ports, i));
        int64_t n = of(changed, old);
        if (n)
            val_set(&changed, "nodePort", val_int(n));
        else
            val_unset(&changed, "nodePort");
        val_replace(&ports, i, changed);
    }
    if (ports)
        val_set(spec_doc, "ports", ports);
}

static int64_t no_node_port(const struct val *port_doc, const struct val *old)
{
    (void)port_doc, (void)old;
    return 0;
}

/* A port that lacks its node port keeps that of the old port with its name, unless another has taken it. */
static int64_t kept_node_port(const struct val *port_doc, const struct val *old)
{
    const struct val *ports = val_get(old, "ports");
    int64_t own = val_at_int(port_doc, "nodePort", 0);
    for (size_t i = 0; !own && i < val_len(ports); i++)
        if (!strcmp(val_get_str(val_item(ports, i), "name", ""), val_get_str(port_doc, "name", "")))
            own = val_at_int(val_item(ports, i), "nodePort", 0);
    return own;
}

static void keep_allocated(struct val **spec_doc, const struct val *old)
{
    static const char *const kept[] = { "clusterIP", "clusterIPs" };
    bool addresses = !has_type(old, "ExternalName") && !has_type(*spec_doc, "ExternalName");
    for (size_t i = 0; addresses && i < ARRAY_LEN(kept); i++)
        if (val_empty(val_get(*spec_doc, kept[i])) && val_get(old, kept[i]))
            val_set(spec_doc, kept[i], val_ref(val_get(old, kept[i])));
    if (uses_node_ports(old) && uses_node_ports(*spec_doc))
        set_node_ports(spec_doc, kept_node_port, old);
}

/* A member that the new type does not have goes, where the client left it as it was. */
static void drop_unchanged(struct val **spec_doc, const struct val *old, const char *key)
{
    if (val_equal(val_get(*spec_doc, key), val_get(old, key)))
        val_unset(spec_doc, key);
}

static void drop_of_other_type(struct val **spec_doc, const struct val *old)
{
    bool same_ips = val_equal(val_get(*spec_doc, "clusterIP"), val_get(old, "clusterIP")) &&
                    val_equal(val_get(*spec_doc, "clusterIPs"), val_get(old, "clusterIPs"));
    if (!has_type(old, "ExternalName") && has_type(*spec_doc, "ExternalName")) {
        if (same_ips) {
            val_unset(spec_doc, "clusterIP");
            val_unset(spec_doc, "clusterIPs");
        }
        drop_unchanged(spec_doc, old, "ipFamilies");
        drop_unchanged(spec_doc, old, "ipFamilyPolicy");
    }
    if (uses_node_ports(old) && !uses_node_ports(*spec_doc)) {
        if (same_node_ports(*spec_doc, old))
            set_node_ports(spec_doc, no_node_port, old);
        val_unset(spec_doc, "externalTrafficPolicy");
    }
    if (has_type(old, "LoadBalancer") && !has_type(*spec_doc, "LoadBalancer")) {
        drop_unchanged(spec_doc, old, "healthCheckNodePort");
        drop_unchanged(spec_doc, old, "allocateLoadBalancerNodePorts");
    }
}

static void prepare_update(struct val **doc, const struct val *old, const struct kind_context *kc)
{
    const struct val *old_spec = val_get(old, "spec");
    struct val *changed = val_ref(val_get(*doc, "spec"));
    if (version_has(kc->version, FEATURE_SERVICE_VALUES_KEPT))
        keep_allocated(&changed, old_spec);
    pair_cluster_ips(&changed, old_spec, kc);
    drop_unknown(&changed, kc);
    drop_of_other_type(&changed, old_spec);
    if (!has_type(changed, "LoadBalancer"))
        val_put(doc, "status.loadBalancer", val_object());
    val_set(doc, "spec", changed);
}

static const struct column columns[] = {
    COLUMN_NAME,       COLUMN("Type"), COLUMN("Cluster-IP"), COLUMN("External-IP"),
    COLUMN("Port(s)"), COLUMN_AGE,     WIDE("Selector"),     COLUMN_END,
};

static void add_external_ips(struct strbuf *sb, const struct val *spec_doc)
{
    const struct val *ips = val_get(spec_doc, "externalIPs");
    size_t start = 0;
    for (size_t i = 0; i < val_len(ips); i++) {
        add_comma(sb, start);
        strbuf_adds(sb, val_str_or(val_item(ips, i), ""));
    }
}

static void cell_external(struct val **cells, const struct val *doc)
{
    const struct val *spec_doc = val_get(doc, "spec");
    struct strbuf sb = STRBUF_INIT;
    bool balancer = has_type(spec_doc, "LoadBalancer");
    if (has_type(spec_doc, "ExternalName")) {
        strbuf_adds(&sb, val_get_str(spec_doc, "externalName", ""));
    } else if (balancer || has_type(spec_doc, "ClusterIP") || has_type(spec_doc, "NodePort")) {
        if (balancer)
            add_load_balancer(&sb, val_at(doc, "status.loadBalancer"));
        add_external_ips(&sb, spec_doc);
        if (!sb.len)
            strbuf_adds(&sb, balancer ? "<pending>" : "<none>");
    } else {
        strbuf_adds(&sb, "<unknown>");
    }
    cell_str(cells, sb.buf);
    strbuf_release(&sb);
}

static void cell_ports(struct val **cells, const struct val *ports)
{
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; i < val_len(ports); i++) {
        const struct val *p = val_item(ports, i);
        long long node_port = val_int_or(val_get(p, "nodePort"), 0);
        add_comma(&sb, 0);
        strbuf_addf(&sb, "%lld", (long long)val_int_or(val_get(p, "port"), 0));
        if (node_port > 0)
            strbuf_addf(&sb, ":%lld", node_port);
        strbuf_addf(&sb, "/%s", val_get_str(p, "protocol", ""));
    }
    cell_str(cells, val_len(ports) ? sb.buf : "<none>");
    strbuf_release(&sb);
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    const struct val *ips = val_at(doc, "spec.clusterIPs");
    cell_name(cells, doc);
    cell_at(cells, doc, "spec.type", "");
    if (val_len(ips))
        cell_str(cells, val_str_or(val_item(ips, 0), ""));
    else
        cell_at(cells, doc, "spec.clusterIP", "<none>");
    cell_external(cells, doc);
    cell_ports(cells, val_at(doc, "spec.ports"));
    cell_age(cells, doc, kc);
    cell_labels(cells, val_at(doc, "spec.selector"));
}

const struct kind kind_row_service = {
    .group = "",
    .kind = "Service",
    .plural = "services",
    .singular = "service",
    .short_names = "svc",
    .categories = "all",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_1035,
    .collection_since = 23,
    .served = served,
    .subresources = subresources,
    .set_defaults = set_defaults,
    .prepare_create = prepare_create,
    .prepare_update = prepare_update,
    .validate = validate_service,
    .allocate = service_allocate,
    .validate_status = validate_service_status,
    .columns = columns,
    .cells = cells,
};
