#include <string.h>

#include "repl/describe/describe.h"

/* ---- one backend ---- */

/* The name of the Service's port that a backend means by number or name; "": none of them, or the one without a name. */
static const char *port_name(const struct val *service, const struct val *port)
{
    const struct val *ports = val_at(service, "spec.ports");
    const char *found = "";
    for (size_t i = 0; i < val_len(ports); i++) {
        const struct val *p = val_item(ports, i);
        if (val_str(port) ? val_equal(val_get(p, "name"), port) : val_equal(val_get(p, "port"), port))
            found = val_get_str(p, "name", "");
    }
    return found;
}

static const char *not_found(struct describe *d, const char *shown, const char *resource, const char *name)
{
    return arena_strf(d->cmd->arena, "%s (<error: %s \"%s\" not found>)", shown, resource, name);
}

/* A Service's port and what answers there. */
static const char *service_text(struct describe *d, const char *ns, const char *name, const struct val *port)
{
    const char *shown = arena_strf(d->cmd->arena, "%s:%s", name, describe_number(d, port));
    struct describe_backend backend = describe_backend(d, ns, name);
    if (!backend.endpoints && !version_has(d->version, FEATURE_DESCRIBE_SERVICE_SLICES))
        return not_found(d, shown, "endpoints", name);
    const struct val *service = describe_get(d, "services", ns, name);
    if (!service)
        return not_found(d, shown, "services", name);
    return arena_strf(d->cmd->arena, "%s (%s)", shown, describe_endpoints(&backend, port_name(service, port)));
}

/* A backend as v1 has it, or v1beta1. */
static const char *backend_text(struct describe *d, const char *ns, const struct val *backend)
{
    const struct val *service = val_get(backend, "service"), *resource = val_get(backend, "resource");
    const struct val *number = val_at(service, "port.number");
    if (service)
        return service_text(d, ns, val_get_str(service, "name", ""), number ? number : val_at(service, "port.name"));
    if (val_get(backend, "serviceName"))
        return service_text(d, ns, val_get_str(backend, "serviceName", ""), val_get(backend, "servicePort"));
    if (!resource)
        return "";
    return arena_strf(d->cmd->arena, "APIGroup: %s, Kind: %s, Name: %s", val_get_str(resource, "apiGroup", ""),
                      val_get_str(resource, "kind", ""), val_get_str(resource, "name", ""));
}

/* Up to v1.22 an Ingress without a backend of its own was said to have one that ingress controllers brought along. */
static const char *default_backend(struct describe *d, const struct val *ingress)
{
    const struct val *spec = val_get(ingress, "spec"), *backend = val_get(spec, "defaultBackend");
    backend = backend ? backend : val_get(spec, "backend");
    if (backend)
        return backend_text(d, val_at_str(ingress, "metadata.namespace", ""), backend);
    if (version_has(d->version, FEATURE_DESCRIBE_INGRESS_CLASS))
        return "<default>";
    return service_text(d, "kube-system", "default-http-backend", arena_val(d->cmd->arena, val_int(80)));
}

/* ---- the whole ---- */

static void add_tls(struct describe *d, const struct val *list)
{
    if (val_len(list))
        describe_add(d, 0, "TLS:\n");
    for (size_t i = 0; i < val_len(list); i++) {
        const char *secret = val_get_str(val_item(list, i), "secretName", "");
        const char *hosts = describe_joined(d, val_get(val_item(list, i), "hosts"), ",", "");
        if (*secret)
            describe_add(d, 1, "%s terminates %s\n", secret, hosts);
        else
            describe_add(d, 1, "SNI routes %s\n", hosts);
    }
}

static void add_rules(struct describe *d, const struct val *ingress, const char *otherwise)
{
    const struct val *rules = val_at(ingress, "spec.rules");
    size_t shown = 0;
    describe_add(d, 0, "Rules:\n  Host\tPath\tBackends\n");
    describe_add(d, 1, "----\t----\t--------\n");
    for (size_t i = 0; i < val_len(rules); i++) {
        const struct val *http = val_get(val_item(rules, i), "http"), *paths = val_get(http, "paths");
        const char *host = val_get_str(val_item(rules, i), "host", "");
        if (!http)
            continue;
        shown++;
        describe_add(d, 1, "%s\t\n", *host ? host : "*");
        for (size_t k = 0; k < val_len(paths); k++)
            describe_add(d, 2, "\t%s \t%s\n", val_get_str(val_item(paths, k), "path", ""),
                         backend_text(d, val_at_str(ingress, "metadata.namespace", ""), val_get(val_item(paths, k), "backend")));
    }
    if (!shown)
        describe_add(d, 1, "*\t*\t%s\n", otherwise);
}

static const char *addresses(struct describe *d, const struct val *ingress)
{
    const struct val *list = val_at(ingress, "status.loadBalancer.ingress");
    struct val *texts = val_array();
    for (size_t i = 0; i < val_len(list); i++) {
        const char *ip = val_get_str(val_item(list, i), "ip", "");
        val_append(&texts, val_string(*ip ? ip : val_get_str(val_item(list, i), "hostname", "")));
    }
    return describe_joined(d, arena_val(d->cmd->arena, texts), ",", "");
}

static void describe(struct describe *d, const struct val *ingress)
{
    bool class_too = version_has(d->version, FEATURE_DESCRIBE_INGRESS_CLASS);
    const char *otherwise = default_backend(d, ingress);
    describe_add(d, 0, "Name:\t%s\n", val_at_str(ingress, "metadata.name", ""));
    if (class_too)
        describe_labels(d, "Labels", val_at(ingress, "metadata.labels"));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(ingress, "metadata.namespace", ""));
    describe_add(d, 0, "Address:\t%s\n", addresses(d, ingress));
    if (class_too)
        describe_add(d, 0, "Ingress Class:\t%s\n", val_at_str(ingress, "spec.ingressClassName", "<none>"));
    describe_add(d, 0, "Default backend:\t%s\n", otherwise);
    add_tls(d, val_at(ingress, "spec.tls"));
    add_rules(d, ingress, otherwise);
    describe_annotations(d, "Annotations", val_at(ingress, "metadata.annotations"));
    describe_events(d, ingress);
}

const struct describer describer_ingress = { "networking.k8s.io", "Ingress", describe };
