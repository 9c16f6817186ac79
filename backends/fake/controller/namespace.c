/*
 * The namespace controller: a namespace that is deleted loses its content, then its finalizer.  Mirrors pkg/controller/namespace,
 * v1.20.2: it looks five seconds after each change of a namespace that is going, and again when what is left should be gone.
 */
#include <string.h>

#include "backends/base/condition.h"
#include "backends/fake/cluster.h"

enum { GRACE_MS = 5000, FINALIZER_ESTIMATE_S = 15 };

static const char *const watches[] = { "/namespaces", NULL };

static void observe(struct run *r, const struct change *c)
{
    if (c->object->deleting && c->type != CHANGE_DELETED)
        run_enqueue_after(r, c->object->name, GRACE_MS);
}

/* What one look finds. */
struct content {
    struct run *run;
    const char *ns;
    int64_t deleted_ms;
    struct val *resources;  /* owned: {"pods.": 2}, sorted as the messages are */
    struct val *finalizers; /* owned: {"example.com/hold": 1} */
    int64_t estimate_s;     /* when the rest should be gone; 0: nothing is left */
    const char *unexpected; /* a resource that should be gone and is not; NULL: none */
};

static void add_count(struct val **map, const char *key, int64_t n)
{
    val_set(map, key, val_int(val_int_or(val_get(*map, key), 0) + n));
}

/* The longest grace of pods that run, until so much time has passed since the namespace was deleted. */
static int64_t pod_estimate(const struct content *content)
{
    int64_t estimate_s = 0;
    struct store *store = content->run->store;
    for (const struct object *o = store_first(store, kind_pod, content->ns); o; o = store_next(store, o, content->ns)) {
        int64_t grace_s = val_at_int(o->doc, "spec.terminationGracePeriodSeconds", 0);
        if (!pod_is_finished(o->doc) && grace_s > estimate_s)
            estimate_s = grace_s;
    }
    return content->run->now_ms - content->deleted_ms >= estimate_s * 1000 ? 0 : estimate_s;
}

/* Deletes the objects of a kind, and notes what is left of them. */
static void delete_kind(struct content *content, const struct kind *k)
{
    static const struct delete_options background = { false, -1, "Background", NULL, NULL };
    struct run *r = content->run;
    int64_t estimate_s = k == kind_pod ? pod_estimate(content) : 0, left = 0;
    bool held = false;
    size_t n;
    const struct val **docs = store_collect(r->store, r->arena, k, content->ns, &n);
    for (size_t i = 0; i < n; i++) {
        struct status st = STATUS_INIT;
        const struct object *o = store_by_uid(r->store, val_at_str(docs[i], "metadata.uid", ""));
        if (o && !o->deleting)
            api_delete(r->cluster, o, &background, &st);
        status_release(&st);
    }
    for (const struct object *o = store_first(r->store, k, content->ns); o; o = store_next(r->store, o, content->ns)) {
        const struct val *finalizers = val_at(o->doc, "metadata.finalizers");
        for (size_t i = 0; i < val_len(finalizers); i++, held = true)
            add_count(&content->finalizers, val_str_or(val_item(finalizers, i), ""), 1);
        left++;
    }
    if (!left)
        return;
    add_count(&content->resources, arena_strf(r->arena, "%s.%s", k->plural, k->group), left);
    estimate_s = estimate_s ? estimate_s : held ? FINALIZER_ESTIMATE_S : 0;
    if (!estimate_s)
        content->unexpected = k->plural;
    if (estimate_s > content->estimate_s)
        content->estimate_s = estimate_s;
}

/* ---- conditions ---- */

/* "Some resources are remaining: configmaps. has 1 resource instances"; NULL: none. */
static const char *remaining(struct content *content, const struct val *map, const char *words, const char *between)
{
    const char *text = NULL;
    for (size_t i = 0; i < val_len(map); i++)
        text = arena_strf(content->run->arena, "%s%s%s %s %lld resource instances", text ? text : words, text ? ", " : "",
                          val_key(map, i), between, (long long)val_int_or(val_item(map, i), 0));
    return text;
}

