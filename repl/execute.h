/*
 * Running command lines: lists, pipelines, redirections.
 *
 *     struct executor x = { .session = s, .arena = a, .out = out, .err = err, .deadline_ms = INT64_MAX };
 *     int status = execute_line(&x, &line);
 *
 * A word of the shell (kubectl among them) runs in the process; everything else is a program of the host.  The stages of a
 * pipeline run one after the other, each with all of the one before as its input; neighbouring host programs run at the same
 * time, and at a terminal a word's output streams into the program behind it.  What is captured goes through files in memory,
 * so that nothing can wait for itself.
 *
 * Differs: the stages of a pipeline and $( ) are no subshells, so `cd` and NAME=value in them stay.
 */
#ifndef SEODANG_EXECUTE_H
#define SEODANG_EXECUTE_H

#include "repl/verb.h"
#include "repl/words.h"

struct executor {
    struct session *session; /* borrowed, as all here */
    struct arena *arena;
    struct sink *out, *err;
    const struct strbuf *input; /* what its first commands read; NULL: the terminal at one, else nothing */
    int64_t deadline_ms;        /* as in struct command */
};

/* The last command's exit status, also in session->last_status: 127 not found, 130 interrupted ... */
int execute_line(struct executor *x, const struct command_line *line);
/* Runs one command, its words expanded already, on the parent's sinks, input and deadline: for timeout, xargs. */
int execute_argv(struct command *parent, int argc, char **argv);
/* The same for a text: for watch. A syntax mistake is printed; 2. */
int execute_text(struct command *parent, const char *text);
/* What the command reads: its input, or what a person types up to Ctrl-D; NULL: nothing. Borrowed. */
const struct strbuf *execute_input(struct command *cmd);
/* Prints a syntax mistake; returns 2. */
int execute_mistake(struct sink *err, const struct syntax_error *error);

#endif
