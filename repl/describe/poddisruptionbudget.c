#include "repl/describe/describe.h"

static void describe(struct describe *d, const struct val *budget)
{
    static const struct {
        const char *title, *path;
    } counts[] = {
        { "Allowed disruptions", "status.disruptionsAllowed" },
        { "Current", "status.currentHealthy" },
        { "Desired", "status.desiredHealthy" },
        { "Total", "status.expectedPods" },
    };
    const struct val *least = val_at(budget, "spec.minAvailable"), *most = val_at(budget, "spec.maxUnavailable"),
                     *selector = val_at(budget, "spec.selector");
    describe_add(d, 0, "Name:\t%s\n", val_at_str(budget, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(budget, "metadata.namespace", ""));
    if (least)
        describe_add(d, 0, "Min available:\t%s\n", describe_number(d, least));
    else if (most)
        describe_add(d, 0, "Max unavailable:\t%s\n", describe_number(d, most));
    describe_add(d, 0, "Selector:\t%s\n", selector ? describe_selector(d, selector) : "<unset>");
    describe_add(d, 0, "Status:\n");
    for (size_t i = 0; i < ARRAY_LEN(counts); i++)
        describe_add(d, 2, "%s:\t%lld\n", counts[i].title, (long long)val_at_int(budget, counts[i].path, 0));
    describe_events(d, budget);
}

const struct describer describer_poddisruptionbudget = { "policy", "PodDisruptionBudget", describe };
