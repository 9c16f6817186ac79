/*
 * Documents: immutable, reference-counted JSON values that share their branches.
 *
 *     struct val *pod = val_fmt("{kind:%s, metadata:{name:%s, labels:%v}}", "Pod", name, labels);
 *     const char *ns = val_at_str(pod, "metadata.namespace", "default");
 *     val_put_str(&pod, "status.phase", "Running");     // pod is now a new version; who held the old one still has it
 *     val_unref(pod);
 *
 * Ownership.  `const struct val *` is borrowed; `struct val *` is a reference that somebody owns and gives back with
 * val_unref().  Arguments are borrowed, except those named `take`, which the function consumes.  What a getter returns is
 * borrowed and lives as long as the document it came from.
 *
 * Change.  val_put() and its kin take the address of an owned reference and replace it by a new version that shares
 * everything else.  When nobody else holds a node it is changed in place, so building a document costs what it should.
 *
 * Form.  NULL pointers are "absent" and every getter accepts them.  Small integers, booleans and null cost no memory (they
 * are the pointer).  Short strings and all keys are interned.  Members of an object are sorted by key, bytewise, as Go prints
 * maps; a key stands once.  Numbers are int64, uint64 or double; strings carry a length and are valid UTF-8 when they came
 * through json or yaml.
 *
 * One thread only.
 */
#ifndef SEODANG_BASE_VAL_H
#define SEODANG_BASE_VAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "backends/base/strbuf.h"

struct val;

enum val_type { VAL_NULL, VAL_BOOL, VAL_INT, VAL_UINT, VAL_DOUBLE, VAL_STRING, VAL_ARRAY, VAL_OBJECT };

/* ---- references ---- */
struct val *val_ref(const struct val *v); /* v again, with one more reference; NULL gives NULL */
void val_unref(struct val *v);            /* NULL is fine */
/* *slot = take, giving back what was there. */
void val_assign(struct val **slot, struct val *take);

/* ---- making ---- */
struct val *val_null(void);
struct val *val_bool(bool b);
struct val *val_int(int64_t n);
struct val *val_uint(uint64_t n);  /* becomes VAL_INT when it fits */
struct val *val_double(double d);
struct val *val_string(const char *s);
struct val *val_stringn(const char *s, size_t len);
struct val *val_stringf(const char *fmt, ...) PRINTF_LIKE(1, 2);
struct val *val_array(void);  /* [] */
struct val *val_object(void); /* {} */

/*
 * A document from a template: JSON without the need for quotes around plain words, with
 *   %s  const char * (NULL: the member or item is left out)      %d  int        %I  int64_t      %b  int as a boolean
 *   %v  const struct val *, borrowed (NULL: left out)            %V  struct val *, taken (NULL: left out)
 * in place of values and %s also in place of a key:  val_fmt("{type:%s, status:'True', n:3, list:[%s,%s], %s:%v}", ...).
 * Strings in the template stand in '…' or "…" without escapes, or bare ([A-Za-z0-9_./-]+; true, false, null and integers
 * are themselves).  A mistake in the template is a BUG().
 */
struct val *val_fmt(const char *fmt, ...);

/* ---- looking ---- */
enum val_type val_type(const struct val *v); /* NULL: VAL_NULL */
bool val_is(const struct val *v, enum val_type type); /* false for an absent one */
bool val_is_null(const struct val *v);       /* absent or null */
bool val_is_number(const struct val *v);
size_t val_len(const struct val *v);         /* items, members, or bytes of a string; else 0 */
bool val_empty(const struct val *v);         /* absent, null, "", [], {} */

/* Scalars; the default when absent or of another type. */
const char *val_str(const struct val *v);    /* NUL-terminated bytes, NULL when not a string */
const char *val_str_or(const struct val *v, const char *otherwise);
int64_t val_int_or(const struct val *v, int64_t otherwise); /* also a double without fraction */
bool val_bool_or(const struct val *v, bool otherwise);
double val_double_or(const struct val *v, double otherwise);
uint64_t val_uint_or(const struct val *v, uint64_t otherwise);

/* Member `key` of an object; NULL when absent or not an object. */
const struct val *val_getn(const struct val *obj, const char *key, size_t len);
static inline const struct val *val_get(const struct val *obj, const char *key)
{
    return val_getn(obj, key, strlen(key)); /* inline, for the compiler counts a literal's characters */
}
/* Member by a key that is a string value (fast: keys are interned). */
const struct val *val_getv(const struct val *obj, const struct val *key);
/* Item i of an array, or value of member i of an object; NULL outside. */
const struct val *val_item(const struct val *v, size_t i);
/* Key of member i. */
const char *val_key(const struct val *obj, size_t i);
const struct val *val_keyv(const struct val *obj, size_t i);
/* Follows "spec.template.spec.containers.0.name": member names, and numbers into arrays. Keys with dots need val_get(). */
const struct val *val_at(const struct val *doc, const char *path);
const char *val_get_str(const struct val *obj, const char *key, const char *otherwise);
const char *val_at_str(const struct val *doc, const char *path, const char *otherwise);
int64_t val_at_int(const struct val *doc, const char *path, int64_t otherwise);
bool val_at_bool(const struct val *doc, const char *path, bool otherwise);
/* The item of an array of objects whose member `key` is the string `value`; NULL when none. `index` may be NULL. */
const struct val *val_find(const struct val *arr, const char *key, const char *value, size_t *index);

/* ---- changing (see the top) ---- */
void val_set(struct val **obj, const char *key, struct val *take); /* one key, dots and all; *obj NULL: a new object */
void val_setn(struct val **obj, const char *key, size_t len, struct val *take);
void val_unset(struct val **obj, const char *key);
/* Makes room for that many items or members more, which saves work when they come one by one. */
void val_reserve(struct val **v, size_t room);
void val_put(struct val **doc, const char *path, struct val *take); /* makes the objects on the way */
void val_put_str(struct val **doc, const char *path, const char *s);
void val_put_int(struct val **doc, const char *path, int64_t n);
void val_put_bool(struct val **doc, const char *path, bool b);
void val_drop(struct val **doc, const char *path); /* nothing when it is not there */
void val_append(struct val **arr, struct val *take); /* *arr NULL: a new array */
void val_insert(struct val **arr, size_t i, struct val *take);
void val_replace(struct val **v, size_t i, struct val *take); /* item i, or the value of member i */
void val_remove(struct val **v, size_t i);
/* Replaces member values of `obj` by those of `over` (not deep). */
void val_merge(struct val **obj, const struct val *over);

/* ---- comparing ---- */
bool val_equal(const struct val *a, const struct val *b); /* numbers by value; absent equals only absent */
bool val_str_equal(const struct val *v, const char *s);   /* v is the string s */
int val_compare_str(const struct val *a, const struct val *b); /* two strings, bytewise */

/* Bytes of the heap that documents occupy now, and number of heap nodes (tests watch that it returns to where it was). */
size_t val_heap_bytes(void);
size_t val_heap_nodes(void);

#endif
