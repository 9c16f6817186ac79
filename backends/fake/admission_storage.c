/* StorageObjectInUseProtection and DefaultStorageClass. */
#include <string.h>

#include "backends/fake/admission.h"

static bool is_default(const struct val *class)
{
    const struct val *annotations = val_at(class, "metadata.annotations");
    return val_str_equal(val_get(annotations, "storageclass.kubernetes.io/is-default-class"), "true") ||
           val_str_equal(val_get(annotations, "storageclass.beta.kubernetes.io/is-default-class"), "true");
}

static void choose_class(struct cluster *c, struct val **claim)
{
    const struct kind *k = kind_find("storage.k8s.io", "StorageClass");
    if (val_at(*claim, "spec.storageClassName") ||
        val_get(val_at(*claim, "metadata.annotations"), "volume.beta.kubernetes.io/storage-class"))
        return;
    for (const struct object *o = store_first(c->store, k, NULL); o; o = store_next(c->store, o, NULL))
        if (is_default(o->doc)) {
            val_put_str(claim, "spec.storageClassName", o->name);
            return;
        }
}

void admit_storage(struct cluster *c, const struct kind *k, struct val **doc)
{
    bool claim = k == kind_persistentvolumeclaim;
    const char *finalizer = claim ? "kubernetes.io/pvc-protection" : "kubernetes.io/pv-protection";
    if (!claim && k != kind_persistentvolume)
        return;
    if (claim)
        choose_class(c, doc);
    val_put(doc, "metadata.finalizers", with_finalizer(val_at(*doc, "metadata.finalizers"), finalizer));
}
