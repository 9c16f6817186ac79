/* Services: pkg/apis/core/validation (ValidateService and its kin). */
#include "backends/fake/validate/serviceip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"
#include "backends/fake/validate/podspec.h"
#include "backends/fake/validate/validate.h"

enum { KUBELET_PORT = 10250, AFFINITY_SECONDS_MAX = 86400 };

static const char *const protocols[] = { "SCTP", "TCP", "UDP", NULL };

static bool is_type(const struct val *spec, const char *type)
{
    return !strcmp(text_of(spec, "type"), type);
}

/* ---- ports ---- */

static void check_port(struct check *c, const struct val *port, bool needs_name, struct name_set *names, const struct field *f)
{
    const struct val *app = val_get(port, "appProtocol");
    struct field name = FIELD(f, "name"), number = FIELD(f, "port"), target = FIELD(f, "targetPort"), app_field = FIELD(f, "appProtocol");
    if (has_text(port, "name")) {
        check_name(c, NAME_DNS1123_LABEL, val_get(port, "name"), &name);
        if (!name_set_add(names, text_of(port, "name"), port))
            duplicate_text(c, &name, val_get(port, "name"));
    } else if (needs_name) {
        required(c, &name);
    }
    check_port_number(c, val_get(port, "port"), &number);
    check_choice(c, port, "protocol", f, protocols);
    check_port_or_name(c, val_get(port, "targetPort"), &target);
    if (given(app))
        check_name(c, NAME_QUALIFIED, app, &app_field);
}

static void check_ports_of(struct check *c, const struct val *ports, const struct field *f)
{
    struct name_set names = NAME_SET_INIT;
    for (size_t i = 0; i < val_len(ports); i++) {
        struct field item = FIELD_INDEX(f, i);
        check_port(c, val_item(ports, i), val_len(ports) > 1, &names, &item);
    }
    name_set_release(&names);
}

/* Two ports with the same protocol and number. */
static void check_same_numbers(struct check *c, const struct val *ports, const char *key, const struct field *f)
{
    struct name_set seen = NAME_SET_INIT;
    bool node_port = !strcmp(key, "nodePort");
    for (size_t i = 0; i < val_len(ports); i++) {
        const struct val *port = val_item(ports, i);
        long long number = (long long)val_at_int(port, key, 0);
        struct field item = FIELD_INDEX(f, i), member = FIELD(&item, "nodePort");
        if (node_port && !number)
            continue;
        if (name_set_add(&seen, arena_strf(c->kc->arena, "%s/%lld", text_of(port, "protocol"), number), port))
            continue;
        if (node_port) {
            field_duplicate(c->errors, &member, val_get(port, key));
            continue;
        }
        char text[200];
        snprintf(text, sizeof(text),
                 c->errors->json_values
                     ? "{\"Name\":\"\",\"Protocol\":\"%s\",\"AppProtocol\":null,\"Port\":%lld,\"TargetPort\":0,\"NodePort\":0}"
                     : "core.ServicePort{Name:\"\", Protocol:\"%s\", AppProtocol:(*string)(nil), Port:%lld, "
                       "TargetPort:intstr.IntOrString{Type:0, IntVal:0, StrVal:\"\"}, NodePort:0}",
                 text_of(port, "protocol"), number);
        field_error_add(c->errors, FIELD_DUPLICATE, &item, text, "");
    }
    name_set_release(&seen);
}

static void check_node_ports(struct check *c, const struct val *spec, const struct val *ports, const struct field *f)
{
    for (size_t i = 0; is_type(spec, "ClusterIP") && i < val_len(ports); i++) {
        struct field item = FIELD_INDEX(f, i), member = FIELD(&item, "nodePort");
        if (val_at_int(val_item(ports, i), "nodePort", 0))
            field_forbidden(c->errors, &member, "may not be used when `type` is 'ClusterIP'");
    }
    check_same_numbers(c, ports, "nodePort", f);
    check_same_numbers(c, ports, "port", f);
}

/* ---- types ---- */

static void check_external_name(struct check *c, const struct val *spec, const struct field *f)
{
    static const char *const not_set[] = { "clusterIPs", "ipFamilies", "ipFamilyPolicy" };
    const char *name = text_of(spec, "externalName");
    size_t len = strlen(name);
    struct field member = FIELD(f, "externalName");
    for (size_t i = 0; i < ARRAY_LEN(not_set); i++) {
        struct field other = FIELD(f, not_set[i]);
        if (!val_empty(val_get(spec, not_set[i])))
            field_forbidden(c->errors, &other, "may not be set for ExternalName services");
    }
    if (len && name[len - 1] == '.')
        len--;
    struct val *shown = val_stringn(name, len);
    check_required_name(c, NAME_DNS1123_SUBDOMAIN, shown, &member);
    val_unref(shown);
}

