/*
 * Talking to a container: kubectl exec's two halves, one command (exec.c) and a shell that a person talks to (exec_shell.c);
 * and to the container's own process (attach.c, for kubectl attach and run -it).
 */
#ifndef SEODANG_VERB_EXEC_H
#define SEODANG_VERB_EXEC_H

#include "repl/verb.h"

struct exec_call {
    struct command *cmd;
    const struct val *pod;
    const char *container;
};

/* What the server says of a process. */
struct exec_told {
    bool ended, waits; /* waits: for more on its standard input */
    int code;          /* of its end */
    int64_t runs_ms;   /* until then */
};

/* Asks a subresource of the pod, exec or attach: `text` gets what the process prints. -1: *st. */
int exec_ask(const struct exec_call *x, const char *subresource, struct val *take_query, const struct val *body, struct strbuf *text,
             struct exec_told *out, struct status *st);
/* Runs a command by the pod's exec subresource, which answers with its output, and lets the time pass that it takes. `input` may
 * be NULL. 0: it ran, *code is its exit code; -1 with *st; 124, 130: as cmd_wait(). */
int exec_request(const struct exec_call *x, const struct val *argv, const struct val *input, struct strbuf *text, int *code,
                 struct status *st);

/* Whether the command is a shell without anything to do, at a terminal. */
bool exec_is_shell(const struct command *cmd, char **argv, int argc);
/* Reads lines from the terminal and runs each in the container, until `exit`. */
int exec_converse(const struct exec_call *x);

/* Whether a person at a terminal can type to the container: -i is given, and input comes from the terminal. */
bool talk_possible(const struct command *cmd);
/* A line from the terminal, without its end. false: Ctrl-D, or nobody is there. Ctrl-C empties the line, and the next prompt
 * stands on a row of its own. */
bool talk_read_line(struct strbuf *line, struct sink *out);

/* Stays with the container's process, which runs: what it prints is shown, what is typed or piped in goes to its standard input,
 * until it ends. 0, or 124 and 130 as cmd_wait(); -1 with *st: it does not run. */
int attach_stay(const struct exec_call *x, struct status *st);
/* What it has printed, and prints until it ends: an exit status. */
int attach_follow_log(const struct exec_call *x);
/* How to come back to a shell that is started again. */
void attach_say_over(const struct exec_call *x);

#endif
