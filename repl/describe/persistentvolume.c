#include "repl/describe/describe.h"

static void add_term(struct describe *d, size_t i, const struct val *requirements)
{
    describe_add(d, 2, "Term %zu:\t", i);
    for (size_t k = 0; k < val_len(requirements); k++) {
        const struct val *r = val_item(requirements, k), *values = val_get(r, "values");
        const char *op = val_get_str(r, "operator", "");
        char *lower = arena_strdup(d->cmd->arena, op);
        for (char *p = lower; *p; p++)
            *p = *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p;
        describe_add(d, 0, "%s%s %s", k ? "\t" : "", val_get_str(r, "key", ""), lower);
        if (val_len(values))
            describe_add(d, 0, " %s", describe_words(d, values));
        describe_add(d, 0, "\n");
    }
    if (!val_len(requirements))
        describe_add(d, 0, "<none>\n");
}

static void add_affinity(struct describe *d, const struct val *required)
{
    const struct val *terms = val_get(required, "nodeSelectorTerms");
    describe_add(d, 0, "Node Affinity:\t%s\n", required ? "" : "<none>");
    if (!required)
        return;
    describe_add(d, 1, "Required Terms:\t%s\n", val_len(terms) ? "" : "<none>");
    for (size_t i = 0; i < val_len(terms); i++)
        add_term(d, i, val_get(val_item(terms, i), "matchExpressions"));
}

static void describe(struct describe *d, const struct val *volume)
{
    const struct val *deleted = val_at(volume, "metadata.deletionTimestamp"), *claim = val_at(volume, "spec.claimRef"),
                     *mode = val_at(volume, "spec.volumeMode");
    describe_add(d, 0, "Name:\t%s\n", val_at_str(volume, "metadata.name", ""));
    describe_labels(d, "Labels", val_at(volume, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(volume, "metadata.annotations"));
    describe_add(d, 0, "Finalizers:\t%s\n", describe_words(d, val_at(volume, "metadata.finalizers")));
    describe_add(d, 0, "StorageClass:\t%s\n", describe_storage_class(volume));
    if (deleted)
        describe_add(d, 0, "Status:\tTerminating (lasts %s)\n", describe_age(d, deleted));
    else
        describe_add(d, 0, "Status:\t%s\n", val_at_str(volume, "status.phase", ""));
    if (claim)
        describe_add(d, 0, "Claim:\t%s/%s\n", val_get_str(claim, "namespace", ""), val_get_str(claim, "name", ""));
    else
        describe_add(d, 0, "Claim:\t\n");
    describe_add(d, 0, "Reclaim Policy:\t%s\n", val_at_str(volume, "spec.persistentVolumeReclaimPolicy", ""));
    describe_add(d, 0, "Access Modes:\t%s\n", describe_access_modes(d, val_at(volume, "spec.accessModes")));
    if (mode)
        describe_add(d, 0, "VolumeMode:\t%s\n", val_str_or(mode, ""));
    describe_add(d, 0, "Capacity:\t%s\n", val_at_str(volume, "spec.capacity.storage", "0"));
    add_affinity(d, val_at(volume, "spec.nodeAffinity.required"));
    describe_add(d, 0, "Message:\t%s\n", val_at_str(volume, "status.message", ""));
    describe_add(d, 0, "Source:\n");
    describe_volume_source(d, val_get(volume, "spec"));
    describe_events(d, volume);
}

const struct describer describer_persistentvolume = { "", "PersistentVolume", describe };
