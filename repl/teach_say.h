/*
 * What the teacher says, and how it looks: wrapped at the terminal's width, code and headings in their styles.
 */
#ifndef SEODANG_TEACH_SAY_H
#define SEODANG_TEACH_SAY_H

#include "lessons/runner.h"
#include "repl/sink.h"

enum say_tone {
    SAY_TEXT,    /* the lesson's own text */
    SAY_DONE,    /* ✔ a step is over */
    SAY_MISSING, /* ↳ what is not there yet */
    SAY_REMARK,  /* ↳ about the course of things */
    SAY_ITEM,    /* one of a list, which begins with its own mark */
};

/* Text between back-ticks is code. */
void say(struct sink *out, enum say_tone tone, const char *text);
void say_lesson(struct sink *out, const struct lesson *l);
void say_step(struct sink *out, const struct lesson *l, size_t index, bool asking);
void say_task(struct sink *out, const struct lesson_step *step);
void say_answer(struct sink *out, bool right, const char *because);
void say_right_choice(struct sink *out, const struct lesson_step *step);
/* "아직이에요. 데몬셋 testapp-ds-java의 status.numberReady가 2여야 하는데 지금은 1이에요." and what to look at. */
void say_missing(struct sink *out, const struct check_result *missing);
void say_hint(struct sink *out, int number, const char *hint);
void say_solution(struct sink *out, const struct lesson_step *step);
void say_closing(struct sink *out, const struct lesson *l);
void say_steps(struct sink *out, const struct lesson *l, size_t at, const struct progress *p);
/* numbers: a bare number begins a lesson. */
void say_menu(struct sink *out, const struct progress *p, bool numbers);

#endif
