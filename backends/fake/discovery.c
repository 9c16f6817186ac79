/* Discovery documents, built from kinds.def: see discovery.h. */
#include "backends/fake/discovery.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/arena.h"
#include "backends/fake/kind.h"

enum { GROUP_VERSIONS_MAX = 8 };

static const char status_verbs[] = "get,patch,update";

/* "a,b" as an array; NULL when there is nothing in it. */
static struct val *words(const char *list)
{
    struct val *out = NULL;
    while (*list) {
        size_t len = strcspn(list, ",");
        val_append(&out, val_stringn(list, len));
        list += len + (list[len] == ',');
    }
    return out;
}

/* A row of an APIResourceList; group and version are NULL where the kind is the list's own. */
static struct val *resource_row(const struct kind *k, const char *sub, const char *kind, const char *group,
                                const char *version, const char *verbs)
{
    struct val *row = val_fmt("{kind:%s, namespaced:%b, singularName:'', verbs:%V}", kind, kind_namespaced(k),
                              words(verbs));
    if (sub)
        val_set(&row, "name", val_stringf("%s/%s", k->plural, sub));
    else
        val_set(&row, "name", val_string(k->plural));
    if (group) {
        val_set(&row, "group", val_string(group));
        val_set(&row, "version", val_string(version));
    }
    return row;
}

static void add_kind(struct val **rows, const struct kind *k, struct version v)
{
    struct val *row = resource_row(k, NULL, k->kind, NULL, NULL, kind_verbs(k, v));
    if (version_has(v, FEATURE_DISCOVERY_SINGULAR))
        val_set(&row, "singularName", val_string(k->singular));
    if (*k->short_names)
        val_set(&row, "shortNames", words(k->short_names));
    if (*k->categories)
        val_set(&row, "categories", words(k->categories));
    val_append(rows, row);
    if (k->flags & KIND_STATUS)
        val_append(rows, resource_row(k, "status", k->kind, NULL, NULL, status_verbs));
    if (k->flags & KIND_SCALE)
        val_append(rows, resource_row(k, "scale", "Scale", "autoscaling", "v1", status_verbs));
    for (const struct subresource *s = k->subresources; s && s->name; s++)
        if (version_between(v, s->since, s->until))
            val_append(rows, resource_row(k, s->name, s->kind, s->group, s->version, s->verbs));
}

static int by_name(const void *a, const void *b)
{
    const struct val *const *left = a, *const *right = b;
    return strcmp(val_get_str(*left, "name", ""), val_get_str(*right, "name", ""));
}

/* The server installs its paths, and so lists its resources, in the order of their names. */
static struct val *sorted(struct arena *a, const struct val *rows)
{
    size_t n = val_len(rows);
    const struct val **items = arena_alloc(a, (n + 1) * sizeof(*items));
    for (size_t i = 0; i < n; i++)
        items[i] = val_item(rows, i);
    qsort(items, n, sizeof(*items), by_name);
    struct val *out = val_array();
    for (size_t i = 0; i < n; i++)
        val_append(&out, val_ref(items[i]));
    return out;
}

static struct val *resource_list(const char *group, const char *version, struct version v)
{
    struct val *rows = NULL;
    for (size_t i = 0; i < kind_count; i++)
        if (!strcmp(kinds[i]->group, group) && kind_serves(kinds[i], version, v))
            add_kind(&rows, kinds[i], v);
    if (!rows)
        return NULL;
    struct arena *a = arena_new();
    struct val *doc = val_fmt("{kind:APIResourceList, resources:%V}", sorted(a, rows));
    arena_free(a);
    val_unref(rows);
    if (*group) {
        val_set(&doc, "apiVersion", val_string("v1"));
        val_set(&doc, "groupVersion", val_stringf("%s/%s", group, version));
    } else {
        val_set(&doc, "groupVersion", val_string(version));
    }
    return doc;
}

