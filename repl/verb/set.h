/*
 * kubectl set: what its subverbs share: a change of the pod spec of each object, sent as a strategic patch, or with --local and
 * --dry-run=client applied here.
 *
 *     const struct set_job job = { .change = change, .arg = images, .said = "image updated" };
 *     return set_run(cmd, set_pairs_start(cmd), &job);
 */
#ifndef SEODANG_VERB_SET_H
#define SEODANG_VERB_SET_H

#include "repl/print/result.h"
#include "repl/target.h"

extern const struct verb verb_set_env, verb_set_image, verb_set_resources, verb_set_selector, verb_set_serviceaccount, verb_set_subject;

#define SET_OPTIONS                                                             \
    { "all", 0, OPTION_BOOL, NULL, NULL, "그 종류의 오브젝트 모두" },            \
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 골라요" },    \
    { "local", 0, OPTION_BOOL, NULL, NULL, "서버에 보내지 않아요" },             \
    { "filename", 'f', OPTION_LIST, NULL, NULL, "오브젝트가 적힌 파일" },        \
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, "kustomization 폴더" },      \
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, "폴더 안까지 읽어요" },         \
    { "record", 0, OPTION_BOOL, NULL, NULL, "명령을 어노테이션에 남겨요" },      \
    { "field-manager", 0, OPTION_STRING, NULL, NULL, "바꾼 쪽의 이름" }

/* Makes the patch of one pod spec, or of the whole object (*patch is owned by the caller; NULL or empty: nothing changes). -1 with
 * *st. */
typedef int set_change(struct command *cmd, const struct target *t, const struct val *spec, const void *arg, struct val **patch,
                       struct status *st);

struct set_job {
    set_change *change;
    const void *arg;
    const char *said;   /* "image updated" */
    bool whole;         /* change() gets the object, not its pod spec */
    const char *failed; /* before the server's error: "failed to patch env update to pod template: "; NULL: nothing */
    const char *mistake; /* what is wrong with the arguments, which is said only once the objects are found; NULL: nothing */
};

/* How many arguments stand before the first KEY=VALUE or KEY-. */
int set_pairs_start(const struct command *cmd);
/* Changes every object that the first `resources` arguments name. The exit status. */
int set_run(struct command *cmd, int resources, const struct set_job *job);
/* Whether a container is one that --containers means. */
bool set_selects(struct command *cmd, const struct val *container);

#endif
