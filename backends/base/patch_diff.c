/*
 * Computing strategic patches: see patch.h.  Mirrors diffMaps() and CreateThreeWayMergePatch(),
 * k8s.io/apimachinery/pkg/util/strategicpatch/patch.go, v1.20.2.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"
#include "backends/base/patch.h"
#include "backends/base/patch_parts.h"

enum diff_flags {
    DIFF_KEEP_ADDED = 1 << 0,   /* additions and changes are left out */
    DIFF_KEEP_DELETED = 1 << 1, /* deletions are left out */
    DIFF_SET_ORDER = 1 << 2,    /* write $setElementOrder */
    DIFF_RETAIN_KEYS = 1 << 3,  /* write $retainKeys for this map */
};

struct differ {
    struct version version;
    struct strbuf *err; /* borrowed */
};

static struct val *diff_maps(const struct differ *d, const struct val *from, const struct val *to,
                             const struct patch_place *at, unsigned flags);

static void put(struct val **patch, const char *prefix, const char *key, const struct val *list)
{
    char *name = xstrf("%s/%s", prefix, key);
    val_set(patch, name, val_ref(list));
    free(name);
}

static void put_if_changed(struct val **patch, const char *key, const struct val *from, const struct val *to, unsigned flags)
{
    if (!(flags & DIFF_KEEP_ADDED) && !val_equal(from, to))
        val_set(patch, key, val_ref(to));
}

/* ---- lists ---- */

/* What becomes of one list: items to add or change, plain items to delete, and the order.  All owned. */
struct list_patch {
    struct val *change, *deletions, *order;
};

static void list_patch_release(struct list_patch *p)
{
    val_unref(p->change);
    val_unref(p->deletions);
    val_unref(p->order);
}

static int compare_texts(const struct val *a, const struct val *b)
{
    struct strbuf x = STRBUF_INIT, y = STRBUF_INIT;
    go_print(&x, a);
    go_print(&y, b);
    int d = strcmp(x.buf, y.buf);
    strbuf_release(&x);
    strbuf_release(&y);
    return d;
}

/* Which of two sorted lists has the next item: -1 only `from`, 1 only `to`, 0 both. */
static int next_of(const struct val *from, size_t i, const struct val *to, size_t j, const char *key)
{
    if (i >= val_len(from))
        return 1;
    if (j >= val_len(to))
        return -1;
    const struct val *a = val_item(from, i), *b = val_item(to, j);
    int order = compare_texts(key ? val_get(a, key) : a, key ? val_get(b, key) : b);
    return (order > 0) - (order < 0);
}

static int diff_scalars(const struct differ *d, const struct val *from, const struct val *to, const char *key, unsigned flags,
                        struct list_patch *out)
{
    struct val *a = patch_sorted(from, NULL), *b = patch_sorted(to, NULL), *added = val_array();
    out->deletions = val_array();
    for (size_t i = 0, j = 0; i < val_len(a) || j < val_len(b);) {
        int which = next_of(a, i, b, j, NULL);
        if (which < 0 && !(flags & DIFF_KEEP_DELETED))
            val_append(&out->deletions, val_ref(val_item(a, i)));
        if (which > 0 && !(flags & DIFF_KEEP_ADDED))
            val_append(&added, val_ref(val_item(b, j)));
        i += which <= 0;
        j += which >= 0;
    }
    patch_deduplicate(&out->deletions);
    out->change = patch_sort(added, to, key, PATCH_SCALARS, d->err);
    /* Upstream has sorted `from` in place by now: its own order does not count. */
    if ((flags & DIFF_SET_ORDER) && ((!(flags & DIFF_KEEP_DELETED) && val_len(out->deletions)) ||
                                     (!(flags & DIFF_KEEP_ADDED) && !val_equal(a, to))))
        out->order = val_ref(to);
    val_unref(a);
    val_unref(b);
    val_unref(added);
    return out->change ? 0 : -1;
}

