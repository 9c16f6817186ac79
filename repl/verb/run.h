/*
 * kubectl run: what its two files share: run.c makes the pod, run_attach.c stays with it (-i, -t, --attach, --rm).
 *
 *     if (run_attaches(cmd)) return run_attach(cmd, pod, "Never");
 */
#ifndef SEODANG_VERB_RUN_H
#define SEODANG_VERB_RUN_H

#include "repl/verb.h"

/* Whether the command stays with the pod until it ends. */
bool run_attaches(const struct command *cmd);
/* Waits for the pod, shows what its container writes, and with --restart=Never|OnFailure ends as the container did: the
 * exit status. Stops with the deadline and Ctrl-C. */
int run_attach(struct command *cmd, const struct val *pod, const char *restart);

#endif
