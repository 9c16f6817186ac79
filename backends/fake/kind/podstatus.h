/*
 * A pod in a line: the READY, STATUS and RESTARTS columns.
 *
 *     struct pod_summary pod;
 *     pod_summarize(&pod, doc, kc);            // pod.reason: "CrashLoopBackOff", "Init:0/2", "Terminating", ...
 *
 * Mirrors printPod of pkg/printers/internalversion/printers.go, v1.20.2, and what later versions added: sidecars, scheduling
 * gates, the last restart's age, a failed container before a completed one.
 */
#ifndef SEODANG_FAKE_KIND_PODSTATUS_H
#define SEODANG_FAKE_KIND_PODSTATUS_H

#include "backends/fake/kind.h"

enum { POD_REASON_MAX = 300 };

struct pod_summary {
    size_t ready, containers;
    int64_t restarts;
    const struct val *last_restart; /* borrowed from the pod: the latest finishedAt before a restart; NULL: none */
    const char *reason;             /* STATUS; from the pod, or in text */
    char text[POD_REASON_MAX];      /* longer ones are cut */
};

void pod_summarize(struct pod_summary *out, const struct val *pod, const struct kind_context *kc);

#endif
