/*
 * Probes (pkg/kubelet/prober, v1.20.2): each has its ticks, counted from the pod's first sync, whatever its containers do.
 *
 * c->probes: {next, startup|liveness|readiness: {at, run, last, passed}}: the next tick, how often in a row the last result
 * came, and what is decided.  A probe whose answer can never change any more has no next tick.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/image.h"
#include "backends/fake/kubelet.h"

enum { STARTUP, LIVENESS, READINESS, PROBES };

static const struct {
    const char *field, *key, *title;
} probe_kinds[PROBES] = {
    { "startupProbe", "startup", "Startup" },
    { "livenessProbe", "liveness", "Liveness" },
    { "readinessProbe", "readiness", "Readiness" },
};

static int64_t setting(const struct val *probe, const char *name, int64_t otherwise)
{
    int64_t n = val_int_or(val_get(probe, name), otherwise);
    return n > 0 ? n : otherwise;
}

static const struct val *probe_of(const struct container *c, int kind)
{
    const struct val *probe = val_get(c->spec, probe_kinds[kind].field);
    return val_is_null(probe) ? NULL : probe;
}

static bool passed(const struct container *c, int kind)
{
    return !probe_of(c, kind) || val_bool_or(val_get(val_get(c->probes, probe_kinds[kind].key), "passed"), false);
}

/* The first tick after at_ms. */
static int64_t tick_after(const struct life *l, const struct val *probe, int64_t at_ms)
{
    int64_t period_ms = setting(probe, "periodSeconds", 10) * 1000;
    return l->added_ms + ((at_ms - l->added_ms) / period_ms + 1) * period_ms;
}

/* Takes over the new state, with the earliest tick of all. */
static void set_state(struct life *l, struct container *c, struct val *take)
{
    int64_t next_ms = NEVER_MS;
    for (int i = 0; i < PROBES; i++) {
        int64_t at_ms = val_int_or(val_get(val_get(take, probe_kinds[i].key), "at"), NEVER_MS);
        next_ms = at_ms < next_ms ? at_ms : next_ms;
    }
    val_set(&take, "next", val_int(next_ms));
    c->probes = arena_val(l->run->arena, take);
}

void probes_start(struct life *l, struct container *c)
{
    struct val *state = val_object();
    for (int i = 0; i < PROBES; i++) {
        const struct val *probe = probe_of(c, i);
        if (probe)
            val_set(&state, probe_kinds[i].key, val_fmt("{at:%I, run:0, last:%b, passed:%b}", tick_after(l, probe, c->started_ms),
                                                  i == LIVENESS, i == LIVENESS));
    }
    if (!val_len(state)) {
        val_unref(state);
        return;
    }
    set_state(l, c, state);
    c->ready = passed(c, STARTUP) && passed(c, READINESS);
}

void probes_ask_again(struct life *l, struct container *c)
{
    struct val *state = val_ref(c->probes);
    if (!state)
        return;
    for (int i = LIVENESS; i < PROBES; i++) {
        const struct val *own = val_get(state, probe_kinds[i].key);
        if (!own || val_get(own, "at"))
            continue;
        struct val *again = val_ref(own);
        val_put_int(&again, "at", tick_after(l, probe_of(c, i), l->run->now_ms));
        val_set(&state, probe_kinds[i].key, again);
    }
    set_state(l, c, state);
}

/* ---- asking ---- */

/* What came of one question. */
struct answer {
    bool fine;
    bool final;         /* it will be the same for ever */
    bool errored;       /* it could not be asked, which counts for nothing */
    const char *output; /* why not */
};

static const char *port_of(const struct life *l, const struct container *c, const struct val *port, bool *open)
{
    const struct val *ports = val_get(c->spec, "ports");
    const char *name = val_str(port);
    const struct val *named = name ? val_find(ports, "name", name, NULL) : NULL;
    int64_t number = name ? val_int_or(val_get(named, "containerPort"), strtoll(name, NULL, 10)) : val_int_or(port, 0);
    *open = !val_len(ports);
    for (size_t i = 0; i < val_len(ports); i++)
        *open = *open || val_int_or(val_get(val_item(ports, i), "containerPort"), 0) == number;
    return arena_strf(l->run->arena, "%lld", (long long)number);
}

