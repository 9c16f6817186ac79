/* Where the decoder stands, and what it says of a mistake there.  Private to decode*.c. */
#ifndef SEODANG_BASE_DECODE_PLACE_H
#define SEODANG_BASE_DECODE_PLACE_H

#include "backends/base/decode.h"

/* One value on the way from the document to where the decoder is. On the stack of the function that decodes it. */
struct decode_place {
    const struct decode_place *parent; /* borrowed; NULL: the document */
    const struct val *value;          /* borrowed */
    size_t index;                     /* of the member or item in the parent's value */
    const struct schema_type *owner;  /* of a struct's member: the struct's type; else NULL */
    const struct schema_field *field; /* of a struct's member, else NULL */
    const struct schema_type *type;   /* of the value, or of what it holds */
    enum schema_shape shape;
};

/* "spec.containers[0].image" */
void decode_path(struct strbuf *sb, const struct decode_place *p);
/* Each adds the message for a wrong value to d->error, in the words of its release, and returns NULL. */
struct val *decode_wrong_kind(struct decoder *d, const struct decode_place *p); /* another JSON type, or it does not fit */
/* `reader`: what json-iterator calls the one that read it. */
struct val *decode_refused(struct decoder *d, const struct decode_place *p, const char *reader, const char *why);

/* ---- decode_scalar.c: one value that is no object or list ---- */
/* In its canonical form as a new reference; NULL with d->error. */
struct val *decode_scalar(struct decoder *d, const struct decode_place *p);
/* What Go holds of one value when nothing was given: "", 0, false, or null. */
struct val *decode_zero(const struct schema_type *t);

#endif
