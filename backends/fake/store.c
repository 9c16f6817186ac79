#include "backends/fake/store.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/hash.h"
#include "backends/base/owner.h"
#include "backends/fake/cluster.h"
#include "backends/fake/random.h"
#include "backends/fake/store_owners.h"
#include "backends/fake/store_tree.h"

/* Heads of intrusive lists, by node name. */
struct head {
    void *first;
};

/* A kept change; documents and the kind only. */
struct kept {
    struct change change;
    struct val *old, *doc; /* owned */
};

enum { KIND_SLOTS = 512 }; /* a power of two, well above the number of kinds */

struct store {
    uint64_t version;
    struct {
        const struct kind *kind;
        size_t index;
    } kind_slots[KIND_SLOTS];
    struct object **roots; /* a treap a kind, in key order; indexed as kinds[] */
    size_t *counts;
    struct object **uids; /* hash table of chains */
    size_t uid_count, uid_size;
    struct owners owners;
    struct strmap nodes;  /* node name -> struct head of pods */
    struct kept history[STORE_HISTORY];
    size_t history_first, history_len;
    uint64_t history_oldest; /* changes after this one are kept */
    struct random priorities;
    void (*observe)(void *arg, const struct change *);
    void *observe_arg;
};

static size_t kind_slot(const struct store *s, const struct kind *k)
{
    size_t i = ((uintptr_t)k >> 4) % KIND_SLOTS;
    while (s->kind_slots[i].kind && s->kind_slots[i].kind != k)
        i = (i + 1) % KIND_SLOTS;
    return i;
}

size_t store_kind_index(const struct store *s, const struct kind *k)
{
    return s->kind_slots[kind_slot(s, k)].index;
}

struct store *store_new(void)
{
    struct store *s = xcalloc(1, sizeof(*s));
    if (kind_count * 2 > KIND_SLOTS)
        BUG("more kinds than the store has slots for");
    for (size_t i = 0; i < kind_count; i++) {
        size_t slot = kind_slot(s, kinds[i]);
        s->kind_slots[slot].kind = kinds[i];
        s->kind_slots[slot].index = i;
    }
    s->roots = xcalloc(kind_count, sizeof(*s->roots));
    s->counts = xcalloc(kind_count, sizeof(*s->counts));
    random_seed(&s->priorities, 1);
    return s;
}

void store_observe(struct store *s, void (*fn)(void *, const struct change *), void *arg)
{
    s->observe = fn;
    s->observe_arg = arg;
}

uint64_t store_version(const struct store *s)
{
    return s->version;
}

static struct object **root_of(const struct store *s, const struct kind *k)
{
    return &s->roots[store_kind_index(s, k)];
}

/* ---- lists by owner and node, table by uid ---- */

static struct head *head_of(struct strmap *map, const char *key, bool make)
{
    struct head *h = strmap_get(map, key);
    if (!h && make) {
        h = xcalloc(1, sizeof(*h));
        strmap_put(map, key, h);
    }
    return h;
}

static void link_node(struct store *s, struct object *o)
{
    if (!o->node)
        return;
    struct head *h = head_of(&s->nodes, o->node, true);
    o->node_next = h->first;
    o->node_prev = (struct object **)&h->first;
    if (o->node_next)
        o->node_next->node_prev = &o->node_next;
    h->first = o;
}

static void unlink_node(struct store *s, struct object *o)
{
    if (!o->node)
        return;
    *o->node_prev = o->node_next;
    if (o->node_next)
        o->node_next->node_prev = o->node_prev;
    struct head *h = head_of(&s->nodes, o->node, false);
    if (h && !h->first)
        free(strmap_remove(&s->nodes, o->node));
}

static size_t uid_slot(const struct store *s, const char *uid)
{
    return hash_key(uid, strlen(uid)) & (s->uid_size - 1);
}

static void link_uid(struct store *s, struct object *o)
{
    if (s->uid_count >= s->uid_size) {
        struct object **old = s->uids;
        size_t old_size = s->uid_size;
        s->uid_size = old_size ? old_size * 2 : 256;
        s->uids = xcalloc(s->uid_size, sizeof(*s->uids));
        for (size_t i = 0; i < old_size; i++)
            for (struct object *p = old[i], *next; p; p = next) {
                next = p->uid_next;
                p->uid_next = s->uids[uid_slot(s, p->uid)];
                s->uids[uid_slot(s, p->uid)] = p;
            }
        free(old);
    }
    o->uid_next = s->uids[uid_slot(s, o->uid)];
    s->uids[uid_slot(s, o->uid)] = o;
    s->uid_count++;
}

static void unlink_uid(struct store *s, struct object *o)
{
    struct object **at = &s->uids[uid_slot(s, o->uid)];
    while (*at != o)
        at = &(*at)->uid_next;
    *at = o->uid_next;
    s->uid_count--;
}

/* ---- objects ---- */

