#include <string.h>

#include "repl/describe/describe.h"

enum { ENDPOINTS_SHOWN = 3 };

static void add_address(struct strbuf *sb, size_t *count, const char *ip, const struct val *port)
{
    if ((*count)++ >= ENDPOINTS_SHOWN)
        return;
    strbuf_addf(sb, strchr(ip, ':') && port ? "%s[%s]" : "%s%s", sb->len ? "," : "", ip);
    if (port)
        strbuf_addf(sb, ":%lld", (long long)val_int_or(port, 0));
}

/* Those of `ports` that the Service's port of that name leads to, with each address of `list`. */
static void add_group(struct strbuf *sb, size_t *count, const struct val *ports, const char *name, const struct val *list,
                      const char *(*ip_of)(const struct val *item))
{
    for (size_t p = 0; p < val_len(ports) || (!p && !val_len(ports)); p++) {
        const struct val *port = val_item(ports, p);
        if (port && strcmp(val_get_str(port, "name", ""), name) != 0)
            continue;
        for (size_t i = 0; i < val_len(list); i++) {
            const char *ip = ip_of(val_item(list, i));
            if (ip)
                add_address(sb, count, ip, val_get(port, "port"));
        }
    }
}

static const char *ip_of_address(const struct val *address)
{
    return val_get_str(address, "ip", "");
}

static const char *ip_of_endpoint(const struct val *endpoint)
{
    return val_at_bool(endpoint, "conditions.ready", true) ? val_at_str(endpoint, "addresses.0", NULL) : NULL;
}

const char *describe_endpoints(const struct describe_backend *b, const char *port)
{
    struct strbuf sb = STRBUF_INIT;
    size_t count = 0;
    const struct val *subsets = val_get(b->endpoints, "subsets");
    for (size_t i = 0; i < val_len(subsets); i++)
        add_group(&sb, &count, val_get(val_item(subsets, i), "ports"), port, val_get(val_item(subsets, i), "addresses"), ip_of_address);
    for (size_t i = 0; i < val_len(b->slices); i++)
        add_group(&sb, &count, val_get(val_item(b->slices, i), "ports"), port, val_get(val_item(b->slices, i), "endpoints"),
                  ip_of_endpoint);
    if (count > ENDPOINTS_SHOWN)
        strbuf_addf(&sb, " + %zu more...", count - ENDPOINTS_SHOWN);
    bool unknown = b->endpoints ? !val_len(subsets) : !b->slices;
    const char *text = unknown ? "<none>" : arena_strdup(b->arena, sb.buf);
    strbuf_release(&sb);
    return text;
}

struct describe_backend describe_backend(struct describe *d, const char *ns, const char *name)
{
    struct describe_backend b = { .arena = d->cmd->arena };
    const char *labels = arena_strf(b.arena, "kubernetes.io/service-name=%s", name);
    if (version_has(d->version, FEATURE_DESCRIBE_SERVICE_SLICES))
        b.slices = describe_list(d, "endpointslices.discovery.k8s.io", ns, labels, NULL);
    else
        b.endpoints = describe_get(d, "endpoints", ns, name);
    return b;
}

static void add_ports(struct describe *d, const struct val *service)
{
    const char *ns = val_at_str(service, "metadata.namespace", NULL), *name = val_at_str(service, "metadata.name", "");
    const struct val *ports = val_at(service, "spec.ports");
    struct describe_backend backend = describe_backend(d, ns, name);
    for (size_t i = 0; i < val_len(ports); i++) {
        const struct val *p = val_item(ports, i), *target = val_get(p, "targetPort");
        const char *own = val_get_str(p, "name", ""), *shown = *own ? own : "<unset>", *protocol = val_get_str(p, "protocol", "");
        long long node_port = val_at_int(p, "nodePort", 0);
        describe_add(d, 0, "Port:\t%s\t%lld/%s\n", shown, (long long)val_at_int(p, "port", 0), protocol);
        if (val_str(target))
            describe_add(d, 0, "TargetPort:\t%s/%s\n", val_str(target), protocol);
        else
            describe_add(d, 0, "TargetPort:\t%lld/%s\n", (long long)val_int_or(target, 0), protocol);
        if (node_port)
            describe_add(d, 0, "NodePort:\t%s\t%lld/%s\n", shown, node_port, protocol);
        describe_add(d, 0, "Endpoints:\t%s\n", describe_endpoints(&backend, own));
    }
}

