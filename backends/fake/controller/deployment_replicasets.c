/* The replica sets of a Deployment: which is the current one, their revisions, annotations and sizes. See deployment.h. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/podtemplate.h"
#include "backends/fake/cluster.h"
#include "backends/fake/controller/deployment.h"
#include "backends/fake/controller/pods.h"

enum { REVISION_HISTORY_CHARS = 2000, NAME_MAX_CHARS = 253 };

static const char annotation_history[] = "deployment.kubernetes.io/revision-history";
const char annotation_revision[] = "deployment.kubernetes.io/revision";
const char annotation_desired[] = "deployment.kubernetes.io/desired-replicas";
const char annotation_max[] = "deployment.kubernetes.io/max-replicas";

int64_t replica_set_size(const struct val *set)
{
    return val_at_int(set, "spec.replicas", 0);
}

int64_t replica_set_count(const struct val *set, const char *status_member)
{
    return val_int_or(val_get(val_get(set, "status"), status_member), 0);
}

static const struct val *annotation(const struct val *doc, const char *key)
{
    return val_get(val_at(doc, "metadata.annotations"), key);
}

bool annotation_number(const struct val *doc, const char *key, int64_t *n)
{
    const char *text = val_str(annotation(doc, key));
    char *end = NULL;
    if (text)
        *n = strtoll(text, &end, 10);
    return text && *text && !*end;
}

static int64_t revision_of(const struct val *set)
{
    int64_t n = 0;
    return annotation_number(set, annotation_revision, &n) ? n : 0;
}

/* ---- which is the current one ---- */

void rollout_read(struct rollout *d)
{
    const struct val *template = val_at(d->doc, "spec.template");
    d->sets = claim(d->run, d->doc, kind_replicaset, val_at(d->doc, "spec.selector"), &d->set_count);
    qsort(d->sets, d->set_count, sizeof(*d->sets), compare_creation);
    d->old = arena_alloc(d->run->arena, (d->set_count + 1) * sizeof(*d->old));
    for (size_t i = 0; i < d->set_count; i++) {
        d->asked += replica_set_size(d->sets[i]);
        if (!d->current && pod_template_same(val_at(d->sets[i], "spec.template"), template))
            d->current = d->sets[i];
        else
            d->old[d->old_count++] = d->sets[i];
    }
}

/* ---- sizes ---- */

bool rollout_is_rolling(const struct rollout *d)
{
    return val_str_equal(val_at(d->doc, "spec.strategy.type"), "RollingUpdate");
}

static int64_t scaled_surge(const struct rollout *d)
{
    return int_or_percent(val_at(d->doc, "spec.strategy.rollingUpdate.maxSurge"), d->replicas, true, 0);
}

int64_t rollout_max_surge(const struct rollout *d)
{
    return rollout_is_rolling(d) ? scaled_surge(d) : 0;
}

int64_t rollout_max_unavailable(const struct rollout *d)
{
    if (!rollout_is_rolling(d) || d->replicas == 0)
        return 0;
    int64_t n = int_or_percent(val_at(d->doc, "spec.strategy.rollingUpdate.maxUnavailable"), d->replicas, false, 0);
    if (n == 0 && scaled_surge(d) == 0)
        n = 1; /* percentages that both came to nothing */
    return n < d->replicas ? n : d->replicas;
}

int64_t rollout_new_size(const struct rollout *d, int64_t current_size)
{
    if (!rollout_is_rolling(d))
        return d->replicas;
    int64_t room = d->replicas + scaled_surge(d) - d->asked, missing = d->replicas - current_size;
    if (room <= 0)
        return current_size;
    return current_size + (room < missing ? room : missing);
}

static bool put_number(struct val **annotations, const char *key, int64_t n)
{
    struct val *text = val_stringf("%" PRId64, n);
    bool same = val_equal(val_get(*annotations, key), text);
    val_set(annotations, key, text);
    return !same;
}

static bool put_size_annotations(const struct rollout *d, struct val **annotations)
{
    bool desired = put_number(annotations, annotation_desired, d->replicas);
    return put_number(annotations, annotation_max, d->replicas + rollout_max_surge(d)) || desired;
}

static int write_set(struct rollout *d, const struct val **set, struct val *take, struct status *st)
{
    const struct object *o;
    if (api_update(d->run->cluster, kind_replicaset, take, NULL, &o, st) < 0)
        return -1;
    *set = arena_val(d->run->arena, val_ref(o->doc));
    return 0;
}

