#include "backends/fake/cluster.h"

#include <stdlib.h>
#include <string.h>

#include "backends/backend.h"
#include "backends/base/owner.h"
#include "backends/base/rfc3339.h"
#include "backends/fake/schedule.h"
#include "backends/fake/service_alloc.h"
#include "backends/fake/watch.h"

/* The rate-limited queue's back-off for a sync that fails. */
enum { RETRY_FIRST_MS = 5, RETRY_MAX_MS = 1000 * 1000, RETRY_DOUBLINGS_MAX = 17 };

struct val *time_val(int64_t ms)
{
    char text[RFC3339_SIZE];
    rfc3339_format(text, ms);
    return val_string(text);
}

int64_t time_parse_ms(const char *text)
{
    return rfc3339_parse_ms(text);
}

/* ---- controllers at work ---- */

static struct run begin_run(struct cluster *c, size_t controller)
{
    struct run r = { c, controllers[controller], c->store, c->arena, c->now_ms, controller };
    return r;
}

struct run cluster_run(struct cluster *c, const struct controller *controller)
{
    size_t i = 0;
    while (controllers[i] != controller)
        i++;
    return begin_run(c, i);
}

static const struct kind *watched_kind(const char *path)
{
    const char *slash = strchr(path, '/');
    char *group = xstrndup(path, (size_t)(slash - path));
    const struct kind *k = kind_find_plural(group, slash + 1);
    free(group);
    if (!k)
        BUG("no controller can watch %s", path);
    return k;
}

/* c->watching[kind] gets a bit for each controller whose `watches` name this kind. */
static void map_watches(struct cluster *c)
{
    c->watching = xcalloc(kind_count, sizeof(*c->watching));
    if (controller_count > 64)
        BUG("more controllers than bits");
    for (size_t i = 0; i < controller_count; i++) {
        uint64_t bit = UINT64_C(1) << i;
        for (const char *const *w = controllers[i]->watches; w && *w; w++)
            if (!strcmp(*w, WATCH_ALL))
                for (size_t k = 0; k < kind_count; k++)
                    c->watching[k] |= kinds[k] == kind_event ? 0 : bit;
            else
                c->watching[store_kind_index(c->store, watched_kind(*w))] |= bit;
    }
}

static void observe(void *arg, const struct change *change)
{
    struct cluster *c = arg;
    watch_deliver(c, change);
    if (change->kind == kind_service)
        service_ranges_observe(c->service_ranges, change->old, change->type == CHANGE_DELETED ? NULL : change->doc);
    uint64_t mask = c->watching[store_kind_index(c->store, change->kind)];
    for (size_t i = 0; mask; i++, mask >>= 1)
        if (mask & 1) {
            struct run r = begin_run(c, i);
            controllers[i]->observe(&r, change);
        }
}

static void sync_one(struct cluster *c, size_t i, const char *key)
{
    struct status st = STATUS_INIT;
    struct arena *outer = c->arena;
    c->arena = arena_new();
    struct run r = begin_run(c, i);
    if (controllers[i]->sync(&r, key, &st) < 0) {
        int n = schedule_failed(c->schedule, i, key) - 1;
        int64_t delay = n > RETRY_DOUBLINGS_MAX ? RETRY_MAX_MS : (int64_t)RETRY_FIRST_MS << n;
        schedule_at(c->schedule, i, key, c->now_ms + (delay < RETRY_MAX_MS ? delay : RETRY_MAX_MS));
    } else {
        schedule_succeeded(c->schedule, i, key);
    }
    status_release(&st);
    arena_free(c->arena);
    c->arena = outer;
}

void cluster_settle(struct cluster *c)
{
    bool worked;
    if (c->settling)
        return;
    c->settling = true;
    do {
        worked = false;
        for (size_t i = 0; i < controller_count; i++)
            for (char *key; (key = schedule_pop(c->schedule, i)); free(key)) {
                sync_one(c, i, key);
                worked = true;
            }
        if (!worked && schedule_next(c->schedule, false) <= c->now_ms) {
            schedule_fire(c->schedule);
            worked = true;
        }
    } while (worked);
    c->settling = false;
    arena_reset(c->arena);
}

