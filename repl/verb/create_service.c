/* kubectl create service: pkg/cmd/create/create_service.go, v1.20.2 and v1.37.2. */
#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"
#include "backends/base/names.h"
#include "repl/verb/create.h"

#define TCP_OPTION { "tcp", 0, OPTION_LIST, NULL, NULL, "포트:컨테이너의 포트" }

static const struct option clusterip_options[] = {
    TCP_OPTION,
    { "clusterip", 0, OPTION_STRING, NULL, "", "쓸 클러스터 IP; None은 헤드리스" },
    CREATE_OPTIONS,
    OPTION_END,
};
static const struct option nodeport_options[] = {
    TCP_OPTION,
    { "node-port", 0, OPTION_INT, NULL, "0", "노드마다 여는 포트" },
    CREATE_OPTIONS,
    OPTION_END,
};
static const struct option loadbalancer_options[] = { TCP_OPTION, CREATE_OPTIONS, OPTION_END };
static const struct option externalname_options[] = {
    TCP_OPTION,
    { "external-name", 0, OPTION_STRING, NULL, "", "가리킬 바깥 이름" },
    CREATE_OPTIONS,
    OPTION_END,
};

/* strconv.ParseUint of a port, as netutils.ParsePort words it. -1 with *st. */
static int parse_port(const char *text, long *port, struct status *st)
{
    struct strbuf quoted = STRBUF_INIT;
    size_t digits = strspn(text, "0123456789");
    int rc = 0;
    *port = digits && digits < 10 ? strtol(text, NULL, 10) : 65536;
    go_quote(&quoted, text, strlen(text));
    if (!digits || text[digits])
        rc = status_client(st, "strconv.ParseUint: parsing %s: invalid syntax", quoted.buf);
    else if (*port > 65535)
        rc = status_client(st, "strconv.ParseUint: parsing %s: value out of range", quoted.buf);
    strbuf_release(&quoted);
    return rc;
}

/* What is behind the colon: a number, or the name of a container's port. NULL with *st. */
static struct val *parse_target(struct command *cmd, const char *text, struct status *st)
{
    char *end;
    long n = strtol(text, &end, 10);
    struct name_errors errors;
    if (*text && !*end && n >= 1 && n <= 65535)
        return val_int(n);
    if (*text && !*end) {
        status_client(st, "must be between 1 and 65535, inclusive");
        return NULL;
    }
    if (names_check(NAME_PORT, text, strlen(text), cmd_version(cmd), &errors))
        return val_string(text);
    struct strbuf why = STRBUF_INIT;
    for (size_t i = 0; i < errors.len; i++)
        strbuf_addf(&why, "%s%s", i ? "," : "", errors.items[i]);
    status_client(st, "%s", why.buf);
    strbuf_release(&why);
    return NULL;
}

/* "80:8080" as a port of a Service, named 80-8080. NULL with *st. */
static struct val *parse_pair(struct command *cmd, const char *pair, struct status *st)
{
    char *text = arena_strdup(cmd->arena, pair), *name = arena_strdup(cmd->arena, pair);
    char *colon = strchr(text, ':');
    int64_t node_port = cmd_has_option(cmd, "node-port") ? opt_int(cmd, "node-port") : 0;
    long port;
    if (colon) {
        *colon++ = '\0';
        colon[strcspn(colon, ":")] = '\0';
    }
    for (char *p = name; *p; p++)
        *p = *p == ':' ? '-' : *p;
    if (parse_port(text, &port, st) < 0)
        return NULL;
    struct val *target = colon ? parse_target(cmd, colon, st) : val_int(port);
    return target ? val_fmt("{name:%s, port:%I, targetPort:%V, protocol:TCP, nodePort:%I}", name, (int64_t)port, target, node_port) : NULL;
}

static struct val *ports(struct command *cmd, struct status *st)
{
    const struct val *tcp = opt_list(cmd, "tcp");
    struct val *list = val_array();
    for (size_t i = 0; i < val_len(tcp); i++) {
        struct val *port = parse_pair(cmd, val_str_or(val_item(tcp, i), ""), st);
        if (!port) {
            val_unref(list);
            return NULL;
        }
        val_append(&list, port);
    }
    return list;
}

static struct val *build(struct command *cmd, const char *name, struct status *st, const char *type)
{
    const char *ip = cmd_has_option(cmd, "clusterip") ? opt_str(cmd, "clusterip") : "";
    const char *external = cmd_has_option(cmd, "external-name") ? opt_str(cmd, "external-name") : "";
    bool names_outside = !strcmp(type, "ExternalName");
    if (strcmp(ip, "None") != 0 && !val_len(opt_list(cmd, "tcp")) && !names_outside)
        status_client(st, "at least one tcp port specifier must be provided");
    else if (names_outside && !name_valid(NAME_DNS1123_SUBDOMAIN, external))
        status_client(st, "invalid service external name %s", external);
    struct val *list = st->message ? NULL : ports(cmd, st);
    return list ? val_fmt("{apiVersion:v1, kind:Service, metadata:{name:%s, labels:{app:%s}}, spec:{type:%s, selector:{app:%s}, ports:%V, "
                          "clusterIP:%s, externalName:%s}}", name, name, type, name, list, ip, external)
                : NULL;
}

#define SERVICE(ident, type_, required, usage_, summary)                                                   \
    static struct val *build_##ident(struct command *cmd, const char *name, struct status *st)             \
    {                                                                                                      \
        return build(cmd, name, st, type_);                                                                \
    }                                                                                                      \
    static int exec_##ident(struct command *cmd)                                                           \
    {                                                                                                      \
        return create_run(cmd, build_##ident, required, "failed to create " type_ " service: ");           \
    }                                                                                                      \
    static const struct verb ident##_verb = {                                                              \
        .name = #ident,                                                                                    \
        .kubectl = true,                                                                                   \
        .usage = "create service " #ident " NAME " usage_ " [--dry-run=server|client|none]",               \
        .summary_ko = summary,                                                                             \
        .options = ident##_options,                                                                        \
        .exec = exec_##ident,                                                                              \
    };

SERVICE(clusterip, "ClusterIP", NULL, "[--tcp=<port>:<targetPort>]", "클러스터 안에서 쓰는 서비스를 만들어요")
SERVICE(externalname, "ExternalName", "external-name", "--external-name external.name", "바깥 이름을 가리키는 서비스를 만들어요")
SERVICE(loadbalancer, "LoadBalancer", NULL, "[--tcp=port:targetPort]", "로드 밸런서로 여는 서비스를 만들어요")
SERVICE(nodeport, "NodePort", NULL, "[--tcp=port:targetPort]", "노드의 포트로 여는 서비스를 만들어요")

static const struct verb *const subverbs[] = { &clusterip_verb, &externalname_verb, &loadbalancer_verb, &nodeport_verb, NULL };

const struct verb verb_create_service = {
    .name = "service",
    .aliases = "svc",
    .kubectl = true,
    .usage = "create service",
    .summary_ko = "서비스를 만들어요",
    .subverbs = subverbs,
};