/* The status with which a web server answers; it serves what lies under its root, a folder's index page for the folder. */
static int status_of_path(const struct life *l, const struct container *c, const struct program *p, const char *path)
{
    const char *root = image_web_root(val_get_str(c->spec, "image", ""));
    struct strbuf page = STRBUF_INIT;
    if (!root)
        return 200;
    size_t len = strcspn(path, "?#");
    bool folder = !len || path[len - 1] == '/';
    const char *file = arena_strf(l->run->arena, "%s/%.*s%s", root, (int)len, path, folder ? "index.html" : "");
    bool found = program_file(p, l->run->now_ms - c->started_ms, file, &page);
    strbuf_release(&page);
    return found ? 200 : folder && len <= 1 ? 403 : 404;
}

/* A server answers on the ports that it declares, on any when it declares none; other processes listen nowhere. */
static struct answer ask_port(const struct life *l, const struct container *c, const struct val *probe)
{
    struct arena *a = l->run->arena;
    const struct val *http = val_get(probe, "httpGet"), *target = http ? http : val_get(probe, "tcpSocket");
    const char *host = val_get_str(target, "host", l->ip ? l->ip : ""), *path = val_get_str(http, "path", "/");
    const char *image = val_get_str(c->spec, "image", "");
    bool open;
    const char *port = port_of(l, c, val_get(target ? target : val_get(probe, "grpc"), "port"), &open);
    struct program p;
    container_program(l, c, &p);
    struct answer answer = { .final = true, .output = "" };
    if (!program_listens(&p) || !open) {
        answer.output = arena_strf(a, "dial tcp %s:%s: connect: connection refused", host, port);
        if (http) {
            const char *scheme = val_str_equal(val_get(http, "scheme"), "HTTPS") ? "https" : "http";
            answer.output = arena_strf(a, "Get \"%s://%s:%s%s\": %s", scheme, host, port, path, answer.output);
        }
    } else {
        int status = http ? status_of_path(l, c, &p, path) : 200;
        const char *root = image_web_root(image);
        answer.final = !root || !is_mounted(c, root);
        answer.fine = status == 200;
        answer.output = arena_strf(a, "HTTP probe failed with statuscode: %d", status);
    }
    return answer;
}

bool container_answers(const struct life *l, const struct container *c, const struct val *handler, const char **why)
{
    struct answer answer = ask_port(l, c, handler);
    *why = answer.output;
    return answer.fine;
}

static const char *timeout_text(const struct life *l, const struct val *command, int64_t timeout_ms)
{
    struct arena *a = l->run->arena;
    struct version v = l->run->cluster->version;
    const char *words = "";
    for (size_t i = 0; i < val_len(command); i++)
        words = arena_strf(a, "%s%s%s", words, i ? " " : "", val_str_or(val_item(command, i), ""));
    if (version_has(v, FEATURE_PROBE_TIMEOUT_AFTER_TEXT))
        return arena_strf(a, "command timed out: \"%s\" timed out after %llds", words, (long long)timeout_ms / 1000);
    return version_has(v, FEATURE_PROBE_TIMEOUT_TEXT) ? arena_strf(a, "command \"%s\" timed out", words) : "";
}

static struct answer ask_command(struct life *l, struct container *c, const struct val *probe)
{
    struct program_end end;
    struct strbuf out = STRBUF_INIT;
    const struct val *command = val_at(probe, "exec.command");
    int64_t timeout_ms = setting(probe, "timeoutSeconds", 1) * 1000;
    /* A moment before now: at a tie the probe goes before what the container does. */
    container_run(l, c, l->run->now_ms - 1, command, NULL, &end, &out);
    bool in_time = end.ended && end.after_ms < timeout_ms;
    /* Docker tells by the output that it cannot start the command, containerd by an error. */
    bool errored = end.not_found && !image_runs_docker(l->node);
    struct answer answer = { .fine = in_time && !end.code, .errored = errored };
    answer.output = !in_time  ? timeout_text(l, command, timeout_ms)
                    : errored ? arena_strf(l->run->arena, "rpc error: code = Unknown desc = %s", out.buf)
                              : arena_strdup(l->run->arena, out.buf);
    strbuf_release(&out);
    return answer;
}

