/*
 * The kubelets of all nodes as one controller: keys are pods ("NS/NAME").
 *
 * A node's kubelet lives as long as its Node object is there without the annotation kubelet.seodang.io/stopped: "true".
 * While it is stopped nothing is posted and nothing is restarted; when it comes back it catches up.
 */
#include "backends/fake/kubelet.h"

#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/nodelife.h"

enum { SYNC_MS = 75000 }; /* a pod that nothing happens to is looked at each minute * (1 ... 1.5) */

static const char *const watches[] = { "/pods", "/nodes", "/configmaps", "/secrets", "/services", NULL };

bool kubelet_runs(struct run *r, const char *node)
{
    const struct object *o = store_get(r->store, kind_node, "", node);
    return o && node_kubelet_runs(o->doc);
}

static const char *note_key(struct run *r, const char *key)
{
    return arena_strf(r->arena, "pod/%s", key);
}

bool life_known(struct run *r, const char *key)
{
    return run_note(r, note_key(r, key)) != NULL;
}

/* ---- what has to be looked at ---- */

/* The pod's volumes are brought again at its next sync. */
static void refresh_later(struct run *r, const struct object *pod)
{
    const char *key = note_key(r, arena_strf(r->arena, "%s/%s", pod->ns, pod->name));
    const struct val *old = run_note(r, key);
    if (val_empty(val_get(old, "volumes")) || val_get(old, "refreshAt") || pod->deleting)
        return;
    struct val *note = val_ref(old);
    int64_t added_ms = val_int_or(val_get(note, "added"), r->now_ms);
    val_set(&note, "refreshAt", val_int(added_ms + ((r->now_ms - added_ms) / SYNC_MS + 1) * SYNC_MS));
    run_set_note(r, key, note);
    run_enqueue_object(r, pod);
}

static void observe_pod(struct run *r, const struct change *c)
{
    if (c->type == CHANGE_DELETED) {
        const char *key = arena_strf(r->arena, "%s/%s", c->object->ns, c->object->name);
        run_set_note(r, note_key(r, key), NULL);
        run_cancel(r, key);
        return;
    }
    if (!c->object->node)
        return;
    const struct val *old_meta = val_get(c->old, "metadata"), *meta = val_get(c->doc, "metadata");
    bool gates = val_at(c->doc, "spec.readinessGates"); /* others write conditions that the kubelet reads */
    if (!c->old || !val_equal(val_get(c->old, "spec"), val_get(c->doc, "spec")) ||
        (gates && !val_equal(val_at(c->old, "status.conditions"), val_at(c->doc, "status.conditions"))) ||
        !val_equal(val_get(old_meta, "deletionTimestamp"), val_get(meta, "deletionTimestamp"))) {
        const char *key = note_key(r, arena_strf(r->arena, "%s/%s", c->object->ns, c->object->name));
        struct val *note = val_ref(run_note(r, key));
        if (note) {
            val_set(&note, "noticedAt", val_int(r->now_ms));
            run_set_note(r, key, note);
        }
        run_enqueue_object(r, c->object);
    } else if (!val_equal(val_get(old_meta, "labels"), val_get(meta, "labels")) ||
               !val_equal(val_get(old_meta, "annotations"), val_get(meta, "annotations"))) {
        refresh_later(r, c->object);
    }
}

/* Whether a volume of the pod is made of the object. */
static bool mounts_object(const struct val *pod, const struct change *c)
{
    const struct val *volumes = val_at(pod, "spec.volumes");
    bool map = c->kind == kind_configmap;
    for (size_t i = 0; i < val_len(volumes); i++) {
        const struct val *v = val_item(volumes, i);
        const char *name = map ? val_at_str(v, "configMap.name", "") : val_at_str(v, "secret.secretName", "");
        if (!strcmp(name, c->object->name) || val_get(v, "projected"))
            return true;
    }
    return false;
}

