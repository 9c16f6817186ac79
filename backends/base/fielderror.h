/*
 * Validation errors that name a field, as k8s.io/apimachinery/pkg/util/validation/field (v1.20.2).
 *
 *     struct field spec = FIELD_ROOT("spec"), ports = FIELD(&spec, "ports"), p0 = FIELD_INDEX(&ports, 0);
 *     field_invalid(errs, &p0, value, "must be between 1 and 65535, inclusive");    // spec.ports[0]: Invalid value: 70000: must ...
 *
 * A `struct field` lives on the stack of the function that validates; it is a path to its parent.
 */
#ifndef SEODANG_BASE_FIELDERROR_H
#define SEODANG_BASE_FIELDERROR_H

#include "backends/base/val.h"

struct field {
    const struct field *parent; /* borrowed; NULL at the root */
    const char *name;           /* member name, or NULL */
    const char *key;            /* map key, printed as [key], or NULL */
    long index;                 /* array index when neither is given */
};

#define FIELD_ROOT(n) ((struct field){ NULL, (n), NULL, -1 })
#define FIELD(parent, n) ((struct field){ (parent), (n), NULL, -1 })
#define FIELD_KEY(parent, k) ((struct field){ (parent), NULL, (k), -1 })
#define FIELD_INDEX(parent, i) ((struct field){ (parent), NULL, NULL, (long)(i) })

/* "spec.containers[0].image"; "<nil>" for no field at all. */
void field_path(struct strbuf *sb, const struct field *f);

enum field_error_type {
    FIELD_NOT_FOUND, FIELD_REQUIRED, FIELD_DUPLICATE, FIELD_INVALID, FIELD_UNSUPPORTED, FIELD_FORBIDDEN, FIELD_TOO_LONG,
    FIELD_TOO_MANY,
};

struct field_error {
    enum field_error_type type;
    char *path;   /* owned */
    char *detail; /* owned: everything behind the path: `Invalid value: "x": must be ...` */
};

struct field_errors {
    struct field_error *items; /* owned, in the order of being found */
    size_t len, cap;
    bool json_values; /* Kubernetes >= 1.34 prints values as JSON where older ones dump Go values */
};

#define FIELD_ERRORS_INIT { NULL, 0, 0, false }

void field_errors_release(struct field_errors *e);
void field_error_release(struct field_error *one);
/* FieldValueInvalid, FieldValueRequired, ...: the word in Status details.causes[].reason. */
const char *field_error_reason(enum field_error_type type);

/* Any error: `value_text` (NULL: none) is printed as it is; `detail` may be "". */
void field_error_add(struct field_errors *e, enum field_error_type type, const struct field *f, const char *value_text,
                     const char *detail);

/* `value` is printed as Go's field package does: strings quoted, numbers and booleans bare, absent as "null"; maps and lists of
 * strings as Go dumps them, or as JSON with json_values.  Structs need field_invalid_text() with the dump already made (see
 * godump.h). `detail` may be "". */
void field_invalid(struct field_errors *e, const struct field *f, const struct val *value, const char *detail);
void field_invalid_text(struct field_errors *e, const struct field *f, const char *value_text, const char *detail);
void field_invalid_int(struct field_errors *e, const struct field *f, int64_t value, const char *detail);
void field_invalid_str(struct field_errors *e, const struct field *f, const char *value, const char *detail);
void field_required(struct field_errors *e, const struct field *f, const char *detail);
void field_forbidden(struct field_errors *e, const struct field *f, const char *detail);
void field_duplicate(struct field_errors *e, const struct field *f, const struct val *value);
void field_not_found(struct field_errors *e, const struct field *f, const struct val *value);
/* `supported`: NULL-terminated, in the order they are printed. */
void field_unsupported(struct field_errors *e, const struct field *f, const struct val *value, const char *const *supported);
void field_too_long(struct field_errors *e, const struct field *f, long max_bytes);
void field_too_many(struct field_errors *e, const struct field *f, long actual, long max);

#endif
