/*
 * Volumes and claims: binds a claim to the smallest volume that suits it, and lets go of both.
 *
 * Mirrors pkg/controller/volume/{persistentvolume,pvcprotection,pvprotection}, v1.20.2: a claim that finds no volume is looked
 * at again every 15 seconds, as there.  Nobody provisions volumes here: an external provisioner never answers.
 * Keys: NAMESPACE/NAME of a claim, NAME of a volume.
 */
#include <string.h>

#include "backends/base/quantity.h"
#include "backends/fake/cluster.h"

enum { RESYNC_MS = 15000 };

static const char *const watches[] = { "/persistentvolumes", "/persistentvolumeclaims", "/pods", NULL };
static const char claim_finalizer[] = "kubernetes.io/pvc-protection", volume_finalizer[] = "kubernetes.io/pv-protection";
static const char completed[] = "pv.kubernetes.io/bind-completed", by_controller[] = "pv.kubernetes.io/bound-by-controller";

/* ---- what has to be looked at again ---- */

static void enqueue_pending(struct run *r)
{
    for (const struct object *o = store_first(r->store, kind_persistentvolumeclaim, NULL); o; o = store_next(r->store, o, NULL))
        if (val_str_equal(val_at(o->doc, "status.phase"), "Pending"))
            run_enqueue_object(r, o);
}

static void observe(struct run *r, const struct change *c)
{
    if (c->kind == kind_persistentvolumeclaim) {
        run_enqueue_object(r, c->object);
        const char *volume = val_at_str(c->doc, "spec.volumeName", "");
        if (*volume)
            run_enqueue(r, volume);
    } else if (c->kind == kind_persistentvolume) {
        run_enqueue_object(r, c->object);
        const struct val *claim = val_at(c->doc, "spec.claimRef");
        if (claim)
            run_enqueue(r, arena_strf(r->arena, "%s/%s", val_get_str(claim, "namespace", ""), val_get_str(claim, "name", "")));
        else
            enqueue_pending(r);
    } else if (c->type == CHANGE_DELETED) {
        const struct val *volumes = val_at(c->doc, "spec.volumes");
        for (size_t i = 0; i < val_len(volumes); i++) {
            const char *claim = val_at_str(val_item(volumes, i), "persistentVolumeClaim.claimName", NULL);
            if (claim)
                run_enqueue(r, arena_strf(r->arena, "%s/%s", c->object->ns, claim));
        }
    }
}

/* ---- finding a volume ---- */

static const char *class_of(const struct val *doc)
{
    const struct val *old = val_get(val_at(doc, "metadata.annotations"), "volume.beta.kubernetes.io/storage-class");
    return old ? val_str_or(old, "") : val_at_str(doc, "spec.storageClassName", "");
}

static bool has_modes(const struct val *have, const struct val *wanted)
{
    for (size_t i = 0; i < val_len(wanted); i++) {
        bool found = false;
        for (size_t k = 0; k < val_len(have); k++)
            found = found || val_equal(val_item(have, k), val_item(wanted, i));
        if (!found)
            return false;
    }
    return true;
}

static const char capacity[] = "spec.capacity.storage", request[] = "spec.resources.requests.storage";

static int compare_sizes(const struct val *a, const char *a_path, const struct val *b, const char *b_path)
{
    struct quantity x = QUANTITY_ZERO, y = QUANTITY_ZERO;
    quantity_parse_val(val_at(a, a_path), &x, NULL);
    quantity_parse_val(val_at(b, b_path), &y, NULL);
    return quantity_compare(&x, &y);
}

/* Whether the volume is meant for this very claim, by name and, where it says so, uid. */
static bool is_reserved(const struct val *volume, const struct val *claim)
{
    const struct val *reference = val_at(volume, "spec.claimRef"), *uid = val_get(reference, "uid");
    return reference && val_equal(val_get(reference, "name"), val_at(claim, "metadata.name")) &&
           val_equal(val_get(reference, "namespace"), val_at(claim, "metadata.namespace")) &&
           (val_empty(uid) || val_equal(uid, val_at(claim, "metadata.uid")));
}

