#include "repl/describe/describe.h"

static void describe(struct describe *d, const struct val *ns)
{
    const char *name = val_at_str(ns, "metadata.name", "");
    describe_add(d, 0, "Name:\t%s\n", name);
    describe_labels(d, "Labels", val_at(ns, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(ns, "metadata.annotations"));
    describe_add(d, 0, "Status:\t%s\n", val_at_str(ns, "status.phase", ""));
    describe_add(d, 0, "\n");
    describe_quotas(d, describe_list(d, "resourcequotas", name, NULL, NULL));
    describe_add(d, 0, "\n");
    describe_limit_ranges(d, describe_list(d, "limitranges", name, NULL, NULL));
}

const struct describer describer_namespace = { "", "Namespace", describe };
