/* The PersistentVolumeClaims of a StatefulSet's pods: one for each pod and template, which outlives the pod. */
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/controller/statefulset.h"

static const struct val *claim_templates(const struct stateful *s)
{
    return val_at(s->set, "spec.volumeClaimTemplates");
}

const char *stateful_claim_name(struct stateful *s, const struct val *claim_template, int64_t ordinal)
{
    return arena_strf(s->run->arena, "%s-%s-%lld", val_at_str(claim_template, "metadata.name", ""), s->name, (long long)ordinal);
}

/* ---- making ---- */

static int create_claim(struct stateful *s, const struct member *m, const struct val *claim_template, const char *name,
                        struct status *st)
{
    struct val *claim = val_ref(claim_template), *labels = val_ref(val_at(claim_template, "metadata.labels"));
    const struct val *matched = val_at(s->set, "spec.selector.matchLabels");
    if (!labels)
        labels = val_object();
    if (matched)
        val_merge(&labels, matched);
    val_set(&claim, "apiVersion", val_string("v1"));
    val_set(&claim, "kind", val_string("PersistentVolumeClaim"));
    val_put_str(&claim, "metadata.name", name);
    val_put_str(&claim, "metadata.namespace", s->ns);
    val_put(&claim, "metadata.labels", labels);
    if (api_create(s->run->cluster, kind_persistentvolumeclaim, s->ns, claim, NULL, NULL, st) < 0) {
        run_event(s->run, s->set, "Warning", "FailedCreate", "%s Claim %s for Pod %s in StatefulSet %s failed error: %s",
                  stateful_verb(s, "create"), name, m->name, s->name, st->message);
        return -1;
    }
    run_event(s->run, s->set, "Normal", "SuccessfulCreate", "%s Claim %s Pod %s in StatefulSet %s success",
              stateful_verb(s, "create"), name, m->name, s->name);
    return 0;
}

static void add_failure(struct strbuf *all, size_t count, const char *text)
{
    strbuf_addf(all, "%s%s", count ? ", " : "", text);
}

int stateful_create_claims(struct stateful *s, const struct member *m, struct status *st)
{
    const struct val *templates = claim_templates(s);
    struct strbuf failures = STRBUF_INIT;
    size_t failed = 0;
    for (size_t i = 0; i < val_len(templates); i++) {
        const char *name = stateful_claim_name(s, val_item(templates, i), m->ordinal);
        const struct object *o = store_get(s->run->store, kind_persistentvolumeclaim, s->ns, name);
        struct status why = STATUS_INIT;
        if (o && o->deleting)
            add_failure(&failures, failed++, arena_strf(s->run->arena, "pvc %s is being deleted", name));
        else if (!o && create_claim(s, m, val_item(templates, i), name, &why) < 0)
            add_failure(&failures, failed++, arena_strf(s->run->arena, "failed to create PVC %s: %s", name, why.message));
        status_release(&why);
    }
    int rc = !failed ? 0 : status_client(st, failed > 1 ? "[%s]" : "%s", failures.buf);
    strbuf_release(&failures);
    return rc;
}

/* ---- volumes ---- */

struct val *stateful_volumes(struct stateful *s, const struct val *volumes, int64_t ordinal)
{
    const struct val *templates = claim_templates(s);
    struct val *all = val_array();
    for (size_t i = 0; i < val_len(templates); i++) {
        const struct val *t = val_item(templates, i);
        val_append(&all, val_fmt("{name:%v, persistentVolumeClaim:{claimName:%s}}", val_at(t, "metadata.name"),
                                 stateful_claim_name(s, t, ordinal)));
    }
    size_t own = val_len(all);
    for (size_t i = 0; i < val_len(volumes); i++) {
        const char *name = val_get_str(val_item(volumes, i), "name", "");
        size_t at;
        if (!val_find(all, "name", name, &at) || at >= own)
            val_append(&all, val_ref(val_item(volumes, i)));
    }
    return all;
}

