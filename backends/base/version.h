/*
 * What differs between Kubernetes versions: one table (features.def), asked by name.
 *
 *     if (version_has(v, FEATURE_RESTARTS_AGE)) ...
 *
 * A row: FEATURE(NAME, since minor, until minor (0: still), "what a learner sees").  The versions 1.18 to 1.37 are served.
 */
#ifndef SEODANG_BASE_VERSION_H
#define SEODANG_BASE_VERSION_H

#include <stdbool.h>

enum { VERSION_MINOR_MIN = 18, VERSION_MINOR_MAX = 37 };

struct version {
    int minor, patch; /* v1.MINOR.PATCH */
};

enum feature {
#define FEATURE(name, since, until, text) FEATURE_##name,
#include "backends/base/features.def"
#undef FEATURE
    FEATURE_COUNT
};

/* Reads "v1.20.2" or "1.20.2" or "v1.20". -1 when it is none, or not a served version. */
int version_parse(const char *text, struct version *v);
bool version_has(struct version v, enum feature f);
/* since <= v.minor, and v.minor < until unless until is 0. */
bool version_between(struct version v, int since, int until);

#endif
