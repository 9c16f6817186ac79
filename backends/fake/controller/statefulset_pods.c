/* The pods of a StatefulSet (pkg/controller/statefulset/{stateful_pod_control,stateful_set_utils}.go, v1.20.2). */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/controller/revision.h"
#include "backends/fake/controller/pods.h"
#include "backends/fake/controller/statefulset.h"

static const char name_label[] = "statefulset.kubernetes.io/pod-name", index_label[] = "apps.kubernetes.io/pod-index",
                  revision_label[] = "controller-revision-hash";

/* Differs: of a set of more pods than these the others are left alone, so that a slip of the hand does not eat all memory. */
enum { MEMBERS_MAX = 100000 };

/* ---- names ---- */

/* The ordinal in NAME-ORDINAL; -1: another name. */
static int64_t ordinal_of(const char *set, const char *pod)
{
    size_t len = strlen(set);
    char *end;
    if (strncmp(pod, set, len) != 0 || pod[len] != '-' || pod[len + 1] < '0' || pod[len + 1] > '9' ||
        strlen(pod + len + 1) > 10)
        return -1;
    long long n = strtoll(pod + len + 1, &end, 10);
    return *end || n > INT32_MAX ? -1 : n;
}

static bool is_of_set(const struct val *pod, const void *set_name)
{
    return ordinal_of(set_name, val_at_str(pod, "metadata.name", "")) >= 0;
}

const char *stateful_verb(const struct stateful *s, const char *verb)
{
    if (!version_has(s->run->cluster->version, FEATURE_STATEFULSET_CAPITAL_EVENTS))
        return verb;
    char *capital = arena_strdup(s->run->arena, verb);
    capital[0] = (char)(capital[0] - 'a' + 'A');
    return capital;
}

void stateful_tell(struct stateful *s, const char *verb, const char *pod, const struct status *failure)
{
    const char *done = !strcmp(verb, "create") ? "Create" : !strcmp(verb, "delete") ? "Delete" : "Update";
    const char *reason = arena_strf(s->run->arena, "%s%s", failure ? "Failed" : "Successful", done);
    if (failure)
        run_event(s->run, s->set, "Warning", reason, "%s Pod %s in StatefulSet %s failed error: %s", stateful_verb(s, verb), pod,
                  s->name, failure->message);
    else
        run_event(s->run, s->set, "Normal", reason, "%s Pod %s in StatefulSet %s successful", stateful_verb(s, verb), pod, s->name);
}

/* ---- reading ---- */

static void member_read(struct stateful *s, struct member *m, const struct val *pod)
{
    bool waits = version_has(s->run->cluster->version, FEATURE_STATEFULSET_MIN_READY);
    bool any_end = version_has(s->run->cluster->version, FEATURE_STATEFULSET_SUCCEEDED);
    const struct val *phase = val_at(pod, "status.phase");
    int64_t again_ms, min_ready_s = waits ? val_at_int(s->set, "spec.minReadySeconds", 0) : 0;
    m->doc = pod;
    m->name = val_at_str(pod, "metadata.name", "");
    m->revision = val_get_str(val_at(pod, "metadata.labels"), revision_label, "");
    m->counted = true;
    m->terminating = val_at(pod, "metadata.deletionTimestamp") != NULL;
    m->ended = val_str_equal(phase, "Failed") || (any_end && val_str_equal(phase, "Succeeded"));
    m->ready = val_str_equal(phase, "Running") && pod_is_ready(pod);
    m->available = m->ready && pod_is_available(pod, min_ready_s, s->run->now_ms, &again_ms);
    if (m->ready && !m->available && (!s->available_at_ms || again_ms < s->available_at_ms))
        s->available_at_ms = again_ms;
}

/* The revision that a new pod of this ordinal gets. */
static const char *revision_for(const struct stateful *s, int64_t ordinal)
{
    const struct val *strategy = val_at(s->set, "spec.updateStrategy"), *rolling = val_get(strategy, "rollingUpdate");
    if (!val_str_equal(val_get(strategy, "type"), "RollingUpdate"))
        return s->update_name;
    int64_t kept = rolling ? val_at_int(rolling, "partition", 0) : val_at_int(s->set, "status.currentReplicas", 0);
    return ordinal < s->first + kept ? s->current_name : s->update_name;
}

static int by_ordinal(const void *a, const void *b)
{
    int64_t x = ((const struct member *)a)->ordinal, y = ((const struct member *)b)->ordinal;
    return (x > y) - (x < y);
}

bool stateful_healthy(const struct member *m)
{
    return m->ready && m->available && !m->terminating;
}

static void find_unhealthy(struct stateful *s, const struct member *members, size_t count)
{
    for (size_t i = 0; i < count && !s->first_unhealthy; i++)
        if (!stateful_healthy(&members[i]))
            s->first_unhealthy = &members[i];
}

