/* Service. Mirrors pkg/registry/core/service, SetDefaults_Service and printService, v1.20.2. */
#include <string.h>

#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
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

static void prepare_create(struct val **doc, const struct kind_context *kc)
{
    (void)kc;
    val_set(doc, "status", val_fmt("{loadBalancer:{}}"));
}

/* The old port with the same protocol and number, whose node port a client may leave out. */
static const struct val *same_port(const struct val *ports, const struct val *port)
{
    for (size_t i = 0; i < val_len(ports); i++) {
        const struct val *old = val_item(ports, i);
        if (val_equal(val_get(old, "protocol"), val_get(port, "protocol")) &&
            val_equal(val_get(old, "port"), val_get(port, "port")))
            return old;
    }
    return NULL;
}

static void keep_node_ports(struct val **doc, const struct val *old_ports)
{
    const struct val *have = val_at(*doc, "spec.ports");
    if (!have)
        return;
    struct val *ports = val_ref(have);
    for (size_t i = 0; i < val_len(ports); i++) {
        const struct val *old = same_port(old_ports, val_item(ports, i));
        const struct val *node_port = val_get(old, "nodePort");
        if (!node_port || val_int_or(val_get(val_item(ports, i), "nodePort"), 0))
            continue;
        struct val *changed = val_ref(val_item(ports, i));
        val_set(&changed, "nodePort", val_ref(node_port));
        val_replace(&ports, i, changed);
    }
    val_put(doc, "spec.ports", ports);
}

/* What was allocated stays when an update leaves it out (patchAllocatedValues). */
static void prepare_update(struct val **doc, const struct val *old, const struct kind_context *kc)
{
    static const char *const kept[] = { "clusterIP", "clusterIPs" };
    (void)kc;
    const struct val *old_spec = val_get(old, "spec"), *spec_now = val_get(*doc, "spec");
    bool old_external = has_type(old_spec, "ExternalName"), external = has_type(spec_now, "ExternalName");
    bool old_ports = has_type(old_spec, "NodePort") || has_type(old_spec, "LoadBalancer");
    bool ports = has_type(spec_now, "NodePort") || has_type(spec_now, "LoadBalancer");
    if (old_ports && ports)
        keep_node_ports(doc, val_get(old_spec, "ports"));
    if (old_external || external)
        return;
    struct val *changed = val_ref(val_get(*doc, "spec"));
    for (size_t i = 0; i < ARRAY_LEN(kept); i++)
        if (val_empty(val_get(changed, kept[i])) && val_get(old_spec, kept[i]))
            val_set(&changed, kept[i], val_ref(val_get(old_spec, kept[i])));
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
    .validate_status = validate_service_status,
    .columns = columns,
    .cells = cells,
};
