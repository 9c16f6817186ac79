#include "backends/fake/quota.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/quantity.h"
#include "backends/fake/kind/resources.h"

/* ---- arithmetic ---- */

static void set_quantity(struct val **map, const char *name, const struct quantity *q)
{
    struct strbuf text = STRBUF_INIT;
    quantity_string(&text, q);
    val_set(map, name, val_string(text.buf));
    strbuf_release(&text);
}

static struct quantity quantity_of(const struct val *map, const char *name)
{
    struct quantity q = QUANTITY_ZERO;
    const struct val *v = val_get(map, name);
    if (v)
        quantity_parse_val(v, &q, NULL);
    return q;
}

static void add_one(struct val **map, const char *name, const struct val *amount)
{
    struct quantity sum = quantity_of(*map, name), more = QUANTITY_ZERO;
    bool there = val_get(*map, name) != NULL;
    quantity_parse_val(amount, &more, NULL);
    if (there)
        quantity_add(&sum, &more);
    else
        sum = more;
    set_quantity(map, name, &sum);
}

static void add_count(struct val **map, const char *name, int64_t n)
{
    struct val *amount = val_stringf("%lld", (long long)n);
    add_one(map, name, amount);
    val_unref(amount);
}

void quota_add(struct val **total, const struct val *more)
{
    for (size_t i = 0; i < val_len(more); i++)
        add_one(total, val_key(more, i), val_item(more, i));
}

struct val *quota_mask(const struct val *usage, const struct val *names)
{
    struct val *kept = val_object();
    for (size_t i = 0; i < val_len(usage); i++)
        if (val_get(names, val_key(usage, i)))
            val_set(&kept, val_key(usage, i), val_ref(val_item(usage, i)));
    return kept;
}

/* ---- pods ---- */

/* The sum over containers, or what the hungriest init container needs where that is more. */
static struct val *pod_resources(const struct val *spec, const char *which)
{
    const struct val *containers = val_get(spec, "containers"), *inits = val_get(spec, "initContainers");
    struct val *sum = val_object();
    for (size_t i = 0; i < val_len(containers); i++)
        quota_add(&sum, val_get(val_get(val_item(containers, i), "resources"), which));
    for (size_t i = 0; i < val_len(inits); i++) {
        const struct val *needs = val_get(val_get(val_item(inits, i), "resources"), which);
        for (size_t k = 0; k < val_len(needs); k++) {
            struct quantity have = quantity_of(sum, val_key(needs, k)), need = quantity_of(needs, val_key(needs, k));
            if (quantity_compare(&need, &have) > 0)
                set_quantity(&sum, val_key(needs, k), &need);
        }
    }
    return sum;
}

static bool is_plain(const char *resource)
{
    return !strcmp(resource, "cpu") || !strcmp(resource, "memory") || !strcmp(resource, "ephemeral-storage");
}

static void add_prefixed(struct val **usage, const char *prefix, const struct val *resources, bool others)
{
    for (size_t i = 0; i < val_len(resources); i++) {
        const char *name = val_key(resources, i);
        if (!is_plain(name) && !others)
            continue;
        char *full = xstrf("%s%s", prefix, name);
        val_set(usage, full, val_ref(val_item(resources, i)));
        free(full);
        if (others && (is_plain(name) || !strncmp(name, "hugepages-", 10)))
            val_set(usage, name, val_ref(val_item(resources, i)));
    }
}

/* A pod that has ended, or should be gone by now, holds nothing but its place in the count of objects. */
static bool pod_holds(const struct val *pod, int64_t now_ms)
{
    const char *deleted = val_at_str(pod, "metadata.deletionTimestamp", NULL);
    return !pod_is_finished(pod) && !(deleted && time_parse_ms(deleted) < now_ms);
}

static void add_pod(struct val **usage, const struct val *pod)
{
    const struct val *spec = val_get(pod, "spec");
    struct val *requests = pod_resources(spec, "requests"), *limits = pod_resources(spec, "limits");
    add_count(usage, "pods", 1);
    add_prefixed(usage, "requests.", requests, true);
    add_prefixed(usage, "limits.", limits, false);
    val_unref(requests);
    val_unref(limits);
}

