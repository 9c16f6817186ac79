/*
 * Read, run, print: one loop for the terminal, files and texts.
 *
 *     struct file_source source;
 *     file_source_init(&source, stdin);
 *     struct loop loop = { .session = s, .source = &source.base, .out = out, .err = err, .json = true };
 *     status = loop_run(&loop);
 *
 * Each logical line gets an arena of its own.  A mistake in one does not stop the next.  Re-entrant: a lesson's solution is
 * run by a loop inside the loop.
 */
#ifndef SEODANG_LOOP_H
#define SEODANG_LOOP_H

#include <stdio.h>

#include "repl/session.h"

/* Where lines come from. */
struct line_source {
    /* Appends the next line without its line end; false at the end. `more`: it continues the one before. */
    bool (*next)(struct line_source *source, struct strbuf *line, bool more);
    bool interactive; /* a person types: Korean remarks, Ctrl-C drops the line instead of ending the loop */
};

struct file_source {
    struct line_source base;
    FILE *file; /* borrowed */
    char *line; /* owned: getline's */
    size_t size;
    bool begun;  /* the first line is read */
};
void file_source_init(struct file_source *s, FILE *file);
void file_source_release(struct file_source *s);

struct text_source {
    struct line_source base;
    const char *at; /* borrowed */
};
void text_source_init(struct text_source *s, const char *text);

struct loop {
    struct session *session;    /* borrowed, as all here */
    struct line_source *source;
    struct sink *out, *err;
    bool json;                  /* one object a logical line to out, as `script --json` prints them */
    int64_t deadline_ms;        /* 0: none */
};

/* Runs what the source gives until its end or until the session quits; the last command's exit status. */
int loop_run(struct loop *loop);

#endif
