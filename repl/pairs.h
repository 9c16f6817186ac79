/*
 * `TYPE NAME ... KEY=VALUE ... KEY-`: what label, annotate and taint have in common (kubectl's GetResourcesAndPairs, v1.20.2),
 * and changes of a map in metadata.
 *
 *     struct pairs p;
 *     if (pairs_split(cmd, "label", &p)) return 1;
 *     const struct val *patch = pairs_patch(cmd, &p, val_at(obj, "metadata.labels"));     // {app:"web", old:null}
 *     rc = pairs_commit(cmd, target, "labels", patch, local, &result, &errors);
 */
#ifndef SEODANG_PAIRS_H
#define SEODANG_PAIRS_H

#include "repl/target.h"

/* The option rows that label and annotate share. */
#define PAIR_OPTIONS                                                                                  \
    { "overwrite", 0, OPTION_BOOL, NULL, NULL, "이미 있는 값도 바꿔요" },                              \
    { "list", 0, OPTION_BOOL, NULL, NULL, "바꾸지 않고 보여 주기만 해요" },                            \
    { "local", 0, OPTION_BOOL, NULL, NULL, "서버에 보내지 않아요" },                                   \
    { "all", 0, OPTION_BOOL, NULL, NULL, "그 종류의 오브젝트 모두" },                                  \
    { "all-namespaces", 'A', OPTION_BOOL, NULL, NULL, "모든 네임스페이스에서" },                       \
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 골라요" },                          \
    { "field-selector", 0, OPTION_STRING, NULL, NULL, "필드 셀렉터로 골라요" },                        \
    { "resource-version", 0, OPTION_STRING, NULL, NULL, "오브젝트가 이 resourceVersion일 때만 바꿔요" }, \
    { "filename", 'f', OPTION_LIST, NULL, NULL, "오브젝트가 적힌 파일" },                              \
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, "kustomization 폴더" },                             \
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, "폴더 안까지 읽어요" },                               \
    { "record", 0, OPTION_BOOL, NULL, NULL, "명령을 어노테이션에 남겨요" },                            \
    { "field-manager", 0, OPTION_STRING, NULL, NULL, "바꾼 쪽의 이름" }

struct pairs {
    int resource_count;     /* the first of cmd->argv are resources */
    char **pairs;           /* the rest */
    int pair_count;
    const struct val *set;   /* object: key -> value; from pairs_read() */
    const struct val *unset; /* array of keys */
};

/* `what` is the word in the message. 0, or 1 after printing the mistake. */
int pairs_split(struct command *cmd, const char *what, struct pairs *out);
/* What label and annotate refuse alike: --all with selectors, no resource, no change. */
int pairs_validate(struct command *cmd, const char *what, const struct pairs *p);
/* The objects: the server's, or with --local the files'. 0, or the exit status of a mistake, which is printed. */
int pairs_resolve(struct command *cmd, const struct pairs *p, struct targets *out);
/* What makes the map `have` into what is asked for: values, and null for keys to go; empty when nothing changes. */
const struct val *pairs_patch(struct command *cmd, const struct pairs *p, const struct val *have);
/* Sends the patch of metadata.FIELD, or (local) applies it here. 0 with *result owned by the caller; else 1, and the error
 * is among errors. */
int pairs_commit(struct command *cmd, const struct target *t, const char *field, const struct val *patch, bool local,
                 struct val **result, struct cmd_errors *errors);

#endif
