/*
 * How documents lie in memory; for the files val*.c alone.
 *
 * A `struct val *` is either a pointer to a node below or, when its low bits say so, the value itself.
 * Nodes: the head, then by type the members.  Short strings stand once, in a table of val.c.
 */
#ifndef SEODANG_BASE_VAL_NODE_H
#define SEODANG_BASE_VAL_NODE_H

#include "backends/base/val.h"

enum { TAG_BITS = 3, TAG_NODE = 0, TAG_INT = 1, TAG_CONST = 2, TAG_MASK = 7 };
enum { CONST_NULL, CONST_FALSE, CONST_TRUE };

struct val {
    uint32_t refs;
    uint8_t type;
    uint8_t is_interned;
    uint32_t len; /* items, members, or bytes */
    uint32_t cap; /* items or members there is room for; of a string its hash */
};

struct string {
    struct val head;
    struct val *next; /* in the intern table */
    char bytes[];
};

struct number {
    struct val head;
    union {
        int64_t i;
        uint64_t u;
        double d;
    } as;
};

struct array {
    struct val head;
    struct val *items[];
};

struct member {
    struct val *key; /* always an interned or long string node */
    struct val *value;
};

struct object {
    struct val head;
    struct member members[];
};

static inline unsigned tag_of(const struct val *v)
{
    return (unsigned)((uintptr_t)v & TAG_MASK);
}

static inline struct val *make_const(unsigned which)
{
    return (struct val *)(((uintptr_t)which << TAG_BITS) | TAG_CONST);
}

static inline int64_t small_int(const struct val *v)
{
    return (int64_t)(intptr_t)v >> TAG_BITS;
}

static inline bool is_node(const struct val *v)
{
    return v && tag_of(v) == TAG_NODE;
}

static inline struct string *as_string(const struct val *v)
{
    return (struct string *)(uintptr_t)v;
}

static inline struct array *as_array(const struct val *v)
{
    return (struct array *)(uintptr_t)v;
}

static inline struct object *as_object(const struct val *v)
{
    return (struct object *)(uintptr_t)v;
}

static inline struct number *as_number(const struct val *v)
{
    return (struct number *)(uintptr_t)v;
}

/* A new [] or {} with room for `cap` items or members. */
struct val *val_node_array(size_t cap);
struct val *val_node_object(size_t cap);
/* Counts bytes that a node has grown by. */
void val_node_count(size_t bytes);
/* Where key stands among the sorted members, or -1 - (where it would stand). */
long val_member_index(const struct val *obj, const char *key, size_t len);
/* The number in path[0..len), or SIZE_MAX. */
size_t val_path_index(const char *s, size_t len);

#endif
