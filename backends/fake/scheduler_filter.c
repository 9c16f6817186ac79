/* The filters in their order: the first that refuses a node gives that node's reasons. */
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/nodefit.h"
#include "backends/fake/scheduler.h"

static void add_reason(struct reasons *why, const char *text)
{
    if (why->len < REASONS_MAX)
        why->text[why->len++] = text;
}

static bool refuses_unschedulable(const struct attempt *a, const struct val *node, struct reasons *why)
{
    if (!val_bool_or(val_get(val_get(node, "spec"), "unschedulable"), false))
        return false;
    struct val *taint = val_fmt("{key:'node.kubernetes.io/unschedulable', effect:NoSchedule}");
    bool tolerated = taint_toleration(val_get(a->spec, "tolerations"), taint);
    val_unref(taint);
    if (!tolerated)
        add_reason(why, "node(s) were unschedulable");
    return !tolerated;
}

static bool refuses_taint(const struct attempt *a, const struct val *node, struct reasons *why)
{
    struct version v = a->run->cluster->version;
    const struct val *taint = node_untolerated_taint(node, val_get(a->spec, "tolerations"), TAINTS_HARD);
    if (!taint)
        return false;
    const char *key = val_get_str(taint, "key", ""), *value = val_get_str(taint, "value", "");
    if (version_has(v, FEATURE_TAINT_DIDNT_TOLERATE_TEXT))
        add_reason(why, arena_strf(a->run->arena, "node(s) had taint {%s: %s}, that the pod didn't tolerate", key, value));
    else if (version_has(v, FEATURE_TAINT_NAMED_TEXT))
        add_reason(why, arena_strf(a->run->arena, "node(s) had untolerated taint {%s: %s}", key, value));
    else
        add_reason(why, "node(s) had untolerated taint(s)");
    return true;
}

static bool refuses_affinity(const struct attempt *a, const struct val *node, struct reasons *why)
{
    struct version v = a->run->cluster->version;
    if (node_affinity_matches(a->spec, node))
        return false;
    const char *pinned = affinity_node(a->spec);
    if (pinned && version_has(v, FEATURE_PINNED_NODE_TEXT) && strcmp(pinned, val_at_str(node, "metadata.name", "")))
        add_reason(why, "node(s) didn't satisfy plugin(s) [NodeAffinity]");
    else if (version_has(v, FEATURE_NODE_SELECTOR_TEXT))
        add_reason(why, "node(s) didn't match node selector");
    else if (version_has(v, FEATURE_NODE_AFFINITY_TEXT))
        add_reason(why, "node(s) didn't match Pod's node affinity");
    else
        add_reason(why, "node(s) didn't match Pod's node affinity/selector");
    return true;
}

/* Two "IP PROTOCOL PORT": the address 0.0.0.0 meets every other. */
static bool same_port(const char *a, const char *b)
{
    const char *rest_a = strchr(a, ' '), *rest_b = strchr(b, ' ');
    if (strcmp(rest_a, rest_b))
        return false;
    bool any_a = !strncmp(a, "0.0.0.0 ", 8), any_b = !strncmp(b, "0.0.0.0 ", 8);
    return any_a || any_b || !strcmp(a, b);
}

bool ports_conflict(const struct val *wanted, const struct val *used)
{
    for (size_t i = 0; i < val_len(wanted); i++)
        for (size_t k = 0; k < val_len(used); k++)
            if (same_port(val_str(val_item(wanted, i)), val_str(val_item(used, k))))
                return true;
    return false;
}

static bool refuses_ports(const struct attempt *a, const struct val *node, struct reasons *why)
{
    const struct val *wanted = val_get(a->request, "ports");
    bool refuses = wanted && ports_conflict(wanted, val_get(attempt_usage(a, val_at_str(node, "metadata.name", "")), "ports"));
    if (refuses)
        add_reason(why, "node(s) didn't have free ports for the requested pod ports");
    return refuses;
}

/* In upstream's order: the number of pods, cpu, memory, ephemeral storage, then the others by name. */
static bool refuses_resources(const struct attempt *a, const struct val *node, struct reasons *why)
{
    static const char *const first[] = { "cpu", "memory", "ephemeral-storage" };
    const struct val *used = attempt_usage(a, val_at_str(node, "metadata.name", ""));
    bool fits_empty = true;
    if (val_int_or(val_get(used, "pods"), 0) + 1 > node_allocatable(node, "pods"))
        add_reason(why, "Too many pods");
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < (pass ? val_len(a->request) : ARRAY_LEN(first)); i++) {
            const char *name = pass ? val_key(a->request, i) : first[i];
            int64_t wanted = val_int_or(val_get(a->request, name), 0);
            bool usual = !strcmp(name, first[0]) || !strcmp(name, first[1]) || !strcmp(name, first[2]);
            if (wanted <= 0 || (pass && usual) || !strncmp(name, "score/", 6))
                continue;
            int64_t there = node_allocatable(node, name);
            if (wanted <= there - val_int_or(val_get(used, name), 0))
                continue;
            add_reason(why, arena_strf(a->run->arena, "Insufficient %s", name));
            fits_empty = fits_empty && wanted <= there;
        }
    why->hopeless = !fits_empty;
    return why->len > 0;
}

static bool refuses_other_pods(const struct attempt *a, const struct val *node, struct reasons *why)
{
    struct version v = a->run->cluster->version;
    const char *spread = spread_refuses(a, node, &why->hopeless);
    if (spread) {
        add_reason(why, spread);
        return true;
    }
    const char *affinity = affinity_refuses(a, node, &why->hopeless);
    if (affinity && version_has(v, FEATURE_AFFINITY_BOTH_TEXT))
        add_reason(why, version_has(v, FEATURE_AFFINITY_RULES_TEXT) ? "node(s) didn't match pod affinity/anti-affinity rules"
                                                                    : "node(s) didn't match pod affinity/anti-affinity");
    if (affinity)
        add_reason(why, affinity);
    return affinity != NULL;
}

bool node_takes(const struct attempt *a, const struct val *node, struct reasons *why)
{
    why->len = 0;
    why->hopeless = true;
    if (refuses_unschedulable(a, node, why) || refuses_taint(a, node, why) || refuses_affinity(a, node, why))
        return false;
    why->hopeless = false;
    return !refuses_ports(a, node, why) && !refuses_resources(a, node, why) && !refuses_other_pods(a, node, why);
}
