/*
 * Events: how controllers write them, and how they go.
 *
 * Mirrors client-go v0.20.2 tools/record/events_cache.go: equal events are counted; ten different messages of one reason
 * within ten minutes are combined; of one object a source may write 25 at once and one more every five minutes.  The
 * controller removes events an hour after they were last seen, as etcd's lease does.
 *
 * A note for each (component, object): {tokens, last, reasons: {"Normal/Created": {last, messages: {[FIELD PATH] TEXT: EVENT NAME}}}};
 * of a controller with new_events {last, names: {"Warning/FailedScheduling/VERSION": EVENT NAME}}.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/rfc3339.h"
#include "backends/fake/cluster.h"
#include "backends/fake/schedule.h"

enum { TTL_MS = 3600 * 1000, SPAM_BURST = 25, SPAM_REFILL_MS = 300 * 1000, SIMILAR_MAX = 10, SIMILAR_WINDOW_MS = 600 * 1000 };

extern const struct controller controller_events;

static size_t own_index(void)
{
    static size_t index;
    while (controllers[index] != &controller_events)
        index++;
    return index;
}

static const char *component_of(const struct val *event)
{
    const char *component = val_at_str(event, "source.component", "");
    return *component ? component : val_get_str(event, "reportingComponent", "");
}

static const char *note_key(struct arena *a, const char *component, const struct val *involved)
{
    const char *uid = val_get_str(involved, "uid", "");
    return arena_strf(a, "%s/%s/%s", component, *uid ? uid : val_get_str(involved, "name", ""),
                      val_get_str(involved, "namespace", ""));
}

static struct val *involved_object(const struct val *doc, const char *field_path)
{
    const struct val *meta = val_get(doc, "metadata");
    return val_fmt("{kind:%v, namespace:%v, name:%v, uid:%v, apiVersion:%v, resourceVersion:%v, fieldPath:%s}",
                   val_get(doc, "kind"), val_get(meta, "namespace"), val_get(meta, "name"), val_get(meta, "uid"),
                   val_get(doc, "apiVersion"), val_get(meta, "resourceVersion"), field_path);
}

static struct val *micro_time(int64_t ms)
{
    char text[RFC3339_SIZE];
    return val_string(rfc3339_format_micro(text, ms));
}

static struct val *new_event(struct run *r, struct val *take_involved, const char *host, const char *type,
                             const char *reason, const char *message)
{
    const char *ns = val_get_str(take_involved, "namespace", "default");
    const char *component = r->controller->name;
    char uid[37];
    uint64_t nanos = (uint64_t)r->cluster->now_ms * 1000000 + r->cluster->event_counter++ % 1000000;
    char *name = xstrf("%s.%" PRIx64, val_get_str(take_involved, "name", ""), nanos);
    random_uuid(&r->cluster->chance.uids, uid);
    bool modern = r->controller->new_events;
    struct val *now = time_val(r->cluster->now_ms);
    struct val *event = val_fmt(
        "{apiVersion:v1, kind:Event, metadata:{name:%s, namespace:%s, uid:%s, creationTimestamp:%v}, involvedObject:%V,"
        " reason:%s, message:%s, type:%s, reportingComponent:%s, reportingInstance:%s}",
        name, ns, uid, now, take_involved, reason, message, type, modern ? component : "", "");
    if (modern) {
        val_set(&event, "source", val_object());
        val_put_str(&event, "reportingInstance", component);
        val_set(&event, "firstTimestamp", val_null());
        val_set(&event, "lastTimestamp", val_null());
        val_set(&event, "eventTime", micro_time(r->cluster->now_ms));
        val_put_str(&event, "action", !strcmp(type, "Normal") ? "Binding" : "Scheduling");
    } else {
        val_set(&event, "source", val_fmt("{component:%s, host:%s}", component, host));
        val_set(&event, "firstTimestamp", val_ref(now));
        val_set(&event, "lastTimestamp", val_ref(now));
        val_set(&event, "eventTime", val_null());
        val_set(&event, "count", val_int(1));
    }
    val_unref(now);
    free(name);
    return event;
}

/* One more of an event that is there. */
static void count_again(struct run *r, const struct object *o, const char *message)
{
    struct val *event = val_ref(o->doc);
    if (r->controller->new_events) {
        int64_t count = val_at_int(event, "series.count", 1) + 1;
        val_set(&event, "series", val_fmt("{count:%I, lastObservedTime:%V}", count, micro_time(r->cluster->now_ms)));
    } else {
        val_put_int(&event, "count", val_at_int(event, "count", 1) + 1);
        val_put(&event, "lastTimestamp", time_val(r->cluster->now_ms));
        val_put_str(&event, "message", message);
    }
    store_replace(r->store, o, event);
}

/* Takes one of the object's tokens; false: it has none left. */
static bool take_token(struct val **note, int64_t now_ms)
{
    double tokens = val_double_or(val_get(*note, "tokens"), SPAM_BURST);
    int64_t last = val_at_int(*note, "last", now_ms);
    tokens += (double)(now_ms - last) / SPAM_REFILL_MS;
    if (tokens > SPAM_BURST)
        tokens = SPAM_BURST;
    bool granted = tokens >= 1;
    val_put(note, "tokens", val_double(granted ? tokens - 1 : tokens));
    val_put_int(note, "last", now_ms);
    return granted;
}

/* client-go's tools/events: an event is the same when action, reason and the object's very version are; no limits.  So a pod
 * whose failure was written into it between two attempts has two equal events. */
