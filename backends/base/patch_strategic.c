/*
 * Strategic merge: see patch.h.  Mirrors mergeMap() and what it calls, k8s.io/apimachinery/pkg/util/strategicpatch/patch.go,
 * v1.20.2.
 *
 * The same code joins two patches for patch_diff.c: then directives and nulls stay in the result.
 */
#include <string.h>

#include "backends/base/godump.h"
#include "backends/base/patch.h"
#include "backends/base/patch_parts.h"

static bool has_prefix(const char *s, const char *prefix)
{
    return !strncmp(s, prefix, strlen(prefix));
}

/* Sets a member unless it has that value already, so that what does not change stays shared. */
static void set(struct val **obj, const char *key, const struct val *value)
{
    const struct val *have = val_get(*obj, key);
    if (have != value && !(have && val_equal(have, value)))
        val_set(obj, key, val_ref(value));
}

/* take: a new reference, or NULL after an error. */
static int set_take(struct val **obj, const char *key, struct val *take)
{
    if (!take)
        return -1;
    set(obj, key, take);
    val_unref(take);
    return 0;
}

static int bad_directive(const struct patch_merger *m, const struct val *directive, const struct val *patch)
{
    strbuf_adds(m->err, "unknown patch type: ");
    if (val_is(directive, VAL_STRING))
        strbuf_adds(m->err, val_str(directive));
    else
        go_print(m->err, directive);
    strbuf_adds(m->err, " in map: ");
    go_print(m->err, patch);
    return -1;
}

/* A map with `$patch`: replace leaves the patch alone, delete leaves nothing. */
static struct val *merge_directive(const struct patch_merger *m, const struct val *directive, const struct val *patch)
{
    if (val_str_equal(directive, "delete"))
        return val_object();
    if (!val_str_equal(directive, "replace")) {
        bad_directive(m, directive, patch);
        return NULL;
    }
    struct val *out = val_ref(patch);
    val_unset(&out, PATCH_DIRECTIVE);
    return out;
}

/* ---- $retainKeys ---- */

static int bad_retain_keys(const struct patch_merger *m)
{
    strbuf_adds(m->err, "invalid patch format of retainKeys");
    return -1;
}

/* Drops the members of *into that the patch's $retainKeys does not name. */
static int retain_keys(const struct patch_merger *m, struct val **into, struct val **patch)
{
    const struct val *keep = val_get(*patch, PATCH_RETAIN_KEYS);
    if (!keep)
        return 0;
    if (m->join) {
        const struct val *have = val_get(*into, PATCH_RETAIN_KEYS);
        if (have && !val_equal(have, keep))
            return bad_retain_keys(m);
        set(into, PATCH_RETAIN_KEYS, keep);
        val_unset(patch, PATCH_RETAIN_KEYS);
        return 0;
    }
    if (!val_is(keep, VAL_ARRAY))
        return bad_retain_keys(m);
    for (size_t i = 0; i < val_len(*patch); i++) {
        const char *key = val_key(*patch, i);
        if (!strcmp(key, PATCH_RETAIN_KEYS) || val_is_null(val_item(*patch, i)) || has_prefix(key, PATCH_DELETE_FROM) ||
            has_prefix(key, PATCH_SET_ORDER))
            continue;
        if (patch_find(keep, NULL, val_keyv(*patch, i)) < 0)
            return bad_retain_keys(m);
    }
    for (size_t i = val_len(*into); i-- > 0;)
        if (patch_find(keep, NULL, val_keyv(*into, i)) < 0)
            val_remove(into, i);
    val_unset(patch, PATCH_RETAIN_KEYS);
    return 0;
}

/* ---- lists ---- */

/* Takes the items with `$patch` out of a patch's list and obeys them.  *live is changed; the rest of the patch is returned. */
static struct val *list_directives(const struct patch_merger *m, struct val **live, const struct val *patch,
                                   const char *merge_key)
{
    struct val *rest = val_array();
    bool replace = false;
    for (size_t i = 0; i < val_len(patch); i++) {
        const struct val *item = val_item(patch, i), *directive = val_get(item, PATCH_DIRECTIVE);
        const struct val *key = val_get(item, merge_key);
        int rc = 0;
        long at;
        if (!directive)
            val_append(&rest, val_ref(item));
        else if (val_str_equal(directive, "replace"))
            replace = true;
        else if (val_str_equal(directive, "merge"))
            strbuf_adds(m->err, "merging lists cannot yet be specified in the patch"), rc = -1;
        else if (!val_str_equal(directive, "delete"))
            rc = bad_directive(m, directive, item);
        else if (!key)
            rc = patch_no_key(m->err, item, merge_key);
        else
            while ((at = patch_find(*live, merge_key, key)) >= 0)
                val_remove(live, (size_t)at);
        if (rc < 0) {
            val_unref(rest);
            return NULL;
        }
    }
    if (replace) {
        val_assign(live, rest);
        rest = val_array();
    }
    return rest;
}

