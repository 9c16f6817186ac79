/* kubectl create role|clusterrole: pkg/cmd/create/create_role.go, create_clusterrole.go, v1.20.2. */
#include <string.h>

#include "repl/verb/create.h"

#define RULE_OPTIONS                                                                    \
    { "verb", 0, OPTION_LIST, NULL, NULL, "할 수 있는 일 (get, list, watch ...)" },      \
    { "resource", 0, OPTION_LIST, NULL, NULL, "자원 (pods, deployments.apps, pods/log)" }, \
    { "resource-name", 0, OPTION_ARRAY, NULL, NULL, "이 이름의 오브젝트만" }

static const struct option role_options[] = { RULE_OPTIONS, CREATE_OPTIONS, OPTION_END };
static const struct option clusterrole_options[] = {
    RULE_OPTIONS,
    { "non-resource-url", 0, OPTION_LIST, NULL, NULL, "자원이 아닌 경로 (/healthz)" },
    { "aggregation-rule", 0, OPTION_STRING, NULL, "", "이 레이블이 붙은 클러스터롤을 합쳐요" },
    CREATE_OPTIONS,
    OPTION_END,
};

static bool contains(const struct val *list, const char *word)
{
    for (size_t i = 0; i < val_len(list); i++)
        if (val_str_equal(val_item(list, i), word))
            return true;
    return false;
}

static bool is_word(const char *const *words, const char *word)
{
    while (*words && strcmp(*words, word) != 0)
        words++;
    return *words;
}

/* The flag's values, each once; "*" among verbs is all there is to say. */
static const struct val *values(struct command *cmd, const char *flag)
{
    const struct val *given = opt_list(cmd, flag);
    struct val *list = val_array();
    if (!strcmp(flag, "verb") && contains(given, "*"))
        val_append(&list, val_string("*"));
    for (size_t i = 0; i < val_len(given) && !contains(list, "*"); i++)
        if (!contains(list, val_str_or(val_item(given, i), "")))
            val_append(&list, val_ref(val_item(given, i)));
    return arena_val(cmd->arena, list);
}

/* ---- resources ---- */

/* --resource=deploy.apps/scale taken apart, with the names that the server has for it. */
struct wanted {
    const char *resource, *group, *sub;
    bool found;
};

static struct wanted read_wanted(struct command *cmd, const char *text)
{
    struct status st = STATUS_INIT;
    char *copy = arena_strdup(cmd->arena, text), *slash = strchr(copy, '/');
    struct wanted w = { copy, "", "", false };
    if (slash) {
        *slash = '\0';
        w.sub = slash + 1;
    }
    const struct resource *r = *copy && strcmp(copy, "*") != 0 ? client_find(cmd_client(cmd), copy, &st) : NULL;
    char *dot = strchr(copy, '.');
    if (r) {
        w.resource = r->plural;
        w.group = r->group;
        w.found = true;
    } else if (dot) {
        *dot = '\0';
        w.group = dot + 1;
    }
    status_release(&st);
    return w;
}

/* Verbs that only some resources know. */
static const struct {
    const char *verb, *group, *resource;
} special_verbs[] = {
    { "use", "policy", "podsecuritypolicies" },
    { "use", "extensions", "podsecuritypolicies" },
    { "bind", "rbac.authorization.k8s.io", "roles" },
    { "bind", "rbac.authorization.k8s.io", "clusterroles" },
    { "escalate", "rbac.authorization.k8s.io", "roles" },
    { "escalate", "rbac.authorization.k8s.io", "clusterroles" },
    { "impersonate", "", "users" },
    { "impersonate", "", "serviceaccounts" },
    { "impersonate", "", "groups" },
    { "impersonate", "authentication.k8s.io", "userextras" },
};

static bool is_special(const char *verb, const struct wanted *w, bool *matches)
{
    bool special = false;
    *matches = false;
    for (size_t i = 0; i < ARRAY_LEN(special_verbs); i++) {
        if (strcmp(special_verbs[i].verb, verb) != 0)
            continue;
        special = true;
        *matches |= !strcmp(special_verbs[i].resource, w->resource) && !strcmp(special_verbs[i].group, w->group);
    }
    return special;
}

