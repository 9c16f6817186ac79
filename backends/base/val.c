#include "backends/base/val.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/hash.h"

/*
 * A `struct val *` is either a pointer to a node below or, when its low bits say so, the value itself.
 * Nodes: the head, then by type the members.  Strings up to INTERN_MAX bytes stand once, in `interned`.
 */
enum { TAG_BITS = 3, TAG_NODE = 0, TAG_INT = 1, TAG_CONST = 2, TAG_MASK = 7 };
enum { CONST_NULL, CONST_FALSE, CONST_TRUE };
enum { INTERN_MAX = 255, LINEAR_MAX = 8 };

struct val {
    uint32_t refs;
    uint8_t type;
    uint8_t is_interned;
    uint32_t len; /* items, members, or bytes */
    uint32_t cap; /* items or members there is room for; of a string its hash */
};

struct string {
    struct val head;
    struct val *next; /* in the intern table */
    char bytes[];
};

struct number {
    struct val head;
    union {
        int64_t i;
        uint64_t u;
        double d;
    } as;
};

struct array {
    struct val head;
    struct val *items[];
};

struct member {
    struct val *key; /* always an interned or long string node */
    struct val *value;
};

struct object {
    struct val head;
    struct member members[];
};

static struct {
    struct val **slots;
    size_t count, size; /* size: a power of two */
} interned;

static size_t heap_bytes, heap_nodes;

static unsigned tag_of(const struct val *v)
{
    return (unsigned)((uintptr_t)v & TAG_MASK);
}

static struct val *make_const(unsigned which)
{
    return (struct val *)(((uintptr_t)which << TAG_BITS) | TAG_CONST);
}

static int64_t small_int(const struct val *v)
{
    return (int64_t)(intptr_t)v >> TAG_BITS;
}

static bool is_node(const struct val *v)
{
    return v && tag_of(v) == TAG_NODE;
}

static struct string *as_string(const struct val *v)
{
    return (struct string *)(uintptr_t)v;
}

static struct array *as_array(const struct val *v)
{
    return (struct array *)(uintptr_t)v;
}

static struct object *as_object(const struct val *v)
{
    return (struct object *)(uintptr_t)v;
}

static struct number *as_number(const struct val *v)
{
    return (struct number *)(uintptr_t)v;
}

/* ---- heap ---- */

static size_t node_bytes(const struct val *v)
{
    switch ((enum val_type)v->type) {
    case VAL_STRING: return sizeof(struct string) + v->len + 1;
    case VAL_ARRAY: return sizeof(struct array) + v->cap * sizeof(struct val *);
    case VAL_OBJECT: return sizeof(struct object) + v->cap * sizeof(struct member);
    default: return sizeof(struct number);
    }
}

static struct val *new_node(enum val_type type, size_t bytes, size_t len, size_t cap)
{
    if (len > UINT32_MAX || cap > UINT32_MAX)
        BUG("a document node with %zu members", len);
    struct val *v = xmalloc(bytes);
    v->refs = 1;
    v->type = (uint8_t)type;
    v->is_interned = 0;
    v->len = (uint32_t)len;
    v->cap = (uint32_t)cap;
    heap_bytes += bytes;
    heap_nodes++;
    return v;
}

static void free_node(struct val *v)
{
    heap_bytes -= node_bytes(v);
    heap_nodes--;
    free(v);
}

size_t val_heap_bytes(void)
{
    return heap_bytes + interned.size * sizeof(*interned.slots);
}

size_t val_heap_nodes(void)
{
    return heap_nodes;
}

/* ---- interned strings ---- */

static void intern_resize(size_t size)
{
    struct val **slots = xcalloc(size, sizeof(*slots));
    for (size_t i = 0; i < interned.size; i++) {
        struct val *next;
        for (struct val *v = interned.slots[i]; v; v = next) {
            size_t slot = v->cap & (size - 1);
            next = as_string(v)->next;
            as_string(v)->next = slots[slot];
            slots[slot] = v;
        }
    }
    free(interned.slots);
    interned.slots = slots;
    interned.size = size;
}

