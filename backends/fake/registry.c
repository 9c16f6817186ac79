#include "backends/fake/registry.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/duration.h"
#include "backends/fake/admission.h"
#include "backends/fake/quota.h"
#include "backends/fake/cluster.h"

enum { GENERATED_BASE_MAX = 58, GENERATED_TRIES = 8, DEFAULT_GRACE_S = 30 };

static const struct write_options no_options;

static struct kind_context context(struct cluster *c, const char *ns)
{
    return (struct kind_context){ c->version, c->now_ms, c->arena, c, ns, false };
}

static bool is_subresource(const struct write_options *o, const char *name)
{
    return o->subresource && !strcmp(o->subresource, name);
}

static int refuse_if_invalid(const struct kind *k, const struct val *doc, struct field_errors *errors, struct status *st)
{
    int rc = 0;
    if (errors->len)
        rc = status_invalid(st, k->group, k->kind, val_at_str(doc, "metadata.name", ""), errors);
    field_errors_release(errors);
    return rc;
}

static struct field_errors new_errors(const struct cluster *c)
{
    struct field_errors e = FIELD_ERRORS_INIT;
    e.json_values = version_has(c->version, FEATURE_FIELD_VALUES_JSON);
    return e;
}

/* ---- create ---- */

/* metadata.name from generateName, one that is free. */
/* The name is taken, and the object says that the server chose it. */
static int refuse_generated(struct cluster *c, const struct kind *k, const char *name, struct status *st)
{
    const char *dot = *k->group ? "." : "";
    if (version_has(c->version, FEATURE_GENERATED_NAME_TEXT)) {
        status_set(st, 409, "AlreadyExists", "%s%s%s \"%s\" already exists, the server was not able to generate a unique name for "
                   "the object", k->plural, dot, k->group, name);
        val_assign(&st->details, val_fmt("{name:%s, group:%s, kind:%s, retryAfterSeconds:1}", name, *k->group ? k->group : NULL,
                                         k->plural));
        return -1;
    }
    status_set(st, 500, "ServerTimeout", "The POST operation against %s%s%s could not be completed at this time, please try again.",
               k->kind, dot, k->group);
    val_assign(&st->details, val_fmt("{group:%s, kind:%s}", *k->group ? k->group : NULL, k->kind));
    return -1;
}

static int generate_name(struct cluster *c, const struct kind *k, const char *ns, struct val **doc, struct status *st)
{
    const char *base = val_at_str(*doc, "metadata.generateName", "");
    if (*val_at_str(*doc, "metadata.name", "") || !*base)
        return 0;
    for (int i = 0; i < GENERATED_TRIES; i++) {
        char suffix[6];
        random_suffix(&c->chance.names, suffix, 5);
        struct val *name = val_stringf("%.*s%s", GENERATED_BASE_MAX, base, suffix);
        bool taken = store_get(c->store, k, ns, val_str(name)) != NULL;
        val_put(doc, "metadata.name", name);
        if (!taken)
            return 0;
    }
    return refuse_generated(c, k, base, st);
}

/* What the server decides about metadata, whatever the client sent. */
static void fill_metadata(struct cluster *c, const struct kind *k, struct val **doc)
{
    static const char *const server_owned[] = {
        "metadata.deletionTimestamp", "metadata.deletionGracePeriodSeconds", "metadata.selfLink",
        "metadata.resourceVersion", "metadata.managedFields", "metadata.generation",
    };
    char uid[37];
    for (size_t i = 0; i < ARRAY_LEN(server_owned); i++)
        val_drop(doc, server_owned[i]);
    random_uuid(&c->chance.uids, uid);
    val_put_str(doc, "metadata.uid", uid);
    val_put(doc, "metadata.creationTimestamp", time_val(c->now_ms));
    if (k->flags & KIND_GENERATION)
        val_put_int(doc, "metadata.generation", 1);
}

static int check_namespace(const struct kind *k, const char *ns, struct val **doc, struct status *st)
{
    const char *own = val_at_str(*doc, "metadata.namespace", "");
    if (!kind_namespaced(k)) {
        val_drop(doc, "metadata.namespace");
        return 0;
    }
    if (*own && strcmp(own, ns))
        return status_bad_request(st, "the namespace of the provided object does not match the namespace sent on the request");
    if (!*own)
        val_put_str(doc, "metadata.namespace", ns);
    return 0;
}