/* Whether the server has the resource, or one of the verbs makes it known. -1 with *st. */
static int check_wanted(const struct wanted *w, const struct val *actions, struct status *st)
{
    bool known = w->found, matches;
    for (size_t i = 0; i < val_len(actions); i++) {
        const char *verb = val_str_or(val_item(actions, i), "");
        if (!is_special(verb, w, &matches))
            continue;
        if (!matches)
            return status_client(st, "can not perform '%s' on '%s' in group '%s'", verb, w->resource, w->group);
        known = true;
    }
    if (!known && *w->group)
        return status_client(st, "the server doesn't have a resource type \"%s\" in group \"%s\"", w->resource, w->group);
    return known ? 0 : status_client(st, "the server doesn't have a resource type \"%s\"", w->resource);
}

static int check_resources(struct command *cmd, const struct val *resources, const struct val *actions, struct status *st)
{
    static const char *const usual[] = { "*", "get", "delete", "list", "create", "update", "patch", "watch", "proxy", "deletecollection",
                                         "use", "bind", "escalate", "impersonate", NULL };
    for (size_t i = 0; i < val_len(actions); i++)
        if (!is_word(usual, val_str_or(val_item(actions, i), "")))
            sink_printf(cmd->err, "Warning: '%s' is not a standard resource verb\n", val_str_or(val_item(actions, i), ""));
    for (size_t i = 0; i < val_len(resources); i++) {
        struct wanted w = read_wanted(cmd, val_str_or(val_item(resources, i), ""));
        if (!*w.resource)
            return status_client(st, "resource must be specified if apiGroup/subresource specified");
        if (!strcmp(w.resource, "*"))
            return 0;
        if (check_wanted(&w, actions, st) < 0)
            return -1;
    }
    return 0;
}

/* ---- rules ---- */

/* One rule for each group, in their order. */
static struct val *make_rules(struct command *cmd, const struct val *resources, const struct val *actions, const struct val *urls)
{
    const struct val *names = values(cmd, "resource-name");
    struct val *groups = val_object(), *rules = val_array();
    for (size_t i = 0; i < val_len(resources); i++) {
        struct wanted w = read_wanted(cmd, val_str_or(val_item(resources, i), ""));
        struct val *list = val_ref(val_get(groups, w.group));
        const char *name = *w.sub ? arena_strf(cmd->arena, "%s/%s", w.resource, w.sub) : w.resource;
        if (!contains(list, name))
            val_append(&list, val_string(name));
        val_set(&groups, w.group, list);
    }
    for (size_t i = 0; i < val_len(groups); i++)
        val_append(&rules, val_fmt("{verbs:%v, apiGroups:[%s], resources:%v, resourceNames:%v}", actions, val_key(groups, i),
                                   val_item(groups, i), names));
    if (val_len(urls))
        val_append(&rules, val_fmt("{verbs:%v, nonResourceURLs:%v}", actions, urls));
    val_unref(groups);
    return rules;
}

/* --resource=* alone means every resource. */
static const struct val *read_resources(struct command *cmd)
{
    const struct val *given = opt_list(cmd, "resource");
    return contains(given, "*") ? arena_val(cmd->arena, val_fmt("['*']")) : given;
}

static struct val *build_role(struct command *cmd, const char *name, struct status *st)
{
    const struct val *actions = values(cmd, "verb"), *resources = read_resources(cmd);
    if (!*name)
        status_client(st, "name must be specified");
    else if (!val_len(actions))
        status_client(st, "at least one verb must be specified");
    else if (!val_len(resources))
        status_client(st, "at least one resource must be specified");
    else if (check_resources(cmd, resources, actions, st) == 0)
        return val_fmt("{apiVersion:rbac.authorization.k8s.io/v1, kind:Role, metadata:{name:%s}, rules:%V}", name,
                       make_rules(cmd, resources, actions, NULL));
    return NULL;
}

/* ---- clusterrole ---- */

