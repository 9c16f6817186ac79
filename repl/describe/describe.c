#include "repl/describe/describe.h"

#include <string.h>

#include "backends/base/duration.h"
#include "backends/base/owner.h"
#include "backends/base/rfc3339.h"
#include "backends/base/selector.h"
#include "repl/annotations.h"

enum { ANNOTATION_MAX = 140 };

extern const struct describer describer_generic;
#define DESCRIBER(name) extern const struct describer describer_##name;
#include "repl/describe/describers.def"
#undef DESCRIBER

static const struct describer *const describers[] = {
#define DESCRIBER(name) &describer_##name,
#include "repl/describe/describers.def"
#undef DESCRIBER
};

const struct describer *describer_find(const char *group, const char *kind)
{
    for (size_t i = 0; i < ARRAY_LEN(describers); i++)
        if (!strcmp(describers[i]->group, group) && !strcmp(describers[i]->kind, kind))
            return describers[i];
    return &describer_generic;
}

void describe_add(struct describe *d, int level, const char *fmt, ...)
{
    va_list ap;
    strbuf_addchn(&d->tw.text, ' ', (size_t)level * 2);
    va_start(ap, fmt);
    strbuf_addvf(&d->tw.text, fmt, ap);
    va_end(ap);
}

void describe_flush(struct describe *d)
{
    tabwriter_flush(&d->tw, &d->out);
}

static const char *cell_of(struct describe *d, const struct val *item, const char *field)
{
    size_t len = strlen(field);
    if (len > 4 && !strcmp(field + len - 4, "Time"))
        return describe_time(d, val_get(item, field));
    return val_get_str(item, field, "");
}

static void add_columns(struct describe *d, const struct describe_column *columns, size_t count, const struct val *item)
{
    for (size_t c = 0; c < count; c++)
        describe_add(d, !c, "%s%s", cell_of(d, item, columns[c].field), columns[c].end);
}

void describe_condition_columns(struct describe *d, const struct val *doc, const struct describe_column *columns, size_t count)
{
    const struct val *conditions = val_at(doc, "status.conditions");
    if (!val_len(conditions))
        return;
    describe_add(d, 0, "Conditions:\n");
    for (size_t c = 0; c < count; c++)
        describe_add(d, !c, "%s%s", columns[c].title, c + 1 < count ? "\t" : "\n");
    for (size_t c = 0; c < count; c++)
        describe_add(d, !c, "%s%s", columns[c].rule, c + 1 < count ? "\t" : "\n");
    for (size_t i = 0; i < val_len(conditions); i++)
        add_columns(d, columns, count, val_item(conditions, i));
}

void describe_conditions(struct describe *d, const struct val *doc)
{
    static const struct describe_column columns[] = {
        { "Type", "----", "type", " \t" },
        { "Status", "------", "status", "\t" },
        { "Reason", "------", "reason", "\n" },
    };
    describe_condition_columns(d, doc, columns, ARRAY_LEN(columns));
}

void describe_labels(struct describe *d, const char *title, const struct val *map)
{
    describe_add(d, 0, "%s:\t", title);
    if (val_empty(map))
        describe_add(d, 0, "<none>\n");
    for (size_t i = 0; i < val_len(map); i++)
        describe_add(d, 0, "%s%s=%s\n", i ? "\t" : "", val_key(map, i), val_str_or(val_item(map, i), ""));
}

/* One value on lines of its own, each cut at ANNOTATION_MAX. */
static void add_long_value(struct describe *d, const char *key, const char *value, size_t len)
{
    describe_add(d, 0, "%s:\n", key);
    for (const char *p = value, *end = value + len; p <= end;) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        size_t n = (size_t)((stop ? stop : end) - p), max = ANNOTATION_MAX - 2;
        describe_add(d, 0, "\t  %.*s%s\n", (int)(n > max ? max : n), p, n > max ? "..." : "");
        p += n + 1;
    }
}

