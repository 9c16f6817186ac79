/*
 * What a real kubelet does with one pod (pkg/kubelet/{pod_workers,kubelet}.go, kuberuntime, v1.20.2).
 *
 * The worker does one sync at a time: it posts the status, then starts what has to run, container after container.  A pull
 * keeps it busy.  What happens in the runtime meanwhile (a start, an end) is noticed at the next relist, once a second, and
 * causes another sync.  A sync that could not do everything is repeated after some ten seconds.
 */
#include <string.h>

#include "backends/base/duration.h"
#include "backends/fake/cluster.h"
#include "backends/fake/image.h"
#include "backends/fake/kubelet.h"

enum {
    RELIST_MS = 1000,
    RETRY_MS = 13000,          /* 10 s * (1 ... 1.5) */
    LATE_PERCENT = 25,         /* how much later than due a kubelet looks that wakes for a back-off: up to 50 */
    BACKOFF_FIRST_MS = 10000, BACKOFF_MAX_MS = 300000,
    MOUNT_FIRST_MS = 500, MOUNT_MAX_MS = 122000, MOUNT_WAIT_MS = 123000,
    GONE_MS = 5000,            /* from the containers' end to the object's, up to v1.26 */
    GONE_SOON_MS = 500,        /* and after */
};

void life_notice(struct life *l, int64_t at_ms)
{
    int64_t tick_ms = (at_ms / RELIST_MS + 1) * RELIST_MS;
    if (tick_ms < l->noticed_at_ms)
        l->noticed_at_ms = tick_ms;
}

static const char *event_path(const struct life *l, const struct container *c)
{
    return arena_strf(l->run->arena, "spec.%s{%s}", c->init ? "initContainers" : "containers", c->name);
}

void container_event(const struct life *l, const struct container *c, const char *type, const char *reason, const char *text)
{
    run_event_field(l->run, l->doc, event_path(l, c), l->pod->node, type, reason, "%s", text);
}

static bool has(const struct life *l, enum feature f)
{
    return version_has(l->run->cluster->version, f);
}

static bool is_deleting(const struct life *l)
{
    return val_get(val_get(l->doc, "metadata"), "deletionTimestamp");
}

/* ---- images ---- */

static const char *images_key(const struct life *l)
{
    return arena_strf(l->run->arena, "images/%s", l->pod->node);
}

static bool is_present(const struct life *l, const char *image)
{
    const struct settings *s = &l->run->cluster->settings;
    const char *name = image_canonical(l->run->arena, image);
    for (size_t i = 0; i < val_len(s->image_names); i++)
        if (!strcmp(image_canonical(l->run->arena, val_str_or(val_item(s->image_names, i), "")), name))
            return true;
    return val_get(run_note(l->run, images_key(l)), name);
}

static void keep_image(const struct life *l, const char *image)
{
    struct val *images = val_ref(run_note(l->run, images_key(l)));
    val_set(&images, image_canonical(l->run->arena, image), val_bool(true));
    run_set_note(l->run, images_key(l), images);
}

/* A container cannot be started now: it waits for this reason, and the sync has failed. */
static bool fail(struct life *l, struct container *c, const char *reason, const char *message)
{
    c->waiting = reason;
    c->message = message;
    l->failed = true;
    return false;
}

static bool fail_with_event(struct life *l, struct container *c, const char *reason, const char *message)
{
    container_event(l, c, "Warning", "Failed", arena_strf(l->run->arena, "Error: %s", reason));
    return fail(l, c, reason, message);
}

static bool is_backing_off(int64_t since_ms, int64_t delay_ms, int64_t now_ms)
{
    return delay_ms && now_ms - since_ms < delay_ms;
}

/* client-go's flowcontrol: doubled, and back to the start after twice the longest time. */
static void grow_backoff(int64_t *delay_ms, int64_t *at_ms, int64_t event_ms, int64_t now_ms)
{
    bool kept = *delay_ms && event_ms - *at_ms <= 2 * BACKOFF_MAX_MS;
    int64_t next = kept ? *delay_ms * 2 : BACKOFF_FIRST_MS;
    *delay_ms = next < BACKOFF_MAX_MS ? next : BACKOFF_MAX_MS;
    *at_ms = now_ms;
}

