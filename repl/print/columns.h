/*
 * -o custom-columns=NAME:.metadata.name,IMAGE:.spec.containers[*].image
 *
 *     struct columns *c = columns_parse(arena, "NAME:.metadata.name", &err);
 *     columns_header(c, &sb);
 *     columns_row(c, pod, &sb, &err);          // tab-separated: a tabwriter aligns it
 *
 * What is missing prints as <none>, several values are joined by commas.  Mirrors
 * staging/src/k8s.io/kubectl/pkg/cmd/get/customcolumn.go, v1.20.2.
 */
#ifndef SEODANG_PRINT_COLUMNS_H
#define SEODANG_PRINT_COLUMNS_H

#include "repl/print/jsonpath.h"

struct columns;

/* From "HEADER:path,..." in the arena; NULL with err appended. */
struct columns *columns_parse(struct arena *a, const char *spec, struct strbuf *err);
/* From a file's text: a line of headers, a line of paths. */
struct columns *columns_parse_file(struct arena *a, const char *text, struct strbuf *err);

void columns_header(const struct columns *c, struct strbuf *sb);
/* 0, or -1 with err appended. */
int columns_row(const struct columns *c, const struct val *obj, struct strbuf *sb, struct strbuf *err);

#endif
