#include "backends/fake/validate/nameset.h"

#include <string.h>

const struct val *name_set_get(const struct name_set *set, const char *name)
{
    for (size_t i = 0; i < set->len; i++)
        if (set->few[i].name == name || !strcmp(set->few[i].name, name))
            return set->few[i].value;
    return set->many.count ? strmap_get(&set->many, name) : NULL;
}

bool name_set_has(const struct name_set *set, const char *name)
{
    return name_set_get(set, name) != NULL;
}

bool name_set_add(struct name_set *set, const char *name, const struct val *value)
{
    if (name_set_has(set, name))
        return false;
    if (set->len < NAME_SET_SMALL) {
        set->few[set->len].name = name;
        set->few[set->len].value = value;
        set->len++;
    } else {
        strmap_put(&set->many, name, (void *)(uintptr_t)value);
    }
    return true;
}

void name_set_release(struct name_set *set)
{
    strmap_release(&set->many);
    set->len = 0;
}
