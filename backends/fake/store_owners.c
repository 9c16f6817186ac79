#include "backends/fake/store_owners.h"

#include <stdlib.h>

#include "backends/fake/cluster.h"

struct owner {
    struct dependent *first; /* newest first */
    struct dependent *open;  /* those that are not settled */
    size_t settled[SETTLED_CLASSES];
};

static void free_owner(const char *key, void *value, void *arg)
{
    (void)key;
    (void)arg;
    free(value);
}

void owners_release(struct owners *owners)
{
    strmap_each(&owners->by_uid, free_owner, NULL);
    strmap_release(&owners->by_uid);
}

static struct owner *find(const struct owners *owners, const char *uid)
{
    return strmap_get(&owners->by_uid, uid);
}

static bool is_adoptable(const struct kind *k)
{
    return k == kind_pod || k == kind_replicaset || k == kind_controllerrevision || k == kind_job;
}

/* ---- two lists an owner ---- */

static void link_open(struct dependent *d)
{
    d->open_next = d->owner->open;
    d->open_prev = &d->owner->open;
    if (d->open_next)
        d->open_next->open_prev = &d->open_next;
    d->owner->open = d;
}

static void unlink_open(struct dependent *d)
{
    *d->open_prev = d->open_next;
    if (d->open_next)
        d->open_next->open_prev = d->open_prev;
    d->open_prev = NULL;
}

static void link_dependent(struct owners *owners, struct dependent *d, struct object *o, const char *uid, bool controller)
{
    struct owner *owner = find(owners, uid);
    if (!owner) {
        owner = xcalloc(1, sizeof(*owner));
        strmap_put(&owners->by_uid, uid, owner);
    }
    d->object = o;
    d->controller = controller;
    d->owner = owner;
    d->next = owner->first;
    d->prev = &owner->first;
    if (d->next)
        d->next->prev = &d->next;
    owner->first = d;
    link_open(d);
}

/* An owner goes with the last of its dependents: uids never come back. */
static void unlink_dependent(struct owners *owners, struct dependent *d, const char *uid)
{
    *d->prev = d->next;
    if (d->next)
        d->next->prev = d->prev;
    if (d->open_prev)
        unlink_open(d);
    if (!d->owner->first)
        free(strmap_remove(&owners->by_uid, uid));
}

/* ---- an object's references ---- */

void owners_link(struct owners *owners, struct object *o)
{
    const struct val *refs = val_at(o->doc, "metadata.ownerReferences");
    size_t n = val_len(refs);
    bool orphan = !o->controller_uid && is_adoptable(o->kind);
    o->owner_count = n + orphan;
    o->owners = o->owner_count ? xcalloc(o->owner_count, sizeof(*o->owners)) : NULL;
    for (size_t i = 0; i < n; i++) {
        const struct val *ref = val_item(refs, i);
        link_dependent(owners, &o->owners[i], o, val_get_str(ref, "uid", ""), val_bool_or(val_get(ref, "controller"), false));
    }
    if (orphan)
        link_dependent(owners, &o->owners[n], o, "", false);
}

void owners_unlink(struct owners *owners, struct object *o)
{
    const struct val *refs = val_at(o->doc, "metadata.ownerReferences");
    owners_reopen(o);
    for (size_t i = 0; i < o->owner_count; i++)
        unlink_dependent(owners, &o->owners[i], i < val_len(refs) ? val_get_str(val_item(refs, i), "uid", "") : "");
    free(o->owners);
    o->owners = NULL;
    o->owner_count = 0;
}

const struct dependent *owners_dependents(const struct owners *owners, const char *uid)
{
    const struct owner *owner = find(owners, uid);
    return owner ? owner->first : NULL;
}

/* ---- settling ---- */

/* The reference of an object to its controller, or NULL. */
static struct dependent *controller_entry(const struct object *o)
{
    for (size_t i = 0; i < o->owner_count; i++)
        if (o->owners[i].controller)
            return &o->owners[i];
    return NULL;
}

void owners_settle(const struct object *o, unsigned class)
{
    struct dependent *d = controller_entry(o);
    if (!d || !d->open_prev)
        return;
    unlink_open(d);
    d->settled_as = (uint8_t)class;
    d->owner->settled[class]++;
}

void owners_reopen(const struct object *o)
{
    struct dependent *d = controller_entry(o);
    if (!d || d->open_prev)
        return;
    d->owner->settled[d->settled_as]--;
    link_open(d);
}

size_t owners_settled(const struct owners *owners, const char *uid, unsigned class)
{
    const struct owner *owner = find(owners, uid);
    return owner ? owner->settled[class] : 0;
}

/* ---- lists ---- */

static const struct dependent *next_in(const struct dependent *d, bool open_only)
{
    return open_only ? d->open_next : d->next;
}

const struct val **owners_collect(const struct owners *owners, struct arena *a, const struct kind *k, const char *uid, bool open_only,
                                  size_t *count)
{
    const struct owner *owner = find(owners, uid);
    const struct dependent *first = !owner ? NULL : open_only ? owner->open : owner->first;
    size_t n = 0;
    for (const struct dependent *d = first; d; d = next_in(d, open_only))
        n += d->object->kind == k && d->controller;
    const struct val **docs = arena_alloc(a, (n + 1) * sizeof(*docs));
    size_t i = n;
    for (const struct dependent *d = first; d; d = next_in(d, open_only))
        if (d->object->kind == k && d->controller)
            docs[--i] = arena_val(a, val_ref(d->object->doc)); /* oldest first */
    if (count)
        *count = n;
    return docs;
}
