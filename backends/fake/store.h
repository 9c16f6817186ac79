/*
 * The object store: documents by kind, namespace and name, with resourceVersions, indexes and a history of changes.
 *
 * It plays etcd and the watch cache.  It knows no rules of the API: registry.h does.  Every change takes the next
 * resourceVersion, writes it into the document, is told to the cluster's observers, and goes into the history ring.
 *
 * `struct object` is a typed header derived from its document in one place (object_read in store.c), so that it cannot drift.
 * Objects are found by key, by uid, by owner and by node; lists come in key order (namespace, name), as from etcd.
 *
 *     for (const struct object *o = store_first(s, kind, "default"); o; o = store_next(s, o, "default")) ...
 *     for (const struct dependent *d = store_dependents(s, uid); d; d = d->next) ... d->object
 *
 * What these return is borrowed until the next write.  A loop that writes first collects (store_collect).
 */
#ifndef SEODANG_FAKE_STORE_H
#define SEODANG_FAKE_STORE_H

#include "backends/base/arena.h"
#include "backends/fake/kind.h"

struct object;
struct owner;

/* One ownerReference of an object, in the list of its owner's uid. */
struct dependent {
    struct dependent *next, **prev;
    struct object *object;
    bool controller; /* this reference is the controller's */
    /* private to store_owners.c */
    uint8_t settled_as;
    struct owner *owner;
    struct dependent *open_next, **open_prev; /* among those not settled; open_prev NULL: it is */
};

struct object {
    const struct kind *kind;
    struct val *doc;               /* owned */
    const char *ns, *name, *uid;   /* inside doc; ns is "" for cluster-scoped kinds */
    uint64_t resource_version;
    bool deleting;                 /* has a deletionTimestamp */
    const char *controller_uid;    /* of the owner that is its controller, or NULL */
    const char *node;              /* Pod: spec.nodeName, or NULL */
    /* private to store.c */
    struct object *left, *right, *up;
    uint32_t priority;
    struct dependent *owners;      /* array: one an ownerReference, one more for "" */
    size_t owner_count;
    struct object *node_next, **node_prev;
    struct object *uid_next;
};

enum change_type { CHANGE_ADDED, CHANGE_MODIFIED, CHANGE_DELETED };

/* What observers are told. `object` is the current header (of a deleted one: the last). Documents are borrowed. */
struct change {
    enum change_type type;
    const struct kind *kind;
    const struct object *object;
    const struct val *old, *doc; /* old NULL when added; doc: the new state, or the last one when deleted */
    uint64_t resource_version;
};

struct store;

struct store *store_new(void);
void store_free(struct store *s);
/* One observer: the cluster, which passes changes on to controllers and watches. */
void store_observe(struct store *s, void (*fn)(void *arg, const struct change *change), void *arg);
/* Where a kind stands in kinds[], in constant time. */
size_t store_kind_index(const struct store *s, const struct kind *k);
uint64_t store_version(const struct store *s); /* the counter: the last resourceVersion given */

/* `take` must carry metadata.name (and namespace) and uid, and not exist yet. */
const struct object *store_insert(struct store *s, const struct kind *k, struct val *take);
/* The object's new state; a document equal to the present one changes nothing (the same resourceVersion stays). */
void store_replace(struct store *s, const struct object *o, struct val *take);
/* Removes it; observers get its last state with the deletion's resourceVersion. */
void store_remove(struct store *s, const struct object *o);

const struct object *store_get(struct store *s, const struct kind *k, const char *ns, const char *name);
const struct object *store_by_uid(struct store *s, const char *uid);
/* In key order. ns NULL or "": all namespaces. */
const struct object *store_first(struct store *s, const struct kind *k, const char *ns);
const struct object *store_next(struct store *s, const struct object *o, const char *ns);
/* The first whose key is above (ns, name): for continue tokens. */
const struct object *store_after(struct store *s, const struct kind *k, const char *ns, const char *name);
size_t store_count(struct store *s, const struct kind *k);
/* Objects with an ownerReference to uid, newest first.  uid "": of the kinds that controllers adopt (pods, replica sets,
 * controller revisions, jobs) those without a controller. */
const struct dependent *store_dependents(struct store *s, const char *uid);

/*
 * Settled dependents: those that their controller has seen and need not see again until they change, so that an owner of ten
 * thousand finished pods is not ten thousand times as dear to look at.  A change puts an object among the open ones again.
 */
enum { SETTLED_CLASSES = 2 };
/* Settles an object for its controller, in a class that the controller gives meaning to. */
void store_settle(struct store *s, const struct object *o, unsigned class);
/* How many dependents of the owner are settled in that class. */
size_t store_settled(struct store *s, const char *uid, unsigned class);

/* Pods with spec.nodeName == node (o->node_next follows). */
const struct object *store_on_node(struct store *s, const char *node);

/* The documents of a kind as an arena array of referenced documents (safe while writing), NULL-terminated; count may be NULL. */
const struct val **store_collect(struct store *s, struct arena *a, const struct kind *k, const char *ns, size_t *count);
/* The same for pods (or any kind k) whose controller is uid, oldest first; and without those that are settled. */
const struct val **store_collect_owned(struct store *s, struct arena *a, const struct kind *k, const char *uid, size_t *count);
const struct val **store_collect_open(struct store *s, struct arena *a, const struct kind *k, const char *uid, size_t *count);

/* ---- history: the last STORE_HISTORY changes ---- */
enum { STORE_HISTORY = 1024 };
/* Calls fn for each kept change of kind k after rv, oldest first; false when changes after rv are already forgotten. */
bool store_replay(struct store *s, const struct kind *k, uint64_t rv, void (*fn)(void *arg, const struct change *), void *arg);
/* The oldest rv from which store_replay works. */
uint64_t store_oldest(const struct store *s);

/* ---- time travel: all objects and the counter, by reference ---- */
struct store_image;
struct store_image *store_save(struct store *s);
/* Observers are not told; watches must be told to list again by the caller. */
void store_load(struct store *s, const struct store_image *image);
void store_image_free(struct store_image *image);

#endif
