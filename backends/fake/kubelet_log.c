/*
 * What the kubelet tells on request: a container's log, what another command says inside of it, and what its own process
 * answers to what is typed.  All are followed anew each time (see program.h); nothing is kept.
 *
 * Mirrors validateContainerLogStatus of pkg/kubelet/kubelet_pods.go, v1.20.2.
 */
#include <stdlib.h>
#include <string.h>

#include "backends/base/duration.h"
#include "backends/base/rfc3339.h"
#include "backends/fake/cluster.h"
#include "backends/fake/image.h"
#include "backends/fake/kubelet.h"

/* One run of a container: the one there is, or the one before. */
struct process {
    struct program program;
    int64_t lived_ms; /* until now, or until it ended */
    bool running;
};

static const struct val *status_of(const struct val *pod, const char *container)
{
    static const char *const lists[] = { "status.containerStatuses", "status.initContainerStatuses" };
    const struct val *found = NULL;
    for (size_t i = 0; i < ARRAY_LEN(lists) && !found; i++)
        found = val_find(val_at(pod, lists[i]), "name", container, NULL);
    return found;
}

/* Why a container that has not started has no log. */
static int refuse_waiting(const struct val *waiting, const char *container, const char *pod, struct status *st)
{
    const char *reason = val_get_str(waiting, "reason", "");
    if (!waiting)
        return status_bad_request(st, "container \"%s\" in pod \"%s\" is waiting to start - no logs yet", container, pod);
    if (!strcmp(reason, "ErrImagePull"))
        reason = "image can't be pulled";
    else if (!strcmp(reason, "ImagePullBackOff"))
        reason = "trying and failing to pull image";
    return status_bad_request(st, "container \"%s\" in pod \"%s\" is waiting to start: %s", container, pod, reason);
}

/* Reads the pod's life; fails when its node does not answer. */
static int read_life(struct run *r, const struct object *pod, struct life *l, struct status *st)
{
    if (!kubelet_runs(r, pod->node))
        return status_set(st, 500, "InternalError", "Get \"https://%s:10250/containerLogs/%s/%s\": dial tcp: no route to host",
                          pod->node, pod->ns, pod->name);
    life_read(l, r, pod, arena_strf(r->arena, "%s/%s", pod->ns, pod->name));
    return 0;
}

static struct container *find_container(struct life *l, const char *name)
{
    for (size_t i = 0; i < l->count; i++)
        if (!strcmp(l->containers[i].name, name))
            return &l->containers[i];
    return NULL;
}

/* The run whose log is asked for. */
static int find_process(struct life *l, const char *name, bool previous, struct process *p, struct status *st)
{
    const struct val *status = status_of(l->doc, name), *state = val_get(status, "state");
    const struct val *last = val_at(status, "lastState.terminated"), *ended = val_get(state, "terminated");
    struct container *c = find_container(l, name);
    if (!status || !c)
        return status_bad_request(st, "container \"%s\" in pod \"%s\" is not available", name, l->pod->name);
    if (previous && !last)
        return status_bad_request(st, "previous terminated container \"%s\" in pod \"%s\" not found", name, l->pod->name);
    struct container run = *c;
    bool current = !previous && (val_get(state, "running") || ended) && c->state != CONTAINER_NONE;
    if (!current) {
        if (!last)
            return refuse_waiting(val_get(state, "waiting"), name, l->pod->name, st);
        run.started_ms = time_parse_ms(val_get_str(last, "startedAt", ""));
        run.ended_ms = time_parse_ms(val_get_str(last, "finishedAt", ""));
    }
    p->running = current && c->state == CONTAINER_RUNNING;
    p->lived_ms = (p->running ? l->run->now_ms : run.ended_ms) - run.started_ms;
    container_program(l, &run, &p->program);
    int64_t told_ms = current ? c->told_ms : c->last_told_ms;
    p->program.term_ms = told_ms > run.started_ms ? told_ms - run.started_ms : 0;
    return 0;
}

/* Bytes it had printed `after_ms` its start. */
static size_t printed_by(const struct process *p, int64_t after_ms)
{
    struct strbuf text = STRBUF_INIT;
    struct program_end end;
    if (after_ms >= 0)
        program_follow(&p->program, after_ms, PROGRAM_STEPS_MAX, &end, &text);
    size_t len = text.len;
    strbuf_release(&text);
    return len;
}

