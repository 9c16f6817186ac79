/*
 * What the files patch_*.c share: where a value stands in the schema, lists in order, maps merged and compared.
 * Private to them.
 *
 * Functions return 0, or -1 with the reason added to err.  Arguments are borrowed; a document that is returned is the
 * caller's.
 */
#ifndef SEODANG_BASE_PATCH_PARTS_H
#define SEODANG_BASE_PATCH_PARTS_H

#include "backends/base/schema.h"
#include "backends/base/val.h"

#define PATCH_DIRECTIVE "$patch"
#define PATCH_RETAIN_KEYS "$retainKeys"
#define PATCH_DELETE_FROM "$deleteFromPrimitiveList"
#define PATCH_SET_ORDER "$setElementOrder"

/* ---- patch_list.c ---- */

/* The Go type that a value has: one of the schema's, in a shape. */
struct patch_place {
    const struct schema_type *type;
    enum schema_shape shape;
};

/* What the tags of a struct's field say about merging it. */
struct patch_meta {
    struct patch_place place;  /* of the value; of a list's items when asked for a list */
    unsigned strategy;         /* enum schema_strategy */
    const char *merge_key;     /* NULL: none */
};

/* The field `key` of the struct at `at`, whose value is an object, or a list. */
int patch_lookup(const struct patch_place *at, const char *key, struct version v, struct patch_meta *meta, struct strbuf *err);
int patch_lookup_list(const struct patch_place *at, const char *key, struct version v, struct patch_meta *meta,
                      struct strbuf *err);

/* What lists hold; mixed ones, lists of lists, and lists that are all empty are errors. */
enum patch_items { PATCH_MAPS, PATCH_SCALARS };
int patch_items(const struct val *a, const struct val *b, enum patch_items *items, struct strbuf *err);

/* Go's == of two plain values: 1 and 1.0 are different. */
bool patch_same(const struct val *a, const struct val *b);
/* Whether b has the JSON type of a (Go's: integers and fractions differ). */
bool patch_same_type(const struct val *a, const struct val *b);
/* The first item of `list` whose merge key (NULL: itself) is `value`, or -1. */
long patch_find(const struct val *list, const char *merge_key, const struct val *value);

/* An error unless each item is an object that has the merge key. */
int patch_check_keys(const struct val *list, const char *merge_key, struct strbuf *err);
/* `list` in the order of `order`; items with `$patch: delete` last. */
struct val *patch_sort(const struct val *list, const struct val *order, const char *merge_key, enum patch_items items,
                       struct strbuf *err);
/* `merged` with the items that `wanted` names in its order, the others between them as they stand in `live`. */
struct val *patch_arrange(const struct val *merged, const struct val *wanted, const struct val *live, const char *merge_key,
                          enum patch_items items, struct strbuf *err);
/* Drops repeated plain values from an owned list; as upstream does it, the last takes the place of a dropped one. */
void patch_deduplicate(struct val **list);
/* The items sorted by the text of their merge key (NULL: their own). */
struct val *patch_sorted(const struct val *list, const char *merge_key);

#define PATCH_GO_MAP "map[string]interface {}"
#define PATCH_GO_LIST "[]interface {}"

/* "expected a map[string]interface {}, but received a string"; returns -1. */
int patch_bad_type(struct strbuf *err, const char *expected, const struct val *got);
/* "map: map[...] does not contain declared merge key: name"; returns -1. */
int patch_no_key(struct strbuf *err, const struct val *item, const char *merge_key);

/* ---- patch_strategic.c ---- */

struct patch_merger {
    struct version version;
    struct strbuf *err; /* borrowed */
    bool join;          /* what is patched is a patch too: directives and nulls stay */
};

/* A new reference (to `original` when nothing changed), or NULL with the reason. */
struct val *patch_merge_map(const struct patch_merger *m, const struct val *original, const struct val *patch,
                            const struct patch_place *at);

/* ---- patch_conflict.c ---- */

/* An error when two patches give one member different values. */
int patch_check_conflicts(const struct val *patch, const struct val *changes, const struct patch_place *at, struct version v,
                          struct strbuf *err);

/* ---- patch_merge.c ---- */

/* The JSON merge patch from one object to another. */
struct val *patch_merge_diff(const struct val *from, const struct val *to);
/* apply's patch for kinds without a schema. */
struct val *patch_merge_three_way(const struct val *last_applied, const struct val *modified, const struct val *live,
                                  struct strbuf *err);

#endif
