#include "backends/fake/controller/revision.h"

#include <stdlib.h>

#include "backends/fake/cluster.h"
#include "backends/fake/controller/pods.h"

int64_t revision_number(const struct val *revision)
{
    return val_int_or(val_get(revision, "revision"), 0);
}

static int by_number(const void *a, const void *b)
{
    int64_t x = revision_number(*(const struct val *const *)a), y = revision_number(*(const struct val *const *)b);
    return (x > y) - (x < y);
}

const struct val **revision_list(struct run *r, const struct val *owner, size_t *count)
{
    const struct val **all = claim(r, owner, kind_controllerrevision, val_at(owner, "spec.selector"), count);
    qsort(all, *count, sizeof(*all), by_number);
    return all;
}

const struct val *revision_patch(struct run *r, const struct val *template)
{
    struct val *kept = val_ref(template);
    val_set(&kept, "$patch", val_string("replace"));
    return arena_val(r->arena, val_fmt("{spec:{template:%V}}", kept));
}

const struct val *revision_template(struct run *r, const struct val *revision)
{
    struct val *template = val_ref(val_at(revision, "data.spec.template"));
    val_unset(&template, "$patch");
    return arena_val(r->arena, template);
}

const struct val *revision_find(const struct val *const *all, size_t count, const struct val *patch)
{
    for (size_t i = count; i--;)
        if (val_equal(val_get(all[i], "data"), patch))
            return all[i];
    return NULL;
}

int revision_make(struct run *r, const struct val *owner, const char *label, const char *hash, const struct val *patch,
                 int64_t number, const struct val **out, struct status *st)
{
    const char *ns = val_at_str(owner, "metadata.namespace", "");
    const char *name = arena_strf(r->arena, "%s-%s", val_at_str(owner, "metadata.name", ""), hash);
    const struct object *o = store_get(r->store, kind_controllerrevision, ns, name);
    if (o) {
        *out = val_equal(val_get(o->doc, "data"), patch) ? arena_val(r->arena, val_ref(o->doc)) : NULL;
        return 0;
    }
    struct val *labels = val_ref(val_at(owner, "spec.template.metadata.labels"));
    val_set(&labels, label, val_string(hash));
    struct val *doc = val_fmt("{apiVersion:apps/v1, kind:ControllerRevision, metadata:{name:%s, namespace:%s, labels:%V, "
                              "annotations:%v, ownerReferences:[%V]}, data:%v, revision:%I}",
                              name, ns, labels, val_at(owner, "metadata.annotations"), controller_reference(owner), patch,
                              number);
    if (api_create(r->cluster, kind_controllerrevision, ns, doc, NULL, &o, st) < 0)
        return -1;
    *out = arena_val(r->arena, val_ref(o->doc));
    return 0;
}

int revision_renumber(struct run *r, const struct val **revision, int64_t number, struct status *st)
{
    struct val *changed = val_ref(*revision);
    const struct object *o;
    val_put_int(&changed, "revision", number);
    if (api_update(r->cluster, kind_controllerrevision, changed, NULL, &o, st) < 0)
        return -1;
    *revision = arena_val(r->arena, val_ref(o->doc));
    return 0;
}

int revision_trim(struct run *r, const struct val *const *unused, size_t count, int64_t surplus, struct status *st)
{
    for (size_t i = 0; i < count && (int64_t)i < surplus; i++) {
        const struct object *o = store_by_uid(r->store, val_at_str(unused[i], "metadata.uid", ""));
        struct delete_options options = DELETE_OPTIONS_INIT;
        if (o && api_delete(r->cluster, o, &options, st) < 0)
            return -1;
    }
    return 0;
}
