/*
 * Server-side tables: what `kubectl get` prints, made by the API server (meta.k8s.io/v1 Table).
 *
 *     struct val *table = table_of(docs, n, kind_pod, &kc, TABLE_METADATA, list_metadata);
 *
 * Columns and cells are the kind's (kind.h); kinds without printer columns get Name and Created At.  All columns are there,
 * the wide ones with priority 1.  Mirrors apiserver/pkg/endpoints/handlers/response.go and registry/rest/table.go, v1.20.2.
 */
#ifndef SEODANG_FAKE_TABLE_H
#define SEODANG_FAKE_TABLE_H

#include "backends/fake/kind.h"

/* What a row's `object` holds: the query parameter includeObject. */
enum table_object { TABLE_METADATA, TABLE_OBJECT, TABLE_NONE };

/* Reads the parameter ("", "Metadata", "Object", "None"). -1 when it is none of them. */
int table_object_parse(const char *text, enum table_object *out);

/* A Table of n documents; the caller owns it.  `metadata`: the list's (resourceVersion, continue ...), borrowed, or NULL:
 * the resourceVersion of the only document is taken. */
struct val *table_of(const struct val *const *docs, size_t n, const struct kind *k, const struct kind_context *kc,
                     enum table_object include, const struct val *metadata);

/* The parts, as new references: columnDefinitions, and one object's cells. */
struct val *table_columns(const struct kind *k, const struct kind_context *kc);
struct val *table_cells(const struct val *doc, const struct kind *k, const struct kind_context *kc);

#endif
