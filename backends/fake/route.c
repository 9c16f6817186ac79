#include "backends/fake/route.h"

#include <string.h>

#include "backends/fake/discovery.h"
#include "backends/fake/rest.h"

enum { SEGMENTS_MAX = 10 };

/* The path's segments; -1: too many, or an empty one. */
static int split(struct arena *a, const char *path, const char **out)
{
    int n = 0;
    for (const char *p = path; *p; n++) {
        size_t len = strcspn(++p, "/");
        if (n == SEGMENTS_MAX || (!len && p[len]))
            return -1;
        out[n] = arena_strndup(a, p, len);
        p += len;
        if (!len)
            break; /* a slash at the end */
    }
    return n;
}

/* The kind `plural` of group and version, if this release serves it; *version becomes the row's own string. */
static const struct kind *served_kind(struct cluster *c, const char *group, const char **version, const char *plural)
{
    const struct kind *k = kind_find_plural(group, plural);
    if (!k || !kind_serves(k, *version, c->version))
        return NULL;
    for (const struct served *s = k->served; s->version; s++)
        if (!strcmp(s->version, *version))
            *version = s->version;
    return k;
}

/* Behind the version: [namespaces NS] PLURAL [NAME [SUB]]. */
static int read_resource(struct cluster *c, struct route *r, const char *group, const char **seg, int n)
{
    r->ns = "";
    /* /namespaces/NS/pods is about pods; /namespaces/NS and /namespaces/NS/status are about the namespace. */
    if (n >= 3 && !strcmp(seg[0], "namespaces") && kind_find_plural(group, seg[2]) &&
        kind_namespaced(kind_find_plural(group, seg[2]))) {
        r->ns = seg[1];
        seg += 2;
        n -= 2;
    }
    if (n < 1 || n > 3)
        return -1;
    const struct kind *k = served_kind(c, group, &r->version, seg[0]);
    if (!k || (*r->ns && !kind_namespaced(k)))
        return -1;
    r->kind = kind_storage(k);
    r->row = k;
    r->api_version = *group ? arena_strf(c->arena, "%s/%s", group, r->version) : r->version;
    r->name = n > 1 ? seg[1] : NULL;
    r->subresource = n > 2 ? seg[2] : NULL;
    return 0;
}

/* -1: the path names no resource of this server. */
static int read_path(struct cluster *c, const char *path, struct route *r)
{
    const char *seg[SEGMENTS_MAX];
    int n = split(c->arena, path, seg);
    *r = (struct route){ 0 };
    if (n >= 3 && !strcmp(seg[0], "api")) {
        r->version = seg[1];
        return read_resource(c, r, "", seg + 2, n - 2);
    }
    if (n >= 4 && !strcmp(seg[0], "apis")) {
        r->version = seg[2];
        return read_resource(c, r, seg[1], seg + 3, n - 3);
    }
    return -1;
}

/* Paths without resources: /api, /apis/batch/v1, /version, /healthz. */
static int plain_path(struct cluster *c, const struct request *rq, struct reply *reply, struct status *st)
{
    static const char *const healthy[] = { "/healthz", "/livez", "/readyz" };
    for (size_t i = 0; i < ARRAY_LEN(healthy); i++)
        if (!strcmp(rq->path, healthy[i])) {
            reply->code = 200;
            strbuf_adds(&reply->text, "ok");
            return 0;
        }
    reply->doc = discovery_get(rq->path, c->version, c->settings.git_version);
    if (!reply->doc)
        return status_no_resource(st);
    reply->code = 200;
    return 0;
}

static void warn_deprecated(const struct cluster *c, const struct route *r, struct reply *reply)
{
    for (const struct served *s = r->row->served; s->version; s++)
        if (s->version == r->version && s->deprecation && c->version.minor >= s->deprecated_since)
            strbuf_addf(&reply->warnings, "%s\n", s->deprecation);
}

static int dispatch(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply,
                    struct status *st)
{
    bool status = r->subresource && !strcmp(r->subresource, "status") && (r->kind->flags & KIND_STATUS);
    if (r->subresource && !status)
        return rest_subresource(c, r, rq, reply, st);
    switch (rq->method) {
    case REQUEST_GET: return r->name ? rest_get(c, r, rq, reply, st) : rest_list(c, r, rq, reply, st);
    case REQUEST_POST: return r->name ? status_method_not_allowed(st) : rest_create(c, r, rq, reply, st);
    case REQUEST_PUT: return r->name ? rest_update(c, r, rq, reply, st) : status_method_not_allowed(st);
    case REQUEST_PATCH: return r->name ? rest_patch(c, r, rq, reply, st) : status_method_not_allowed(st);
    case REQUEST_DELETE:
        if (status)
            break;
        return r->name ? rest_delete(c, r, rq, reply, st) : rest_delete_collection(c, r, rq, reply, st);
    }
    return status_method_not_allowed(st);
}

int route_request(struct cluster *c, const struct request *rq, struct reply *reply, struct status *st)
{
    struct route r;
    uint64_t before = store_version(c->store);
    if (read_path(c, rq->path, &r) < 0)
        return rq->method == REQUEST_GET ? plain_path(c, rq, reply, st) : status_no_resource(st);
    warn_deprecated(c, &r, reply);
    int rc = dispatch(c, &r, rq, reply, st);
    if (rq->method != REQUEST_GET && store_version(c->store) != before)
        c->client_writes++;
    return rc;
}

int route_watch(struct cluster *c, const struct request *rq, struct fake_watch **out, struct status *st)
{
    struct route r;
    struct match m;
    if (read_path(c, rq->path, &r) < 0 || r.subresource)
        return status_no_resource(st);
    struct val *query = val_ref(rq->query);
    if (r.name) { /* watching one object is a field selector */
        struct val *selector = val_stringf("metadata.name=%s", r.name);
        val_set(&query, "fieldSelector", selector);
    }
    int rc = match_init(&m, r.kind, r.api_version, r.ns, query, st);
    if (!rc)
        rc = watch_start(c, &m, query, rq->accept, out, st);
    val_unref(query);
    return rc;
}
