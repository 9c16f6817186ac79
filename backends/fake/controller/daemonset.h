/*
 * The parts of the DaemonSet controller (pkg/controller/daemon, v1.20.2), private to them.
 *
 *   daemonset.c          sync: which node needs a pod, which pod has to go; status
 *   daemonset_nodes.c    which nodes a DaemonSet runs on, and the pod that is made for one
 *   daemonset_update.c   rolling update
 *   daemonset_history.c  ControllerRevisions
 *
 * One sync works on a `struct daemon`: everything about the DaemonSet, read once into the run's arena.
 */
#ifndef SEODANG_FAKE_CONTROLLER_DAEMONSET_H
#define SEODANG_FAKE_CONTROLLER_DAEMONSET_H

#include "backends/fake/controller.h"

/* One daemon pod. */
struct daemon_pod {
    const struct val *doc; /* held by the arena */
    const char *name, *node; /* node: bound to, or meant for */
    int64_t created_s;
    bool deleting, failed, succeeded, ready, available;
    bool bound; /* has spec.nodeName */
    bool updated; /* of the current template */
    struct daemon_pod *next; /* on the same node: bound ones first, then older, then by name */
};

/* One node, and the daemon pods on it. */
struct daemon_node {
    const char *name;
    const struct val *doc; /* NULL: pods of a node that is gone */
    bool should_run, should_continue;
    struct daemon_pod *pods;
};

struct daemon {
    struct run *run;
    const struct val *ds; /* held by the arena */
    const char *ns, *name, *uid;
    const char *hash; /* of the current template; NULL: history is not known yet */
    int64_t min_ready_s;
    struct daemon_node *nodes; /* in name order, then those that are gone */
    size_t node_count;
    int64_t available_at_ms; /* when the next ready pod may become available; 0: none */
    bool acted;              /* pods were made or deleted in this sync */
};

/* ---- daemonset_nodes.c ---- */
/* The template's tolerations with those that every daemon pod gets; a new array. */
struct val *daemon_tolerations(const struct val *template_spec);
/* Whether a pod of this template should be started on the node, and whether one that is there may stay. */
void daemon_fits(const struct val *template_spec, const struct val *tolerations, const struct val *node, bool *should_run,
                 bool *should_continue);
/* Reads nodes and pods into d (again, when something changed). */
void daemon_read(struct daemon *d);
/* Makes pods on the named nodes, deletes the named pods, as many as can be done; -1: the first error. */
int daemon_apply(struct daemon *d, const char *const *nodes, size_t node_count, const struct daemon_pod *const *pods,
                 size_t pod_count, struct status *st);
bool daemon_surges(const struct daemon *d);

/* ---- daemonset_update.c ---- */
int daemon_roll(struct daemon *d, struct status *st);

/* ---- daemonset_history.c ---- */
/* Finds or makes the revision of the current template and sets d->hash; *old: the others, oldest revision first. */
int daemon_history(struct daemon *d, const struct val ***old, size_t *old_count, struct status *st);
/* Deletes old revisions beyond the limit, but none that a live pod has. */
int daemon_clean_history(struct daemon *d, const struct val *const *old, size_t old_count, struct status *st);

#endif
