#include <stdlib.h>
#include <string.h>

#include "backends/base/val_node.h"

/* Makes *slot a node of its own, with room for `room` more, so that it may be written. */
static void own_array(struct val **slot, size_t room)
{
    struct val *v = *slot;
    if (!val_is(v, VAL_ARRAY))
        BUG("an array was expected");
    size_t need = v->len + room;
    if (v->refs > 1) {
        struct val *copy = val_node_array(need);
        for (size_t i = 0; i < v->len; i++)
            as_array(copy)->items[i] = val_ref(as_array(v)->items[i]);
        copy->len = v->len;
        val_assign(slot, copy);
        return;
    }
    if (need <= v->cap)
        return;
    size_t cap = v->cap >= 8 && need < v->cap * 2 ? v->cap * 2 : need;
    val_node_count((cap - v->cap) * sizeof(struct val *));
    v = xrealloc(v, sizeof(struct array) + cap * sizeof(struct val *));
    v->cap = (uint32_t)cap;
    *slot = v;
}

static void own_object(struct val **slot, size_t room)
{
    struct val *v = *slot;
    if (!val_is(v, VAL_OBJECT))
        BUG("an object was expected");
    size_t need = v->len + room;
    if (v->refs > 1) {
        struct val *copy = val_node_object(need);
        for (size_t i = 0; i < v->len; i++) {
            as_object(copy)->members[i].key = val_ref(as_object(v)->members[i].key);
            as_object(copy)->members[i].value = val_ref(as_object(v)->members[i].value);
        }
        copy->len = v->len;
        val_assign(slot, copy);
        return;
    }
    if (need <= v->cap)
        return;
    size_t cap = v->cap >= 16 && need < v->cap * 2 ? v->cap * 2 : need;
    val_node_count((cap - v->cap) * sizeof(struct member));
    v = xrealloc(v, sizeof(struct object) + cap * sizeof(struct member));
    v->cap = (uint32_t)cap;
    *slot = v;
}

static void own(struct val **slot, size_t room)
{
    if (val_is(*slot, VAL_ARRAY))
        own_array(slot, room);
    else
        own_object(slot, room);
}

void val_reserve(struct val **v, size_t room)
{
    if (room)
        own(v, room);
}

/* The slot of member `key`, made (as NULL) when it is not there; obj is ours to write. */
static struct val **member_slot(struct val **obj, const char *key, size_t len)
{
    long at = val_member_index(*obj, key, len);
    if (at >= 0) {
        own_object(obj, 0);
        return &as_object(*obj)->members[at].value;
    }
    own_object(obj, 1);
    struct member *m = as_object(*obj)->members;
    size_t i = (size_t)(-1 - at);
    memmove(m + i + 1, m + i, ((*obj)->len - i) * sizeof(*m));
    m[i].key = val_stringn(key, len);
    m[i].value = NULL;
    (*obj)->len++;
    return &m[i].value;
}

void val_setn(struct val **obj, const char *key, size_t len, struct val *take)
{
    if (!take)
        BUG("member %.*s set to nothing", (int)len, key);
    if (val_is_null(*obj))
        val_assign(obj, val_object());
    val_assign(member_slot(obj, key, len), take);
}

void val_set(struct val **obj, const char *key, struct val *take)
{
    val_setn(obj, key, strlen(key), take);
}

void val_remove(struct val **v, size_t i)
{
    if (i >= val_len(*v))
        BUG("nothing at %zu to remove", i);
    own(v, 0);
    size_t rest = (*v)->len - i - 1;
    if ((*v)->type == VAL_ARRAY) {
        struct val **items = as_array(*v)->items;
        val_unref(items[i]);
        memmove(items + i, items + i + 1, rest * sizeof(*items));
    } else {
        struct member *m = as_object(*v)->members;
        val_unref(m[i].key);
        val_unref(m[i].value);
        memmove(m + i, m + i + 1, rest * sizeof(*m));
    }
    (*v)->len--;
}

void val_unset(struct val **obj, const char *key)
{
    if (!val_is(*obj, VAL_OBJECT))
        return;
    long at = val_member_index(*obj, key, strlen(key));
    if (at >= 0)
        val_remove(obj, (size_t)at);
}

void val_put(struct val **doc, const char *path, struct val *take)
{
    size_t len = strcspn(path, ".");
    if (!*path) {
        val_assign(doc, take);
        return;
    }
    if (val_is(*doc, VAL_ARRAY)) {
        size_t i = val_path_index(path, len);
        if (i >= (*doc)->len)
            BUG("val_put: no item %s", path);
        own_array(doc, 0);
        val_put(&as_array(*doc)->items[i], path + len + (path[len] == '.'), take);
        return;
    }
    if (val_is_null(*doc))
        val_assign(doc, val_object());
    if (!take)
        BUG("val_put of nothing at %s", path);
    val_put(member_slot(doc, path, len), path + len + (path[len] == '.'), take);
}

void val_put_str(struct val **doc, const char *path, const char *s)
{
    val_put(doc, path, val_string(s));
}

void val_put_int(struct val **doc, const char *path, int64_t n)
{
    val_put(doc, path, val_int(n));
}

void val_put_bool(struct val **doc, const char *path, bool b)
{
    val_put(doc, path, val_bool(b));
}

void val_drop(struct val **doc, const char *path)
{
    if (!val_at(*doc, path))
        return;
    size_t len = strcspn(path, ".");
    size_t i = val_is(*doc, VAL_ARRAY) ? val_path_index(path, len)
                                       : (size_t)val_member_index(*doc, path, len);
    if (!path[len]) {
        val_remove(doc, i);
        return;
    }
    own(doc, 0);
    val_drop(val_is(*doc, VAL_ARRAY) ? &as_array(*doc)->items[i]
                                     : &as_object(*doc)->members[i].value,
             path + len + 1);
}

void val_append(struct val **arr, struct val *take)
{
    if (val_is_null(*arr))
        val_assign(arr, val_array());
    if (!take)
        BUG("val_append of nothing");
    own_array(arr, 1);
    as_array(*arr)->items[(*arr)->len++] = take;
}

void val_insert(struct val **arr, size_t i, struct val *take)
{
    if (!take || i > val_len(*arr))
        BUG("val_insert of nothing, or outside");
    own_array(arr, 1);
    struct val **items = as_array(*arr)->items;
    memmove(items + i + 1, items + i, ((*arr)->len - i) * sizeof(*items));
    items[i] = take;
    (*arr)->len++;
}

void val_replace(struct val **v, size_t i, struct val *take)
{
    if (!take || i >= val_len(*v))
        BUG("val_replace of nothing, or outside");
    own(v, 0);
    val_assign((*v)->type == VAL_ARRAY ? &as_array(*v)->items[i] : &as_object(*v)->members[i].value,
               take);
}

void val_merge(struct val **obj, const struct val *over)
{
    for (size_t i = 0; i < val_len(over); i++) {
        const struct val *key = val_keyv(over, i);
        val_setn(obj, as_string(key)->bytes, key->len, val_ref(val_item(over, i)));
    }
}
