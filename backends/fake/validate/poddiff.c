#include "backends/fake/validate/poddiff.h"

#include <string.h>

#include "backends/base/json.h"
#include "backends/fake/validate/rules.h"

/* The fields of core.PodSpec, in its order; those of the API that it keeps elsewhere are shown like its own. */
static const struct {
    const char *name, *key;
} fields[] = {
    { "Volumes", "volumes" },
    { "InitContainers", "initContainers" },
    { "Containers", "containers" },
    { "EphemeralContainers", "ephemeralContainers" },
    { "RestartPolicy", "restartPolicy" },
    { "TerminationGracePeriodSeconds", "terminationGracePeriodSeconds" },
    { "ActiveDeadlineSeconds", "activeDeadlineSeconds" },
    { "DNSPolicy", "dnsPolicy" },
    { "NodeSelector", "nodeSelector" },
    { "ServiceAccountName", "serviceAccountName" },
    { "AutomountServiceAccountToken", "automountServiceAccountToken" },
    { "NodeName", "nodeName" },
    { "HostNetwork", "hostNetwork" },
    { "HostPID", "hostPID" },
    { "HostIPC", "hostIPC" },
    { "ShareProcessNamespace", "shareProcessNamespace" },
    { "SecurityContext", "securityContext" },
    { "ImagePullSecrets", "imagePullSecrets" },
    { "Hostname", "hostname" },
    { "Subdomain", "subdomain" },
    { "SetHostnameAsFQDN", "setHostnameAsFQDN" },
    { "Affinity", "affinity" },
    { "SchedulerName", "schedulerName" },
    { "Tolerations", "tolerations" },
    { "HostAliases", "hostAliases" },
    { "PriorityClassName", "priorityClassName" },
    { "Priority", "priority" },
    { "PreemptionPolicy", "preemptionPolicy" },
    { "DNSConfig", "dnsConfig" },
    { "ReadinessGates", "readinessGates" },
    { "RuntimeClassName", "runtimeClassName" },
    { "Overhead", "overhead" },
    { "EnableServiceLinks", "enableServiceLinks" },
    { "TopologySpreadConstraints", "topologySpreadConstraints" },
};

static void add_identical(struct strbuf *sb, size_t *count)
{
    if (*count)
        strbuf_addf(sb, "  \t... // %zu identical field%s\n", *count, *count == 1 ? "" : "s");
    *count = 0;
}

static void add_side(struct strbuf *sb, char sign, const char *name, const struct val *v)
{
    strbuf_addf(sb, "%c \t%s: ", sign, name);
    if (given(v))
        json_write(sb, v, JSON_COMPACT | JSON_RAW_HTML);
    else
        strbuf_adds(sb, "nil");
    strbuf_adds(sb, ",\n");
}

void pod_diff(struct strbuf *sb, const struct val *a, const struct val *b)
{
    size_t identical = 0;
    strbuf_adds(sb, "  core.PodSpec{\n");
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        const struct val *x = val_get(a, fields[i].key), *y = val_get(b, fields[i].key);
        if (semantic_equal(x, y)) {
            identical++;
            continue;
        }
        add_identical(sb, &identical);
        add_side(sb, '-', fields[i].name, x);
        add_side(sb, '+', fields[i].name, y);
    }
    add_identical(sb, &identical);
    strbuf_adds(sb, "  }\n");
}
