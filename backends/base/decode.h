/*
 * A document as Go would hold it: types checked, unknown fields dropped, and only what Go's encoder writes.
 *
 *     struct decoder d = DECODER_INIT(release);
 *     struct val *doc = decode(&d, body, schema_find("batch/v1", "Job"));
 *     if (!doc) ... d.error.buf: `json: cannot unmarshal string into Go struct field JobSpec.spec.completions of type int32`
 *     decoder_release(&d);
 *
 * Decoding and encoding once is what a server does to every body: nulls go, so do empty values of optional fields that Go
 * holds by value; fields that Go always writes appear (strategy: {}, creationTimestamp: null); times, quantities and bytes
 * are written in their canonical form.  What was like that before is shared, not copied.
 *
 * Mirrors encoding/json over the types of k8s.io/api, and the error texts of json-iterator (servers before 1.23), which
 * quotes the text around the mistake (here of the document written compactly), and of sigs.k8s.io/json (since).
 *
 * Differs: of a field whose Go type is a named string ([]v1.PersistentVolumeAccessMode) messages say []string.
 */
#ifndef SEODANG_BASE_DECODE_H
#define SEODANG_BASE_DECODE_H

#include <stdbool.h>

#include "backends/base/schema.h"
#include "backends/base/val.h"

struct decoder {
    struct version version;
    bool ends_line; /* the document was sent with a line end behind it, as Go's encoder writes it; errors quote it */
    bool converts; /* from Go's maps, as a server does with a strategic merge patch: errors of runtime.UnstructuredConverter */
    /* Results; decoder_release() frees them. */
    struct strbuf error; /* why decode() gave NULL */
    struct val *unknown; /* array: paths of fields that were dropped ("spec.containers[0].imagee"), or NULL */
};

#define DECODER_INIT(release) { (release), false, false, STRBUF_INIT, NULL }

/* A new reference; NULL with d->error.  A NULL type takes any document as it is. */
struct val *decode(struct decoder *d, const struct val *doc, const struct schema_type *t);
void decoder_release(struct decoder *d);

#endif
