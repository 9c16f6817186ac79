/*
 * Patches of documents: the three that the API server applies, and those that kubectl computes.
 *
 *     struct strbuf err = STRBUF_INIT;
 *     const struct schema_type *ds = schema_find("apps/v1", "DaemonSet");
 *     struct val *next = patch_strategic(doc, patch, ds, version, &err);
 *     if (!next) ... err.buf: "map: map[image:x] does not contain declared merge key: name"
 *     if (next == doc) ... nothing changed
 *
 * Every function borrows its arguments and returns a new reference, or NULL with the reason added to err (which may not be
 * NULL).  What did not change is shared: a patch without effect returns the very document it was given.
 *
 * Mirrors, for v1.20.2: k8s.io/apimachinery/pkg/util/strategicpatch and jsonmergepatch; evanphx/json-patch v4.9.0 with its
 * departures from RFC 6902 and 7386 (a replace of a missing member adds it; nulls in lists of an added value are dropped).
 * Errors are in their words.  Where upstream crashes (a negative index that is read), the answer is an error.
 */
#ifndef SEODANG_BASE_PATCH_H
#define SEODANG_BASE_PATCH_H

#include "backends/base/schema.h"
#include "backends/base/val.h"

/* ---- applying ---- */

/* Strategic merge: lists are merged by the merge keys of `type`; $patch, $retainKeys, $setElementOrder/x and
 * $deleteFromPrimitiveList/x are obeyed. doc and patch are objects. */
struct val *patch_strategic(const struct val *doc, const struct val *patch, const struct schema_type *type,
                            struct version v, struct strbuf *err);
/* JSON merge patch, RFC 7386. */
struct val *patch_merge(const struct val *doc, const struct val *patch, struct strbuf *err);
/* JSON patch, RFC 6902: `operations` is a list. */
struct val *patch_json(const struct val *doc, const struct val *operations, struct strbuf *err);

/* ---- computing ---- */

/* The patch that makes `to` of `from`: a strategic one by `type`, or a JSON merge patch when type is NULL.  Equal documents
 * give {}. */
struct val *patch_two_way(const struct val *from, const struct val *to, const struct schema_type *type, struct version v,
                          struct strbuf *err);

/*
 * What `kubectl apply` sends: additions and changes from `live` to `modified`, deletions from `last_applied` (NULL: none) to
 * `modified`.  Strategic by `type`; a JSON merge patch when type is NULL.  {} when there is nothing to do.
 * It is an error when the patch would change apiVersion, kind or metadata.name; without `overwrite` also when somebody else
 * changed what it changes.
 */
struct val *patch_three_way(const struct val *last_applied, const struct val *modified, const struct val *live,
                            const struct schema_type *type, struct version v, bool overwrite, struct strbuf *err);

#endif