/* Items of maps with equal keys are compared; *removed gets `$patch: delete` for those that went. */
static struct val *diff_items(const struct differ *d, const struct val *from, const struct val *to,
                              const struct patch_meta *meta, unsigned flags, struct val **removed)
{
    struct val *change = val_array();
    const char *key = meta->merge_key;
    for (size_t i = 0, j = 0; i < val_len(from) || j < val_len(to);) {
        int which = next_of(from, i, to, j, key);
        const struct val *old = val_item(from, i), *new = val_item(to, j);
        if (which < 0 && !(flags & DIFF_KEEP_DELETED))
            val_append(removed, val_fmt("{%s:%v, $patch:delete}", key, val_get(old, key)));
        if (which > 0 && !(flags & DIFF_KEEP_ADDED))
            val_append(&change, val_ref(new));
        if (which == 0) {
            struct val *one = diff_maps(d, old, new, &meta->place, flags);
            if (!one) {
                val_unref(change);
                return NULL;
            }
            if (val_len(one)) {
                val_set(&one, key, val_ref(val_get(new, key)));
                val_append(&change, one);
            } else {
                val_unref(one);
            }
        }
        i += which <= 0;
        j += which >= 0;
    }
    return change;
}

static bool same_order(const struct val *from, const struct val *to, const char *key)
{
    if (val_len(from) != val_len(to))
        return false;
    for (size_t i = 0; i < val_len(to); i++)
        if (!patch_same(val_get(val_item(from, i), key), val_get(val_item(to, i), key)))
            return false;
    return true;
}

static int diff_maps_list(const struct differ *d, const struct val *from, const struct val *to, const struct patch_meta *meta,
                          unsigned flags, struct list_patch *out)
{
    const char *key = meta->merge_key;
    if (!key) {
        strbuf_adds(d->err, "cannot merge lists without merge key for struct");
        return -1;
    }
    if (patch_check_keys(from, key, d->err) < 0 || patch_check_keys(to, key, d->err) < 0)
        return -1;
    struct val *a = patch_sorted(from, key), *b = patch_sorted(to, key), *removed = val_array();
    struct val *change = diff_items(d, a, b, meta, flags, &removed);
    val_unref(a);
    val_unref(b);
    if (change)
        out->change = patch_sort(change, to, key, PATCH_MAPS, d->err);
    for (size_t i = 0; out->change && i < val_len(removed); i++)
        val_append(&out->change, val_ref(val_item(removed, i)));
    val_unref(change);
    val_unref(removed);
    bool differs = val_len(out->change) > 0;
    if ((flags & DIFF_SET_ORDER) && ((!(flags & DIFF_KEEP_ADDED) && (differs || !same_order(from, to, key))) ||
                                     (!(flags & DIFF_KEEP_DELETED) && differs)))
        for (size_t i = 0; i < val_len(to); i++)
            val_append(&out->order, val_fmt("{%s:%v}", key, val_get(val_item(to, i), key)));
    return out->change ? 0 : -1;
}

static int diff_lists(const struct differ *d, const struct val *from, const struct val *to, const struct patch_meta *meta,
                      unsigned flags, struct list_patch *out)
{
    enum patch_items items;
    if (!val_len(from)) {
        if (val_len(to) && !(flags & DIFF_KEEP_ADDED))
            out->change = val_ref(to);
        return 0;
    }
    if (patch_items(from, to, &items, d->err) < 0)
        return -1;
    return items == PATCH_MAPS ? diff_maps_list(d, from, to, meta, flags, out)
                               : diff_scalars(d, from, to, meta->merge_key, flags, out);
}

/* ---- members ---- */

