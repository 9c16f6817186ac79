/*
 * ControllerRevisions: what DaemonSets and StatefulSets remember of each template they have had.
 *
 *     size_t count;
 *     const struct val **all = revision_list(r, set, &count), *patch = revision_patch(r, val_at(set, "spec.template"));
 *     const struct val *current = revision_find(all, count, patch);
 *
 * A revision keeps a patch that puts its template back, and a number that grows: one that is taken up again gets the next
 * number.  Documents are held by the run's arena.  Mirrors pkg/controller/history/controller_history.go, v1.20.2.
 */
#ifndef SEODANG_FAKE_CONTROLLER_REVISION_H
#define SEODANG_FAKE_CONTROLLER_REVISION_H

#include "backends/fake/controller.h"

/* The owner's revisions, oldest first. */
const struct val **revision_list(struct run *r, const struct val *owner, size_t *count);
int64_t revision_number(const struct val *revision);
/* What a revision of this template keeps, and the template that one keeps. */
const struct val *revision_patch(struct run *r, const struct val *template);
const struct val *revision_template(struct run *r, const struct val *revision);
/* The newest that keeps the patch; NULL: none. */
const struct val *revision_find(const struct val *const *all, size_t count, const struct val *patch);

/* Makes the revision OWNER-HASH, with the hash as that label.  *out: it, or one of that name that keeps the same; NULL: the
 * name is taken by another patch. */
int revision_make(struct run *r, const struct val *owner, const char *label, const char *hash, const struct val *patch,
                 int64_t number, const struct val **out, struct status *st);
/* Gives it a new number. */
int revision_renumber(struct run *r, const struct val **revision, int64_t number, struct status *st);
/* Deletes the first `surplus` (if so many) of those that nobody has. */
int revision_trim(struct run *r, const struct val *const *unused, size_t count, int64_t surplus, struct status *st);

#endif
