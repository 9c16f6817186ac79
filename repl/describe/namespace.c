#include "repl/describe/describe.h"

static void describe(struct describe *d, const struct val *ns)
{
    describe_add(d, 0, "Name:\t%s\n", val_at_str(ns, "metadata.name", ""));
    describe_labels(d, "Labels", val_at(ns, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(ns, "metadata.annotations"));
    describe_add(d, 0, "Status:\t%s\n", val_at_str(ns, "status.phase", ""));
    describe_add(d, 0, "\nNo resource quota.\n");
    describe_add(d, 0, "\nNo LimitRange resource.\n");
}

const struct describer describer_namespace = { "", "Namespace", describe };
