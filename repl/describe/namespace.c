#include "repl/describe/describe.h"

static const struct describe_column condition_columns[] = {
    { "Type", "----", "type", "\t" },
    { "Status", "------", "status", "\t" },
    { "LastTransitionTime", "------------------", "lastTransitionTime", "\t" },
    { "Reason", "------", "reason", "\t" },
    { "Message", "-------", "message", "\n" },
};

static void describe(struct describe *d, const struct val *ns)
{
    const char *name = val_at_str(ns, "metadata.name", "");
    describe_add(d, 0, "Name:\t%s\n", name);
    describe_labels(d, "Labels", val_at(ns, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(ns, "metadata.annotations"));
    describe_add(d, 0, "Status:\t%s\n", val_at_str(ns, "status.phase", ""));
    if (version_has(d->version, FEATURE_DESCRIBE_NAMESPACE_CONDITIONS))
        describe_condition_columns(d, ns, condition_columns, ARRAY_LEN(condition_columns));
    describe_add(d, 0, "\n");
    describe_quotas(d, describe_list(d, "resourcequotas", name, NULL, NULL));
    describe_add(d, 0, "\n");
    describe_limit_ranges(d, describe_list(d, "limitranges", name, NULL, NULL));
}

const struct describer describer_namespace = { "", "Namespace", describe };
