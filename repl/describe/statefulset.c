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

static void describe(struct describe *d, const struct val *set)
{
    const struct val *partition = val_at(set, "spec.updateStrategy.rollingUpdate.partition");
    describe_add(d, 0, "Name:\t%s\n", val_at_str(set, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(set, "metadata.namespace", ""));
    describe_add(d, 0, "CreationTimestamp:\t%s\n", describe_time(d, val_at(set, "metadata.creationTimestamp")));
    describe_add(d, 0, "Selector:\t%s\n", describe_selector(d, val_at(set, "spec.selector")));
    describe_labels(d, "Labels", val_at(set, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(set, "metadata.annotations"));
    describe_add(d, 0, "Replicas:\t%lld desired | %lld total\n", (long long)val_at_int(set, "spec.replicas", 0),
                 (long long)val_at_int(set, "status.replicas", 0));
    describe_add(d, 0, "Update Strategy:\t%s\n", val_at_str(set, "spec.updateStrategy.type", ""));
    if (partition)
        describe_add(d, 1, "Partition:\t%lld\n", (long long)val_int_or(partition, 0));
    describe_pods_status(d, set, val_at(set, "spec.selector"));
    describe_pod_template(d, val_at(set, "spec.template"));
    describe_claims(d, val_at(set, "spec.volumeClaimTemplates"));
    describe_events(d, set);
}

const struct describer describer_statefulset = { "apps", "StatefulSet", describe };
