/*
 * The rules of single volume sources, private to validate/ (podspec_volume.c has the table).
 *
 *     check_host_path(c, val_get(volume, "hostPath"), &field);
 *
 * volumesource.c: those of a node and of a cluster; volumedisk.c: disks and file systems of other makers; volumefiles.c: files
 * made from ConfigMaps, Secrets and the pod itself.
 */
#ifndef SEODANG_FAKE_VALIDATE_VOLUMESOURCE_H
#define SEODANG_FAKE_VALIDATE_VOLUMESOURCE_H

#include "backends/fake/validate/rules.h"

typedef void volume_source_fn(struct check *c, const struct val *source, const struct field *f);

volume_source_fn check_empty_dir, check_host_path, check_git_repo, check_nfs, check_claim, check_csi,
    check_ephemeral_volume, check_image_volume;
volume_source_fn check_gce_disk, check_aws_disk, check_iscsi, check_glusterfs, check_flocker, check_rbd, check_cinder,
    check_cephfs, check_quobyte, check_fc, check_flex_volume, check_azure_file, check_vsphere, check_photon, check_portworx,
    check_azure_disk, check_storageos, check_scaleio;
volume_source_fn check_secret_volume, check_configmap_volume, check_downward_api, check_projected;

#endif