/* Everything up to the store. */
static int complete_new(struct cluster *c, const struct kind *k, const char *ns, struct val **doc,
                        const struct write_options *o, struct status *st)
{
    struct kind_context kc = context(c, ns);
    if (*val_at_str(*doc, "metadata.resourceVersion", ""))
        return status_set(st, 500, "InternalError", "resourceVersion should not be set on objects to be created");
    if (k->set_defaults)
        k->set_defaults(doc, &kc);
    if (check_namespace(k, ns, doc, st) < 0 || admit_create(c, k, ns, doc, o, st) < 0 ||
        generate_name(c, k, ns, doc, st) < 0)
        return -1;
    fill_metadata(c, k, doc);
    if (k->prepare_create)
        k->prepare_create(doc, &kc);
    struct field_errors errors = new_errors(c);
    if (k->validate)
        k->validate(*doc, NULL, &kc, &errors);
    if (refuse_if_invalid(k, *doc, &errors, st) < 0)
        return -1;
    if (k->allocate && k->allocate(doc, NULL, &kc, o->dry_run, st) < 0)
        return -1;
    const char *name = val_at_str(*doc, "metadata.name", "");
    const struct object *there = store_get(c->store, k, ns, name);
    if (!there)
        return admit_quota(c, k, ns, *doc, o->dry_run, st);
    if (*val_at_str(*doc, "metadata.generateName", ""))
        return refuse_generated(c, k, name, st);
    status_already_exists(st, k->group, k->plural, name);
    if (there->deleting) {
        char *message = xstrf("object is being deleted: %s", st->message);
        free(st->message);
        st->message = message;
    }
    return -1;
}

int api_create(struct cluster *c, const struct kind *k, const char *ns, struct val *take, const struct write_options *o,
               const struct object **out, struct status *st)
{
    if (out)
        *out = NULL;
    o = o ? o : &no_options;
    ns = kind_namespaced(k) ? ns : "";
    if (complete_new(c, k, ns, &take, o, st) < 0) {
        val_unref(take);
        return -1;
    }
    if (o->dry_run) {
        val_unref(take);
        return 0;
    }
    const struct object *made = store_insert(c->store, k, take);
    if (out)
        *out = made;
    return 0;
}

int api_create_doc(struct cluster *c, const struct kind *k, const char *ns, struct val *take, const struct write_options *o,
                   struct val **out, struct status *st)
{
    ns = kind_namespaced(k) ? ns : "";
    if (complete_new(c, k, ns, &take, o ? o : &no_options, st) < 0) {
        val_unref(take);
        return -1;
    }
    *out = o && o->dry_run ? take : val_ref(store_insert(c->store, k, take)->doc);
    return 0;
}

/* ---- update ---- */

/* In etcd's words, where a few kinds have keys of their own. */
static void refuse_other_uid(const struct object *o, const char *uid, struct status *st)
{
    const char *folder = o->kind == kind_node ? "minions" : o->kind == kind_service ? "services/specs" : o->kind->plural;
    char *why = xstrf("StorageError: invalid object, Code: 4, Key: /registry/%s/%s%s%s, ResourceVersion: 0, AdditionalErrorMsg: "
                      "Precondition failed: UID in precondition: %s, UID in object meta: %s", folder, o->ns, *o->ns ? "/" : "",
                      o->name, uid, o->uid);
    status_conflict(st, o->kind->group, o->kind->plural, o->name, why);
    free(why);
}

/* value: NULL stands for a resourceVersion that is missing. */
static void refuse_metadata(const struct cluster *c, const struct object *o, const char *member, const struct val *value,
                            const char *detail, struct status *st)
{
    struct field_errors errors = new_errors(c);
    struct field meta = FIELD_ROOT("metadata"), f = FIELD(&meta, member);
    if (value)
        field_invalid(&errors, &f, value, detail);
    else
        field_invalid_text(&errors, &f, "0x0", detail);
    refuse_if_invalid(o->kind, o->doc, &errors, st);
}