/* ---- --timestamps: when each line was printed is found by halving the time ---- */

struct stamps {
    const struct process *process;
    const struct strbuf *text;
    struct strbuf *out;
};

static void add_lines(struct stamps *s, size_t from, size_t to, int64_t at_ms)
{
    char time[RFC3339_SIZE];
    rfc3339_format_micro(time, s->process->program.start_ms + at_ms);
    for (size_t i = from; i < to; i++) {
        if (!i || s->text->buf[i - 1] == '\n')
            strbuf_addf(s->out, "%.*s000Z ", (int)strcspn(time, "Z"), time); /* runtimes write nanoseconds */
        strbuf_addch(s->out, s->text->buf[i]);
    }
}

/* The text [from, to) was printed after low_ms and not later than high_ms. */
static void stamp(struct stamps *s, size_t from, size_t to, int64_t low_ms, int64_t high_ms)
{
    if (from == to)
        return;
    if (high_ms - low_ms <= 1) {
        add_lines(s, from, to, high_ms);
        return;
    }
    int64_t middle_ms = low_ms + (high_ms - low_ms) / 2;
    size_t middle = printed_by(s->process, middle_ms);
    middle = middle < from ? from : middle > to ? to : middle;
    stamp(s, from, middle, low_ms, middle_ms);
    stamp(s, middle, to, middle_ms, high_ms);
}

/* ---- which part of it ---- */

/* A query parameter that is a number; -1 when it is not given. */
static int64_t number_of(const struct val *query, const char *name)
{
    const char *text = val_get_str(query, name, NULL);
    return text ? strtoll(text, NULL, 10) : -1;
}

static bool is_set(const struct val *query, const char *name)
{
    const char *text = val_get_str(query, name, "");
    return !strcmp(text, "true") || !strcmp(text, "1");
}

/* Where the last `lines` lines begin. */
static size_t tail_offset(const struct strbuf *text, int64_t lines)
{
    size_t at = text->len;
    for (; at > 0 && lines > 0; lines--)
        for (at--; at > 0 && text->buf[at - 1] != '\n'; at--)
            ;
    return at;
}

static void cut_log(const struct process *p, const struct val *query, int64_t now_ms, const struct strbuf *text,
                    struct strbuf *out)
{
    int64_t tail = number_of(query, "tailLines"), bytes = number_of(query, "limitBytes");
    int64_t since_ms = duration_seconds_ms(number_of(query, "sinceSeconds")), first_ms = now_ms - since_ms;
    int64_t asked_ms;
    size_t from = 0;
    if (!rfc3339_parse(val_get_str(query, "sinceTime", ""), &asked_ms))
        from = printed_by(p, asked_ms - p->program.start_ms - 1);
    else if (since_ms >= 0)
        from = printed_by(p, first_ms - p->program.start_ms - 1);
    size_t last = tail >= 0 ? tail_offset(text, tail) : 0;
    from = last > from ? last : from;
    if (is_set(query, "timestamps")) {
        struct stamps s = { p, text, out };
        stamp(&s, from < text->len ? from : text->len, text->len, -1, p->lived_ms);
    } else if (from < text->len) {
        strbuf_add(out, text->buf + from, text->len - from);
    }
    if (bytes >= 0 && (uint64_t)bytes < out->len)
        strbuf_setlen(out, (size_t)bytes);
}

int kubelet_log(struct cluster *c, const struct object *pod, const char *container, const struct val *query,
                struct strbuf *out, struct status *st)
{
    struct run r = cluster_run(c, &controller_kubelet);
    struct life l;
    struct process p;
    struct program_end end;
    struct strbuf text = STRBUF_INIT;
    if (!pod->node)
        return 0;
    if (read_life(&r, pod, &l, st) < 0 || find_process(&l, container, is_set(query, "previous"), &p, st) < 0)
        return -1;
    program_follow(&p.program, p.lived_ms > 0 ? p.lived_ms : 0, PROGRAM_STEPS_MAX, &end, &text);
    cut_log(&p, query, r.now_ms, &text, out);
    strbuf_release(&text);
    return 0;
}

/* ---- exec ---- */

