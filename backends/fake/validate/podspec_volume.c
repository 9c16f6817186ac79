/* Volumes: each has exactly one source, and each source its own rules (a row below). */
#include <string.h>

#include "backends/base/quantity.h"
#include "backends/fake/validate/podspec.h"
#include "backends/fake/validate/volumesource.h"

static const struct source {
    const char *key;
    const char *path;     /* of the errors inside; NULL: the key */
    const char *conflict; /* of the error about a second source; NULL: the key */
    volume_source_fn *check;
    int since;
} sources[] = {
    { "emptyDir", NULL, NULL, check_empty_dir, 0 },
    { "hostPath", NULL, NULL, check_host_path, 0 },
    { "gitRepo", NULL, NULL, check_git_repo, 0 },
    { "gcePersistentDisk", "persistentDisk", NULL, check_gce_disk, 0 },
    { "awsElasticBlockStore", NULL, NULL, check_aws_disk, 0 },
    { "secret", NULL, NULL, check_secret_volume, 0 },
    { "nfs", NULL, NULL, check_nfs, 0 },
    { "iscsi", NULL, NULL, check_iscsi, 0 },
    { "glusterfs", NULL, NULL, check_glusterfs, 0 },
    { "flocker", NULL, NULL, check_flocker, 0 },
    { "persistentVolumeClaim", NULL, NULL, check_claim, 0 },
    { "rbd", NULL, NULL, check_rbd, 0 },
    { "cinder", NULL, NULL, check_cinder, 0 },
    { "cephfs", NULL, "cephFS", check_cephfs, 0 },
    { "quobyte", NULL, NULL, check_quobyte, 0 },
    { "downwardAPI", NULL, "downwarAPI", check_downward_api, 0 }, /* upstream's spelling */
    { "fc", NULL, NULL, check_fc, 0 },
    { "flexVolume", NULL, NULL, check_flex_volume, 0 },
    { "configMap", NULL, NULL, check_configmap_volume, 0 },
    { "azureFile", NULL, NULL, check_azure_file, 0 },
    { "vsphereVolume", NULL, NULL, check_vsphere, 0 },
    { "photonPersistentDisk", NULL, NULL, check_photon, 0 },
    { "portworxVolume", NULL, NULL, check_portworx, 0 },
    { "azureDisk", NULL, NULL, check_azure_disk, 0 },
    { "storageos", NULL, NULL, check_storageos, 0 },
    { "projected", NULL, NULL, check_projected, 0 },
    { "scaleIO", NULL, NULL, check_scaleio, 0 },
    { "csi", NULL, NULL, check_csi, 0 },
    { "ephemeral", NULL, NULL, check_ephemeral_volume, 21 },
    { "image", NULL, NULL, check_image_volume, 35 },
};

/* With an initiator, the name of the volume becomes part of one that may not be long. */
static void check_iscsi_length(struct check *c, const struct val *volume, const struct field *f)
{
    const struct val *iscsi = val_get(volume, "iscsi");
    struct field name = FIELD(f, "name");
    if (given(val_get(iscsi, "initiatorName")) &&
        val_len(val_get(volume, "name")) + 1 + val_len(val_get(iscsi, "targetPortal")) > 64)
        invalid_text(c, &name, val_get(volume, "name"),
                     "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is "
                     "specified.");
}

static void check_sources(struct check *c, const struct val *volume, const struct field *f)
{
    bool one = false;
    for (size_t i = 0; i < ARRAY_LEN(sources); i++) {
        const struct val *source = val_get(volume, sources[i].key);
        if (!given(source) || !version_between(c->version, sources[i].since, 0))
            continue;
        struct field path = FIELD(f, sources[i].path ? sources[i].path : sources[i].key),
                     conflict = FIELD(f, sources[i].conflict ? sources[i].conflict : sources[i].key);
        if (one)
            field_forbidden(c->errors, &conflict, "may not specify more than 1 volume type");
        else
            sources[i].check(c, source, &path);
        if (sources[i].check == check_iscsi)
            check_iscsi_length(c, volume, f);
        one = true;
    }
    if (!one)
        field_required(c->errors, f, "must specify a volume type");
}

/* The claim that an ephemeral volume makes is named after the pod and the volume. */
static void check_ephemeral_names(struct podspec *p, const struct val *volume, const struct field *f)
{
    const char *pod = text_of(p->meta, "name"), *name = text_of(volume, "name");
    struct field name_field = FIELD(f, "name");
    struct name_errors errors;
    if (!newer(p->c, FEATURE_EPHEMERAL_VOLUMES) || !given(val_get(volume, "ephemeral")) || !*pod || !*name)
        return;
    char *claim = arena_strf(p->c->kc->arena, "%s-%s", pod, name);
    if (names_check(NAME_DNS1123_SUBDOMAIN, claim, strlen(claim), p->c->version, &errors))
        return;
    for (size_t i = 0; i < errors.len; i++)
        invalid_text(p->c, &name_field, val_get(volume, "name"),
                     arena_strf(p->c->kc->arena, "PVC name \"%s\": %s", claim, errors.items[i]));
}

void check_volumes(struct podspec *p)
{
    const struct val *volumes = val_get(p->spec, "volumes");
    struct field list = FIELD(p->field, "volumes");
    for (size_t i = 0; i < val_len(volumes); i++) {
        const struct val *volume = val_item(volumes, i);
        struct field item = FIELD_INDEX(&list, i), name = FIELD(&item, "name");
        size_t before = p->c->errors->len;
        check_sources(p->c, volume, &item);
        check_ephemeral_names(p, volume, &item);
        check_required_name(p->c, NAME_DNS1123_LABEL, val_get(volume, "name"), &name);
        if (name_set_has(&p->volumes, text_of(volume, "name")))
            duplicate_text(p->c, &name, val_get(volume, "name"));
        if (p->c->errors->len == before)
            name_set_add(&p->volumes, text_of(volume, "name"), volume);
    }
}

void check_read_only_disks(struct check *c, const struct val *template, const struct field *f)
{
    const struct val *volumes = val_at(template, "spec.volumes");
    struct field spec = FIELD(f, "spec"), list = FIELD(&spec, "volumes");
    for (size_t i = 0; i < val_len(volumes); i++) {
        const struct val *disk = val_get(val_item(volumes, i), "gcePersistentDisk");
        struct field item = FIELD_INDEX(&list, i), disk_field = FIELD(&item, "gcePersistentDisk"),
                     member = FIELD(&disk_field, "readOnly");
        if (given(disk) && !val_bool_or(val_get(disk, "readOnly"), false))
            field_invalid_text(c->errors, &member, "false",
                               "must be true for replicated pods > 1; GCE PD can only be mounted on multiple machines if it is "
                               "read-only");
    }
}
