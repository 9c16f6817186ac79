/*
 * The pods behind a name, as logs and exec find them: the pod itself, or the best pod of a Deployment, DaemonSet, Job ...
 *
 *     const struct val *pod;
 *     int rc = podof_resolve(cmd, "deploy/web", true, &pod);
 *     if (rc) return rc;                            // the mistake is printed
 *
 * Mirrors staging/src/k8s.io/kubectl/pkg/polymorphichelpers, v1.20.2.
 */
#ifndef SEODANG_PODOF_H
#define SEODANG_PODOF_H

#include "repl/verb.h"

/* arg: "NAME" (a pod) or "TYPE/NAME".  Of several pods the one whose logs say most; with `tells`, that there are several goes
 * to cmd->err.  *pod lives in the arena. */
int podof_resolve(struct command *cmd, const char *arg, bool tells, const struct val **pod);
/* The container of that name in the pod, init containers included, or NULL; *init may be NULL. */
const struct val *podof_container(const struct val *pod, const char *name, bool *init);
/* "a, b, i (init), d (ephem)". Arena text. */
const char *podof_container_names(struct command *cmd, const struct val *pod);
/* The container to take when none is named, since v1.21: the one of the annotation, else the first, which is said when there are
 * others. */
const char *podof_default_container(struct command *cmd, const struct val *pod);

#endif
