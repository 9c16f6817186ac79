/* ControllerRevisions of a DaemonSet: one for every template it has had (constructHistory, snapshot, cleanupHistory). */
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/controller/daemonset.h"
#include "backends/fake/controller/revision.h"

static const char hash_label[] = "controller-revision-hash";

/* The name is taken by a revision of another template: the count in the status makes the next hash another one. */
static int count_collision(struct daemon *d, const char *hash, struct status *st)
{
    const struct object *ds = store_get(d->run->store, kind_daemonset, d->ns, d->name);
    struct val *status = val_ref(val_get(d->ds, "status"));
    val_put_int(&status, "collisionCount", val_at_int(d->ds, "status.collisionCount", 0) + 1);
    if (api_update_status(d->run->cluster, ds, status, st) < 0)
        return -1;
    return status_already_exists(st, "apps", "controllerrevisions", arena_strf(d->run->arena, "%s-%s", d->name, hash));
}

static int make_revision(struct daemon *d, const struct val *patch, int64_t number, const struct val **out,
                         struct status *st)
{
    char hash[TEMPLATE_HASH_SIZE];
    template_hash(val_at(d->ds, "spec.template"), val_at_int(d->ds, "status.collisionCount", -1), hash);
    if (revision_make(d->run, d->ds, hash_label, hash, patch, number, out, st) < 0)
        return -1;
    return *out ? 0 : count_collision(d, hash, st);
}

int daemon_history(struct daemon *d, const struct val ***old, size_t *old_count, struct status *st)
{
    size_t count, kept = 0;
    const struct val **all = revision_list(d->run, d->ds, &count);
    const struct val *patch = revision_patch(d->run, val_at(d->ds, "spec.template"));
    const struct val *current = revision_find(all, count, patch);
    for (size_t i = 0; i < count; i++)
        if (all[i] != current)
            all[kept++] = all[i];
    int64_t next = kept ? revision_number(all[kept - 1]) + 1 : 1;
    if (!current && make_revision(d, patch, next, &current, st) < 0)
        return -1;
    if (revision_number(current) < next && revision_renumber(d->run, &current, next, st) < 0)
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
    const struct val **unused = arena_alloc(d->run->arena, (old_count + 1) * sizeof(*unused));
    int64_t surplus = (int64_t)old_count - val_at_int(d->ds, "spec.revisionHistoryLimit", 10);
    size_t count = 0;
    for (size_t i = 0; surplus > 0 && i < old_count; i++)
        if (!is_live(d, val_get_str(val_at(old[i], "metadata.labels"), hash_label, "")))
            unused[count++] = old[i];
    return revision_trim(d->run, unused, count, surplus, st);
}