/* Merges each item of the patch into the item of *into with its key, or adds it. */
static int merge_items(const struct patch_merger *m, struct val **into, const struct val *patch, const struct patch_meta *meta)
{
    if (patch_check_keys(patch, meta->merge_key, m->err) < 0)
        return -1;
    for (size_t i = 0; i < val_len(patch); i++) {
        const struct val *item = val_item(patch, i);
        long at = patch_find(*into, meta->merge_key, val_get(item, meta->merge_key));
        if (at < 0) {
            val_append(into, val_ref(item));
            continue;
        }
        const struct val *old = val_item(*into, (size_t)at);
        struct val *merged = patch_merge_map(m, old, item, &meta->place);
        if (!merged)
            return -1;
        if (merged == old)
            val_unref(merged);
        else
            val_replace(into, (size_t)at, merged);
    }
    return 0;
}

static struct val *merge_maps(const struct patch_merger *m, const struct val *live, const struct val *patch,
                              const struct patch_meta *meta)
{
    if (!meta->merge_key) {
        strbuf_adds(m->err, "cannot merge lists without merge key for struct");
        return NULL;
    }
    struct val *kept = val_ref(live), *merged = NULL, *out = NULL;
    struct val *rest = list_directives(m, &kept, patch, meta->merge_key);
    if (rest) {
        merged = val_ref(kept);
        if (merge_items(m, &merged, rest, meta) == 0)
            out = patch_arrange(merged, rest, kept, meta->merge_key, PATCH_MAPS, m->err);
    }
    val_unref(merged);
    val_unref(rest);
    val_unref(kept);
    return out;
}

static struct val *merge_scalars(const struct patch_merger *m, const struct val *live, const struct val *patch,
                                 const struct patch_meta *meta)
{
    struct val *both = val_ref(live);
    for (size_t i = 0; i < val_len(patch); i++)
        val_append(&both, val_ref(val_item(patch, i)));
    patch_deduplicate(&both);
    struct val *out = patch_arrange(both, patch, live, meta->merge_key, PATCH_SCALARS, m->err);
    val_unref(both);
    return out;
}

static struct val *without(const struct val *list, const struct val *drop)
{
    struct val *out = val_ref(list);
    for (size_t i = val_len(out); i-- > 0;)
        if (patch_find(drop, NULL, val_item(out, i)) >= 0)
            val_remove(&out, i);
    return out;
}

static struct val *merge_list(const struct patch_merger *m, const struct val *live, const struct val *patch,
                              const struct patch_meta *meta, bool deleting)
{
    enum patch_items items;
    if (!(meta->strategy & SCHEMA_MERGE))
        return val_ref(patch);
    if (!val_len(live) && !val_len(patch))
        return val_ref(live);
    if (patch_items(live, patch, &items, m->err) < 0)
        return NULL;
    if (items == PATCH_MAPS)
        return merge_maps(m, live, patch, meta);
    if (deleting && !m->join)
        return without(live, patch);
    return merge_scalars(m, live, patch, meta);
}

/* ---- $setElementOrder ---- */

/* The patch's items must stand in the order that $setElementOrder gives. */
static int check_order(const struct patch_merger *m, const struct val *patch, const struct val *order, const char *merge_key)
{
    size_t at = 0;
    if (!val_len(order) || !val_len(patch))
        return 0;
    for (size_t i = 0; i < val_len(patch); i++) {
        const struct val *item = val_item(patch, i);
        if (merge_key && !val_is(item, VAL_OBJECT))
            return patch_bad_type(m->err, PATCH_GO_MAP, item);
        if (val_str_equal(val_get(item, PATCH_DIRECTIVE), "delete") ||
            (val_get(item, PATCH_DIRECTIVE) && at < val_len(order)))
            continue;
        bool found = false;
        for (; at < val_len(order) && !found; at++) {
            const struct val *want = val_item(order, at);
            if (!merge_key) {
                found = patch_same(item, want);
                continue;
            }
            if (!val_is(want, VAL_OBJECT))
                return patch_bad_type(m->err, PATCH_GO_MAP, want);
            if (!val_get(item, merge_key) || !val_get(want, merge_key))
                return patch_no_key(m->err, val_get(item, merge_key) ? want : item, merge_key);
            found = patch_same(val_get(item, merge_key), val_get(want, merge_key));
        }
        if (!found) {
            strbuf_adds(m->err, "The order in patch list:\n");
            go_print(m->err, patch);
            strbuf_adds(m->err, "\n doesn't match " PATCH_SET_ORDER " list:\n");
            go_print(m->err, order);
            strbuf_adds(m->err, "\n");
            return -1;
        }
    }
    return 0;
}

/* The name behind "$prefix/"; NULL with the reason when there is none. */
static const char *directive_key(const struct patch_merger *m, const char *key, const char *prefix, const char *what)
{
    size_t len = strlen(prefix);
    if (key[len] == '/')
        return key + len + 1;
    strbuf_addf(m->err, "invalid patch format of %s", what);
    return NULL;
}

