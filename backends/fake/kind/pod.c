/* Pod. Mirrors pkg/registry/core/pod/strategy.go, pkg/apis/core/v1/defaults.go and printPod, v1.20.2. */
#include <string.h>

#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/kind/podstatus.h"
#include "backends/fake/kind/resources.h"
#include "backends/fake/kind/seccomp.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct subresource subresources[] = {
    { "attach", "PodAttachOptions", NULL, NULL, "create,get", 0, 0 },
    { "binding", "Binding", NULL, NULL, "create", 0, 0 },
    { "ephemeralcontainers", "Pod", NULL, NULL, "get,patch,update", 23, 0 },
    { "eviction", "Eviction", "policy", "v1beta1", "create", 0, 22 },
    { "eviction", "Eviction", "policy", "v1", "create", 22, 0 },
    { "exec", "PodExecOptions", NULL, NULL, "create,get", 0, 0 },
    { "log", "Pod", NULL, NULL, "get", 0, 0 },
    { "portforward", "PodPortForwardOptions", NULL, NULL, "create,get", 0, 0 },
    { "proxy", "PodProxyOptions", NULL, NULL, "create,delete,get,patch,update", 0, 0 },
    { "resize", "Pod", NULL, NULL, "get,patch,update", 33, 0 },
    { NULL, NULL, NULL, NULL, NULL, 0, 0 },
};

static const struct plain_default spec_rows[] = { DEFAULT_BOOL("enableServiceLinks", true), DEFAULT_END };

static void spec_defaults(struct val **v, const struct kind_context *kc)
{
    set_plain(v, spec_rows, kc);
    podspec_host_ports(v, kc);
    const struct val *grace = val_get(*v, "terminationGracePeriodSeconds");
    if (version_has(kc->version, FEATURE_GRACE_AT_LEAST_ONE) && val_int_or(grace, 0) < 0)
        val_set(v, "terminationGracePeriodSeconds", val_int(1));
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    podspec_defaults(doc, "spec", kc);
    requests_from_limits(doc, "spec.containers", kc);
    requests_from_limits(doc, "spec.initContainers", kc);
    edit_at(doc, "spec", spec_defaults, kc);
}

static void prepare_create(struct val **doc, const struct kind_context *kc)
{
    struct val *status = val_fmt("{phase:Pending, qosClass:%s}", pod_qos_class(*doc));
    if (version_has(kc->version, FEATURE_SCHEDULING_GATES) && val_len(val_at(*doc, "spec.schedulingGates")))
        val_set(&status, "conditions",
                val_fmt("[{type:PodScheduled, status:'False', reason:SchedulingGated, lastProbeTime:null,"
                        " lastTransitionTime:null, message:'Scheduling is blocked due to non-empty scheduling gates'}]"));
    val_set(doc, "status", status);
    seccomp_sync(doc, kc);
    if (version_has(kc->version, FEATURE_POD_GENERATION))
        val_put_int(doc, "metadata.generation", 1);
}

static void prepare_update(struct val **doc, const struct val *old, const struct kind_context *kc)
{
    if (version_has(kc->version, FEATURE_POD_GENERATION))
        update_generation(doc, old);
}

static const struct column columns[] = {
    COLUMN_NAME,
    COLUMN("Ready"),
    COLUMN("Status"),
    COLUMN_BETWEEN("Restarts", "integer", 0, 22),
    COLUMN_BETWEEN("Restarts", "string", 22, 0),
    COLUMN_AGE,
    WIDE("IP"),
    WIDE("Node"),
    WIDE("Nominated Node"),
    WIDE("Readiness Gates"),
    COLUMN_END,
};

static void cell_restarts(struct val **cells, const struct pod_summary *pod, const struct kind_context *kc)
{
    if (!version_has(kc->version, FEATURE_RESTARTS_AGE)) {
        cell_int(cells, pod->restarts);
        return;
    }
    struct strbuf sb = STRBUF_INIT;
    strbuf_addf(&sb, "%lld", (long long)pod->restarts);
    if (pod->restarts && pod->last_restart) {
        strbuf_adds(&sb, " (");
        add_since(&sb, pod->last_restart, kc);
        strbuf_adds(&sb, " ago)");
    }
    cell_str(cells, sb.buf);
    strbuf_release(&sb);
}

static void cell_gates(struct val **cells, const struct val *spec, const struct val *status)
{
    const struct val *gates = val_get(spec, "readinessGates"), *conditions = val_get(status, "conditions");
    size_t met = 0;
    for (size_t i = 0; i < val_len(gates); i++) {
        const char *type = val_get_str(val_item(gates, i), "conditionType", "");
        met += val_str_equal(val_get(val_find(conditions, "type", type, NULL), "status"), "True");
    }
    if (val_len(gates))
        cell_ratio(cells, (int64_t)met, (int64_t)val_len(gates));
    else
        cell_str(cells, "<none>");
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    const struct val *spec = val_get(doc, "spec"), *status = val_get(doc, "status");
    struct pod_summary pod;
    pod_summarize(&pod, doc, kc);
    cell_name(cells, doc);
    cell_ratio(cells, (int64_t)pod.ready, (int64_t)pod.containers);
    cell_str(cells, pod.reason);
    cell_restarts(cells, &pod, kc);
    cell_age(cells, doc, kc);
    cell_val(cells, val_get(status, "podIP"), val_get_str(val_item(val_get(status, "podIPs"), 0), "ip", "<none>"));
    cell_val(cells, val_get(spec, "nodeName"), "<none>");
    cell_val(cells, val_get(status, "nominatedNodeName"), "<none>");
    cell_gates(cells, spec, status);
}

static struct val *row_conditions(const struct val *doc)
{
    const char *phase = val_get_str(val_get(doc, "status"), "phase", "");
    if (!strcmp(phase, "Succeeded"))
        return val_fmt("[{type:Completed, status:'True', reason:Succeeded, message:'The pod has completed successfully.'}]");
    if (!strcmp(phase, "Failed"))
        return val_fmt("[{type:Completed, status:'True', reason:Failed, message:'The pod failed to complete successfully.'}]");
    return NULL;
}

static const char *const field_labels[] = {
    "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName",
    "status.phase",  "status.podIP",       "status.nominatedNodeName",
};

static const char *field(const struct val *doc, const char *label, bool *supported)
{
    *supported = true;
    if (!strcmp(label, "spec.host"))
        label = "spec.nodeName";
    if (!strcmp(label, "status.podIPs"))
        return val_at_str(doc, "status.podIP", val_at_str(doc, "status.podIPs.0.ip", ""));
    for (size_t i = 0; i < ARRAY_LEN(field_labels); i++)
        if (!strcmp(label, field_labels[i]))
            return val_at_str(doc, label, "");
    *supported = false;
    return "";
}

const struct kind kind_row_pod = {
    .group = "",
    .kind = "Pod",
    .plural = "pods",
    .singular = "pod",
    .short_names = "po",
    .categories = "all",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .subresources = subresources,
    .set_defaults = set_defaults,
    .prepare_create = prepare_create,
    .prepare_update = prepare_update,
    .validate = validate_pod,
    .validate_status = validate_pod_status,
    .columns = columns,
    .cells = cells,
    .row_conditions = row_conditions,
    .field = field,
    .bad_field_format = "field label not supported: %s",
};