static struct val *intern_find(const char *s, size_t len, uint32_t hash)
{
    if (!interned.size)
        return NULL;
    for (struct val *v = interned.slots[hash & (interned.size - 1)]; v; v = as_string(v)->next)
        if (v->cap == hash && v->len == len && !memcmp(as_string(v)->bytes, s, len))
            return v;
    return NULL;
}

static void intern_remove(struct val *v)
{
    struct val **at = &interned.slots[v->cap & (interned.size - 1)];
    while (*at != v)
        at = &as_string(*at)->next;
    *at = as_string(v)->next;
    if (!--interned.count) {
        free(interned.slots);
        interned.slots = NULL;
        interned.size = 0;
    }
}

struct val *val_stringn(const char *s, size_t len)
{
    uint32_t hash = hash_bytes(s, len);
    if (len <= INTERN_MAX) {
        struct val *found = intern_find(s, len, hash);
        if (found)
            return val_ref(found);
    }
    struct val *v = new_node(VAL_STRING, sizeof(struct string) + len + 1, len, hash);
    if (len)
        memcpy(as_string(v)->bytes, s, len);
    as_string(v)->bytes[len] = '\0';
    as_string(v)->next = NULL;
    if (len <= INTERN_MAX) {
        if (interned.count >= interned.size)
            intern_resize(interned.size ? interned.size * 2 : 256);
        struct val **slot = &interned.slots[hash & (interned.size - 1)];
        as_string(v)->next = *slot;
        *slot = v;
        v->is_interned = 1;
        interned.count++;
    }
    return v;
}

struct val *val_string(const char *s)
{
    return val_stringn(s, strlen(s));
}

struct val *val_stringf(const char *fmt, ...)
{
    struct strbuf sb = STRBUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    strbuf_addvf(&sb, fmt, ap);
    va_end(ap);
    struct val *v = val_stringn(sb.buf, sb.len);
    strbuf_release(&sb);
    return v;
}

/* ---- references ---- */

struct val *val_ref(const struct val *v)
{
    struct val *mine = (struct val *)(uintptr_t)v;
    if (is_node(v)) {
        if (mine->refs == UINT32_MAX)
            BUG("too many references to one document");
        mine->refs++;
    }
    return mine;
}

void val_unref(struct val *v)
{
    if (!is_node(v) || --v->refs)
        return;
    switch ((enum val_type)v->type) {
    case VAL_STRING:
        if (v->is_interned)
            intern_remove(v);
        break;
    case VAL_ARRAY:
        for (size_t i = 0; i < v->len; i++)
            val_unref(as_array(v)->items[i]);
        break;
    case VAL_OBJECT:
        for (size_t i = 0; i < v->len; i++) {
            val_unref(as_object(v)->members[i].key);
            val_unref(as_object(v)->members[i].value);
        }
        break;
    default:
        break;
    }
    free_node(v);
}

void val_assign(struct val **slot, struct val *take)
{
    struct val *old = *slot;
    *slot = take;
    val_unref(old);
}

/* ---- making ---- */

struct val *val_null(void)
{
    return make_const(CONST_NULL);
}

struct val *val_bool(bool b)
{
    return make_const(b ? CONST_TRUE : CONST_FALSE);
}

struct val *val_int(int64_t n)
{
    if (n >= -(INT64_C(1) << 60) && n < (INT64_C(1) << 60))
        return (struct val *)(((uintptr_t)n << TAG_BITS) | TAG_INT);
    struct val *v = new_node(VAL_INT, sizeof(struct number), 0, 0);
    as_number(v)->as.i = n;
    return v;
}

struct val *val_uint(uint64_t n)
{
    if (n <= INT64_MAX)
        return val_int((int64_t)n);
    struct val *v = new_node(VAL_UINT, sizeof(struct number), 0, 0);
    as_number(v)->as.u = n;
    return v;
}

struct val *val_double(double d)
{
    struct val *v = new_node(VAL_DOUBLE, sizeof(struct number), 0, 0);
    as_number(v)->as.d = d;
    return v;
}

static struct val *array_with(size_t cap)
{
    return new_node(VAL_ARRAY, sizeof(struct array) + cap * sizeof(struct val *), 0, cap);
}

