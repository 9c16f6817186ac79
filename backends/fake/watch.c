#include "backends/fake/watch.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/duration.h"
#include "backends/fake/present.h"
#include "backends/fake/table.h"

enum { BOOKMARK_MS = 60 * 1000 };

struct queued {
    struct watch_event event;
    struct queued *next;
};

struct fake_watch {
    struct cluster *cluster; /* borrowed */
    struct fake_watch *next, **prev;
    struct match match;      /* owned */
    enum request_accept accept;
    enum table_object include;
    bool columns_sent;       /* of a Table: the definitions go with the first event only */
    bool bookmarks;
    int64_t bookmark_ms, end_ms;
    struct queued *first, **last;
    struct status gone;      /* why it ended, when filled */
};

static void push(struct fake_watch *w, enum watch_type type, const struct val *doc, uint64_t rv)
{
    struct queued *q = xcalloc(1, sizeof(*q));
    struct val *object = val_ref(doc);
    if (rv && type == WATCH_DELETED)
        val_put(&object, "metadata.resourceVersion", val_stringf("%llu", (unsigned long long)rv));
    q->event.type = type;
    q->event.object = object;
    *w->last = q;
    w->last = &q->next;
}

static void deliver(void *arg, const struct change *c)
{
    struct fake_watch *w = arg;
    if (c->kind != w->match.kind)
        return;
    bool was = c->old && match_doc(&w->match, c->old);
    bool is = c->type != CHANGE_DELETED && match_doc(&w->match, c->doc);
    if (!was && !is)
        return;
    if (!is)
        push(w, WATCH_DELETED, c->type == CHANGE_DELETED ? c->doc : c->old, c->resource_version);
    else
        push(w, was ? WATCH_MODIFIED : WATCH_ADDED, c->doc, c->resource_version);
}

void watch_deliver(struct cluster *c, const struct change *change)
{
    for (struct fake_watch *w = c->watches; w; w = w->next)
        deliver(w, change);
}

void watch_expire_all(struct cluster *c)
{
    for (struct fake_watch *w = c->watches; w; w = w->next)
        status_expired(&w->gone, "The resourceVersion for the provided watch is too old.");
}

/* ADDED for all that is there. */
static void replay_present(struct fake_watch *w)
{
    struct store *s = w->cluster->store;
    for (const struct object *o = store_first(s, w->match.kind, w->match.ns); o; o = store_next(s, o, w->match.ns))
        if (match_doc(&w->match, o->doc))
            push(w, WATCH_ADDED, o->doc, 0);
}

int watch_start(struct cluster *c, struct match *match, const struct val *query, enum request_accept accept,
                struct fake_watch **out, struct status *st)
{
    struct fake_watch *w = xcalloc(1, sizeof(*w));
    const char *rv = val_get_str(query, "resourceVersion", "");
    const char *timeout = val_get_str(query, "timeoutSeconds", "");
    w->cluster = c;
    w->match = *match;
    w->accept = accept;
    w->last = &w->first;
    table_object_parse(val_get_str(query, "includeObject", ""), &w->include);
    w->bookmarks = !strcmp(val_get_str(query, "allowWatchBookmarks", ""), "true");
    w->bookmark_ms = c->now_ms + BOOKMARK_MS;
    w->end_ms = *timeout ? c->now_ms + duration_seconds_ms(strtoll(timeout, NULL, 10)) : INT64_MAX;
    *match = (struct match){ 0 };
    uint64_t from = strtoull(rv, NULL, 10);
    if (!from)
        replay_present(w);
    else if (!store_replay(c->store, w->match.kind, from, deliver, w)) {
        status_expired(st, "too old resource version: %llu (%llu)", (unsigned long long)from,
                       (unsigned long long)store_oldest(c->store) + 1);
        match_release(&w->match);
        free(w);
        return -1;
    }
    w->next = c->watches;
    w->prev = &c->watches;
    if (w->next)
        w->next->prev = &w->next;
    c->watches = w;
    *out = w;
    return 0;
}

void watch_stop(struct fake_watch *w)
{
    if (!w)
        return;
    *w->prev = w->next;
    if (w->next)
        w->next->prev = w->prev;
    while (w->first) {
        struct queued *q = w->first;
        w->first = q->next;
        val_unref(q->event.object);
        free(q);
    }
    match_release(&w->match);
    status_release(&w->gone);
    free(w);
}

/* What a reader sees of an object: in the requested version, or as a Table of one row. */
static struct val *rendered(struct fake_watch *w, struct val *take)
{
    struct kind_context kc = { w->cluster->version, w->cluster->now_ms, w->cluster->arena, w->cluster, w->match.ns, false };
    struct val *doc = present_doc(take, w->match.kind, w->match.api_version, &kc);
    val_unref(take);
    if (w->accept != ACCEPT_TABLE)
        return doc;
    const struct val *docs[] = { doc };
    struct val *table = table_of(docs, 1, w->match.kind, &kc, w->include, NULL);
    if (w->columns_sent)
        val_set(&table, "columnDefinitions", val_null());
    w->columns_sent = true;
    val_unref(doc);
    return table;
}

static struct val *bookmark(const struct fake_watch *w)
{
    return val_fmt("{kind:%s, apiVersion:%s, metadata:{resourceVersion:%V, creationTimestamp:null}}", w->match.kind->kind,
                   w->match.api_version,
                   val_stringf("%llu", (unsigned long long)store_version(w->cluster->store)));
}

int watch_take(struct fake_watch *w, struct watch_event *event, struct status *st)
{
    struct queued *q = w->first;
    if (q && !w->gone.message) {
        w->first = q->next;
        if (!w->first)
            w->last = &w->first;
        *event = q->event;
        event->object = rendered(w, event->object);
        free(q);
        return 1;
    }
    if (w->gone.message) {
        status_move(st, &w->gone);
        return -1;
    }
    if (w->cluster->now_ms >= w->end_ms)
        return status_set(st, 0, "Timeout", "the watch has ended");
    if (w->bookmarks && w->cluster->now_ms >= w->bookmark_ms) {
        w->bookmark_ms = w->cluster->now_ms + BOOKMARK_MS;
        *event = (struct watch_event){ WATCH_BOOKMARK, bookmark(w) };
        return 1;
    }
    return 0;
}

int64_t watch_due_ms(const struct fake_watch *w)
{
    return w->bookmarks && w->bookmark_ms < w->end_ms ? w->bookmark_ms : w->end_ms;
}
