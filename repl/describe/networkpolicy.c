#include "backends/base/rfc3339.h"
#include "repl/describe/describe.h"

/* The two directions, and their words. */
struct direction {
    const char *type, *rules, *peers, *name, *peer, *other_end;
};
static const struct direction directions[] = {
    { "Ingress", "ingress", "from", "ingress", "From", "source" },
    { "Egress", "egress", "to", "egress", "To", "destination" },
};

static const char *created(struct describe *d, const struct val *policy)
{
    struct strbuf sb = STRBUF_INIT;
    time_add_plain(&sb, rfc3339_parse_ms(val_at_str(policy, "metadata.creationTimestamp", "")));
    const char *text = arena_strdup(d->cmd->arena, sb.buf);
    strbuf_release(&sb);
    return text;
}

static void add_selector(struct describe *d, const char *title, const struct val *selector)
{
    if (selector)
        describe_add(d, 1, "    %s: %s\n", title, describe_selector(d, selector));
}

static void add_peer(struct describe *d, const struct direction *way, const struct val *peer)
{
    const struct val *block = val_get(peer, "ipBlock"), *spaces = val_get(peer, "namespaceSelector"), *pods = val_get(peer, "podSelector");
    describe_add(d, 0, "    %s:\n", way->peer);
    add_selector(d, "NamespaceSelector", spaces);
    add_selector(d, "PodSelector", pods);
    if (!block || spaces || pods)
        return;
    describe_add(d, 1, "    IPBlock:\n");
    describe_add(d, 2, "    CIDR: %s\n", val_get_str(block, "cidr", ""));
    describe_add(d, 2, "    Except: %s\n", describe_joined(d, val_get(block, "except"), ", ", ""));
}

static void add_rule(struct describe *d, const struct direction *way, const struct val *rule)
{
    const struct val *ports = val_get(rule, "ports"), *peers = val_get(rule, way->peers);
    if (!val_len(ports))
        describe_add(d, 0, "    To Port: <any> (traffic allowed to all ports)\n");
    for (size_t i = 0; i < val_len(ports); i++) {
        const struct val *port = val_get(val_item(ports, i), "port");
        describe_add(d, 0, "    To Port: %s/%s\n", port ? describe_number(d, port) : "<nil>",
                     val_get_str(val_item(ports, i), "protocol", "TCP"));
    }
    if (!val_len(peers))
        describe_add(d, 0, "    %s: <any> (traffic not restricted by %s)\n", way->peer, way->other_end);
    for (size_t i = 0; i < val_len(peers); i++)
        add_peer(d, way, val_item(peers, i));
}

static bool has_type(const struct val *types, const char *type)
{
    for (size_t i = 0; i < val_len(types); i++)
        if (val_str_equal(val_item(types, i), type))
            return true;
    return false;
}

static void add_direction(struct describe *d, const struct direction *way, const struct val *spec)
{
    const struct val *rules = val_get(spec, way->rules);
    if (!has_type(val_get(spec, "policyTypes"), way->type)) {
        describe_add(d, 1, "Not affecting %s traffic\n", way->name);
        return;
    }
    describe_add(d, 1, "Allowing %s traffic:\n", way->name);
    if (!val_len(rules))
        describe_add(d, 0, "    <none> (Selected pods are isolated for %s connectivity)\n", way->name);
    for (size_t i = 0; i < val_len(rules); i++) {
        if (i)
            describe_add(d, 0, "    ----------\n");
        add_rule(d, way, val_item(rules, i));
    }
}

static void describe(struct describe *d, const struct val *policy)
{
    const struct val *spec = val_get(policy, "spec"), *selector = val_get(spec, "podSelector");
    bool all = val_empty(val_get(selector, "matchLabels")) && val_empty(val_get(selector, "matchExpressions"));
    describe_add(d, 0, "Name:\t%s\n", val_at_str(policy, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(policy, "metadata.namespace", ""));
    describe_add(d, 0, "Created on:\t%s\n", created(d, policy));
    describe_labels(d, "Labels", val_at(policy, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(policy, "metadata.annotations"));
    describe_add(d, 0, "Spec:\n");
    describe_add(d, 1, "PodSelector:     %s\n",
                 all ? "<none> (Allowing the specific traffic to all pods in this namespace)" : describe_selector(d, selector));
    for (size_t i = 0; i < ARRAY_LEN(directions); i++)
        add_direction(d, &directions[i], spec);
    describe_add(d, 1, "Policy Types: %s\n", describe_joined(d, val_get(spec, "policyTypes"), ", ", "<none>"));
}

const struct describer describer_networkpolicy = { "networking.k8s.io", "NetworkPolicy", describe };
