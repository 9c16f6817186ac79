#include "repl/describe/describe.h"

static void add_addresses(struct describe *d, const struct val *pod)
{
    const struct val *ips = val_at(pod, "status.podIPs");
    describe_add(d, 0, "IP:\t%s\n", val_at_str(pod, "status.podIP", ""));
    describe_add(d, 0, "IPs:%s\n", val_empty(ips) ? "\t<none>" : "");
    for (size_t i = 0; i < val_len(ips); i++)
        describe_add(d, 1, "IP:\t%s\n", val_get_str(val_item(ips, i), "ip", ""));
}

static void add_state(struct describe *d, const struct val *pod)
{
    const struct val *deleted = val_at(pod, "metadata.deletionTimestamp");
    const char *reason = val_at_str(pod, "status.reason", ""), *message = val_at_str(pod, "status.message", "");
    if (deleted) {
        describe_add(d, 0, "Status:\tTerminating (lasts %s)\n", describe_age(d, deleted));
        describe_add(d, 0, "Termination Grace Period:\t%llds\n",
                     (long long)val_at_int(pod, "metadata.deletionGracePeriodSeconds", 0));
    } else {
        describe_add(d, 0, "Status:\t%s\n", val_at_str(pod, "status.phase", ""));
    }
    if (*reason)
        describe_add(d, 0, "Reason:\t%s\n", reason);
    if (*message)
        describe_add(d, 0, "Message:\t%s\n", message);
}

static void add_head(struct describe *d, const struct val *pod)
{
    const struct val *priority = val_at(pod, "spec.priority"), *started = val_at(pod, "status.startTime");
    const char *class_name = val_at_str(pod, "spec.priorityClassName", ""), *node = val_at_str(pod, "spec.nodeName", "");
    const char *runtime = val_at_str(pod, "spec.runtimeClassName", "");
    describe_add(d, 0, "Name:\t%s\n", val_at_str(pod, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(pod, "metadata.namespace", ""));
    if (priority)
        describe_add(d, 0, "Priority:\t%lld\n", (long long)val_int_or(priority, 0));
    if (priority && *class_name)
        describe_add(d, 0, "Priority Class Name:\t%s\n", class_name);
    if (*runtime)
        describe_add(d, 0, "Runtime Class Name:\t%s\n", runtime);
    if (version_has(d->version, FEATURE_DESCRIBE_SERVICE_ACCOUNT))
        describe_add(d, 0, "Service Account:\t%s\n", val_at_str(pod, "spec.serviceAccountName", ""));
    if (*node)
        describe_add(d, 0, "Node:\t%s/%s\n", node, val_at_str(pod, "status.hostIP", ""));
    else
        describe_add(d, 0, "Node:\t<none>\n");
    if (started)
        describe_add(d, 0, "Start Time:\t%s\n", describe_time(d, started));
}

static void add_gates(struct describe *d, const struct val *pod)
{
    const struct val *gates = val_at(pod, "spec.readinessGates"), *conditions = val_at(pod, "status.conditions");
    if (val_empty(gates))
        return;
    describe_add(d, 0, "Readiness Gates:\n  Type\tStatus\n");
    for (size_t i = 0; i < val_len(gates); i++) {
        const char *type = val_get_str(val_item(gates, i), "conditionType", "");
        describe_add(d, 1, "%s \t%s \n", type, val_get_str(val_find(conditions, "type", type, NULL), "status", "<none>"));
    }
}

static void add_conditions(struct describe *d, const struct val *conditions)
{
    if (val_empty(conditions))
        return;
    describe_add(d, 0, "Conditions:\n  Type\tStatus\n");
    for (size_t i = 0; i < val_len(conditions); i++)
        describe_add(d, 1, "%s \t%s \n", val_get_str(val_item(conditions, i), "type", ""),
                     val_get_str(val_item(conditions, i), "status", ""));
}

static void describe(struct describe *d, const struct val *pod)
{
    const char *nominated = val_at_str(pod, "status.nominatedNodeName", "");
    add_head(d, pod);
    describe_labels(d, "Labels", val_at(pod, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(pod, "metadata.annotations"));
    add_state(d, pod);
    add_addresses(d, pod);
    describe_controlled_by(d, pod);
    if (*nominated)
        describe_add(d, 0, "NominatedNodeName:\t%s\n", nominated);
    if (!val_empty(val_at(pod, "spec.initContainers")))
        describe_containers(d, "Init Containers", val_at(pod, "spec.initContainers"), val_at(pod, "status.initContainerStatuses"), pod, "");
    describe_containers(d, "Containers", val_at(pod, "spec.containers"), val_at(pod, "status.containerStatuses"), pod, "");
    if (!val_empty(val_at(pod, "spec.ephemeralContainers")))
        describe_containers(d, "Ephemeral Containers", val_at(pod, "spec.ephemeralContainers"),
                            val_at(pod, "status.ephemeralContainerStatuses"), pod, "");
    add_gates(d, pod);
    add_conditions(d, val_at(pod, "status.conditions"));
    describe_volumes(d, val_at(pod, "spec.volumes"), "");
    describe_add(d, 0, "QoS Class:\t%s\n", val_at_str(pod, "status.qosClass", "BestEffort"));
    describe_labels(d, "Node-Selectors", val_at(pod, "spec.nodeSelector"));
    describe_tolerations(d, "Tolerations", val_at(pod, "spec.tolerations"));
    describe_events(d, pod);
}

const struct describer describer_pod = { "", "Pod", describe };
