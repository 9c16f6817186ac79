/*
 * What a YAML 1.1 scalar means: `0x1F` is a number, `yes` a boolean, `2020-01-01` a timestamp (and stays a string).
 *
 *     enum yaml_tag tag;
 *     struct val *v = yaml_resolve("0x1F", 4, &tag);      // 31, YAML_INT
 *
 * The reader asks it for every plain scalar, the writer to know which strings need quotes.
 * Mirrors resolve.go of go-yaml v2.2.8, which leaves the forms of a number to Go's strconv.
 */
#ifndef SEODANG_BASE_YAML_SCALAR_H
#define SEODANG_BASE_YAML_SCALAR_H

#include "backends/base/val.h"

enum yaml_tag { YAML_STR, YAML_BOOL, YAML_INT, YAML_FLOAT, YAML_NULL, YAML_TIMESTAMP };

/* The value of an untagged plain scalar, as a new document; a timestamp is its own text.  s[len] is NUL. */
struct val *yaml_resolve(const char *s, size_t len, enum yaml_tag *tag);

/* strconv.FormatFloat(d, 'g', -1, bits), bits 32 or 64, with YAML's words for what is no number. */
void yaml_write_float(struct strbuf *sb, double d, int bits);

#endif
