#include "repl/describe/describe.h"

static const char *is_default(const struct val *class)
{
    const struct val *annotations = val_at(class, "metadata.annotations");
    bool yes = val_str_equal(val_get(annotations, "storageclass.kubernetes.io/is-default-class"), "true") ||
               val_str_equal(val_get(annotations, "storageclass.beta.kubernetes.io/is-default-class"), "true");
    return yes ? "Yes" : "No";
}

static void add_topologies(struct describe *d, const struct val *terms)
{
    if (!terms)
        return;
    describe_add(d, 0, "AllowedTopologies:\t%s\n", val_len(terms) ? "" : "<none>");
    for (size_t i = 0; i < val_len(terms); i++) {
        const struct val *expressions = val_get(val_item(terms, i), "matchLabelExpressions");
        describe_add(d, 1, "Term %zu:\t", i);
        for (size_t k = 0; k < val_len(expressions); k++) {
            const struct val *e = val_item(expressions, k);
            describe_add(d, 0, "%s%s in %s\n", k ? "\t" : "", val_get_str(e, "key", ""),
                         describe_words(d, val_get(e, "values")));
        }
        if (!val_len(expressions))
            describe_add(d, 0, "<none>\n");
    }
}

static void describe(struct describe *d, const struct val *class)
{
    const struct val *expands = val_get(class, "allowVolumeExpansion"), *options = val_get(class, "mountOptions");
    describe_add(d, 0, "Name:\t%s\n", val_at_str(class, "metadata.name", ""));
    describe_add(d, 0, "IsDefaultClass:\t%s\n", is_default(class));
    describe_add(d, 0, "Annotations:\t%s\n", describe_pairs(d, val_at(class, "metadata.annotations")));
    describe_add(d, 0, "Provisioner:\t%s\n", val_get_str(class, "provisioner", ""));
    describe_add(d, 0, "Parameters:\t%s\n", describe_pairs(d, val_get(class, "parameters")));
    describe_add(d, 0, "AllowVolumeExpansion:\t%s\n",
                 !expands ? "<unset>" : val_bool_or(expands, false) ? "True" : "False");
    describe_add(d, 0, "MountOptions:%s\n", val_len(options) ? "" : "\t<none>");
    for (size_t i = 0; i < val_len(options); i++)
        describe_add(d, 1, "%s\n", val_str_or(val_item(options, i), ""));
    if (val_get(class, "reclaimPolicy"))
        describe_add(d, 0, "ReclaimPolicy:\t%s\n", val_get_str(class, "reclaimPolicy", ""));
    if (val_get(class, "volumeBindingMode"))
        describe_add(d, 0, "VolumeBindingMode:\t%s\n", val_get_str(class, "volumeBindingMode", ""));
    add_topologies(d, val_get(class, "allowedTopologies"));
    describe_events(d, class);
}

const struct describer describer_storageclass = { "storage.k8s.io", "StorageClass", describe };
