/* Revisions of a StatefulSet and its status (getStatefulSetRevisions, truncateHistory, computeReplicaStatus). */
#include <stdlib.h>
#include <string.h>

#include "backends/base/hash.h"
#include "backends/base/json.h"
#include "backends/fake/cluster.h"
#include "backends/fake/controller/revision.h"
#include "backends/fake/controller/statefulset.h"

/* ---- revisions ---- */

/* The hash of what the revision keeps and of the count of collisions: the very name that a real cluster gives. */
static const char *hash_of(struct stateful *s, const struct val *patch)
{
    char word[TEMPLATE_HASH_SIZE];
    struct strbuf text = STRBUF_INIT;
    json_write(&text, patch, JSON_COMPACT);
    strbuf_addf(&text, "%lld", (long long)s->collisions);
    const char *hash = arena_strf(s->run->arena, "%s", hash_word(hash_bytes_first(text.buf, text.len), word));
    strbuf_release(&text);
    return hash;
}

static int make_revision(struct stateful *s, const struct val *patch, int64_t number, const struct val **out,
                         struct status *st)
{
    static const char label[] = "controller.kubernetes.io/hash";
    for (;; s->collisions++) {
        if (revision_make(s->run, s->set, label, hash_of(s, patch), patch, number, out, st) < 0)
            return -1;
        if (*out)
            return 0;
    }
}

int stateful_revisions(struct stateful *s, const struct val ***all, size_t *count, struct status *st)
{
    *all = revision_list(s->run, s->set, count);
    const struct val *patch = revision_patch(s->run, val_at(s->set, "spec.template"));
    const struct val *newest = *count ? (*all)[*count - 1] : NULL;
    int64_t next = newest ? revision_number(newest) + 1 : 1;
    s->collisions = val_at_int(s->set, "status.collisionCount", 0);
    s->update = revision_find(*all, *count, patch);
    if (!s->update && make_revision(s, patch, next, &s->update, st) < 0)
        return -1;
    if (newest && revision_number(s->update) < revision_number(newest) && revision_renumber(s->run, &s->update, next, st) < 0)
        return -1;
    s->current = s->update;
    for (size_t i = 0; i < *count; i++)
        if (val_equal(val_at((*all)[i], "metadata.name"), val_at(s->set, "status.currentRevision")))
            s->current = (*all)[i];
    s->current_name = val_at_str(s->current, "metadata.name", "");
    s->update_name = val_at_str(s->update, "metadata.name", "");
    return 0;
}

static bool has_revision(const struct member *members, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (members[i].doc && !strcmp(members[i].revision, name))
            return true;
    return false;
}

int stateful_trim(struct stateful *s, const struct val *const *all, size_t count, struct status *st)
{
    const struct val **unused = arena_alloc(s->run->arena, (count + 1) * sizeof(*unused));
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        const char *name = val_at_str(all[i], "metadata.name", "");
        if (strcmp(name, s->current_name) != 0 && strcmp(name, s->update_name) != 0 &&
            !has_revision(s->members, s->member_count, name) && !has_revision(s->surplus, s->surplus_count, name))
            unused[n++] = all[i];
    }
    return revision_trim(s->run, unused, n, (int64_t)n - val_at_int(s->set, "spec.revisionHistoryLimit", 10), st);
}

/* ---- status ---- */

struct counts {
    int64_t all, ready, available, current, updated;
};

static void count(const struct stateful *s, const struct member *members, size_t n, struct counts *c)
{
    for (size_t i = 0; i < n; i++) {
        const struct member *m = &members[i];
        c->all += m->counted;
        c->ready += m->ready;
        c->available += m->available;
        c->current += m->counted && !m->terminating && !strcmp(m->revision, s->current_name);
        c->updated += m->counted && !m->terminating && !strcmp(m->revision, s->update_name);
    }
}

/* Whether every pod is there, ready and of the new revision, which is then the current one. */
static bool is_complete(const struct stateful *s, const struct counts *c)
{
    bool exact = version_has(s->run->cluster->version, FEATURE_STATEFULSET_RECOUNTS);
    int64_t wanted = exact ? val_at_int(s->set, "spec.replicas", 0) : c->all;
    return !strcmp(val_at_str(s->set, "spec.updateStrategy.type", ""), "RollingUpdate") && c->all == wanted &&
           c->updated == wanted && c->ready == wanted;
}

int stateful_write_status(struct stateful *s, struct status *st)
{
    struct counts c = { 0 };
    count(s, s->members, s->member_count, &c);
    count(s, s->surplus, s->surplus_count, &c);
    c.current -= s->current_lost;
    const char *current_name = s->current_name;
    if (is_complete(s, &c)) {
        c.current = c.updated;
        current_name = s->update_name;
    }
    struct val *status = val_fmt("{replicas:%I, currentRevision:%s, updateRevision:%s, collisionCount:%I, conditions:%v}", c.all,
                                 current_name, s->update_name, s->collisions, val_at(s->set, "status.conditions"));
    set_count(&status, "readyReplicas", c.ready);
    set_count(&status, "currentReplicas", c.current);
    set_count(&status, "updatedReplicas", c.updated);
    set_count(&status, "observedGeneration", val_at_int(s->set, "metadata.generation", 0));
    if (version_has(s->run->cluster->version, FEATURE_STATEFULSET_AVAILABLE))
        val_set(&status, "availableReplicas", val_int(c.available));
    const struct object *o = store_get(s->run->store, kind_statefulset, s->ns, s->name);
    if (!o || val_equal(status, val_get(s->set, "status"))) {
        val_unref(status);
        return 0;
    }
    return api_update_status(s->run->cluster, o, status, st);
}
