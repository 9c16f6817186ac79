/*
 * A request's body as an object: types checked, unknown fields dropped, as the server's decoder does.
 */
#ifndef SEODANG_FAKE_DECODE_H
#define SEODANG_FAKE_DECODE_H

#include "backends/fake/kind.h"
#include "backends/status.h"

/* version: of the path. A new reference; NULL with *st (400): `Job in version "v1" cannot be handled as a Job: ...`. */
struct val *decode_object(const struct val *body, const struct kind *k, const char *version, struct version release,
                          struct status *st);

#endif
