/* ControllerRevisions of a DaemonSet: one for every template it has had (constructHistory, snapshot, cleanupHistory). */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/controller/daemonset.h"
#include "backends/fake/controller/pods.h"

static const char hash_label[] = "controller-revision-hash";

static int64_t revision_of(const struct val *history)
{
    return val_int_or(val_get(history, "revision"), 0);
}

static int by_revision(const void *a, const void *b)
{
    int64_t x = revision_of(*(const struct val *const *)a), y = revision_of(*(const struct val *const *)b);
    return (x > y) - (x < y);
}

/* What a revision keeps: a patch that puts the template back. */
static const struct val *template_patch(struct daemon *d)
{
    struct val *template = val_ref(val_at(d->ds, "spec.template"));
    val_set(&template, "$patch", val_string("replace"));
    return arena_val(d->run->arena, val_fmt("{spec:{template:%V}}", template));
}

/* The name is taken by a revision of another template: the count in the status makes the next hash another one. */
static int count_collision(struct daemon *d, const char *name, struct status *st)
{
    const struct object *ds = store_get(d->run->store, kind_daemonset, d->ns, d->name);
    struct val *status = val_ref(val_get(d->ds, "status"));
    val_put_int(&status, "collisionCount", val_at_int(d->ds, "status.collisionCount", 0) + 1);
    if (api_update_status(d->run->cluster, ds, status, st) < 0)
        return -1;
    return status_already_exists(st, "apps", "controllerrevisions", name);
}

static int make_revision(struct daemon *d, const struct val *patch, int64_t revision, const struct val **out,
                         struct status *st)
{
    struct run *r = d->run;
    const struct val *template = val_at(d->ds, "spec.template");
    char hash[TEMPLATE_HASH_SIZE];
    template_hash(template, val_at_int(d->ds, "status.collisionCount", -1), hash);
    const char *name = arena_strf(r->arena, "%s-%s", d->name, hash);
    const struct object *there = store_get(r->store, kind_controllerrevision, d->ns, name);
    if (there) {
        *out = arena_val(r->arena, val_ref(there->doc));
        return val_equal(val_get(there->doc, "data"), patch) ? 0 : count_collision(d, name, st);
    }
    struct val *labels = val_ref(val_at(template, "metadata.labels"));
    val_set(&labels, hash_label, val_string(hash));
    struct val *doc = val_fmt("{apiVersion:apps/v1, kind:ControllerRevision, metadata:{name:%s, namespace:%s, labels:%V, "
                              "annotations:%v, ownerReferences:[%V]}, data:%v, revision:%I}",
                              name, d->ns, labels, val_at(d->ds, "metadata.annotations"), controller_reference(d->ds),
                              patch, revision);
    const struct object *made;
    if (api_create(r->cluster, kind_controllerrevision, d->ns, doc, NULL, &made, st) < 0)
        return -1;
    *out = arena_val(r->arena, val_ref(made->doc));
    return 0;
}

/* The same revision with a new number. */
static int renumber(struct daemon *d, const struct val **history, int64_t revision, struct status *st)
{
    struct val *changed = val_ref(*history);
    const struct object *o;
    val_put_int(&changed, "revision", revision);
    if (api_update(d->run->cluster, kind_controllerrevision, changed, NULL, &o, st) < 0)
        return -1;
    *history = arena_val(d->run->arena, val_ref(o->doc));
    return 0;
}

int daemon_history(struct daemon *d, const struct val ***old, size_t *old_count, struct status *st)
{
    size_t count, kept = 0;
    const struct val *patch = template_patch(d), *current = NULL;
    const struct val **all = claim(d->run, d->ds, kind_controllerrevision, val_at(d->ds, "spec.selector"), &count);
    qsort(all, count, sizeof(*all), by_revision);
    for (size_t i = count; i--;)
        if (!current && val_equal(val_get(all[i], "data"), patch))
            current = all[i];
    for (size_t i = 0; i < count; i++)
        if (all[i] != current)
            all[kept++] = all[i];
    int64_t next = kept ? revision_of(all[kept - 1]) + 1 : 1;
    if (!current && make_revision(d, patch, next, &current, st) < 0)
        return -1;
    if (revision_of(current) < next && renumber(d, &current, next, st) < 0)
        return -1;
    const char *name = val_at_str(current, "metadata.name", "");
    d->hash = val_get_str(val_at(current, "metadata.labels"), hash_label, name);
    *old = all;
    *old_count = kept;
    return 0;
}

static bool is_live(const struct daemon *d, const char *hash)
{
    for (size_t i = 0; i < d->node_count; i++)
        for (const struct daemon_pod *pod = d->nodes[i].pods; pod; pod = pod->next)
            if (val_str_equal(val_get(val_at(pod->doc, "metadata.labels"), hash_label), hash))
                return true;
    return false;
}

int daemon_clean_history(struct daemon *d, const struct val *const *old, size_t old_count, struct status *st)
{
    int64_t surplus = (int64_t)old_count - val_at_int(d->ds, "spec.revisionHistoryLimit", 10);
    for (size_t i = 0; i < old_count && surplus > 0; i++) {
        if (is_live(d, val_get_str(val_at(old[i], "metadata.labels"), hash_label, "")))
            continue;
        const struct object *o = store_by_uid(d->run->store, val_at_str(old[i], "metadata.uid", ""));
        struct delete_options options = DELETE_OPTIONS_INIT;
        if (o && api_delete(d->run->cluster, o, &options, st) < 0)
            return -1;
        surplus--;
    }
    return 0;
}
