/* GET: one object, and lists with selectors, limit and continue. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/base64.h"
#include "backends/base/json.h"
#include "backends/fake/match.h"
#include "backends/fake/present.h"
#include "backends/fake/rest.h"
#include "backends/fake/table.h"

struct kind_context rest_context(struct cluster *c, const struct route *r)
{
    return (struct kind_context){ c->version, c->now_ms, c->arena, c, r->ns, false };
}

bool rest_dry_run(const struct request *rq)
{
    return !strcmp(val_get_str(rq->query, "dryRun", ""), "All");
}

const struct object *rest_find(struct cluster *c, const struct route *r, struct status *st)
{
    const struct object *o = store_get(c->store, r->kind, r->ns, r->name);
    if (!o)
        status_not_found(st, r->kind->group, r->kind->plural, r->name);
    return o;
}

/* ?includeObject; what is not known counts as the default. */
static enum table_object table_object_of(const struct request *rq)
{
    enum table_object include = TABLE_METADATA;
    table_object_parse(val_get_str(rq->query, "includeObject", ""), &include);
    return include;
}

void rest_reply(struct cluster *c, const struct route *r, const struct request *rq, int code, struct val *take,
                struct reply *reply)
{
    struct kind_context kc = rest_context(c, r);
    struct val *doc = present_doc(take, r->kind, r->api_version, &kc);
    val_unref(take);
    if (rq->accept == ACCEPT_TABLE) {
        const struct val *docs[] = { doc };
        struct val *table = table_of(docs, 1, r->kind, &kc, table_object_of(rq), NULL);
        val_assign(&doc, table);
    }
    reply->doc = doc;
    reply->code = code;
}

int rest_get(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st)
{
    const struct object *o = rest_find(c, r, st);
    if (!o)
        return -1;
    rest_reply(c, r, rq, 200, val_ref(o->doc), reply);
    return 0;
}

/* ---- continue tokens: base64 of {"v":"meta.k8s.io/v1","rv":N,"start":"ns/name\u0000"} ---- */

static struct val *continue_token(const struct cluster *c, const struct object *last)
{
    struct strbuf json = STRBUF_INIT, text = STRBUF_INIT;
    struct strbuf start = STRBUF_INIT;
    strbuf_addf(&start, "%s%s%s", last->ns, *last->ns ? "/" : "", last->name);
    strbuf_addch(&start, '\0');
    strbuf_addf(&json, "{\"v\":\"meta.k8s.io/v1\",\"rv\":%llu,\"start\":", (unsigned long long)store_version(c->store));
    json_write_string(&json, start.buf, start.len, JSON_COMPACT);
    strbuf_addch(&json, '}');
    base64_url_encode(&text, json.buf, json.len);
    struct val *v = val_string(text.buf);
    strbuf_release(&json);
    strbuf_release(&text);
    strbuf_release(&start);
    return v;
}

/* Where a token says to go on; NULL with *st when it is none of ours. */
static const struct object *after_token(struct cluster *c, const struct match *m, const char *token, bool *ok, struct status *st)
{
    struct strbuf json = STRBUF_INIT;
    struct val *doc = base64_url_decode(&json, token) < 0 ? NULL : json_parse(json.buf, json.len, NULL);
    strbuf_release(&json);
    const char *start = val_get_str(doc, "start", NULL);
    *ok = start && val_str_equal(val_get(doc, "v"), "meta.k8s.io/v1");
    if (!*ok) {
        val_unref(doc);
        status_bad_request(st, "continue key is not valid: illegal base64 data at input byte 0");
        return NULL;
    }
    const char *slash = kind_namespaced(m->kind) ? strchr(start, '/') : NULL;
    char *ns = slash ? xstrndup(start, (size_t)(slash - start)) : xstrdup("");
    const struct object *o = store_after(c->store, m->kind, ns, slash ? slash + 1 : start);
    free(ns);
    val_unref(doc);
    return o && *m->ns && strcmp(o->ns, m->ns) ? NULL : o;
}

/* The matching documents from `o` on, at most `limit` (0: all), appended to *docs; *last: the last taken; true: more are left. */
static bool take_page(struct cluster *c, const struct route *r, const struct match *m, const struct object *o, long limit,
                      struct val **docs, const struct object **last)
{
    struct kind_context kc = rest_context(c, r);
    for (; o; o = store_next(c->store, o, m->ns)) {
        if (!match_doc(m, o->doc))
            continue;
        if (limit > 0 && val_len(*docs) == (size_t)limit)
            return true;
        val_append(docs, present_doc(o->doc, r->kind, r->api_version, &kc));
        *last = o;
    }
    return false;
}

static size_t count_after(struct cluster *c, const struct match *m, const struct object *o)
{
    size_t n = 0;
    while ((o = store_next(c->store, o, m->ns)))
        n++;
    return n;
}

static struct val *list_metadata(struct cluster *c, const struct match *m, bool more, const struct object *last)
{
    struct val *meta = val_fmt("{resourceVersion:%V}", val_stringf("%llu", (unsigned long long)store_version(c->store)));
    if (!more)
        return meta;
    val_set(&meta, "continue", continue_token(c, last));
    if (!m->labels && !m->fields)
        val_set(&meta, "remainingItemCount", val_int((int64_t)count_after(c, m, last)));
    return meta;
}

/* The Table of an array of documents. */
static struct val *table_of_list(struct cluster *c, const struct route *r, const struct request *rq, const struct val *docs,
                                 const struct val *meta)
{
    struct kind_context kc = rest_context(c, r);
    size_t n = val_len(docs);
    const struct val **rows = xcalloc(n, sizeof(*rows));
    for (size_t i = 0; i < n; i++)
        rows[i] = val_item(docs, i);
    struct val *table = table_of(rows, n, r->kind, &kc, table_object_of(rq), meta);
    free(rows);
    return table;
}

int rest_list(struct cluster *c, const struct route *r, const struct request *rq, struct reply *reply, struct status *st)
{
    struct match m;
    const char *token = val_get_str(rq->query, "continue", ""), *rv = val_get_str(rq->query, "resourceVersion", "");
    long limit = strtol(val_get_str(rq->query, "limit", "0"), NULL, 10);
    bool ok = true;
    if (r->kind->flags & KIND_NO_LIST)
        return status_method_not_allowed(st);
    if (*token && *rv && strcmp(rv, "0") != 0)
        return status_bad_request(st, "specifying resource version is not allowed when using continue");
    if (match_init(&m, r->kind, r->api_version, r->ns, rq->query, st) < 0)
        return -1;
    const struct object *first = *token ? after_token(c, &m, token, &ok, st) : store_first(c->store, r->kind, r->ns);
    if (!ok) {
        match_release(&m);
        return -1;
    }
    struct val *docs = val_array();
    const struct object *last = NULL;
    bool more = take_page(c, r, &m, first, limit, &docs, &last);
    struct val *meta = list_metadata(c, &m, more, last);
    if (rq->accept == ACCEPT_TABLE) {
        reply->doc = table_of_list(c, r, rq, docs, meta);
        val_unref(meta);
        val_unref(docs);
    } else {
        reply->doc = val_fmt("{kind:%V, apiVersion:%s, metadata:%V, items:%V}", val_stringf("%sList", r->row->kind),
                             r->api_version, meta, docs);
    }
    reply->code = 200;
    match_release(&m);
    return 0;
}