static int check_urls(const struct val *urls, const struct val *actions, struct status *st)
{
    static const char *const usual[] = { "*", "get", "post", "put", "delete", "patch", "head", "options", NULL };
    for (size_t i = 0; val_len(urls) && i < val_len(actions); i++)
        if (!is_word(usual, val_str_or(val_item(actions, i), "")))
            return status_client(st, "invalid verb: '%s' for nonResourceURL", val_str_or(val_item(actions, i), ""));
    for (size_t i = 0; i < val_len(urls); i++) {
        const char *url = val_str_or(val_item(urls, i), ""), *star = strchr(url, '*');
        if (!strcmp(url, "*"))
            continue;
        if (*url != '/')
            return status_client(st, "nonResourceURL should start with /");
        if (star && star[1])
            return status_client(st, "nonResourceURL only supports wildcard matches when '*' is at the end");
    }
    return 0;
}

/* --aggregation-rule="a=b,c=d"; NULL after the mistake was printed. */
static struct val *read_aggregation(struct command *cmd, const char *text)
{
    struct val *labels = val_object();
    for (const char *p = text; *p;) {
        size_t len = strcspn(p, ",");
        const char *eq = memchr(p, '=', len);
        if (!eq) {
            val_unref(labels);
            option_refuse(cmd, option_find(cmd->verb, "aggregation-rule", strlen("aggregation-rule")), text, "malformed pair, expect string=string");
            return NULL;
        }
        val_setn(&labels, p, (size_t)(eq - p), val_stringn(eq + 1, len - (size_t)(eq + 1 - p)));
        p += len + (p[len] == ',');
    }
    return labels;
}

static struct val *build_clusterrole(struct command *cmd, const char *name, struct status *st)
{
    const struct val *actions = values(cmd, "verb"), *resources = read_resources(cmd), *urls = values(cmd, "non-resource-url");
    const char *aggregation = opt_str(cmd, "aggregation-rule");
    if (!*name)
        status_client(st, "name must be specified");
    else if (*aggregation && (val_len(urls) || val_len(actions) || val_len(resources) || val_len(opt_list(cmd, "resource-name"))))
        status_client(st, "aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames");
    else if (!*aggregation && !val_len(actions))
        status_client(st, "at least one verb must be specified");
    else if (!*aggregation && !val_len(resources) && !val_len(urls))
        status_client(st, "one of resource or nonResourceURL must be specified");
    if (st->message)
        return NULL;
    if (*aggregation) {
        struct val *labels = read_aggregation(cmd, aggregation);
        return labels ? val_fmt("{apiVersion:rbac.authorization.k8s.io/v1, kind:ClusterRole, metadata:{name:%s}, "
                                "aggregationRule:{clusterRoleSelectors:[{matchLabels:%V}]}, rules:null}", name, labels)
                      : NULL;
    }
    if ((val_len(resources) && check_resources(cmd, resources, actions, st) < 0) || check_urls(urls, actions, st) < 0)
        return NULL;
    return val_fmt("{apiVersion:rbac.authorization.k8s.io/v1, kind:ClusterRole, metadata:{name:%s}, rules:%V}", name,
                   make_rules(cmd, resources, actions, urls));
}

static int exec_role(struct command *cmd)
{
    return create_run(cmd, build_role, NULL, NULL);
}

static int exec_clusterrole(struct command *cmd)
{
    return create_run(cmd, build_clusterrole, NULL, NULL);
}

const struct verb verb_create_role = {
    .name = "role",
    .kubectl = true,
    .usage = "create role NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename] [--dry-run=server|client|none]",
    .summary_ko = "네임스페이스 안에서 할 수 있는 일을 정한 롤을 만들어요",
    .options = role_options,
    .exec = exec_role,
};

const struct verb verb_create_clusterrole = {
    .name = "clusterrole",
    .kubectl = true,
    .usage = "create clusterrole NAME --verb=verb --resource=resource.group [--resource-name=resourcename] [--dry-run=server|client|none]",
    .summary_ko = "클러스터롤을 만들어요",
    .options = clusterrole_options,
    .exec = exec_clusterrole,
};
