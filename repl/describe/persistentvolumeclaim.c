#include "repl/describe/describe.h"

static bool mounts(const struct val *pod, const char *claim)
{
    const struct val *volumes = val_at(pod, "spec.volumes");
    for (size_t i = 0; i < val_len(volumes); i++)
        if (val_str_equal(val_at(val_item(volumes, i), "persistentVolumeClaim.claimName"), claim))
            return true;
    return false;
}

static void add_users(struct describe *d, const struct val *claim)
{
    const char *ns = val_at_str(claim, "metadata.namespace", ""), *name = val_at_str(claim, "metadata.name", "");
    const struct val *pods = describe_list(d, "pods", ns, NULL, NULL);
    size_t shown = 0;
    describe_add(d, 0, "Used By:\t");
    for (size_t i = 0; i < val_len(pods); i++)
        if (mounts(val_item(pods, i), name))
            describe_add(d, 0, "%s%s\n", shown++ ? "\t" : "", val_at_str(val_item(pods, i), "metadata.name", ""));
    if (!shown)
        describe_add(d, 0, "<none>\n");
}

static void add_source(struct describe *d, const struct val *source)
{
    if (!source)
        return;
    describe_add(d, 0, "DataSource:\n");
    if (val_get(source, "apiGroup"))
        describe_add(d, 1, "APIGroup:\t%s\n", val_get_str(source, "apiGroup", ""));
    describe_add(d, 1, "Kind:\t%s\n", val_get_str(source, "kind", ""));
    describe_add(d, 1, "Name:\t%s\n", val_get_str(source, "name", ""));
}

static const struct describe_column condition_columns[] = {
    { "Type", "----", "type", " \t" },
    { "Status", "------", "status", " \t" },
    { "LastProbeTime", "-----------------", "lastProbeTime", " \t" },
    { "LastTransitionTime", "------------------", "lastTransitionTime", " \t" },
    { "Reason", "------", "reason", " \t" },
    { "Message", "-------", "message", "\n" },
};

static void describe(struct describe *d, const struct val *claim)
{
    const struct val *deleted = val_at(claim, "metadata.deletionTimestamp"), *mode = val_at(claim, "spec.volumeMode");
    const char *volume = val_at_str(claim, "spec.volumeName", "");
    describe_add(d, 0, "Name:\t%s\n", val_at_str(claim, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(claim, "metadata.namespace", ""));
    describe_add(d, 0, "StorageClass:\t%s\n", describe_storage_class(claim));
    if (deleted)
        describe_add(d, 0, "Status:\tTerminating (lasts %s)\n", describe_age(d, deleted));
    else
        describe_add(d, 0, "Status:\t%s\n", val_at_str(claim, "status.phase", ""));
    describe_add(d, 0, "Volume:\t%s\n", volume);
    describe_labels(d, "Labels", val_at(claim, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(claim, "metadata.annotations"));
    describe_add(d, 0, "Finalizers:\t%s\n", describe_words(d, val_at(claim, "metadata.finalizers")));
    describe_add(d, 0, "Capacity:\t%s\n", *volume ? val_at_str(claim, "status.capacity.storage", "0") : "");
    describe_add(d, 0, "Access Modes:\t%s\n", *volume ? describe_access_modes(d, val_at(claim, "status.accessModes")) : "");
    if (mode)
        describe_add(d, 0, "VolumeMode:\t%s\n", val_str_or(mode, ""));
    add_source(d, val_at(claim, "spec.dataSource"));
    add_users(d, claim);
    describe_condition_columns(d, claim, condition_columns, ARRAY_LEN(condition_columns));
    describe_events(d, claim);
}

const struct describer describer_persistentvolumeclaim = { "", "PersistentVolumeClaim", describe };