static bool suits(const struct val *volume, const struct val *claim)
{
    const struct val *selector = val_at(claim, "spec.selector");
    return !strcmp(class_of(volume), class_of(claim)) && compare_sizes(volume, capacity, claim, request) >= 0 &&
           has_modes(val_at(volume, "spec.accessModes"), val_at(claim, "spec.accessModes")) &&
           !strcmp(val_at_str(volume, "spec.volumeMode", "Filesystem"), val_at_str(claim, "spec.volumeMode", "Filesystem")) &&
           (!selector || labels_match(val_at(volume, "metadata.labels"), selector));
}

/* The volume for a claim: the one it names, one reserved for it, or the smallest free one that suits. NULL: none. */
static const struct object *find_volume(struct run *r, const struct val *claim)
{
    const char *named = val_at_str(claim, "spec.volumeName", "");
    const struct object *best = NULL;
    for (const struct object *o = store_first(r->store, kind_persistentvolume, NULL); o; o = store_next(r->store, o, NULL)) {
        bool reserved = is_reserved(o->doc, claim), unclaimed = !val_at(o->doc, "spec.claimRef");
        if (o->deleting || (!reserved && !unclaimed) || (*named && strcmp(named, o->name) != 0) ||
            !suits(o->doc, claim))
            continue;
        if (reserved || *named)
            return o;
        if (!best || compare_sizes(o->doc, capacity, best->doc, capacity) < 0)
            best = o;
    }
    return best;
}

/* ---- binding ---- */

static int set_volume_phase(struct run *r, const char *name, const char *phase, const char *message, struct status *st)
{
    const struct object *o = store_get(r->store, kind_persistentvolume, "", name);
    if (!o || val_str_equal(val_at(o->doc, "status.phase"), phase))
        return 0;
    return api_update_status(r->cluster, o, val_fmt("{phase:%s, message:%s}", phase, message), st);
}

static int bind_volume(struct run *r, const char *name, const struct val *claim, struct status *st)
{
    const struct object *o = store_get(r->store, kind_persistentvolume, "", name);
    struct val *doc = val_ref(o->doc);
    const struct val *meta = val_get(claim, "metadata");
    if (!val_at(doc, "spec.claimRef")) {
        struct val *annotations = val_ref(val_at(doc, "metadata.annotations"));
        val_set(&annotations, by_controller, val_string("yes"));
        val_put(&doc, "metadata.annotations", annotations);
    }
    val_put(&doc, "spec.claimRef", val_fmt("{kind:PersistentVolumeClaim, apiVersion:v1, namespace:%v, name:%v, uid:%v, "
                                           "resourceVersion:%v}", val_get(meta, "namespace"), val_get(meta, "name"),
                                           val_get(meta, "uid"), val_get(meta, "resourceVersion")));
    if (api_update(r->cluster, kind_persistentvolume, doc, NULL, NULL, st) < 0)
        return -1;
    return set_volume_phase(r, name, "Bound", NULL, st);
}

static int bind(struct run *r, const struct val *claim, const struct object *volume, struct status *st)
{
    const char *name = arena_strdup(r->arena, volume->name);
    const struct val *spec = arena_val(r->arena, val_ref(val_get(volume->doc, "spec")));
    struct val *doc = val_ref(claim), *annotations = val_ref(val_at(claim, "metadata.annotations"));
    const struct object *o;
    if (bind_volume(r, name, claim, st) < 0)
        return -1;
    val_set(&annotations, completed, val_string("yes"));
    if (!*val_at_str(claim, "spec.volumeName", ""))
        val_set(&annotations, by_controller, val_string("yes"));
    val_put(&doc, "metadata.annotations", annotations);
    val_put_str(&doc, "spec.volumeName", name);
    if (api_update(r->cluster, kind_persistentvolumeclaim, doc, NULL, &o, st) < 0)
        return -1;
    return api_update_status(r->cluster, o, val_fmt("{phase:Bound, accessModes:%v, capacity:%v}", val_get(spec, "accessModes"),
                                                    val_get(spec, "capacity")), st);
}

/* ---- claims ---- */

