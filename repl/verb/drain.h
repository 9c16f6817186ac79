/*
 * The second half of drain: pods leave, each in its own time, as kubectl's goroutines let them.
 *
 *     if (drain_pods(cmd, plan.pods, plan.len, dry, &errors)) ... errors says which pods stayed, and why
 *
 * Mirrors staging/src/k8s.io/kubectl/pkg/drain/drain.go, v1.20.2 and v1.37.  Memory is the command's.
 */
#ifndef SEODANG_VERB_DRAIN_H
#define SEODANG_VERB_DRAIN_H

#include "repl/print/result.h"

/* Evicts the pods (deletes them with --disable-eviction) and waits until they are gone. 0; 1 with *errors; 124, 130. */
int drain_pods(struct command *cmd, const struct val *const *pods, size_t len, enum dry_run dry, struct cmd_errors *errors);
/* --skip-wait-for-delete-timeout: the pod has been under deletion for longer than that. */
bool drain_skips(struct command *cmd, const struct val *pod);

#endif
