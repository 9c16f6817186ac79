/* kubectl expose: pkg/cmd/expose/expose.go with pkg/generate/versioned/service.go and polymorphichelpers, v1.20.2. */
#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"
#include "backends/base/json.h"
#include "backends/base/patch.h"
#include "repl/lastapplied.h"
#include "repl/print/result.h"
#include "repl/target.h"

static const struct option options[] = {
    { "port", 0, OPTION_STRING, NULL, "", "서비스의 포트; 없으면 대상의 것" },
    { "target-port", 0, OPTION_STRING, NULL, "", "컨테이너의 포트 번호나 이름" },
    { "container-port", 0, OPTION_STRING, NULL, "", "--target-port와 같아요" },
    { "protocol", 0, OPTION_STRING, NULL, "", "TCP, UDP, SCTP" },
    { "type", 0, OPTION_STRING, NULL, "", "ClusterIP, NodePort, LoadBalancer, ExternalName" },
    { "name", 0, OPTION_STRING, NULL, "", "서비스의 이름; 없으면 대상의 이름" },
    { "selector", 0, OPTION_STRING, NULL, "", "파드를 고르는 레이블; 없으면 대상의 것" },
    { "labels", 'l', OPTION_STRING, NULL, "", "서비스에 붙일 레이블" },
    { "external-ip", 0, OPTION_STRING, NULL, "", "바깥에서 오는 IP" },
    { "load-balancer-ip", 0, OPTION_STRING, NULL, "", "로드 밸런서의 IP" },
    { "session-affinity", 0, OPTION_STRING, NULL, "", "None, ClientIP" },
    { "cluster-ip", 0, OPTION_STRING, NULL, "", "쓸 클러스터 IP; None은 헤드리스" },
    { "generator", 0, OPTION_STRING, NULL, "service/v2", "만드는 방식의 이름" },
    { "overrides", 0, OPTION_STRING, NULL, "", "만든 오브젝트에 덧씌울 JSON" },
    { "filename", 'f', OPTION_LIST, NULL, NULL, "대상이 적힌 파일" },
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, "kustomization 폴더" },
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, "폴더 안까지 읽어요" },
    { "field-manager", 0, OPTION_STRING, NULL, "kubectl-expose", "바꾼 쪽의 이름" },
    { "save-config", 0, OPTION_BOOL, NULL, NULL, "적용한 내용을 어노테이션에 남겨요" },
    { "record", 0, OPTION_BOOL, NULL, NULL, "명령을 어노테이션에 남겨요" },
    RESULT_OPTIONS,
    OPTION_END,
};

enum { SERVICE_NAME_MAX = 63 };

/* A mistake in how the command is used: where to read more stands below it. */
static int usage(struct command *cmd, struct status *st, const char *message)
{
    return status_client(st, "%s\nSee '%s -h' for help and examples", message, cmd->path);
}

static const char *flag(struct command *cmd, const char *name)
{
    const char *s = opt_str(cmd, name);
    return s ? s : "";
}

/* ---- what the object says of itself ---- */

/* The kinds that can be exposed, where their pods' labels and their ports are, and what they are called in refusals. */
static const struct source {
    const char *group, *kind, *pod_spec, *selector;
    const char *no_selector;
} sources[] = {
    { "", "ReplicationController", "spec.template.spec", "spec.selector", NULL },
    { "", "Service", NULL, "spec.selector", "the service has no pod selector set" },
    { "", "Pod", "spec", "metadata.labels", "the pod has no labels and cannot be exposed" },
    { "apps", "Deployment", "spec.template.spec", "spec.selector", "invalid deployment: no selectors, therefore cannot be exposed" },
    { "apps", "ReplicaSet", "spec.template.spec", "spec.selector", "invalid replicaset: no selectors, therefore cannot be exposed" },
};

static const struct source *source_of(const struct resource *r)
{
    const char *slash = strchr(r->api_version, '/');
    size_t len = slash ? (size_t)(slash - r->api_version) : 0;
    for (size_t i = 0; i < ARRAY_LEN(sources); i++)
        if (!strcmp(sources[i].kind, r->kind) && strlen(sources[i].group) == len && !strncmp(sources[i].group, r->api_version, len))
            return &sources[i];
    return NULL;
}

/* "a=b,c=d" as a map; NULL with *st. */
static struct val *parse_labels(struct command *cmd, const char *text, struct status *st)
{
    struct val *map = val_object();
    char *copy = arena_strdup(cmd->arena, text), *rest = copy;
    for (char *pair; (pair = strsep(&rest, ","));) {
        char *equals = strchr(pair, '=');
        bool wrong = !equals || strchr(equals + 1, '=');
        if (wrong || equals == pair) {
            status_client(st, wrong ? "unexpected label spec: %s" : "unexpected empty label key%.0s", pair);
            val_unref(map);
            return NULL;
        }
        *equals = '\0';
        val_set(&map, pair, val_string(equals + 1));
    }
    return map;
}

