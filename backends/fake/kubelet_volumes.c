/*
 * What the sources of a pod's volumes bring: ConfigMaps, Secrets, the pod's own fields.
 *
 * They are brought once, before the first container starts, and again when a source has changed, at one of the pod's next
 * syncs: see l->volumes in kubelet_files.c.  The service account's token is the same in every pod and is not kept.
 */
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/image.h"
#include "backends/fake/kubelet.h"
#include "backends/fake/program_files.h"

static const char token_path[] = "/var/run/secrets/kubernetes.io/serviceaccount";

/* ---- what a source brings: {PATH: text}, paths with a slash in front ---- */

/* The keys of a ConfigMap or Secret, or those of `items` under their paths. */
static void add_keys(const struct life *l, struct val **files, const struct val *source, const struct kind *k, const char *name)
{
    const struct val *doc = source_doc(l, k, name), *data = val_get(doc, "data"), *items = val_get(source, "items");
    for (size_t i = 0; i < val_len(data); i++) {
        const struct val *item = val_find(items, "key", val_key(data, i), NULL);
        if (items && !item)
            continue;
        val_set(files, arena_strf(l->run->arena, "/%s", val_get_str(item, "path", val_key(data, i))), source_text(l, doc, k, val_key(data, i)));
    }
}

static void add_fields(const struct life *l, struct val **files, const struct val *source)
{
    const struct val *items = val_get(source, "items");
    for (size_t i = 0; i < val_len(items); i++) {
        const struct val *item = val_item(items, i), *resource = val_get(item, "resourceFieldRef");
        val_set(files, arena_strf(l->run->arena, "/%s", val_get_str(item, "path", "")),
                resource ? resource_text(l, resource, NULL) : field_value(l, val_at_str(item, "fieldRef.fieldPath", "")));
    }
}

static void add_source(const struct life *l, struct val **files, const struct val *source)
{
    const struct val *map = val_get(source, "configMap"), *secret = val_get(source, "secret"), *token = val_get(source, "serviceAccountToken");
    if (map)
        add_keys(l, files, map, kind_configmap, val_get_str(map, "name", ""));
    if (secret)
        add_keys(l, files, secret, kind_secret, val_get_str(secret, "secretName", val_get_str(secret, "name", "")));
    if (val_get(source, "downwardAPI"))
        add_fields(l, files, val_get(source, "downwardAPI"));
    if (token) {
        char digest[65];
        image_digest(val_at_str(l->doc, "metadata.uid", ""), digest);
        val_set(files, arena_strf(l->run->arena, "/%s", val_get_str(token, "path", "token")), val_stringf("eyJhbGciOiJSUzI1NiJ9.%s", digest));
    }
}

static struct val *volume_files(const struct life *l, const struct val *volume)
{
    const struct val *parts = val_at(volume, "projected.sources");
    struct val *files = val_object();
    add_source(l, &files, volume);
    for (size_t i = 0; i < val_len(parts); i++)
        add_source(l, &files, val_item(parts, i));
    return files;
}

/* Whether it is the service account's token, which the API server adds to every pod. */
static bool is_token(const struct life *l, const struct val *volume)
{
    for (size_t i = 0; i < l->count; i++) {
        const struct val *mounts = val_get(l->containers[i].spec, "volumeMounts");
        if (val_str_equal(val_get(val_find(mounts, "mountPath", token_path, NULL), "name"), val_get_str(volume, "name", "")))
            return true;
    }
    return false;
}

/* ---- keeping ---- */

/* Adds what the volume's files have become. */
static void bring(const struct life *l, struct val **list, const struct val *volume)
{
    const char *name = val_get_str(volume, "name", "");
    int64_t now_ms = l->run->now_ms;
    struct val *own = NULL, *files = volume_files(l, volume);
    for (size_t i = 0; i < val_len(*list); i++)
        if (val_str_equal(val_get(val_item(*list, i), "volume"), name))
            val_append(&own, val_ref(val_item(*list, i)));
    struct val *before = files_after(own);
    for (size_t i = 0; i < val_len(files); i++)
        if (!val_equal(val_get(before, val_key(files, i)), val_item(files, i)))
            val_append(list, val_fmt("{volume:%s, at:%I, file:%s, text:%v}", name, now_ms, val_key(files, i), val_item(files, i)));
    for (size_t i = 0; i < val_len(before); i++)
        if (!val_get(files, val_key(before, i)))
            val_append(list, val_fmt("{volume:%s, at:%I, file:%s, gone:true}", name, now_ms, val_key(before, i)));
    val_unref(own);
    val_unref(files);
    val_unref(before);
}

void volumes_bring(struct life *l)
{
    static const char *const sources[] = { "configMap", "secret", "downwardAPI", "projected" };
    const struct val *volumes = val_at(l->doc, "spec.volumes");
    struct val *list = val_ref(l->volumes);
    l->refresh_at_ms = NEVER_MS;
    for (size_t i = 0; i < val_len(volumes); i++)
        for (size_t k = 0; k < ARRAY_LEN(sources); k++)
            if (val_get(val_item(volumes, i), sources[k]) && !is_token(l, val_item(volumes, i)))
                bring(l, &list, val_item(volumes, i));
    if (!val_equal(list, l->volumes))
        for (size_t i = 0; i < l->count; i++)
            l->containers[i].stale = true;
    l->volumes = arena_val(l->run->arena, list);
}

