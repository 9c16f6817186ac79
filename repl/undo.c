#include "repl/undo.h"

#include <stdlib.h>
#include <string.h>

struct undo_point {
    struct snapshot *snapshot; /* owned */
    char *what;                /* owned */
    uint64_t writes;
};

struct undo {
    struct undo_point *points[UNDO_MAX]; /* owned; the oldest first */
    size_t count;
};

struct undo *undo_new(void)
{
    return xcalloc(1, sizeof(struct undo));
}

static void point_free(struct undo_point *p, struct backend *b)
{
    b->ops->snapshot_free(p->snapshot);
    free(p->what);
    free(p);
}

static void forget(struct undo *u, struct backend *b)
{
    while (u->count)
        point_free(u->points[--u->count], b);
}

void undo_free(struct undo *u, struct backend *b)
{
    if (u)
        forget(u, b);
    free(u);
}

struct undo_point *undo_begin(struct session *s)
{
    struct backend *b = s->backend;
    if (!b->ops->snapshot)
        return NULL;
    struct undo_point *p = xcalloc(1, sizeof(*p));
    p->snapshot = b->ops->snapshot(b);
    p->writes = b->ops->write_count(b);
    return p;
}

void undo_end(struct session *s, struct undo_point *point, const char *what)
{
    struct undo *u = s->undo;
    if (!point)
        return;
    if (s->backend->ops->write_count(s->backend) == point->writes) {
        point_free(point, s->backend);
        return;
    }
    if (u->count == UNDO_MAX) {
        point_free(u->points[0], s->backend);
        memmove(u->points, u->points + 1, --u->count * sizeof(*u->points));
    }
    point->what = xstrdup(what);
    u->points[u->count++] = point;
}

char *undo_back(struct session *s)
{
    struct undo *u = s->undo;
    if (!u->count)
        return NULL;
    struct undo_point *p = u->points[--u->count];
    char *what = xstrdup(p->what);
    s->backend->ops->restore(s->backend, p->snapshot);
    client_forget(s->client);
    point_free(p, s->backend);
    return what;
}

void undo_clear(struct session *s)
{
    forget(s->undo, s->backend);
}