void describe_annotations(struct describe *d, const char *title, const struct val *map)
{
    size_t shown = 0;
    describe_add(d, 0, "%s:\t", title);
    for (size_t i = 0; i < val_len(map); i++) {
        const char *key = val_key(map, i), *value = val_str_or(val_item(map, i), "");
        size_t len = strlen(value);
        if (!strcmp(key, ANNOTATION_LAST_APPLIED))
            continue;
        if (shown++)
            describe_add(d, 0, "\t");
        if (len && value[len - 1] == '\n')
            len--;
        if (len + strlen(key) + 2 > ANNOTATION_MAX || memchr(value, '\n', len))
            add_long_value(d, key, value, len);
        else
            describe_add(d, 0, "%s: %.*s\n", key, (int)len, value);
    }
    if (!shown)
        describe_add(d, 0, "<none>\n");
}

void describe_controlled_by(struct describe *d, const struct val *obj)
{
    const struct val *controller = owner_controller(obj);
    if (controller)
        describe_add(d, 0, "Controlled By:\t%s/%s\n", val_get_str(controller, "kind", ""), val_get_str(controller, "name", ""));
}

const char *describe_time(struct describe *d, const struct val *time)
{
    int64_t ms;
    if (!val_str(time) || rfc3339_parse(val_str(time), &ms) < 0)
        return "Mon, 01 Jan 0001 00:00:00 +0000";
    struct strbuf sb = STRBUF_INIT;
    time_add_rfc1123z(&sb, ms);
    const char *text = arena_strdup(d->cmd->arena, sb.buf);
    strbuf_release(&sb);
    return text;
}

const char *describe_age(struct describe *d, const struct val *time)
{
    int64_t ms;
    if (!val_str(time) || rfc3339_parse(val_str(time), &ms) < 0)
        return "<unknown>";
    char text[DURATION_SIZE];
    return arena_strdup(d->cmd->arena, human_duration(text, d->now_ms - ms));
}

const char *describe_selector(struct describe *d, const struct val *selector)
{
    struct strbuf sb = STRBUF_INIT;
    label_selector_format(&sb, selector);
    const char *text = arena_strdup(d->cmd->arena, sb.buf);
    strbuf_release(&sb);
    return text;
}

const char *describe_words(struct describe *d, const struct val *list)
{
    const char *text = "[";
    for (size_t i = 0; i < val_len(list); i++)
        text = arena_strf(d->cmd->arena, "%s%s%s", text, i ? " " : "", val_str_or(val_item(list, i), ""));
    return arena_strf(d->cmd->arena, "%s]", text);
}

const char *describe_pairs(struct describe *d, const struct val *map)
{
    const char *text = "";
    for (size_t i = 0; i < val_len(map); i++)
        text = arena_strf(d->cmd->arena, "%s%s%s=%s", text, i ? "," : "", val_key(map, i), val_str_or(val_item(map, i), ""));
    return *text ? text : "<none>";
}

const char *describe_joined(struct describe *d, const struct val *list, const char *between, const char *otherwise)
{
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; i < val_len(list); i++)
        strbuf_addf(&sb, "%s%s", i ? between : "", val_str_or(val_item(list, i), ""));
    const char *text = sb.len ? arena_strdup(d->cmd->arena, sb.buf) : otherwise;
    strbuf_release(&sb);
    return text;
}

const char *describe_number(struct describe *d, const struct val *v)
{
    return val_str(v) ? val_str(v) : arena_strf(d->cmd->arena, "%lld", (long long)val_int_or(v, 0));
}

/* ---- other objects ---- */

const struct val *describe_list(struct describe *d, const char *resource, const char *ns, const char *labels, const char *fields)
{
    struct status st = STATUS_INIT;
    struct val *list = NULL;
    struct client *c = cmd_client(d->cmd);
    const struct resource *r = client_find(c, resource, &st);
    struct list_options o = { .label_selector = labels, .field_selector = fields };
    if (r && client_list(c, r, ns, &o, &list, &st) < 0)
        list = NULL;
    status_release(&st);
    return val_get(arena_val(d->cmd->arena, list), "items");
}

const struct val *describe_get(struct describe *d, const char *resource, const char *ns, const char *name)
{
    struct status st = STATUS_INIT;
    struct val *doc = NULL;
    struct client *c = cmd_client(d->cmd);
    const struct resource *r = client_find(c, resource, &st);
    if (r && client_get(c, r, ns, name, &doc, &st) < 0)
        doc = NULL;
    status_release(&st);
    return arena_val(d->cmd->arena, doc);
}