/* ---- others ---- */

static void add_service(struct val **usage, const struct val *service)
{
    const char *type = val_at_str(service, "spec.type", "ClusterIP");
    int64_t ports = (int64_t)val_len(val_at(service, "spec.ports"));
    bool balanced = !strcmp(type, "LoadBalancer");
    add_count(usage, "services.loadbalancers", balanced);
    add_count(usage, "services.nodeports", balanced || !strcmp(type, "NodePort") ? ports : 0);
}

static void add_claim(struct val **usage, const struct val *claim)
{
    const struct val *storage = val_at(claim, "spec.resources.requests.storage");
    const char *class = val_at_str(claim, "spec.storageClassName", "");
    char *count = xstrf("%s.storageclass.storage.k8s.io/persistentvolumeclaims", class);
    char *size = xstrf("%s.storageclass.storage.k8s.io/requests.storage", class);
    if (storage)
        add_one(usage, "requests.storage", storage);
    if (*class)
        add_count(usage, count, 1);
    if (*class && storage)
        add_one(usage, size, storage);
    free(count);
    free(size);
}

struct val *quota_usage(const struct kind *k, const struct val *doc, int64_t now_ms)
{
    static const char *const counted[] = { "configmaps", "persistentvolumeclaims", "replicationcontrollers", "resourcequotas",
                                           "secrets", "services" };
    struct val *usage = val_object();
    char *count = xstrf("count/%s%s%s", k->plural, *k->group ? "." : "", k->group);
    add_count(&usage, count, 1);
    free(count);
    for (size_t i = 0; !*k->group && i < ARRAY_LEN(counted); i++)
        if (!strcmp(counted[i], k->plural))
            add_count(&usage, counted[i], 1);
    if (k == kind_pod && pod_holds(doc, now_ms))
        add_pod(&usage, doc);
    else if (k == kind_service)
        add_service(&usage, doc);
    else if (k == kind_persistentvolumeclaim)
        add_claim(&usage, doc);
    return usage;
}

/* ---- scopes ---- */

static bool has_value(const struct val *values, const char *value)
{
    for (size_t i = 0; i < val_len(values); i++)
        if (val_str_equal(val_item(values, i), value))
            return true;
    return false;
}

static bool in_scope(const char *scope, const struct val *expression, const struct val *pod)
{
    const struct val *deadline = val_at(pod, "spec.activeDeadlineSeconds");
    bool best_effort = !strcmp(pod_qos_class(pod), "BestEffort");
    if (!strcmp(scope, "Terminating"))
        return deadline && val_int_or(deadline, -1) >= 0;
    if (!strcmp(scope, "NotTerminating"))
        return !deadline || val_int_or(deadline, -1) < 0;
    if (!strcmp(scope, "BestEffort"))
        return best_effort;
    if (!strcmp(scope, "NotBestEffort"))
        return !best_effort;
    const char *op = val_get_str(expression, "operator", "Exists"), *class = val_at_str(pod, "spec.priorityClassName", "");
    const struct val *values = val_get(expression, "values");
    if (strcmp(scope, "PriorityClass") != 0)
        return false;
    return !strcmp(op, "In") ? has_value(values, class) : !strcmp(op, "NotIn") ? !has_value(values, class)
           : !strcmp(op, "Exists") ? *class != '\0' : *class == '\0';
}

bool quota_covers(const struct val *quota, const struct kind *k, const struct val *doc)
{
    const struct val *scopes = val_at(quota, "spec.scopes"), *expressions = val_at(quota, "spec.scopeSelector.matchExpressions");
    if (k != kind_pod)
        return !val_len(scopes) && !val_len(expressions);
    for (size_t i = 0; i < val_len(scopes); i++)
        if (!in_scope(val_str_or(val_item(scopes, i), ""), NULL, doc))
            return false;
    for (size_t i = 0; i < val_len(expressions); i++)
        if (!in_scope(val_get_str(val_item(expressions, i), "scopeName", ""), val_item(expressions, i), doc))
            return false;
    return true;
}
