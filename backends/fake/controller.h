/*
 * Controllers: one file (controller/<name>.c) and one row (controllers.def) each.
 *
 * As in Kubernetes: observe() turns a change into keys and does nothing else; sync() re-reads the world for one key and acts
 * through registry.h.  The queue drops duplicates.  The scheduler, the kubelet and the garbage collector are controllers too.
 *
 *     static void observe(struct run *r, const struct change *c) { run_enqueue_object(r, c->object); }
 *     static int sync(struct run *r, const char *key, struct status *st) { ... run_enqueue_after(r, key, 1000); return 0; }
 *     const struct controller controller_daemonset = { "daemonset-controller", watches, observe, sync, start };
 *
 * Memory between syncs.  A controller keeps nothing in C variables: what it must remember besides the objects are its notes,
 * documents under string keys (back-off of a failed pod, a container's start).  Notes and timers are part of a snapshot.
 *
 * Order.  At one instant: writes, watch delivery, then controllers in controllers.def's order, each key in the order it was
 * added, over again until every queue is empty; then the next timer.  A sync that fails (-1) is tried again after
 * 5 ms, 10 ms, 20 ms ... 1000 s, as the rate-limited work queue does.
 */
#ifndef SEODANG_FAKE_CONTROLLER_H
#define SEODANG_FAKE_CONTROLLER_H

#include "backends/base/arena.h"
#include "backends/fake/store.h"
#include "backends/status.h"

struct cluster;
struct run;

#define WATCH_ALL "*" /* among a controller's watches: every kind but Event */

struct controller {
    const char *name;           /* of its events' source: "daemonset-controller" */
    const char *const *watches; /* "apps/daemonsets", "/pods" (group/plural), WATCH_ALL; NULL-terminated */
    void (*observe)(struct run *r, const struct change *c);
    int (*sync)(struct run *r, const char *key, struct status *st);
    void (*start)(struct run *r); /* once, when the cluster begins; NULL: nothing */
    bool keeps_time;            /* its timers are heartbeats or polls: they do not keep a waiting command waiting */
    bool new_events;            /* writes events as events.k8s.io has them: reportingComponent and eventTime, no source */
};

/* What a controller works with during one call. */
struct run {
    struct cluster *cluster;
    const struct controller *controller;
    struct store *store;  /* cluster->store */
    struct arena *arena;  /* emptied after the call */
    int64_t now_ms;
    size_t index;           /* of the controller in controllers[] */
};

extern const struct controller *const controllers[];
extern const size_t controller_count;

/* A controller's run outside of its calls, for the API server to ask the kubelet; in the request's arena. */
struct run cluster_run(struct cluster *c, const struct controller *controller);

/* ---- queue and timers of the running controller ---- */
void run_enqueue(struct run *r, const char *key);
/* Key "ns/name" (or "name"). */
void run_enqueue_object(struct run *r, const struct object *o);
/* The controller owner of an object, when it is of kind k: its key is enqueued. */
void run_enqueue_owner(struct run *r, const struct val *doc, const struct kind *k);
/* Enqueues the key when the clock reaches the instant; of several for one key the earliest counts. */
void run_enqueue_at(struct run *r, const char *key, int64_t at_ms);
void run_enqueue_after(struct run *r, const char *key, int64_t delay_ms);
/* Forgets a waiting timer of that key. */
void run_cancel(struct run *r, const char *key);
/* Splits "ns/name" (ns "" when there is no slash). Arena strings. */
void run_split_key(struct run *r, const char *key, const char **ns, const char **name);

/* ---- notes of the running controller ---- */
const struct val *run_note(struct run *r, const char *key);           /* NULL: none */
void run_set_note(struct run *r, const char *key, struct val *take); /* take NULL: forget */

/* ---- events ---- */
/* An Event about `doc`, counted when the same one was there (client-go's correlator). type: "Normal", "Warning". */
void run_event(struct run *r, const struct val *doc, const char *type, const char *reason, const char *fmt, ...) PRINTF_LIKE(5, 6);
/* The same with involvedObject.fieldPath ("spec.containers{web}"), and source.host when host is not NULL. */
void run_event_field(struct run *r, const struct val *doc, const char *field_path, const char *host, const char *type,
                     const char *reason, const char *fmt, ...) PRINTF_LIKE(7, 8);

/* ---- shared by controllers (controller/common.c) ---- */
/* Whether labels have all of the pairs: how a Service or a ReplicationController selects. */
bool pairs_match(const struct val *labels, const struct val *pairs);
/* Whether an object's metadata.labels match a LabelSelector document. */
bool labels_match(const struct val *labels, const struct val *selector);
/* metadata.finalizers of an object: whether one is among them; the object without it; and a list of them with it. */
bool has_finalizer(const struct val *doc, const char *name);
struct val *without_finalizer(const struct val *doc, const char *name);
struct val *with_finalizer(const struct val *finalizers, const char *name);
/* An ownerReference {apiVersion, kind, name, uid, controller:true, blockOwnerDeletion:true}. */
struct val *controller_reference(const struct val *owner);
bool pod_is_ready(const struct val *pod);
/* Ready for min_ready_s (0: ready is enough); *again_ms: when it may become so, or 0. */
bool pod_is_available(const struct val *pod, int64_t min_ready_s, int64_t now_ms, int64_t *again_ms);
bool pod_is_finished(const struct val *pod); /* phase Succeeded or Failed */
bool pod_is_active(const struct val *pod); /* neither finished nor terminating */
/* From v1.26 on: the condition DisruptionTarget, with the reason why the pod is ended from outside. */
void pod_mark_disrupted(struct run *r, const char *uid, const char *reason, const char *message);
/* A member of a status that is left out when it is 0. */
void set_count(struct val **status, const char *key, int64_t n);
/* For qsort of `const struct val *`: the oldest first, then by name. */
int compare_creation(const void *a, const void *b);
/* A member that is left out when it is empty. */
void set_list(struct val **status, const char *key, struct val *take);
/* The number that an IntOrString stands for ("25%" of total); otherwise: what counts when it is neither. */
int64_t int_or_percent(const struct val *v, int64_t total, bool round_up, int64_t otherwise);
/* The name part that stands for a pod template and a collision count (-1: none): up to 10 of "456789bcdf". */
enum { TEMPLATE_HASH_SIZE = 11 };
/* A 32-bit hash in these letters; out again. */
const char *hash_word(uint32_t hash, char out[TEMPLATE_HASH_SIZE]);
void template_hash(const struct val *template, int64_t collisions, char out[TEMPLATE_HASH_SIZE]);

#endif
