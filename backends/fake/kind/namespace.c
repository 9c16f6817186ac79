/* Namespace. Mirrors pkg/registry/core/namespace/strategy.go, SetDefaults_Namespace and printNamespace, v1.20.2. */
#include <string.h>

#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct subresource subresources[] = {
    { "finalize", "Namespace", NULL, NULL, "update", 0, 0 },
    { NULL, NULL, NULL, NULL, NULL, 0, 0 },
};

static const char name_label[] = "kubernetes.io/metadata.name";
static const struct plain_default status_rows[] = { DEFAULT_STR("phase", "Active"), DEFAULT_END };

static void status(struct val **v, const struct kind_context *kc)
{
    set_plain(v, status_rows, kc);
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_at(doc, "status", status, kc);
    const struct val *name = val_at(*doc, "metadata.name"), *labels = val_at(*doc, "metadata.labels");
    if (!version_has(kc->version, FEATURE_NAMESPACE_NAME_LABEL) || val_empty(name) ||
        val_equal(val_get(labels, name_label), name))
        return;
    struct val *changed = val_is(labels, VAL_OBJECT) ? val_ref(labels) : val_object();
    val_set(&changed, name_label, val_ref(name));
    val_put(doc, "metadata.labels", changed);
}

static void prepare_create(struct val **doc, const struct kind_context *kc)
{
    (void)kc;
    val_set(doc, "status", val_fmt("{phase:Active}"));
    const struct val *finalizers = val_at(*doc, "spec.finalizers");
    for (size_t i = 0; i < val_len(finalizers); i++)
        if (val_str_equal(val_item(finalizers, i), "kubernetes"))
            return;
    struct val *changed = finalizers ? val_ref(finalizers) : val_array();
    val_append(&changed, val_string("kubernetes"));
    val_put(doc, "spec.finalizers", changed);
}

/* spec.finalizers change through the finalize subresource alone. */
static void prepare_update(struct val **doc, const struct val *old, const struct kind_context *kc)
{
    (void)kc;
    const struct val *finalizers = val_at(old, "spec.finalizers");
    if (finalizers)
        val_put(doc, "spec.finalizers", val_ref(finalizers));
    else
        val_drop(doc, "spec.finalizers");
}

static const struct column columns[] = { COLUMN_NAME, COLUMN("Status"), COLUMN_AGE, COLUMN_END };

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_at(cells, doc, "status.phase", "");
    cell_age(cells, doc, kc);
}

static const char *field(const struct val *doc, const char *label, bool *supported)
{
    *supported = !strcmp(label, "status.phase") || !strcmp(label, "name");
    return val_at_str(doc, *label == 'n' ? "metadata.name" : "status.phase", "");
}

const struct kind kind_row_namespace = {
    .group = "",
    .kind = "Namespace",
    .plural = "namespaces",
    .singular = "namespace",
    .short_names = "ns",
    .categories = "",
    .flags = KIND_STATUS | KIND_UNCONDITIONAL,
    .name_rule = NAME_LABEL,
    .collection_since = KIND_NEVER,
    .served = served,
    .subresources = subresources,
    .set_defaults = set_defaults,
    .prepare_create = prepare_create,
    .prepare_update = prepare_update,
    .validate = validate_namespace,
    .validate_status = validate_namespace_status,
    .columns = columns,
    .cells = cells,
    .field = field,
    .bad_field_format = "field label not supported: %s",
};
