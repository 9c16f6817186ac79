/*
 * The teacher: shows a lesson's steps, takes answers, notices what is done.  What a lesson is lies in lessons/; the words and
 * the terminal are here.
 *
 *     teach_begin(s, "daemonset", out, err);        // a new cluster, the work folder, the first step (or where one left off)
 *     if (!teach_line(s, line, out)) ... run it as a command ...
 *     teach_after_command(s, out);                   // says so when the task is done, and shows the next step
 */
#ifndef SEODANG_TEACH_H
#define SEODANG_TEACH_H

#include "repl/session.h"

/* 0, or 1 after saying why not. */
int teach_begin(struct session *s, const char *lesson, struct sink *out, struct sink *err);
void teach_end(struct session *s);
/* Whether the line was for the teacher: an answer to the question that waits, or (in the menu) a lesson's number. */
bool teach_line(struct session *s, const char *line, struct sink *out, struct sink *err);
void teach_after_command(struct session *s, struct sink *out);
/* Whether the task is done and teach_after_command() would say so. A live cluster is not asked: nobody typed anything. */
bool teach_is_done(struct session *s);
/* A word to someone who leaves in the middle of a lesson. */
void teach_leave(struct session *s, struct sink *out);
/* "데몬셋 3/11", for the prompt; nothing outside lessons. */
void teach_prompt(const struct session *s, struct strbuf *sb);
/* The lessons and how far one has come. */
void teach_menu(struct session *s, struct sink *out);

/* The words; each returns an exit status. */
int teach_show(struct session *s, struct sink *out);
int teach_hint(struct session *s, struct sink *out);
int teach_next(struct session *s, struct sink *out);
int teach_skip(struct session *s, struct sink *out);
int teach_solution(struct session *s, struct sink *out);
int teach_restart(struct session *s, struct sink *out, struct sink *err);
int teach_progress(struct session *s, struct sink *out);

#endif