static struct val *object_with(size_t cap)
{
    return new_node(VAL_OBJECT, sizeof(struct object) + cap * sizeof(struct member), 0, cap);
}

struct val *val_array(void)
{
    return array_with(0);
}

struct val *val_object(void)
{
    return object_with(0);
}

/* ---- looking ---- */

enum val_type val_type(const struct val *v)
{
    if (!v)
        return VAL_NULL;
    switch (tag_of(v)) {
    case TAG_NODE: return (enum val_type)v->type;
    case TAG_INT: return VAL_INT;
    default: return v == make_const(CONST_NULL) ? VAL_NULL : VAL_BOOL;
    }
}

bool val_is(const struct val *v, enum val_type type)
{
    return v && val_type(v) == type;
}

bool val_is_null(const struct val *v)
{
    return val_type(v) == VAL_NULL;
}

bool val_is_number(const struct val *v)
{
    enum val_type t = val_type(v);
    return t == VAL_INT || t == VAL_UINT || t == VAL_DOUBLE;
}

size_t val_len(const struct val *v)
{
    return is_node(v) ? v->len : 0;
}

bool val_empty(const struct val *v)
{
    if (is_node(v) && (v->type == VAL_STRING || v->type == VAL_ARRAY || v->type == VAL_OBJECT))
        return v->len == 0;
    return val_is_null(v);
}

const char *val_str(const struct val *v)
{
    return val_is(v, VAL_STRING) ? as_string(v)->bytes : NULL;
}

const char *val_str_or(const struct val *v, const char *otherwise)
{
    const char *s = val_str(v);
    return s ? s : otherwise;
}

int64_t val_int_or(const struct val *v, int64_t otherwise)
{
    switch (val_type(v)) {
    case VAL_INT:
        return tag_of(v) == TAG_INT ? small_int(v) : as_number(v)->as.i;
    case VAL_DOUBLE: {
        double d = as_number(v)->as.d;
        if (d >= -9.2233720368547e18 && d <= 9.2233720368547e18 && d == trunc(d))
            return (int64_t)d;
        return otherwise;
    }
    default:
        return otherwise;
    }
}

uint64_t val_uint_or(const struct val *v, uint64_t otherwise)
{
    if (val_type(v) == VAL_UINT)
        return as_number(v)->as.u;
    int64_t n = val_int_or(v, -1);
    return n >= 0 ? (uint64_t)n : otherwise;
}

double val_double_or(const struct val *v, double otherwise)
{
    switch (val_type(v)) {
    case VAL_INT: return (double)val_int_or(v, 0);
    case VAL_UINT: return (double)as_number(v)->as.u;
    case VAL_DOUBLE: return as_number(v)->as.d;
    default: return otherwise;
    }
}

bool val_bool_or(const struct val *v, bool otherwise)
{
    return val_is(v, VAL_BOOL) ? v == make_const(CONST_TRUE) : otherwise;
}

static int compare_bytes(const char *a, size_t alen, const char *b, size_t blen)
{
    size_t len = alen < blen ? alen : blen;
    int d = len ? memcmp(a, b, len) : 0;
    return d ? d : (alen > blen) - (alen < blen);
}

int val_compare_str(const struct val *a, const struct val *b)
{
    if (!val_is(a, VAL_STRING) || !val_is(b, VAL_STRING))
        BUG("val_compare_str of what is not a string");
    return compare_bytes(as_string(a)->bytes, a->len, as_string(b)->bytes, b->len);
}

