/* kubectl auth can-i: staging/src/k8s.io/kubectl/pkg/cmd/auth/cani.go, v1.20.2. */
#include <string.h>

#include "repl/print/tabwriter.h"
#include "repl/verb.h"

static const struct option options[] = {
    { "all-namespaces", 'A', OPTION_BOOL, NULL, NULL, "모든 네임스페이스에서" },
    { "list", 0, OPTION_BOOL, NULL, NULL, "할 수 있는 일을 모두 보여요" },
    { "no-headers", 0, OPTION_BOOL, NULL, NULL, "머리줄을 빼요" },
    { "quiet", 'q', OPTION_BOOL, NULL, NULL, "아무것도 쓰지 않고 종료 코드로만 답해요" },
    { "subresource", 0, OPTION_STRING, NULL, NULL, "하위 리소스: log, scale" },
    OPTION_END,
};

static bool is_known(const char *verb, bool url)
{
    static const char *const resource_verbs[] = { "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection",
                                                  "use", "bind", "impersonate", "*", "approve", "sign", "escalate", NULL };
    static const char *const url_verbs[] = { "get", "put", "post", "head", "options", "delete", "patch", "*", NULL };
    const char *const *list = url ? url_verbs : resource_verbs;
    while (*list && strcmp(*list, verb))
        list++;
    return *list;
}

/* POSTs a review; NULL after its error was printed. */
static const struct val *review(struct command *cmd, const char *plural, const char *kind, struct val *take_spec)
{
    struct status st = STATUS_INIT;
    struct val *out = NULL;
    struct val *body = val_fmt("{apiVersion:authorization.k8s.io/v1, kind:%s, metadata:{}, spec:%V}", kind, take_spec);
    struct request rq = { .method = REQUEST_POST, .body = body,
                          .path = arena_strf(cmd->arena, "/apis/authorization.k8s.io/v1/%s", plural) };
    int rc = client_request(cmd_client(cmd), &rq, &out, NULL, &st);
    val_unref(body);
    if (rc < 0) {
        cmd_status(cmd, &st);
        return NULL;
    }
    return arena_val(cmd->arena, out);
}

static struct val *url_spec(struct command *cmd, const char *verb, const char *url)
{
    if (!is_known(verb, true))
        sink_printf(cmd->err, "Warning: verb '%s' is not a known verb\n", verb);
    return val_fmt("{nonResourceAttributes:{path:%s, verb:%s}}", url, verb);
}

static struct val *resource_spec(struct command *cmd, const char *verb, const char *arg)
{
    struct status st = STATUS_INIT;
    const char *slash = strchr(arg, '/'), *type = slash ? arena_strndup(cmd->arena, arg, (size_t)(slash - arg)) : arg;
    bool everywhere = opt_bool(cmd, "all-namespaces"), any = !strcmp(type, "*");
    const struct resource *r = any ? NULL : client_find(cmd_client(cmd), type, &st);
    if (!r && !any && strcmp(type, "users") && strcmp(type, "groups")) {
        const char *dot = strchr(type, '.');
        sink_printf(cmd->err, "Warning: the server doesn't have a resource type '%.*s'", (int)strcspn(type, "."), type);
        sink_printf(cmd->err, dot ? " in group '%s'\n" : "%s\n", dot ? dot + 1 : "");
    }
    status_release(&st);
    if (r && !r->namespaced && !everywhere) {
        sink_printf(cmd->err, "Warning: resource '%s' is not namespace scoped", r->plural);
        sink_printf(cmd->err, *r->group ? " in group '%s'\n" : "%s\n", r->group);
    }
    if (!is_known(verb, false) && !everywhere)
        sink_printf(cmd->err, "Warning: verb '%s' is not a known verb\n", verb);
    return val_fmt("{resourceAttributes:{namespace:%s, verb:%s, group:%s, version:%s, resource:%s, subresource:%s, name:%s}}",
                   everywhere ? NULL : cmd_namespace(cmd), verb, r && *r->group ? r->group : NULL, r ? r->version : NULL,
                   r ? r->plural : type, opt_str(cmd, "subresource"), slash ? slash + 1 : NULL);
}

static void add_list(struct strbuf *sb, const struct val *list)
{
    strbuf_adds(sb, "\t[");
    for (size_t i = 0; i < val_len(list); i++)
        strbuf_addf(sb, "%s%s", i ? " " : "", val_str_or(val_item(list, i), ""));
    strbuf_addch(sb, ']');
}

