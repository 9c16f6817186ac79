/* PersistentVolume. Mirrors pkg/registry/core/persistentvolume, SetDefaults_PersistentVolume and its printer, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/kind/resources.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct plain_default status_rows[] = { DEFAULT_STR("phase", "Pending"), DEFAULT_END };
static const struct plain_default spec_rows[] = {
    DEFAULT_STR("persistentVolumeReclaimPolicy", "Retain"),
    DEFAULT_STR("volumeMode", "Filesystem"),
    DEFAULT_END,
};
static const struct plain_default host_rows[] = { DEFAULT_STR("type", ""), DEFAULT_END };

static void host_path(struct val **v, const struct kind_context *kc)
{
    set_plain(v, host_rows, kc);
}

static void spec(struct val **v, const struct kind_context *kc)
{
    edit_present(v, "capacity", resource_list_defaults, kc);
    edit_present(v, "hostPath", host_path, kc);
    set_plain(v, spec_rows, kc);
}

static void status(struct val **v, const struct kind_context *kc)
{
    set_plain(v, status_rows, kc);
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_at(doc, "spec", spec, kc);
    edit_at(doc, "status", status, kc);
}

static void prepare_create(struct val **doc, const struct kind_context *kc)
{
    (void)kc;
    val_set(doc, "status", val_fmt("{phase:Pending}"));
}

static const struct column columns[] = {
    COLUMN_NAME,
    COLUMN("Capacity"),
    COLUMN("Access Modes"),
    COLUMN("Reclaim Policy"),
    COLUMN("Status"),
    COLUMN("Claim"),
    COLUMN("StorageClass"),
    COLUMN_BETWEEN("VolumeAttributesClass", "string", 29, 0),
    COLUMN("Reason"),
    COLUMN_AGE,
    WIDE("VolumeMode"),
    COLUMN_END,
};

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    const struct val *claim = val_at(doc, "spec.claimRef");
    bool deleting = !val_is_null(val_at(doc, "metadata.deletionTimestamp"));
    cell_name(cells, doc);
    cell_at(cells, doc, "spec.capacity.storage", "0");
    cell_access_modes(cells, val_at(doc, "spec.accessModes"));
    cell_at(cells, doc, "spec.persistentVolumeReclaimPolicy", "");
    if (deleting)
        cell_str(cells, "Terminating");
    else
        cell_at(cells, doc, "status.phase", "");
    if (val_is_null(claim))
        cell_str(cells, "");
    else
        cell_strf(cells, "%s/%s", val_get_str(claim, "namespace", ""), val_get_str(claim, "name", ""));
    cell_storage_class(cells, doc);
    if (version_has(kc->version, FEATURE_VOLUME_ATTRIBUTES_COLUMN))
        cell_at(cells, doc, "spec.volumeAttributesClassName", "<unset>");
    cell_at(cells, doc, "status.reason", "");
    cell_age(cells, doc, kc);
    cell_at(cells, doc, "spec.volumeMode", "<unset>");
}

const struct kind kind_row_persistentvolume = {
    .group = "",
    .kind = "PersistentVolume",
    .plural = "persistentvolumes",
    .singular = "persistentvolume",
    .short_names = "pv",
    .categories = "",
    .flags = KIND_STATUS | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .prepare_create = prepare_create,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
