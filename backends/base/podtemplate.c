#include "backends/base/podtemplate.h"

struct val *pod_template_without_hash(const struct val *template)
{
    struct val *copy = val_ref(template);
    val_drop(&copy, "metadata.labels." POD_TEMPLATE_HASH);
    val_drop(&copy, "metadata.creationTimestamp");
    return copy;
}

bool pod_template_same(const struct val *a, const struct val *b)
{
    if (!val_equal(val_get(a, "spec"), val_get(b, "spec")))
        return false;
    struct val *x = pod_template_without_hash(a), *y = pod_template_without_hash(b);
    bool same = val_equal(x, y);
    val_unref(x);
    val_unref(y);
    return same;
}
