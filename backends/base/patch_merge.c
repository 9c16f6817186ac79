/*
 * JSON merge patches: see patch.h.  Mirrors evanphx/json-patch v4.9.0 merge.go, and
 * k8s.io/apimachinery/pkg/util/jsonmergepatch, v1.20.2.
 */
#include "backends/base/patch.h"
#include "backends/base/patch_parts.h"

/* Without null members and null items, at any depth. */
static struct val *without_nulls(const struct val *v)
{
    struct val *out = val_ref(v);
    if (!val_is(v, VAL_OBJECT) && !val_is(v, VAL_ARRAY))
        return out;
    for (size_t i = val_len(v); i-- > 0;) {
        const struct val *item = val_item(v, i);
        if (val_is_null(item)) {
            val_remove(&out, i);
            continue;
        }
        struct val *plain = without_nulls(item);
        if (plain == item)
            val_unref(plain);
        else
            val_replace(&out, i, plain);
    }
    return out;
}

static struct val *merge_objects(const struct val *doc, const struct val *patch)
{
    struct val *out = val_ref(doc);
    for (size_t i = 0; i < val_len(patch); i++) {
        const char *key = val_key(patch, i);
        const struct val *value = val_item(patch, i), *have = val_get(doc, key);
        struct val *next;
        if (val_is_null(value)) {
            val_unset(&out, key);
            continue;
        }
        if (val_is(have, VAL_OBJECT) && val_is(value, VAL_OBJECT))
            next = merge_objects(have, value);
        else if (val_is(have, VAL_OBJECT))
            next = val_ref(value);
        else
            next = without_nulls(value);
        if (have && (next == have || val_equal(next, have)))
            val_unref(next);
        else
            val_set(&out, key, next);
    }
    return out;
}

struct val *patch_merge(const struct val *doc, const struct val *patch, struct strbuf *err)
{
    if (val_is_null(doc)) {
        strbuf_adds(err, "Invalid JSON Document");
        return NULL;
    }
    if (!val_is(patch, VAL_OBJECT) && !val_is(patch, VAL_ARRAY)) {
        strbuf_adds(err, "Invalid JSON Patch");
        return NULL;
    }
    if (val_is(doc, VAL_OBJECT) && val_is(patch, VAL_OBJECT))
        return merge_objects(doc, patch);
    return without_nulls(patch);
}

struct val *patch_merge_diff(const struct val *from, const struct val *to)
{
    struct val *patch = val_object();
    for (size_t i = 0; i < val_len(to); i++) {
        const char *key = val_key(to, i);
        const struct val *value = val_item(to, i), *old = val_get(from, key);
        if (old && val_equal(old, value))
            continue;
        bool both = val_is(old, VAL_OBJECT) && val_is(value, VAL_OBJECT);
        val_set(&patch, key, both ? patch_merge_diff(old, value) : val_ref(value));
    }
    for (size_t i = 0; i < val_len(from); i++)
        if (!val_get(to, val_key(from, i)))
            val_set(&patch, val_key(from, i), val_null());
    return patch;
}

/* A patch's deletions alone, or all but its deletions. */
static struct val *only(const struct val *patch, bool deletions)
{
    struct val *out = val_object();
    for (size_t i = 0; i < val_len(patch); i++) {
        const struct val *value = val_item(patch, i);
        struct val *part = NULL;
        if (val_is(value, VAL_OBJECT) && val_len(value)) {
            part = only(value, deletions);
            if (!val_len(part))
                val_assign(&part, NULL);
        } else if (val_is_null(value) == deletions) {
            part = val_ref(value);
        }
        if (part)
            val_set(&out, val_key(patch, i), part);
    }
    return out;
}

struct val *patch_merge_three_way(const struct val *last_applied, const struct val *modified, const struct val *live,
                                  struct strbuf *err)
{
    struct val *changed = patch_merge_diff(live, modified), *gone = patch_merge_diff(last_applied, modified);
    struct val *additions = only(changed, false), *deletions = only(gone, true);
    struct val *patch = patch_merge(deletions, additions, err);
    val_unref(changed);
    val_unref(gone);
    val_unref(additions);
    val_unref(deletions);
    return patch;
}
