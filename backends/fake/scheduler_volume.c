/*
 * Whether the claims of a pod are there and bound.  Mirrors pkg/scheduler/framework/plugins/volumebinding, v1.20.2.
 *
 * Differs: a claim whose StorageClass waits for its first consumer does not hold the pod back; no volumes are made here.
 */
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/scheduler.h"

static bool waits_for_consumer(const struct attempt *a, const struct val *claim)
{
    const struct object *o = store_get(a->run->store, &kind_row_storageclass, "", val_at_str(claim, "spec.storageClassName", ""));
    return o && val_str_equal(val_get(o->doc, "volumeBindingMode"), "WaitForFirstConsumer");
}

const char *volumes_refuse(const struct attempt *a)
{
    struct run *r = a->run;
    const struct val *volumes = val_get(a->spec, "volumes");
    const char *ns = val_at_str(a->pod, "metadata.namespace", ""), *unbound = NULL;
    for (size_t i = 0; i < val_len(volumes); i++) {
        const char *name = val_str(val_get(val_get(val_item(volumes, i), "persistentVolumeClaim"), "claimName"));
        if (!name)
            continue;
        const struct object *claim = store_get(r->store, &kind_row_persistentvolumeclaim, ns, name);
        if (!claim)
            return arena_strf(r->arena, "persistentvolumeclaim \"%s\" not found", name);
        if (claim->deleting)
            return arena_strf(r->arena, "persistentvolumeclaim \"%s\" is being deleted", name);
        if (!*val_at_str(claim->doc, "spec.volumeName", "") && !waits_for_consumer(a, claim->doc))
            unbound = "pod has unbound immediate PersistentVolumeClaims";
    }
    return unbound;
}
