/*
 * The kubelets' parts (pkg/kubelet, v1.20.2), private to them.
 *
 *   kubelet.c         the controller: which pods to look at, reading and writing a pod's life
 *   kubelet_admit.c   whether a pod that nobody scheduled is taken at all
 *   kubelet_worker.c  what a real kubelet does with a pod: pulls, starts, restarts with back-off, kills
 *   kubelet_any.c     the recordings' stand-in: every pod starts after a fixed time, whatever its images
 *   kubelet_status.c  the status that follows from the containers
 *   kubelet_env.c     environments     kubelet_volumes.c  what ConfigMaps and Secrets bring     kubelet_files.c  the files
 *   kubelet_hook.c    postStart and preStop     kubelet_probe.c  probes     kubelet_log.c  logs and exec
 *   program.h         what a container's process does;  image.h  what images there are
 *
 * The life of a pod is what its containers really do, as the runtime would say; the status says what the API knows of it.
 * A life is read from the pod's status and from a note ("pod/NS/NAME") with what the status does not tell: milliseconds,
 * when a process will end, back-offs, the worker's next sync.  A pod whose processes run on for ever needs no note.
 */
#ifndef SEODANG_FAKE_KUBELET_H
#define SEODANG_FAKE_KUBELET_H

#include "backends/fake/controller.h"
#include "backends/fake/program.h"

#define NEVER_MS INT64_MAX

enum container_state { CONTAINER_NONE, CONTAINER_RUNNING, CONTAINER_EXITED };

struct container {
    const struct val *spec; /* of the pod */
    const char *name;
    bool init;    /* an init container */
    bool sidecar; /* an init container that stays */
    enum container_state state;
    int64_t started_ms, ended_ms;
    int64_t exit_at_ms; /* when the process will end by itself; NEVER_MS */
    int64_t look_at_ms; /* it was followed up to here and had not ended; NEVER_MS: it runs for ever */
    int64_t code;
    const char *reason;          /* of the end: "Error" */
    const char *end_message;     /* of the end, or NULL */
    int64_t restarts;
    const struct val *last;      /* the terminated state before this run, or NULL */
    const char *waiting, *message; /* why it is not started, as the next status says; NULL: nothing special */
    bool ready;
    int64_t backoff_ms, backoff_at_ms; /* restart back-off and when it grew */
    int64_t pull_backoff_ms, pull_backoff_at_ms;
    const char *pull_image;      /* that was pulled last */
    const struct val *probes;    /* state of the probes, or NULL */
    bool unhealthy;              /* its end is the doing of a probe */
    bool told;                   /* to end: exit_at_ms stands */
    int64_t told_ms, last_told_ms; /* when SIGTERM came, in this run and the one before; 0: it did not */
    const struct val *files;     /* what exec, probes and hooks changed of its own files; see kubelet_files.c */
    const struct val *typed;     /* what came on its standard input; see program.h; or NULL */
    const struct val *env;       /* its environment, when that may read otherwise later; else NULL */
    bool stale;                  /* its files have changed: it is to be followed anew */
};

struct life {
    struct run *run;
    const struct object *pod; /* until the next write */
    const struct val *doc;    /* held by the arena */
    const char *key;          /* "NS/NAME" */
    const struct val *node;
    struct container *containers; /* init containers first */
    size_t count, init_count;
    bool seen;                /* the kubelet has posted a status */
    const char *ip;           /* NULL: not yet */
    const char *phase, *reason, *message; /* of the pod as a whole; reason: NULL unless it has one */
    /* the worker */
    int64_t added_ms;     /* when the kubelet saw the pod first */
    int64_t sync_at_ms;   /* next sync by the clock; NEVER_MS */
    int64_t noticed_at_ms; /* next sync because the runtime changed; NEVER_MS */
    int64_t pull_end_ms;  /* busy with a pull, or with a hook, until then; NEVER_MS: idle */
    int64_t pulling;      /* index of the container whose image is pulled, or whose hook runs */
    bool hooking;         /* it is a hook */
    int64_t kill_at_ms;   /* all containers are stopped then; NEVER_MS */
    int64_t gone_at_ms;   /* the object is removed then; NEVER_MS */
    int64_t deadline_ms;  /* activeDeadlineSeconds is over; NEVER_MS */
    int64_t refresh_at_ms; /* a volume's source has changed: it is brought again then; NEVER_MS */
    const struct val *volumes; /* what has happened in its volumes; see kubelet_files.c */
    int64_t mount_tries;  /* failed ones */
    int64_t mount_at_ms, mount_wait_ms; /* when volumes are tried again, and when the worker gives up for now; NEVER_MS: all there */
    bool failed;          /* something could not be started in this sync */
};

