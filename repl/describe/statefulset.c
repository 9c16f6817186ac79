#include "repl/describe/describe.h"

static void describe_claims(struct describe *d, const struct val *templates)
{
    describe_add(d, 0, val_len(templates) ? "Volume Claims:\n" : "Volume Claims:\t<none>\n");
    for (size_t i = 0; i < val_len(templates); i++) {
        const struct val *claim = val_item(templates, i);
        describe_add(d, 1, "Name:\t%s\n", val_at_str(claim, "metadata.name", ""));
        describe_add(d, 1, "StorageClass:\t%s\n", describe_storage_class(claim));
        describe_labels(d, "  Labels", val_at(claim, "metadata.labels"));
        describe_annotations(d, "  Annotations", val_at(claim, "metadata.annotations"));
        describe_add(d, 1, "Capacity:\t%s\n", val_at_str(claim, "spec.resources.requests.storage", "<default>"));
        describe_add(d, 1, "Access Modes:\t%s\n", describe_words(d, val_at(claim, "spec.accessModes")));
    }
}

/* What later versions tell of the service, the order and the claims. */
static void add_policies(struct describe *d, const struct val *set)
{
    const char *service = val_at_str(set, "spec.serviceName", ""), *policy = val_at_str(set, "spec.podManagementPolicy", "");
    if (*service)
        describe_add(d, 0, "Service Name:\t%s\n", service);
    if (*policy)
        describe_add(d, 0, "Pod Management Policy:\t%s\n", policy);
}

static void add_strategy(struct describe *d, const struct val *set, bool all)
{
    const struct val *rolling = val_at(set, "spec.updateStrategy.rollingUpdate"), *partition = val_get(rolling, "partition");
    const struct val *unavailable = val_get(rolling, "maxUnavailable");
    const struct val *retention = val_at(set, "spec.persistentVolumeClaimRetentionPolicy");
    describe_add(d, 0, "Update Strategy:\t%s\n", val_at_str(set, "spec.updateStrategy.type", ""));
    if (partition)
        describe_add(d, 1, "Partition:\t%lld\n", (long long)val_int_or(partition, 0));
    if (all && partition && unavailable)
        describe_add(d, 1, "MaxUnavailable:\t%s\n", describe_number(d, unavailable));
    if (!all || !retention)
        return;
    describe_add(d, 0, "Persistent Volume Claim Retention Policy:\n");
    describe_add(d, 1, "WhenDeleted:\t%s\n", val_get_str(retention, "whenDeleted", ""));
    describe_add(d, 1, "WhenScaled:\t%s\n", val_get_str(retention, "whenScaled", ""));
}

static void describe(struct describe *d, const struct val *set)
{
    bool all = version_has(d->version, FEATURE_DESCRIBE_STATEFULSET_POLICIES);
    describe_add(d, 0, "Name:\t%s\n", val_at_str(set, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(set, "metadata.namespace", ""));
    describe_add(d, 0, "CreationTimestamp:\t%s\n", describe_time(d, val_at(set, "metadata.creationTimestamp")));
    describe_add(d, 0, "Selector:\t%s\n", describe_selector(d, val_at(set, "spec.selector")));
    describe_labels(d, "Labels", val_at(set, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(set, "metadata.annotations"));
    if (all)
        add_policies(d, set);
    describe_add(d, 0, "Replicas:\t%lld desired | %lld total\n", (long long)val_at_int(set, "spec.replicas", 0),
                 (long long)val_at_int(set, "status.replicas", 0));
    add_strategy(d, set, all);
    describe_pods_status(d, set, val_at(set, "spec.selector"));
    describe_pod_template(d, val_at(set, "spec.template"));
    describe_claims(d, val_at(set, "spec.volumeClaimTemplates"));
    describe_events(d, set);
}

const struct describer describer_statefulset = { "apps", "StatefulSet", describe };
