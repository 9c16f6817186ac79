#include "tests/vectors/vectors.h"

/* The grammar that servers from 1.21 on use. */
struct val *vectors_cron_next_v3(const struct val *in, struct version v)
{
    v.minor = v.minor < 21 ? 21 : v.minor;
    return vectors_cron_next(in, v);
}
