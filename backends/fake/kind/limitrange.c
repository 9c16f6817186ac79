/* LimitRange. Mirrors pkg/registry/core/limitrange and SetDefaults_LimitRangeItem, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/kind/resources.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

/* Of `from`, what the item's other list lacks. */
static void inherit(struct val **item, const char *list, const char *from)
{
    const struct val *source = val_get(*item, from);
    struct val *filled = val_ref(val_get(*item, list));
    for (size_t i = 0; i < val_len(source); i++)
        if (!val_get(filled, val_key(source, i)))
            val_set(&filled, val_key(source, i), val_ref(val_item(source, i)));
    if (filled)
        val_set(item, list, filled);
}

static void item(struct val **v, const struct kind_context *kc)
{
    static const char *const lists[] = { "max", "min", "default", "defaultRequest", "maxLimitRequestRatio" };
    for (size_t i = 0; i < ARRAY_LEN(lists); i++)
        edit_present(v, lists[i], resource_list_defaults, kc);
    if (!val_str_equal(val_get(*v, "type"), "Container"))
        return;
    inherit(v, "default", "max");
    inherit(v, "defaultRequest", "default");
    inherit(v, "defaultRequest", "min");
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_items(doc, "spec.limits", item, kc);
}

const struct kind kind_row_limitrange = {
    .group = "",
    .kind = "LimitRange",
    .plural = "limitranges",
    .singular = "limitrange",
    .short_names = "limits",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .validate = validate_limitrange,
};
