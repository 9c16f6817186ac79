/* ClusterRoleBinding. Mirrors pkg/registry/rbac/clusterrolebinding, pkg/apis/rbac/v1/defaults.go and its printer, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { "v1beta1", 0, 22, "rbac.authorization.k8s.io/v1beta1 ClusterRoleBinding is deprecated in v1.17+, unavailable in v1.22+; use rbac.authorization.k8s.io/v1 ClusterRoleBinding", 17 },
    { NULL, 0, 0, NULL, 0 },
};

static const char rbac[] = "rbac.authorization.k8s.io";

static void subject(struct val **v, const struct kind_context *kc)
{
    (void)kc;
    if (!val_unset_str(*v, "apiGroup"))
        return;
    bool person = val_str_equal(val_get(*v, "kind"), "User") || val_str_equal(val_get(*v, "kind"), "Group");
    if (person)
        val_set(v, "apiGroup", val_string(rbac));
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    if (val_is(val_get(*doc, "roleRef"), VAL_OBJECT) && val_empty(val_at(*doc, "roleRef.apiGroup")))
        val_put_str(doc, "roleRef.apiGroup", rbac);
    edit_items(doc, "subjects", subject, kc);
}

static const struct column columns[] = {
    COLUMN_NAME, COLUMN("Role"), COLUMN_AGE, WIDE("Users"), WIDE("Groups"), WIDE("ServiceAccounts"), COLUMN_END,
};

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    const struct val *subjects = val_get(doc, "subjects");
    cell_name(cells, doc);
    cell_strf(cells, "%s/%s", val_at_str(doc, "roleRef.kind", ""), val_at_str(doc, "roleRef.name", ""));
    cell_age(cells, doc, kc);
    cell_subjects(cells, subjects, "User");
    cell_subjects(cells, subjects, "Group");
    cell_subjects(cells, subjects, "ServiceAccount");
}

const struct kind kind_row_clusterrolebinding = {
    .group = "rbac.authorization.k8s.io",
    .kind = "ClusterRoleBinding",
    .plural = "clusterrolebindings",
    .singular = "clusterrolebinding",
    .short_names = "",
    .categories = "",
    .flags = KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_PATH_SEGMENT,
    .served = served,
    .set_defaults = set_defaults,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