/* The versions of a group, the preferred one first. */
static size_t group_versions(const char *group, struct version v, const char *out[GROUP_VERSIONS_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < kind_count; i++) {
        if (strcmp(kinds[i]->group, group) != 0)
            continue;
        for (const struct served *s = kinds[i]->served; s->version; s++) {
            bool known = !version_between(v, s->since, s->until);
            for (size_t j = 0; j < n && !known; j++)
                known = !strcmp(out[j], s->version);
            if (!known && n < GROUP_VERSIONS_MAX)
                out[n++] = s->version;
        }
    }
    return n;
}

/* An APIGroup without kind and apiVersion, as it stands in the list; NULL when no version of it is served. */
static struct val *group_row(const char *group, struct version v)
{
    const char *versions[GROUP_VERSIONS_MAX];
    size_t n = group_versions(group, v, versions);
    if (!n)
        return NULL;
    struct val *list = NULL;
    for (size_t i = 0; i < n; i++) {
        struct val *gv = val_stringf("%s/%s", group, versions[i]);
        val_append(&list, val_fmt("{groupVersion:%V, version:%s}", gv, versions[i]));
    }
    const struct val *first = val_item(list, 0);
    return val_fmt("{name:%s, preferredVersion:%v, versions:%V}", group, first, list);
}

static struct val *group_doc(const char *group, struct version v)
{
    struct val *doc = *group ? group_row(group, v) : NULL;
    if (doc) {
        val_set(&doc, "kind", val_string("APIGroup"));
        val_set(&doc, "apiVersion", val_string("v1"));
    }
    return doc;
}

static struct val *group_list(struct version v)
{
    struct val *groups = val_array();
    const char *last = "";
    for (size_t i = 0; i < kind_count; i++) {
        if (!strcmp(kinds[i]->group, last))
            continue;
        last = kinds[i]->group;
        struct val *row = *last ? group_row(last, v) : NULL;
        if (row)
            val_append(&groups, row);
    }
    return val_fmt("{apiVersion:v1, kind:APIGroupList, groups:%V}", groups);
}

static struct val *core_versions(void)
{
    return val_fmt("{kind:APIVersions, versions:[v1],"
                   " serverAddressByClientCIDRs:[{clientCIDR:'0.0.0.0/0', serverAddress:'192.168.56.10:6443'}]}");
}

static struct val *version_doc(struct version v, const char *git_version)
{
    struct val *doc = val_fmt("{major:'1', minor:%V, gitVersion:%s, gitTreeState:clean, buildDate:%s,"
                              " gitCommit:'0000000000000000000000000000000000000000', compiler:gc,"
                              " goVersion:'go1.15.5', platform:'linux/amd64'}",
                              val_stringf("%d", v.minor), git_version, "2021-01-13T13:20:00Z");
    if (version_has(v, FEATURE_EMULATION_VERSION)) {
        val_set(&doc, "emulationMajor", val_string("1"));
        val_set(&doc, "emulationMinor", val_stringf("%d", v.minor));
        val_set(&doc, "minCompatibilityMajor", val_string("1"));
        val_set(&doc, "minCompatibilityMinor", val_stringf("%d", v.minor - 1));
    }
    return doc;
}

/* Copies the path's next part behind `prefix` up to a slash; false when it does not fit or is empty. */
static bool next_part(const char **path, char *out, size_t size)
{
    size_t len = strcspn(*path, "/");
    if (!len || len >= size)
        return false;
    memcpy(out, *path, len);
    out[len] = '\0';
    *path += len;
    *path += **path == '/';
    return true;
}

struct val *discovery_get(const char *path, struct version v, const char *git_version)
{
    char root[8], group[64] = "", version[32];
    path += *path == '/';
    if (!next_part(&path, root, sizeof(root)))
        return NULL;
    if (!strcmp(root, "version"))
        return *path ? NULL : version_doc(v, git_version);
    bool core = !strcmp(root, "api");
    if (!core && strcmp(root, "apis") != 0)
        return NULL;
    if (!*path)
        return core ? core_versions() : group_list(v);
    if (!core) {
        if (!next_part(&path, group, sizeof(group)))
            return NULL;
        if (!*path)
            return group_doc(group, v);
    }
    if (!next_part(&path, version, sizeof(version)) || *path || (!core && !*group))
        return NULL;
    return resource_list(group, version, v);
}
