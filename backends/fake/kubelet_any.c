/*
 * The stand-in kubelet of the recordings (cluster file: `images: any`).
 *
 * Every pod is ContainerCreating for timing.imagePull, whatever its images, then Running at once; the first container's
 * command decides for all of them.  No init containers, no probes, no events of the kubelet.  What crashed is started again
 * after 1 s, 20 s, 40 s ... A deleted pod is gone after timing.podTermination.
 */
#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/kubelet.h"

enum { RESTART_FIRST_MS = 1000, RESTART_SECOND_MS = 20000, RESTART_MAX_MS = 300000 };

static int64_t restart_delay_ms(int64_t restarts)
{
    int64_t delay = restarts ? RESTART_SECOND_MS : RESTART_FIRST_MS;
    for (int64_t n = 1; n < restarts && delay < RESTART_MAX_MS; n++)
        delay *= 2;
    return delay < RESTART_MAX_MS ? delay : RESTART_MAX_MS;
}

static void start_all(struct life *l)
{
    for (size_t i = 0; i < l->count; i++)
        container_start(l, &l->containers[i]);
    for (size_t i = 1; i < l->count; i++)
        l->containers[i].exit_at_ms = l->containers[i].look_at_ms = NEVER_MS;
}

static void end_all(struct life *l)
{
    const struct container *first = &l->containers[0];
    int64_t at_ms = first->exit_at_ms, code = first->code;
    for (size_t i = 0; i < l->count; i++) {
        struct container *c = &l->containers[i];
        container_end(l, c, at_ms, code, NULL);
        if (!pod_restarts(l, code))
            continue;
        int64_t delay_ms = restart_delay_ms(c->restarts);
        c->waiting = "CrashLoopBackOff";
        c->message = backoff_message(l, c, delay_ms);
        l->sync_at_ms = at_ms + delay_ms;
    }
}

static void restart_all(struct life *l)
{
    for (size_t i = 0; i < l->count; i++)
        container_succeed(l, &l->containers[i]);
    start_all(l);
    l->sync_at_ms = NEVER_MS;
}

/* How long it takes; nothing starts any more, though what runs may still end by itself. */
static int64_t stop_all(struct life *l)
{
    int64_t longest_ms = 0;
    for (size_t i = 0; i < l->count; i++) {
        int64_t code, ms = container_stop_ms(l, &l->containers[i], 0, &code);
        longest_ms = ms > longest_ms ? ms : longest_ms;
        l->containers[i].look_at_ms = NEVER_MS;
    }
    l->sync_at_ms = l->pull_end_ms = NEVER_MS;
    return longest_ms;
}

/* The kubelet is done with the pod, whose object stays for a finalizer. */
static bool is_released(const struct life *l)
{
    return val_at_int(l->doc, "metadata.deletionGracePeriodSeconds", 0) == 0 && !val_empty(val_at(l->doc, "metadata.finalizers"));
}

static int end_pod(struct life *l, struct status *st)
{
    if (l->kill_at_ms == NEVER_MS) {
        if (is_released(l)) {
            stop_all(l);
            for (size_t i = 0; i < l->count; i++)
                l->containers[i].exit_at_ms = NEVER_MS; /* nobody looks at it any more */
            return 0;
        }
        l->kill_at_ms = l->run->now_ms + stop_all(l);
    }
    if (l->kill_at_ms > l->run->now_ms) {
        if (l->containers[0].exit_at_ms > l->run->now_ms)
            return 0;
        for (size_t i = 0; i < l->count; i++)
            container_end(l, &l->containers[i], l->containers[0].exit_at_ms, l->containers[0].code, NULL);
        return life_post(l, st);
    }
    l->kill_at_ms = NEVER_MS;
    return life_remove(l, st);
}

int any_sync(struct life *l, struct status *st)
{
    int64_t now_ms = l->run->now_ms;
    struct container *first = &l->containers[0];
    l->noticed_at_ms = NEVER_MS;
    if (l->pod->deleting)
        return end_pod(l, st);
    if (l->refresh_at_ms <= now_ms)
        volumes_bring(l);
    if (!l->seen) {
        l->pull_end_ms = now_ms + l->run->cluster->settings.image_pull_ms;
        return life_post(l, st);
    }
    if (l->pull_end_ms <= now_ms) {
        l->pull_end_ms = NEVER_MS;
        l->ip = pod_ip(l);
        volumes_bring(l);
        start_all(l);
        return life_post(l, st); /* that it runs is seen by itself, even if it ends at once */
    }
    if (first->state == CONTAINER_RUNNING && first->look_at_ms <= now_ms)
        container_look(l, first);
    if (first->state == CONTAINER_RUNNING && first->exit_at_ms <= now_ms)
        end_all(l);
    if (l->sync_at_ms <= now_ms)
        restart_all(l);
    return life_post(l, st);
}