static bool pod_mounts(const struct val *pod, const struct val *claim)
{
    const struct val *volumes = val_at(pod, "spec.volumes"), *name = val_at(claim, "metadata.name");
    for (size_t i = 0; i < val_len(volumes); i++)
        if (val_equal(val_at(val_item(volumes, i), "persistentVolumeClaim.claimName"), name))
            return true;
    return false;
}

/* Names of the claim's pods that have a node, or that have none: "a", "a,b"; NULL: none. */
static const char *users(struct run *r, const struct val *claim, bool scheduled, bool *several)
{
    const char *ns = val_at_str(claim, "metadata.namespace", ""), *names = NULL;
    *several = false;
    for (const struct object *o = store_first(r->store, kind_pod, ns); o; o = store_next(r->store, o, ns)) {
        if ((o->node != NULL) != scheduled || !pod_mounts(o->doc, claim))
            continue;
        *several = names != NULL;
        names = names ? arena_strf(r->arena, "%s,%s", names, o->name) : o->name;
    }
    return names;
}

/* Notes on the claim who should make its volume; the change brings it here again. */
static int ask_provisioner(struct run *r, const struct val *claim, const char *provisioner, struct status *st)
{
    static const char beta[] = "volume.beta.kubernetes.io/storage-provisioner", stable[] = "volume.kubernetes.io/storage-provisioner";
    struct val *annotations = val_ref(val_at(claim, "metadata.annotations")), *doc;
    run_event(r, claim, "Normal", "ExternalProvisioning",
              "waiting for a volume to be created, either by external provisioner \"%s\" or manually created by system "
              "administrator", provisioner);
    val_set(&annotations, beta, val_string(provisioner));
    if (version_has(r->cluster->version, FEATURE_PROVISIONER_ANNOTATION))
        val_set(&annotations, stable, val_string(provisioner));
    doc = val_ref(claim);
    val_put(&doc, "metadata.annotations", annotations);
    return api_update(r->cluster, kind_persistentvolumeclaim, doc, NULL, NULL, st);
}

/* Says why a claim stays without a volume. */
static int tell_unbound(struct run *r, const struct val *claim, struct status *st)
{
    const char *class_name = class_of(claim);
    const struct object *class = store_get(r->store, kind_find("storage.k8s.io", "StorageClass"), "", class_name);
    const char *provisioner = class ? val_get_str(class->doc, "provisioner", "") : "";
    bool several, delayed = class && val_str_equal(val_get(class->doc, "volumeBindingMode"), "WaitForFirstConsumer") &&
                            !val_get(val_at(claim, "metadata.annotations"), "volume.kubernetes.io/selected-node");
    const char *pods = delayed ? users(r, claim, false, &several) : NULL;
    if (pods)
        run_event(r, claim, "Normal", "WaitForPodScheduled", "waiting for pod%s %s to be scheduled", several ? "s" : "", pods);
    else if (delayed)
        run_event(r, claim, "Normal", "WaitForFirstConsumer", "waiting for first consumer to be created before binding");
    else if (!*class_name)
        run_event(r, claim, "Normal", "FailedBinding", "no persistent volumes available for this claim and no storage class is set");
    else if (!class)
        run_event(r, claim, "Warning", "ProvisioningFailed", "storageclass.storage.k8s.io \"%s\" not found", class_name);
    else if (strcmp(provisioner, "kubernetes.io/no-provisioner") != 0)
        return ask_provisioner(r, claim, provisioner, st);
    return 0;
}

static int release(struct run *r, const struct kind *k, const struct val *doc, const char *finalizer, struct status *st)
{
    return has_finalizer(doc, finalizer) ? api_update(r->cluster, k, without_finalizer(doc, finalizer), NULL, NULL, st) : 0;
}

