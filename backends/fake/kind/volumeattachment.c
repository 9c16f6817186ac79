/* VolumeAttachment. Mirrors pkg/registry/storage/volumeattachment and its printer, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { "v1beta1", 0, 22, "storage.k8s.io/v1beta1 VolumeAttachment is deprecated in v1.19+, unavailable in v1.22+; use storage.k8s.io/v1 VolumeAttachment", 19 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct column columns[] = {
    COLUMN_NAME,
    COLUMN("Attacher"),
    COLUMN("PV"),
    COLUMN("Node"),
    COLUMN_BETWEEN("Attached", "string", 0, 34),
    COLUMN_BETWEEN("Attached", "boolean", 34, 0),
    COLUMN_AGE,
    COLUMN_END,
};

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_at(cells, doc, "spec.attacher", "");
    cell_at(cells, doc, "spec.source.persistentVolumeName", "");
    cell_at(cells, doc, "spec.nodeName", "");
    cell_bool(cells, val_at_bool(doc, "status.attached", false));
    cell_age(cells, doc, kc);
}

const struct kind kind_row_volumeattachment = {
    .group = "storage.k8s.io",
    .kind = "VolumeAttachment",
    .plural = "volumeattachments",
    .singular = "volumeattachment",
    .short_names = "",
    .categories = "",
    .flags = KIND_STATUS | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
