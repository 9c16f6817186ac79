#include "backends/client.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LIST_CHUNK = 500 };

struct client {
    struct backend *backend;      /* borrowed */
    struct resource *resources;   /* owned */
    const struct resource **list; /* owned: pointers to all of them */
    size_t count, cap;
    struct val *keep;             /* owned: array of the discovery documents that resources point into */
    struct arena *arena;          /* owned: strings made of them */
    struct val *version;          /* owned: /version */
    struct version parsed;
    struct strbuf warnings;
    const struct resource **category; /* owned: the last answer of client_category */
};

struct client *client_new(struct backend *b)
{
    struct client *c = xcalloc(1, sizeof(*c));
    c->backend = b;
    c->arena = arena_new();
    strbuf_init(&c->warnings);
    return c;
}

static void forget_resources(struct client *c)
{
    free(c->resources);
    free(c->list);
    free(c->category);
    val_assign(&c->keep, NULL);
    arena_reset(c->arena);
    c->resources = NULL;
    c->list = c->category = NULL;
    c->count = c->cap = 0;
}

void client_forget(struct client *c)
{
    forget_resources(c);
    val_assign(&c->version, NULL);
}

void client_free(struct client *c)
{
    if (!c)
        return;
    client_forget(c);
    arena_free(c->arena);
    strbuf_release(&c->warnings);
    free(c);
}

struct backend *client_backend(struct client *c)
{
    return c->backend;
}

/* ---- calls ---- */

static int call(struct client *c, const struct request *rq, struct val **out, struct strbuf *text, struct status *st)
{
    struct reply reply = REPLY_INIT;
    int rc = backend_request(c->backend, rq, &reply, st);
    strbuf_add(&c->warnings, reply.warnings.buf, reply.warnings.len);
    if (!rc && out) {
        *out = reply.doc;
        reply.doc = NULL;
    }
    if (!rc && text)
        strbuf_add(text, reply.text.buf, reply.text.len);
    reply_release(&reply);
    return rc;
}

/* A call on one resource path. */
static int call_on(struct client *c, enum request_method method, const struct resource *r, const char *ns,
                   const char *name, const char *sub, struct request rq, struct val **out, struct status *st)
{
    struct arena *a = arena_new();
    rq.method = method;
    rq.path = resource_path(a, r, ns, name, sub);
    int rc = call(c, &rq, out, NULL, st);
    arena_free(a);
    return rc;
}

int client_request(struct client *c, const struct request *rq, struct val **out, struct strbuf *text, struct status *st)
{
    return call(c, rq, out, text, st);
}

int client_raw(struct client *c, enum request_method method, const char *path, const struct val *body, struct val **out,
               struct strbuf *text, struct status *st)
{
    struct request rq = { .method = method, .body = body };
    struct val *query = NULL;
    const char *mark = strchr(path, '?');
    char *bare = mark ? xstrndup(path, (size_t)(mark - path)) : xstrdup(path);
    for (const char *p = mark ? mark + 1 : ""; *p; ) {
        size_t len = strcspn(p, "&"), eq = strcspn(p, "=&");
        char *key = xstrndup(p, eq);
        val_set(&query, key, eq < len ? val_stringn(p + eq + 1, len - eq - 1) : val_string(""));
        free(key);
        p += len + (p[len] == '&');
    }
    rq.path = bare;
    rq.query = query;
    int rc = call(c, &rq, out, text, st);
    val_unref(query);
    free(bare);
    return rc;
}

int client_get(struct client *c, const struct resource *r, const char *ns, const char *name, struct val **out,
               struct status *st)
{
    return call_on(c, REQUEST_GET, r, ns, name, NULL, (struct request){ 0 }, out, st);
}

/* Appends the next chunk's items (or rows) to the first. */
static void join_list(struct val **list, const struct val *next)
{
    const char *field = val_get(next, "rows") ? "rows" : "items";
    const struct val *more = val_get(next, field);
    struct val *items = val_ref(val_get(*list, field));
    val_unset(list, field);
    for (size_t i = 0; i < val_len(more); i++)
        val_append(&items, val_ref(val_item(more, i)));
    val_set(list, field, items ? items : val_array());
}

