/*
 * The garbage collector: dependents follow their owners.  Mirrors pkg/controller/garbagecollector, v1.20.2.
 *
 * A key is an object's uid.  An owner counts as absent when no object has that uid, or when it lives in another namespace.
 *
 * Differs: the graph is the store's own index of owners, so nothing is ever known late.
 */
#include <string.h>

#include "backends/fake/cluster.h"

static const char *const watches[] = { WATCH_ALL, NULL };

static bool is_waiting(const struct object *o)
{
    return o->deleting && has_finalizer(o->doc, "foregroundDeletion");
}

static void observe(struct run *r, const struct change *c)
{
    const struct val *refs = val_at(c->doc, "metadata.ownerReferences");
    if (c->type == CHANGE_DELETED) {
        for (const struct dependent *d = store_dependents(r->store, c->object->uid); d; d = d->next)
            run_enqueue(r, d->object->uid);
        /* An owner that waits for it may go now. */
        for (size_t i = 0; i < val_len(refs); i++)
            run_enqueue(r, val_get_str(val_item(refs, i), "uid", ""));
        return;
    }
    bool changed = c->type == CHANGE_ADDED || refs != val_at(c->old, "metadata.ownerReferences");
    if ((val_len(refs) && changed) || (c->object->deleting && val_len(val_at(c->doc, "metadata.finalizers"))))
        run_enqueue(r, c->object->uid);
}

/* ---- writing ---- */

static int remove_finalizer(struct run *r, const struct object *o, const char *name, struct status *st)
{
    return api_update(r->cluster, o->kind, without_finalizer(o->doc, name), NULL, NULL, st);
}

/* Drops the references for which `gone` says so. */
static int drop_references(struct run *r, const struct object *o, bool (*gone)(struct run *, const struct object *, const char *, const void *),
                           const void *arg, struct status *st)
{
    struct val *doc = val_ref(o->doc), *refs = val_ref(val_at(doc, "metadata.ownerReferences"));
    for (size_t i = val_len(refs); i-- > 0;)
        if (gone(r, o, val_get_str(val_item(refs, i), "uid", ""), arg))
            val_remove(&refs, i);
    val_put(&doc, "metadata.ownerReferences", refs);
    if (!val_len(refs))
        val_drop(&doc, "metadata.ownerReferences");
    return api_update(r->cluster, o->kind, doc, NULL, NULL, st);
}

static int delete_with(struct run *r, const struct object *o, const char *propagation, struct status *st)
{
    struct delete_options options = DELETE_OPTIONS_INIT;
    options.propagation = propagation;
    options.uid = arena_strdup(r->arena, o->uid);
    return api_delete(r->cluster, o, &options, st);
}

/* ---- owners ---- */

static const struct object *owner_of(struct run *r, const struct object *o, const char *uid)
{
    const struct object *owner = store_by_uid(r->store, uid);
    return owner && *owner->ns && strcmp(owner->ns, o->ns) ? NULL : owner;
}

static bool is_not_solid(struct run *r, const struct object *o, const char *uid, const void *arg)
{
    const struct object *owner = owner_of(r, o, uid);
    (void)arg;
    return !owner || is_waiting(owner);
}

static bool is_this(struct run *r, const struct object *o, const char *uid, const void *arg)
{
    (void)r;
    (void)o;
    return !strcmp(uid, arg);
}

/* uids of what depends on it, in the arena, NULL-terminated: the list changes under a loop that writes. */
static const char **dependents(struct run *r, const char *uid, bool blocking_only)
{
    size_t n = 0, i = 0;
    for (const struct dependent *d = store_dependents(r->store, uid); d; d = d->next)
        n++;
    const char **uids = arena_alloc(r->arena, (n + 1) * sizeof(*uids));
    for (const struct dependent *d = store_dependents(r->store, uid); d; d = d->next) {
        const struct val *ref = val_find(val_at(d->object->doc, "metadata.ownerReferences"), "uid", uid, NULL);
        if (!blocking_only || val_at_bool(ref, "blockOwnerDeletion", false))
            uids[i++] = arena_strdup(r->arena, d->object->uid);
    }
    return uids;
}

/* ---- the three things that can be due ---- */

static int orphan_dependents(struct run *r, const struct object *o, struct status *st)
{
    const char *uid = arena_strdup(r->arena, o->uid);
    for (const char **d = dependents(r, uid, false); *d; d++) {
        const struct object *dependent = store_by_uid(r->store, *d);
        if (dependent && drop_references(r, dependent, is_this, uid, st) < 0)
            return -1;
    }
    return remove_finalizer(r, store_by_uid(r->store, uid), "orphan", st);
}

static int delete_dependents_first(struct run *r, const struct object *o, struct status *st)
{
    const char **blocking = dependents(r, o->uid, true);
    if (!*blocking)
        return remove_finalizer(r, o, "foregroundDeletion", st);
    for (; *blocking; blocking++) {
        const struct object *d = store_by_uid(r->store, *blocking);
        if (d && !is_waiting(d))
            run_enqueue(r, *blocking);
    }
    return 0;
}

static int follow_owners(struct run *r, const struct object *o, struct status *st)
{
    const struct val *refs = val_at(o->doc, "metadata.ownerReferences");
    size_t solid = 0, waiting = 0;
    for (size_t i = 0; i < val_len(refs); i++) {
        const struct object *owner = owner_of(r, o, val_get_str(val_item(refs, i), "uid", ""));
        solid += owner && !is_waiting(owner);
        waiting += owner && is_waiting(owner);
    }
    if (!val_len(refs) || solid == val_len(refs))
        return 0;
    if (solid)
        return drop_references(r, o, is_not_solid, NULL, st);
    if (waiting && store_dependents(r->store, o->uid))
        return delete_with(r, o, "Foreground", st);
    return delete_with(r, o, has_finalizer(o->doc, "orphan") ? "Orphan" : has_finalizer(o->doc, "foregroundDeletion") ? "Foreground" : "Background", st);
}

static int sync(struct run *r, const char *key, struct status *st)
{
    const struct object *o = store_by_uid(r->store, key);
    if (!o)
        return 0;
    if (o->deleting && has_finalizer(o->doc, "orphan"))
        return orphan_dependents(r, o, st);
    if (is_waiting(o))
        return delete_dependents_first(r, o, st);
    return o->deleting ? 0 : follow_owners(r, o, st);
}

const struct controller controller_garbagecollector = {
    .name = "garbage-collector", .watches = watches, .observe = observe, .sync = sync,
};