/* The object of a document that is to replace it, if the document's resourceVersion and uid allow it. */
static const struct object *find_for_update(struct cluster *c, const struct kind *k, const struct val *doc,
                                            const struct write_options *w, struct status *st)
{
    const char *name = val_at_str(doc, "metadata.name", ""), *ns = val_at_str(doc, "metadata.namespace", "");
    const struct object *o = store_get(c->store, k, kind_namespaced(k) ? ns : "", name);
    if (!o) {
        status_not_found(st, k->group, k->plural, name);
        return NULL;
    }
    const char *rv = val_at_str(doc, "metadata.resourceVersion", ""), *uid = val_at_str(doc, "metadata.uid", "");
    if (*uid && strcmp(uid, o->uid)) {
        if (w->patch)
            refuse_metadata(c, o, "uid", val_at(doc, "metadata.uid"), "field is immutable", st);
        else
            refuse_other_uid(o, uid, st);
        return NULL;
    }
    if (*rv && strcmp(rv, val_at_str(o->doc, "metadata.resourceVersion", ""))) {
        status_conflict(st, k->group, k->plural, name,
                        "the object has been modified; please apply your changes to the latest version and try again");
        return NULL;
    }
    if (!*rv && !(k->flags & KIND_UNCONDITIONAL)) {
        refuse_metadata(c, o, "resourceVersion", NULL, "must be specified for an update", st);
        return NULL;
    }
    return o;
}

/* Metadata that an update cannot change comes from the old object. */
static void keep_metadata(const struct val *old, struct val **doc)
{
    static const char *const kept[] = { "metadata.uid", "metadata.creationTimestamp", "metadata.deletionTimestamp",
                                        "metadata.deletionGracePeriodSeconds", "metadata.generation", "metadata.generateName",
                                        "metadata.resourceVersion" };
    for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
        const struct val *v = val_at(old, kept[i]);
        if (v)
            val_put(doc, kept[i], val_ref(v));
        else
            val_drop(doc, kept[i]);
    }
    val_drop(doc, "metadata.managedFields");
    val_drop(doc, "metadata.selfLink");
}

static void keep_member(struct val **doc, const struct val *old, const char *key)
{
    const struct val *v = val_get(old, key);
    if (v)
        val_set(doc, key, val_ref(v));
    else
        val_unset(doc, key);
}

/* Whether anything but metadata and status differs; annotations count for Deployments. */
static bool spec_changed(const struct kind *k, const struct val *old, const struct val *doc)
{
    if (k == kind_deployment && !val_equal(val_at(old, "metadata.annotations"), val_at(doc, "metadata.annotations")))
        return true;
    return !val_equal(val_get(old, "spec"), val_get(doc, "spec"));
}

static void update_main(struct cluster *c, const struct object *o, struct val **doc, const struct kind_context *kc)
{
    const struct kind *k = o->kind;
    if (k->set_defaults)
        k->set_defaults(doc, kc);
    if (k->flags & KIND_STATUS)
        keep_member(doc, o->doc, "status");
    if (k->prepare_update)
        k->prepare_update(doc, o->doc, kc);
    if ((k->flags & KIND_GENERATION) && spec_changed(k, o->doc, *doc))
        val_put_int(doc, "metadata.generation", val_at_int(o->doc, "metadata.generation", 0) + 1);
    (void)c;
}

/* The status subresource: everything but status and metadata's free parts is the old object's. */
static void update_status_only(const struct object *o, struct val **doc)
{
    for (size_t i = 0; i < val_len(o->doc); i++) {
        const char *key = val_key(o->doc, i);
        if (strcmp(key, "status") && strcmp(key, "metadata"))
            val_set(doc, key, val_ref(val_item(o->doc, i)));
    }
    const struct val *refs = val_at(o->doc, "metadata.ownerReferences");
    if (refs)
        val_put(doc, "metadata.ownerReferences", val_ref(refs));
    else
        val_drop(doc, "metadata.ownerReferences");
}

static int validate_update(struct cluster *c, const struct object *o, const struct val *doc, const struct write_options *w,
                           const struct kind_context *kc, struct status *st)
{
    struct field_errors errors = new_errors(c);
    if (is_subresource(w, "status")) {
        if (o->kind->validate_status)
            o->kind->validate_status(doc, o->doc, kc, &errors);
    } else if (o->kind->validate && !is_subresource(w, "finalize")) {
        o->kind->validate(doc, o->doc, kc, &errors);
    }
    return refuse_if_invalid(o->kind, doc, &errors, st);
}

/* Subresources change nothing that is handed out. */
static int allocate_update(const struct object *o, struct val **doc, const struct write_options *w, const struct kind_context *kc,
                           struct status *st)
{
    if (!o->kind->allocate || (w->subresource && *w->subresource))
        return 0;
    return o->kind->allocate(doc, o->doc, kc, w->dry_run, st);
}

