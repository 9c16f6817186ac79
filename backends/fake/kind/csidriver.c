/* CSIDriver. Mirrors pkg/registry/storage/csidriver, pkg/apis/storage/v1/defaults.go and its printer, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { "v1beta1", 0, 22, "storage.k8s.io/v1beta1 CSIDriver is deprecated in v1.19+, unavailable in v1.22+; use storage.k8s.io/v1 CSIDriver", 19 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct plain_default spec_rows[] = {
    DEFAULT_BOOL("attachRequired", true),
    DEFAULT_BOOL("podInfoOnMount", false),
    DEFAULT_BOOL_SINCE("storageCapacity", false, 21),
    DEFAULT_BOOL_SINCE("requiresRepublish", false, 21),
    DEFAULT_STR_SINCE("fsGroupPolicy", "ReadWriteOnceWithFSType", 20),
    DEFAULT_END,
};

static void spec(struct val **v, const struct kind_context *kc)
{
    set_plain(v, spec_rows, kc);
    if (val_empty(val_get(*v, "volumeLifecycleModes")))
        val_set(v, "volumeLifecycleModes", val_fmt("[Persistent]"));
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_at(doc, "spec", spec, kc);
}

static const struct column columns[] = {
    COLUMN_NAME,
    COLUMN_BOOL("AttachRequired"),
    COLUMN_BOOL("PodInfoOnMount"),
    COLUMN_BETWEEN("StorageCapacity", "boolean", 21, 0),
    COLUMN_BETWEEN("TokenRequests", "string", 21, 0),
    COLUMN_BETWEEN("RequiresRepublish", "boolean", 21, 0),
    COLUMN("Modes"),
    COLUMN_AGE,
    COLUMN_END,
};

static void cell_audiences(struct val **cells, const struct val *requests)
{
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; i < val_len(requests); i++) {
        add_comma(&sb, 0);
        strbuf_adds(&sb, val_get_str(val_item(requests, i), "audience", ""));
    }
    cell_str(cells, sb.len ? sb.buf : "<unset>");
    strbuf_release(&sb);
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    const struct val *modes = val_at(doc, "spec.volumeLifecycleModes");
    cell_name(cells, doc);
    cell_bool(cells, val_at_bool(doc, "spec.attachRequired", true));
    cell_bool(cells, val_at_bool(doc, "spec.podInfoOnMount", false));
    if (version_has(kc->version, FEATURE_CSIDRIVER_COLUMNS)) {
        cell_bool(cells, val_at_bool(doc, "spec.storageCapacity", false));
        cell_audiences(cells, val_at(doc, "spec.tokenRequests"));
        cell_bool(cells, val_at_bool(doc, "spec.requiresRepublish", false));
    }
    if (val_len(modes))
        cell_joined(cells, modes, ",");
    else
        cell_str(cells, "<none>");
    cell_age(cells, doc, kc);
}

const struct kind kind_row_csidriver = {
    .group = "storage.k8s.io",
    .kind = "CSIDriver",
    .plural = "csidrivers",
    .singular = "csidriver",
    .short_names = "",
    .categories = "",
    .flags = KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
