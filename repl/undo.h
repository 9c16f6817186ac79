/*
 * The cluster as it was before each command that changed it: `undo`.
 *
 *     struct undo_point *point = undo_begin(s);
 *     ... the command runs ...
 *     undo_end(s, point, "kubectl delete ds web");   // kept when it wrote something, else dropped
 *
 * A snapshot shares all documents with the cluster, so it costs little.  Backends that cannot go back have none.
 */
#ifndef SEODANG_UNDO_H
#define SEODANG_UNDO_H

#include "repl/session.h"

struct undo;
struct undo_point;

enum { UNDO_MAX = 20 };

struct undo *undo_new(void);
void undo_free(struct undo *u, struct backend *b);

/* NULL when the backend has no snapshots. */
struct undo_point *undo_begin(struct session *s);
/* Takes the point over; NULL is fine. */
void undo_end(struct session *s, struct undo_point *point, const char *what);
/* Restores the latest point; what was undone (the caller frees it), or NULL when there is none. */
char *undo_back(struct session *s);
/* Forgets all points: the cluster was put into another state. */
void undo_clear(struct session *s);

#endif
