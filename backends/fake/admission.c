#include "backends/fake/admission.h"

#include <stdlib.h>
#include <string.h>

#include "backends/fake/kind/pod_admission.h"
#include "backends/fake/quota.h"

/* What a refusal calls the object: the name is not generated yet where there is none. */
static const char *name_of(const struct val *doc)
{
    const char *name = val_at_str(doc, "metadata.name", "");
    return *name ? name : val_at_str(doc, "metadata.generateName", "");
}

/* NamespaceLifecycle. */
static int admit_namespace(struct cluster *c, const struct kind *k, const char *ns, const struct val *doc, struct status *st)
{
    if (!kind_namespaced(k))
        return 0;
    const struct object *o = store_get(c->store, kind_namespace, "", ns);
    if (!o)
        return status_not_found(st, "", "namespaces", ns);
    if (!o->deleting)
        return 0;
    char *why = xstrf("unable to create new content in namespace %s because it is being terminated", ns);
    status_forbidden(st, k->group, k->plural, name_of(doc), why);
    free(why);
    val_put(&st->details, "causes", val_fmt("[{reason:NamespaceTerminating, message:%V, field:'metadata.namespace'}]",
                                            val_stringf("namespace %s is being terminated", ns)));
    return -1;
}

/* Pods of one template keep sharing their containers: what was made of the last ones is used again. */
static struct val *with_token(struct cluster *c, size_t slot, const struct val *containers, const char *volume)
{
    struct token_memo *m = &c->token_memo[slot];
    if (m->given != containers || !m->volume || strcmp(val_str(m->volume), volume)) {
        val_assign(&m->given, val_ref(containers));
        val_assign(&m->volume, val_string(volume));
        val_assign(&m->made, containers_with_token(containers, volume));
    }
    return val_ref(m->made);
}

static void mount_token(struct cluster *c, struct val **pod, const char *secret)
{
    static const char *const lists[TOKEN_MEMOS] = { "spec.containers", "spec.initContainers" };
    char name[32] = "kube-api-access-";
    if (version_has(c->version, FEATURE_BOUND_TOKENS))
        random_suffix(&c->chance.tokens, name + strlen(name), 5);
    else if (!secret)
        return; /* the token controller has not made one yet */
    const char *volume = version_has(c->version, FEATURE_BOUND_TOKENS) ? name : secret;
    struct val *volumes = val_ref(val_at(*pod, "spec.volumes"));
    val_append(&volumes, token_volume(volume, secret, c->version));
    val_put(pod, "spec.volumes", volumes);
    for (size_t i = 0; i < TOKEN_MEMOS; i++)
        if (val_at(*pod, lists[i]))
            val_put(pod, lists[i], with_token(c, i, val_at(*pod, lists[i]), volume));
}

/* The ServiceAccount plug-in: the account must exist; its token is mounted. */
static int admit_service_account(struct cluster *c, const char *ns, struct val **pod, struct status *st)
{
    const char *name = val_at_str(*pod, "spec.serviceAccountName", "");
    if (!*name)
        name = "default";
    const struct object *account = store_get(c->store, kind_serviceaccount, ns, name);
    if (!account) {
        char *why = xstrf("error looking up service account %s/%s: serviceaccount \"%s\" not found", ns, name, name);
        status_forbidden(st, "", "pods", name_of(*pod), why);
        free(why);
        return -1;
    }
    val_put_str(pod, "spec.serviceAccountName", name);
    val_put_str(pod, "spec.serviceAccount", name);
    bool mounts = val_bool_or(val_get(account->doc, "automountServiceAccountToken"), true);
    if (val_at_bool(*pod, "spec.automountServiceAccountToken", mounts))
        mount_token(c, pod, val_at_str(account->doc, "secrets.0.name", NULL));
    return 0;
}