int client_list(struct client *c, const struct resource *r, const char *ns, const struct list_options *o,
                struct val **out, struct status *st)
{
    static const struct list_options all;
    struct val *list = NULL;
    char *token = NULL;
    if (!o)
        o = &all;
    long limit = o->limit ? o->limit : LIST_CHUNK;
    do {
        struct val *chunk = NULL, *query = o->query ? val_ref(o->query) : val_object();
        if (o->label_selector && *o->label_selector)
            val_set(&query, "labelSelector", val_string(o->label_selector));
        if (o->field_selector && *o->field_selector)
            val_set(&query, "fieldSelector", val_string(o->field_selector));
        if (limit > 0)
            val_set(&query, "limit", val_stringf("%ld", limit));
        if (token)
            val_set(&query, "continue", val_string(token));
        struct request rq = { .query = query, .accept = o->table ? ACCEPT_TABLE : ACCEPT_OBJECT };
        int rc = call_on(c, REQUEST_GET, r, ns, NULL, NULL, rq, &chunk, st);
        val_unref(query);
        free(token);
        token = NULL;
        if (rc < 0) {
            val_unref(list);
            return -1;
        }
        const char *next = val_at_str(chunk, "metadata.continue", "");
        token = *next ? xstrdup(next) : NULL;
        if (list) {
            join_list(&list, chunk);
            val_unref(chunk);
        } else {
            list = chunk;
        }
    } while (token);
    val_drop(&list, "metadata.continue");
    val_drop(&list, "metadata.remainingItemCount");
    *out = list;
    return 0;
}

int client_create(struct client *c, const struct resource *r, const char *ns, const struct val *doc,
                  const struct val *query, struct val **out, struct status *st)
{
    return call_on(c, REQUEST_POST, r, ns, NULL, NULL, (struct request){ .body = doc, .query = query }, out, st);
}

int client_update(struct client *c, const struct resource *r, const char *ns, const char *name, const struct val *doc,
                  const struct val *query, struct val **out, struct status *st)
{
    return call_on(c, REQUEST_PUT, r, ns, name, NULL, (struct request){ .body = doc, .query = query }, out, st);
}

int client_patch(struct client *c, const struct resource *r, const char *ns, const char *name, const char *sub,
                 enum request_content type, const struct val *patch, const struct val *query, struct val **out,
                 struct status *st)
{
    struct request rq = { .body = patch, .query = query, .content = type };
    return call_on(c, REQUEST_PATCH, r, ns, name, sub, rq, out, st);
}

int client_delete(struct client *c, const struct resource *r, const char *ns, const char *name,
                  const struct val *options, const struct val *query, struct val **out, struct status *st)
{
    return call_on(c, REQUEST_DELETE, r, ns, name, NULL, (struct request){ .body = options, .query = query }, out, st);
}

int client_post(struct client *c, const struct resource *r, const char *ns, const char *name, const char *sub,
                const struct val *doc, struct val **out, struct status *st)
{
    return call_on(c, REQUEST_POST, r, ns, name, sub, (struct request){ .body = doc }, out, st);
}

void client_take_warnings(struct client *c, struct strbuf *sb)
{
    strbuf_add(sb, c->warnings.buf, c->warnings.len);
    strbuf_reset(&c->warnings);
}

/* ---- discovery ---- */

const struct val *client_version_info(struct client *c)
{
    if (!c->version) {
        struct status st = STATUS_INIT;
        if (client_raw(c, REQUEST_GET, "/version", NULL, &c->version, NULL, &st) < 0)
            c->version = val_object();
        if (version_parse(val_get_str(c->version, "gitVersion", ""), &c->parsed) < 0)
            c->parsed = (struct version){ (int)strtol(val_get_str(c->version, "minor", "20"), NULL, 10), 0 };
        status_release(&st);
    }
    return c->version;
}

struct version client_version(struct client *c)
{
    client_version_info(c);
    return c->parsed;
}

