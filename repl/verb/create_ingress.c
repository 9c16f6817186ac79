/* kubectl create ingress: pkg/cmd/create/create_ingress.go, v1.20.2 and v1.37.2. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "repl/verb/create.h"

static const struct option options[] = {
    { "class", 0, OPTION_STRING, NULL, "", "인그레스 클래스" },
    { "rule", 0, OPTION_ARRAY, NULL, NULL, "호스트/경로=서비스:포트[,tls[=시크릿]]" },
    { "default-backend", 0, OPTION_STRING, NULL, "", "규칙에 맞지 않을 때 보낼 서비스:포트" },
    { "annotation", 0, OPTION_ARRAY, NULL, NULL, "어노테이션 (키=값)" },
    CREATE_OPTIONS,
    OPTION_END,
};

static size_t span_word(const char *text, const char *also)
{
    size_t n = 0;
    while (text[n] && (isalnum((unsigned char)text[n]) || text[n] == '_' || strchr(also, text[n])))
        n++;
    return n;
}

/* Whether `SERVICE:PORT` begins there. */
static bool is_backend(const char *text)
{
    size_t name = span_word(text, "-");
    return name && text[name] == ':' && span_word(text + name + 1, "-");
}

/* ^HOST*PATH=SERVICE:PORT, of which PATH begins with '/' and may hold anything. */
static bool is_rule(const char *rule)
{
    const char *path = rule + span_word(rule, "*-.");
    if (*path != '/')
        return false;
    for (const char *eq = strchr(path, '='); eq; eq = strchr(eq + 1, '='))
        if (is_backend(eq + 1))
            return true;
    return false;
}

static int validate(struct command *cmd, const struct val *rules, const char *backend, struct status *st)
{
    const struct val *annotations = opt_list(cmd, "annotation");
    const char *colon = strchr(backend, ':');
    if (!*backend && !val_len(rules))
        return status_client(st, "not enough information provided: every ingress has to either specify a default-backend (which catches all "
                                 "traffic) or a list of rules (which catch specific paths)");
    for (size_t i = 0; i < val_len(rules); i++)
        if (!is_rule(val_str_or(val_item(rules, i), "")))
            return status_client(st, "rule %s is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]",
                                 val_str_or(val_item(rules, i), ""));
    for (size_t i = 0; i < val_len(annotations) && version_has(cmd_version(cmd), FEATURE_INGRESS_ANNOTATION_CHECKED); i++)
        if (!strchr(val_str_or(val_item(annotations, i), ""), '='))
            return status_client(st, "annotation %s is invalid and should be in format key=[value]", val_str_or(val_item(annotations, i), ""));
    if (*backend && (!colon || strchr(colon + 1, ':')))
        return status_client(st, "default-backend should be in format servicename:serviceport");
    return 0;
}

/* SERVICE:PORT up to `len`. */
static struct val *make_backend(const char *text, size_t len)
{
    const char *colon = memchr(text, ':', len);
    size_t name = colon ? (size_t)(colon - text) : len;
    struct val *port = colon ? val_stringn(colon + 1, len - name - 1) : val_string("");
    char *end;
    long number = strtol(val_str(port), &end, 10);
    bool is_number = val_len(port) && !*end && number <= INT32_MAX && number >= INT32_MIN;
    struct val *backend = val_fmt("{service:{name:%V, port:%V}}", val_stringn(text, name),
                                  is_number ? val_fmt("{number:%I}", (int64_t)number) : val_fmt("{name:%v}", port));
    val_unref(port);
    return backend;
}

/* What is behind the host's slash and before the comma: a path that ends in * is a prefix. */
static struct val *make_path(const char *text, size_t len)
{
    const char *eq = memchr(text, '=', len);
    size_t path = eq ? (size_t)(eq - text) : len, rest = eq ? len - path - 1 : 0;
    const char *next = rest ? memchr(eq + 1, '=', rest) : NULL;
    bool prefix = path && text[path - 1] == '*';
    if (next)
        rest = (size_t)(next - eq - 1);
    struct strbuf full = STRBUF_INIT;
    strbuf_addf(&full, "/%.*s", (int)(path - prefix), text);
    struct val *made = val_fmt("{path:%s, pathType:%s, backend:%V}", full.buf, prefix ? "Prefix" : "Exact", make_backend(eq ? eq + 1 : "", rest));
    strbuf_release(&full);
    return made;
}

