#include "repl/describe/describe.h"

static void describe(struct describe *d, const struct val *class)
{
    describe_add(d, 0, "Name:\t%s\n", val_at_str(class, "metadata.name", ""));
    describe_add(d, 0, "Value:\t%lld\n", (long long)val_at_int(class, "value", 0));
    describe_add(d, 0, "GlobalDefault:\t%s\n", val_at_bool(class, "globalDefault", false) ? "true" : "false");
    if (version_has(d->version, FEATURE_PREEMPTION_POLICY_COLUMN))
        describe_add(d, 0, "PreemptionPolicy:\t%s\n", val_at_str(class, "preemptionPolicy", "PreemptLowerPriority"));
    describe_add(d, 0, "Description:\t%s\n", val_at_str(class, "description", ""));
    describe_add(d, 0, "Annotations:\t%s\n", describe_pairs(d, val_at(class, "metadata.annotations")));
    describe_events(d, class);
}

const struct describer describer_priorityclass = { "scheduling.k8s.io", "PriorityClass", describe };
