/* PodSecurityPolicy. Mirrors pkg/registry/policy/podsecuritypolicy, pkg/apis/policy/v1beta1/defaults.go and its printer, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1beta1", 0, 25, "policy/v1beta1 PodSecurityPolicy is deprecated in v1.21+, unavailable in v1.25+", 21 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct plain_default spec_rows[] = { DEFAULT_BOOL("allowPrivilegeEscalation", true), DEFAULT_END };

static void spec(struct val **v, const struct kind_context *kc)
{
    set_plain(v, spec_rows, kc);
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_at(doc, "spec", spec, kc);
}

static const struct column columns[] = {
    COLUMN_NAME,       COLUMN("Priv"),     COLUMN("Caps"),           COLUMN("Selinux"), COLUMN("RunAsUser"),
    COLUMN("FsGroup"), COLUMN("Supgroup"), COLUMN("ReadOnlyRootFs"), COLUMN("Volumes"), COLUMN_END,
};

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    (void)kc;
    cell_name(cells, doc);
    cell_str(cells, val_at_bool(doc, "spec.privileged", false) ? "true" : "false");
    cell_joined(cells, val_at(doc, "spec.allowedCapabilities"), ",");
    cell_at(cells, doc, "spec.seLinux.rule", "");
    cell_at(cells, doc, "spec.runAsUser.rule", "");
    cell_at(cells, doc, "spec.fsGroup.rule", "");
    cell_at(cells, doc, "spec.supplementalGroups.rule", "");
    cell_bool(cells, val_at_bool(doc, "spec.readOnlyRootFilesystem", false));
    cell_joined(cells, val_at(doc, "spec.volumes"), ",");
}

const struct kind kind_row_podsecuritypolicy = {
    .group = "policy",
    .kind = "PodSecurityPolicy",
    .plural = "podsecuritypolicies",
    .singular = "podsecuritypolicy",
    .short_names = "psp",
    .categories = "",
    .flags = KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .validate = validate_metadata,
    .columns = columns,
    .cells = cells,
};
