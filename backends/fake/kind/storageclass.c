/* StorageClass. Mirrors pkg/registry/storage/storageclass, pkg/apis/storage/v1/defaults.go and its printer, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { "v1beta1", 0, 22, "storage.k8s.io/v1beta1 StorageClass is deprecated in v1.19+, unavailable in v1.22+; use storage.k8s.io/v1 StorageClass", 19 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct plain_default rows[] = {
    DEFAULT_STR("reclaimPolicy", "Delete"),
    DEFAULT_STR("volumeBindingMode", "Immediate"),
    DEFAULT_END,
};

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    set_plain(doc, rows, kc);
}

static const struct column columns[] = {
    COLUMN_NAME,
    COLUMN("Provisioner"),
    COLUMN("ReclaimPolicy"),
    COLUMN("VolumeBindingMode"),
    COLUMN("AllowVolumeExpansion"),
    COLUMN_AGE,
    COLUMN_END,
};

static bool is_default(const struct val *doc)
{
    const struct val *annotations = val_at(doc, "metadata.annotations");
    return val_str_equal(val_get(annotations, "storageclass.kubernetes.io/is-default-class"), "true") ||
           val_str_equal(val_get(annotations, "storageclass.beta.kubernetes.io/is-default-class"), "true");
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_strf(cells, "%s%s", val_at_str(doc, "metadata.name", ""), is_default(doc) ? " (default)" : "");
    cell_at(cells, doc, "provisioner", "");
    cell_at(cells, doc, "reclaimPolicy", "Delete");
    cell_at(cells, doc, "volumeBindingMode", "Immediate");
    cell_bool(cells, val_at_bool(doc, "allowVolumeExpansion", false));
    cell_age(cells, doc, kc);
}

const struct kind kind_row_storageclass = {
    .group = "storage.k8s.io",
    .kind = "StorageClass",
    .plural = "storageclasses",
    .singular = "storageclass",
    .short_names = "sc",
    .categories = "",
    .flags = KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
