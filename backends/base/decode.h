/*
 * A document as Go would hold it: types checked, unknown fields dropped, and only what Go's encoder writes.
 *
 *     struct decoder d = { .version = release };
 *     struct val *doc = decode(&d, body, schema_find("batch/v1", "Job"));
 *     if (!doc) ... d.error.buf: `json: cannot unmarshal string into Go struct field JobSpec.spec.completions of type int32`
 *     decoder_release(&d);
 *
 * Decoding and encoding once is what a server does to every body: nulls go, so do empty values of optional fields that Go
 * holds by value; required fields and structs by value appear; times, quantities and bytes are written in their canonical
 * form.  What was like that before is shared, not copied.
 *
 * Mirrors encoding/json over the types of k8s.io/api, and the error texts of json-iterator (servers before 1.23) and of
 * sigs.k8s.io/json (since).
 */
#ifndef SEODANG_BASE_DECODE_H
#define SEODANG_BASE_DECODE_H

#include "backends/base/schema.h"
#include "backends/base/val.h"

struct decoder {
    struct version version;
    /* Results; decoder_release() frees them. */
    struct strbuf error; /* why decode() gave NULL */
    struct val *unknown; /* array: paths of fields that were dropped ("spec.containers[0].imagee"), or NULL */
    /* private */
    struct strbuf path;   /* of the value at hand */
    struct strbuf fields; /* the same without indices and keys */
    size_t depth;
};

#define DECODER_INIT(release) { (release), STRBUF_INIT, NULL, STRBUF_INIT, STRBUF_INIT, 0 }

/* A new reference; NULL with d->error.  A NULL type takes any document as it is. */
struct val *decode(struct decoder *d, const struct val *doc, const struct schema_type *t);
void decoder_release(struct decoder *d);

/* ---- decode_scalar.c: one value that is no object or list ---- */
/* The value in canonical form as a new reference; NULL when it is of another type, with Go's reason in d->error. */
struct val *decode_scalar(struct decoder *d, const struct val *v, const struct schema_type *t);
/* What Go holds when nothing was given: "", 0, false, or null. */
struct val *decode_zero(const struct schema_type *t);
/* "int32", "string", "[]v1.Container". */
void decode_go_type(struct strbuf *sb, const struct schema_type *t, unsigned shape);

#endif