/* Reads one APIResourceList. */
static void add_group_version(struct client *c, const char *group, const char *version, bool preferred,
                              const struct val *doc)
{
    const struct val *rows = val_get(doc, "resources");
    const char *api_version = *group ? arena_strf(c->arena, "%s/%s", group, version) : version;
    for (size_t i = 0; i < val_len(rows); i++) {
        const struct val *row = val_item(rows, i);
        const char *name = val_get_str(row, "name", "");
        const char *kind = val_get_str(row, "kind", "");
        const char *singular = val_get_str(row, "singularName", "");
        if (!*name || strchr(name, '/'))
            continue;
        if (!*singular) {
            char *lower = arena_strdup(c->arena, kind);
            for (char *p = lower; *p; p++)
                if (*p >= 'A' && *p <= 'Z')
                    *p = (char)(*p + ('a' - 'A'));
            singular = lower;
        }
        ARRAY_GROW(c->resources, c->count, c->cap);
        c->resources[c->count++] = (struct resource){
            .group = group, .version = version, .api_version = api_version, .plural = name, .singular = singular,
            .kind = kind, .namespaced = val_bool_or(val_get(row, "namespaced"), false), .preferred = preferred,
            .short_names = val_get(row, "shortNames"), .categories = val_get(row, "categories"),
            .verbs = val_get(row, "verbs"),
        };
    }
}

/* A text is no answer to these. */
static int get_document(struct client *c, const char *path, struct val **out, struct status *st)
{
    int rc = client_raw(c, REQUEST_GET, path, NULL, out, NULL, st);
    return rc == 0 && !*out ? status_client(st, "the server's answer to %s is no object", path) : rc;
}

static int read_group_version(struct client *c, const char *group, const char *version, bool preferred,
                              struct status *st)
{
    const char *path = *group ? arena_strf(c->arena, "/apis/%s/%s", group, version)
                              : arena_strf(c->arena, "/api/%s", version);
    struct val *doc = NULL;
    if (get_document(c, path, &doc, st) < 0)
        return -1;
    add_group_version(c, group, version, preferred, doc);
    val_append(&c->keep, doc);
    return 0;
}

static int read_discovery(struct client *c, struct status *st)
{
    struct val *core = NULL, *groups = NULL;
    if (get_document(c, "/api", &core, st) < 0)
        return -1;
    val_append(&c->keep, core);
    const struct val *versions = val_get(core, "versions");
    for (size_t i = 0; i < val_len(versions); i++)
        if (read_group_version(c, "", val_str_or(val_item(versions, i), ""), i == 0, st) < 0)
            return -1;
    if (get_document(c, "/apis", &groups, st) < 0)
        return -1;
    val_append(&c->keep, groups);
    const struct val *list = val_get(groups, "groups");
    for (size_t i = 0; i < val_len(list); i++) {
        const struct val *group = val_item(list, i);
        const char *preferred = val_at_str(group, "preferredVersion.version", "");
        versions = val_get(group, "versions");
        for (size_t j = 0; j < val_len(versions); j++) {
            const char *version = val_get_str(val_item(versions, j), "version", "");
            if (read_group_version(c, val_get_str(group, "name", ""), version, !strcmp(version, preferred), st) < 0)
                return -1;
        }
    }
    return 0;
}

/* All of it, or nothing: half of it would be taken for all that there is. */
static int discover(struct client *c, struct status *st)
{
    if (c->list)
        return 0;
    if (read_discovery(c, st) < 0) {
        forget_resources(c);
        return -1;
    }
    c->list = xcalloc(c->count + 1, sizeof(*c->list));
    for (size_t i = 0; i < c->count; i++)
        c->list[i] = &c->resources[i];
    return 0;
}

const struct resource *const *client_resources(struct client *c, size_t *count, struct status *st)
{
    *count = 0;
    if (discover(c, st) < 0)
        return NULL;
    *count = c->count;
    return c->list;
}

static bool has_short_name(const struct resource *r, const char *word)
{
    for (size_t i = 0; i < val_len(r->short_names); i++)
        if (!strcasecmp(val_str_or(val_item(r->short_names, i), ""), word))
            return true;
    return false;
}

static bool is_named(const struct resource *r, const char *word, bool short_names)
{
    if (short_names)
        return has_short_name(r, word);
    return !strcasecmp(r->plural, word) || !strcasecmp(r->singular, word) || !strcasecmp(r->kind, word);
}

