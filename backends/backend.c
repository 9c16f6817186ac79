#include "backends/backend.h"

volatile int backend_interrupted;

void reply_release(struct reply *r)
{
    val_unref(r->doc);
    strbuf_release(&r->text);
    strbuf_release(&r->warnings);
    r->doc = NULL;
    r->code = 0;
}

/* A server's documents are objects, and what a list or a table holds are objects too. */
static bool well_formed(const struct val *doc)
{
    static const char *const lists[] = { "items", "rows" };
    if (!val_is(doc, VAL_OBJECT))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        const struct val *list = val_get(doc, lists[i]);
        if (!val_is_null(list) && !val_is(list, VAL_ARRAY))
            return false;
        for (size_t k = 0; k < val_len(list); k++)
            if (!val_is(val_item(list, k), VAL_OBJECT))
                return false;
    }
    return true;
}

int backend_request(struct backend *b, const struct request *rq, struct reply *reply, struct status *st)
{
    int rc = b->ops->request(b, rq, reply, st);
    if (rc == 0 && reply->doc && !well_formed(reply->doc)) {
        val_assign(&reply->doc, NULL);
        return status_client(st, "couldn't get version/kind; the server's answer is no object");
    }
    return rc;
}

int backend_watch_open(struct backend *b, const struct request *rq, struct watch **w, struct status *st)
{
    return b->ops->watch_open(b, rq, w, st);
}

int watch_next(struct watch *w, int64_t timeout_ms, struct watch_event *event, struct status *st)
{
    int rc = w->backend->ops->watch_next(w, timeout_ms, event, st);
    if (rc > 0 && !well_formed(event->object)) {
        val_assign(&event->object, NULL);
        return status_client(st, "unable to decode an event from the watch stream");
    }
    return rc;
}

void watch_close(struct watch *w)
{
    if (w)
        w->backend->ops->watch_close(w);
}

int64_t backend_now_ms(struct backend *b)
{
    return b->ops->now_ms(b);
}

int backend_wait(struct backend *b, int64_t ms)
{
    return b->ops->wait(b, ms);
}

void backend_settle(struct backend *b)
{
    if (b->ops->settle)
        b->ops->settle(b);
}

void backend_free(struct backend *b)
{
    if (b)
        b->ops->free(b);
}
