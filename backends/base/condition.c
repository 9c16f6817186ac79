#include "backends/base/condition.h"

const struct val *condition_find(const struct val *doc, const char *type)
{
    return val_find(val_get(val_get(doc, "status"), "conditions"), "type", type, NULL);
}

bool condition_is_true(const struct val *doc, const char *type)
{
    return val_str_equal(val_get(condition_find(doc, type), "status"), "True");
}
