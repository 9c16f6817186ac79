#include "backends/base/patch.h"
#include "tests/vectors/patches.h"
#include "tests/vectors/vectors.h"

struct val *vectors_strategic_merge(const struct val *in, struct version v)
{
    struct strbuf err = STRBUF_INIT;
    struct val *result = patch_strategic(val_get(in, "original"), val_get(in, "patch"), patches_type(in), v, &err);
    return patches_reply(result, &err);
}