static int list_member(const struct patch_merger *m, const struct val *obj, const char *key, const struct val **list)
{
    *list = val_get(obj, key);
    if (*list && !val_is(*list, VAL_ARRAY))
        return patch_bad_type(m->err, PATCH_GO_LIST, *list);
    return 0;
}

/* Merges the list that `order` is about, and takes it out of the patch. */
static int merge_ordered(const struct patch_merger *m, struct val **into, struct val **patch, const char *key,
                         const struct val *order, const struct patch_place *at)
{
    const struct val *live, *change;
    struct patch_meta meta;
    enum patch_items items;
    if (list_member(m, *into, key, &live) < 0 || list_member(m, *patch, key, &change) < 0 ||
        patch_lookup_list(at, key, m->version, &meta, m->err) < 0 || check_order(m, change, order, meta.merge_key) < 0)
        return -1;
    if (!live && !change)
        return 0;
    struct val *merged = live && change ? merge_list(m, live, change, &meta, false) : val_ref(live ? live : change);
    struct val *out = NULL;
    if (merged && patch_items(live, change, &items, m->err) == 0)
        out = patch_arrange(merged, order, live, meta.merge_key, items, m->err);
    val_unref(merged);
    if (set_take(into, key, out) < 0)
        return -1;
    val_unset(patch, key);
    return 0;
}

static int merge_ordered_lists(const struct patch_merger *m, struct val **into, struct val **patch, const struct patch_place *at)
{
    struct val *all = val_ref(*patch);
    int rc = 0;
    for (size_t i = 0; i < val_len(all) && rc == 0; i++) {
        const char *key = val_key(all, i), *name;
        const struct val *order = val_item(all, i);
        if (!has_prefix(key, PATCH_SET_ORDER))
            continue;
        if (m->join) {
            const struct val *have = val_get(*into, key);
            if (have && !val_equal(have, order)) {
                strbuf_adds(m->err, "invalid patch format of setElementOrder list");
                rc = -1;
                break;
            }
            set(into, key, order);
        }
        val_unset(patch, key);
        if (!val_is(order, VAL_ARRAY))
            rc = patch_bad_type(m->err, PATCH_GO_LIST, order);
        else if (!(name = directive_key(m, key, PATCH_SET_ORDER, "setElementOrder list")))
            rc = -1;
        else
            rc = merge_ordered(m, into, patch, name, order, at);
    }
    val_unref(all);
    return rc;
}

/* ---- maps ---- */

static int merge_member(const struct patch_merger *m, struct val **into, const char *key, const struct val *value,
                        const struct patch_place *at)
{
    bool deleting = has_prefix(key, PATCH_DELETE_FROM);
    if (deleting && m->join) {
        set(into, key, value);
        return 0;
    }
    if (deleting && !(key = directive_key(m, key, PATCH_DELETE_FROM, "primitive list")))
        return -1;
    if (val_is_null(value)) {
        val_unset(into, key);
        if (m->join)
            set(into, key, value);
        return 0;
    }
    const struct val *have = val_get(*into, key);
    struct patch_meta meta;
    if (have && val_is(have, VAL_OBJECT) && val_is(value, VAL_OBJECT)) {
        if (patch_lookup(at, key, m->version, &meta, m->err) < 0)
            return -1;
        return set_take(into, key, meta.strategy & SCHEMA_REPLACE ? val_ref(value) : patch_merge_map(m, have, value, &meta.place));
    }
    if (have && val_is(have, VAL_ARRAY) && val_is(value, VAL_ARRAY)) {
        if (patch_lookup_list(at, key, m->version, &meta, m->err) < 0)
            return -1;
        return set_take(into, key, merge_list(m, have, value, &meta, deleting));
    }
    set(into, key, value);
    return 0;
}

struct val *patch_merge_map(const struct patch_merger *m, const struct val *original, const struct val *patch,
                            const struct patch_place *at)
{
    const struct val *directive = val_get(patch, PATCH_DIRECTIVE);
    if (directive)
        return merge_directive(m, directive, patch);
    struct val *into = val_ref(original), *rest = val_ref(patch);
    int rc = retain_keys(m, &into, &rest);
    if (rc == 0)
        rc = merge_ordered_lists(m, &into, &rest, at);
    for (size_t i = 0; i < val_len(rest) && rc == 0; i++)
        rc = merge_member(m, &into, val_key(rest, i), val_item(rest, i), at);
    val_unref(rest);
    if (rc == 0)
        return into;
    val_unref(into);
    return NULL;
}

struct val *patch_strategic(const struct val *doc, const struct val *patch, const struct schema_type *type,
                            struct version v, struct strbuf *err)
{
    const struct patch_merger m = { v, err, false };
    const struct patch_place top = { type, SCHEMA_ONE };
    if (!val_is(doc, VAL_OBJECT) || !val_is(patch, VAL_OBJECT)) {
        strbuf_adds(err, "invalid JSON document");
        return NULL;
    }
    return patch_merge_map(&m, doc, patch, &top);
}