/* "2.000759181s": no two pulls take the same time. */
static const char *pull_time(const struct life *l, const char *image)
{
    char digest[65], text[DURATION_SIZE];
    image_digest(image_canonical(l->run->arena, image), digest);
    int64_t ns = 0;
    for (int i = 0; i < 5; i++)
        ns = ns * 16 + (digest[i] <= '9' ? digest[i] - '0' : digest[i] - 'a' + 10);
    ns += l->run->cluster->settings.image_pull_ms * DURATION_NS_PER_MS;
    if (has(l, FEATURE_PULLED_WAITING_TEXT))
        ns -= ns % DURATION_NS_PER_MS;
    return arena_strdup(l->run->arena, duration_format(text, ns));
}

static int64_t image_size(const struct life *l, const char *image)
{
    char digest[65];
    int64_t size = 0;
    image_digest(image_canonical(l->run->arena, image), digest);
    for (int i = 0; i < 6; i++)
        size = size * 16 + (digest[i] <= '9' ? digest[i] - '0' : digest[i] - 'a' + 10);
    return 20000000 + size * 8;
}

static const char *pulled_text(const struct life *l, const char *image)
{
    struct arena *a = l->run->arena;
    const char *text = arena_strf(a, "Successfully pulled image \"%s\"", image), *time = pull_time(l, image);
    if (has(l, FEATURE_PULLED_TIME_TEXT))
        text = arena_strf(a, "%s in %s", text, time);
    if (has(l, FEATURE_PULLED_WAITING_TEXT))
        text = arena_strf(a, "%s (%s including waiting)", text, time);
    if (has(l, FEATURE_PULLED_SIZE_TEXT))
        text = arena_strf(a, "%s. Image size: %lld bytes.", text, (long long)image_size(l, image));
    return text;
}

/* Whether the image is there; else what is to be done about it has been done: the worker is busy, or this failed. */
static bool has_image(struct life *l, struct container *c)
{
    struct arena *a = l->run->arena;
    const char *image = val_get_str(c->spec, "image", ""), *policy = val_get_str(c->spec, "imagePullPolicy", "IfNotPresent");
    const char *refusal = image_refusal(a, image, l->run->cluster->version);
    if (refusal) {
        const char *text = arena_strf(a, "Failed to apply default image tag \"%s\": %s", image, refusal);
        container_event(l, c, "Warning", "InspectFailed", text);
        return fail_with_event(l, c, "InvalidImageName", text);
    }
    bool present = is_present(l, image);
    if (present && strcmp(policy, "Always")) {
        container_event(l, c, "Normal", "Pulled", arena_strf(a, "Container image \"%s\" already present on machine%s", image,
                                                             has(l, FEATURE_PRESENT_TEXT) ? " and can be accessed by the pod" : ""));
        return true;
    }
    if (!strcmp(policy, "Never")) {
        const char *text = arena_strf(a, "Container image \"%s\" is not present with pull policy of Never", image);
        container_event(l, c, "Warning", "ErrImageNeverPull", text);
        return fail_with_event(l, c, "ErrImageNeverPull", text);
    }
    if (c->pull_image && strcmp(c->pull_image, image))
        c->pull_backoff_ms = 0;
    if (is_backing_off(c->pull_backoff_at_ms, c->pull_backoff_ms, l->run->now_ms)) {
        const char *text = arena_strf(a, "Back-off pulling image \"%s\"", image);
        const char *why = has(l, FEATURE_BACKOFF_CAUSE_TEXT) ? image_pull_error(a, l->node, image) : NULL;
        container_event(l, c, "Normal", "BackOff", text);
        return fail_with_event(l, c, "ImagePullBackOff", why ? arena_strf(a, "%s: ErrImagePull: %s", text, why) : text);
    }
    container_event(l, c, "Normal", "Pulling", arena_strf(a, "Pulling image \"%s\"", image));
    c->pull_image = image;
    l->pulling = c - l->containers;
    l->pull_end_ms = l->run->now_ms + l->run->cluster->settings.image_pull_ms;
    return false;
}

/* The pull is over. */
static bool end_pull(struct life *l, struct container *c)
{
    const char *image = c->pull_image ? c->pull_image : val_get_str(c->spec, "image", "");
    const char *error = image_pull_error(l->run->arena, l->node, image);
    l->pull_end_ms = NEVER_MS;
    if (!error) {
        keep_image(l, image);
        container_event(l, c, "Normal", "Pulled", pulled_text(l, image));
        return true;
    }
    container_event(l, c, "Warning", "Failed", arena_strf(l->run->arena, "Failed to pull image \"%s\": %s", image, error));
    grow_backoff(&c->pull_backoff_ms, &c->pull_backoff_at_ms, l->run->now_ms, l->run->now_ms);
    return fail_with_event(l, c, "ErrImagePull", error);
}

