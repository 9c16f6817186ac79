/* Role and ClusterRole: rules taken apart and put together again by what they are about (BreakdownRule, CompactRules). */
#include <stdlib.h>
#include <string.h>

#include "repl/describe/describe.h"

struct rules {
    struct describe *d;
    struct val *list; /* of rules with at most one group, resource and name each */
};

static struct val *one_or_none(const struct val *v)
{
    struct val *list = val_array();
    if (v)
        val_append(&list, val_ref(v));
    return list;
}

/* A verb on a resource: joins the rule that is about the same one. */
static void add_resource(struct rules *r, const struct val *group, const struct val *resource, const struct val *name,
                         const struct val *verb)
{
    struct val *rule = val_fmt("{apiGroups:%V, resources:%V, resourceNames:%V, nonResourceURLs:[]}", one_or_none(group),
                               one_or_none(resource), one_or_none(name));
    for (size_t i = 0; i < val_len(r->list); i++) {
        struct val *there = val_ref(val_item(r->list, i)), *actions = val_ref(val_get(there, "verbs"));
        val_unset(&there, "verbs");
        bool same = val_equal(there, rule);
        if (same) {
            val_append(&actions, val_ref(verb));
            val_set(&there, "verbs", val_ref(actions));
            val_replace(&r->list, i, val_ref(there));
        }
        val_unref(actions);
        val_unref(there);
        if (same) {
            val_unref(rule);
            return;
        }
    }
    val_set(&rule, "verbs", one_or_none(verb));
    val_append(&r->list, rule);
}

static void take_apart(struct rules *r, const struct val *rule)
{
    const struct val *groups = val_get(rule, "apiGroups"), *resources = val_get(rule, "resources"),
                     *names = val_get(rule, "resourceNames"), *actions = val_get(rule, "verbs"),
                     *urls = val_get(rule, "nonResourceURLs");
    for (size_t g = 0; g < val_len(groups); g++)
        for (size_t i = 0; i < val_len(resources); i++)
            for (size_t v = 0; v < val_len(actions); v++) {
                for (size_t n = 0; n < val_len(names); n++)
                    add_resource(r, val_item(groups, g), val_item(resources, i), val_item(names, n), val_item(actions, v));
                if (!val_len(names))
                    add_resource(r, val_item(groups, g), val_item(resources, i), NULL, val_item(actions, v));
            }
    for (size_t u = 0; u < val_len(urls); u++)
        for (size_t v = 0; v < val_len(actions); v++)
            val_append(&r->list, val_fmt("{apiGroups:[], resources:[], resourceNames:[], nonResourceURLs:[%v], verbs:[%v]}",
                                         val_item(urls, u), val_item(actions, v)));
}

/* "deployments.apps/scale" */
static const char *resource_in_group(struct describe *d, const struct val *rule)
{
    const char *resource = val_str_or(val_item(val_get(rule, "resources"), 0), "");
    const char *group = val_str_or(val_item(val_get(rule, "apiGroups"), 0), ""), *slash = strchr(resource, '/');
    int len = (int)(slash ? (size_t)(slash - resource) : strlen(resource));
    return arena_strf(d->cmd->arena, "%.*s%s%s%s", len, resource, *group && *resource ? "." : "", *resource ? group : "",
                      slash ? slash : "");
}

struct line {
    const char *order, *text;
};

static int by_order(const void *a, const void *b)
{
    return strcmp(((const struct line *)a)->order, ((const struct line *)b)->order);
}

static struct line line_of(struct describe *d, const struct val *rule)
{
    const char *actions = describe_words(d, val_get(rule, "verbs")), *names = describe_words(d, val_get(rule, "resourceNames")),
               *urls = describe_words(d, val_get(rule, "nonResourceURLs"));
    struct line line = {
        arena_strf(d->cmd->arena, "{Verbs:%s,APIGroups:%s,Resources:%s,ResourceNames:%s,NonResourceURLs:%s,}", actions,
                   describe_words(d, val_get(rule, "apiGroups")), describe_words(d, val_get(rule, "resources")), names, urls),
        arena_strf(d->cmd->arena, "%s\t%s\t%s\t%s\n", resource_in_group(d, rule), urls, names, actions),
    };
    return line;
}

static void describe(struct describe *d, const struct val *role)
{
    const struct val *given = val_get(role, "rules");
    struct rules r = { d, val_array() };
    for (size_t i = 0; i < val_len(given); i++)
        take_apart(&r, val_item(given, i));
    size_t n = val_len(r.list);
    struct line *lines = arena_alloc(d->cmd->arena, (n + 1) * sizeof(*lines));
    for (size_t i = 0; i < n; i++)
        lines[i] = line_of(d, val_item(r.list, i));
    qsort(lines, n, sizeof(*lines), by_order);
    describe_add(d, 0, "Name:\t%s\n", val_at_str(role, "metadata.name", ""));
    describe_labels(d, "Labels", val_at(role, "metadata.labels"));
    describe_annotations(d, "Annotations", val_at(role, "metadata.annotations"));
    describe_add(d, 0, "PolicyRule:\n");
    describe_add(d, 1, "Resources\tNon-Resource URLs\tResource Names\tVerbs\n");
    describe_add(d, 1, "---------\t-----------------\t--------------\t-----\n");
    for (size_t i = 0; i < n; i++)
        describe_add(d, 1, "%s", lines[i].text);
    val_unref(r.list);
}

const struct describer describer_role = { "rbac.authorization.k8s.io", "Role", describe };
const struct describer describer_clusterrole = { "rbac.authorization.k8s.io", "ClusterRole", describe };
