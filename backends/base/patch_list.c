/* Places in the schema, and the order of lists, for strategic patches: see patch_parts.h. */
#include "backends/base/patch_parts.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"

/* ---- places ---- */

/* reflect.Kind of the Go type. */
static const char *go_kind(const struct patch_place *at)
{
    static const char *const names[] = {
        [SCHEMA_STRUCT] = "struct", [SCHEMA_STRING] = "string", [SCHEMA_BOOL] = "bool", [SCHEMA_INT32] = "int32",
        [SCHEMA_INT64] = "int64", [SCHEMA_DOUBLE] = "float64", [SCHEMA_BYTES] = "slice", [SCHEMA_QUANTITY] = "struct",
        [SCHEMA_INT_OR_STRING] = "struct", [SCHEMA_TIME] = "struct", [SCHEMA_MICRO_TIME] = "struct",
        [SCHEMA_DURATION] = "struct", [SCHEMA_ANY] = "struct",
    };
    if (at->shape == SCHEMA_LIST)
        return "slice";
    return at->shape == SCHEMA_ONE ? names[at->type->kind] : "map";
}

int patch_lookup(const struct patch_place *at, const char *key, struct version v, struct patch_meta *meta, struct strbuf *err)
{
    const char *kind = go_kind(at);
    if (strcmp(kind, "struct")) {
        strbuf_addf(err, "merging an object in json but data type is not struct, instead is: %s", kind);
        return -1;
    }
    const struct schema_field *f = schema_field(at->type, key, v);
    if (!f) {
        strbuf_addf(err, "unable to find api field in struct %s for the json field ", at->type->name);
        go_quote(err, key, strlen(key));
        return -1;
    }
    meta->place = (struct patch_place){ f->type, (enum schema_shape)f->shape };
    meta->strategy = f->strategy;
    meta->merge_key = f->merge_key;
    return 0;
}

int patch_lookup_list(const struct patch_place *at, const char *key, struct version v, struct patch_meta *meta,
                      struct strbuf *err)
{
    if (patch_lookup(at, key, v, meta, err) < 0)
        return -1;
    if (meta->place.shape != SCHEMA_LIST) {
        strbuf_addf(err, "expected slice or array type, but got: %s", go_kind(at));
        return -1;
    }
    meta->place.shape = SCHEMA_ONE;
    return 0;
}

/* ---- values ---- */

static const char *go_type(const struct val *v)
{
    static const char *const names[] = {
        [VAL_NULL] = "%!s(<nil>)", [VAL_BOOL] = "bool", [VAL_INT] = "int64", [VAL_UINT] = "float64",
        [VAL_DOUBLE] = "float64", [VAL_STRING] = "string", [VAL_ARRAY] = PATCH_GO_LIST, [VAL_OBJECT] = PATCH_GO_MAP,
    };
    return names[val_type(v)];
}

int patch_bad_type(struct strbuf *err, const char *expected, const struct val *got)
{
    strbuf_addf(err, "expected a %s, but received a %s", expected, go_type(got));
    return -1;
}

int patch_no_key(struct strbuf *err, const struct val *item, const char *merge_key)
{
    strbuf_adds(err, "map: ");
    go_print(err, item);
    strbuf_addf(err, " does not contain declared merge key: %s", merge_key);
    return -1;
}

bool patch_same_type(const struct val *a, const struct val *b)
{
    return go_type(a) == go_type(b);
}

bool patch_same(const struct val *a, const struct val *b)
{
    return patch_same_type(a, b) && val_equal(a, b);
}

int patch_items(const struct val *a, const struct val *b, enum patch_items *items, struct strbuf *err)
{
    const struct val *first = val_len(a) ? val_item(a, 0) : val_item(b, 0);
    if (!first) {
        strbuf_adds(err, "no elements in any of the given slices");
        return -1;
    }
    if (val_is(first, VAL_ARRAY)) {
        strbuf_adds(err, "lists of lists are not supported");
        return -1;
    }
    for (size_t i = 0; i < val_len(a) + val_len(b); i++) {
        const struct val *item = i < val_len(a) ? val_item(a, i) : val_item(b, i - val_len(a));
        if (patch_same_type(item, first))
            continue;
        strbuf_adds(err, "list element types are not identical: [");
        go_print(err, a);
        if (b) {
            strbuf_addch(err, ' ');
            go_print(err, b);
        }
        strbuf_addch(err, ']');
        return -1;
    }
    *items = val_is(first, VAL_OBJECT) ? PATCH_MAPS : PATCH_SCALARS;
    return 0;
}

static const struct val *identity(const struct val *item, const char *merge_key)
{
    return merge_key ? val_get(item, merge_key) : item;
}

long patch_find(const struct val *list, const char *merge_key, const struct val *value)
{
    for (size_t i = 0; i < val_len(list); i++) {
        const struct val *have = identity(val_item(list, i), merge_key);
        if (have && patch_same(have, value))
            return (long)i;
    }
    return -1;
}

int patch_check_keys(const struct val *list, const char *merge_key, struct strbuf *err)
{
    for (size_t i = 0; i < val_len(list); i++) {
        const struct val *item = val_item(list, i);
        if (!val_is(item, VAL_OBJECT))
            return patch_bad_type(err, PATCH_GO_MAP, item);
        if (!val_get(item, merge_key))
            return patch_no_key(err, item, merge_key);
    }
    return 0;
}

/* ---- order ---- */