/* "Scaled up replica set web-1 to 3", in the version's words. */
static void tell_scaled(struct rollout *d, const char *set, int64_t from, int64_t to, bool made)
{
    struct version v = d->run->cluster->version;
    const char *way = to > from ? "up" : "down", *sizes = arena_strf(d->run->arena, "to %" PRId64, to);
    if (version_has(v, FEATURE_SCALED_FROM_TO_TEXT))
        sizes = arena_strf(d->run->arena, "from %" PRId64 " to %" PRId64, from, to);
    else if (version_has(v, FEATURE_SCALED_FROM_TEXT) && !made)
        sizes = arena_strf(d->run->arena, "to %" PRId64 " from %" PRId64, to, from);
    run_event(d->run, d->doc, "Normal", "ScalingReplicaSet", "Scaled %s replica set %s %s", way, set, sizes);
}

int rollout_scale(struct rollout *d, const struct val **set, int64_t size, bool annotate, struct status *st)
{
    int64_t from = replica_set_size(*set);
    if (from == size && !annotate)
        return 0;
    struct val *annotations = val_ref(val_at(*set, "metadata.annotations"));
    if (!put_size_annotations(d, &annotations) && from == size) {
        val_unref(annotations);
        return 0;
    }
    struct val *changed = val_ref(*set);
    val_put(&changed, "metadata.annotations", annotations);
    val_put_int(&changed, "spec.replicas", size);
    if (write_set(d, set, changed, st) < 0)
        return -1;
    if (from != size)
        tell_scaled(d, val_at_str(*set, "metadata.name", ""), from, size, false);
    return from != size;
}

/* ---- annotations ---- */

static bool is_own_annotation(const char *key)
{
    static const char *const own[] = {
        "kubectl.kubernetes.io/last-applied-configuration", annotation_revision, annotation_history, annotation_desired,
        annotation_max, "deprecated.deployment.rollback.to",
    };
    for (size_t i = 0; i < ARRAY_LEN(own); i++)
        if (!strcmp(key, own[i]))
            return true;
    return false;
}

/* A set that becomes current again keeps the numbers that it had: "1,3", the oldest go when there are too many. */
static void remember_revision(struct val **annotations, const char *revision)
{
    const char *history = val_get_str(*annotations, annotation_history, "");
    while (*history && strlen(history) + 1 + strlen(revision) > REVISION_HISTORY_CHARS) {
        const char *comma = strchr(history, ',');
        history = comma ? comma + 1 : "";
    }
    val_set(annotations, annotation_history, *history ? val_stringf("%s,%s", history, revision) : val_string(revision));
}

/* What a current set's annotations say: those of the Deployment, and its revision. Whether they changed. */
static bool put_annotations(const struct rollout *d, struct val **annotations, int64_t revision)
{
    const struct val *given = val_at(d->doc, "metadata.annotations");
    bool changed = false;
    for (size_t i = 0; i < val_len(given); i++) {
        const char *key = val_key(given, i);
        if (is_own_annotation(key) || val_equal(val_get(*annotations, key), val_item(given, i)))
            continue;
        val_set(annotations, key, val_ref(val_item(given, i)));
        changed = true;
    }
    struct val *before = val_ref(val_get(*annotations, annotation_revision));
    if (strtoll(val_str_or(before, "0"), NULL, 10) < revision) {
        if (before)
            remember_revision(annotations, val_str_or(before, ""));
        changed = put_number(annotations, annotation_revision, revision) || changed;
    }
    val_unref(before);
    return changed;
}

/* ---- the current set ---- */

static int write_revision(struct rollout *d, struct val *take_status, const char *revision, struct status *st)
{
    struct val *changed = val_ref(d->doc), *annotations = val_ref(val_at(d->doc, "metadata.annotations"));
    val_set(&annotations, annotation_revision, val_string(revision));
    val_put(&changed, "metadata.annotations", annotations);
    val_set(&changed, "status", take_status);
    return rollout_write(d, changed, st);
}

static int sync_current(struct rollout *d, int64_t revision, struct status *st)
{
    struct run *r = d->run;
    struct val *annotations = val_ref(val_at(d->current, "metadata.annotations"));
    const struct val *min_ready = val_at(d->doc, "spec.minReadySeconds");
    bool changed = put_annotations(d, &annotations, revision);
    if (changed || val_int_or(min_ready, 0) != val_at_int(d->current, "spec.minReadySeconds", 0)) {
        struct val *set = val_ref(d->current);
        val_put(&set, "metadata.annotations", annotations);
        if (min_ready)
            val_put(&set, "spec.minReadySeconds", val_ref(min_ready));
        else
            val_drop(&set, "spec.minReadySeconds");
        return write_set(d, &d->current, set, st);
    }
    val_unref(annotations);
    const char *number = val_str_or(annotation(d->current, annotation_revision), "");
    struct val *status = val_ref(val_get(d->doc, "status"));
    if (rollout_has_deadline(d) && !val_find(val_get(status, "conditions"), "type", "Progressing", NULL))
        deployment_condition(r, &status, "Progressing", "True", "FoundNewReplicaSet",
                             arena_strf(r->arena, "Found new replica set \"%s\"", val_at_str(d->current, "metadata.name", "")));
    if (val_str_equal(annotation(d->doc, annotation_revision), number) && val_equal(status, val_get(d->doc, "status"))) {
        val_unref(status);
        return 0;
    }
    return write_revision(d, status, number, st);
}

