#include "repl/describe/describe.h"

static void describe(struct describe *d, const struct val *class)
{
    const struct val *parameters = val_at(class, "spec.parameters");
    describe_add(d, 0, "Name:\t%s\n", val_at_str(class, "metadata.name", ""));
    describe_labels(d, "Labels", val_at(class, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(class, "metadata.annotations"));
    describe_add(d, 0, "Controller:\t%s\n", val_at_str(class, "spec.controller", ""));
    if (parameters) {
        describe_add(d, 0, "Parameters:\n");
        if (val_get(parameters, "apiGroup"))
            describe_add(d, 1, "APIGroup:\t%s\n", val_get_str(parameters, "apiGroup", ""));
        describe_add(d, 1, "Kind:\t%s\n", val_get_str(parameters, "kind", ""));
        describe_add(d, 1, "Name:\t%s\n", val_get_str(parameters, "name", ""));
    }
    describe_events(d, class);
}

const struct describer describer_ingressclass = { "networking.k8s.io", "IngressClass", describe };
