/*
 * status.conditions of any object: the one of a type, and whether it holds.
 *
 *     if (condition_is_true(pod, "Ready")) ...
 *     const char *since = val_get_str(condition_find(pod, "Ready"), "lastTransitionTime", "");
 *
 * A condition that is absent does not hold.
 */
#ifndef SEODANG_BASE_CONDITION_H
#define SEODANG_BASE_CONDITION_H

#include "backends/base/val.h"

/* Borrowed from the document; NULL: there is none. */
const struct val *condition_find(const struct val *doc, const char *type);
bool condition_is_true(const struct val *doc, const char *type);

#endif