/* Where key stands among the sorted members, or -1 - (where it would stand). */
static long member_index(const struct val *obj, const char *key, size_t len)
{
    const struct member *m = as_object(obj)->members;
    size_t lo = 0, hi = obj->len;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int d = compare_bytes(as_string(m[mid].key)->bytes, m[mid].key->len, key, len);
        if (!d)
            return (long)mid;
        if (d < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return -1 - (long)lo;
}

const struct val *val_getn(const struct val *obj, const char *key, size_t len)
{
    if (!val_is(obj, VAL_OBJECT))
        return NULL;
    const struct member *m = as_object(obj)->members;
    if (obj->len <= LINEAR_MAX) {
        for (size_t i = 0; i < obj->len; i++)
            if (m[i].key->len == len && !memcmp(as_string(m[i].key)->bytes, key, len))
                return m[i].value;
        return NULL;
    }
    long i = member_index(obj, key, len);
    return i < 0 ? NULL : m[i].value;
}

const struct val *val_get(const struct val *obj, const char *key)
{
    return val_getn(obj, key, strlen(key));
}

const struct val *val_getv(const struct val *obj, const struct val *key)
{
    if (!val_is(obj, VAL_OBJECT) || !val_is(key, VAL_STRING))
        return NULL;
    if (!key->is_interned)
        return val_getn(obj, as_string(key)->bytes, key->len);
    const struct member *m = as_object(obj)->members;
    for (size_t i = 0; i < obj->len; i++)
        if (m[i].key == key)
            return m[i].value;
    return NULL;
}

const struct val *val_item(const struct val *v, size_t i)
{
    if (val_is(v, VAL_ARRAY) && i < v->len)
        return as_array(v)->items[i];
    if (val_is(v, VAL_OBJECT) && i < v->len)
        return as_object(v)->members[i].value;
    return NULL;
}

const struct val *val_keyv(const struct val *obj, size_t i)
{
    return val_is(obj, VAL_OBJECT) && i < obj->len ? as_object(obj)->members[i].key : NULL;
}

const char *val_key(const struct val *obj, size_t i)
{
    return val_str(val_keyv(obj, i));
}

/* The number in path[0..len), or SIZE_MAX. */
static size_t path_index(const char *s, size_t len)
{
    size_t n = 0;
    if (!len || len > 9)
        return SIZE_MAX;
    for (size_t i = 0; i < len; i++) {
        if (s[i] < '0' || s[i] > '9')
            return SIZE_MAX;
        n = n * 10 + (size_t)(s[i] - '0');
    }
    return n;
}

const struct val *val_at(const struct val *doc, const char *path)
{
    while (doc && *path) {
        size_t len = strcspn(path, ".");
        if (val_is(doc, VAL_ARRAY))
            doc = val_item(doc, path_index(path, len));
        else
            doc = val_getn(doc, path, len);
        path += len + (path[len] == '.');
    }
    return doc;
}

const char *val_get_str(const struct val *obj, const char *key, const char *otherwise)
{
    return val_str_or(val_get(obj, key), otherwise);
}

const char *val_at_str(const struct val *doc, const char *path, const char *otherwise)
{
    return val_str_or(val_at(doc, path), otherwise);
}

int64_t val_at_int(const struct val *doc, const char *path, int64_t otherwise)
{
    return val_int_or(val_at(doc, path), otherwise);
}

bool val_at_bool(const struct val *doc, const char *path, bool otherwise)
{
    return val_bool_or(val_at(doc, path), otherwise);
}

const struct val *val_find(const struct val *arr, const char *key, const char *value, size_t *index)
{
    if (!val_is(arr, VAL_ARRAY))
        return NULL;
    for (size_t i = 0; i < arr->len; i++) {
        const struct val *item = as_array(arr)->items[i];
        if (!val_str_equal(val_get(item, key), value))
            continue;
        if (index)
            *index = i;
        return item;
    }
    return NULL;
}

/* ---- changing ---- */

/* Makes *slot a node of its own, with room for `room` more, so that it may be written. */
static void own_array(struct val **slot, size_t room)
{
    struct val *v = *slot;
    if (!val_is(v, VAL_ARRAY))
        BUG("an array was expected");
    size_t need = v->len + room;
    if (v->refs > 1) {
        struct val *copy = array_with(need);
        for (size_t i = 0; i < v->len; i++)
            as_array(copy)->items[i] = val_ref(as_array(v)->items[i]);
        copy->len = v->len;
        val_assign(slot, copy);
        return;
    }
    if (need <= v->cap)
        return;
    size_t cap = v->cap >= 8 && need < v->cap * 2 ? v->cap * 2 : need;
    heap_bytes += (cap - v->cap) * sizeof(struct val *);
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
        struct val *copy = object_with(need);
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
    heap_bytes += (cap - v->cap) * sizeof(struct member);
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

/* The slot of member `key`, made (as NULL) when it is not there; obj is ours to write. */
static struct val **member_slot(struct val **obj, const char *key, size_t len)
{
    long at = member_index(*obj, key, len);
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

static void setn(struct val **obj, const char *key, size_t len, struct val *take)
{
    if (!take)
        BUG("member %.*s set to nothing", (int)len, key);
    if (val_is_null(*obj))
        val_assign(obj, val_object());
    val_assign(member_slot(obj, key, len), take);
}

void val_set(struct val **obj, const char *key, struct val *take)
{
    setn(obj, key, strlen(key), take);
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
    long at = member_index(*obj, key, strlen(key));
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
        size_t i = path_index(path, len);
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
    size_t i = val_is(*doc, VAL_ARRAY) ? path_index(path, len)
                                       : (size_t)member_index(*doc, path, len);
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
    val_insert(arr, val_len(*arr), take);
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
        setn(obj, as_string(key)->bytes, key->len, val_ref(val_item(over, i)));
    }
}

/* ---- comparing ---- */

static bool numbers_equal(const struct val *a, const struct val *b)
{
    if (val_type(a) == val_type(b) && val_type(a) != VAL_DOUBLE)
        return val_type(a) == VAL_INT ? val_int_or(a, 0) == val_int_or(b, 0)
                                      : as_number(a)->as.u == as_number(b)->as.u;
    double x = val_double_or(a, 0), y = val_double_or(b, 0);
    return x == y;
}

bool val_equal(const struct val *a, const struct val *b)
{
    if (a == b)
        return true;
    if (!a || !b)
        return false;
    if (val_is_number(a) && val_is_number(b))
        return numbers_equal(a, b);
    if (!is_node(a) || !is_node(b) || a->type != b->type || a->len != b->len)
        return false;
    switch ((enum val_type)a->type) {
    case VAL_STRING:
        if (a->is_interned && b->is_interned)
            return false;
        return !memcmp(as_string(a)->bytes, as_string(b)->bytes, a->len);
    case VAL_ARRAY:
        for (size_t i = 0; i < a->len; i++)
            if (!val_equal(as_array(a)->items[i], as_array(b)->items[i]))
                return false;
        return true;
    case VAL_OBJECT:
        for (size_t i = 0; i < a->len; i++)
            if (!val_equal(as_object(a)->members[i].key, as_object(b)->members[i].key) ||
                !val_equal(as_object(a)->members[i].value, as_object(b)->members[i].value))
                return false;
        return true;
    default:
        return false;
    }
}

bool val_str_equal(const struct val *v, const char *s)
{
    const char *have = val_str(v);
    return have && s && v->len == strlen(s) && !memcmp(have, s, v->len);
}

static uint64_t hash_more(uint64_t h, const void *data, size_t len)
{
    const unsigned char *p = data;
    for (size_t i = 0; i < len; i++)
        h = (h ^ p[i]) * UINT64_C(1099511628211);
    return h;
}

static uint64_t hash_into(uint64_t h, const struct val *v)
{
    unsigned char type = (unsigned char)(val_is_number(v) ? VAL_DOUBLE : val_type(v));
    h = hash_more(h, &type, 1);
    switch (val_type(v)) {
    case VAL_NULL: return h;
    case VAL_BOOL: return hash_more(h, val_bool_or(v, false) ? "t" : "f", 1);
    case VAL_INT:
    case VAL_UINT:
    case VAL_DOUBLE: {
        char text[40];
        int len = snprintf(text, sizeof(text), "%.17g", val_double_or(v, 0));
        return hash_more(h, text, (size_t)len);
    }
    case VAL_STRING: return hash_more(h, as_string(v)->bytes, v->len + 1);
    default: break;
    }
    for (size_t i = 0; i < v->len; i++) {
        if (v->type == VAL_OBJECT)
            h = hash_into(h, as_object(v)->members[i].key);
        h = hash_into(h, val_item(v, i));
    }
    return hash_more(h, "]", 1);
}

uint64_t val_hash(const struct val *v)
{
    return hash_into(UINT64_C(14695981039346656037), v);
}

/* ---- templates ---- */

struct template {
    const char *p, *all;
    va_list ap;
};

static _Noreturn void template_error(const struct template *t)
{
    BUG("val_fmt: near \"%.20s\" of \"%s\"", t->p, t->all);
}

static void skip_space(struct template *t)
{
    while (*t->p == ' ' || *t->p == '\n')
        t->p++;
}

static bool is_bare(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("_./-$", c));
}

/* A quoted or bare word; *quoted tells which. */
static const char *word(struct template *t, size_t *len, bool *quoted)
{
    const char *start = t->p;
    *quoted = *start == '\'' || *start == '"';
    if (*quoted) {
        const char *end = strchr(start + 1, *start);
        if (!end)
            template_error(t);
        t->p = end + 1;
        *len = (size_t)(end - start - 1);
        return start + 1;
    }
    while (is_bare(*t->p))
        t->p++;
    *len = (size_t)(t->p - start);
    if (!*len)
        template_error(t);
    return start;
}

static struct val *bare_value(const char *s, size_t len)
{
    if (len == 4 && !memcmp(s, "true", 4))
        return val_bool(true);
    if (len == 5 && !memcmp(s, "false", 5))
        return val_bool(false);
    if (len == 4 && !memcmp(s, "null", 4))
        return val_null();
    size_t digits = s[0] == '-';
    while (digits < len && s[digits] >= '0' && s[digits] <= '9')
        digits++;
    if (digits == len && len > (size_t)(s[0] == '-'))
        return val_int(strtoll(s, NULL, 10));
    return val_stringn(s, len);
}

static struct val *placeholder(struct template *t)
{
    char c = t->p[1];
    t->p += 2;
    switch (c) {
    case 's': {
        const char *s = va_arg(t->ap, const char *);
        return s ? val_string(s) : NULL;
    }
    case 'd': return val_int(va_arg(t->ap, int));
    case 'b': return val_bool(va_arg(t->ap, int) != 0);
    case 'I': return val_int(va_arg(t->ap, int64_t));
    case 'v': return val_ref(va_arg(t->ap, const struct val *));
    case 'V': return va_arg(t->ap, struct val *);
    default: t->p -= 2; template_error(t);
    }
}

static struct val *template_value(struct template *t);

static struct val *template_object(struct template *t)
{
    struct val *obj = val_object();
    t->p++;
    for (skip_space(t); *t->p != '}'; skip_space(t)) {
        size_t len;
        bool quoted;
        const char *key;
        if (t->p[0] == '%' && t->p[1] == 's') {
            key = va_arg(t->ap, const char *);
            len = strlen(key);
            t->p += 2;
        } else {
            key = word(t, &len, &quoted);
        }
        skip_space(t);
        if (*t->p++ != ':')
            template_error(t);
        struct val *v = template_value(t);
        if (v)
            setn(&obj, key, len, v);
        skip_space(t);
        if (*t->p == ',')
            t->p++;
        else if (*t->p != '}')
            template_error(t);
    }
    t->p++;
    return obj;
}

static struct val *template_array(struct template *t)
{
    struct val *arr = val_array();
    t->p++;
    for (skip_space(t); *t->p != ']'; skip_space(t)) {
        struct val *v = template_value(t);
        if (v)
            val_append(&arr, v);
        skip_space(t);
        if (*t->p == ',')
            t->p++;
        else if (*t->p != ']')
            template_error(t);
    }
    t->p++;
    return arr;
}

static struct val *template_value(struct template *t)
{
    skip_space(t);
    switch (*t->p) {
    case '{': return template_object(t);
    case '[': return template_array(t);
    case '%': return placeholder(t);
    default: break;
    }
    size_t len;
    bool quoted;
    const char *s = word(t, &len, &quoted);
    return quoted ? val_stringn(s, len) : bare_value(s, len);
}

struct val *val_fmt(const char *fmt, ...)
{
    struct template t = { .p = fmt, .all = fmt };
    va_start(t.ap, fmt);
    struct val *v = template_value(&t);
    va_end(t.ap);
    skip_space(&t);
    if (*t.p || !v)
        template_error(&t);
    return v;
}
