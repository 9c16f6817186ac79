/*
 * The namespace controller: a namespace that is deleted loses its content, then its finalizer.  Mirrors
 * pkg/controller/namespace/deletion, v1.20.2.
 */
#include <string.h>

#include "backends/fake/cluster.h"

static const char *const watches[] = { "/namespaces", "/pods", NULL };

static void observe(struct run *r, const struct change *c)
{
    if (c->kind == kind_namespace) {
        run_enqueue_object(r, c->object);
        return;
    }
    const struct object *ns = store_get(r->store, kind_namespace, "", c->object->ns);
    if (c->type == CHANGE_DELETED && ns && ns->deleting)
        run_enqueue_object(r, ns);
}

/* Deletes every object in the namespace; how many are still there. */
static size_t delete_content(struct run *r, const char *ns)
{
    static const struct delete_options background = { false, -1, "Background", NULL, NULL };
    size_t left = 0;
    for (size_t k = 0; k < kind_count; k++) {
        size_t n;
        if (!kind_namespaced(kinds[k]) || kind_storage(kinds[k]) != kinds[k])
            continue;
        const struct val **docs = store_collect(r->store, r->arena, kinds[k], ns, &n);
        for (size_t i = 0; i < n; i++) {
            struct status st = STATUS_INIT;
            const struct object *o = store_by_uid(r->store, val_at_str(docs[i], "metadata.uid", ""));
            if (o && !o->deleting)
                api_delete(r->cluster, o, &background, &st);
            status_release(&st);
            left += store_by_uid(r->store, val_at_str(docs[i], "metadata.uid", "")) != NULL;
        }
    }
    return left;
}

static int sync(struct run *r, const char *key, struct status *st)
{
    static const struct write_options finalize = { .subresource = "finalize" };
    const struct object *ns = store_get(r->store, kind_namespace, "", key);
    if (!ns || !ns->deleting || delete_content(r, key))
        return 0;
    ns = store_get(r->store, kind_namespace, "", key);
    struct val *doc = val_ref(ns->doc);
    val_drop(&doc, "spec.finalizers");
    return api_update(r->cluster, kind_namespace, doc, &finalize, NULL, st);
}

const struct controller controller_namespace = {
    .name = "namespace-controller", .watches = watches, .observe = observe, .sync = sync,
};
