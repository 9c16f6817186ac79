/*
 * The lesson's state machine: which step, what is asked, what is still missing.  It prints nothing: repl/teach.c does.
 *
 *     struct lesson_run *run = lesson_run_new(lesson, progress);
 *     const struct lesson_step *step = lesson_run_step(run);          // NULL: the lesson is over
 *     if (lesson_run_asking(run)) ... lesson_run_answer(run, "2")
 *     if (lesson_run_ready(run, client, arena, ns, &missing, &st) == 1) lesson_run_advance(run, false);
 *
 * A step is: a question, if it has one, until it is answered; then its task, if it has one, until every check holds.
 */
#ifndef SEODANG_RUNNER_H
#define SEODANG_RUNNER_H

#include "lessons/check.h"
#include "lessons/lesson.h"
#include "lessons/progress.h"

struct lesson_run;

/* Takes over the lesson; borrows the progress.  Begins where the progress says. */
struct lesson_run *lesson_run_new(struct lesson *take, struct progress *p);
void lesson_run_free(struct lesson_run *run);

const struct lesson *lesson_run_lesson(const struct lesson_run *run);
const struct lesson_step *lesson_run_step(const struct lesson_run *run);
/* From 0; step_count when the lesson is over. */
size_t lesson_run_index(const struct lesson_run *run);

/* Whether the step's question waits for an answer. */
bool lesson_run_asking(const struct lesson_run *run);
/* The number that a line is, as people type the number of a choice (2, 2번, 2), 2.); -1: it is none. */
long lesson_number(const char *line);
enum lesson_answer { ANSWER_NONE, ANSWER_RIGHT, ANSWER_WRONG, ANSWER_OUTSIDE };
/* A line as an answer: ANSWER_NONE when it is not a number or nothing is asked; OUTSIDE: no such choice.  *because: what
 * belongs to the choice. A right answer ends the question. */
enum lesson_answer lesson_run_answer(struct lesson_run *run, const char *line, const char **because);

/* 1: nothing is missing; 0: *missing is the first check that does not hold (or a question waits: missing->look is NULL and
 * kind CHECK_KINDS); -1 with *st: the cluster did not answer. */
int lesson_run_ready(struct lesson_run *run, struct client *c, struct arena *a, const char *ns, struct check_result *missing,
                     struct status *st);

/* To the next step; the progress is noted (not saved). */
void lesson_run_advance(struct lesson_run *run, bool skipped);
/* The next hint of the task; NULL: there is none (any more). *number from 1. */
const char *lesson_run_hint(struct lesson_run *run, int *number);
/* Back to the beginning. */
void lesson_run_restart(struct lesson_run *run);

#endif
