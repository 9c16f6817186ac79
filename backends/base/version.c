#include "backends/base/version.h"

#include <stdio.h>

static const struct {
    int since, until;
} features[] = {
#define FEATURE(name, since, until, text) { since, until },
#include "backends/base/features.def"
#undef FEATURE
};

int version_parse(const char *text, struct version *v)
{
    int minor, patch = 0, end = 0;
    if (*text == 'v')
        text++;
    if (sscanf(text, "1.%d.%d%n", &minor, &patch, &end) < 2 || !end) {
        end = 0;
        if (sscanf(text, "1.%d%n", &minor, &end) < 1)
            return -1;
    }
    if (text[end] || minor < VERSION_MINOR_MIN || minor > VERSION_MINOR_MAX || patch < 0)
        return -1;
    *v = (struct version){ minor, patch };
    return 0;
}

bool version_between(struct version v, int since, int until)
{
    return v.minor >= since && (!until || v.minor < until);
}

bool version_has(struct version v, enum feature f)
{
    return version_between(v, features[f].since, features[f].until);
}
