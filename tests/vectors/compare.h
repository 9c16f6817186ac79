/*
 * Whether our answer to a recorded question is the recorded one.
 *
 * A case holds inputs and answers side by side; the table in compare.c says which members are which.  A case with `error`
 * wants an `error`; its text counts only where kubectl shows it.  What Go writes for a type's sake alone (`status: {}`,
 * `creationTimestamp: null`) does not count, and of an error detail that dumps a Go value only the sentence around it.
 */
#ifndef SEODANG_VECTORS_COMPARE_H
#define SEODANG_VECTORS_COMPARE_H

#include "backends/base/val.h"

/* The members of the case that are asked. */
struct val *vector_inputs(const char *set, const struct val *recorded);
bool vector_same(const char *set, const struct val *recorded, const struct val *have);

#endif
