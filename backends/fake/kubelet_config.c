/* What a container takes from ConfigMaps, Secrets and its own pod: environment, and files of volumes. */
#include <string.h>

#include "backends/base/base64.h"
#include "backends/fake/cluster.h"
#include "backends/fake/kubelet.h"

static const struct val *source_doc(const struct life *l, const struct kind *k, const char *name)
{
    const struct object *o = store_get(l->run->store, k, val_at_str(l->doc, "metadata.namespace", ""), name);
    return o ? o->doc : NULL;
}

/* The text under a key; NULL: it has none. */
static struct val *entry(const struct val *doc, const struct kind *k, const char *key)
{
    const struct val *plain = val_get(val_get(doc, "data"), key);
    if (k == kind_configmap || !val_str(plain))
        return val_ref(plain);
    struct strbuf text = STRBUF_INIT;
    base64_decode(&text, val_str(plain));
    struct val *decoded = val_stringn(text.buf, text.len);
    strbuf_release(&text);
    return decoded;
}

static struct val *field_value(const struct life *l, const char *path)
{
    const struct val *meta = val_get(l->doc, "metadata");
    const char *open = strchr(path, '[');
    if (!strcmp(path, "spec.nodeName") || !strcmp(path, "spec.serviceAccountName") || !strcmp(path, "metadata.name") ||
        !strcmp(path, "metadata.namespace") || !strcmp(path, "metadata.uid"))
        return val_string(val_at_str(l->doc, path, ""));
    if (!strcmp(path, "status.podIP") || !strcmp(path, "status.podIPs"))
        return val_string(l->ip ? l->ip : "");
    if (!strcmp(path, "status.hostIP"))
        return val_string(val_at_str(l->doc, path, ""));
    if (!open)
        return NULL;
    const char *map = !strncmp(path, "metadata.labels", 15) ? "labels" : "annotations";
    size_t len = strcspn(open, "]");
    const char *key = arena_strndup(l->run->arena, open + 2, len > 3 ? len - 3 : 0);
    return val_string(val_get_str(val_get(meta, map), key, ""));
}

/* One variable that comes from elsewhere; NULL with *error when the container cannot be made. */
static struct val *value_from(const struct life *l, const struct val *from, const char **error)
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
        struct val *text = doc ? entry(doc, k, key) : NULL;
        if (text || val_bool_or(val_get(ref, "optional"), false))
            return text;
        if (!doc)
            *error = arena_strf(a, "%s \"%s\" not found", words[i], name);
        else
            *error = arena_strf(a, "couldn't find key %s in %s %s/%s", key, titles[i],
                                val_at_str(l->doc, "metadata.namespace", ""), name);
        return NULL;
    }
    return field_value(l, val_at_str(from, "fieldRef.fieldPath", ""));
}

static void add_all(struct val **env, const struct val *doc, const struct kind *k, const char *prefix, struct arena *a)
{
    const struct val *data = val_get(doc, "data");
    for (size_t i = 0; i < val_len(data); i++)
        val_set(env, arena_strf(a, "%s%s", prefix, val_key(data, i)), entry(doc, k, val_key(data, i)));
}

struct val *container_env(const struct life *l, const struct container *c, const char **error)
{
    const struct val *sources = val_get(c->spec, "envFrom"), *vars = val_get(c->spec, "env");
    struct val *env = val_object();
    *error = NULL;
    val_set(&env, "HOSTNAME", val_string(val_at_str(l->doc, "spec.hostname", val_at_str(l->doc, "metadata.name", ""))));
    for (size_t i = 0; i < val_len(sources) && !*error; i++) {
        const struct val *source = val_item(sources, i), *map = val_get(source, "configMapRef");
        const struct val *ref = map ? map : val_get(source, "secretRef");
        const struct kind *k = map ? kind_configmap : kind_secret;
        const char *name = val_get_str(ref, "name", "");
        const struct val *doc = source_doc(l, k, name);
        if (doc)
            add_all(&env, doc, k, val_get_str(source, "prefix", ""), l->run->arena);
        else if (!val_bool_or(val_get(ref, "optional"), false))
            *error = arena_strf(l->run->arena, "%s \"%s\" not found", map ? "configmap" : "secret", name);
    }
    for (size_t i = 0; i < val_len(vars) && !*error; i++) {
        const struct val *var = val_item(vars, i), *from = val_get(var, "valueFrom");
        struct val *text = from ? value_from(l, from, error) : val_string(val_get_str(var, "value", ""));
        if (text)
            val_set(&env, val_get_str(var, "name", ""), text);
    }
    return env;
}

const char *missing_volume(const struct life *l, const char **volume)
{
    const struct val *volumes = val_at(l->doc, "spec.volumes");
    for (size_t i = 0; i < val_len(volumes); i++) {
        const struct val *v = val_item(volumes, i), *map = val_get(v, "configMap"), *secret = val_get(v, "secret");
        const struct val *source = map ? map : secret;
        const char *name = map ? val_get_str(map, "name", "") : val_get_str(secret, "secretName", "");
        if (!source || val_bool_or(val_get(source, "optional"), false) ||
            source_doc(l, map ? kind_configmap : kind_secret, name))
            continue;
        *volume = val_get_str(v, "name", "");
        return arena_strf(l->run->arena, "%s \"%s\" not found", map ? "configmap" : "secret", name);
    }
    return NULL;
}

/* The files of one volume under the path where it is mounted. */
static void add_volume(const struct life *l, struct val **files, const struct val *volume, const char *path)
{
    const struct val *map = val_get(volume, "configMap"), *secret = val_get(volume, "secret");
    const struct kind *k = map ? kind_configmap : kind_secret;
    const char *name = map ? val_get_str(map, "name", "") : val_get_str(secret, "secretName", "");
    const struct val *doc = map || secret ? source_doc(l, k, name) : NULL, *data = val_get(doc, "data");
    const struct val *items = val_get(map ? map : secret, "items");
    val_set(files, arena_strf(l->run->arena, "%s/.", path), val_string(""));
    for (size_t i = 0; i < val_len(data); i++) {
        const char *key = val_key(data, i), *file = key;
        const struct val *item = val_find(items, "key", key, NULL);
        if (items && !item)
            continue;
        file = val_get_str(item, "path", key);
        val_set(files, arena_strf(l->run->arena, "%s/%s", path, file), entry(doc, k, key));
    }
}

struct val *container_files(const struct life *l, const struct container *c)
{
    const struct val *mounts = val_get(c->spec, "volumeMounts"), *volumes = val_at(l->doc, "spec.volumes");
    struct val *files = val_object();
    for (size_t i = 0; i < val_len(mounts); i++) {
        const struct val *mount = val_item(mounts, i);
        const struct val *volume = val_find(volumes, "name", val_get_str(mount, "name", ""), NULL);
        if (volume)
            add_volume(l, &files, volume, val_get_str(mount, "mountPath", ""));
    }
    return files;
}
