/*
 * The small rules of which validation is made, private to validate/.
 *
 *     check_name(c, NAME_DNS1123_LABEL, val_get(volume, "name"), &name);
 *     check_nonnegative(c, val_get(spec, "replicas"), &replicas);
 *
 * Each takes what may not be there: an absent string counts as "", an absent number as 0, as in Go's structs; given() asks
 * whether a pointer would be set.  Fields are paths on the caller's stack.
 */
#ifndef SEODANG_FAKE_VALIDATE_RULES_H
#define SEODANG_FAKE_VALIDATE_RULES_H

#include "backends/base/names.h"
#include "backends/fake/kind.h"

struct check {
    const struct kind_context *kc;
    struct field_errors *errors;
    struct version version;
};

#define NEGATIVE_TEXT "must be greater than or equal to 0"
#define IMMUTABLE_TEXT "field is immutable"
#define PORT_RANGE_TEXT "must be between 1 and 65535, inclusive"

static inline bool given(const struct val *v)
{
    return !val_is_null(v);
}

/* Text of a string, "" when there is none. */
static inline const char *text_of(const struct val *obj, const char *key)
{
    return val_get_str(obj, key, "");
}

static inline bool has_text(const struct val *obj, const char *key)
{
    return *text_of(obj, key) != '\0';
}

static inline bool newer(const struct check *c, enum feature f)
{
    return version_has(c->version, f);
}

bool text_in(const char *s, const char *const *list); /* list: NULL-terminated */
bool has_prefix(const char *s, const char *prefix);
/* White space at either end. */
bool is_padded(const char *s);

/* ---- errors about values that may be absent ---- */
void invalid_text(struct check *c, const struct field *f, const struct val *string, const char *detail);
void invalid_int(struct check *c, const struct field *f, const struct val *number, const char *detail);
void unsupported_text(struct check *c, const struct field *f, const struct val *string, const char *const *supported);
void not_found_text(struct check *c, const struct field *f, const struct val *string);
void duplicate_text(struct check *c, const struct field *f, const struct val *string);
void required(struct check *c, const struct field *f);

/* ---- strings ---- */
void check_name(struct check *c, enum name_kind kind, const struct val *v, const struct field *f);
/* A name that something will be appended to: dashes at its end are fine. */
void check_name_prefix(struct check *c, enum name_kind kind, const struct val *v, const struct field *f);
/* "" is fine. */
void check_optional_name(struct check *c, enum name_kind kind, const struct val *v, const struct field *f);
/* "" is a missing value. */
void check_required_name(struct check *c, enum name_kind kind, const struct val *v, const struct field *f);
/* obj[key] must not be "". */
void check_required_text(struct check *c, const struct val *obj, const char *key, const struct field *parent);
/* obj[key] is one of `supported`; "" is a missing value. */
void check_choice(struct check *c, const struct val *obj, const char *key, const struct field *parent,
                  const char *const *supported);
void check_label_value(struct check *c, const struct val *v, const struct field *f);

/* ---- numbers ---- */
void check_nonnegative(struct check *c, const struct val *v, const struct field *f);
/* obj[key] where it is given. */
void check_nonnegative_member(struct check *c, const struct val *obj, const char *key, const struct field *parent);
/* Where given: low <= v <= high. */
void check_range(struct check *c, const struct val *v, int64_t low, int64_t high, const struct field *f);
void check_port_number(struct check *c, const struct val *v, const struct field *f);
/* An IntOrString: a port's number or name. */
void check_port_or_name(struct check *c, const struct val *v, const struct field *f);
/* Where given: the bits of a file's mode. */
void check_file_mode(struct check *c, const struct val *v, const struct field *f);

/* ---- paths ---- */
void check_no_backsteps(struct check *c, const struct val *path, const struct field *f);
bool has_backsteps(const char *path);
void check_relative_path(struct check *c, const struct val *path, const struct field *f);
/* ... and does not begin with "..". */
void check_file_path(struct check *c, const struct val *path, const struct field *f);

/* ---- labels (labels.c) ---- */
void check_labels(struct check *c, const struct val *map, const struct field *f);
void check_annotations(struct check *c, const struct val *map, const struct field *f);
/* metav1.LabelSelector; NULL is fine. */
void check_label_selector(struct check *c, const struct val *selector, const struct field *f);
/* Whether a metav1.LabelSelector is well formed; then *matches tells whether it selects `labels`. */
bool label_selector_matches(const struct val *selector, const struct val *labels, bool *matches);
bool label_selector_empty(const struct val *selector);
/* The value of a LabelSelector, and of a map of strings, as messages show it. */
void invalid_selector(struct check *c, const struct field *f, const struct val *selector, const char *detail);
void invalid_map(struct check *c, const struct field *f, const struct val *map, const char *detail);

/* ---- percentages (percent.c) ---- */
void check_int_or_percent(struct check *c, const struct val *v, const struct field *f);
void check_at_most_100_percent(struct check *c, const struct val *v, const struct field *f);
int64_t int_or_percent_value(const struct val *v);
void invalid_int_or_string(struct check *c, const struct field *f, const struct val *v, const char *detail);

/* ---- what an update may not change (immutable.c) ---- */
/* Equal as Go's structs: absent is the zero value, except where the field is a pointer. */
bool semantic_equal(const struct val *a, const struct val *b);
void check_immutable(struct check *c, const struct val *now, const struct val *old, const struct field *f);

/* ---- metadata (metadata.c) ---- */
enum metadata_flags { METADATA_CLUSTER = 0, METADATA_NAMESPACED = 1 };
/* ValidateObjectMeta, finalizers included. */
void check_metadata(struct check *c, const struct val *doc, unsigned flags, enum name_kind name);
/* ValidateObjectMetaUpdate. */
void check_metadata_update(struct check *c, const struct val *doc, const struct val *old);
/* What rest.BeforeUpdate checks before the kind's own rules. */
void check_update(struct check *c, const struct val *doc, const struct val *old, unsigned flags);

/* A check for one call of a hook, and its end. */
struct check check_begin(const struct kind_context *kc, struct field_errors *errors);
void check_end(struct check *c);

#endif
