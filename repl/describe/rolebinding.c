/* RoleBinding and ClusterRoleBinding. */
#include "repl/describe/describe.h"

static void describe(struct describe *d, const struct val *binding)
{
    const struct val *subjects = val_get(binding, "subjects");
    describe_add(d, 0, "Name:\t%s\n", val_at_str(binding, "metadata.name", ""));
    describe_labels(d, "Labels", val_at(binding, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(binding, "metadata.annotations"));
    describe_add(d, 0, "Role:\n");
    describe_add(d, 1, "Kind:\t%s\n", val_at_str(binding, "roleRef.kind", ""));
    describe_add(d, 1, "Name:\t%s\n", val_at_str(binding, "roleRef.name", ""));
    describe_add(d, 0, "Subjects:\n");
    describe_add(d, 1, "Kind\tName\tNamespace\n");
    describe_add(d, 1, "----\t----\t---------\n");
    for (size_t i = 0; i < val_len(subjects); i++) {
        const struct val *s = val_item(subjects, i);
        describe_add(d, 1, "%s\t%s\t%s\n", val_get_str(s, "kind", ""), val_get_str(s, "name", ""),
                     val_get_str(s, "namespace", ""));
    }
}

const struct describer describer_rolebinding = { "rbac.authorization.k8s.io", "RoleBinding", describe };
const struct describer describer_clusterrolebinding = { "rbac.authorization.k8s.io", "ClusterRoleBinding", describe };
