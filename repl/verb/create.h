/*
 * kubectl create WHAT NAME: what its subverbs share.  Each makes one object from its flags; the rest is the same for all.
 *
 *     static struct val *build(struct command *cmd, const char *name, struct status *st)
 *     {
 *         return val_fmt("{apiVersion:v1, kind:Namespace, metadata:{name:%s}}", name);
 *     }
 *     static int exec(struct command *cmd) { return create_run(cmd, build, NULL, NULL); }
 *
 * The object goes out as Go writes it (print/result.h), so build() says only what it means.  Mirrors kubectl's
 * pkg/cmd/create/create_<what>.go, v1.20.2 and v1.37.2.
 */
#ifndef SEODANG_VERB_CREATE_H
#define SEODANG_VERB_CREATE_H

#include "repl/print/result.h"

#define CREATE_OPTIONS                                                                                         \
    { "field-manager", 0, OPTION_STRING, NULL, "kubectl-create", "바꾼 쪽의 이름" },                            \
    { "save-config", 0, OPTION_BOOL, NULL, NULL, "적용한 내용을 어노테이션에 남겨요" },                          \
    { "validate", 0, OPTION_STRING, "true", "true", "보내기 전에 스키마로 검사해요" },                           \
    RESULT_OPTIONS

/* The object; NULL with *st, or with *st left as it was after the mistake was printed. */
typedef struct val *create_build(struct command *cmd, const char *name, struct status *st);

/* The exit status. `required`: the flags that must be given (a comma list, sorted), or NULL. `failed`: what stands before the
 * server's error in this version ("failed to create job: "), or NULL: it is printed as it came. */
int create_run(struct command *cmd, create_build *build, const char *required, const char *failed);
/* `text` where kubectl says what failed of its older subcommands too, else NULL: for create_run(). */
const char *create_failed(struct command *cmd, const char *text);
/* The arguments behind NAME, as a list; NULL when there are none. The caller owns it. */
struct val *create_command(const struct command *cmd);

#define CREATE_VERBS(X)                                                                                                     \
    X(clusterrole) X(clusterrolebinding) X(configmap) X(cronjob) X(deployment) X(ingress) X(job) X(namespace)                \
    X(poddisruptionbudget) X(priorityclass) X(quota) X(role) X(rolebinding) X(secret) X(service) X(serviceaccount)

#define X(name) extern const struct verb verb_create_##name;
CREATE_VERBS(X)
#undef X

#endif
