/*
 * What cordon, uncordon and drain share: nodes by name or selector, and spec.unschedulable.
 *
 * Mirrors staging/src/k8s.io/kubectl/pkg/cmd/drain/drain.go, v1.20.2.
 */
#ifndef SEODANG_NODES_H
#define SEODANG_NODES_H

#include "repl/target.h"

/* Nodes by arguments or --selector. 0, or the exit status after printing. */
int nodes_resolve(struct command *cmd, struct targets *out);
/* Sets spec.unschedulable of each and says `cordoned`, `already cordoned` ... 0 or 1. */
int nodes_set_unschedulable(struct command *cmd, const struct targets *nodes, bool unschedulable);

#endif
