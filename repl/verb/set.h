/*
 * kubectl set: what its subverbs share: a change of the pod spec of each object, sent as a strategic patch.
 */
#ifndef SEODANG_VERB_SET_H
#define SEODANG_VERB_SET_H

#include "repl/print/result.h"
#include "repl/target.h"

extern const struct verb verb_set_image;

#define SET_OPTIONS                                                             \
    { "all", 0, OPTION_BOOL, NULL, NULL, "그 종류의 오브젝트 모두" },            \
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 골라요" },    \
    { "local", 0, OPTION_BOOL, NULL, NULL, "서버에 보내지 않아요" },             \
    { "filename", 'f', OPTION_LIST, NULL, NULL, "오브젝트가 적힌 파일" },        \
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, "kustomization 폴더" },      \
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, "폴더 안까지 읽어요" },         \
    { "record", 0, OPTION_BOOL, NULL, NULL, "명령을 어노테이션에 남겨요" },      \
    { "field-manager", 0, OPTION_STRING, NULL, NULL, "바꾼 쪽의 이름" }

/* Makes the patch of one pod spec (*patch is owned by the caller; NULL or empty: nothing changes). -1 with *st. */
typedef int set_change(struct command *cmd, const struct val *spec, const void *arg, struct val **patch, struct status *st);

/* How many arguments stand before the first KEY=VALUE or KEY-. */
int set_pairs_start(const struct command *cmd);
/* Changes every object that the first `resources` arguments name. The exit status. */
int set_run(struct command *cmd, int resources, set_change *change, const void *arg, const char *said);

#endif