/* ---- judging ---- */

/* The process is told to end; the same sync starts it again. */
static void kill_unhealthy(struct life *l, struct container *c, int kind)
{
    c->unhealthy = true;
    container_event(l, c, "Normal", "Killing", arena_strf(l->run->arena, "Container %s failed %s probe, will be restarted", c->name,
                                                          probe_kinds[kind].key));
    container_tell(l, c, 0);
}

enum verdict { SAME, CHANGED, UNHEALTHY };

/* Asks, and counts the answer into the probe's state. */
static enum verdict ask(struct life *l, struct container *c, int kind, struct val **state, bool *over)
{
    const struct val *probe = probe_of(c, kind);
    struct answer answer = val_get(probe, "exec") ? ask_command(l, c, probe) : ask_port(l, c, probe);
    if (answer.errored) {
        const char *how = version_has(l->run->cluster->version, FEATURE_PROBE_ERROR_STATE_TEXT) ? " and resulted in unknown state" : "";
        container_event(l, c, "Warning", "Unhealthy",
                        arena_strf(l->run->arena, "%s probe errored%s: %s", probe_kinds[kind].title, how, answer.output));
        return SAME;
    }
    bool before = val_bool_or(val_get(*state, "passed"), false), same = val_bool_or(val_get(*state, "last"), false) == answer.fine;
    int64_t asked = val_int_or(val_get(*state, "run"), 0), run = same ? asked + 1 : 1;
    int64_t needed = answer.fine ? setting(probe, "successThreshold", 1) : setting(probe, "failureThreshold", 3);
    val_put_int(state, "run", run);
    val_put_bool(state, "last", answer.fine);
    if (!answer.fine)
        container_event(l, c, "Warning", "Unhealthy",
                        arena_strf(l->run->arena, "%s probe failed: %s", probe_kinds[kind].title, answer.output));
    if (run < needed)
        return SAME;
    val_put_bool(state, "passed", answer.fine);
    *over = answer.fine && (answer.final || kind == STARTUP);
    if (!answer.fine && kind != READINESS)
        return UNHEALTHY;
    return answer.fine != before ? CHANGED : SAME;
}

/* One tick of one probe. */
static enum verdict run_probe(struct life *l, struct container *c, int kind)
{
    const struct val *probe = probe_of(c, kind);
    struct val *all = val_ref(c->probes), *own = val_ref(val_get(all, probe_kinds[kind].key));
    int64_t now_ms = l->run->now_ms, lived_s = (now_ms - c->started_ms / 1000 * 1000) / 1000;
    bool waits = lived_s < val_int_or(val_get(probe, "initialDelaySeconds"), 0) || (kind != STARTUP && !passed(c, STARTUP));
    bool over = false;
    enum verdict verdict = waits ? SAME : ask(l, c, kind, &own, &over);
    if (over)
        val_unset(&own, "at");
    else
        val_put_int(&own, "at", tick_after(l, probe, now_ms));
    val_set(&all, probe_kinds[kind].key, own);
    set_state(l, c, all);
    return verdict;
}

int probes_run(struct life *l, struct status *st)
{
    int64_t now_ms = l->run->now_ms;
    bool changed = false;
    for (size_t i = 0; i < l->count; i++) {
        struct container *c = &l->containers[i];
        for (int kind = 0; kind < PROBES && c->state == CONTAINER_RUNNING && c->probes && !c->told; kind++) {
            if (val_int_or(val_get(val_get(c->probes, probe_kinds[kind].key), "at"), NEVER_MS) > now_ms)
                continue;
            enum verdict verdict = run_probe(l, c, kind);
            if (verdict == UNHEALTHY)
                kill_unhealthy(l, c, kind);
            else if (verdict == CHANGED)
                c->ready = passed(c, STARTUP) && passed(c, READINESS);
            changed = changed || verdict != SAME;
        }
    }
    return changed ? life_post(l, st) : 0;
}
