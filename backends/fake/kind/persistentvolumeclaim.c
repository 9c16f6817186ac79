/* PersistentVolumeClaim. Mirrors pkg/registry/core/persistentvolumeclaim, SetDefaults_PersistentVolumeClaim and its printer, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/kind/resources.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct plain_default status_rows[] = { DEFAULT_STR("phase", "Pending"), DEFAULT_END };
static const struct plain_default spec_rows[] = { DEFAULT_STR("volumeMode", "Filesystem"), DEFAULT_END };

static void spec(struct val **v, const struct kind_context *kc)
{
    edit_present(v, "resources.requests", resource_list_defaults, kc);
    edit_present(v, "resources.limits", resource_list_defaults, kc);
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
    COLUMN("Status"),
    COLUMN("Volume"),
    COLUMN("Capacity"),
    COLUMN("Access Modes"),
    COLUMN("StorageClass"),
    COLUMN_BETWEEN("VolumeAttributesClass", "string", 29, 0),
    COLUMN_AGE,
    WIDE("VolumeMode"),
    COLUMN_END,
};

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    bool deleting = !val_is_null(val_at(doc, "metadata.deletionTimestamp"));
    bool bound = *val_at_str(doc, "spec.volumeName", "");
    cell_name(cells, doc);
    if (deleting)
        cell_str(cells, "Terminating");
    else
        cell_at(cells, doc, "status.phase", "");
    cell_at(cells, doc, "spec.volumeName", "");
    if (bound)
        cell_at(cells, doc, "status.capacity.storage", "0");
    else
        cell_str(cells, "");
    cell_access_modes(cells, bound ? val_at(doc, "status.accessModes") : NULL);
    cell_storage_class(cells, doc);
    if (version_has(kc->version, FEATURE_VOLUME_ATTRIBUTES_COLUMN))
        cell_at(cells, doc, "spec.volumeAttributesClassName", "<unset>");
    cell_age(cells, doc, kc);
    cell_at(cells, doc, "spec.volumeMode", "<unset>");
}

const struct kind kind_row_persistentvolumeclaim = {
    .group = "",
    .kind = "PersistentVolumeClaim",
    .plural = "persistentvolumeclaims",
    .singular = "persistentvolumeclaim",
    .short_names = "pvc",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .prepare_create = prepare_create,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
