/* POST, PUT, PATCH, DELETE of objects. */
#include <stdlib.h>
#include <string.h>

#include "backends/base/patch.h"
#include "backends/fake/decode.h"
#include "backends/fake/match.h"
#include "backends/fake/present.h"
#include "backends/fake/rest.h"
#include "backends/fake/unknownfields.h"

/* Who writes through REST. */
static const char user[] = "kubernetes-admin";

/* What was decoded of `body`, in the storage version, unless it has fields that it may not have; unknown is given back. */
static struct val *accepted(struct cluster *c, const struct route *r, const struct request *rq, const struct val *body, struct val *doc,
                            struct val *unknown, struct reply *reply, struct status *st)
{
    if (doc && unknown_fields(c, r, rq, body, unknown, reply, st) < 0)
        val_assign(&doc, NULL);
    val_unref(unknown);
    if (!doc)
        return NULL;
    val_put_str(&doc, "kind", r->kind->kind);
    val_put_str(&doc, "apiVersion", kind_api_version(c->arena, r->kind, c->version));
    return doc;
}

/* A body as an object of the route's kind in its storage version; NULL with *st. */
static struct val *body_object(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st)
{
    const struct val *body = rq->body;
    const char *kind = val_get_str(body, "kind", ""), *api = val_get_str(body, "apiVersion", "");
    if (!val_is(body, VAL_OBJECT)) {
        status_bad_request(st, "the object provided is unrecognized (must be of type %s): couldn't get version/kind", r->kind->kind);
        return NULL;
    }
    if ((*kind && strcmp(kind, r->kind->kind)) || (*api && strcmp(api, r->api_version))) {
        const char *slash = strrchr(api, '/'), *group = *r->kind->group ? r->kind->group : "core";
        status_bad_request(st, "%s in version \"%s\" cannot be handled as a %s: converting (%s.%s) to (%.*s.%s): unknown conversion",
                           kind, slash ? slash + 1 : api, r->kind->kind, slash ? slash + 1 : api, kind,
                           (int)strcspn(group, "."), group, r->kind->kind);
        return NULL;
    }
    struct val *unknown = NULL, *doc = decode_object(body, true, r->kind, r->version, c->version, &unknown, st);
    return accepted(c, r, rq, body, doc, unknown, reply, st);
}

static struct write_options write_options(const struct route *r, const struct request *rq)
{
    return (struct write_options){ rest_dry_run(rq), r->subresource, user, rq->method == REQUEST_PATCH };
}

int rest_create(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st)
{
    struct val *doc = body_object(c, r, rq, reply, st), *made = NULL;
    struct write_options o = write_options(r, rq);
    if (!doc)
        return -1;
    if ((r->kind->flags & KIND_NO_LIST) && *r->kind->group) /* all but the core group's Binding */
        return rest_review(c, r, rq, doc, reply);
    if (api_create_doc(c, r->kind, r->ns, doc, &o, &made, st) < 0)
        return -1;
    rest_reply(c, r, rq, 201, made, reply);
    return 0;
}

/* Name and namespace of a document and of its path must agree. */
static int check_address(const struct route *r, struct val **doc, struct status *st)
{
    const char *name = val_at_str(*doc, "metadata.name", ""), *ns = val_at_str(*doc, "metadata.namespace", "");
    if (*name && strcmp(name, r->name))
        return status_bad_request(st, "the name of the object (%s) does not match the name on the URL (%s)", name, r->name);
    if (*ns && *r->ns && strcmp(ns, r->ns))
        return status_bad_request(st, "the namespace of the object (%s) does not match the namespace on the request (%s)", ns, r->ns);
    val_put_str(doc, "metadata.name", r->name);
    if (*r->ns)
        val_put_str(doc, "metadata.namespace", r->ns);
    return 0;
}

static int update(struct cluster *c, const struct route *r, const struct request *rq, struct val *take, struct reply *reply,
                  struct status *st)
{
    struct write_options o = write_options(r, rq);
    struct val *result = NULL;
    if (api_update_doc(c, r->kind, take, &o, &result, st) < 0)
        return -1;
    rest_reply(c, r, rq, 200, result, reply);
    return 0;
}

int rest_update(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st)
{
    struct val *doc = body_object(c, r, rq, reply, st);
    if (!doc)
        return -1;
    if (check_address(r, &doc, st) < 0) {
        val_unref(doc);
        return -1;
    }
    if (!store_get(c->store, r->kind, r->ns, r->name) && (r->kind->flags & KIND_CREATE_ON_UPDATE) && !r->subresource) {
        struct val *made = NULL;
        struct write_options o = write_options(r, rq);
        if (api_create_doc(c, r->kind, r->ns, doc, &o, &made, st) < 0)
            return -1;
        rest_reply(c, r, rq, 201, made, reply);
        return 0;
    }
    return update(c, r, rq, doc, reply, st);
}

/* ---- patches ---- */

static int patch_failed(struct strbuf *err, enum request_content type, struct status *st)
{
    if (type == CONTENT_JSON_PATCH) {
        status_set(st, 422, "Invalid", "the server rejected our request due to an error in our request");
        st->details = val_object();
    } else if (type == CONTENT_STRATEGIC_PATCH) {
        status_set(st, 500, "", "%s", err->buf);
    } else {
        status_bad_request(st, "%s", err->buf);
    }
    strbuf_release(err);
    return -1;
}

