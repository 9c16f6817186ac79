/*
 * The environment of a container: what its spec says, what ConfigMaps, Secrets and the pod itself tell, and the services that
 * were there when it started (makeEnvironmentVariables of pkg/kubelet/kubelet_pods.go, pkg/kubelet/envvars, v1.20.2).
 */
#include <ctype.h>
#include <string.h>

#include "backends/base/base64.h"
#include "backends/base/resourcefield.h"
#include "backends/fake/cluster.h"
#include "backends/fake/kubelet.h"

const struct val *source_doc(const struct life *l, const struct kind *k, const char *name)
{
    const struct object *o = store_get(l->run->store, k, val_at_str(l->doc, "metadata.namespace", ""), name);
    return o ? o->doc : NULL;
}

static struct val *decoded(struct cluster *c, const struct val *given)
{
    for (size_t i = 0; i < DECODED_MEMOS; i++)
        if (c->decoded_memo[i].given == given)
            return val_ref(c->decoded_memo[i].made);
    struct strbuf text = STRBUF_INIT;
    base64_decode(&text, val_str(given));
    struct decoded_memo *m = &c->decoded_memo[c->decoded_next++ % DECODED_MEMOS];
    val_unref(m->given);
    val_unref(m->made);
    *m = (struct decoded_memo){ val_ref(given), val_stringn(text.buf, text.len) };
    strbuf_release(&text);
    return val_ref(m->made);
}

struct val *source_text(const struct life *l, const struct val *doc, const struct kind *k, const char *key)
{
    const struct val *plain = val_get(val_get(doc, "data"), key);
    if (k == kind_configmap)
        return val_ref(plain);
    return val_str(plain) ? decoded(l->run->cluster, plain) : NULL;
}

/* All labels or annotations, as files show them: a line each. */
static struct val *pairs_text(const struct val *map)
{
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; i < val_len(map); i++)
        strbuf_addf(&sb, "%s%s=\"%s\"", i ? "\n" : "", val_key(map, i), val_str_or(val_item(map, i), ""));
    struct val *text = val_stringn(sb.buf, sb.len);
    strbuf_release(&sb);
    return text;
}

struct val *field_value(const struct life *l, const char *path)
{
    static const struct {
        const char *path, *map;
    } maps[] = { { "metadata.labels", "labels" }, { "metadata.annotations", "annotations" } };
    const struct val *meta = val_get(l->doc, "metadata");
    if (!strcmp(path, "status.podIP") || !strcmp(path, "status.podIPs"))
        return val_string(l->ip ? l->ip : "");
    if (!strcmp(path, "status.hostIP") || !strcmp(path, "status.hostIPs"))
        return val_string(node_address(l->node));
    for (size_t i = 0; i < ARRAY_LEN(maps); i++) {
        size_t len = strlen(maps[i].path);
        const struct val *map = val_get(meta, maps[i].map);
        if (strncmp(path, maps[i].path, len) != 0)
            continue;
        if (!path[len])
            return pairs_text(map);
        const char *key = path + len + (path[len + 1] ? 2 : 1); /* ['KEY'] */
        const struct val *text = val_getn(map, key, strcspn(key, "'"));
        return text ? val_ref(text) : val_string("");
    }
    return val_string(val_at_str(l->doc, path, ""));
}

struct val *resource_text(const struct life *l, const struct val *ref, const struct container *c)
{
    const char *name = val_get_str(ref, "containerName", "");
    const struct val *of = *name ? val_find(val_at(l->doc, "spec.containers"), "name", name, NULL) : c ? c->spec : NULL;
    return val_stringf("%lld", (long long)resourcefield_value(ref, val_get(of, "resources"), val_at(l->node, "status.allocatable")));
}

/* ---- $(NAME) ---- */