/* ---- starting ---- */

/* A container that ended is not started again before its back-off is over. */
static bool may_restart(struct life *l, struct container *c)
{
    int64_t now_ms = l->run->now_ms;
    if (c->state != CONTAINER_EXITED)
        return true;
    bool kept = c->ended_ms - c->backoff_at_ms <= 2 * BACKOFF_MAX_MS;
    if (kept && is_backing_off(c->ended_ms, c->backoff_ms, now_ms)) {
        const struct val *meta = val_get(l->doc, "metadata");
        const char *text = "Back-off restarting failed container";
        if (has(l, FEATURE_BACKOFF_NAMES_TEXT))
            text = arena_strf(l->run->arena, "%s %s in pod %s_%s(%s)", text, c->name, val_get_str(meta, "name", ""),
                              val_get_str(meta, "namespace", ""), val_get_str(meta, "uid", ""));
        container_event(l, c, "Warning", "BackOff", text);
        return fail(l, c, "CrashLoopBackOff", backoff_message(l, c, c->backoff_ms));
    }
    grow_backoff(&c->backoff_ms, &c->backoff_at_ms, c->ended_ms, now_ms);
    return true;
}

/* One that a probe ended is started again in the same sync, if the end of the run before lies back far enough. */
static bool may_follow(const struct life *l, struct container *c, int64_t finished_ms)
{
    int64_t now_ms = l->run->now_ms;
    if (finished_ms > 0 && is_backing_off(finished_ms, c->backoff_ms, now_ms))
        return false;
    grow_backoff(&c->backoff_ms, &c->backoff_at_ms, finished_ms > 0 ? finished_ms : now_ms, now_ms);
    return true;
}

/* The runtime's words when the command does not exist. */
static void fail_start(struct life *l, struct container *c, const char *command)
{
    struct arena *a = l->run->arena;
    bool docker = !strncmp(container_id(l, c, 0), "docker:", 7);
    const char *why, *quoted = arena_strf(a, "exec: \"%s\": executable file not found in $PATH", command);
    container_start(l, c);
    if (docker) {
        why = arena_strf(a, "OCI runtime create failed: container_linux.go:370: starting container process caused: %s: unknown", quoted);
        container_event(l, c, "Warning", "Failed",
                        arena_strf(a, "Error: failed to start container \"%s\": Error response from daemon: %s", c->name, why));
    } else {
        why = arena_strf(a, "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create "
                            "failed: unable to start container process: error during container init: %s", quoted);
        container_event(l, c, "Warning", "Failed", arena_strf(a, "Error: %s", why));
    }
    container_end(l, c, l->run->now_ms, docker ? 127 : 128, docker ? "ContainerCannotRun" : "StartError");
    c->end_message = why;
    if (docker)
        fail(l, c, "RunContainerError", arena_strf(a, "failed to start container \"%s\": Error response from daemon: %s",
                                                   container_id(l, c, c->restarts) + strlen("docker://"), why));
}

/* The postStart hook keeps the worker busy; when it fails, so does the container. */
static void begin(struct life *l, struct container *c)
{
    int64_t took_ms, code, now_ms = l->run->now_ms;
    const char *reason = container_post_start(l, c, &took_ms);
    if (reason) {
        container_event(l, c, "Normal", "Killing", "FailedPostStartHook");
        c->exit_at_ms = now_ms + container_stop_ms(l, c, took_ms, &code);
        c->look_at_ms = NEVER_MS;
        c->told = true;
        c->told_ms = now_ms + took_ms;
        c->code = code;
        took_ms = c->exit_at_ms - now_ms;
        fail(l, c, reason, NULL);
    }
    if (!took_ms)
        return;
    l->hooking = true;
    l->pulling = c - l->containers;
    l->pull_end_ms = took_ms == NEVER_MS ? NEVER_MS - 1 : now_ms + took_ms;
}