static void check_type_rules(struct check *c, const struct val *spec, const struct field *f)
{
    const struct val *ports = val_get(spec, "ports");
    struct field ports_field = FIELD(f, "ports"), ips = FIELD(f, "clusterIPs"), first = FIELD_INDEX(&ips, 0);
    bool balancer = is_type(spec, "LoadBalancer");
    if (is_type(spec, "ExternalName"))
        check_external_name(c, spec, f);
    for (size_t i = 0; balancer && i < val_len(ports); i++) {
        struct field item = FIELD_INDEX(&ports_field, i);
        if (val_at_int(val_item(ports, i), "port", 0) == KUBELET_PORT)
            invalid_int(c, &item, val_get(val_item(ports, i), "port"),
                        "may not expose port 10250 externally since it is used by kubelet");
    }
    if (service_is_headless(spec) && (balancer || is_type(spec, "NodePort")))
        field_invalid_str(c->errors, &first, "None",
                          balancer ? "may not be set to 'None' for LoadBalancer services"
                                   : "may not be set to 'None' for NodePort services");
}

static void check_balancer_protocols(struct check *c, const struct val *spec, const struct field *f)
{
    const struct val *ports = val_get(spec, "ports");
    if (!is_type(spec, "LoadBalancer") || newer(c, FEATURE_MIXED_PROTOCOLS))
        return;
    for (size_t i = 1; i < val_len(ports); i++) {
        if (val_equal(val_get(val_item(ports, i), "protocol"), val_get(val_item(ports, 0), "protocol")))
            continue;
        field_invalid_text(c->errors, f, "[]core.ServicePort{...}", "cannot create an external load balancer with mix protocols");
        return;
    }
}

/* ---- session affinity ---- */

static void check_affinity_config(struct check *c, const struct val *config, const struct field *f)
{
    static const char when[] = "when session affinity type is ClientIP";
    const struct val *client = val_get(config, "clientIP"), *seconds = val_get(client, "timeoutSeconds");
    struct field client_field = FIELD(f, "clientIP"), seconds_field = FIELD(&client_field, "timeoutSeconds");
    if (!given(config))
        field_required(c->errors, f, when);
    else if (!given(client))
        field_required(c->errors, &client_field, when);
    else if (!given(seconds))
        field_required(c->errors, &seconds_field, when);
    else if (val_int_or(seconds, 0) <= 0 || val_int_or(seconds, 0) > AFFINITY_SECONDS_MAX)
        invalid_int(c, &seconds_field, seconds, "must be greater than 0 and less than 86400");
}

static void check_session_affinity(struct check *c, const struct val *spec, const struct field *f)
{
    static const char *const types[] = { "ClientIP", "None", NULL };
    const struct val *config = val_get(spec, "sessionAffinityConfig");
    struct field config_field = FIELD(f, "sessionAffinityConfig");
    check_choice(c, spec, "sessionAffinity", f, types);
    if (!strcmp(text_of(spec, "sessionAffinity"), "ClientIP"))
        check_affinity_config(c, config, &config_field);
    else if (!strcmp(text_of(spec, "sessionAffinity"), "None") && given(config))
        field_forbidden(c->errors, &config_field, "must not be set when session affinity is None");
}

/* ---- traffic from outside ---- */

static void check_external_ips(struct check *c, const struct val *spec, const struct field *f)
{
    const struct val *ips = val_get(spec, "externalIPs");
    struct field list = FIELD(f, "externalIPs");
    for (size_t i = 0; i < val_len(ips); i++) {
        struct field item = FIELD_INDEX(&list, i);
        const char *s = val_str_or(val_item(ips, i), "");
        check_name(c, NAME_IP, val_item(ips, i), &item);
        if (!strcmp(s, "0.0.0.0") || !strcmp(s, "::"))
            invalid_text(c, &item, val_item(ips, i), "may not be unspecified (0.0.0.0)");
        if (has_prefix(s, "224.0.0."))
            invalid_text(c, &item, val_item(ips, i), "may not be in the link-local multicast range (224.0.0.0/24)");
    }
}

