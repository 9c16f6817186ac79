/* What the sets about patches share. */
#ifndef SEODANG_VECTORS_PATCHES_H
#define SEODANG_VECTORS_PATCHES_H

#include "backends/base/schema.h"
#include "backends/base/val.h"

/* The type of a case's `kind`; NULL when no server knows it. */
const struct schema_type *patches_type(const struct val *in);
/* {result} or {error}; consumes both. */
struct val *patches_reply(struct val *take_result, struct strbuf *err);

#endif
