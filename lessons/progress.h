/*
 * How far a learner has come: $XDG_STATE_HOME/seodang/progress.json, written by rename after each step.
 *
 *     struct progress *p = progress_open(path);        // a missing or broken file is an empty one (the broken one is kept beside)
 *     progress_set(p, "daemonset", "label-nodes", 2);
 *     progress_save(p, &err);
 *
 * The file: {"daemonset": {"step": "label-nodes", "done": 4, "finished": false, "hints": {"label-nodes": 2}, "skipped": ["..."]}}.
 */
#ifndef SEODANG_PROGRESS_H
#define SEODANG_PROGRESS_H

#include <stdbool.h>

#include "backends/base/strbuf.h"

struct progress;

/* path NULL: kept in memory only. */
struct progress *progress_open(const char *path);
void progress_free(struct progress *p);
/* Writes what was changed here; what another shell has written of other lessons meanwhile is read in and stays. 0, or -1 with
 * err when the file cannot be written. */
int progress_save(struct progress *p, struct strbuf *err);

/* The name of the step a lesson stands at; NULL: not begun. Borrowed until the next change. */
const char *progress_step(const struct progress *p, const char *lesson);
bool progress_finished(const struct progress *p, const char *lesson);
/* How many steps are behind the learner. */
int progress_done(const struct progress *p, const char *lesson);
void progress_set_step(struct progress *p, const char *lesson, const char *step, int done);
void progress_set_finished(struct progress *p, const char *lesson, int done);
/* How many hints of a step were shown. */
int progress_hints(const struct progress *p, const char *lesson, const char *step);
void progress_add_hint(struct progress *p, const char *lesson, const char *step);
void progress_add_skip(struct progress *p, const char *lesson, const char *step);
/* Forgets a lesson. */
void progress_forget(struct progress *p, const char *lesson);

#endif