/* A running container whose program is followed. */
struct follower {
    struct container *c;
    struct program program;
    struct program_end end;
    struct val *journal; /* owned; what it wrote into volumes, in terms of these */
    struct val *own;     /* owned; what it wrote elsewhere, as far as anybody asks */
};

extern const struct controller controller_kubelet;

/* ---- kubelet.c ---- */
/* The life of a pod whose node has an object. */
void life_read(struct life *l, struct run *r, const struct object *pod, const char *key);
/* An instant of the life's note, as a timer: the earliest of all. */
int64_t life_next_ms(const struct life *l);
/* Keeps it in its note, with a timer for its next instant. */
void life_write(struct life *l);
/* Posts the status if it differs from the one that is there. */
int life_post(struct life *l, struct status *st);
/* Removes the pod's object. */
int life_remove(struct life *l, struct status *st);
/* Whether the node's kubelet lives: it has an object and is not stopped. */
bool kubelet_runs(struct run *r, const char *node);

/* Whether the kubelet has begun with a pod. */
bool life_known(struct run *r, const char *key);

/* ---- kubelet_admit.c ---- */
enum admission { ADMITTED, UNDECIDED, REJECTED };
/* REJECTED: the pod has failed; UNDECIDED: it will be looked at again. */
enum admission kubelet_admits(struct run *r, const struct object *pod, struct status *st);

/* ---- kubelet_status.c ---- */
/* The new status, on top of what others (the scheduler) wrote into the old one. */
struct val *life_status(const struct life *l);
struct val *terminated_state(const struct container *c, const char *container_id);
/* A new address for the pod, or the node's. */
const char *pod_ip(struct life *l);
/* The node's address, "" when it has none. */
const char *node_address(const struct val *node);
/* The host name in its containers. */
const char *pod_hostname(const struct life *l);
/* "docker://0123..." of that run of the container; arena string. */
const char *container_id(const struct life *l, const struct container *c, int64_t run);

/* ---- kubelet_env.c ---- */
/* The environment of the container, with HOSTNAME; *error: why it cannot be made ("configmap \"x\" not found"), else NULL. */
struct val *container_env(const struct life *l, const struct container *c, const char **error);
/* Whether it would read otherwise when its sources change. */
bool env_can_change(const struct container *c);
/* "$(NAME)" put in from two environments, the first before the second (NULL: none). */
struct val *with_variables(const char *text, const struct val *env, const struct val *more);
/* The document of a ConfigMap or Secret of the pod's namespace, or NULL; the text under a key of it, or NULL. */
const struct val *source_doc(const struct life *l, const struct kind *k, const char *name);
struct val *source_text(const struct life *l, const struct val *doc, const struct kind *k, const char *key);
/* What fieldRef and resourceFieldRef come to; c: whose resources, when the reference does not name a container. */
struct val *field_value(const struct life *l, const char *path);
struct val *resource_text(const struct life *l, const struct val *ref, const struct container *c);

/* ---- kubelet_user.c ---- */
/* Why the kubelet does not start it, by runAsNonRoot; NULL: it may. */
const char *container_user_refusal(const struct life *l, const struct container *c);
/* Whom its process runs as, into the program. */
void container_user(const struct life *l, const struct container *c, struct program *p);

/* ---- kubelet_network.c ---- */
/* What a command can reach, into the program, when it asks at all. */
void container_network(const struct life *l, const struct val *argv, struct program *p);
/* Whether one of a pod's programs asks the network. */
bool asks_network(const struct val *pod);

/* ---- kubelet_volumes.c ---- */
/* Brings what the volumes' sources have now. */
void volumes_bring(struct life *l);
/* Why a volume cannot be mounted, and its name; NULL: all can. */
const char *missing_volume(const struct life *l, const char **volume);
/* Whether a volume is mounted at the path or above it. */
bool is_mounted(const struct container *c, const char *path);
/* What lies in every container: /etc/hosts, the service account's token, the folders of its mounts. A history. */
struct val *container_base_files(const struct life *l, const struct container *c);

/* ---- kubelet_files.c ---- */
/* What others did to its files, as a program's history; without what containers that run now write into volumes. */
struct val *container_history(const struct life *l, const struct container *c);
/* Adds that to the program's history, up to now. */
void container_see_others(const struct life *l, const struct container *c, struct program *p);
/* The paths of volumes that it writes into, and of those where nothing may be written. NULL: none. */
struct val *container_writable(const struct life *l, const struct container *c);
struct val *container_read_only(const struct life *l, const struct container *c);
/* Whether it runs and writes into volumes. */
bool container_shares(const struct life *l, const struct container *c);
/* Follows those that do together, so many steps each, and settles each; true: all are. */
bool containers_follow_shared(struct life *l, long steps, bool (*settle)(struct life *l, const struct follower *f));
/* Its run is over: what it wrote into volumes is kept. */
void container_keep_shared(struct life *l, const struct container *c);
/* Runs a command in it: exec, a hook, a probe. What that changes of files stays, and the pod's programs are followed anew.
 * input: its standard input, or NULL. One that does not exist ends with 126, and `out` gets the runtime's words. */
