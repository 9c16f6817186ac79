/*
 * How a node looks in a picture: "Ready,SchedulingDisabled", roles, labels that people gave it, taints.
 *
 *     size_t lines = node_look_draw(p, row, column, 35, node);    // "Ready master #master:NoSchedule"
 *     if (strcmp(node_look(arena, a), node_look(arena, b)) == 0)  // alike
 *
 * Taints are marked with #.  The domain of Kubernetes' own keys is left out, and so is the taint of a cordoned node, which
 * the state tells.
 */
#ifndef SEODANG_NODELOOK_H
#define SEODANG_NODELOOK_H

#include "backends/base/arena.h"
#include "backends/base/val.h"
#include "repl/picture.h"

/* State, labels and taints, a blank between any two. */
const char *node_look(struct arena *a, const struct val *node);
/* Draws state, roles, labels and taints in as many lines of `room` columns as they need. Returns the lines; without a
 * picture (NULL), only that. */
size_t node_look_draw(struct picture *p, size_t row, size_t column, size_t room, const struct val *node);

#endif
