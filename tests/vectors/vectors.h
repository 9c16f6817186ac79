/*
 * Questions that real Kubernetes answered: build/vectors NAME reads one case's inputs a line and prints one answer a line.
 * One file (tests/vectors/<name>.c) and one row (vectors.def) a set; each calls the code that the product uses.
 */
#ifndef SEODANG_VECTORS_H
#define SEODANG_VECTORS_H

#include "backends/base/val.h"
#include "backends/base/version.h"

/* The answer to one case, as a new document: the fields that the set's answers have, or {"error": text}. */
typedef struct val *vector_answer_fn(const struct val *in, struct version v);

#define VECTORS(name) vector_answer_fn vectors_##name;
#include "tests/vectors/vectors.def"
#undef VECTORS

#endif
