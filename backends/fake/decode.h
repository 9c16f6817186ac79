/*
 * A request's body as an object: types checked, unknown fields dropped, as the server's decoder does.
 */
#ifndef SEODANG_FAKE_DECODE_H
#define SEODANG_FAKE_DECODE_H

#include "backends/fake/kind.h"
#include "backends/status.h"

/* version: of the path; ends_line: see decoder. A new reference; NULL with *st (400): `Job in version "v1" cannot be handled as a Job: ...`.
 * *unknown becomes the paths of the fields that were dropped, an array of the caller's, or NULL (nobody asks: unknown is NULL). */
struct val *decode_object(const struct val *body, bool ends_line, const struct kind *k, const char *version, struct version release,
                          struct val **unknown, struct status *st);
/* The same of what a patch made (patch: of a strategic one; NULL: of another); NULL with *st (422):
 * `patch: Invalid value: "map[...]": cannot convert ...`. */
struct val *decode_patched(const struct val *result, const struct val *patch, const struct kind *k, const char *version,
                           struct version release, struct val **unknown, struct status *st);
/* The messages of both, of any mistake; -1. */
int refuse_object(const struct kind *k, const char *version, const char *why, struct status *st);
int refuse_patched(const struct val *patch, const struct val *result, const char *why, struct status *st);

#endif