static struct val *set_document(struct rollout *d, const char *name, const char *hash, int64_t size, int64_t revision)
{
    struct val *template = val_ref(val_at(d->doc, "spec.template")), *labels = val_ref(val_at(template, "metadata.labels"));
    struct val *selector = val_ref(val_at(d->doc, "spec.selector")), *pairs = val_ref(val_get(selector, "matchLabels"));
    struct val *annotations = val_object();
    val_set(&labels, POD_TEMPLATE_HASH, val_string(hash));
    val_set(&pairs, POD_TEMPLATE_HASH, val_string(hash));
    val_set(&selector, "matchLabels", pairs);
    val_put(&template, "metadata.labels", val_ref(labels));
    put_annotations(d, &annotations, revision);
    put_size_annotations(d, &annotations);
    return val_fmt("{apiVersion:apps/v1, kind:ReplicaSet, metadata:{name:%s, namespace:%s, labels:%V, annotations:%V, "
                   "ownerReferences:[%V]}, spec:{replicas:%I, minReadySeconds:%v, selector:%V, template:%V}}",
                   name, d->ns, labels, annotations, controller_reference(d->doc), size,
                   val_at(d->doc, "spec.minReadySeconds"), selector, template);
}

/* The name is taken by a set of another template: the count in the status makes the next hash another one. */
static int count_collision(struct rollout *d, const char *name, struct status *st)
{
    struct val *changed = val_ref(d->doc);
    val_put_int(&changed, "status.collisionCount", val_at_int(d->doc, "status.collisionCount", 0) + 1);
    if (rollout_write(d, changed, st) < 0)
        return -1;
    return status_already_exists(st, "apps", "replicasets", name);
}

/* Nothing could be made: said in a condition and an event, unless the namespace is going. */
static int fail_to_make(struct rollout *d, const char *name, const struct status *why)
{
    struct run *r = d->run;
    if (namespace_is_ending(why))
        return -1;
    const char *message = arena_strf(r->arena, "Failed to create new replica set \"%s\": %s", name, why->message);
    if (rollout_has_deadline(d)) {
        struct status unwritten = STATUS_INIT;
        struct val *changed = val_ref(d->doc), *status = val_ref(val_get(d->doc, "status"));
        deployment_condition(r, &status, "Progressing", "False", "ReplicaSetCreateError", message);
        val_set(&changed, "status", status);
        rollout_write(d, changed, &unwritten);
        status_release(&unwritten);
    }
    run_event(r, d->doc, "Warning", "ReplicaSetCreateError", "%s", message);
    return -1;
}

static const char *set_name(struct rollout *d, const char *hash)
{
    size_t room = NAME_MAX_CHARS - 1 - strlen(hash);
    if (strlen(d->name) <= room || !version_has(d->run->cluster->version, FEATURE_REPLICA_SET_NAME_CUT))
        return arena_strf(d->run->arena, "%s-%s", d->name, hash);
    return arena_strf(d->run->arena, "%.*s-%s", (int)room, d->name, hash);
}

static int make_current(struct rollout *d, int64_t revision, struct status *st)
{
    struct run *r = d->run;
    char hash[TEMPLATE_HASH_SIZE];
    const struct object *made;
    template_hash(val_at(d->doc, "spec.template"), val_at_int(d->doc, "status.collisionCount", -1), hash);
    const char *name = set_name(d, hash);
    if (store_get(r->store, kind_replicaset, d->ns, name))
        return count_collision(d, name, st);
    int64_t size = rollout_new_size(d, 0);
    if (api_create(r->cluster, kind_replicaset, d->ns, set_document(d, name, hash, size, revision), NULL, &made, st) < 0)
        return fail_to_make(d, name, st);
    d->current = arena_val(r->arena, val_ref(made->doc));
    d->asked += size;
    if (size > 0)
        tell_scaled(d, name, 0, size, true);
    struct val *status = val_ref(val_get(d->doc, "status"));
    if (rollout_has_deadline(d))
        deployment_condition(r, &status, "Progressing", "True", "NewReplicaSetCreated",
                             arena_strf(r->arena, "Created new replica set \"%s\"", name));
    return write_revision(d, status, arena_strf(r->arena, "%" PRId64, revision), st);
}

int rollout_sync_sets(struct rollout *d, bool make, struct status *st)
{
    int64_t last = 0;
    for (size_t i = 0; i < d->old_count; i++)
        last = revision_of(d->old[i]) > last ? revision_of(d->old[i]) : last;
    if (d->current)
        return sync_current(d, last + 1, st);
    return make ? make_current(d, last + 1, st) : 0;
}
