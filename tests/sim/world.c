/* A simulation from its beginning to its end. See sim.h. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "backends/base/hash.h"
#include "backends/base/json.h"
#include "tests/sim/sim.h"

enum { REST_INSTANTS_MAX = 5000, STEP_MAX_MS = 20 * 1000, JUMP_MS = 11 * 60 * 1000, POLL_MS = 20 * 1000 };

void sim_break(struct sim *s, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = xstrvf(fmt, ap);
    va_end(ap);
    sim_say(s, "broken: %s", text);
    if (s->broken)
        free(text);
    else
        s->broken = text;
}

void sim_say(struct sim *s, const char *fmt, ...)
{
    va_list ap;
    if (!s->talks)
        return;
    printf("%8.3f ", (double)(s->cluster->now_ms - s->cluster->settings.start_ms) / 1000);
    va_start(ap, fmt);
    vprintf(fmt, ap);
    va_end(ap);
    putchar('\n');
}

int64_t sim_below(struct sim *s, int64_t n)
{
    return (int64_t)random_below(&s->random, (uint64_t)n);
}

bool sim_chance(struct sim *s, int percent)
{
    return sim_below(s, 100) < percent;
}

const struct val *sim_pick(struct sim *s, const struct kind *k)
{
    size_t count;
    const struct val **all = store_collect(s->cluster->store, s->arena, k, NULL, &count);
    return count ? all[sim_below(s, (int64_t)count)] : NULL;
}

/* The whole cluster as JSON, an object a line: what `build/sim SEED` shows when a rule broke. */
static void show_everything(struct sim *s)
{
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; i < kind_count; i++)
        for (const struct object *o = store_first(s->cluster->store, kinds[i], "default"); o; o = store_next(s->cluster->store, o, "default")) {
            json_write(&text, o->doc, JSON_COMPACT);
            strbuf_addch(&text, '\n');
        }
    fputs(text.buf, stdout);
    strbuf_release(&text);
}

/* ---- the log ---- */

static void log_bytes(struct sim *s, const void *bytes, size_t len)
{
    s->log = s->log * UINT64_C(1099511628211) ^ hash_bytes(bytes, len);
}

static void log_state(struct sim *s)
{
    uint64_t version = store_version(s->cluster->store);
    log_bytes(s, &version, sizeof(version));
    log_bytes(s, &s->cluster->now_ms, sizeof(s->cluster->now_ms));
}

static void log_everything(struct sim *s)
{
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; i < kind_count; i++)
        for (const struct object *o = store_first(s->cluster->store, kinds[i], NULL); o; o = store_next(s->cluster->store, o, NULL)) {
            strbuf_reset(&text);
            json_write(&text, o->doc, JSON_COMPACT);
            log_bytes(s, text.buf, text.len);
        }
    strbuf_release(&text);
}

/* ---- a life ---- */

static struct val *world_doc(struct sim *s)
{
    static const char *const versions[] = { "v1.18.10", "v1.20.2", "v1.22.0", "v1.25.0", "v1.29.0", "v1.37.2" };
    struct val *nodes = val_array();
    for (int i = 0; i < 4; i++) {
        struct val *name = val_stringf("node-%d", i);
        val_append(&nodes, val_fmt("{name:%v, labels:{'kubernetes.io/hostname':%v, zone:%s}}", name, name, i % 2 ? "a" : "b"));
        val_unref(name);
    }
    return val_fmt("{version:%s, start:'2026-11-23T17:00:10Z', seed:%I, images:any, nodes:%V}",
                   versions[sim_below(s, (int64_t)ARRAY_LEN(versions))], (int64_t)(s->seed & 0xffffff), nodes);
}

void sim_begin(struct sim *s, uint64_t seed)
{
    struct status st = STATUS_INIT;
    struct settings settings;
    bool talks = s->talks;
    *s = (struct sim){ .seed = seed, .heap_before = val_heap_bytes(), .arena = arena_new(), .talks = talks };
    random_seed(&s->random, seed);
    s->batch_only = sim_chance(s, 50);
    struct val *doc = world_doc(s);
    if (settings_read(&settings, doc, &st) < 0 || !(s->cluster = cluster_new(&settings, &st)))
        BUG("the simulation's cluster: %s", st.message);
    sim_say(s, "seed %llu: %s%s", (unsigned long long)seed, val_get_str(doc, "version", ""), s->batch_only ? ", batch" : "");
    val_unref(doc);
}

/* Time passes, and the rules that always hold are asked. */
static void step_to(struct sim *s, int64_t at_ms)
{
    cluster_run_until(s->cluster, at_ms);
    arena_reset(s->arena);
    log_state(s);
    rules_always(s);
    arena_reset(s->arena);
}

void sim_edit(struct sim *s)
{
    edit_at_random(s);
    cluster_settle(s->cluster);
    int64_t end_ms = s->cluster->now_ms + (sim_chance(s, 30) ? 0 : sim_chance(s, 6) ? JUMP_MS : sim_below(s, STEP_MAX_MS));
    for (int64_t next; (next = cluster_next_timer(s->cluster, true)) <= end_ms && !s->broken;)
        step_to(s, next);
    step_to(s, end_ms);
}

void sim_rest(struct sim *s)
{
    int instants = 0;
    edit_for_rest(s);
    cluster_settle(s->cluster);
    step_to(s, s->cluster->now_ms + POLL_MS);
    for (int64_t next; !s->broken && (next = cluster_next_timer(s->cluster, true)) != INT64_MAX; instants++) {
        if (instants == REST_INSTANTS_MAX)
            sim_break(s, "no rest after %d instants", instants);
        step_to(s, next);
    }
    if (!s->broken)
        rules_at_rest(s);
    arena_reset(s->arena);
    log_everything(s);
}

void sim_end(struct sim *s)
{
    if (s->broken && s->talks)
        show_everything(s);
    cluster_free(s->cluster);
    arena_free(s->arena);
    val_unref(s->pods);
    s->cluster = NULL;
    if (val_heap_bytes() != s->heap_before && !s->broken)
        s->broken = xstrf("documents of %zd bytes are still held at the end", val_heap_bytes() - s->heap_before);
}
