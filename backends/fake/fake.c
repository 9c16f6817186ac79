#include "backends/fake/fake.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "backends/base/json.h"
#include "backends/base/wallclock.h"
#include "backends/fake/cluster.h"
#include "backends/fake/route.h"
#include "backends/fake/watch.h"

/* A stepped watch without a time limit looks this far ahead; at the terminal waits are cut into slices, to see Ctrl-C. */
enum { LOOK_AHEAD_MS = 3600 * 1000, SLICE_MS = 20 };

struct fake {
    struct backend base;
    struct cluster *cluster; /* owned */
    enum fake_pace pace;
    double speed;
    bool bytes; /* $SEODANG_SEAM=bytes: documents cross the seam as JSON text, which proves that nothing else does */
    int64_t wall_ms, virtual_ms; /* wall pace: at wall_ms the cluster's clock stood at virtual_ms */
};

struct open_watch {
    struct watch base;
    struct fake_watch *watch; /* owned */
};

struct snapshot {
    struct cluster_image *image; /* owned */
};

static struct fake *of(struct backend *b)
{
    return (struct fake *)b;
}

static void anchor(struct fake *f)
{
    f->wall_ms = wall_elapsed_ms();
    f->virtual_ms = f->cluster->now_ms;
}

static void fake_settle(struct backend *b)
{
    struct fake *f = of(b);
    if (f->pace == FAKE_STEPPED) {
        cluster_settle(f->cluster);
        return;
    }
    int64_t passed = (int64_t)((double)(wall_elapsed_ms() - f->wall_ms) * f->speed);
    cluster_run_until(f->cluster, f->virtual_ms + passed);
}

/* A document as the other side of a wire would have it. */
static struct val *over_the_wire(const struct val *doc)
{
    struct strbuf text = STRBUF_INIT;
    json_write(&text, doc, JSON_COMPACT);
    struct val *copy = json_parse(text.buf, text.len, NULL);
    strbuf_release(&text);
    return copy;
}

static int request_in_bytes(struct fake *f, const struct request *rq, struct reply *reply, struct status *st)
{
    struct request copy = *rq;
    struct val *body = rq->body ? over_the_wire(rq->body) : NULL;
    copy.body = body;
    int rc = route_request(f->cluster, &copy, reply, st);
    val_unref(body);
    if (reply->doc)
        val_assign(&reply->doc, over_the_wire(reply->doc));
    return rc;
}

static int fake_request(struct backend *b, const struct request *rq, struct reply *reply, struct status *st)
{
    struct fake *f = of(b);
    fake_settle(b);
    int rc = f->bytes ? request_in_bytes(f, rq, reply, st) : route_request(f->cluster, rq, reply, st);
    cluster_settle(f->cluster);
    return rc;
}

static int fake_watch_open(struct backend *b, const struct request *rq, struct watch **out, struct status *st)
{
    struct fake_watch *watch;
    fake_settle(b);
    if (route_watch(of(b)->cluster, rq, &watch, st) < 0)
        return -1;
    struct open_watch *w = xcalloc(1, sizeof(*w));
    w->base.backend = b;
    w->watch = watch;
    *out = &w->base;
    return 0;
}

static void sleep_ms(int64_t ms)
{
    struct timespec ts = { ms / 1000, (long)(ms % 1000) * 1000000 };
    nanosleep(&ts, NULL); /* cut short by a signal: the caller looks */
}

/* Stepped: to the next timer, but not beyond `until`. false: nothing lies before it, and the clock stands there. */
static bool step(struct cluster *c, int64_t until, bool endless)
{
    int64_t next = cluster_next_timer(c, endless);
    if (next > until) {
        if (!endless)
            cluster_run_until(c, until);
        return false;
    }
    cluster_run_until(c, next);
    return true;
}

static int take(struct fake *f, struct fake_watch *w, struct watch_event *event, struct status *st)
{
    int rc = watch_take(w, event, st);
    if (rc > 0 && f->bytes)
        val_assign(&event->object, over_the_wire(event->object));
    return rc;
}

