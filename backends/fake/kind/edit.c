/* Editing nested parts of shared documents: see edit.h. */
#include "backends/fake/kind/edit.h"

#include "backends/base/val.h"

bool val_unset_str(const struct val *obj, const char *key)
{
    return val_empty(val_get(obj, key));
}

static bool is_unset(const struct val *v, const struct plain_default *row)
{
    if (val_is_null(v))
        return true;
    if (row->type == DEFAULT_IS_STRING)
        return *row->text && !val_len(v) && val_is(v, VAL_STRING);
    return row->positive && val_int_or(v, 1) == 0;
}

static struct val *default_value(const struct plain_default *row)
{
    switch (row->type) {
    case DEFAULT_IS_STRING: return val_string(row->text);
    case DEFAULT_IS_INT: return val_int(row->number);
    case DEFAULT_IS_BOOL: return val_bool(row->number != 0);
    case DEFAULT_IS_OBJECT: break;
    }
    return val_object();
}

void set_plain(struct val **obj, const struct plain_default *rows, const struct kind_context *kc)
{
    for (; rows->key; rows++)
        if (version_between(kc->version, rows->since, rows->until) && is_unset(val_get(*obj, rows->key), rows))
            val_set(obj, rows->key, default_value(rows));
}

void edit_at(struct val **doc, const char *path, edit_fn *fn, const struct kind_context *kc)
{
    const struct val *old = val_at(*doc, path);
    if (!val_is_null(old) && !val_is(old, VAL_OBJECT))
        return;
    struct val *part = val_is_null(old) ? NULL : val_ref(old);
    const struct val *before = part;
    fn(&part, kc);
    if (part == before)
        val_unref(part);
    else
        val_put(doc, path, part);
}

void edit_present(struct val **doc, const char *path, edit_fn *fn, const struct kind_context *kc)
{
    if (val_is(val_at(*doc, path), VAL_OBJECT))
        edit_at(doc, path, fn, kc);
}

void edit_items(struct val **doc, const char *path, edit_fn *fn, const struct kind_context *kc)
{
    const struct val *old = val_at(*doc, path);
    if (!val_is(old, VAL_ARRAY))
        return;
    struct val *list = val_ref(old);
    for (size_t i = 0; i < val_len(list); i++) {
        const struct val *before = val_item(list, i);
        if (!val_is(before, VAL_OBJECT))
            continue;
        struct val *item = val_ref(before);
        fn(&item, kc);
        if (item == before)
            val_unref(item);
        else
            val_replace(&list, i, item);
    }
    if (list == old)
        val_unref(list);
    else
        val_put(doc, path, list);
}

void update_generation(struct val **doc, const struct val *old)
{
    int64_t generation = val_at_int(old, "metadata.generation", 0);
    bool changed = !val_equal(val_get(*doc, "spec"), val_get(old, "spec"));
    if (changed || generation)
        val_put_int(doc, "metadata.generation", generation + changed);
}
