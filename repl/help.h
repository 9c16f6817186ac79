/*
 * Help, from the rows of verbs.def.
 */
#ifndef SEODANG_HELP_H
#define SEODANG_HELP_H

#include "repl/verb.h"

/* What cmd->verb does, its examples and flags; to cmd->out. Returns 0. */
int help_verb(struct command *cmd);
/* All verbs of kubectl. */
int help_kubectl(struct command *cmd);
/* The flags that every verb of kubectl has. */
int help_globals(struct command *cmd);
/* All words of the shell. */
int help_shell(struct command *cmd);

#endif
