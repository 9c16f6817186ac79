/*
 * --sort-by: the order of objects by one field.
 *
 *     struct sorter s;
 *     if (sorter_init(&s, arena, ".status.startTime", &err) < 0 || sorter_order(&s, docs, n, order, &err) < 0) ...
 *     docs[order[0]] comes first
 *
 * Numbers by value, quantities as quantities, other strings in natural order (node2 before node10); an object without the
 * field comes first.  Mirrors staging/src/k8s.io/kubectl/pkg/cmd/get/sorter.go, v1.20.2.
 *
 * Differs: values of kinds that have no order (booleans, lists) are an error; kubectl ends with a stack of calls.
 */
#ifndef SEODANG_PRINT_SORTER_H
#define SEODANG_PRINT_SORTER_H

#include "repl/print/jsonpath.h"

struct sorter {
    const char *path; /* relaxed */
    const struct jsonpath *parsed;
};

/* 0, or -1 with err appended. */
int sorter_init(struct sorter *s, struct arena *a, const char *field, struct strbuf *err);
/* Fills order[0..count) with indexes into docs. 0, or -1 with err appended: no object has the field. */
int sorter_order(const struct sorter *s, const struct val *const *docs, size_t count, size_t *order, struct strbuf *err);

#endif