static int diff_list_member(const struct differ *d, struct val **patch, const char *key, const struct val *from,
                            const struct val *to, const struct patch_place *at, unsigned flags)
{
    struct patch_meta meta;
    struct list_patch list = { NULL, NULL, NULL };
    struct strbuf why = STRBUF_INIT;
    int rc = patch_lookup_list(at, key, d->version, &meta, &why);
    if (rc < 0) {
        /* An unknown field matters only when it changed. */
        rc = val_equal(from, to) ? 0 : -1;
        if (rc < 0)
            strbuf_add(d->err, why.buf, why.len);
    } else if (!(meta.strategy & SCHEMA_MERGE)) {
        put_if_changed(patch, key, from, to, flags);
    } else {
        flags = meta.strategy & SCHEMA_RETAIN_KEYS ? flags | DIFF_RETAIN_KEYS : flags & ~(unsigned)DIFF_RETAIN_KEYS;
        rc = diff_lists(d, from, to, &meta, flags, &list);
    }
    if (rc == 0 && val_len(list.change))
        val_set(patch, key, val_ref(list.change));
    if (rc == 0 && val_len(list.deletions))
        put(patch, PATCH_DELETE_FROM, key, list.deletions);
    if (rc == 0 && val_len(list.order))
        put(patch, PATCH_SET_ORDER, key, list.order);
    list_patch_release(&list);
    strbuf_release(&why);
    return rc;
}

static int diff_map_member(const struct differ *d, struct val **patch, const char *key, const struct val *from,
                           const struct val *to, const struct patch_place *at, unsigned flags)
{
    struct patch_meta meta;
    struct strbuf why = STRBUF_INIT;
    int rc = patch_lookup(at, key, d->version, &meta, &why);
    if (rc < 0) {
        rc = val_equal(from, to) ? 0 : -1;
        if (rc < 0)
            strbuf_add(d->err, why.buf, why.len);
    } else if (meta.strategy & SCHEMA_REPLACE) {
        if (!(flags & DIFF_KEEP_ADDED))
            val_set(patch, key, val_ref(to));
    } else {
        flags = meta.strategy & SCHEMA_RETAIN_KEYS ? flags | DIFF_RETAIN_KEYS : flags & ~(unsigned)DIFF_RETAIN_KEYS;
        struct val *sub = diff_maps(d, from, to, &meta.place, flags);
        rc = sub ? 0 : -1;
        if (val_len(sub))
            val_set(patch, key, val_ref(sub));
        val_unref(sub);
    }
    strbuf_release(&why);
    return rc;
}

static int diff_directive(const struct differ *d, struct val **patch, const struct val *from, const struct val *to)
{
    if (!val_is(from, VAL_STRING) || !val_is(to, VAL_STRING)) {
        strbuf_adds(d->err, "invalid value for special key: " PATCH_DIRECTIVE);
        return -1;
    }
    put_if_changed(patch, PATCH_DIRECTIVE, from, to, 0);
    return 0;
}

static int diff_member(const struct differ *d, struct val **patch, const char *key, const struct val *from,
                       const struct val *to, const struct patch_place *at, unsigned flags)
{
    if (!from) {
        if (!(flags & DIFF_KEEP_ADDED))
            val_set(patch, key, val_ref(to));
        return 0;
    }
    if (!strcmp(key, PATCH_DIRECTIVE))
        return diff_directive(d, patch, from, to);
    if (from == to && !(flags & DIFF_RETAIN_KEYS) && !val_is(from, VAL_OBJECT))
        return 0;
    if (val_is(from, VAL_OBJECT) && val_is(to, VAL_OBJECT))
        return diff_map_member(d, patch, key, from, to, at, flags);
    if (val_is(from, VAL_ARRAY) && val_is(to, VAL_ARRAY))
        return diff_list_member(d, patch, key, from, to, at, flags);
    put_if_changed(patch, key, from, to, flags);
    return 0;
}