/* The patched form of what a reader sees; NULL with *st. */
static struct val *patched(struct cluster *c, const struct route *r, const struct request *rq, const struct val *shown, struct status *st)
{
    struct strbuf err = STRBUF_INIT;
    struct val *result = NULL;
    switch (rq->content) {
    case CONTENT_JSON_PATCH: result = patch_json(shown, rq->body, &err); break;
    case CONTENT_MERGE_PATCH: result = patch_merge(shown, rq->body, &err); break;
    case CONTENT_APPLY_PATCH:
    case CONTENT_STRATEGIC_PATCH: result = patch_strategic(shown, rq->body, schema_find(r->api_version, r->row->kind), c->version, &err); break;
    case CONTENT_JSON:
        strbuf_release(&err);
        status_set(st, 415, "UnsupportedMediaType", "415: Unsupported Media Type");
        st->details = val_object();
        return NULL;
    }
    if (!result)
        patch_failed(&err, rq->content, st);
    strbuf_release(&err);
    return result;
}

/* Server-side apply of what is not there yet. Differs: field managers are not recorded, so nothing ever conflicts. */
static int apply_new(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st)
{
    struct request create = *rq;
    create.content = CONTENT_JSON;
    return rest_create(c, r, &create, reply, st);
}

int rest_patch(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st)
{
    const struct object *o = store_get(c->store, r->kind, r->ns, r->name);
    if (!o && rq->content == CONTENT_APPLY_PATCH)
        return apply_new(c, r, rq, reply, st);
    if (!rest_find(c, r, st))
        return -1;
    struct kind_context kc = rest_context(c, r);
    struct val *shown = present_doc(o->doc, r->kind, r->api_version, &kc);
    struct val *result = patched(c, r, rq, shown, st);
    val_unref(shown);
    if (!result)
        return -1;
    const struct val *strategic = rq->content == CONTENT_STRATEGIC_PATCH ? rq->body : NULL;
    struct val *unknown = NULL, *doc = decode_patched(result, strategic, r->kind, r->version, c->version, &unknown, st);
    doc = accepted(c, r, rq, result, doc, unknown, reply, st);
    val_unref(result);
    if (!doc)
        return -1;
    if (check_address(r, &doc, st) < 0) {
        val_unref(doc);
        return -1;
    }
    return update(c, r, rq, doc, reply, st);
}

/* ---- deletes ---- */

static int read_delete_options(const struct request *rq, struct delete_options *o, struct status *st)
{
    const struct val *body = rq->body;
    const char *grace = val_get_str(rq->query, "gracePeriodSeconds", NULL);
    *o = (struct delete_options)DELETE_OPTIONS_INIT;
    o->dry_run = rest_dry_run(rq) || val_len(val_get(body, "dryRun"));
    o->grace_seconds = val_at_int(body, "gracePeriodSeconds", grace ? strtoll(grace, NULL, 10) : -1);
    o->propagation = val_get_str(body, "propagationPolicy", val_get_str(rq->query, "propagationPolicy", NULL));
    o->uid = val_at_str(body, "preconditions.uid", NULL);
    o->resource_version = val_at_str(body, "preconditions.resourceVersion", NULL);
    const struct val *orphan = val_get(body, "orphanDependents");
    if (orphan && o->propagation)
        return status_set(st, 422, "Invalid", "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Invalid value: \"%s\": "
                          "orphanDependents and deletionPropagation cannot be both set", o->propagation);
    if (orphan)
        o->propagation = val_bool_or(orphan, false) ? "Orphan" : "Background";
    if (o->propagation && strcmp(o->propagation, "Orphan") && strcmp(o->propagation, "Background") &&
        strcmp(o->propagation, "Foreground"))
        return status_set(st, 422, "Invalid", "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value: \"%s\": "
                          "supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"", o->propagation);
    return 0;
}

int rest_delete(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st)
{
    struct delete_options options;
    const struct object *o = rest_find(c, r, st);
    if (!o || read_delete_options(rq, &options, st) < 0)
        return -1;
    struct val *doc = val_ref(o->doc);
    if (api_delete(c, o, &options, st) < 0) {
        val_unref(doc);
        return -1;
    }
    o = store_get(c->store, r->kind, r->ns, r->name);
    if (o && !options.dry_run) {
        rest_reply(c, r, rq, 200, val_ref(o->doc), reply);
    } else {
        reply->code = 200;
        reply->doc = val_fmt("{kind:Status, apiVersion:v1, metadata:{}, status:Success, details:{name:%s, group:%s, kind:%s, uid:%v}}",
                             r->name, *r->kind->group ? r->kind->group : NULL, r->kind->plural, val_at(doc, "metadata.uid"));
    }
    val_unref(doc);
    return 0;
}

int rest_delete_collection(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply,
                           struct status *st)
{
    struct delete_options options;
    struct match m;
    if (read_delete_options(rq, &options, st) < 0 || match_init(&m, r->kind, r->api_version, r->ns, rq->query, st) < 0)
        return -1;
    size_t n;
    int rc = 0;
    struct val *deleted = val_array();
    const struct val **docs = store_collect(c->store, c->arena, r->kind, r->ns, &n);
    for (size_t i = 0; i < n && !rc; i++) {
        const struct object *o = store_by_uid(c->store, val_at_str(docs[i], "metadata.uid", ""));
        if (!o || !match_doc(&m, docs[i]))
            continue;
        rc = api_delete(c, o, &options, st);
        val_append(&deleted, val_ref(docs[i]));
    }
    match_release(&m);
    reply->code = 200;
    reply->doc = val_fmt("{kind:%V, apiVersion:%s, metadata:{resourceVersion:%V}, items:%V}", val_stringf("%sList", r->row->kind), r->api_version,
                         val_stringf("%llu", (unsigned long long)store_version(c->store)), deleted);
    return rc;
}
