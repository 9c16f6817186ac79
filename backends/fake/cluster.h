/*
 * The fake cluster: store, clock, queues, random numbers, and the settings of its cluster file.  Private to fake/.
 *
 * Everything the control plane remembers is plain data: objects (store.h), timers and notes (controller.h), the random
 * generator and the clock.  So a snapshot is a copy of references, and the same seed and commands give the same bytes.
 */
#ifndef SEODANG_FAKE_CLUSTER_H
#define SEODANG_FAKE_CLUSTER_H

#include "backends/base/version.h"
#include "backends/fake/controller.h"
#include "backends/fake/random.h"
#include "backends/fake/registry.h"
#include "backends/fake/store.h"

enum image_mode { IMAGES_FRESH, IMAGES_ANY, IMAGES_LISTED }; /* design section 7: images */

struct settings {
    struct version version;
    char git_version[32];          /* "v1.20.2" */
    int64_t start_ms;
    uint64_t seed;
    int64_t image_pull_ms;         /* 2000 */
    int64_t pod_termination_ms;    /* -1: as the grace period and the program decide */
    int64_t cronjob_sync_offset_ms;
    enum image_mode images;
    struct val *image_names;       /* owned: those on every node from the start; NULL: none */
    struct val *nodes;             /* owned: [{name, labels, taints, capacity, addresses, nodeInfo}] */
};

/* admission.c: the containers last given, and the same with the token's volume mounted. All owned. */
enum { TOKEN_MEMOS = 2 };
struct token_memo {
    struct val *given, *volume, *made;
};

/* kubelet_env.c: what Secrets' values last decoded to: a token's three are read for every container. All owned. */
enum { DECODED_MEMOS = 4 };
struct decoded_memo {
    struct val *given, *made;
};

struct service_ranges;

struct cluster {
    struct settings settings;
    struct version version; /* settings.version, for short */
    struct store *store;
    struct chance chance;
    int64_t now_ms;
    struct schedule *schedule; /* timers and queues; controller.h */
    struct arena *arena;       /* of the sync that runs now */
    struct service_ranges *service_ranges; /* an index over the store: service_alloc.h */
    uint64_t *watching;        /* for each kind, a bit for each controller that watches it */
    struct fake_watch *watches; /* open ones; watch.h */
    struct token_memo token_memo[TOKEN_MEMOS];
    struct decoded_memo decoded_memo[DECODED_MEMOS];
    unsigned decoded_next; /* the oldest of them */
    bool settling;
    uint64_t client_writes;    /* by users, not controllers */
    uint64_t event_counter;    /* makes names of events of one instant distinct */
};

/* Takes over the settings. NULL with *st when a node of theirs is refused. */
struct cluster *cluster_new(struct settings *take, struct status *st);
void cluster_free(struct cluster *c);

/* Time travel: everything, by reference. Open watches are told to list again. */
struct cluster_image;
struct cluster_image *cluster_save(struct cluster *c);
void cluster_load(struct cluster *c, const struct cluster_image *image);
void cluster_image_free(struct cluster_image *image);

/* Reads the cluster file's document (NULL: the classroom's defaults). -1 with *st naming the field. */
int settings_read(struct settings *s, const struct val *doc, struct status *st);
void settings_release(struct settings *s);

/* Seconds since 1970 as RFC 3339 ("2021-02-03T04:05:06Z"), and back (-1 << 62 when it is none). */
struct val *time_val(int64_t ms);
int64_t time_parse_ms(const char *text);

/* 9999-12-31T23:59:59Z, the last instant that can be written: no clock goes further. */
#define CLUSTER_TIME_MAX_MS INT64_C(253402300799000)

/* Runs everything due now until no queue holds a key. */
void cluster_settle(struct cluster *c);
/* Moves the clock to at_ms, firing timers in their order and settling after each instant of a controller; `backend_interrupted`
 * stops it where it is. */
void cluster_run_until(struct cluster *c, int64_t at_ms);
/* When the next timer is due, INT64_MAX: never. `essential`: without those that only keep time (heartbeats, polls). */
int64_t cluster_next_timer(struct cluster *c, bool essential);

/* Shorthands for kinds that controllers use. */
extern const struct kind *kind_pod, *kind_node, *kind_daemonset, *kind_controllerrevision, *kind_event, *kind_namespace,
    *kind_job, *kind_cronjob, *kind_replicaset, *kind_deployment, *kind_statefulset, *kind_service, *kind_endpoints,
    *kind_configmap, *kind_secret, *kind_serviceaccount, *kind_lease, *kind_persistentvolume,
    *kind_persistentvolumeclaim, *kind_poddisruptionbudget, *kind_resourcequota;

#endif
