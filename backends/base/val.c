#include "backends/base/val.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/hash.h"
#include "backends/base/val_node.h"

enum { INTERN_MAX = 255, LINEAR_MAX = 16 };

static struct {
    struct val **slots;
    size_t count, size; /* size: a power of two */
} interned;

static size_t heap_bytes, heap_nodes;

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

void val_node_count(size_t bytes)
{
    heap_bytes += bytes;
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
    uint32_t hash = hash_key(s, len);
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

struct val *val_node_array(size_t cap)
{
    return new_node(VAL_ARRAY, sizeof(struct array) + cap * sizeof(struct val *), 0, cap);
}

struct val *val_node_object(size_t cap)
{
    return new_node(VAL_OBJECT, sizeof(struct object) + cap * sizeof(struct member), 0, cap);
}

struct val *val_array(void)
{
    return val_node_array(0);
}

struct val *val_object(void)
{
    return val_node_object(0);
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

long val_member_index(const struct val *obj, const char *key, size_t len)
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

static inline unsigned char first_of(const struct val *key)
{
    return (unsigned char)as_string(key)->bytes[0];
}

static inline bool is_key(const struct val *have, const char *key, size_t len)
{
    const char *bytes = as_string(have)->bytes;
    return have->len == len && bytes[0] == key[0] && !memcmp(bytes, key, len);
}

/* Where the member was when the same text, most often a literal, was last asked for: most objects of a kind look alike. */
static uint8_t *place_hint(const char *key)
{
    enum { HINTS = 1024 };
    static uint8_t hints[HINTS];
    uintptr_t at = (uintptr_t)key;
    return &hints[(at ^ at >> 10) % HINTS];
}

const struct val *val_getn(const struct val *obj, const char *key, size_t len)
{
    if (!is_node(obj) || obj->type != VAL_OBJECT)
        return NULL;
    const struct member *m = as_object(obj)->members;
    if (obj->len <= LINEAR_MAX) {
        uint8_t *hint = place_hint(key);
        if (*hint < obj->len && is_key(m[*hint].key, key, len))
            return m[*hint].value;
        for (size_t i = 0; i < obj->len && first_of(m[i].key) <= (unsigned char)key[0]; i++)
            if (is_key(m[i].key, key, len)) {
                *hint = (uint8_t)i;
                return m[i].value;
            }
        return NULL;
    }
    long i = val_member_index(obj, key, len);
    return i < 0 ? NULL : m[i].value;
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

size_t val_path_index(const char *s, size_t len)
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
        size_t len = 0;
        while (path[len] && path[len] != '.')
            len++;
        if (val_is(doc, VAL_ARRAY))
            doc = val_item(doc, val_path_index(path, len));
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