static int sync_claim(struct run *r, const char *key, const struct val *claim, struct status *st)
{
    const struct val *annotations = val_at(claim, "metadata.annotations");
    const char *volume = val_at_str(claim, "spec.volumeName", "");
    bool several;
    if (val_at(claim, "metadata.deletionTimestamp"))
        return users(r, claim, true, &several) ? 0 : release(r, kind_persistentvolumeclaim, claim, claim_finalizer, st);
    if (val_get(annotations, completed)) {
        if (store_get(r->store, kind_persistentvolume, "", volume) || val_str_equal(val_at(claim, "status.phase"), "Lost"))
            return 0;
        run_event(r, claim, "Warning", "ClaimLost", "Bound claim has lost its PersistentVolume. Data on the volume is lost!");
        const struct object *o = store_by_uid(r->store, val_at_str(claim, "metadata.uid", ""));
        return api_update_status(r->cluster, o, val_fmt("{phase:Lost}"), st);
    }
    const struct object *found = find_volume(r, claim);
    if (found)
        return bind(r, claim, found, st);
    if (!*volume && tell_unbound(r, claim, st) < 0)
        return -1;
    int64_t since_ms = (r->now_ms - r->cluster->settings.start_ms) % RESYNC_MS;
    run_enqueue_after(r, key, RESYNC_MS - since_ms);
    return 0;
}

/* ---- volumes ---- */

static int delete_volume(struct run *r, const struct val *volume, struct status *st)
{
    const char *name = val_at_str(volume, "metadata.name", ""), *path = val_at_str(volume, "spec.hostPath.path", NULL);
    const struct object *o = store_get(r->store, kind_persistentvolume, "", name);
    struct delete_options options = DELETE_OPTIONS_INIT;
    if (path && !strncmp(path, "/tmp/", 5) && path[5])
        return api_delete(r->cluster, o, &options, st);
    const char *why = path ? arena_strf(r->arena, "host_path deleter only supports /tmp/.+ but received provided %s", path)
                           : arena_strf(r->arena, "error getting deleter volume plugin for volume \"%s\": no deletable volume "
                                                  "plugin matched", name);
    if (!val_str_equal(val_at(volume, "status.phase"), "Failed"))
        run_event(r, volume, "Warning", "VolumeFailedDelete", "%s", why);
    return set_volume_phase(r, name, "Failed", why, st);
}

/* The claim is gone: the volume is kept, emptied, or deleted with it. */
static int reclaim(struct run *r, const struct val *volume, struct status *st)
{
    const char *policy = val_at_str(volume, "spec.persistentVolumeReclaimPolicy", "Retain");
    const char *name = val_at_str(volume, "metadata.name", "");
    if (!strcmp(policy, "Delete"))
        return delete_volume(r, volume, st);
    if (strcmp(policy, "Recycle") != 0)
        return set_volume_phase(r, name, "Released", NULL, st);
    struct val *doc = val_ref(volume);
    val_drop(&doc, "spec.claimRef");
    run_event(r, volume, "Normal", "VolumeRecycled", "Volume recycled");
    return api_update(r->cluster, kind_persistentvolume, doc, NULL, NULL, st);
}

static int sync_volume(struct run *r, const struct val *volume, struct status *st)
{
    const struct val *reference = val_at(volume, "spec.claimRef"), *uid = val_get(reference, "uid");
    const char *name = val_at_str(volume, "metadata.name", "");
    const struct object *claim = val_empty(uid) ? NULL : store_by_uid(r->store, val_str_or(uid, ""));
    if (val_at(volume, "metadata.deletionTimestamp") && !claim)
        return release(r, kind_persistentvolume, volume, volume_finalizer, st);
    if (val_empty(uid))
        return set_volume_phase(r, name, "Available", NULL, st);
    return claim ? set_volume_phase(r, name, "Bound", NULL, st) : reclaim(r, volume, st);
}

static int sync(struct run *r, const char *key, struct status *st)
{
    const char *ns, *name;
    run_split_key(r, key, &ns, &name);
    const struct object *o = store_get(r->store, *ns ? kind_persistentvolumeclaim : kind_persistentvolume, ns, name);
    if (!o)
        return 0;
    const struct val *doc = arena_val(r->arena, val_ref(o->doc));
    return *ns ? sync_claim(r, key, doc, st) : sync_volume(r, doc, st);
}

const struct controller controller_persistentvolume = {
    .name = "persistentvolume-controller",
    .watches = watches,
    .observe = observe,
    .sync = sync,
    .keeps_time = true,
};