bool stateful_volumes_fit(struct stateful *s, const struct val *volumes, int64_t ordinal)
{
    const struct val *templates = claim_templates(s);
    for (size_t i = 0; i < val_len(templates); i++) {
        const struct val *t = val_item(templates, i);
        const struct val *volume = val_find(volumes, "name", val_at_str(t, "metadata.name", ""), NULL);
        if (!val_str_equal(val_at(volume, "persistentVolumeClaim.claimName"), stateful_claim_name(s, t, ordinal)))
            return false;
    }
    return true;
}

/* ---- who owns them ---- */

static bool is_reference_to(const struct val *reference, const struct val *doc)
{
    return val_equal(val_get(reference, "kind"), val_get(doc, "kind")) &&
           val_equal(val_get(reference, "apiVersion"), val_get(doc, "apiVersion")) &&
           val_equal(val_get(reference, "name"), val_at(doc, "metadata.name"));
}

static bool deletes(const struct stateful *s, const char *when)
{
    return val_str_equal(val_get(val_at(s->set, "spec.persistentVolumeClaimRetentionPolicy"), when), "Delete");
}

/* The claim's owners as they should be. NULL: it belongs to an earlier set or pod of the name, and is left alone. */
static struct val *owners_of(struct stateful *s, const struct member *m, const char *name, const struct val *claim)
{
    const struct val *old = val_at(claim, "metadata.ownerReferences");
    bool gone = m->ordinal < s->first || m->ordinal >= s->first + val_at_int(s->set, "spec.replicas", 0);
    bool with_pod = deletes(s, "whenScaled") && gone, with_set = deletes(s, "whenDeleted") && !with_pod, foreign = false;
    struct val *owners = val_array();
    for (size_t i = 0; i < val_len(old); i++) {
        const struct val *reference = val_item(old, i), *uid = val_get(reference, "uid");
        bool to_set = is_reference_to(reference, s->set), to_pod = is_reference_to(reference, m->doc);
        if ((to_set && !val_equal(uid, val_at(s->set, "metadata.uid"))) ||
            (to_pod && !val_equal(uid, val_at(m->doc, "metadata.uid")))) {
            val_unref(owners);
            return NULL;
        }
        if (to_set || to_pod)
            continue;
        foreign = foreign || val_bool_or(val_get(reference, "controller"), false);
        val_append(&owners, val_ref(reference));
    }
    if (foreign && (deletes(s, "whenScaled") || deletes(s, "whenDeleted")))
        run_event(s->run, s->set, "Warning", "ConflictingController",
                  "PersistentVolumeClaim %s has a conflicting OwnerReference that acts as a manging controller, the retention "
                  "policy is ignored for this claim", name);
    else if (with_set || with_pod)
        val_append(&owners, controller_reference(with_pod ? m->doc : s->set));
    return owners;
}

static int own_claim(struct stateful *s, const struct member *m, const char *name, bool *changed, struct status *st)
{
    const struct object *o = store_get(s->run->store, kind_persistentvolumeclaim, s->ns, name);
    struct val *owners = o ? owners_of(s, m, name, o->doc) : NULL;
    const struct val *old = o ? val_at(o->doc, "metadata.ownerReferences") : NULL;
    if (!owners || val_equal(owners, old) || (!val_len(owners) && !val_len(old))) {
        val_unref(owners);
        return 0;
    }
    *changed = true;
    struct val *claim = val_ref(o->doc);
    val_put(&claim, "metadata.ownerReferences", owners);
    return api_update(s->run->cluster, kind_persistentvolumeclaim, claim, NULL, NULL, st);
}

int stateful_own_claims(struct stateful *s, const struct member *m, bool *changed, struct status *st)
{
    const struct val *templates = claim_templates(s);
    *changed = false;
    if (!version_has(s->run->cluster->version, FEATURE_STATEFULSET_CLAIM_RETENTION))
        return 0;
    for (size_t i = 0; i < val_len(templates); i++)
        if (own_claim(s, m, stateful_claim_name(s, val_item(templates, i), m->ordinal), changed, st) < 0)
            return -1;
    return 0;
}
