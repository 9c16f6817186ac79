/*
 * What the files of edits share; see sim.h.
 *
 *   edits.c          pods, nodes, and the table of all edits
 *   edits_batch.c    Jobs and CronJobs
 *   edits_sets.c     what runs on: Deployments, ReplicaSets, StatefulSets, DaemonSets, autoscalers
 *   edits_around.c   what is around it: Services, budgets, quotas, namespaces
 *
 * An edit is what a user may do with kubectl; that it is refused (an immutable field, a quota, a namespace that goes) is none of
 * our business, but for what the rules say.
 */
#ifndef SEODANG_TESTS_SIM_EDITS_H
#define SEODANG_TESTS_SIM_EDITS_H

#include "tests/sim/sim.h"

/* ---- what is done to one object ---- */
/* In the namespace of metadata.namespace, "default" without one. */
void edit_create(struct sim *s, const struct kind *k, struct val *take);
void edit_update(struct sim *s, const struct kind *k, struct val *take, const char *what);
/* The object with another value at `path`. */
void edit_put(struct sim *s, const struct kind *k, const struct val *doc, const char *path, struct val *take);
/* By any propagation policy; pods sometimes without grace. */
void edit_delete(struct sim *s, const struct kind *k, const struct val *doc);
/* Any object of that kind, deleted. */
void edit_delete_some(struct sim *s, const struct kind *k);
/* "job-17": never twice. */
struct val *edit_new_name(struct sim *s, const char *kind);
/* One of a few, so that who comes finds what others left behind. */
struct val *edit_old_name(struct sim *s, const char *kind);
/* "default", or where the other namespaces are tried. */
const char *edit_namespace(struct sim *s);

typedef void edit_fn(struct sim *s);

/* ---- edits_batch.c ---- */
edit_fn make_job, make_cronjob, scale_job, suspend_job, delete_job, suspend_cronjob, delete_cronjob;
/* ---- edits_sets.c ---- */
edit_fn make_set, scale_set, change_template, delete_set, pause_deployment, partition_statefulset, make_autoscaler;
/* ---- edits_around.c ---- */
edit_fn make_service, change_service, delete_service, make_budget, evict_pod, make_quota, make_namespace, delete_namespace;

#endif
