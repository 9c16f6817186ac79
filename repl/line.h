/*
 * Lines that a person types: readline, its history on disk, and what happens while it waits.
 *
 *     struct line_source *lines = line_open(session);
 *     struct loop loop = { .session = session, .source = lines, ... };
 *     loop_run(&loop);
 *     line_close(lines);
 *
 * The only module that includes readline.  While it waits, the fake cluster's time goes on.  Ctrl-C drops the line, Ctrl-D
 * leaves.  History is kept in $XDG_STATE_HOME/seodang/history, written by rename.
 */
#ifndef SEODANG_LINE_H
#define SEODANG_LINE_H

#include "repl/loop.h"

/* There is one terminal, so there is one at a time. */
struct line_source *line_open(struct session *s);
void line_close(struct line_source *source);

#endif