/* An object that waits for nothing any more. */
static bool is_finalized(const struct kind *k, const struct val *doc)
{
    if (!val_at(doc, "metadata.deletionTimestamp") || !val_empty(val_at(doc, "metadata.finalizers")))
        return false;
    if (k == kind_namespace)
        return val_empty(val_at(doc, "spec.finalizers"));
    return val_at_int(doc, "metadata.deletionGracePeriodSeconds", 0) == 0;
}

int api_update_doc(struct cluster *c, const struct kind *k, struct val *take, const struct write_options *w,
                   struct val **out, struct status *st)
{
    w = w ? w : &no_options;
    const struct object *o = find_for_update(c, k, take, w, st);
    if (!o) {
        val_unref(take);
        return -1;
    }
    struct kind_context kc = context(c, o->ns);
    keep_metadata(o->doc, &take);
    if (is_subresource(w, "status"))
        update_status_only(o, &take);
    else if (!is_subresource(w, "finalize"))
        update_main(c, o, &take, &kc);
    if (validate_update(c, o, take, w, &kc, st) < 0 || allocate_update(o, &take, w, &kc, st) < 0) {
        val_unref(take);
        return -1;
    }
    if (w->dry_run) {
        *out = take;
        return 0;
    }
    if (o->deleting && is_finalized(k, take)) {
        *out = take;
        store_remove(c->store, o);
        return 0;
    }
    store_replace(c->store, o, take);
    *out = val_ref(o->doc);
    return 0;
}

int api_update(struct cluster *c, const struct kind *k, struct val *take, const struct write_options *w,
               const struct object **out, struct status *st)
{
    struct val *doc = NULL;
    if (out)
        *out = NULL;
    if (api_update_doc(c, k, take, w, &doc, st) < 0)
        return -1;
    if (out)
        *out = store_get(c->store, k, val_at_str(doc, "metadata.namespace", ""), val_at_str(doc, "metadata.name", ""));
    val_unref(doc);
    return 0;
}

int api_update_status(struct cluster *c, const struct object *o, struct val *take_status, struct status *st)
{
    (void)st;
    struct val *doc = val_ref(o->doc);
    val_set(&doc, "status", take_status);
    store_replace(c->store, o, doc);
    return 0;
}

int api_bind(struct cluster *c, const struct object *pod, const char *node, struct status *st)
{
    if (pod->node) {
        char *why = xstrf("pod %s is already assigned to node \"%s\"", pod->name, pod->node);
        status_conflict(st, "", "pods/binding", pod->name, why);
        free(why);
        return -1;
    }
    struct val *doc = val_ref(pod->doc), *conditions = val_ref(val_at(doc, "status.conditions"));
    struct val *scheduled = val_fmt("{type:PodScheduled, status:'True', lastProbeTime:null, lastTransitionTime:%V}",
                                    time_val(c->now_ms));
    size_t i;
    if (val_find(conditions, "type", "PodScheduled", &i))
        val_replace(&conditions, i, scheduled);
    else
        val_append(&conditions, scheduled);
    val_put_str(&doc, "spec.nodeName", node);
    val_put(&doc, "status.conditions", conditions);
    store_replace(c->store, pod, doc);
    return 0;
}

/* ---- delete ---- */

/* Kinds whose dependents stay when the request says nothing (rest.GarbageCollectionDeleteStrategy), up to a version. */
static bool orphans_by_default(const struct kind *k, struct version v)
{
    static const struct {
        const char *group, *kind;
        int until; /* 0: still */
    } orphaning[] = { { "batch", "Job", 0 }, { "batch", "CronJob", 21 }, { "", "ReplicationController", 0 } };
    for (size_t i = 0; i < ARRAY_LEN(orphaning); i++)
        if (!strcmp(orphaning[i].group, k->group) && !strcmp(orphaning[i].kind, k->kind))
            return version_between(v, 0, orphaning[i].until);
    return false;
}

static void set_finalizer(struct val **doc, const char *name, bool wanted)
{
    struct val *list = val_ref(val_at(*doc, "metadata.finalizers"));
    size_t i = 0;
    while (i < val_len(list) && !val_str_equal(val_item(list, i), name))
        i++;
    bool there = i < val_len(list);
    if (there && !wanted)
        val_remove(&list, i);
    else if (!there && wanted)
        val_append(&list, val_string(name));
    if (val_len(list)) {
        val_put(doc, "metadata.finalizers", list);
    } else {
        val_drop(doc, "metadata.finalizers");
        val_unref(list);
    }
}

