/*
 * JSON text to documents and back, as Go's encoding/json reads and writes it.
 *
 *     struct strbuf err = STRBUF_INIT;
 *     struct val *doc = json_parse(text, len, &err);
 *     if (!doc) ... err.buf: "invalid character '}' looking for beginning of value"
 *
 * Reading: integers that fit become int64 or uint64, other numbers double; invalid UTF-8 and lone surrogates become U+FFFD;
 * of equal keys the last wins; depth is limited to JSON_DEPTH_MAX.
 */
#ifndef SEODANG_BASE_JSON_H
#define SEODANG_BASE_JSON_H

#include "backends/base/schema.h"
#include "backends/base/strbuf.h"
#include "backends/base/val.h"

enum { JSON_DEPTH_MAX = 1000 };

/* The one value in text (blanks around it allowed). NULL: `err` (may be NULL) gets Go's error text. */
struct val *json_parse(const char *text, size_t len, struct strbuf *err);
/* The value that starts at *pos (blanks before it are skipped); *pos moves behind it. NULL at an error, or, with err left
 * as it was, at the end of the text. For streams of values. */
struct val *json_parse_next(const char *text, size_t len, size_t *pos, struct strbuf *err);

enum json_flags {
    JSON_COMPACT = 0,
    JSON_INDENT = 1 << 0,      /* four blanks a level, as kubectl -o json */
    JSON_RAW_HTML = 1 << 1,    /* < > & as they are; Go escapes them unless told otherwise */
};

void json_write(struct strbuf *sb, const struct val *v, unsigned flags);
/* The same with members in the order of Go's structs, as Go writes what it holds typed (kind before apiVersion, name first);
 * members that the type does not have come last. type NULL: by name, as above. */
void json_write_typed(struct strbuf *sb, const struct val *v, const struct schema_type *type, unsigned flags);
/* A JSON string literal. */
void json_write_string(struct strbuf *sb, const char *s, size_t len, unsigned flags);
/* A number as Go prints a float64 in JSON. */
void json_write_double(struct strbuf *sb, double d);

#endif
