/* A PodSpec as a whole: which rule comes when. */
#include "backends/fake/validate/podspec.h"


static void check_restart_policy(struct podspec *p)
{
    static const char *const policies[] = { "Always", "OnFailure", "Never", NULL };
    check_choice(p->c, p->spec, "restartPolicy", p->field, policies);
}

static void check_dns_policy(struct podspec *p)
{
    static const char *const policies[] = { "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None", NULL };
    check_choice(p->c, p->spec, "dnsPolicy", p->field, policies);
}

static void check_preemption_policy(struct podspec *p)
{
    static const char *const policies[] = { "PreemptLowerPriority", "Never", NULL };
    if (given(val_get(p->spec, "preemptionPolicy")))
        check_choice(p->c, p->spec, "preemptionPolicy", p->field, policies);
}

static void check_readiness_gates(struct podspec *p)
{
    const struct val *gates = val_get(p->spec, "readinessGates");
    struct field list = FIELD(p->field, "readinessGates");
    for (size_t i = 0; i < val_len(gates); i++) {
        struct field item = FIELD_INDEX(&list, i), type = FIELD(&item, "conditionType");
        check_name(p->c, NAME_QUALIFIED, val_get(val_item(gates, i), "conditionType"), &type);
    }
}

static void check_member_name(struct podspec *p, enum name_kind kind, const char *key)
{
    struct field member = FIELD(p->field, key);
    check_optional_name(p->c, kind, val_get(p->spec, key), &member);
}

/* Containers and what they need. */
static void check_what_runs(struct podspec *p)
{
    check_volumes(p);
    check_containers(p);
    check_init_containers(p);
    check_ephemeral_containers(p);
    if (newer(p->c, FEATURE_HOST_NETWORK_HOST_PORT))
        check_host_network_ports(p);
}

/* Policies, affinity, DNS. */
static void check_surroundings(struct podspec *p)
{
    struct field node_selector = FIELD(p->field, "nodeSelector"), affinity = FIELD(p->field, "affinity"),
                 spread = FIELD(p->field, "topologySpreadConstraints"), gates = FIELD(p->field, "schedulingGates");
    check_restart_policy(p);
    check_dns_policy(p);
    check_labels(p->c, val_get(p->spec, "nodeSelector"), &node_selector);
    if (!newer(p->c, FEATURE_HOST_NETWORK_HOST_PORT))
        check_host_network_ports(p);
    check_pod_security(p);
    check_affinity(p->c, val_get(p->spec, "affinity"), &affinity);
    check_dns_config(p);
    check_readiness_gates(p);
    check_scheduling_gates(p->c, val_get(p->spec, "schedulingGates"), &gates);
    check_topology_spread(p->c, val_get(p->spec, "topologySpreadConstraints"), &spread);
    check_host_users(p);
}

/* Names and numbers of its own. */
static void check_the_rest(struct podspec *p)
{
    struct field deadline = FIELD(p->field, "activeDeadlineSeconds"), tolerations = FIELD(p->field, "tolerations"),
                 aliases = FIELD(p->field, "hostAliases"), runtime = FIELD(p->field, "runtimeClassName"),
                 overhead = FIELD(p->field, "overhead");
    check_member_name(p, NAME_DNS1123_SUBDOMAIN, "serviceAccountName");
    check_member_name(p, NAME_DNS1123_SUBDOMAIN, "nodeName");
    check_range(p->c, val_get(p->spec, "activeDeadlineSeconds"), 1, INT32_MAX, &deadline);
    check_member_name(p, NAME_DNS1123_LABEL, "hostname");
    check_member_name(p, NAME_DNS1123_LABEL, "subdomain");
    check_tolerations(p->c, val_get(p->spec, "tolerations"), &tolerations);
    check_host_aliases(p->c, val_get(p->spec, "hostAliases"), &aliases);
    check_member_name(p, NAME_DNS1123_SUBDOMAIN, "priorityClassName");
    if (given(val_get(p->spec, "runtimeClassName")))
        check_name(p->c, NAME_DNS1123_SUBDOMAIN, val_get(p->spec, "runtimeClassName"), &runtime);
    check_preemption_policy(p);
    if (given(val_get(p->spec, "overhead")))
        check_overhead(p->c, val_get(p->spec, "overhead"), &overhead);
    check_pod_os(p);
}

void check_podspec(struct check *c, const struct val *spec, const struct val *meta, const struct field *f)
{
    struct podspec p = { c, spec, meta, f, NAME_SET_INIT };
    check_what_runs(&p);
    check_surroundings(&p);
    check_the_rest(&p);
    name_set_release(&p.volumes);
}