struct val *with_variables(const char *text, const struct val *env, const struct val *more)
{
    struct strbuf sb = STRBUF_INIT;
    while (*text) {
        const char *end = !strncmp(text, "$(", 2) ? strchr(text, ')') : NULL;
        size_t len = end ? (size_t)(end - text) - 2 : 0;
        const struct val *value = end ? val_getn(env, text + 2, len) : NULL;
        value = end && !value ? val_getn(more, text + 2, len) : value;
        if (value) {
            strbuf_add(&sb, val_str(value), val_len(value));
            text = end + 1;
        } else if (!strncmp(text, "$$", 2)) {
            strbuf_addch(&sb, '$');
            text += 2;
        } else {
            strbuf_addch(&sb, *text++);
        }
    }
    struct val *v = val_stringn(sb.buf, sb.len);
    strbuf_release(&sb);
    return v;
}

/* ---- services ---- */

/* "my-svc" as in names of variables: "MY_SVC". */
static const char *variable_name(struct arena *a, const char *name)
{
    char *text = arena_strdup(a, name);
    for (char *p = text; *p; p++)
        *p = *p == '-' ? '_' : (char)toupper((unsigned char)*p);
    return text;
}

static void add_service(struct arena *a, struct val **env, const struct val *service)
{
    const struct val *ports = val_at(service, "spec.ports");
    const char *ip = val_at_str(service, "spec.clusterIP", ""), *name = variable_name(a, val_at_str(service, "metadata.name", ""));
    const char *host = strchr(ip, ':') ? arena_strf(a, "[%s]", ip) : ip;
    val_set(env, arena_strf(a, "%s_SERVICE_HOST", name), val_string(ip));
    for (size_t i = 0; i < val_len(ports); i++) {
        const struct val *port = val_item(ports, i);
        long long number = val_at_int(port, "port", 0);
        const char *port_name = val_get_str(port, "name", ""), *protocol = val_get_str(port, "protocol", "TCP");
        char *lower = arena_strdup(a, protocol);
        for (char *p = lower; *p; p++)
            *p = (char)tolower((unsigned char)*p);
        const char *prefix = arena_strf(a, "%s_PORT_%lld_%s", name, number, protocol);
        const char *url = arena_strf(a, "%s://%s:%lld", lower, host, number);
        if (!i) {
            val_set(env, arena_strf(a, "%s_SERVICE_PORT", name), val_stringf("%lld", number));
            val_set(env, arena_strf(a, "%s_PORT", name), val_string(url));
        }
        if (*port_name)
            val_set(env, arena_strf(a, "%s_SERVICE_PORT_%s", name, variable_name(a, port_name)), val_stringf("%lld", number));
        val_set(env, prefix, val_string(url));
        val_set(env, arena_strf(a, "%s_PROTO", prefix), val_string(lower));
        val_set(env, arena_strf(a, "%s_PORT", prefix), val_stringf("%lld", number));
        val_set(env, arena_strf(a, "%s_ADDR", prefix), val_string(ip));
    }
}

/* Of the services that are older than the container: those of its namespace, and the API server's own. */
static struct val *service_env(const struct life *l, int64_t started_ms)
{
    const char *ns = val_at_str(l->doc, "metadata.namespace", "");
    bool links = val_at_bool(l->doc, "spec.enableServiceLinks", true);
    struct val *env = val_object();
    const struct object *api = store_get(l->run->store, kind_service, "default", "kubernetes");
    if (api)
        add_service(l->run->arena, &env, api->doc);
    for (const struct object *o = links ? store_first(l->run->store, kind_service, ns) : NULL; o;
         o = store_next(l->run->store, o, ns)) {
        const char *ip = val_at_str(o->doc, "spec.clusterIP", "");
        if (*ip && strcmp(ip, "None") != 0 && time_parse_ms(val_at_str(o->doc, "metadata.creationTimestamp", "")) <= started_ms)
            add_service(l->run->arena, &env, o->doc);
    }
    return env;
}

/* ---- what the spec says ---- */

