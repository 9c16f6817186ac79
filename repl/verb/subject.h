/*
 * Who is bound to a role, as flags say it: --user, --group, --serviceaccount NAMESPACE:NAME.
 *
 *     static const struct option options[] = { SUBJECT_OPTIONS, ..., OPTION_END };
 *     struct val *subjects = NULL;
 *     if (subjects_read(cmd, &subjects, st) == 0) ...
 *
 * Shared by `create rolebinding` and `set subject` (kubectl pkg/cmd/set/set_subject.go, v1.20.2).
 */
#ifndef SEODANG_VERB_SUBJECT_H
#define SEODANG_VERB_SUBJECT_H

#include "repl/verb.h"

#define SUBJECT_OPTIONS                                                                    \
    { "user", 0, OPTION_ARRAY, NULL, NULL, "사용자" },                                      \
    { "group", 0, OPTION_ARRAY, NULL, NULL, "그룹" },                                       \
    { "serviceaccount", 0, OPTION_ARRAY, NULL, NULL, "서비스 어카운트 (네임스페이스:이름)" }

/* Appends them to *list, which may be NULL and stays so when there are none. 0, or -1 with *st. */
int subjects_read(struct command *cmd, struct val **list, struct status *st);

#endif