/* The one place where the header is derived from the document. */
static void object_read(struct object *o)
{
    const struct val *meta = val_get(o->doc, "metadata");
    o->ns = val_get_str(meta, "namespace", "");
    o->name = val_get_str(meta, "name", "");
    o->uid = val_get_str(meta, "uid", "");
    o->resource_version = strtoull(val_get_str(meta, "resourceVersion", "0"), NULL, 10);
    o->deleting = val_get(meta, "deletionTimestamp") != NULL;
    o->controller_uid = val_get_str(owner_controller(o->doc), "uid", NULL);
    o->node = o->kind == kind_pod ? val_at_str(o->doc, "spec.nodeName", NULL) : NULL;
    if (o->node && !*o->node)
        o->node = NULL;
}

static void remember(struct store *s, const struct change *c)
{
    struct kept *k = &s->history[(s->history_first + s->history_len) % STORE_HISTORY];
    if (s->history_len == STORE_HISTORY) {
        s->history_oldest = k->change.resource_version;
        val_unref(k->old);
        val_unref(k->doc);
        s->history_first = (s->history_first + 1) % STORE_HISTORY;
    } else {
        s->history_len++;
    }
    k->change = *c;
    k->change.object = NULL;
    k->old = val_ref(c->old);
    k->doc = val_ref(c->doc);
    k->change.old = k->old;
    k->change.doc = k->doc;
}

static void tell(struct store *s, enum change_type type, const struct object *o, const struct val *old,
                 const struct val *doc)
{
    struct change c = { type, o->kind, o, old, doc, s->version };
    remember(s, &c);
    if (s->observe)
        s->observe(s->observe_arg, &c);
}

static void stamp(struct store *s, struct val **doc)
{
    val_put(doc, "metadata.resourceVersion", val_stringf("%llu", (unsigned long long)++s->version));
}

static struct object *add_object(struct store *s, const struct kind *k, struct val *take)
{
    struct object *o = xcalloc(1, sizeof(*o));
    o->kind = k;
    o->doc = take;
    object_read(o);
    tree_insert(root_of(s, o->kind), o, (uint32_t)random_next(&s->priorities));
    s->counts[store_kind_index(s, o->kind)]++;
    link_uid(s, o);
    owners_link(&s->owners, o);
    link_node(s, o);
    return o;
}

static void drop_object(struct store *s, struct object *o)
{
    unlink_node(s, o);
    owners_unlink(&s->owners, o);
    unlink_uid(s, o);
    tree_remove(root_of(s, o->kind), o);
    s->counts[store_kind_index(s, o->kind)]--;
}

static void free_object(struct object *o)
{
    val_unref(o->doc);
    free(o);
}

const struct object *store_insert(struct store *s, const struct kind *k, struct val *take)
{
    stamp(s, &take);
    struct object *o = add_object(s, k, take);
    tell(s, CHANGE_ADDED, o, NULL, o->doc);
    return o;
}

void store_replace(struct store *s, const struct object *co, struct val *take)
{
    struct object *o = (struct object *)(uintptr_t)co;
    val_put(&take, "metadata.resourceVersion", val_ref(val_at(o->doc, "metadata.resourceVersion")));
    if (val_equal(take, o->doc)) {
        val_unref(take);
        return;
    }
    stamp(s, &take);
    struct val *old = o->doc;
    bool owners = val_at(old, "metadata.ownerReferences") != val_at(take, "metadata.ownerReferences");
    if (owners)
        owners_unlink(&s->owners, o);
    else
        owners_reopen(o);
    unlink_node(s, o);
    o->doc = take;
    object_read(o);
    if (owners)
        owners_link(&s->owners, o);
    link_node(s, o);
    tell(s, CHANGE_MODIFIED, o, old, o->doc);
    val_unref(old);
}

void store_remove(struct store *s, const struct object *co)
{
    struct object *o = (struct object *)(uintptr_t)co;
    drop_object(s, o);
    struct val *last = val_ref(o->doc);
    stamp(s, &last);
    tell(s, CHANGE_DELETED, o, o->doc, last);
    val_unref(last);
    free_object(o);
}

const struct object *store_get(struct store *s, const struct kind *k, const char *ns, const char *name)
{
    const struct object *o = tree_seek(*root_of(s, k), ns ? ns : "", name, false);
    return o && !strcmp(o->ns, ns ? ns : "") && !strcmp(o->name, name) ? o : NULL;
}

const struct object *store_by_uid(struct store *s, const char *uid)
{
    if (!s->uid_size)
        return NULL;
    struct object *o = s->uids[uid_slot(s, uid)];
    while (o && strcmp(o->uid, uid))
        o = o->uid_next;
    return o;
}

static const struct object *within(const struct object *o, const char *ns)
{
    return o && ns && *ns && strcmp(o->ns, ns) ? NULL : o;
}

const struct object *store_first(struct store *s, const struct kind *k, const char *ns)
{
    return within(tree_seek(*root_of(s, k), ns ? ns : "", "", false), ns);
}