static struct val *selector_of(struct command *cmd, const struct target *t, const struct source *s, struct status *st)
{
    const struct val *selector = val_at(t->object, s->selector);
    if (*flag(cmd, "selector"))
        return parse_labels(cmd, flag(cmd, "selector"), st);
    const char *why = NULL;
    if (*s->group) {
        const struct val *expressions = val_get(selector, "matchExpressions");
        struct strbuf shown = STRBUF_INIT;
        go_print(&shown, expressions);
        if (!val_empty(expressions))
            why = arena_strf(cmd->arena, "couldn't convert expressions - \"%s\" to map-based selector format", shown.buf);
        strbuf_release(&shown);
        selector = val_get(selector, "matchLabels");
    }
    if (!why && val_empty(selector))
        why = s->no_selector;
    if (!why)
        return val_ref(selector);
    usage(cmd, st, arena_strf(cmd->arena, "couldn't retrieve selectors via --selector flag or introspection: %s", why));
    return NULL;
}

/* Calls add(arg, number, protocol) for each port of the object. */
static void each_port(const struct target *t, const struct source *s,
                      void (*add)(struct val **list, const struct val *port, const struct val *protocol), struct val **list)
{
    const struct val *own = val_at(t->object, "spec.ports"), *containers = s->pod_spec ? val_get(val_at(t->object, s->pod_spec), "containers") : NULL;
    for (size_t i = 0; !s->pod_spec && i < val_len(own); i++)
        add(list, val_get(val_item(own, i), "port"), val_get(val_item(own, i), "protocol"));
    for (size_t i = 0; i < val_len(containers); i++) {
        const struct val *ports = val_get(val_item(containers, i), "ports");
        for (size_t j = 0; j < val_len(ports); j++)
            add(list, val_get(val_item(ports, j), "containerPort"), val_get(val_item(ports, j), "protocol"));
    }
}

static void add_port(struct val **list, const struct val *port, const struct val *protocol)
{
    (void)protocol;
    val_append(list, val_stringf("%lld", (long long)val_int_or(port, 0)));
}

/* {"80": "UDP"} */
static void add_protocol(struct val **map, const struct val *port, const struct val *protocol)
{
    char *number = xstrf("%lld", (long long)val_int_or(port, 0));
    val_set(map, number, val_string(val_str_or(protocol, "TCP")));
    free(number);
}

/* ---- ports of the Service ---- */

/* The ports, as text, that the Service gets: --port, or those of the object. NULL with *st. */
static struct val *port_numbers(struct command *cmd, const struct target *t, const struct source *s, struct status *st)
{
    struct val *list = val_array();
    const char *given = flag(cmd, "port");
    char *copy = arena_strdup(cmd->arena, given), *rest = copy;
    for (char *one; *given && (one = strsep(&rest, ","));)
        val_append(&list, val_string(one));
    if (!*given)
        each_port(t, s, add_port, &list);
    if (val_len(list) || !strcmp(flag(cmd, "cluster-ip"), "None"))
        return list;
    val_unref(list);
    usage(cmd, st, "couldn't find port via --port flag or introspection");
    return NULL;
}

static int parse_number(const char *text, int64_t *n, struct status *st)
{
    char *end;
    long long value = strtoll(text, &end, 10);
    *n = value;
    if (*text && !*end)
        return 0;
    struct strbuf quoted = STRBUF_INIT;
    go_quote(&quoted, text, strlen(text));
    status_client(st, "strconv.Atoi: parsing %s: invalid syntax", quoted.buf);
    strbuf_release(&quoted);
    return -1;
}

static struct val *target_port(struct command *cmd, int64_t port)
{
    const char *text = *flag(cmd, "target-port") ? flag(cmd, "target-port") : flag(cmd, "container-port");
    char *end;
    long long n = strtoll(text, &end, 10);
    if (!*text)
        return val_int(port);
    return *end ? val_string(text) : val_int(n);
}

static struct val *ports(struct command *cmd, const struct target *t, const struct source *s, struct status *st)
{
    struct val *numbers = port_numbers(cmd, t, s, st), *protocols = val_object(), *list = NULL;
    const char *own_name = !strcmp(flag(cmd, "generator"), "service/v1") ? "default" : NULL;
    each_port(t, s, add_protocol, &protocols);
    for (size_t i = 0; i < val_len(numbers) && !st->message; i++) {
        const char *text = val_str_or(val_item(numbers, i), "");
        const char *protocol = *flag(cmd, "protocol") ? flag(cmd, "protocol") : val_get_str(protocols, text, "TCP");
        int64_t n;
        if (parse_number(text, &n, st) < 0)
            break;
        struct val *name = val_len(numbers) > 1 ? val_stringf("port-%zu", i + 1) : own_name ? val_string(own_name) : NULL;
        val_append(&list, val_fmt("{name:%V, port:%I, protocol:%s, targetPort:%V}", name, n, protocol, target_port(cmd, n)));
    }
    val_unref(numbers);
    val_unref(protocols);
    return list;
}

/* ---- the Service ---- */

static struct val *labels_of(struct command *cmd, const struct target *t, struct status *st)
{
    const struct val *own = val_at(t->object, "metadata.labels");
    if (*flag(cmd, "labels"))
        return parse_labels(cmd, flag(cmd, "labels"), st);
    return val_empty(own) ? NULL : val_ref(own);
}