void container_run(struct life *l, struct container *c, int64_t at_ms, const struct val *argv, const char *input,
                   struct program_end *end, struct strbuf *out);

/* ---- kubelet_container.c ---- */
/* What the process does; everything in it is held by the arena. */
void container_program(const struct life *l, const struct container *c, struct program *p);
/* The same without what other running containers write into its volumes. */
void container_program_alone(const struct life *l, const struct container *c, struct program *p);
/* Whether it has no command of its own and its image serves for ever. */
bool container_is_server(const struct life *l, const struct container *c);
/* Starts the process now: running, with the end that its program has. */
void container_start(struct life *l, struct container *c);
/* Follows it further, when it was followed up to now. */
void container_look(struct life *l, struct container *c);
/* How long it lives when SIGTERM comes in from_ms: by timing.podTermination, else by the program and the grace period; *code:
 * its end. */
int64_t container_stop_ms(const struct life *l, const struct container *c, int64_t from_ms, int64_t *code);
/* The process is told to end, in from_ms at the earliest, after its preStop hook. */
void container_tell(struct life *l, struct container *c, int64_t from_ms);
/* Somebody in it has told its first process to end: it does when it listens to that. */
void container_tell_first(struct life *l, struct container *c);
/* Makes room for the next run of a container that has ended: it becomes the last state, the restarts one more. */
void container_succeed(struct life *l, struct container *c);
/* Whether the restart policy starts a container again that ended with the code. */
bool pod_restarts(const struct life *l, int64_t code);
/* "back-off 10s restarting failed container=C pod=POD_NS(UID)" */
const char *backoff_message(const struct life *l, const struct container *c, int64_t delay_ms);
/* The process has ended. reason NULL: "Completed" or "Error", by the code. */
void container_end(struct life *l, struct container *c, int64_t at_ms, int64_t code, const char *reason);

/* ---- kubelet_probe.c ---- */
/* Runs the probes that are due; posts when readiness changed, kills what failed its liveness probe. */
int probes_run(struct life *l, struct status *st);
/* The container has just been started. */
void probes_start(struct life *l, struct container *c);
/* Its files have changed: a probe whose answer seemed settled asks again. */
void probes_ask_again(struct life *l, struct container *c);

/* Whether the port that a handler (a probe, a hook) names answers; *why: if not. */
bool container_answers(const struct life *l, const struct container *c, const struct val *handler, const char **why);

/* ---- kubelet_hook.c ---- */
/* Runs the postStart hook, if any: NULL, or the reason that the container waits for. *took_ms may be NEVER_MS. */
const char *container_post_start(struct life *l, struct container *c, int64_t *took_ms);
/* Runs the preStop hook, if any: how long that takes, at most the grace period. */
int64_t container_pre_stop_ms(struct life *l, struct container *c, int64_t grace_ms);

/* ---- kubelet_worker.c, kubelet_any.c ---- */
int worker_sync(struct life *l, struct status *st);
/* The runtime has changed: the next relist sees it. */
void life_notice(struct life *l, int64_t at_ms);
void container_event(const struct life *l, const struct container *c, const char *type, const char *reason, const char *text);
int any_sync(struct life *l, struct status *st);

/* ---- kubelet_log.c: for the API server ---- */
/* Adds a container's log; query as PodLogOptions: previous, tailLines, sinceSeconds, timestamps ... A pod without a node has none. */
int kubelet_log(struct cluster *c, const struct object *pod, const char *container, const struct val *query,
                struct strbuf *out, struct status *st);
/* Types into the standard input of a running container: a text (NULL: nothing), Ctrl-C, or its end.  `out` gets what it prints
 * until it waits again or ends, its last unfinished line when nothing is typed; *end->after_ms: how long that takes. */
enum typing { TYPE_TEXT, TYPE_STOP, TYPE_END };
int kubelet_attach(struct cluster *c, const struct object *pod, const char *container, enum typing what, const char *text,
                   struct strbuf *out, struct program_end *end, struct status *st);
/* Runs a command in a running container, with a standard input (NULL: none); *end: how and when it ends. */
int kubelet_exec(struct cluster *c, const struct object *pod, const char *container, const struct val *argv, const char *input,
                 struct strbuf *out, struct program_end *end, struct status *st);

#endif
