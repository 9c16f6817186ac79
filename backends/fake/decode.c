#include "backends/fake/decode.h"

struct val *decode_object(const struct val *body, const struct kind *k, const char *version, struct version release,
                          struct status *st)
{
    (void)k;
    (void)version;
    (void)release;
    (void)st;
    return val_ref(body);
}
