/*
 * A lesson's files: laid in the work folder, where the learner changes them, and whole in a folder of their own while a solution
 * runs.
 *
 *     teach_files_enter(s, "daemonset", err);       // makes the work folder, and goes there
 *     teach_files_lay(step);                        // what is there stays as it is
 *     char *back = teach_files_enter_fresh(s, lesson);
 *     ... run a solution: it finds the files as the lesson has them, whatever the learner has made of them ...
 *     teach_files_leave_fresh(s, lesson, back);
 */
#ifndef SEODANG_TEACH_FILES_H
#define SEODANG_TEACH_FILES_H

#include "lessons/lesson.h"
#include "repl/session.h"

/* The lesson's work folder becomes the session's and the process' folder. 0, or -1 after saying why not. */
int teach_files_enter(struct session *s, const char *lesson, struct sink *err);
/* A step's files, where there are none of their names in the work folder: what the learner has changed stays. */
void teach_files_lay(const struct session *s, const struct lesson_step *step);
/* Before a lesson begins anew: what the learner has changed is kept beside as NAME.old, so that the step's own file can be laid
 * again. Adds a line to `text` for each. */
void teach_files_put_away(const struct session *s, const struct lesson *l, struct strbuf *text);

/* Goes to a folder with all files of the lesson as they are written there. The work folder to come back to; NULL when no such
 * folder can be made, and nothing has changed. */
char *teach_files_enter_fresh(struct session *s, const struct lesson *l);
/* Removes that folder and goes back. Takes `back`; NULL: nothing. */
void teach_files_leave_fresh(struct session *s, const struct lesson *l, char *back);

#endif