/* "pods", "jobs.batch", "*.*": one line for each resource of each group. */
static void add_rule(struct strbuf *sb, const struct val *rule)
{
    const struct val *groups = val_get(rule, "apiGroups"), *resources = val_get(rule, "resources");
    for (size_t i = 0; i < val_len(groups); i++)
        for (size_t j = 0; j < val_len(resources); j++) {
            const char *group = val_str_or(val_item(groups, i), "");
            strbuf_addf(sb, "%s%s%s", val_str_or(val_item(resources, j), ""), *group ? "." : "", group);
            add_list(sb, NULL);
            add_list(sb, val_get(rule, "resourceNames"));
            add_list(sb, val_get(rule, "verbs"));
            strbuf_addch(sb, '\n');
        }
}

static int list_rules(struct command *cmd)
{
    struct tabwriter tw;
    struct strbuf out = STRBUF_INIT;
    if (cmd->argc)
        return cmd_error(cmd, "list option must be specified with no arguments");
    if (opt_bool(cmd, "quiet") || opt_bool(cmd, "all-namespaces") || opt_given(cmd, "subresource"))
        return cmd_error(cmd, "list option can't be specified with neither quiet, all-namespaces nor subresource options");
    const struct val *doc = review(cmd, "selfsubjectrulesreviews", "SelfSubjectRulesReview",
                                   val_fmt("{namespace:%s}", cmd_namespace(cmd)));
    if (!doc)
        return 1;
    tabwriter_init(&tw, TABWRITER_KUBECTL);
    if (!opt_bool(cmd, "no-headers"))
        strbuf_adds(&tw.text, "Resources\tNon-Resource URLs\tResource Names\tVerbs\n");
    const struct val *rules = val_at(doc, "status.resourceRules"), *urls = val_at(doc, "status.nonResourceRules");
    for (size_t i = 0; i < val_len(rules); i++)
        add_rule(&tw.text, val_item(rules, i));
    for (size_t i = 0; i < val_len(urls); i++) {
        add_list(&tw.text, val_get(val_item(urls, i), "nonResourceURLs"));
        add_list(&tw.text, NULL);
        add_list(&tw.text, val_get(val_item(urls, i), "verbs"));
        strbuf_addch(&tw.text, '\n');
    }
    tabwriter_flush(&tw, &out);
    sink_write(cmd->out, out.buf, out.len);
    strbuf_release(&out);
    tabwriter_release(&tw);
    return 0;
}

static int exec_can_i(struct command *cmd)
{
    if (opt_bool(cmd, "list"))
        return list_rules(cmd);
    if (cmd->argc != 2)
        return cmd_error(cmd, "you must specify two or three arguments: verb, resource, and optional resourceName");
    const char *verb = cmd->argv[0], *arg = cmd->argv[1];
    if (*arg == '/' && opt_given(cmd, "subresource"))
        return cmd_error(cmd, "--subresource can not be used with NonResourceURL");
    struct val *spec = *arg == '/' ? url_spec(cmd, verb, arg) : resource_spec(cmd, verb, arg);
    if (opt_bool(cmd, "no-headers")) {
        val_unref(spec);
        return cmd_error(cmd, "--no-headers cannot be set without --list specified");
    }
    const struct val *doc = review(cmd, "selfsubjectaccessreviews", "SelfSubjectAccessReview", spec);
    if (!doc)
        return 1;
    bool allowed = val_at_bool(doc, "status.allowed", false);
    const char *reason = val_at_str(doc, "status.reason", ""), *mistake = val_at_str(doc, "status.evaluationError", "");
    if (opt_bool(cmd, "quiet"))
        return !allowed;
    sink_puts(cmd->out, allowed ? "yes" : "no");
    if (!allowed && *reason)
        sink_printf(cmd->out, " - %s", reason);
    if (!allowed && *mistake)
        sink_printf(cmd->out, " - %s", mistake);
    sink_puts(cmd->out, "\n");
    return !allowed;
}

static const char *const examples[] = {
    "kubectl auth can-i create pods\t파드를 만들 수 있는지 물어요",
    NULL,
};

static const struct verb verb_auth_can_i = {
    .name = "can-i", .kubectl = true, .usage = "auth can-i VERB [TYPE | TYPE/NAME | NONRESOURCEURL]",
    .summary_ko = "어떤 일을 해도 되는지 물어요", .examples_ko = examples, .options = options, .exec = exec_can_i,
};

static const struct verb *const subverbs[] = { &verb_auth_can_i, NULL };

const struct verb verb_auth = {
    .name = "auth",
    .kubectl = true,
    .usage = "auth",
    .summary_ko = "권한을 살펴요",
    .subverbs = subverbs,
};