const struct object *store_next(struct store *s, const struct object *o, const char *ns)
{
    (void)s;
    return within(tree_next((struct object *)(uintptr_t)o), ns);
}

const struct object *store_after(struct store *s, const struct kind *k, const char *ns, const char *name)
{
    return tree_seek(*root_of(s, k), ns ? ns : "", name, true);
}

size_t store_count(struct store *s, const struct kind *k)
{
    return s->counts[store_kind_index(s, k)];
}

const struct object *store_on_node(struct store *s, const char *node)
{
    struct head *h = head_of(&s->nodes, node, false);
    return h ? h->first : NULL;
}

const struct val **store_collect(struct store *s, struct arena *a, const struct kind *k, const char *ns, size_t *count)
{
    size_t n = 0;
    for (const struct object *o = store_first(s, k, ns); o; o = store_next(s, o, ns))
        n++;
    const struct val **docs = arena_alloc(a, (n + 1) * sizeof(*docs));
    size_t i = 0;
    for (const struct object *o = store_first(s, k, ns); o; o = store_next(s, o, ns))
        docs[i++] = arena_val(a, val_ref(o->doc));
    if (count)
        *count = n;
    return docs;
}

/* ---- by owner ---- */

const struct dependent *store_dependents(struct store *s, const char *uid)
{
    return owners_dependents(&s->owners, uid);
}

void store_settle(struct store *s, const struct object *o, unsigned class)
{
    (void)s;
    owners_settle(o, class);
}

size_t store_settled(struct store *s, const char *uid, unsigned class)
{
    return owners_settled(&s->owners, uid, class);
}

const struct val **store_collect_owned(struct store *s, struct arena *a, const struct kind *k, const char *uid, size_t *count)
{
    return owners_collect(&s->owners, a, k, uid, false, count);
}

const struct val **store_collect_open(struct store *s, struct arena *a, const struct kind *k, const char *uid, size_t *count)
{
    return owners_collect(&s->owners, a, k, uid, true, count);
}

/* ---- history ---- */

uint64_t store_oldest(const struct store *s)
{
    return s->history_oldest;
}

bool store_replay(struct store *s, const struct kind *k, uint64_t rv, void (*fn)(void *, const struct change *), void *arg)
{
    if (rv < s->history_oldest)
        return false;
    for (size_t i = 0; i < s->history_len; i++) {
        const struct kept *kept = &s->history[(s->history_first + i) % STORE_HISTORY];
        if (kept->change.kind == k && kept->change.resource_version > rv)
            fn(arg, &kept->change);
    }
    return true;
}

static void forget_history(struct store *s)
{
    for (size_t i = 0; i < s->history_len; i++) {
        struct kept *kept = &s->history[(s->history_first + i) % STORE_HISTORY];
        val_unref(kept->old);
        val_unref(kept->doc);
    }
    s->history_len = s->history_first = 0;
    s->history_oldest = s->version;
}

/* ---- time travel ---- */

struct store_image {
    uint64_t version;
    size_t count;
    struct {
        const struct kind *kind;
        struct val *doc; /* owned */
    } items[];
};

struct store_image *store_save(struct store *s)
{
    size_t n = 0, i = 0;
    for (size_t k = 0; k < kind_count; k++)
        n += s->counts[k];
    struct store_image *image = xmalloc(sizeof(*image) + n * sizeof(image->items[0]));
    image->version = s->version;
    image->count = n;
    for (size_t k = 0; k < kind_count; k++)
        for (const struct object *o = store_first(s, kinds[k], NULL); o; o = store_next(s, o, NULL)) {
            image->items[i].kind = o->kind;
            image->items[i++].doc = val_ref(o->doc);
        }
    return image;
}

void store_image_free(struct store_image *image)
{
    if (!image)
        return;
    for (size_t i = 0; i < image->count; i++)
        val_unref(image->items[i].doc);
    free(image);
}

static void clear(struct store *s)
{
    for (size_t k = 0; k < kind_count; k++)
        while (s->roots[k]) {
            struct object *o = s->roots[k];
            drop_object(s, o);
            free_object(o);
        }
    forget_history(s);
}

void store_load(struct store *s, const struct store_image *image)
{
    clear(s);
    /* The counter never goes back: a resourceVersion names one state only. */
    if (s->version < image->version)
        s->version = image->version;
    s->version++;
    s->history_oldest = s->version;
    for (size_t i = 0; i < image->count; i++)
        add_object(s, image->items[i].kind, val_ref(image->items[i].doc));
}

static void free_head(const char *key, void *value, void *arg)
{
    (void)key;
    (void)arg;
    free(value);
}

void store_free(struct store *s)
{
    if (!s)
        return;
    clear(s);
    strmap_each(&s->nodes, free_head, NULL);
    owners_release(&s->owners);
    strmap_release(&s->nodes);
    free(s->uids);
    free(s->roots);
    free(s->counts);
    free(s);
}