static const char *or_null(const char *s)
{
    return *s ? s : NULL;
}

static struct val *build(struct command *cmd, const struct target *t, const struct source *s, struct status *st)
{
    const char *affinity = flag(cmd, "session-affinity"), *type = flag(cmd, "type"), *external = flag(cmd, "external-ip");
    const char *balancer = !strcmp(type, "LoadBalancer") ? flag(cmd, "load-balancer-ip") : "";
    const char *name = *flag(cmd, "name") ? flag(cmd, "name") : arena_strndup(cmd->arena, t->name, strnlen(t->name, SERVICE_NAME_MAX));
    struct val *selector = selector_of(cmd, t, s, st);
    struct val *port_list = st->message ? NULL : ports(cmd, t, s, st);
    struct val *labels = st->message ? NULL : labels_of(cmd, t, st);
    if (!st->message && *affinity && strcmp(affinity, "None") != 0 && strcmp(affinity, "ClientIP") != 0)
        status_client(st, "unknown session affinity: %s", affinity);
    if (!st->message && val_empty(selector))
        status_client(st, "Parameter: selector is required");
    struct val *doc = val_fmt("{apiVersion:v1, kind:Service, metadata:{name:%s, labels:%V}, spec:{selector:%V, ports:%V, type:%s,"
                              " externalIPs:%V, loadBalancerIP:%s, sessionAffinity:%s, clusterIP:%s}}",
                              name, labels, selector, port_list, or_null(type), *external ? val_fmt("[%s]", external) : NULL,
                              or_null(balancer), or_null(affinity), or_null(flag(cmd, "cluster-ip")));
    if (!st->message)
        return doc;
    val_unref(doc);
    return NULL;
}

/* --overrides: a merge patch. */
static int override(struct command *cmd, struct val **doc, struct status *st)
{
    const char *text = flag(cmd, "overrides");
    struct strbuf why = STRBUF_INIT;
    if (!*text)
        return 0;
    struct val *patch = json_parse(text, strlen(text), &why);
    struct val *merged = patch ? patch_merge(*doc, patch, &why) : NULL;
    int rc = merged ? 0 : status_client(st, "Invalid JSON Patch");
    if (merged)
        val_assign(doc, merged);
    val_unref(patch);
    strbuf_release(&why);
    return rc;
}

static int expose(struct command *cmd, const struct target *t, enum dry_run dry, struct status *st)
{
    const struct source *s = source_of(t->resource);
    if (!s) {
        const char *slash = strchr(t->resource->api_version, '/');
        int len = slash ? (int)(slash - t->resource->api_version) : 0;
        return status_client(st, "cannot expose a %s%s%.*s", t->resource->kind, len ? "." : "", len, t->resource->api_version);
    }
    const struct resource *r = client_find_kind(cmd_client(cmd), "v1", "Service", st);
    struct val *doc = r ? build(cmd, t, s, st) : NULL, *made = NULL;
    if (!doc)
        return -1;
    int rc = override(cmd, &doc, st);
    opt_record(cmd, &doc);
    val_assign(&doc, result_typed(cmd, doc));
    if (opt_bool(cmd, "save-config") && dry != DRY_RUN_CLIENT)
        last_applied_set(&doc, schema_find("v1", "Service"));
    if (!rc && dry != DRY_RUN_CLIENT)
        rc = client_create(cmd_client(cmd), r, cmd_namespace(cmd), doc, result_query(cmd), &made, st);
    if (!rc)
        result_print_typed(cmd, r, made ? made : doc, "exposed");
    val_unref(made);
    val_unref(doc);
    return rc;
}

static int exec(struct command *cmd)
{
    struct targets t;
    enum dry_run dry;
    if (result_dry_run(cmd, &dry))
        return 1;
    int rc = targets_resolve(cmd, cmd->argc, cmd->argv, TARGET_FETCH | TARGET_REQUIRE_NAME | TARGET_FILES, &t);
    if (rc) {
        sink_printf(cmd->err, "See '%s -h' for help and examples\n", cmd->path);
        return rc;
    }
    if (strcmp(flag(cmd, "generator"), "service/v1") != 0 && strcmp(flag(cmd, "generator"), "service/v2") != 0)
        return cmd_usage_error(cmd, "generator \"%s\" not found.", flag(cmd, "generator"));
    for (size_t i = 0; i < t.len; i++) {
        struct status st = STATUS_INIT;
        if (expose(cmd, &t.items[i], dry, &st) < 0)
            cmd_errors_add(cmd, &t.errors, &st);
    }
    return targets_report(cmd, &t);
}

static const char *const examples[] = {
    "kubectl expose deploy web --port=80 --target-port=8080\t디플로이먼트의 파드로 가는 서비스를 만들어요",
    "kubectl expose pod front --port=80 --type=NodePort --name=door\t노드의 포트로 열어요",
    NULL,
};

const struct verb verb_expose = {
    .name = "expose",
    .kubectl = true,
    .usage = "expose (-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] "
             "[--external-ip=external-ip-of-service] [--type=type]",
    .summary_ko = "파드들 앞에 서비스를 세워요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
