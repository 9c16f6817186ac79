/*
 * How a pod looks in a picture: one of a few states, now or at any time of its life so far.
 *
 *     enum pod_look look = pod_look_now(pod);
 *     picture_fill(p, row, column, 1, pod_looks[look].style, pod_looks[look].mark);
 *
 *     struct pod_life life;
 *     pod_life_read(&life, arena, pod);
 *     enum pod_look look = pod_life_look(&life, from_ms, to_ms, now_ms);     // of a span; POD_ABSENT before and after its life
 *
 * All of it is read from the pod itself, so it is the same on a live cluster.  What the pod no longer tells (runs of a
 * container before the last two) counts as getting ready.
 */
#ifndef SEODANG_PODLOOK_H
#define SEODANG_PODLOOK_H

#include "backends/base/arena.h"
#include "backends/base/val.h"
#include "repl/picture.h"

enum pod_look {
    POD_ABSENT,
    POD_WAITING,   /* no node yet */
    POD_PREPARING, /* on a node; volumes, images, init containers, the pause before a restart */
    POD_UNREADY,   /* runs, but not all containers are ready */
    POD_RUNNING,
    POD_TROUBLE,   /* a container cannot start, or fails again and again */
    POD_FAILED,
    POD_DONE,      /* Succeeded */
    POD_LEAVING,   /* deleted, and still there */
    POD_UNKNOWN,   /* its node says nothing any more */
    POD_LOOK_COUNT
};

struct pod_look_row {
    const char *mark; /* one column; tells the states apart without colour */
    enum style style;
    const char *name_ko;
};
extern const struct pod_look_row pod_looks[POD_LOOK_COUNT];

/* The legend of the looks that were drawn, and further texts (NULL ends them). Returns the rows it took. */
size_t pod_looks_draw(struct picture *p, size_t row, size_t columns, const bool seen[POD_LOOK_COUNT], const char *const *more);

enum pod_look pod_look_now(const struct val *pod);
/* "CrashLoopBackOff", "Error", "exit 3" ...: why it is in trouble or failed; NULL otherwise. Borrowed, or of the arena. */
const char *pod_look_reason(struct arena *a, const struct val *pod);

/* A container's run; end_ms is INT64_MAX while it lasts. */
struct pod_run {
    int64_t start_ms, end_ms;
    bool failed;
};

struct pod_life {
    int64_t created_ms, scheduled_ms, end_ms; /* INT64_MAX: not yet */
    struct pod_run *runs;
    size_t len;
    enum pod_look end; /* POD_DONE or POD_FAILED, once end_ms is known */
};

/* runs are the arena's. */
void pod_life_read(struct pod_life *life, struct arena *a, const struct val *pod);
bool pod_life_runs(const struct pod_life *life, int64_t at_ms);
/* What to draw for [from_ms, to_ms): how a run ended when it did so there, else that it ran, else what it waited for. */
enum pod_look pod_life_look(const struct pod_life *life, int64_t from_ms, int64_t to_ms, int64_t now_ms);

#endif
