/*
 * kubectl rollout: what its subverbs share. Mirrors staging/src/k8s.io/kubectl/pkg/cmd/rollout and pkg/polymorphichelpers, v1.20.2.
 *
 * A revision is a ControllerRevision (DaemonSet, StatefulSet) or a ReplicaSet (Deployment).
 */
#ifndef SEODANG_VERB_ROLLOUT_H
#define SEODANG_VERB_ROLLOUT_H

#include "repl/target.h"

extern const struct verb verb_rollout_history, verb_rollout_pause, verb_rollout_restart, verb_rollout_resume,
    verb_rollout_status, verb_rollout_undo;

/* The option rows that all of them have. */
#define ROLLOUT_OPTIONS                                                     \
    { "filename", 'f', OPTION_LIST, NULL, NULL, "오브젝트가 적힌 파일" },    \
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, "kustomization 폴더" },  \
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, "폴더 안까지 읽어요" }

/* The objects a subverb is about. 0, or the exit status after printing. */
int rollout_targets(struct command *cmd, struct targets *out);

struct revision {
    int64_t number;
    const struct val *template; /* its pod template; borrowed from the command's arena */
    const char *cause;          /* "" when there is none */
    const struct val *object;   /* the ControllerRevision or ReplicaSet */
};

/* The revisions of a workload, oldest first, as an arena array. 0, or -1 with *st. */
int rollout_revisions(struct command *cmd, const struct target *t, struct revision **out, size_t *len, struct status *st);
/* Whether the kind has revisions. */
bool rollout_has_history(const struct target *t);

/* Says so of one that has none: of workloads that `no WHAT for "Job.batch"`, of others that `error retrieving GETTING`. Returns -1. */
int rollout_no_history(struct command *cmd, const struct target *t, const char *what, const char *getting, struct status *st);

/* A pod template as describe writes it, its tabs not aligned; cause: "" or the change cause to show with it. */
const char *rollout_template_text(struct command *cmd, const struct val *given, const char *cause);

#endif