void cluster_run_until(struct cluster *c, int64_t at_ms)
{
    at_ms = at_ms < CLUSTER_TIME_MAX_MS ? at_ms : CLUSTER_TIME_MAX_MS;
    cluster_settle(c);
    for (int64_t next; !backend_interrupted && (next = schedule_next(c->schedule, false)) <= at_ms;) {
        if (next > c->now_ms)
            c->now_ms = next;
        cluster_settle(c);
    }
    if (at_ms > c->now_ms && !backend_interrupted)
        c->now_ms = at_ms;
}

int64_t cluster_next_timer(struct cluster *c, bool essential)
{
    return schedule_next(c->schedule, essential);
}

/* ---- what controllers call ---- */

void run_enqueue(struct run *r, const char *key)
{
    schedule_enqueue(r->cluster->schedule, r->index, key);
}

void run_enqueue_object(struct run *r, const struct object *o)
{
    char *key = *o->ns ? xstrf("%s/%s", o->ns, o->name) : xstrdup(o->name);
    run_enqueue(r, key);
    free(key);
}

void run_enqueue_owner(struct run *r, const struct val *doc, const struct kind *k)
{
    const struct val *ref = owner_controller(doc);
    if (!val_str_equal(val_get(ref, "kind"), k->kind))
        return;
    const char *ns = val_at_str(doc, "metadata.namespace", "");
    char *key = xstrf("%s%s%s", ns, *ns ? "/" : "", val_get_str(ref, "name", ""));
    run_enqueue(r, key);
    free(key);
}

void run_enqueue_at(struct run *r, const char *key, int64_t at_ms)
{
    schedule_at(r->cluster->schedule, r->index, key, at_ms);
}

void run_enqueue_after(struct run *r, const char *key, int64_t delay_ms)
{
    run_enqueue_at(r, key, r->now_ms + delay_ms);
}

void run_cancel(struct run *r, const char *key)
{
    schedule_cancel(r->cluster->schedule, r->index, key);
}

void run_split_key(struct run *r, const char *key, const char **ns, const char **name)
{
    const char *slash = strchr(key, '/');
    *ns = slash ? arena_strndup(r->arena, key, (size_t)(slash - key)) : "";
    *name = arena_strdup(r->arena, slash ? slash + 1 : key);
}

const struct val *run_note(struct run *r, const char *key)
{
    return schedule_note(r->cluster->schedule, r->index, key);
}

void run_set_note(struct run *r, const char *key, struct val *take)
{
    schedule_set_note(r->cluster->schedule, r->index, key, take);
}

/* ---- life ---- */

static const char *const system_namespaces[] = { "default", "kube-node-lease", "kube-public", "kube-system" };

static const struct {
    const char *name, *description;
    int value;
} system_priorities[] = {
    { "system-cluster-critical",
      "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.", 2000000000 },
    { "system-node-critical", "Used for system critical pods that must not be moved from their current node.", 2000001000 },
};

static void make_priority_classes(struct cluster *c)
{
    struct status st = STATUS_INIT;
    for (size_t i = 0; i < ARRAY_LEN(system_priorities); i++) {
        struct val *class = val_fmt("{apiVersion:'scheduling.k8s.io/v1', kind:PriorityClass, metadata:{name:%s}, value:%d, description:%s}",
                                    system_priorities[i].name, system_priorities[i].value, system_priorities[i].description);
        if (api_create(c, &kind_row_priorityclass, "", class, NULL, NULL, &st) < 0)
            BUG("priority class %s: %s", system_priorities[i].name, st.message);
    }
}

/* What a control plane makes by itself before anybody comes. */
static void make_world(struct cluster *c)
{
    struct status st = STATUS_INIT;
    for (size_t i = 0; i < ARRAY_LEN(system_namespaces); i++)
        if (api_create(c, kind_namespace, "", val_fmt("{apiVersion:v1, kind:Namespace, metadata:{name:%s}}", system_namespaces[i]),
                       NULL, NULL, &st) < 0)
            BUG("namespace %s: %s", system_namespaces[i], st.message);
    struct val *service = val_fmt(
        "{apiVersion:v1, kind:Service, metadata:{name:kubernetes, namespace:default, labels:{component:apiserver, provider:kubernetes}},"
        " spec:{type:ClusterIP, clusterIP:10.96.0.1, ports:[{name:https, protocol:TCP, port:443, targetPort:6443}]}}");
    if (api_create(c, kind_service, "default", service, NULL, NULL, &st) < 0)
        BUG("service kubernetes: %s", st.message);
    make_priority_classes(c);
}