static void check_external_traffic(struct check *c, const struct val *spec, const struct field *f)
{
    static const char *const policies[] = { "", "Cluster", "Local", NULL };
    const struct val *policy = val_get(spec, "externalTrafficPolicy"), *check_port_val = val_get(spec, "healthCheckNodePort");
    const char *s = val_str_or(policy, "");
    int64_t number = val_int_or(check_port_val, 0);
    bool outside = is_type(spec, "LoadBalancer") || is_type(spec, "NodePort");
    struct field policy_field = FIELD(f, "externalTrafficPolicy"), port_field = FIELD(f, "healthCheckNodePort");
    if (!text_in(s, policies))
        invalid_text(c, &policy_field, policy, "ExternalTrafficPolicy must be empty, Cluster or Local");
    if (number < 0)
        invalid_int(c, &port_field, check_port_val, "HealthCheckNodePort must be not less than 0");
    if (!outside && *s)
        invalid_text(c, &policy_field, policy, "ExternalTrafficPolicy can only be set on NodePort and LoadBalancer service");
    if (number && !(is_type(spec, "LoadBalancer") && !strcmp(s, "Local")))
        invalid_int(c, &port_field, check_port_val,
                    "HealthCheckNodePort can only be set on LoadBalancer service with ExternalTrafficPolicy=Local");
}

/* ---- all of it ---- */

static void check_service(struct check *c, const struct val *doc)
{
    static const char *const types[] = { "ClusterIP", "ExternalName", "LoadBalancer", "NodePort", NULL };
    const struct val *spec = val_get(doc, "spec"), *ports = val_get(spec, "ports");
    struct field f = FIELD_ROOT("spec"), ports_field = FIELD(&f, "ports"), selector = FIELD(&f, "selector");
    check_metadata(c, doc, METADATA_NAMESPACED, newer(c, FEATURE_SERVICE_NAME_LABEL) ? NAME_DNS1123_LABEL : NAME_DNS1035_LABEL);
    if (!val_len(ports) && !service_is_headless(spec) && !is_type(spec, "ExternalName"))
        required(c, &ports_field);
    check_type_rules(c, spec, &f);
    check_ports_of(c, ports, &ports_field);
    check_labels(c, val_get(spec, "selector"), &selector);
    check_session_affinity(c, spec, &f);
    check_cluster_ips(c, spec, &f);
    check_external_ips(c, spec, &f);
    check_choice(c, spec, "type", &f, types);
    check_balancer_protocols(c, spec, &ports_field);
    check_node_ports(c, spec, ports, &ports_field);
    check_external_traffic(c, spec, &f);
}

void validate_service(const struct val *doc, const struct val *old, const struct kind_context *kc,
                      struct field_errors *errors)
{
    struct check c = check_begin(kc, errors);
    if (old) {
        struct field f = FIELD_ROOT("spec");
        check_update(&c, doc, old, METADATA_NAMESPACED);
        check_metadata_update(&c, doc, old);
        check_cluster_ip_changes(&c, val_get(doc, "spec"), val_get(old, "spec"), &f);
    }
    check_service(&c, doc);
    check_end(&c);
}

void validate_service_status(const struct val *doc, const struct val *old, const struct kind_context *kc,
                             struct field_errors *errors)
{
    const struct val *ingress = val_at(doc, "status.loadBalancer.ingress");
    struct check c = check_begin(kc, errors);
    struct field status = FIELD_ROOT("status"), balancer = FIELD(&status, "loadBalancer"), list = FIELD(&balancer, "ingress");
    check_update(&c, doc, old, METADATA_NAMESPACED);
    check_metadata_update(&c, doc, old);
    for (size_t i = 0; i < val_len(ingress); i++) {
        const struct val *one = val_item(ingress, i);
        struct field item = FIELD_INDEX(&list, i), ip = FIELD(&item, "ip"), host = FIELD(&item, "hostname");
        if (has_text(one, "ip") && !is_ip(text_of(one, "ip")))
            invalid_text(&c, &ip, val_get(one, "ip"), "must be a valid IP address");
        check_optional_name(&c, NAME_DNS1123_SUBDOMAIN, val_get(one, "hostname"), &host);
        if (has_text(one, "hostname") && is_ip(text_of(one, "hostname")))
            invalid_text(&c, &host, val_get(one, "hostname"), "must be a DNS name, not an IP address");
    }
    check_end(&c);
}
