/*
 * JSONPath templates as client-go reads and runs them: text with {.items[*].metadata.name}, filters, slices, unions, {range},
 * recursive descent.
 *
 *     struct jsonpath *jp = jsonpath_parse(arena, "{.items[*].metadata.name}", &err);
 *     if (!jp || jsonpath_execute(jp, list, JSONPATH_ALLOW_MISSING, &out, &err) < 0) ... err.buf
 *
 * Mirrors staging/src/k8s.io/client-go/util/jsonpath, v1.20.2, with its texts and its oddities: comparing an integer with a
 * float is an error, `[0,1]` is a union, a range that is not closed runs to the end.
 *
 * Differs: members of a map come in the order of their keys, where Go's come in any.
 */
#ifndef SEODANG_PRINT_JSONPATH_H
#define SEODANG_PRINT_JSONPATH_H

#include "backends/base/arena.h"
#include "backends/base/val.h"

struct jsonpath;

/* The template, in the arena; NULL with err appended: "unterminated array". */
struct jsonpath *jsonpath_parse(struct arena *a, const char *text, struct strbuf *err);

enum jsonpath_flags {
    JSONPATH_ALLOW_MISSING = 1 << 0, /* what is not there yields nothing; else an error */
    JSONPATH_JSON = 1 << 1,          /* each result list is printed as an indented JSON array (jsonpath-as-json) */
};

/* Appends the result to out. 0; or -1 with err appended and out as it was. */
int jsonpath_execute(const struct jsonpath *jp, const struct val *data, unsigned flags, struct strbuf *out,
                     struct strbuf *err);
/* The results of each part of the template: an array of arrays, which the caller owns. NULL with err appended. */
struct val *jsonpath_find(const struct jsonpath *jp, const struct val *data, unsigned flags, struct strbuf *err);

/*
 * kubectl's lenient form for --sort-by and custom columns: "x.y", ".x.y", "{x.y}", "{.x.y}" become "{.x.y}" (arena string).
 * NULL with err appended.
 */
const char *jsonpath_relaxed(struct arena *a, const char *text, struct strbuf *err);

#endif
