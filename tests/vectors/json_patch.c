#include "backends/base/patch.h"
#include "tests/vectors/patches.h"
#include "tests/vectors/vectors.h"

struct val *vectors_json_patch(const struct val *in, struct version v)
{
    struct strbuf err = STRBUF_INIT;
    (void)v;
    return patches_reply(patch_json(val_get(in, "original"), val_get(in, "patch"), &err), &err);
}
