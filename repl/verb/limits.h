/*
 * "cpu=200m,memory=64Mi": quantities of resources, as kubectl's flags give them.
 *
 *     struct val *hard = NULL;
 *     if (limits_parse("pods=2,cpu=1", &hard, st) < 0) ...
 *
 * Mirrors kubectl's populateResourceListV1, v1.20.2.
 */
#ifndef SEODANG_VERB_LIMITS_H
#define SEODANG_VERB_LIMITS_H

#include "backends/base/val.h"
#include "backends/status.h"

/* Adds to *limits (NULL: none yet, and none for ""). -1 with *st; what was read stays and is the caller's. */
int limits_parse(const char *text, struct val **limits, struct status *st);

#endif
