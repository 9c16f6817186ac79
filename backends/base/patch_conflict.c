/*
 * Whether two strategic patches are at odds: for apply --overwrite=false.  Mirrors MergingMapsHaveConflicts(),
 * k8s.io/apimachinery/pkg/util/strategicpatch/patch.go, v1.20.2.
 */
#include <string.h>

#include "backends/base/patch_parts.h"
#include "backends/base/yaml.h"

struct comparison {
    struct version version;
    struct strbuf *err; /* borrowed */
};

static int maps_conflict(const struct comparison *c, const struct val *left, const struct val *right,
                         const struct patch_place *at);

/* Each returns 1 for a conflict, 0 for none, -1 after an error. */
static int values_conflict(const struct comparison *c, const struct val *left, const struct val *right,
                           const struct patch_meta *meta);

/* Lists merged by key: items with equal keys must agree. */
static int items_conflict(const struct comparison *c, const struct val *left, const struct val *right,
                          const struct patch_meta *meta)
{
    const struct patch_meta inside = { meta->place, 0, NULL };
    if (patch_check_keys(left, meta->merge_key, c->err) < 0 || patch_check_keys(right, meta->merge_key, c->err) < 0)
        return -1;
    for (size_t i = 0; i < val_len(left); i++) {
        const struct val *item = val_item(left, i);
        long at = patch_find(right, meta->merge_key, val_get(item, meta->merge_key));
        int rc = at < 0 ? 0 : values_conflict(c, item, val_item(right, (size_t)at), &inside);
        if (rc)
            return rc;
    }
    return 0;
}

static int lists_conflict(const struct comparison *c, const struct val *left, const struct val *right,
                          const struct patch_meta *meta)
{
    enum patch_items items;
    if (patch_items(left, right, &items, c->err) < 0)
        return -1;
    if (meta->strategy & SCHEMA_MERGE)
        return items == PATCH_MAPS && meta->merge_key ? items_conflict(c, left, right, meta) : 0;
    if (val_len(left) != val_len(right))
        return 1;
    const struct patch_meta inside = { meta->place, 0, NULL };
    struct val *a = items == PATCH_MAPS ? val_ref(left) : patch_sorted(left, NULL);
    struct val *b = items == PATCH_MAPS ? val_ref(right) : patch_sorted(right, NULL);
    int rc = 0;
    for (size_t i = 0; i < val_len(a) && rc == 0; i++)
        rc = values_conflict(c, val_item(a, i), val_item(b, i), &inside);
    val_unref(a);
    val_unref(b);
    return rc;
}

static int values_conflict(const struct comparison *c, const struct val *left, const struct val *right,
                           const struct patch_meta *meta)
{
    if (val_is(left, VAL_ARRAY))
        return val_is(right, VAL_ARRAY) ? lists_conflict(c, left, right, meta) : 1;
    if (!val_is(left, VAL_OBJECT))
        return !patch_same(left, right);
    if (!val_is(right, VAL_OBJECT))
        return 1;
    const struct val *a = val_get(left, PATCH_DIRECTIVE), *b = val_get(right, PATCH_DIRECTIVE);
    if ((a || b) && !(a && b && patch_same(a, b)))
        return 1;
    return meta->strategy & SCHEMA_REPLACE ? 0 : maps_conflict(c, left, right, &meta->place);
}

static int maps_conflict(const struct comparison *c, const struct val *left, const struct val *right,
                         const struct patch_place *at)
{
    for (size_t i = 0; i < val_len(left); i++) {
        const char *key = val_key(left, i);
        const struct val *a = val_item(left, i), *b = val_get(right, key);
        struct patch_meta meta = { *at, 0, NULL };
        if (!b || !strcmp(key, PATCH_DIRECTIVE) || !strcmp(key, PATCH_RETAIN_KEYS))
            continue;
        if (val_is(a, VAL_ARRAY) && patch_lookup_list(at, key, c->version, &meta, c->err) < 0)
            return -1;
        if (val_is(a, VAL_OBJECT) && patch_lookup(at, key, c->version, &meta, c->err) < 0)
            return -1;
        int rc = values_conflict(c, a, b, &meta);
        if (rc)
            return rc;
    }
    return 0;
}

int patch_check_conflicts(const struct val *patch, const struct val *changes, const struct patch_place *at, struct version v,
                          struct strbuf *err)
{
    const struct comparison c = { v, err };
    int rc = maps_conflict(&c, patch, changes, at);
    if (rc <= 0)
        return rc;
    strbuf_adds(err, "patch:\n");
    yaml_write(err, patch);
    strbuf_adds(err, "\nconflicts with changes made from original to current:\n");
    yaml_write(err, changes);
    strbuf_adds(err, "\n");
    return -1;
}