/* The class that holds for pods that name none: of several the lowest; NULL: there is none. */
static const struct object *default_class(struct cluster *c)
{
    const struct kind *k = &kind_row_priorityclass;
    const struct object *lowest = NULL;
    for (const struct object *o = store_first(c->store, k, NULL); o; o = store_next(c->store, o, NULL))
        if (val_at_bool(o->doc, "globalDefault", false) &&
            (!lowest || val_at_int(o->doc, "value", 0) < val_at_int(lowest->doc, "value", 0)))
            lowest = o;
    return lowest;
}

static int forbid_pod(const struct val *pod, char *why_take, struct status *st)
{
    status_forbidden(st, "", "pods", val_at_str(pod, "metadata.name", ""), why_take);
    free(why_take);
    return -1;
}

/* The Priority plug-in: what the pod's class says becomes part of its spec. */
static int admit_priority(struct cluster *c, struct val **pod, struct status *st)
{
    const char *name = val_at_str(*pod, "spec.priorityClassName", "");
    const struct object *class = *name ? store_get(c->store, &kind_row_priorityclass, "", name) : default_class(c);
    if (*name && !class)
        return forbid_pod(*pod, xstrf("no PriorityClass with name %s was found", name), st);
    int64_t value = class ? val_at_int(class->doc, "value", 0) : 0;
    const struct val *given = val_at(*pod, "spec.priority"), *given_policy = val_at(*pod, "spec.preemptionPolicy");
    if (!val_is_null(given) && val_int_or(given, 0) != value)
        return forbid_pod(*pod,
                          xstrf("the integer value of priority (%lld) must not be provided in pod spec; priority admission controller"
                                " computed %lld from the given PriorityClass name",
                                (long long)val_int_or(given, 0), (long long)value),
                          st);
    if (class)
        val_put_str(pod, "spec.priorityClassName", class->name);
    val_put_int(pod, "spec.priority", value);
    if (!version_has(c->version, FEATURE_PREEMPTION_POLICY))
        return 0;
    const char *policy = class ? val_at_str(class->doc, "preemptionPolicy", "PreemptLowerPriority") : "PreemptLowerPriority";
    if (class && given_policy && !val_str_equal(given_policy, policy))
        return forbid_pod(*pod,
                          xstrf("the string value of PreemptionPolicy (%s) must not be provided in pod spec; priority admission controller"
                                " computed %s from the given PriorityClass name",
                                val_str_or(given_policy, ""), policy),
                          st);
    if (!given_policy)
        val_put_str(pod, "spec.preemptionPolicy", policy);
    return 0;
}

static int admit_pod(struct cluster *c, const char *ns, struct val **pod, struct status *st)
{
    struct kind_context kc = { c->version, c->now_ms, c->arena, c, ns, false };
    admit_limit_defaults(c, ns, pod);
    if (admit_service_account(c, ns, pod, st) < 0)
        return -1;
    pod_admit_tolerations(pod, &kc);
    return admit_priority(c, pod, st);
}

/* ---- nodes ---- */

/* TaintNodesByCondition: a node that has just come is not ready, and says so. */
static void admit_node(struct val **node)
{
    struct val *taints = val_ref(val_at(*node, "spec.taints"));
    if (!val_find(taints, "key", "node.kubernetes.io/not-ready", NULL))
        val_append(&taints, val_fmt("{key:'node.kubernetes.io/not-ready', effect:NoSchedule}"));
    val_put(node, "spec.taints", taints);
}

int admit_create(struct cluster *c, const struct kind *k, const char *ns, struct val **doc, const struct write_options *o,
                 struct status *st)
{
    if (admit_namespace(c, k, ns, *doc, st) < 0)
        return -1;
    admit_storage(c, k, doc);
    if (k == kind_pod)
        return admit_pod(c, ns, doc, st);
    if (k == kind_node && o->user)
        admit_node(doc);
    return 0;
}

int admit_delete(struct cluster *c, const struct object *o, struct status *st)
{
    static const char *const immortal[] = { "default", "kube-system", "kube-public" };
    (void)c;
    for (size_t i = 0; o->kind == kind_namespace && i < ARRAY_LEN(immortal); i++)
        if (!strcmp(o->name, immortal[i]))
            return status_forbidden(st, "", "namespaces", o->name, "this namespace may not be deleted");
    return 0;
}