/* The place of the item whose `key` is `value` (absent: ""); the list's length when there is none. */
static size_t find_item(const struct val *list, const char *key, const char *value)
{
    size_t i = 0;
    while (i < val_len(list) && strcmp(val_get_str(val_item(list, i), key, ""), value) != 0)
        i++;
    return i;
}

static void add_rule(struct command *cmd, const char *rule, struct val **list)
{
    size_t len = strcspn(rule, ","), host_len = strcspn(rule, "/");
    const char *host = arena_strndup(cmd->arena, rule, host_len);
    struct val *path = make_path(rule + host_len + 1, len - host_len - 1);
    size_t at = find_item(*list, "host", host);
    if (at == val_len(*list)) {
        val_append(list, val_fmt("{host:%s, http:{paths:[%V]}}", host, path));
        return;
    }
    struct val *item = val_ref(val_item(*list, at)), *paths = val_ref(val_at(item, "http.paths"));
    val_append(&paths, path);
    val_put(&item, "http.paths", paths);
    val_replace(list, at, item);
}

/* The rule's host under its secret, once. */
static void add_tls(struct command *cmd, const char *rule, struct val **seen, struct val **list)
{
    const char *comma = strchr(rule, ',');
    if (!comma || strchr(comma + 1, ','))
        return;
    const char *host = arena_strndup(cmd->arena, rule, strcspn(rule, "/")), *eq = strchr(comma, '=');
    const char *secret = eq ? arena_strndup(cmd->arena, eq + 1, strcspn(eq + 1, "=")) : "";
    size_t at = find_item(*list, "secretName", secret);
    if (val_get(*seen, host))
        return;
    val_set(seen, host, val_bool(true));
    if (at < val_len(*list)) {
        struct val *item = val_ref(val_item(*list, at)), *hosts = val_ref(val_get(item, "hosts"));
        val_append(&hosts, val_string(host));
        val_set(&item, "hosts", hosts);
        val_replace(list, at, item);
    } else if (*host || *secret) {
        val_append(list, val_fmt("{hosts:%V, secretName:%s}", *host ? val_fmt("[%s]", host) : NULL, *secret ? secret : NULL));
    }
}

static struct val *make_annotations(struct command *cmd)
{
    const struct val *given = opt_list(cmd, "annotation");
    struct val *map = NULL;
    for (size_t i = 0; i < val_len(given); i++) {
        const char *text = val_str_or(val_item(given, i), ""), *eq = strchr(text, '=');
        size_t len = eq ? (size_t)(eq - text) : strlen(text);
        val_setn(&map, text, len, val_string(eq ? eq + 1 : ""));
    }
    return map;
}

static struct val *build(struct command *cmd, const char *name, struct status *st)
{
    const struct val *rules = opt_list(cmd, "rule");
    const char *backend = opt_str(cmd, "default-backend"), *class = opt_str(cmd, "class");
    if (validate(cmd, rules, backend, st) < 0)
        return NULL;
    struct val *list = NULL, *tls = NULL, *seen = val_object();
    for (size_t i = 0; i < val_len(rules); i++) {
        add_rule(cmd, val_str_or(val_item(rules, i), ""), &list);
        add_tls(cmd, val_str_or(val_item(rules, i), ""), &seen, &tls);
    }
    val_unref(seen);
    return val_fmt("{apiVersion:networking.k8s.io/v1, kind:Ingress, metadata:{name:%s, annotations:%V}, spec:{ingressClassName:%s, "
                   "defaultBackend:%V, rules:%V, tls:%V}}", name, make_annotations(cmd), *class ? class : NULL,
                   *backend ? make_backend(backend, strlen(backend)) : NULL, list, tls);
}

static int exec(struct command *cmd)
{
    return create_run(cmd, build, NULL, "failed to create ingress: ");
}

const struct verb verb_create_ingress = {
    .name = "ingress",
    .aliases = "ing",
    .kubectl = true,
    .usage = "create ingress NAME --rule=host/path=service:port[,tls[=secret]] ",
    .summary_ko = "인그레스를 만들어요",
    .options = options,
    .exec = exec,
};
