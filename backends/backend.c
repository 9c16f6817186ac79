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

int backend_request(struct backend *b, const struct request *rq, struct reply *reply, struct status *st)
{
    return b->ops->request(b, rq, reply, st);
}

int backend_watch_open(struct backend *b, const struct request *rq, struct watch **w, struct status *st)
{
    return b->ops->watch_open(b, rq, w, st);
}

int watch_next(struct watch *w, int64_t timeout_ms, struct watch_event *event, struct status *st)
{
    return w->backend->ops->watch_next(w, timeout_ms, event, st);
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
