/*
 * The editor of the person at the shell.
 *
 *     static const char *const variables[] = { "KUBE_EDITOR", "EDITOR", NULL };
 *     const char *program = editor_choose(cmd, variables);
 *     if (!program) return 127;                                  // why, was said in Korean
 *     int rc = editor_run(cmd, program, 1, &path);
 *
 * A program with blanks is split at them; one that has quotes too is a line for $SHELL (kubectl's editor.go, v1.20.2).
 */
#ifndef SEODANG_EDITOR_H
#define SEODANG_EDITOR_H

#include "repl/verb.h"

enum { EDITOR_NOT_FOUND = 127 };

/* What the first of the variables says that is set; at the terminal else what the host has.  NULL: there is none, or it is
 * not allowed here, and that was said. */
const char *editor_choose(struct command *cmd, const char *const *variables);
/* Runs it on the files. Its exit status; EDITOR_NOT_FOUND with *missing when there is no such program. */
int editor_run(struct command *cmd, const char *program, int argc, char **argv, bool *missing);

#endif
