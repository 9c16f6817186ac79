/*
 * kubectl exec's two halves: one command (exec.c), and a shell that a person talks to (exec_shell.c).
 */
#ifndef SEODANG_VERB_EXEC_H
#define SEODANG_VERB_EXEC_H

#include "repl/verb.h"

struct exec_call {
    struct command *cmd;
    const struct val *pod;
    const char *container;
};

/* Runs a command by the pod's exec subresource, which answers with its output, and lets the time pass that it takes. `input` may
 * be NULL. 0: it ran, *code is its exit code; -1 with *st; 124, 130: as cmd_wait(). */
int exec_request(const struct exec_call *x, const struct val *argv, const struct val *input, struct strbuf *text, int *code,
                 struct status *st);

/* Whether the command is a shell without anything to do, at a terminal. */
bool exec_is_shell(const struct command *cmd, char **argv, int argc);
/* Reads lines from the terminal and runs each in the container, until `exit`. */
int exec_converse(const struct exec_call *x);

#endif
