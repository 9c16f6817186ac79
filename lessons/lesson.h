/*
 * A lesson: a manifest of steps, as lessons/README.md describes it.
 *
 *     struct strbuf err = STRBUF_INIT;
 *     struct lesson *l = lesson_load("lessons/catalog/01-daemonset.yaml", text, len, &err);
 *     if (!l) fputs(err.buf, stderr);       // "lessons/catalog/01-daemonset.yaml:12: steps[2].hints: 힌트는 세 개가 있어야 해요"
 *     lesson_free(l);
 *
 * Loading checks everything that can be checked without a cluster; a lesson that loads can be run.
 */
#ifndef SEODANG_LESSON_H
#define SEODANG_LESSON_H

#include "backends/base/arena.h"
#include "backends/base/val.h"

/* All members point into the lesson's document; NULL when absent. */
struct lesson_step {
    const char *name;           /* "label-nodes": in the progress file */
    const char *title, *text;   /* what is shown first */
    const struct val *files;    /* object: file name -> text, put into the work folder */
    const struct val *ask;      /* {question, choices:[{text, because}], answer: N from 1} */
    const char *task;           /* what is to be done; NULL: nothing (a question, or only reading) */
    const struct val *checks;   /* array of checks (check.h); of a task */
    const struct val *hints;    /* three strings; of a task */
    const char *solution;       /* shell lines that do the task */
    const char *done;           /* said when the step is over */
};

struct lesson {
    const char *name, *title, *summary;
    int64_t minutes;              /* a learner's time, about */
    const char *world;            /* a file of lessons/world */
    const char *closing;          /* said at the end */
    const struct val *keywords;   /* array of {word, text} */
    struct lesson_step *steps;    /* owned */
    size_t step_count;
    struct val *doc;              /* owned */
};

/* `source`: the name in messages. NULL: err has one line a mistake. */
struct lesson *lesson_load(const char *source, const char *text, size_t len, struct strbuf *err);
void lesson_free(struct lesson *l);

/* The lesson of the catalog called `name` ("daemonset", its file's name "01-daemonset", its number "1", its title "데몬셋"). */
struct lesson *lesson_find(const char *name, struct strbuf *err);
/* Names of the catalog's files, in order; the arena's. */
const char *const *lesson_names(struct arena *a, size_t *count);

#endif