static void create(struct life *l, struct container *c)
{
    struct arena *a = l->run->arena;
    struct program p;
    struct program_end end;
    const char *error;
    val_unref(container_env(l, c, &error));
    error = error ? error : container_user_refusal(l, c);
    if (error) {
        container_event(l, c, "Warning", "Failed", arena_strf(a, "Error: %s", error));
        fail(l, c, "CreateContainerConfigError", error);
        return;
    }
    container_succeed(l, c);
    container_event(l, c, "Normal", "Created", has(l, FEATURE_CREATED_PLAIN_TEXT) ? "Container created"
                                             : has(l, FEATURE_CREATED_COLON_TEXT) ? arena_strf(a, "Created container: %s", c->name)
                                                                                  : arena_strf(a, "Created container %s", c->name));
    life_notice(l, l->run->now_ms);
    container_program_alone(l, c, &p);
    program_follow(&p, 0, 1, &end, NULL);
    if (end.not_found) {
        fail_start(l, c, val_str_or(val_item(p.argv, 0), ""));
        return;
    }
    container_start(l, c);
    probes_start(l, c);
    container_event(l, c, "Normal", "Started", has(l, FEATURE_CREATED_PLAIN_TEXT) ? "Container started"
                                                                                  : arena_strf(a, "Started container %s", c->name));
    begin(l, c);
}

static bool init_is_done(const struct container *c)
{
    return c->sidecar ? c->state == CONTAINER_RUNNING : c->state == CONTAINER_EXITED && c->code == 0;
}

/* Whether this container is to be started now. */
static bool is_due(const struct life *l, size_t i)
{
    const struct container *c = &l->containers[i];
    bool over = true; /* no main container runs or will */
    for (size_t k = l->init_count; k < l->count; k++)
        over = over && l->containers[k].state == CONTAINER_EXITED && !pod_restarts(l, l->containers[k].code);
    for (size_t k = 0; k < l->init_count && k < i; k++)
        if (!init_is_done(&l->containers[k]))
            return false;
    if (c->state == CONTAINER_RUNNING || (c->init && init_is_done(c)))
        return false;
    if (c->state == CONTAINER_NONE)
        return true;
    if (c->sidecar)
        return !over;
    return c->init ? strcmp(val_at_str(l->doc, "spec.restartPolicy", "Always"), "Never") != 0 : pod_restarts(l, c->code);
}

/* Starts what is due, from container i on, until the worker is busy or through. */
static void start_from(struct life *l, size_t i)
{
    for (; i < l->count; i++) {
        struct container *c = &l->containers[i];
        if (!is_due(l, i) || !may_restart(l, c))
            continue;
        if (has_image(l, c))
            create(l, c);
        if (l->pull_end_ms != NEVER_MS)
            return;
    }
    l->sync_at_ms = l->failed ? l->run->now_ms + RETRY_MS : NEVER_MS;
    for (size_t k = 0; l->failed && has(l, FEATURE_RESTARTS_IN_TIME) && k < l->count; k++) {
        const struct container *c = &l->containers[k];
        int64_t left_ms = c->ended_ms + c->backoff_ms - l->run->now_ms;
        int64_t over_ms = l->run->now_ms + left_ms + left_ms * LATE_PERCENT / 100;
        if (c->state == CONTAINER_EXITED && c->waiting && left_ms > 0 && over_ms < l->sync_at_ms)
            l->sync_at_ms = over_ms;
    }
}

/* ---- ending ---- */

static const char kill_reason_deadline[] = "DeadlineExceeded";

static void kill_one(struct life *l, struct container *c, int64_t from_ms)
{
    container_event(l, c, "Normal", "Killing", arena_strf(l->run->arena, "Stopping container %s", c->name));
    container_tell(l, c, from_ms);
}

/* Tells all processes to end; each does so in its own time, the sidecars after the others, the last one first. */
static void kill_all(struct life *l)
{
    int64_t now_ms = l->run->now_ms, last_ms = now_ms, main_ms = now_ms;
    for (size_t n = l->count; n--;) {
        struct container *c = &l->containers[n];
        if (c->state != CONTAINER_RUNNING)
            continue;
        if (!c->told)
            kill_one(l, c, c->sidecar ? main_ms - now_ms : 0);
        last_ms = c->exit_at_ms > last_ms ? c->exit_at_ms : last_ms;
        main_ms = c->sidecar ? c->exit_at_ms : last_ms;
    }
    l->kill_at_ms = last_ms;
    l->sync_at_ms = NEVER_MS;
}