static void record_modern(struct run *r, struct val *take_involved, const char *type, const char *reason, const char *message)
{
    struct cluster *c = r->cluster;
    const char *key = note_key(r->arena, r->controller->name, take_involved);
    const char *same = arena_strf(r->arena, "%s/%s/%s", type, reason, val_get_str(take_involved, "resourceVersion", ""));
    const struct val *note = schedule_note(c->schedule, own_index(), key);
    const char *ns = val_get_str(take_involved, "namespace", "default"), *name = val_str(val_get(val_get(note, "names"), same));
    const struct object *seen = name ? store_get(c->store, kind_event, ns, name) : NULL;
    if (seen) {
        val_unref(take_involved);
        count_again(r, seen, message);
        return;
    }
    struct val *event = new_event(r, take_involved, NULL, type, reason, message);
    struct val *changed = note ? val_ref(note) : val_object(), *names = val_ref(val_get(changed, "names"));
    val_set(&names, same, val_ref(val_at(event, "metadata.name")));
    val_set(&changed, "names", names);
    val_put_int(&changed, "last", c->now_ms);
    schedule_set_note(c->schedule, own_index(), key, changed);
    store_insert(c->store, kind_event, event);
}

PRINTF_LIKE(7, 0)
static void vevent(struct run *r, const struct val *doc, const char *field_path, const char *host, const char *type,
                   const char *reason, const char *fmt, va_list ap)
{
    struct cluster *c = r->cluster;
    struct strbuf message = STRBUF_INIT;
    strbuf_addvf(&message, fmt, ap);
    struct val *involved = involved_object(doc, field_path);
    if (r->controller->new_events) {
        record_modern(r, involved, type, reason, message.buf);
        strbuf_release(&message);
        return;
    }
    const char *key = note_key(r->arena, r->controller->name, involved);
    struct val *note = val_ref(schedule_note(c->schedule, own_index(), key));
    const char *group = arena_strf(r->arena, "%s/%s", type, reason);
    struct val *similar = val_ref(val_get(val_get(note, "reasons"), group));
    if (!similar || c->now_ms - val_at_int(similar, "last", 0) > SIMILAR_WINDOW_MS)
        val_assign(&similar, val_fmt("{messages:{}}"));
    val_put_int(&similar, "last", c->now_ms);
    const struct val *messages = val_get(similar, "messages");
    const char *own = field_path ? arena_strf(r->arena, "%s %s", field_path, message.buf) : arena_strdup(r->arena, message.buf);
    if (!val_get(messages, own) && val_len(messages) >= SIMILAR_MAX - 1) {
        strbuf_splice(&message, 0, 0, "(combined from similar events): ", strlen("(combined from similar events): "));
        messages = val_get(similar, "combined");
    }
    bool combined = messages == val_get(similar, "combined");
    const char *name = val_get_str(messages, combined ? "name" : own, NULL);
    const char *ns = val_get_str(involved, "namespace", "default");
    const struct object *seen = name ? store_get(c->store, kind_event, ns, name) : NULL;
    if (take_token(&note, c->now_ms)) {
        if (seen) {
            count_again(r, seen, message.buf);
        } else {
            struct val *event = new_event(r, val_ref(involved), host, type, reason, message.buf);
            const char *made = val_at_str(event, "metadata.name", "");
            struct val *table = val_ref(messages);
            val_unset(&similar, combined ? "combined" : "messages");
            val_set(&table, combined ? "name" : own, val_string(made));
            val_set(&similar, combined ? "combined" : "messages", table);
            store_insert(c->store, kind_event, event);
        }
    }
    struct val *reasons = val_ref(val_get(note, "reasons"));
    val_unset(&note, "reasons");
    val_set(&reasons, group, similar);
    val_set(&note, "reasons", reasons);
    schedule_set_note(c->schedule, own_index(), key, note);
    val_unref(involved);
    strbuf_release(&message);
}

void run_event(struct run *r, const struct val *doc, const char *type, const char *reason, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    vevent(r, doc, NULL, NULL, type, reason, fmt, ap);
    va_end(ap);
}

void run_event_field(struct run *r, const struct val *doc, const char *field_path, const char *host, const char *type,
                     const char *reason, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    vevent(r, doc, field_path, host, type, reason, fmt, ap);
    va_end(ap);
}

/* ---- an hour later ---- */

static int64_t last_seen_ms(const struct val *event)
{
    static const char *const fields[] = { "series.lastObservedTime", "lastTimestamp", "eventTime" };
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        const char *text = val_at_str(event, fields[i], NULL);
        if (text)
            return time_parse_ms(text);
    }
    return time_parse_ms(val_at_str(event, "metadata.creationTimestamp", ""));
}

static const char *const watches[] = { "/events", NULL };

static void observe(struct run *r, const struct change *c)
{
    if (c->type == CHANGE_ADDED)
        run_enqueue_at(r, arena_strf(r->arena, "%s/%s", c->object->ns, c->object->name), r->now_ms + TTL_MS);
}

/* One that was counted again since gets an hour from then. */
static int sync(struct run *r, const char *key, struct status *st)
{
    const char *ns, *name;
    (void)st;
    run_split_key(r, key, &ns, &name);
    const struct object *o = store_get(r->store, kind_event, ns, name);
    if (!o)
        return 0;
    int64_t expires = last_seen_ms(o->doc) + TTL_MS;
    if (expires > r->now_ms) {
        run_enqueue_at(r, key, expires);
        return 0;
    }
    const char *note = note_key(r->arena, component_of(o->doc), val_get(o->doc, "involvedObject"));
    if (r->now_ms - val_at_int(run_note(r, note), "last", 0) >= TTL_MS)
        run_set_note(r, note, NULL);
    store_remove(r->store, o);
    return 0;
}

const struct controller controller_events = {
    .name = "events", .watches = watches, .observe = observe, .sync = sync, .keeps_time = true,
};
