/*
 * fieldValidation: what becomes of a body with fields that its kind does not have.
 *
 *     if (unknown_fields(c, r, rq, body, unknown, reply, st) < 0)      // Strict: `strict decoding error: unknown field "spec.x"`
 *
 * Ignore drops them, Warn (the default) says so in a warning, Strict refuses. Servers before 1.25 drop them without a word.
 *
 * Mirrors apiserver/pkg/endpoints/handlers/create.go and patch.go, v1.27.
 */
#ifndef SEODANG_FAKE_UNKNOWNFIELDS_H
#define SEODANG_FAKE_UNKNOWNFIELDS_H

#include "backends/fake/rest.h"

/* unknown: the paths, or NULL; body: the object that has them, of a patch what it made. 0, or -1 with *st. */
int unknown_fields(struct cluster *c, const struct route *r, const struct request *rq, const struct val *body,
                   const struct val *unknown, struct reply *reply, struct status *st);

#endif