static void make_nodes(struct cluster *c, struct status *st)
{
    for (size_t i = 0; i < val_len(c->settings.nodes); i++) {
        const struct val *n = val_item(c->settings.nodes, i);
        const struct val *taints = val_get(n, "taints");
        struct val *doc = val_fmt("{apiVersion:v1, kind:Node, metadata:{name:%v, labels:%v}, spec:{taints:%v},"
                                  " status:{capacity:%v, allocatable:%v, addresses:%v, nodeInfo:%v}}",
                                  val_get(n, "name"), val_get(n, "labels"), val_empty(taints) ? NULL : taints,
                                  val_get(n, "capacity"), val_get(n, "capacity"), val_get(n, "addresses"),
                                  val_get(n, "nodeInfo"));
        if (api_create(c, kind_node, "", doc, NULL, NULL, st) < 0)
            return;
    }
}

struct cluster *cluster_new(struct settings *take, struct status *st)
{
    struct cluster *c = xcalloc(1, sizeof(*c));
    c->settings = *take;
    c->version = take->version;
    c->now_ms = take->start_ms;
    c->arena = arena_new();
    c->store = store_new();
    c->schedule = schedule_new();
    c->service_ranges = service_ranges_new();
    chance_seed(&c->chance, take->seed);
    map_watches(c);
    store_observe(c->store, observe, c);
    make_world(c);
    struct status failed = STATUS_INIT;
    make_nodes(c, &failed);
    if (failed.message) {
        status_move(st, &failed);
        cluster_free(c);
        return NULL;
    }
    for (size_t i = 0; i < controller_count; i++)
        if (controllers[i]->start) {
            struct run r = begin_run(c, i);
            controllers[i]->start(&r);
        }
    cluster_settle(c);
    c->client_writes = 0;
    return c;
}

void cluster_free(struct cluster *c)
{
    if (!c)
        return;
    schedule_free(c->schedule);
    store_free(c->store);
    for (size_t i = 0; i < TOKEN_MEMOS; i++) {
        val_unref(c->token_memo[i].given);
        val_unref(c->token_memo[i].volume);
        val_unref(c->token_memo[i].made);
    }
    for (size_t i = 0; i < DECODED_MEMOS; i++) {
        val_unref(c->decoded_memo[i].given);
        val_unref(c->decoded_memo[i].made);
    }
    arena_free(c->arena);
    service_ranges_free(c->service_ranges);
    free(c->watching);
    settings_release(&c->settings);
    free(c);
}

/* ---- time travel ---- */

struct cluster_image {
    struct store_image *store;
    struct schedule_image *schedule;
    struct chance chance;
    int64_t now_ms;
    uint64_t client_writes, event_counter;
};

struct cluster_image *cluster_save(struct cluster *c)
{
    struct cluster_image *image = xcalloc(1, sizeof(*image));
    cluster_settle(c);
    *image = (struct cluster_image){ store_save(c->store), schedule_save(c->schedule), c->chance, c->now_ms,
                                     c->client_writes, c->event_counter };
    return image;
}

void cluster_load(struct cluster *c, const struct cluster_image *image)
{
    store_load(c->store, image->store);
    service_ranges_rebuild(c->service_ranges, c->store);
    schedule_load(c->schedule, image->schedule);
    c->chance = image->chance;
    c->now_ms = image->now_ms;
    c->client_writes = image->client_writes;
    c->event_counter = image->event_counter;
    watch_expire_all(c);
}

void cluster_image_free(struct cluster_image *image)
{
    if (!image)
        return;
    store_image_free(image->store);
    schedule_image_free(image->schedule);
    free(image);
}