/* A Service comes or goes: programs that ask for it are followed anew. */
static void observe_service(struct run *r, const struct change *c)
{
    for (const struct object *o = c->type == CHANGE_MODIFIED ? NULL : store_first(r->store, kind_pod, NULL); o; o = store_next(r->store, o, NULL)) {
        const char *key = note_key(r, arena_strf(r->arena, "%s/%s", o->ns, o->name));
        struct val *note = o->node && asks_network(o->doc) ? val_ref(run_note(r, key)) : NULL;
        if (!note)
            continue;
        val_set(&note, "network", val_bool(true));
        run_set_note(r, key, note);
        run_enqueue_object(r, o);
    }
}

static void observe(struct run *r, const struct change *c)
{
    if (c->kind == kind_service) {
        observe_service(r, c);
        return;
    }
    if (c->kind == kind_configmap || c->kind == kind_secret) {
        for (const struct object *o = store_first(r->store, kind_pod, c->object->ns); o && c->old; o = store_next(r->store, o, c->object->ns))
            if (o->node && mounts_object(o->doc, c))
                refresh_later(r, o);
        return;
    }
    if (c->kind == kind_pod) {
        observe_pod(r, c);
        return;
    }
    if (c->type == CHANGE_DELETED || !node_kubelet_runs(c->doc) || (c->old && node_kubelet_runs(c->old)))
        return;
    for (const struct object *o = store_on_node(r->store, c->object->name); o; o = o->node_next)
        run_enqueue_object(r, o);
}

/* ---- a life, read ---- */

static void read_terminated(struct container *c, const struct val *state)
{
    c->state = CONTAINER_EXITED;
    c->started_ms = time_parse_ms(val_get_str(state, "startedAt", ""));
    c->ended_ms = time_parse_ms(val_get_str(state, "finishedAt", ""));
    c->code = val_int_or(val_get(state, "exitCode"), 0);
    c->reason = val_get_str(state, "reason", "");
}

static void read_container_status(struct container *c, const struct val *status)
{
    const struct val *state = val_get(status, "state"), *running = val_get(state, "running");
    const struct val *waiting = val_get(state, "waiting");
    c->restarts = val_int_or(val_get(status, "restartCount"), 0);
    c->ready = val_bool_or(val_get(status, "ready"), false);
    c->last = val_get(val_get(status, "lastState"), "terminated");
    if (running) {
        c->state = CONTAINER_RUNNING;
        c->started_ms = time_parse_ms(val_get_str(running, "startedAt", ""));
    } else if (val_get(state, "terminated")) {
        read_terminated(c, val_get(state, "terminated"));
    } else if (waiting) {
        c->waiting = val_str(val_get(waiting, "reason"));
        c->message = val_str(val_get(waiting, "message"));
    }
}

static int64_t note_ms(const struct val *note, const char *key)
{
    return val_int_or(val_get(note, key), NEVER_MS);
}

static void read_container_note(struct container *c, const struct val *note)
{
    c->state = (enum container_state)val_int_or(val_get(note, "state"), CONTAINER_NONE);
    c->started_ms = val_int_or(val_get(note, "started"), 0);
    c->ended_ms = val_int_or(val_get(note, "ended"), 0);
    c->exit_at_ms = note_ms(note, "exitAt");
    c->look_at_ms = note_ms(note, "lookAt");
    c->code = val_int_or(val_get(note, "code"), 0);
    c->reason = val_str(val_get(note, "reason"));
    c->end_message = val_str(val_get(note, "endMessage"));
    c->restarts = val_int_or(val_get(note, "restarts"), 0);
    c->last = val_get(note, "last");
    c->waiting = val_str(val_get(note, "waiting"));
    c->message = val_str(val_get(note, "message"));
    c->ready = val_bool_or(val_get(note, "ready"), false);
    c->backoff_ms = val_int_or(val_get(note, "backoff"), 0);
    c->backoff_at_ms = val_int_or(val_get(note, "backoffAt"), 0);
    c->pull_backoff_ms = val_int_or(val_get(note, "pullBackoff"), 0);
    c->pull_backoff_at_ms = val_int_or(val_get(note, "pullBackoffAt"), 0);
    c->pull_image = val_str(val_get(note, "pullImage"));
    c->probes = val_get(note, "probes");
    c->unhealthy = val_bool_or(val_get(note, "unhealthy"), false);
    c->told = val_bool_or(val_get(note, "told"), false);
    c->told_ms = val_int_or(val_get(note, "toldAt"), 0);
    c->last_told_ms = val_int_or(val_get(note, "lastToldAt"), 0);
    c->files = val_get(note, "files");
    c->typed = val_get(note, "typed");
    c->env = val_get(note, "env");
}

