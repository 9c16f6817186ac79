#include "repl/describe/describe.h"

static void add_conditions(struct describe *d, const struct val *conditions)
{
    if (!val_len(conditions))
        return;
    describe_add(d, 0, "Conditions:\n");
    describe_add(d, 1, "Type\tStatus\tLastTransitionTime\tReason\tMessage\n");
    describe_add(d, 1, "----\t------\t------------------\t------\t-------\n");
    for (size_t i = 0; i < val_len(conditions); i++) {
        const struct val *c = val_item(conditions, i);
        describe_add(d, 1, "%s\t%s\t%s\t%s\t%s\n", val_get_str(c, "type", ""), val_get_str(c, "status", ""),
                     describe_time(d, val_get(c, "lastTransitionTime")), val_get_str(c, "reason", ""),
                     val_get_str(c, "message", ""));
    }
}

static void describe(struct describe *d, const struct val *ns)
{
    const char *name = val_at_str(ns, "metadata.name", "");
    describe_add(d, 0, "Name:\t%s\n", name);
    describe_labels(d, "Labels", val_at(ns, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(ns, "metadata.annotations"));
    describe_add(d, 0, "Status:\t%s\n", val_at_str(ns, "status.phase", ""));
    if (version_has(d->version, FEATURE_DESCRIBE_NAMESPACE_CONDITIONS))
        add_conditions(d, val_at(ns, "status.conditions"));
    describe_add(d, 0, "\n");
    describe_quotas(d, describe_list(d, "resourcequotas", name, NULL, NULL));
    describe_add(d, 0, "\n");
    describe_limit_ranges(d, describe_list(d, "limitranges", name, NULL, NULL));
}

const struct describer describer_namespace = { "", "Namespace", describe };