struct ranked {
    const struct val *item; /* borrowed */
    long rank;              /* place in the wanted order, or -1 */
};

/* Upstream's order of two items: when one has no place in the order, the later one goes first. */
static bool ranked_less(const struct ranked *a, const struct ranked *b)
{
    return a->rank < 0 || b->rank < 0 || a->rank < b->rank;
}

static void ranked_sort(struct ranked *items, size_t len)
{
    for (size_t i = 1; i < len; i++)
        for (size_t j = i; j > 0 && ranked_less(&items[j], &items[j - 1]); j--) {
            struct ranked other = items[j];
            items[j] = items[j - 1];
            items[j - 1] = other;
        }
}

struct val *patch_sort(const struct val *list, const struct val *order, const char *merge_key, enum patch_items items,
                       struct strbuf *err)
{
    const char *key = items == PATCH_MAPS ? merge_key : NULL;
    if (key && (patch_check_keys(list, key, err) < 0 || patch_check_keys(order, key, err) < 0))
        return NULL;
    struct ranked *ranked = xcalloc(val_len(list) + 1, sizeof(*ranked));
    size_t len = 0;
    struct val *deleted = val_array(), *out = val_array();
    for (size_t i = 0; i < val_len(list); i++) {
        const struct val *item = val_item(list, i);
        if (key && val_str_equal(val_get(item, PATCH_DIRECTIVE), "delete"))
            val_append(&deleted, val_ref(item));
        else
            ranked[len++] = (struct ranked){ item, patch_find(order, key, identity(item, key)) };
    }
    ranked_sort(ranked, len);
    for (size_t i = 0; i < len; i++)
        val_append(&out, val_ref(ranked[i].item));
    for (size_t i = 0; i < val_len(deleted); i++)
        val_append(&out, val_ref(val_item(deleted, i)));
    free(ranked);
    val_unref(deleted);
    return out;
}

/* The two lists as one: an item of `others` goes before the first of `wanted` that stands behind it in `live`. */
static struct val *interleave(const struct val *others, const struct val *wanted, const struct val *live, const char *key)
{
    struct val *out = val_array();
    size_t i = 0, j = 0;
    while (i < val_len(others) || j < val_len(wanted)) {
        bool other = j >= val_len(wanted);
        if (!other && i < val_len(others)) {
            long left = patch_find(live, key, identity(val_item(others, i), key));
            long right = patch_find(live, key, identity(val_item(wanted, j), key));
            other = left >= 0 && right >= 0 && left < right;
        }
        val_append(&out, val_ref(other ? val_item(others, i++) : val_item(wanted, j++)));
    }
    return out;
}

static int check_maps(const struct val *list, struct strbuf *err)
{
    for (size_t i = 0; i < val_len(list); i++)
        if (!val_is(val_item(list, i), VAL_OBJECT)) {
            strbuf_addf(err, "value for key %zu is not a map", i);
            return -1;
        }
    return 0;
}

struct val *patch_arrange(const struct val *merged, const struct val *wanted, const struct val *live, const char *merge_key,
                          enum patch_items items, struct strbuf *err)
{
    const char *key = items == PATCH_MAPS ? merge_key : NULL;
    if (merge_key && (patch_check_keys(merged, merge_key, err) < 0 || check_maps(wanted, err) < 0))
        return NULL;
    struct val *named = val_array(), *others = val_array(), *out = NULL;
    for (size_t i = 0; i < val_len(merged); i++) {
        const struct val *item = val_item(merged, i);
        val_append(patch_find(wanted, key, identity(item, key)) < 0 ? &others : &named, val_ref(item));
    }
    struct val *first = patch_sort(named, wanted, merge_key, items, err);
    struct val *rest = first ? patch_sort(others, live, merge_key, items, err) : NULL;
    if (rest)
        out = interleave(rest, first, live, key);
    val_unref(first);
    val_unref(rest);
    val_unref(named);
    val_unref(others);
    return out;
}

void patch_deduplicate(struct val **list)
{
    for (size_t i = 0; i + 1 < val_len(*list); i++)
        for (size_t j = i + 1; j < val_len(*list);) {
            size_t last = val_len(*list) - 1;
            if (!patch_same(val_item(*list, i), val_item(*list, j))) {
                j++;
                continue;
            }
            val_replace(list, j, val_ref(val_item(*list, last)));
            val_remove(list, last);
        }
}

struct text_item {
    char *text; /* owned */
    size_t at;
};

/* Upstream's comparison is not strict, and so equal ones end in reverse. */
static int compare_text(const void *a, const void *b)
{
    const struct text_item *x = a, *y = b;
    int d = strcmp(x->text, y->text);
    return d ? d : (x->at < y->at) - (x->at > y->at);
}

struct val *patch_sorted(const struct val *list, const char *merge_key)
{
    size_t len = val_len(list);
    struct text_item *items = xcalloc(len + 1, sizeof(*items));
    for (size_t i = 0; i < len; i++) {
        struct strbuf sb = STRBUF_INIT;
        go_print(&sb, identity(val_item(list, i), merge_key));
        items[i] = (struct text_item){ strbuf_detach(&sb, NULL), i };
    }
    qsort(items, len, sizeof(*items), compare_text);
    struct val *out = val_array();
    for (size_t i = 0; i < len; i++) {
        val_append(&out, val_ref(val_item(list, items[i].at)));
        free(items[i].text);
    }
    free(items);
    return out;
}
