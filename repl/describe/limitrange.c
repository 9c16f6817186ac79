#include "repl/describe/describe.h"

enum { MIN, MAX, DEFAULT_REQUEST, DEFAULT_LIMIT, RATIO, BOUNDS };

static void add_limit(struct describe *d, const struct val *limit, const char *space)
{
    static const char *const fields[BOUNDS] = {
        [MIN] = "min", [MAX] = "max", [DEFAULT_REQUEST] = "defaultRequest", [DEFAULT_LIMIT] = "default",
        [RATIO] = "maxLimitRequestRatio",
    };
    struct val *names = val_object();
    for (int i = 0; i < BOUNDS; i++)
        for (size_t k = 0; k < val_len(val_get(limit, fields[i])); k++)
            val_set(&names, val_key(val_get(limit, fields[i]), k), val_bool(true));
    for (size_t k = 0; k < val_len(names); k++) {
        describe_add(d, 0, "%s%s\t%s", space, val_get_str(limit, "type", ""), val_key(names, k));
        for (int i = 0; i < BOUNDS; i++)
            describe_add(d, 0, "\t%s", val_get_str(val_get(limit, fields[i]), val_key(names, k), "-"));
        describe_add(d, 0, "\n");
    }
    val_unref(names);
}

static void add_limits(struct describe *d, const struct val *range, const char *space)
{
    const struct val *limits = val_at(range, "spec.limits");
    for (size_t i = 0; i < val_len(limits); i++)
        add_limit(d, val_item(limits, i), space);
}

static void add_head(struct describe *d, const char *space)
{
    describe_add(d, 0, "%sType\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio\n", space);
    describe_add(d, 0, "%s----\t--------\t---\t---\t---------------\t-------------\t-----------------------\n", space);
}

void describe_limit_ranges(struct describe *d, const struct val *ranges)
{
    if (!val_len(ranges)) {
        describe_add(d, 0, "No LimitRange resource.\n");
        return;
    }
    describe_add(d, 0, "Resource Limits\n");
    add_head(d, " ");
    for (size_t i = 0; i < val_len(ranges); i++)
        add_limits(d, val_item(ranges, i), " ");
}

static void describe(struct describe *d, const struct val *range)
{
    describe_add(d, 0, "Name:\t%s\n", val_at_str(range, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(range, "metadata.namespace", ""));
    add_head(d, "");
    add_limits(d, range, "");
}

const struct describer describer_limitrange = { "", "LimitRange", describe };