static void read_containers(struct life *l, const struct val *note)
{
    const struct val *inits = val_at(l->doc, "spec.initContainers"), *mains = val_at(l->doc, "spec.containers");
    const struct val *init_statuses = val_at(l->doc, "status.initContainerStatuses");
    const struct val *main_statuses = val_at(l->doc, "status.containerStatuses");
    l->init_count = l->run->cluster->settings.images == IMAGES_ANY ? 0 : val_len(inits);
    l->count = l->init_count + val_len(mains);
    l->containers = arena_alloc(l->run->arena, (l->count + 1) * sizeof(*l->containers));
    for (size_t i = 0; i < l->count; i++) {
        struct container *c = &l->containers[i];
        c->init = i < l->init_count;
        c->spec = c->init ? val_item(inits, i) : val_item(mains, i - l->init_count);
        c->name = val_get_str(c->spec, "name", "");
        c->sidecar = c->init && val_str_equal(val_get(c->spec, "restartPolicy"), "Always");
        c->exit_at_ms = c->look_at_ms = NEVER_MS;
        const struct val *own = val_get(val_get(note, "containers"), c->name);
        if (own)
            read_container_note(c, own);
        else
            read_container_status(c, val_find(c->init ? init_statuses : main_statuses, "name", c->name, NULL));
    }
}

void life_read(struct life *l, struct run *r, const struct object *o, const char *key)
{
    const struct val *note = arena_val(r->arena, val_ref(run_note(r, note_key(r, key))));
    if (!val_str_equal(val_get(note, "uid"), o->uid))
        note = NULL;
    *l = (struct life){ .run = r, .pod = o, .key = key, .doc = arena_val(r->arena, val_ref(o->doc)) };
    l->node = arena_val(r->arena, val_ref(store_get(r->store, kind_node, "", o->node)->doc));
    const struct val *status = val_get(l->doc, "status");
    l->seen = val_get(status, "startTime");
    l->ip = val_str(val_get(note, "ip"));
    l->ip = l->ip ? l->ip : val_str(val_get(status, "podIP"));
    l->phase = val_get_str(status, "phase", "Pending");
    l->reason = val_str(val_get(status, "reason"));
    l->message = val_str(val_get(status, "message"));
    l->added_ms = val_int_or(val_get(note, "added"), r->now_ms);
    l->sync_at_ms = note_ms(note, "syncAt");
    l->noticed_at_ms = note ? note_ms(note, "noticedAt") : r->now_ms; /* without a note: something is new */
    l->pull_end_ms = note_ms(note, "pullEnd");
    l->pulling = val_int_or(val_get(note, "pulling"), 0);
    l->hooking = val_bool_or(val_get(note, "hooking"), false);
    l->kill_at_ms = note_ms(note, "killAt");
    l->gone_at_ms = note_ms(note, "goneAt");
    l->deadline_ms = note_ms(note, "deadline");
    l->refresh_at_ms = note_ms(note, "refreshAt");
    l->volumes = val_get(note, "volumes");
    l->mount_at_ms = note_ms(note, "mountAt");
    l->mount_wait_ms = note_ms(note, "mountWait");
    l->mount_tries = val_int_or(val_get(note, "mountTries"), 0);
    l->failed = val_bool_or(val_get(note, "failed"), false);
    read_containers(l, note);
    for (size_t i = 0; val_get(note, "network") && i < l->count; i++)
        l->containers[i].stale = true;
}

/* ---- a life, written ---- */

static void put_ms(struct val **note, const char *key, int64_t ms)
{
    if (ms != NEVER_MS)
        val_set(note, key, val_int(ms));
}

