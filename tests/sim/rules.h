/*
 * What the files of rules share; see sim.h.
 *
 *   rules.c          the store and what is true of all objects, and the tables of all rules
 *   rules_batch.c    Jobs and CronJobs
 *   rules_sets.c     what runs on
 *   rules_around.c   Services, budgets, quotas
 *
 * A rule says what is true in its own words; it asks the controllers' code for nothing but what a pod's state is called.
 */
#ifndef SEODANG_TESTS_SIM_RULES_H
#define SEODANG_TESTS_SIM_RULES_H

#include "backends/fake/controller.h"
#include "tests/sim/sim.h"

typedef void rule_fn(struct sim *s);

/* for (each_object(s, o, kind_pod)) ... */
#define each_object(s, o, k)                                                                                                   \
    const struct object *o = store_first((s)->cluster->store, (k), NULL);                                                      \
    o;                                                                                                                         \
    o = store_next((s)->cluster->store, o, NULL)

/* Pods whose controller is uid, of which `is` says yes. */
int64_t count_pods(const struct sim *s, const char *uid, bool (*is)(const struct val *pod));

/* ---- after every step ---- */
rule_fn jobs_keep_their_limits, addresses_are_unique;
/* ---- at rest ---- */
rule_fn jobs_have_ended, cronjobs_know_their_jobs, replicas_are_met, members_are_in_order, daemons_are_on_their_nodes,
    autoscalers_hold, endpoints_are_the_ready_pods, budgets_know_their_pods, quotas_know_their_pods;

/* A pod comes into being: a StatefulSet that keeps an order has all before it running and ready.  `pods`: how they were then,
 * by uid. */
void member_comes_in_order(struct sim *s, const struct val *pod, const struct val *pods);

#endif
