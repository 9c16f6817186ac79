#include "backends/base/patch.h"
#include "tests/vectors/patches.h"
#include "tests/vectors/vectors.h"

struct val *vectors_apply3way(const struct val *in, struct version v)
{
    const struct val *last = val_get(in, "last_applied"), *live = val_get(in, "live");
    const struct schema_type *type = patches_type(in);
    bool overwrite = val_bool_or(val_get(in, "overwrite"), true);
    struct strbuf err = STRBUF_INIT;
    struct val *result = NULL;
    struct val *patch = patch_three_way(val_is_null(last) ? NULL : last, val_get(in, "modified"), live, type, v, overwrite, &err);
    if (patch)
        result = type ? patch_strategic(live, patch, type, v, &err) : patch_merge(live, patch, &err);
    struct val *reply = patches_reply(result, &err);
    if (val_get(reply, "result"))
        val_set(&reply, "patch", val_ref(patch));
    val_unref(patch);
    return reply;
}