/* A deleted pod: its containers end, that is posted, and some time later the object goes. */
static int end_pod(struct life *l, struct status *st)
{
    int64_t now_ms = l->run->now_ms;
    bool runs = false;
    if (l->noticed_at_ms <= now_ms)
        l->noticed_at_ms = NEVER_MS;
    if (l->gone_at_ms <= now_ms)
        return life_remove(l, st);
    if (l->gone_at_ms != NEVER_MS)
        return 0;
    if (l->kill_at_ms == NEVER_MS)
        kill_all(l);
    for (size_t i = 0; i < l->count; i++) /* one that ends at once is met at the next look */
        runs = runs || l->containers[i].state == CONTAINER_RUNNING;
    if (runs || l->kill_at_ms > now_ms || l->noticed_at_ms != NEVER_MS)
        return 0;
    l->gone_at_ms = now_ms + (has(l, FEATURE_POD_GOES_SOON) ? GONE_SOON_MS : GONE_MS);
    return life_post(l, st);
}

static void exceed_deadline(struct life *l)
{
    static const char text[] = "Pod was active on the node longer than the specified deadline";
    l->deadline_ms = NEVER_MS;
    l->reason = kill_reason_deadline;
    l->message = text;
    run_event_field(l->run, l->doc, NULL, l->pod->node, "Normal", kill_reason_deadline, "%s", text);
    kill_all(l);
    l->kill_at_ms = NEVER_MS;
    l->sync_at_ms = l->run->now_ms;
}

/* ---- one sync ---- */

/* "[a b]": the names of what the pod's containers mount, in order. */
static const char *mounted_names(const struct life *l)
{
    const struct val *volumes = val_at(l->doc, "spec.volumes");
    const char *names = "";
    for (size_t i = 0; i < val_len(volumes); i++)
        names = arena_strf(l->run->arena, "%s%s%s", names, i ? " " : "", val_get_str(val_item(volumes, i), "name", ""));
    return arena_strf(l->run->arena, "[%s]", names);
}

static void event_unmounted(const struct life *l, const char *volume)
{
    bool late = has(l, FEATURE_MOUNT_TIMEOUT_TEXT);
    run_event_field(l->run, l->doc, NULL, l->pod->node, "Warning", "FailedMount",
                    "Unable to attach or mount volumes: unmounted volumes=[%s], unattached volumes=%s%s: %s", volume,
                    late ? "[]" : mounted_names(l), late ? ", failed to process volumes=[]" : "",
                    late ? "context deadline exceeded" : "timed out waiting for the condition");
}

/* Volumes come first: nothing is started before all are there.  They are tried again and again, longer and longer apart; the
 * pod's worker waits for them some two minutes, says so, and waits again. */
static bool mounts(struct life *l)
{
    int64_t now_ms = l->run->now_ms, delay_ms = MOUNT_FIRST_MS;
    const char *volume, *why = missing_volume(l, &volume);
    if (!why) {
        l->mount_tries = 0;
        l->mount_at_ms = l->mount_wait_ms = NEVER_MS;
        return true;
    }
    if (l->mount_at_ms == NEVER_MS) {
        l->mount_at_ms = now_ms;
        l->mount_wait_ms = now_ms + MOUNT_WAIT_MS;
    }
    if (l->mount_at_ms <= now_ms) {
        for (int64_t n = 0; n < l->mount_tries && delay_ms < MOUNT_MAX_MS; n++)
            delay_ms *= 2;
        l->mount_tries++;
        l->mount_at_ms = now_ms + (delay_ms < MOUNT_MAX_MS ? delay_ms : MOUNT_MAX_MS);
        run_event_field(l->run, l->doc, NULL, l->pod->node, "Warning", "FailedMount",
                        "MountVolume.SetUp failed for volume \"%s\" : %s", volume, why);
    }
    if (l->mount_wait_ms <= now_ms) {
        event_unmounted(l, volume);
        l->mount_wait_ms = now_ms + RETRY_MS + MOUNT_WAIT_MS;
    }
    l->sync_at_ms = l->mount_at_ms < l->mount_wait_ms ? l->mount_at_ms : l->mount_wait_ms;
    return false;
}