/* The finalizers that make the garbage collector do what the request asks. */
static void set_gc_finalizers(struct cluster *c, const struct object *o, const struct delete_options *options, struct val **doc)
{
    const char *policy = options->propagation;
    bool orphan, foreground = policy && !strcmp(policy, "Foreground");
    if (policy)
        orphan = !strcmp(policy, "Orphan");
    else
        orphan = orphans_by_default(o->kind, c->version) && store_dependents(c->store, o->uid);
    if (!policy && !orphan)
        return;
    set_finalizer(doc, "orphan", orphan);
    set_finalizer(doc, "foregroundDeletion", foreground);
}

/* How long a pod may take, by the request, its spec, and whether anything runs at all. */
static int64_t grace_of(const struct object *o, const struct delete_options *options)
{
    if (o->kind != kind_pod)
        return 0;
    const char *phase = val_at_str(o->doc, "status.phase", "");
    if (!o->node || !strcmp(phase, "Succeeded") || !strcmp(phase, "Failed"))
        return 0;
    if (options->grace_seconds >= 0)
        return options->grace_seconds;
    return val_at_int(o->doc, "spec.terminationGracePeriodSeconds", DEFAULT_GRACE_S);
}

static int check_preconditions(const struct object *o, const struct delete_options *options, struct status *st)
{
    const char *rv = val_at_str(o->doc, "metadata.resourceVersion", "");
    if (options->uid && strcmp(options->uid, o->uid)) {
        char *why = xstrf("StorageError: invalid object, Code: 4, Key: /registry/%s/%s%s%s, ResourceVersion: 0, AdditionalErrorMsg: "
                          "Precondition failed: UID in precondition: %s, UID in object meta: %s",
                          o->kind->plural, o->ns, *o->ns ? "/" : "", o->name, options->uid, o->uid);
        status_conflict(st, o->kind->group, o->kind->plural, o->name, why);
        free(why);
        return -1;
    }
    if (options->resource_version && strcmp(options->resource_version, rv)) {
        char *why = xstrf("the ResourceVersion in the precondition (%s) does not match the ResourceVersion in record (%s). "
                          "The object might have been modified", options->resource_version, rv);
        status_conflict(st, o->kind->group, o->kind->plural, o->name, why);
        free(why);
        return -1;
    }
    return 0;
}

static void mark_deleting(struct cluster *c, struct val **doc, int64_t grace)
{
    if (!val_at(*doc, "metadata.deletionTimestamp")) {
        int64_t generation = val_at_int(*doc, "metadata.generation", 0);
        if (generation > 0)
            val_put_int(doc, "metadata.generation", generation + 1);
    }
    val_put(doc, "metadata.deletionTimestamp", time_val(c->now_ms + duration_seconds_ms(grace)));
    val_put_int(doc, "metadata.deletionGracePeriodSeconds", grace);
}

int api_delete(struct cluster *c, const struct object *o, const struct delete_options *options, struct status *st)
{
    static const struct delete_options defaults = DELETE_OPTIONS_INIT;
    options = options ? options : &defaults;
    if (check_preconditions(o, options, st) < 0 || admit_delete(c, o, st) < 0)
        return -1;
    if (options->dry_run)
        return 0;
    int64_t grace = grace_of(o, options);
    struct val *doc = val_ref(o->doc);
    set_gc_finalizers(c, o, options, &doc);
    bool waits = !val_empty(val_at(doc, "metadata.finalizers")) ||
                 (o->kind == kind_namespace && !val_empty(val_at(doc, "spec.finalizers")));
    if (!grace && !waits) {
        val_unref(doc);
        store_remove(c->store, o);
        return 0;
    }
    /* A second delete may only shorten the time that is left. */
    bool shorter = !o->deleting || grace < val_at_int(o->doc, "metadata.deletionGracePeriodSeconds", 0);
    if (shorter)
        mark_deleting(c, &doc, grace);
    if (o->kind == kind_namespace)
        val_put_str(&doc, "status.phase", "Terminating");
    store_replace(c->store, o, doc);
    return 0;
}
