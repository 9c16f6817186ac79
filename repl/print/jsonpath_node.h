/*
 * What a JSONPath template is made of: jsonpath_parse.c builds it, jsonpath.c walks it.  Nobody else includes this.
 *
 *     "a{.x[0]}"  is  LIST{ TEXT "a", LIST{ FIELD "x", ARRAY [0:1] } }
 */
#ifndef SEODANG_PRINT_JSONPATH_NODE_H
#define SEODANG_PRINT_JSONPATH_NODE_H

#include "repl/print/jsonpath.h"

enum jsonpath_type {
    JSONPATH_LIST,       /* children: one action, applied one after the other */
    JSONPATH_TEXT,       /* value */
    JSONPATH_CONST,      /* value: a number or boolean */
    JSONPATH_FIELD,      /* name */
    JSONPATH_ARRAY,      /* slice */
    JSONPATH_FILTER,     /* children: left and right list; name: operator or "exists" */
    JSONPATH_WILDCARD,
    JSONPATH_RECURSIVE,
    JSONPATH_UNION,      /* children: lists */
    JSONPATH_IDENTIFIER, /* name: range, end, or what is unknown */
};

/* [start:end:step] */
struct jsonpath_bound {
    bool known, derived; /* derived: made from the start, as [3] means [3:4] */
    int64_t value;
};

struct jsonpath_node {
    enum jsonpath_type type;
    struct jsonpath_node **children;
    size_t len, cap;
    const char *name;
    const struct val *value;
    struct jsonpath_bound slice[3];
};

struct jsonpath {
    struct jsonpath_node *root;
};

#endif
