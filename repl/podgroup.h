/*
 * Pods by what controls them, oldest first: "job/testapp-job" and its pods, then the next.
 *
 *     struct pod_groups g;
 *     pod_groups_make(&g, arena, val_get(list, "items"));
 *     for (size_t i = 0; i < g.len; i++) ... g.items[i].name, g.items[i].pods[k]
 *
 * Pods that nobody controls are a group of their own, with an empty name.  Documents are borrowed, all else is the arena's.
 */
#ifndef SEODANG_PODGROUP_H
#define SEODANG_PODGROUP_H

#include "backends/base/arena.h"
#include "backends/base/val.h"

struct pod_group {
    const char *name; /* "daemonset/testapp-ds"; "": pods that nobody controls */
    const char *uid;  /* the controller's; "" likewise */
    const char *ns;
    const struct val **pods; /* by creation, then name */
    size_t len;
};

struct pod_groups {
    struct pod_group *items; /* by their first pod's creation, then name */
    size_t len;
};

void pod_groups_make(struct pod_groups *g, struct arena *a, const struct val *pods);

#endif
