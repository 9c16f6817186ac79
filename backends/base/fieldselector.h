/*
 * Field selectors: "status.phase=Running,metadata.name!=web".
 *
 *     struct field_selector *fs = field_selector_parse(text, &err);
 *     if (field_selector_matches(fs, lookup, pod)) ...
 *     field_selector_free(fs);
 *
 * Mirrors k8s.io/apimachinery/pkg/fields/selector.go (v1.20.2): = and == want the value, != does not; a backslash before
 * , = or \ takes its meaning away.  Which fields exist is the caller's affair: look at the terms first.
 */
#ifndef SEODANG_BASE_FIELDSELECTOR_H
#define SEODANG_BASE_FIELDSELECTOR_H

#include <stdbool.h>

#include "backends/base/strbuf.h"

struct field_term {
    char *field, *value; /* owned */
    bool negated;
};

struct field_selector;

/* "" matches everything.  NULL: `err` has upstream's text. */
struct field_selector *field_selector_parse(const char *text, struct strbuf *err);
void field_selector_free(struct field_selector *fs); /* NULL is fine */

/* The value of a field; NULL counts as "". */
typedef const char *field_lookup_fn(const void *object, const char *field);
bool field_selector_matches(const struct field_selector *fs, field_lookup_fn *lookup, const void *object);

/* Term i, sorted by their text; NULL behind the last. */
const struct field_term *field_selector_term(const struct field_selector *fs, size_t i);
/* The canonical text, escaped where needed. */
void field_selector_string(struct strbuf *sb, const struct field_selector *fs);

#endif