int kubelet_exec(struct cluster *c, const struct object *pod, const char *container, const struct val *argv, const char *input,
                 struct strbuf *out, struct program_end *end, struct status *st)
{
    struct run r = cluster_run(c, &controller_kubelet);
    struct life l;
    struct process p;
    if (!pod->node)
        return status_client(st, "pod %s does not have a host assigned", pod->name);
    if (read_life(&r, pod, &l, st) < 0)
        return -1;
    if (find_process(&l, container, false, &p, st) < 0 || !p.running)
        return status_client(st, "unable to upgrade connection: container not found (\"%s\")", container);
    size_t before = out->len;
    struct container *at = find_container(&l, container);
    const struct val *files = at->files, *volumes = l.volumes;
    bool told = at->told;
    container_run(&l, at, r.now_ms, argv, input, end, out);
    if (end->not_found && !image_runs_docker(l.node)) {
        status_client(st, "Internal error occurred: error executing command in container: %s", out->buf + before);
        strbuf_setlen(out, before);
        return -1;
    }
    if (at->files == files && l.volumes == volumes && at->told == told)
        return 0;
    c->client_writes++; /* undo takes it back */
    life_write(&l);
    return 0;
}

/* ---- attach ---- */

enum { TYPED_MAX = 1000, TYPED_BYTES_MAX = 256 * 1024 };

/* Adds to what has been typed; false: it is more than anybody types. */
static bool type(struct life *l, struct container *c, enum typing what, const char *text)
{
    struct val *typed = c->typed ? val_ref(c->typed) : val_array();
    struct val *item = val_fmt("{at:%I, text:%s}", l->run->now_ms - c->started_ms, what == TYPE_TEXT ? text : NULL);
    size_t bytes = text ? strlen(text) : 0;
    for (size_t i = 0; i < val_len(typed); i++)
        bytes += val_len(val_get(val_item(typed, i), "text"));
    if (what != TYPE_TEXT)
        val_set(&item, what == TYPE_STOP ? "stop" : "end", val_bool(true));
    val_append(&typed, item);
    c->typed = arena_val(l->run->arena, typed);
    return val_len(typed) <= TYPED_MAX && bytes <= TYPED_BYTES_MAX;
}

/* What it has printed by now: where its last line begins. */
static size_t last_line(const struct process *p)
{
    struct strbuf text = STRBUF_INIT;
    struct program_end end;
    program_follow(&p->program, p->lived_ms, PROGRAM_STEPS_MAX, &end, &text);
    size_t at = text.len;
    while (at && text.buf[at - 1] != '\n')
        at--;
    strbuf_release(&text);
    return at;
}

int kubelet_attach(struct cluster *c, const struct object *pod, const char *container, enum typing what, const char *text,
                   struct strbuf *out, struct program_end *end, struct status *st)
{
    struct run r = cluster_run(c, &controller_kubelet);
    struct life l;
    struct process p;
    struct strbuf all = STRBUF_INIT;
    bool types = what != TYPE_TEXT || text;
    if (!pod->node)
        return status_client(st, "pod %s does not have a host assigned", pod->name);
    if (read_life(&r, pod, &l, st) < 0)
        return -1;
    struct container *at = find_container(&l, container);
    if (find_process(&l, container, false, &p, st) < 0 || !p.running)
        return status_client(st, "unable to upgrade connection: container %s not found in pod %s_%s", container, pod->name, pod->ns);
    /* The terminal shows a typed line itself, before the container's does. */
    size_t from = types ? printed_by(&p, p.lived_ms) + (text && p.program.tty ? strlen(text) : 0) : last_line(&p);
    if (types && p.program.typed && !type(&l, at, what, text))
        return status_client(st, "standard input of container %s is full", container);
    if (p.program.typed && at->typed)
        p.program.typed = at->typed;
    program_follow(&p.program, PROGRAM_FOREVER, PROGRAM_STEPS_BUSY, end, &all);
    if (all.len > from)
        strbuf_add(out, all.buf + from, all.len - from);
    strbuf_release(&all);
    end->after_ms = (end->waits_ms >= 0 ? end->waits_ms : end->after_ms) - p.lived_ms;
    if (!types || !p.program.typed)
        return 0;
    if (!at->told)
        container_look(&l, at);
    c->client_writes++; /* undo takes it back */
    life_write(&l);
    return 0;
}