/* One variable that comes from elsewhere; NULL with *error when the container cannot be made. */
static struct val *value_from(const struct life *l, const struct container *c, const struct val *from, const char **error)
{
    static const char *const refs[] = { "configMapKeyRef", "secretKeyRef" }, *const words[] = { "configmap", "secret" };
    static const char *const titles[] = { "ConfigMap", "Secret" };
    struct arena *a = l->run->arena;
    for (size_t i = 0; i < ARRAY_LEN(refs); i++) {
        const struct val *ref = val_get(from, refs[i]);
        if (!ref)
            continue;
        const struct kind *k = i ? kind_secret : kind_configmap;
        const char *name = val_get_str(ref, "name", ""), *key = val_get_str(ref, "key", "");
        const struct val *doc = source_doc(l, k, name);
        struct val *text = doc ? source_text(l, doc, k, key) : NULL;
        if (text || val_bool_or(val_get(ref, "optional"), false))
            return text;
        if (!doc)
            *error = arena_strf(a, "%s \"%s\" not found", words[i], name);
        else
            *error = arena_strf(a, "couldn't find key %s in %s %s/%s", key, titles[i],
                                val_at_str(l->doc, "metadata.namespace", ""), name);
        return NULL;
    }
    if (val_get(from, "resourceFieldRef"))
        return resource_text(l, val_get(from, "resourceFieldRef"), c);
    return field_value(l, val_at_str(from, "fieldRef.fieldPath", ""));
}

/* envFrom: keys that cannot be names of variables are passed over. */
static void add_all(const struct life *l, struct val **env, const struct val *doc, const struct kind *k, const char *prefix)
{
    const struct val *data = val_get(doc, "data");
    for (size_t i = 0; i < val_len(data); i++) {
        const char *name = arena_strf(l->run->arena, "%s%s", prefix, val_key(data, i));
        if (*name && !isdigit((unsigned char)*name) && !name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.")])
            val_set(env, name, source_text(l, doc, k, val_key(data, i)));
    }
}

static void add_sources(const struct life *l, const struct container *c, struct val **env, const char **error)
{
    const struct val *sources = val_get(c->spec, "envFrom");
    for (size_t i = 0; i < val_len(sources) && !*error; i++) {
        const struct val *source = val_item(sources, i), *map = val_get(source, "configMapRef");
        const struct val *ref = map ? map : val_get(source, "secretRef");
        const struct kind *k = map ? kind_configmap : kind_secret;
        const char *name = val_get_str(ref, "name", "");
        const struct val *doc = source_doc(l, k, name);
        if (doc)
            add_all(l, env, doc, k, val_get_str(source, "prefix", ""));
        else if (!val_bool_or(val_get(ref, "optional"), false))
            *error = arena_strf(l->run->arena, "%s \"%s\" not found", map ? "configmap" : "secret", name);
    }
}

bool env_can_change(const struct container *c)
{
    const struct val *vars = val_get(c->spec, "env");
    for (size_t i = 0; i < val_len(vars); i++)
        if (val_get(val_item(vars, i), "valueFrom"))
            return true;
    return !val_empty(val_get(c->spec, "envFrom"));
}

struct val *container_env(const struct life *l, const struct container *c, const char **error)
{
    const struct val *vars = val_get(c->spec, "env");
    *error = NULL;
    if (c->env)
        return val_ref(c->env);
    int64_t started_ms = c->state == CONTAINER_NONE ? l->run->now_ms : c->started_ms;
    struct val *own = val_object(), *env = service_env(l, started_ms);
    add_sources(l, c, &own, error);
    for (size_t i = 0; i < val_len(vars) && !*error; i++) {
        const struct val *var = val_item(vars, i), *from = val_get(var, "valueFrom");
        struct val *text = from ? value_from(l, c, from, error) : with_variables(val_get_str(var, "value", ""), own, env);
        if (text)
            val_set(&own, val_get_str(var, "name", ""), text);
    }
    val_set(&env, "PATH", val_string("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"));
    val_set(&env, "HOME", val_string("/root"));
    val_set(&env, "HOSTNAME", val_string(pod_hostname(l)));
    val_merge(&env, own);
    val_unref(own);
    return env;
}
