#include "backends/base/duration.h"
#include "tests/vectors/vectors.h"

struct val *vectors_human_duration(const struct val *in, struct version v)
{
    (void)v;
    char buf[DURATION_SIZE];
    double seconds = val_double_or(val_get(in, "seconds"), 0);
    return val_fmt("{text:%s}", human_duration(buf, (int64_t)(seconds * 1000)));
}