/* A container whose image was changed is started again from the new one. */
static void restart_changed(struct life *l)
{
    for (size_t i = l->init_count; i < l->count; i++) {
        struct container *c = &l->containers[i];
        const struct val *posted = val_find(val_at(l->doc, "status.containerStatuses"), "name", c->name, NULL);
        const char *image = image_shown(l->run->arena, l->node, val_get_str(c->spec, "image", ""));
        if (c->state != CONTAINER_RUNNING || val_str_equal(val_get(posted, "image"), image) ||
            !val_get(val_get(posted, "state"), "running"))
            continue;
        container_event(l, c, "Normal", "Killing",
                        arena_strf(l->run->arena, "Container %s definition changed, will be restarted", c->name));
        container_end(l, c, l->run->now_ms, 0, NULL);
        container_succeed(l, c);
        life_notice(l, l->run->now_ms);
    }
}

/* Sidecars end when nothing else will run any more, the last one first. */
static void end_sidecars(struct life *l)
{
    for (size_t i = l->init_count; i < l->count; i++)
        if (l->containers[i].state != CONTAINER_EXITED || pod_restarts(l, l->containers[i].code))
            return;
    for (size_t i = l->init_count; i--;) {
        struct container *c = &l->containers[i];
        if (c->sidecar && c->state == CONTAINER_RUNNING && c->exit_at_ms == NEVER_MS)
            kill_one(l, c, 0);
    }
}

static int sync_once(struct life *l, struct status *st)
{
    int64_t now_ms = l->run->now_ms;
    bool first = !l->seen;
    l->sync_at_ms = NEVER_MS;
    if (l->noticed_at_ms <= now_ms)
        l->noticed_at_ms = NEVER_MS;
    if (life_post(l, st) < 0)
        return -1;
    end_sidecars(l);
    if (!strcmp(l->phase, "Succeeded") || !strcmp(l->phase, "Failed"))
        return 0;
    if (first && val_at(l->doc, "spec.activeDeadlineSeconds"))
        l->deadline_ms = now_ms + val_at_int(l->doc, "spec.activeDeadlineSeconds", 0) * 1000;
    if (!mounts(l))
        return 0;
    if (!l->ip) {
        l->ip = pod_ip(l);
        volumes_bring(l);
        life_notice(l, now_ms);
    }
    l->failed = false;
    restart_changed(l);
    start_from(l, 0);
    return 0;
}

/* What the runtime did by itself up to now. */
static void catch_up(struct life *l)
{
    bool terminating = is_deleting(l) || l->reason;
    int64_t now_ms = l->run->now_ms;
    for (size_t i = 0; i < l->count; i++) {
        struct container *c = &l->containers[i];
        if (c->state == CONTAINER_RUNNING && !c->told && (c->look_at_ms <= now_ms || c->stale))
            container_look(l, c);
        if (c->state != CONTAINER_RUNNING || c->exit_at_ms > now_ms)
            continue;
        bool unhealthy = c->unhealthy && !terminating && pod_restarts(l, 1);
        int64_t finished_ms = time_parse_ms(val_get_str(c->last, "finishedAt", ""));
        life_notice(l, c->exit_at_ms);
        container_end(l, c, c->exit_at_ms, c->code, NULL);
        c->unhealthy = false;
        if (unhealthy && may_follow(l, c, finished_ms) && has_image(l, c))
            create(l, c);
    }
}

int worker_sync(struct life *l, struct status *st)
{
    int64_t now_ms = l->run->now_ms;
    if (l->refresh_at_ms <= now_ms)
        volumes_bring(l);
    if (probes_run(l, st) < 0)
        return -1;
    catch_up(l);
    if (l->pull_end_ms <= now_ms) {
        struct container *c = &l->containers[l->pulling];
        size_t next = (size_t)l->pulling + 1;
        bool hooked = l->hooking;
        l->hooking = false;
        if (hooked)
            l->pull_end_ms = NEVER_MS;
        else if (end_pull(l, c))
            create(l, c);
        if (l->pull_end_ms == NEVER_MS)
            start_from(l, next);
    }
    if (l->pull_end_ms != NEVER_MS)
        return 0;
    if (is_deleting(l))
        return end_pod(l, st);
    if (l->deadline_ms <= now_ms)
        exceed_deadline(l);
    while (l->pull_end_ms == NEVER_MS && (l->noticed_at_ms <= now_ms || l->sync_at_ms <= now_ms))
        if (sync_once(l, st) < 0)
            return -1;
    return 0;
}