/* A line when there is something to say. */
static void add_text(struct describe *d, const char *title, const char *text)
{
    if (text && *text)
        describe_add(d, 0, "%s:\t%s\n", title, text);
}

static void add_ingress(struct describe *d, const struct val *list)
{
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; i < val_len(list); i++) {
        const char *ip = val_get_str(val_item(list, i), "ip", "");
        strbuf_addf(&sb, "%s%s", i ? ", " : "", *ip ? ip : val_get_str(val_item(list, i), "hostname", ""));
    }
    add_text(d, "LoadBalancer Ingress", sb.buf);
    strbuf_release(&sb);
}

static void add_addresses(struct describe *d, const struct val *spec)
{
    bool families = version_has(d->version, FEATURE_DESCRIBE_SERVICE_FAMILIES);
    if (families) {
        add_text(d, "IP Family Policy", val_get_str(spec, "ipFamilyPolicy", ""));
        describe_add(d, 0, "IP Families:\t%s\n", describe_joined(d, val_get(spec, "ipFamilies"), ",", "<none>"));
    }
    describe_add(d, 0, "IP:\t%s\n", val_get_str(spec, "clusterIP", ""));
    if (families)
        describe_add(d, 0, "IPs:\t%s\n", describe_joined(d, val_get(spec, "clusterIPs"), ",", "<none>"));
    add_text(d, "External IPs", describe_joined(d, val_get(spec, "externalIPs"), ",", ""));
    add_text(d, version_has(d->version, FEATURE_DESCRIBE_SERVICE_SLICES) ? "Desired LoadBalancer IP" : "IP",
             val_get_str(spec, "loadBalancerIP", ""));
    add_text(d, "External Name", val_get_str(spec, "externalName", ""));
}

static void describe(struct describe *d, const struct val *service)
{
    const struct val *spec = val_get(service, "spec"), *selector = val_get(spec, "selector");
    long long check_port = val_at_int(spec, "healthCheckNodePort", 0);
    describe_add(d, 0, "Name:\t%s\n", val_at_str(service, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(service, "metadata.namespace", ""));
    describe_labels(d, "Labels", val_at(service, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(service, "metadata.annotations"));
    describe_add(d, 0, "Selector:\t%s\n",
                 val_empty(selector) ? "<none>" : describe_selector(d, arena_val(d->cmd->arena, val_fmt("{matchLabels:%v}", selector))));
    describe_add(d, 0, "Type:\t%s\n", val_get_str(spec, "type", ""));
    add_addresses(d, spec);
    add_ingress(d, val_at(service, "status.loadBalancer.ingress"));
    add_ports(d, service);
    describe_add(d, 0, "Session Affinity:\t%s\n", val_get_str(spec, "sessionAffinity", ""));
    add_text(d, "External Traffic Policy", val_get_str(spec, "externalTrafficPolicy", ""));
    if (version_has(d->version, FEATURE_DESCRIBE_SERVICE_SLICES))
        add_text(d, "Internal Traffic Policy", val_get_str(spec, "internalTrafficPolicy", ""));
    if (check_port)
        describe_add(d, 0, "HealthCheck NodePort:\t%lld\n", check_port);
    add_text(d, "LoadBalancer Source Ranges", describe_joined(d, val_get(spec, "loadBalancerSourceRanges"), ",", ""));
    describe_events(d, service);
}

const struct describer describer_service = { "", "Service", describe };
