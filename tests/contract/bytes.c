/* A backend around another: documents cross it as JSON text, so that nothing but what REST carries gets through. */
#include <stdlib.h>

#include "backends/base/json.h"
#include "tests/contract/contract.h"

struct bytes {
    struct backend base;
    struct backend *inner; /* owned */
};

struct bytes_watch {
    struct watch base;
    struct watch *inner; /* owned */
};

static struct backend *inner_of(struct backend *b)
{
    return ((struct bytes *)b)->inner;
}

/* The document again, from its text. */
static struct val *through(const struct val *doc)
{
    struct strbuf text = STRBUF_INIT, why = STRBUF_INIT;
    if (!doc)
        return NULL;
    json_write(&text, doc, JSON_COMPACT);
    struct val *again = json_parse(text.buf, text.len, &why);
    if (!again)
        BUG("a document that is no JSON: %s", why.buf);
    strbuf_release(&text);
    strbuf_release(&why);
    return again;
}

static int bytes_request(struct backend *b, const struct request *rq, struct reply *reply, struct status *st)
{
    struct request again = *rq;
    struct val *body = through(rq->body), *query = through(rq->query);
    again.body = body;
    again.query = query;
    int rc = backend_request(inner_of(b), &again, reply, st);
    val_assign(&reply->doc, through(reply->doc));
    if (rc < 0) { /* an error is a document too */
        struct val *doc = status_doc(st), *text = through(doc);
        status_from_doc(st, text);
        val_unref(doc);
        val_unref(text);
    }
    val_unref(body);
    val_unref(query);
    return rc;
}

static int bytes_watch_open(struct backend *b, const struct request *rq, struct watch **w, struct status *st)
{
    struct watch *inner;
    struct request again = *rq;
    struct val *query = through(rq->query);
    again.query = query;
    int rc = backend_watch_open(inner_of(b), &again, &inner, st);
    val_unref(query);
    if (rc < 0)
        return -1;
    struct bytes_watch *made = xcalloc(1, sizeof(*made));
    made->base.backend = b;
    made->inner = inner;
    *w = &made->base;
    return 0;
}

static int bytes_watch_next(struct watch *w, int64_t timeout_ms, struct watch_event *event, struct status *st)
{
    int rc = watch_next(((struct bytes_watch *)w)->inner, timeout_ms, event, st);
    if (rc > 0)
        val_assign(&event->object, through(event->object));
    return rc;
}

static void bytes_watch_close(struct watch *w)
{
    watch_close(((struct bytes_watch *)w)->inner);
    free(w);
}

static int64_t bytes_now_ms(struct backend *b)
{
    return backend_now_ms(inner_of(b));
}

static int bytes_wait(struct backend *b, int64_t ms)
{
    return backend_wait(inner_of(b), ms);
}

static void bytes_free(struct backend *b)
{
    backend_free(inner_of(b));
    free(b);
}

struct backend *bytes_new(struct backend *b)
{
    static const struct backend_ops ops = {
        .name = "bytes",
        .request = bytes_request,
        .watch_open = bytes_watch_open,
        .watch_next = bytes_watch_next,
        .watch_close = bytes_watch_close,
        .now_ms = bytes_now_ms,
        .wait = bytes_wait,
        .free = bytes_free,
    };
    struct bytes *made = xcalloc(1, sizeof(*made));
    made->base.ops = &ops;
    made->inner = b;
    return &made->base;
}
