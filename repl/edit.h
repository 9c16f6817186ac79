/*
 * Objects in the person's editor, until what is saved is taken or given up: `kubectl edit`, `create --edit`,
 * `apply edit-last-applied`.
 *
 *     rc = edit_objects(cmd, EDIT_LIVE, t.items, t.len);
 *
 * The file begins with a comment; when the server or the schema refuses what is saved, it is opened again and the comment says
 * why. Several objects stand in one List. The verb has OUTPUT_OPTIONS and EDIT_OPTIONS among its options.
 *
 * Mirrors staging/src/k8s.io/kubectl/pkg/cmd/util/editor/editoptions.go, v1.20.2.
 * Differs: the file of an editor that fails is not left lying about.
 */
#ifndef SEODANG_EDIT_H
#define SEODANG_EDIT_H

#include "repl/target.h"

#define EDIT_OPTIONS                                                                              \
    { "windows-line-endings", 0, OPTION_BOOL, NULL, NULL, "줄 끝을 CRLF로" },                      \
    { "record", 0, OPTION_BOOL, NULL, NULL, "명령을 어노테이션에 남겨요" }

enum edit_mode {
    EDIT_LIVE,          /* changes are sent as patches */
    EDIT_LAST_APPLIED,  /* the objects are what apply remembers of live ones */
    EDIT_BEFORE_CREATE, /* the objects do not exist yet */
};

/* 0, also when nothing was changed; or the exit status of a mistake, which is printed. */
int edit_objects(struct command *cmd, enum edit_mode mode, const struct target *objects, size_t count);

#endif