static int write_conditions(struct content *content, const struct object *ns, struct status *st)
{
    const char *failed = content->unexpected ? arena_strf(content->run->arena, "Failed to delete all resource types, 1 remaining: "
                         "unexpected items still remain in namespace: %s for gvr: %s", content->ns, content->unexpected) : NULL;
    const struct {
        const char *type, *good, *good_text, *bad, *bad_text; /* bad_text NULL: all is well */
    } rows[] = {
        { "NamespaceDeletionDiscoveryFailure", "ResourcesDiscovered", "All resources successfully discovered", NULL, NULL },
        { "NamespaceDeletionGroupVersionParsingFailure", "ParsedGroupVersions", "All legacy kube types successfully parsed", NULL,
          NULL },
        { "NamespaceDeletionContentFailure", "ContentDeleted",
          "All content successfully deleted, may be waiting on finalization", "ContentDeletionFailed", failed },
        { "NamespaceContentRemaining", "ContentRemoved", "All content successfully removed", "SomeResourcesRemain",
          remaining(content, content->resources, "Some resources are remaining: ", "has") },
        { "NamespaceFinalizersRemaining", "ContentHasNoFinalizers", "All content-preserving finalizers finished",
          "SomeFinalizersRemain",
          remaining(content, content->finalizers, "Some content in the namespace has finalizers remaining: ", "in") },
    };
    struct val *conditions = val_array();
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct val *old = condition_find(ns->doc, rows[i].type);
        bool bad = rows[i].bad_text != NULL, same = val_str_equal(val_get(old, "status"), bad ? "True" : "False");
        val_append(&conditions, val_fmt("{type:%s, status:%s, reason:%s, message:%s, lastTransitionTime:%V}", rows[i].type,
                                        bad ? "True" : "False", bad ? rows[i].bad : rows[i].good,
                                        bad ? rows[i].bad_text : rows[i].good_text,
                                        same ? val_ref(val_get(old, "lastTransitionTime")) : time_val(content->run->now_ms)));
    }
    struct val *status = val_fmt("{phase:Terminating, conditions:%V}", conditions);
    if (val_equal(status, val_get(ns->doc, "status"))) {
        val_unref(status);
        return 0;
    }
    return api_update_status(content->run->cluster, ns, status, st);
}

/* ---- sync ---- */

static int finalize(struct run *r, const char *name, struct status *st)
{
    static const struct write_options options = { .subresource = "finalize" };
    const struct object *ns = store_get(r->store, kind_namespace, "", name);
    struct val *doc = val_ref(ns->doc);
    val_drop(&doc, "spec.finalizers");
    return api_update(r->cluster, kind_namespace, doc, &options, NULL, st);
}

static int sync(struct run *r, const char *key, struct status *st)
{
    const struct object *ns = store_get(r->store, kind_namespace, "", key);
    if (!ns || !ns->deleting || val_empty(val_at(ns->doc, "spec.finalizers")))
        return 0;
    struct content content = { r, key, time_parse_ms(val_at_str(ns->doc, "metadata.deletionTimestamp", "")), val_object(),
                               val_object(), 0, NULL };
    for (size_t k = 0; k < kind_count; k++)
        if (kind_namespaced(kinds[k]) && kind_storage(kinds[k]) == kinds[k])
            delete_kind(&content, kinds[k]);
    int rc = write_conditions(&content, store_get(r->store, kind_namespace, "", key), st);
    if (rc == 0 && content.unexpected)
        rc = status_client(st, "unexpected items still remain in namespace: %s for gvr: %s", key, content.unexpected);
    else if (rc == 0 && content.estimate_s)
        run_enqueue_after(r, key, (content.estimate_s / 2 + 1) * 1000);
    else if (rc == 0)
        rc = finalize(r, key, st);
    val_unref(content.resources);
    val_unref(content.finalizers);
    return rc;
}

const struct controller controller_namespace = {
    .name = "namespace-controller", .watches = watches, .observe = observe, .sync = sync,
};
