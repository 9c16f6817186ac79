#include "tests/vectors/patches.h"

const struct schema_type *patches_type(const struct val *in)
{
    static const char *const groups[] = { "v1", "apps/v1", "batch/v1", "batch/v1beta1" };
    const struct schema_type *found = NULL;
    const char *kind = val_get_str(in, "kind", "");
    /* CronJob is asked in v1beta1, as v1.20 serves it. */
    bool beta = val_str_equal(val_get(in, "kind"), "CronJob");
    for (size_t i = 0; i < ARRAY_LEN(groups) - !beta && (!found || beta); i++) {
        const struct schema_type *t = schema_find(groups[i], kind);
        found = t ? t : found;
    }
    return found;
}

struct val *patches_reply(struct val *take_result, struct strbuf *err)
{
    struct val *reply = val_fmt("{result:%V, error:%s}", take_result, take_result ? NULL : err->buf);
    strbuf_release(err);
    return reply;
}