/* The resource called `word`, in `group` (NULL: any) and `version` (NULL: the preferred one). */
static const struct resource *lookup(struct client *c, const char *word, const char *group, const char *version)
{
    const struct resource *found = NULL;
    for (int by_short = 0; by_short < 2 && !found; by_short++)
        for (size_t i = 0; i < c->count; i++) {
            const struct resource *r = &c->resources[i];
            if (!is_named(r, word, by_short) || (group && strcmp(r->group, group)) ||
                (version && strcmp(r->version, version)))
                continue;
            if (r->preferred || version)
                return r;
            if (!found)
                found = r; /* its group prefers a version that lacks it (batch/v1 and CronJob) */
        }
    return found;
}

const struct resource *client_find(struct client *c, const char *word, struct status *st)
{
    if (discover(c, st) < 0)
        return NULL;
    const struct resource *found = lookup(c, word, NULL, NULL);
    const char *dot = strchr(word, '.');
    char *name = xstrndup(word, dot ? (size_t)(dot - word) : strlen(word));
    if (!found && dot) {
        const char *second = strchr(dot + 1, '.');
        char *version = second ? xstrndup(dot + 1, (size_t)(second - dot - 1)) : NULL;
        if (version)
            found = lookup(c, name, second + 1, version);
        if (!found)
            found = lookup(c, name, dot + 1, NULL);
        free(version);
    }
    if (!found && dot && dot[1] && version_has(client_version(c), FEATURE_RESOURCE_GROUP_TEXT))
        status_client(st, "the server doesn't have a resource type \"%s\" in group \"%s\"", name, dot + 1);
    else if (!found)
        status_client(st, "the server doesn't have a resource type \"%s\"", name);
    free(name);
    return found;
}

const struct resource *client_find_kind(struct client *c, const char *api_version, const char *kind, struct status *st)
{
    if (discover(c, st) < 0)
        return NULL;
    for (size_t i = 0; i < c->count; i++)
        if (!strcmp(c->resources[i].kind, kind) && !strcmp(c->resources[i].api_version, api_version))
            return &c->resources[i];
    status_client(st, "no matches for kind \"%s\" in version \"%s\"", kind, api_version);
    return NULL;
}

size_t client_category(struct client *c, const char *name, const struct resource *const **out)
{
    struct status st = STATUS_INIT;
    size_t n = 0;
    if (discover(c, &st) < 0) {
        status_release(&st);
        return 0;
    }
    free(c->category);
    c->category = xcalloc(c->count, sizeof(*c->category));
    for (size_t i = 0; i < c->count; i++) {
        const struct resource *r = &c->resources[i];
        bool in = false;
        for (size_t j = 0; j < val_len(r->categories); j++)
            in |= val_str_equal(val_item(r->categories, j), name);
        /* Of several versions the one that lookup() would take. */
        if (in && lookup(c, r->plural, r->group, NULL) == r)
            c->category[n++] = r;
    }
    *out = c->category;
    return n;
}

/* ---- names and paths ---- */

static const char *with_group(struct arena *a, const char *name, const struct resource *r)
{
    return *r->group ? arena_strf(a, "%s.%s", name, r->group) : name;
}

const char *resource_plural(struct arena *a, const struct resource *r)
{
    return with_group(a, r->plural, r);
}

const char *resource_singular(struct arena *a, const struct resource *r)
{
    char *lower = arena_strdup(a, r->kind);
    for (char *p = lower; *p; p++)
        if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p + ('a' - 'A'));
    return with_group(a, lower, r);
}

const char *resource_group_kind(struct arena *a, const struct resource *r)
{
    return with_group(a, r->kind, r);
}

const char *resource_path(struct arena *a, const struct resource *r, const char *ns, const char *name, const char *sub)
{
    struct strbuf sb = STRBUF_INIT;
    strbuf_addf(&sb, "%s/%s", *r->group ? "/apis" : "/api", r->api_version);
    if (r->namespaced && ns && *ns)
        strbuf_addf(&sb, "/namespaces/%s", ns);
    strbuf_addf(&sb, "/%s", r->plural);
    if (name)
        strbuf_addf(&sb, "/%s", name);
    if (sub)
        strbuf_addf(&sb, "/%s", sub);
    const char *path = arena_strndup(a, sb.buf, sb.len);
    strbuf_release(&sb);
    return path;
}