static int fake_watch_next(struct watch *base, int64_t timeout_ms, struct watch_event *event, struct status *st)
{
    struct fake *f = of(base->backend);
    struct fake_watch *w = ((struct open_watch *)base)->watch;
    struct cluster *c = f->cluster;
    fake_settle(base->backend);
    bool endless = timeout_ms > LOOK_AHEAD_MS;
    int64_t left = endless && f->pace == FAKE_STEPPED ? LOOK_AHEAD_MS : timeout_ms;
    int64_t until = left < INT64_MAX - c->now_ms ? c->now_ms + left : INT64_MAX;
    for (;;) {
        int rc = take(f, w, event, st);
        if (rc)
            return rc;
        if (c->now_ms >= until || backend_interrupted)
            return 0;
        if (f->pace == FAKE_WALL) {
            sleep_ms(SLICE_MS);
            fake_settle(base->backend);
        } else {
            int64_t due = watch_due_ms(w) < until ? watch_due_ms(w) : until;
            if (!step(c, due, endless) && due == until)
                return take(f, w, event, st);
        }
    }
}

static void fake_watch_close(struct watch *base)
{
    struct open_watch *w = (struct open_watch *)base;
    watch_stop(w->watch);
    free(w);
}

static int64_t fake_now_ms(struct backend *b)
{
    struct fake *f = of(b);
    if (f->pace == FAKE_WALL)
        return f->virtual_ms + (int64_t)((double)(wall_elapsed_ms() - f->wall_ms) * f->speed);
    return f->cluster->now_ms;
}

static void fake_advance(struct backend *b, int64_t at_ms)
{
    struct fake *f = of(b);
    fake_settle(b);
    cluster_run_until(f->cluster, at_ms);
    anchor(f);
}

static int fake_wait(struct backend *b, int64_t ms)
{
    struct fake *f = of(b);
    if (f->pace == FAKE_STEPPED) {
        cluster_run_until(f->cluster, f->cluster->now_ms + ms);
        return backend_interrupted ? -1 : 0;
    }
    int64_t until = fake_now_ms(b) + ms;
    while (!backend_interrupted && fake_now_ms(b) < until)
        sleep_ms(SLICE_MS);
    fake_settle(b);
    return backend_interrupted ? -1 : 0;
}

static int64_t fake_start_ms(struct backend *b)
{
    return of(b)->cluster->settings.start_ms;
}

static struct snapshot *fake_snapshot(struct backend *b)
{
    struct snapshot *s = xmalloc(sizeof(*s));
    s->image = cluster_save(of(b)->cluster);
    return s;
}

static void fake_restore(struct backend *b, const struct snapshot *s)
{
    cluster_load(of(b)->cluster, s->image);
    anchor(of(b));
}

static void fake_snapshot_free(struct snapshot *s)
{
    if (!s)
        return;
    cluster_image_free(s->image);
    free(s);
}

static uint64_t fake_write_count(struct backend *b)
{
    return of(b)->cluster->client_writes;
}

static void fake_free(struct backend *b)
{
    cluster_free(of(b)->cluster);
    free(b);
}

static const struct backend_ops ops = {
    .name = "fake",
    .request = fake_request,
    .watch_open = fake_watch_open,
    .watch_next = fake_watch_next,
    .watch_close = fake_watch_close,
    .now_ms = fake_now_ms,
    .wait = fake_wait,
    .settle = fake_settle,
    .advance = fake_advance,
    .start_ms = fake_start_ms,
    .snapshot = fake_snapshot,
    .restore = fake_restore,
    .snapshot_free = fake_snapshot_free,
    .write_count = fake_write_count,
    .free = fake_free,
};

struct backend *fake_new(const struct val *doc, struct status *st)
{
    struct settings settings;
    const char *seam = getenv("SEODANG_SEAM");
    if (settings_read(&settings, doc, st) < 0)
        return NULL;
    struct cluster *cluster = cluster_new(&settings, st);
    if (!cluster)
        return NULL;
    struct fake *f = xcalloc(1, sizeof(*f));
    f->base.ops = &ops;
    f->cluster = cluster;
    f->speed = 1;
    f->bytes = seam && !strcmp(seam, "bytes");
    return &f->base;
}

void fake_set_pace(struct backend *b, enum fake_pace pace, double speed)
{
    struct fake *f = of(b);
    fake_settle(b);
    f->pace = pace;
    f->speed = speed;
    anchor(f);
}

double fake_speed(struct backend *b)
{
    return of(b)->speed;
}