void describe_pods_status(struct describe *d, const struct val *obj, const struct val *selector)
{
    static const char *const phases[] = { "Running", "Pending", "Succeeded", "Failed" };
    int counts[ARRAY_LEN(phases)] = { 0 };
    const struct val *pods = describe_list(d, "pods", val_at_str(obj, "metadata.namespace", NULL),
                                           describe_selector(d, selector), NULL);
    for (size_t i = 0; i < val_len(pods); i++)
        for (size_t p = 0; p < ARRAY_LEN(phases) && owner_controls(obj, val_item(pods, i)); p++)
            counts[p] += !strcmp(val_at_str(val_item(pods, i), "status.phase", ""), phases[p]);
    describe_add(d, 0, "Pods Status:\t%d Running / %d Waiting / %d Succeeded / %d Failed\n", counts[0], counts[1], counts[2],
                 counts[3]);
}

/* ---- events ---- */

static const struct val *last_time(const struct val *event)
{
    const struct val *t = val_get(event, "lastTimestamp");
    return val_is_null(t) ? NULL : t;
}

/* By lastTimestamp; those without one (events.k8s.io) come first, as zero times sort. */
static int by_last_time(const struct val *a, const struct val *b)
{
    const struct val *x = last_time(a), *y = last_time(b);
    return strcmp(val_str_or(x, ""), val_str_or(y, ""));
}

static void add_event(struct describe *d, const struct val *e)
{
    int64_t count = val_at_int(e, "count", 1);
    const struct val *first = val_get(e, "firstTimestamp");
    const char *age = describe_age(d, val_is_null(first) ? val_get(e, "eventTime") : first);
    const char *from = val_at_str(e, "source.component", ""), *message = val_get_str(e, "message", "");
    if (count > 1)
        age = arena_strf(d->cmd->arena, "%s (x%lld over %s)", describe_age(d, last_time(e)), (long long)count, age);
    if (!*from)
        from = val_get_str(e, "reportingComponent", "");
    message += strspn(message, " \t\n");
    size_t len = strlen(message);
    while (len && strchr(" \t\n", message[len - 1]))
        len--;
    /* Which container of the pod it is about: "spec.containers{web}: ". */
    const char *place = version_has(d->version, FEATURE_DESCRIBE_EVENT_PLACES) ? val_at_str(e, "involvedObject.fieldPath", "") : "";
    describe_add(d, 1, "%s\t%s\t%s\t%s\t%s%s%.*s\n", val_get_str(e, "type", ""), val_get_str(e, "reason", ""), age, from, place,
                 *place ? ": " : "", (int)len, message);
}

void describe_events(struct describe *d, const struct val *obj)
{
    if (!d->show_events)
        return;
    const char *ns = val_at_str(obj, "metadata.namespace", NULL), *kind = val_get_str(obj, "kind", "");
    const char *name = val_at_str(obj, "metadata.name", ""), *uid = ns ? val_at_str(obj, "metadata.uid", "") : NULL;
    /* The uid of a node's events is its name when the kubelet wrote them, the uid when a controller did. */
    if (!strcmp(kind, "Node") && !version_has(d->version, FEATURE_DESCRIBE_NODE_EVENTS))
        uid = name;
    const char *fields = arena_strf(d->cmd->arena, "involvedObject.name=%s,involvedObject.kind=%s%s%s%s%s", name, kind,
                                    ns ? ",involvedObject.namespace=" : "", ns ? ns : "", uid ? ",involvedObject.uid=" : "",
                                    uid ? uid : "");
    const struct val *items = describe_list(d, "events", ns, NULL, fields);
    size_t n = val_len(items);
    if (!n) {
        describe_add(d, 0, "Events:\t<none>\n");
        return;
    }
    const struct val **sorted = arena_alloc(d->cmd->arena, n * sizeof(*sorted));
    for (size_t i = 0; i < n; i++)
        sorted[i] = val_item(items, i);
    /* Insertion keeps equal ones in the server's order, which is the order of their names. */
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && by_last_time(sorted[j - 1], sorted[j]) > 0; j--) {
            const struct val *t = sorted[j];
            sorted[j] = sorted[j - 1];
            sorted[j - 1] = t;
        }
    describe_flush(d);
    describe_add(d, 0, "Events:\n  Type\tReason\tAge\tFrom\tMessage\n");
    describe_add(d, 1, "----\t------\t----\t----\t-------\n");
    for (size_t i = 0; i < n; i++)
        add_event(d, sorted[i]);
}
