#include <stdio.h>
#include <string.h>

#include "backends/base/val_node.h"

bool val_str_equal(const struct val *v, const char *s)
{
    const char *have = val_str(v);
    return have && s && v->len == strlen(s) && !memcmp(have, s, v->len);
}

static bool numbers_equal(const struct val *a, const struct val *b)
{
    if (val_type(a) == val_type(b) && val_type(a) != VAL_DOUBLE)
        return val_type(a) == VAL_INT ? val_int_or(a, 0) == val_int_or(b, 0)
                                      : as_number(a)->as.u == as_number(b)->as.u;
    double x = val_double_or(a, 0), y = val_double_or(b, 0);
    return x == y;
}

bool val_equal(const struct val *a, const struct val *b)
{
    if (a == b)
        return true;
    if (!a || !b)
        return false;
    if (val_is_number(a) && val_is_number(b))
        return numbers_equal(a, b);
    if (!is_node(a) || !is_node(b) || a->type != b->type || a->len != b->len)
        return false;
    switch ((enum val_type)a->type) {
    case VAL_STRING:
        if (a->is_interned && b->is_interned)
            return false;
        return !memcmp(as_string(a)->bytes, as_string(b)->bytes, a->len);
    case VAL_ARRAY:
        for (size_t i = 0; i < a->len; i++)
            if (!val_equal(as_array(a)->items[i], as_array(b)->items[i]))
                return false;
        return true;
    case VAL_OBJECT:
        for (size_t i = 0; i < a->len; i++)
            if (!val_equal(as_object(a)->members[i].key, as_object(b)->members[i].key) ||
                !val_equal(as_object(a)->members[i].value, as_object(b)->members[i].value))
                return false;
        return true;
    default:
        return false;
    }
}
