/*
 * The annotation in which kubectl keeps what a file said, for the next apply to compare with.
 *
 *     struct val *doc = val_ref(m->doc);
 *     last_applied_set(&doc, NULL);                                   // what doc says without the annotation, in it
 *     const struct val *before = last_applied_get(cmd->arena, live);  // NULL: there is none
 *
 * Mirrors staging/src/k8s.io/kubectl/pkg/util/apply.go, v1.20.2: an object that kubectl holds untyped gets an empty map of
 * annotations, and its keys are sorted; a typed one (`type`) is written as Go writes its struct.
 */
#ifndef SEODANG_LASTAPPLIED_H
#define SEODANG_LASTAPPLIED_H

#include "backends/base/arena.h"
#include "backends/base/schema.h"
#include "backends/base/val.h"

void last_applied_set(struct val **doc, const struct schema_type *type);
/* The object without the annotation, as the annotation has it: what the next apply compares. */
void last_applied_drop(struct val **doc, const struct schema_type *type);
/* The JSON merge patch that puts what doc says into its annotation; the caller owns it. */
struct val *last_applied_patch(const struct val *doc);
/* The document in obj's annotation, the arena's; NULL when it has none, or it is no JSON. */
const struct val *last_applied_get(struct arena *a, const struct val *obj);
/* The text of the annotation, or NULL. */
const char *last_applied_text(const struct val *obj);

#endif
