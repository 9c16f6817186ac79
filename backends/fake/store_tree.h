/*
 * The objects of a kind in the order of their keys (namespace, then name): a treap through the objects themselves, so that a
 * list is read in order and an insertion costs O(log n) without a block of its own.  Private to the store.
 */
#ifndef SEODANG_FAKE_STORE_TREE_H
#define SEODANG_FAKE_STORE_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "backends/fake/store.h"

/* `priority` is random; it keeps the tree flat. */
void tree_insert(struct object **root, struct object *o, uint32_t priority);
void tree_remove(struct object **root, struct object *o);
/* The next in order; NULL: the last one. */
struct object *tree_next(struct object *o);
/* The first object whose key is not below (or, with `above`, is above) the given one; NULL: none. */
struct object *tree_seek(struct object *root, const char *ns, const char *name, bool above);

#endif