const char *missing_volume(const struct life *l, const char **volume)
{
    const struct val *volumes = val_at(l->doc, "spec.volumes");
    struct arena *a = l->run->arena;
    for (size_t i = 0; i < val_len(volumes); i++) {
        const struct val *v = val_item(volumes, i), *map = val_get(v, "configMap"), *secret = val_get(v, "secret");
        const struct val *source = map ? map : secret, *items = val_get(source, "items");
        const struct kind *k = map ? kind_configmap : kind_secret;
        const char *name = map ? val_get_str(map, "name", "") : val_get_str(secret, "secretName", "");
        bool optional = val_bool_or(val_get(source, "optional"), false);
        const struct val *doc = source ? source_doc(l, k, name) : NULL;
        *volume = val_get_str(v, "name", "");
        if (source && !doc && !optional)
            return arena_strf(a, "%s \"%s\" not found", map ? "configmap" : "secret", name);
        for (size_t n = 0; doc && !optional && n < val_len(items); n++)
            if (!val_get(val_get(doc, "data"), val_at_str(val_item(items, n), "key", "")))
                return arena_strf(a, "%s%s", map ? "configmap references non-existent config key: " : "references non-existent secret key: ",
                                  val_at_str(val_item(items, n), "key", ""));
    }
    return NULL;
}

/* ---- what is there from the start ---- */

static void add_file(struct val **list, const char *path, struct val *take)
{
    val_append(list, val_fmt("{at:0, file:%s, text:%V}", path, take));
}

static struct val *hosts_text(const struct life *l)
{
    const struct val *aliases = val_at(l->doc, "spec.hostAliases");
    struct strbuf sb = STRBUF_INIT;
    strbuf_addf(&sb, "# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n"
                     "fe00::0\tip6-localnet\nfe00::0\tip6-mcastprefix\nfe00::1\tip6-allnodes\nfe00::2\tip6-allrouters\n");
    const char *domain = val_at_str(l->doc, "spec.subdomain", "");
    if (l->ip && *domain)
        strbuf_addf(&sb, "%s\t%s.%s.%s.svc.cluster.local\t%s\n", l->ip, pod_hostname(l), domain,
                    val_at_str(l->doc, "metadata.namespace", ""), pod_hostname(l));
    else if (l->ip)
        strbuf_addf(&sb, "%s\t%s\n", l->ip, pod_hostname(l));
    if (val_len(aliases))
        strbuf_adds(&sb, "\n# Entries added by HostAliases.\n");
    for (size_t i = 0; i < val_len(aliases); i++) {
        const struct val *alias = val_item(aliases, i), *names = val_get(alias, "hostnames");
        strbuf_adds(&sb, val_get_str(alias, "ip", ""));
        for (size_t n = 0; n < val_len(names); n++)
            strbuf_addf(&sb, "\t%s", val_str_or(val_item(names, n), ""));
        strbuf_addch(&sb, '\n');
    }
    struct val *text = val_stringn(sb.buf, sb.len);
    strbuf_release(&sb);
    return text;
}

static const char index_page[] = "<!DOCTYPE html>\n<html>\n<head><title>Welcome!</title></head>\n<body><h1>It works!</h1></body>\n</html>\n";

bool is_mounted(const struct container *c, const char *path)
{
    const struct val *mounts = val_get(c->spec, "volumeMounts");
    for (size_t i = 0; i < val_len(mounts); i++) {
        const char *mount = val_get_str(val_item(mounts, i), "mountPath", "");
        size_t len = strlen(mount);
        if (len && !strncmp(path, mount, len) && (!path[len] || path[len] == '/'))
            return true;
    }
    return false;
}

struct val *container_base_files(const struct life *l, const struct container *c)
{
    const struct val *mounts = val_get(c->spec, "volumeMounts");
    struct val *list = NULL;
    add_file(&list, "/etc/hostname", val_stringf("%s\n", pod_hostname(l)));
    add_file(&list, "/etc/hosts", hosts_text(l));
    add_file(&list, "/etc/resolv.conf",
             val_stringf("nameserver 10.96.0.10\nsearch %s.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n",
                         val_at_str(l->doc, "metadata.namespace", "")));
    const char *root = image_web_root(val_get_str(c->spec, "image", ""));
    if (root && !is_mounted(c, root))
        add_file(&list, arena_strf(l->run->arena, "%s/index.html", root), val_string(index_page));
    for (size_t i = 0; i < val_len(mounts); i++) {
        const struct val *mount = val_item(mounts, i);
        const struct val *volume = val_find(val_at(l->doc, "spec.volumes"), "name", val_get_str(mount, "name", ""), NULL);
        const char *path = val_get_str(mount, "mountPath", "");
        if (!val_get(mount, "subPath"))
            val_append(&list, val_fmt("{at:0, file:%s, folder:true}", path));
        struct val *files = !strcmp(path, token_path) ? volume_files(l, volume) : NULL;
        for (size_t k = 0; k < val_len(files); k++)
            add_file(&list, arena_strf(l->run->arena, "%s%s", path, val_key(files, k)), val_ref(val_item(files, k)));
        val_unref(files);
    }
    return list;
}