/* $retainKeys: the members that stay, when something changes or goes. */
static void put_retain_keys(struct val **patch, const struct val *from, const struct val *to)
{
    bool goes = false;
    struct val *keep = val_array();
    for (size_t i = 0; i < val_len(from); i++)
        goes |= !val_is_null(val_item(from, i)) && !val_get(to, val_key(from, i));
    for (size_t i = 0; i < val_len(to); i++)
        if (!val_is_null(val_item(to, i)))
            val_append(&keep, val_ref(val_keyv(to, i)));
    if (val_len(keep) && (val_len(*patch) || goes))
        val_set(patch, PATCH_RETAIN_KEYS, val_ref(keep));
    val_unref(keep);
}

static struct val *diff_maps(const struct differ *d, const struct val *from, const struct val *to,
                             const struct patch_place *at, unsigned flags)
{
    struct val *patch = val_object();
    for (size_t i = 0; i < val_len(to); i++) {
        const char *key = val_key(to, i);
        if (diff_member(d, &patch, key, val_get(from, key), val_item(to, i), at, flags) < 0) {
            val_unref(patch);
            return NULL;
        }
    }
    for (size_t i = 0; i < val_len(from) && !(flags & DIFF_KEEP_DELETED); i++)
        if (!val_get(to, val_key(from, i)))
            val_set(&patch, val_key(from, i), val_null());
    if (flags & DIFF_RETAIN_KEYS)
        put_retain_keys(&patch, from, to);
    return patch;
}

/* ---- whole documents ---- */

struct val *patch_two_way(const struct val *from, const struct val *to, const struct schema_type *type, struct version v,
                          struct strbuf *err)
{
    const struct differ d = { v, err };
    const struct patch_place top = { type, SCHEMA_ONE };
    if (!type)
        return patch_merge_diff(from, to);
    return diff_maps(&d, from, to, &top, DIFF_SET_ORDER);
}

/* The identity of an object does not change by applying. */
static int check_identity(const struct val *patch, struct strbuf *err)
{
    if (!val_get(patch, "apiVersion") && !val_get(patch, "kind") && !val_get(val_get(patch, "metadata"), "name"))
        return 0;
    strbuf_adds(err, "precondition failed for: ");
    go_print(err, patch);
    return -1;
}

/* Somebody else's changes since the last apply must not be in the patch's way. */
static int check_changes(const struct differ *d, const struct val *last_applied, const struct val *live,
                         const struct val *patch, const struct patch_place *top)
{
    struct val *changes = diff_maps(d, last_applied, live, top, 0);
    int rc = changes ? patch_check_conflicts(patch, changes, top, d->version, d->err) : -1;
    val_unref(changes);
    return rc;
}

static struct val *three_way(const struct val *last_applied, const struct val *modified, const struct val *live,
                             const struct patch_place *top, const struct differ *d, bool overwrite)
{
    const struct patch_merger join = { d->version, d->err, true };
    struct val *patch = NULL;
    struct val *delta = diff_maps(d, live, modified, top, DIFF_KEEP_DELETED | DIFF_SET_ORDER);
    struct val *deletions = delta ? diff_maps(d, last_applied, modified, top, DIFF_KEEP_ADDED | DIFF_SET_ORDER) : NULL;
    if (deletions)
        patch = patch_merge_map(&join, deletions, delta, top);
    val_unref(delta);
    val_unref(deletions);
    if (patch && (check_identity(patch, d->err) < 0 || (!overwrite && check_changes(d, last_applied, live, patch, top) < 0)))
        val_assign(&patch, NULL);
    return patch;
}

struct val *patch_three_way(const struct val *last_applied, const struct val *modified, const struct val *live,
                            const struct schema_type *type, struct version v, bool overwrite, struct strbuf *err)
{
    const struct patch_place top = { type, SCHEMA_ONE };
    const struct differ d = { v, err };
    struct val *none = val_object();
    const struct val *last = last_applied ? last_applied : none;
    struct val *patch;
    if (type) {
        patch = three_way(last, modified, live, &top, &d, overwrite);
    } else {
        patch = patch_merge_three_way(last, modified, live, err);
        if (patch && check_identity(patch, err) < 0)
            val_assign(&patch, NULL);
    }
    val_unref(none);
    return patch;
}