static void put_number(struct val **note, const char *key, int64_t n)
{
    if (n)
        val_set(note, key, val_int(n));
}

static void put_text(struct val **note, const char *key, const char *text)
{
    if (text)
        val_set(note, key, val_string(text));
}

static struct val *container_note(const struct container *c)
{
    struct val *note = val_fmt("{state:%d, last:%v, probes:%v, files:%v, typed:%v, env:%v}", (int)c->state, c->last, c->probes,
                               c->files, c->typed, c->env);
    put_number(&note, "started", c->started_ms);
    put_number(&note, "ended", c->ended_ms);
    put_ms(&note, "exitAt", c->exit_at_ms);
    put_ms(&note, "lookAt", c->look_at_ms);
    put_number(&note, "code", c->code);
    put_text(&note, "reason", c->reason);
    put_text(&note, "endMessage", c->end_message);
    put_number(&note, "restarts", c->restarts);
    put_text(&note, "waiting", c->waiting);
    put_text(&note, "message", c->message);
    if (c->ready)
        val_set(&note, "ready", val_bool(true));
    put_number(&note, "backoff", c->backoff_ms);
    put_number(&note, "backoffAt", c->backoff_at_ms);
    put_number(&note, "pullBackoff", c->pull_backoff_ms);
    put_number(&note, "pullBackoffAt", c->pull_backoff_at_ms);
    put_text(&note, "pullImage", c->pull_image);
    if (c->unhealthy)
        val_set(&note, "unhealthy", val_bool(true));
    if (c->told)
        val_set(&note, "told", val_bool(true));
    put_number(&note, "toldAt", c->told_ms);
    put_number(&note, "lastToldAt", c->last_told_ms);
    return note;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

int64_t life_next_ms(const struct life *l)
{
    int64_t next = l->pull_end_ms;
    if (next == NEVER_MS) /* the worker is free */
        next = earlier(earlier(earlier(l->sync_at_ms, l->noticed_at_ms), l->refresh_at_ms), earlier(l->deadline_ms, l->gone_at_ms));
    if (l->kill_at_ms > l->run->now_ms)
        next = earlier(next, l->kill_at_ms);
    for (size_t i = 0; i < l->count; i++) {
        const struct container *c = &l->containers[i];
        if (c->state == CONTAINER_RUNNING)
            next = earlier(next, earlier(c->exit_at_ms, c->look_at_ms));
        if (!c->told)
            next = earlier(next, val_int_or(val_get(c->probes, "next"), NEVER_MS));
    }
    return next;
}

/* Whether the status alone tells everything: all run on for ever, or all is over. */
static bool is_plain(const struct life *l)
{
    bool runs = false;
    if (l->gone_at_ms != NEVER_MS || (l->kill_at_ms != NEVER_MS && val_at(l->doc, "metadata.deletionTimestamp")))
        return false;
    if (!val_empty(l->volumes))
        return false;
    for (size_t i = 0; i < l->count; i++) {
        runs = runs || l->containers[i].state == CONTAINER_RUNNING;
        if (!val_empty(l->containers[i].files) || l->containers[i].typed || l->containers[i].env)
            return false;
    }
    if (!runs && l->noticed_at_ms == NEVER_MS && (!strcmp(l->phase, "Succeeded") || !strcmp(l->phase, "Failed")))
        return true;
    if (life_next_ms(l) != NEVER_MS)
        return false;
    for (size_t i = 0; i < l->count; i++)
        if (l->containers[i].state == CONTAINER_NONE || l->containers[i].probes ||
            (!l->containers[i].init && l->containers[i].state != CONTAINER_RUNNING))
            return false;
    return true;
}

void life_write(struct life *l)
{
    struct run *r = l->run;
    const char *uid = val_at_str(l->doc, "metadata.uid", "");
    struct val *containers = val_object();
    if (is_plain(l)) {
        val_unref(containers);
        run_set_note(r, note_key(r, l->key), NULL);
        run_cancel(r, l->key);
        return;
    }
    for (size_t i = 0; i < l->count; i++)
        val_set(&containers, l->containers[i].name, container_note(&l->containers[i]));
    struct val *note = val_fmt("{uid:%s, containers:%V, ip:%s, added:%I, volumes:%v}", uid, containers, l->ip, l->added_ms, l->volumes);
    put_ms(&note, "syncAt", l->sync_at_ms);
    put_ms(&note, "noticedAt", l->noticed_at_ms);
    put_ms(&note, "pullEnd", l->pull_end_ms);
    put_number(&note, "pulling", l->pulling);
    put_ms(&note, "killAt", l->kill_at_ms);
    put_ms(&note, "goneAt", l->gone_at_ms);
    put_ms(&note, "deadline", l->deadline_ms);
    put_ms(&note, "refreshAt", l->refresh_at_ms);
    put_number(&note, "mountTries", l->mount_tries);
    put_ms(&note, "mountAt", l->mount_at_ms);
    put_ms(&note, "mountWait", l->mount_wait_ms);
    if (l->hooking)
        val_set(&note, "hooking", val_bool(true));
    if (l->failed)
        val_set(&note, "failed", val_bool(true));
    run_set_note(r, note_key(r, l->key), note);
    run_cancel(r, l->key);
    int64_t next_ms = life_next_ms(l);
    if (next_ms <= r->now_ms) /* the next look is later than this one, whatever a pod does */
        next_ms = r->now_ms + 1;
    if (next_ms != NEVER_MS)
        run_enqueue_at(r, l->key, next_ms);
}

/* ---- acting ---- */

const char *pod_ip(struct life *l)
{
    enum { LAST_OCTETS = 250 };
    struct run *r = l->run;
    if (val_at_bool(l->doc, "spec.hostNetwork", false))
        return *node_address(l->node) ? node_address(l->node) : NULL;
    int64_t n = val_int_or(run_note(r, "addresses"), 0);
    run_set_note(r, "addresses", val_int(n + 1));
    return arena_strf(r->arena, "10.233.%lld.%lld", (long long)(n / LAST_OCTETS % 256), (long long)(n % LAST_OCTETS + 2));
}

int life_post(struct life *l, struct status *st)
{
    struct run *r = l->run;
    struct val *status = life_status(l);
    l->phase = arena_strdup(r->arena, val_get_str(status, "phase", "Pending"));
    l->seen = true;
    if (val_equal(status, val_get(l->doc, "status"))) {
        val_unref(status);
        return 0;
    }
    if (api_update_status(r->cluster, l->pod, status, st) < 0)
        return -1;
    l->doc = arena_val(r->arena, val_ref(l->pod->doc));
    return 0;
}

int life_remove(struct life *l, struct status *st)
{
    struct delete_options options = DELETE_OPTIONS_INIT;
    options.grace_seconds = 0;
    options.uid = val_at_str(l->doc, "metadata.uid", NULL);
    l->gone_at_ms = NEVER_MS;
    l->pod = NULL;
    const struct object *o = store_by_uid(l->run->store, options.uid);
    return o ? api_delete(l->run->cluster, o, &options, st) : 0;
}

static int sync(struct run *r, const char *key, struct status *st)
{
    const char *ns, *name;
    run_split_key(r, key, &ns, &name);
    const struct object *o = store_get(r->store, kind_pod, ns, name);
    if (!o || !o->node || !kubelet_runs(r, o->node))
        return 0;
    if (pod_is_finished(o->doc) && !o->deleting && !life_known(r, key))
        return 0;
    if (kubelet_admits(r, o, st) != ADMITTED)
        return 0;
    struct life l;
    const char *uid = arena_strdup(r->arena, o->uid);
    life_read(&l, r, o, arena_strdup(r->arena, key));
    int rc = r->cluster->settings.images == IMAGES_ANY ? any_sync(&l, st) : worker_sync(&l, st);
    o = store_get(r->store, kind_pod, ns, name);
    if (o && !strcmp(o->uid, uid))
        life_write(&l);
    return rc;
}

const struct controller controller_kubelet = {
    .name = "kubelet",
    .watches = watches,
    .observe = observe,
    .sync = sync,
};