void stateful_read(struct stateful *s)
{
    struct arena *a = s->run->arena;
    size_t count;
    const struct claim_rule rule = { .suits = is_of_set, .arg = s->name };
    const struct val **pods = claim_with(s->run, s->set, kind_pod, val_at(s->set, "spec.selector"), &rule, &count);
    int64_t wanted = val_at_int(s->set, "spec.replicas", 0);
    s->member_count = wanted > MEMBERS_MAX ? MEMBERS_MAX : (size_t)wanted;
    s->members = arena_alloc(a, (s->member_count + 1) * sizeof(*s->members));
    s->surplus = arena_alloc(a, (count + 1) * sizeof(*s->surplus));
    for (size_t i = 0; i < count; i++) {
        int64_t ordinal = ordinal_of(s->name, val_at_str(pods[i], "metadata.name", "")), at = ordinal - s->first;
        bool member = at >= 0 && at < (int64_t)s->member_count;
        struct member *m = member ? &s->members[at] : &s->surplus[s->surplus_count++];
        m->ordinal = ordinal;
        member_read(s, m, pods[i]);
    }
    qsort(s->surplus, s->surplus_count, sizeof(*s->surplus), by_ordinal);
    for (size_t i = 0; i < s->member_count; i++) {
        struct member *m = &s->members[i];
        if (m->doc)
            continue;
        m->ordinal = s->first + (int64_t)i;
        m->revision = revision_for(s, m->ordinal);
    }
    find_unhealthy(s, s->members, s->member_count);
    find_unhealthy(s, s->surplus, s->surplus_count);
}

/* ---- writing ---- */

static struct val *identity(const struct stateful *s, const struct val *labels, const struct member *m)
{
    struct val *changed = val_ref(labels);
    val_set(&changed, name_label, val_string(m->name));
    if (version_has(s->run->cluster->version, FEATURE_STATEFULSET_POD_INDEX))
        val_set(&changed, index_label, val_stringf("%lld", (long long)m->ordinal));
    return changed;
}

static struct val *pod_of(struct stateful *s, const struct member *m)
{
    const struct val *revision = strcmp(m->revision, s->update_name) ? s->current : s->update;
    const struct val *template = revision_template(s->run, revision), *meta = val_get(template, "metadata");
    struct val *labels = identity(s, val_get(meta, "labels"), m), *spec = val_ref(val_get(template, "spec"));
    val_set(&labels, revision_label, val_string(m->revision));
    val_set(&spec, "hostname", val_string(m->name));
    if (*val_at_str(s->set, "spec.serviceName", ""))
        val_set(&spec, "subdomain", val_ref(val_at(s->set, "spec.serviceName")));
    struct val *volumes = stateful_volumes(s, val_get(spec, "volumes"), m->ordinal);
    if (val_len(volumes))
        val_set(&spec, "volumes", volumes);
    else
        val_unref(volumes);
    return val_fmt("{apiVersion:v1, kind:Pod, metadata:{name:%s, generateName:%V, namespace:%s, labels:%V, annotations:%v, "
                   "finalizers:%v, ownerReferences:[%V]}, spec:%V}",
                   m->name, val_stringf("%s-", s->name), s->ns, labels, val_get(meta, "annotations"),
                   val_get(meta, "finalizers"), controller_reference(s->set), spec);
}

int stateful_create(struct stateful *s, struct member *m, struct status *st)
{
    m->name = arena_strf(s->run->arena, "%s-%lld", s->name, (long long)m->ordinal);
    const struct object *made;
    bool changed;
    if (stateful_create_claims(s, m, st) < 0) {
        stateful_tell(s, "create", m->name, st);
        return -1;
    }
    if (api_create(s->run->cluster, kind_pod, s->ns, pod_of(s, m), NULL, &made, st) < 0) {
        if (!status_is(st, "AlreadyExists"))
            stateful_tell(s, "create", m->name, st);
        return -1;
    }
    stateful_tell(s, "create", m->name, NULL);
    m->doc = arena_val(s->run->arena, val_ref(made->doc));
    m->terminating = m->ready = m->available = m->ended = false;
    m->counted = !version_has(s->run->cluster->version, FEATURE_STATEFULSET_RECOUNTS);
    return stateful_own_claims(s, m, &changed, st);
}

int stateful_delete(struct stateful *s, struct member *m, struct status *st)
{
    const struct object *o = store_get(s->run->store, kind_pod, s->ns, m->name);
    struct delete_options options = DELETE_OPTIONS_INIT;
    if (o && api_delete(s->run->cluster, o, &options, st) < 0) {
        stateful_tell(s, "delete", m->name, st);
        return -1;
    }
    stateful_tell(s, "delete", m->name, NULL);
    return 0;
}

int stateful_mend(struct stateful *s, struct member *m, struct status *st)
{
    const struct val *labels = val_at(m->doc, "metadata.labels"), *volumes = val_at(m->doc, "spec.volumes");
    bool known = val_str_equal(val_get(labels, name_label), m->name), stored = stateful_volumes_fit(s, volumes, m->ordinal);
    bool reowned = false;
    if (stateful_own_claims(s, m, &reowned, st) < 0)
        return -1;
    if (known && stored && !reowned)
        return 0;
    struct val *pod = val_ref(m->doc);
    if (!known)
        val_put(&pod, "metadata.labels", identity(s, labels, m));
    if (!stored)
        val_put(&pod, "spec.volumes", stateful_volumes(s, volumes, m->ordinal));
    if ((!stored && stateful_create_claims(s, m, st) < 0) || api_update(s->run->cluster, kind_pod, pod, NULL, NULL, st) < 0) {
        stateful_tell(s, "update", m->name, st);
        return -1;
    }
    stateful_tell(s, "update", m->name, NULL);
    return 0;
}
