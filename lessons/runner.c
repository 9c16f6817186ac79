#include "lessons/runner.h"

#include <stdlib.h>
#include <string.h>

struct lesson_run {
    struct lesson *lesson;     /* owned */
    struct progress *progress; /* borrowed */
    size_t step;
    bool asking;
};

static void enter(struct lesson_run *run, size_t step)
{
    run->step = step;
    run->asking = step < run->lesson->step_count && run->lesson->steps[step].ask;
}

struct lesson_run *lesson_run_new(struct lesson *take, struct progress *p)
{
    struct lesson_run *run = xcalloc(1, sizeof(*run));
    const char *at = progress_step(p, take->name);
    size_t step = 0;
    run->lesson = take;
    run->progress = p;
    for (size_t i = 0; at && i < take->step_count; i++)
        if (!strcmp(take->steps[i].name, at))
            step = i;
    enter(run, step);
    return run;
}

void lesson_run_free(struct lesson_run *run)
{
    if (!run)
        return;
    lesson_free(run->lesson);
    free(run);
}

const struct lesson *lesson_run_lesson(const struct lesson_run *run)
{
    return run->lesson;
}

const struct lesson_step *lesson_run_step(const struct lesson_run *run)
{
    return run->step < run->lesson->step_count ? &run->lesson->steps[run->step] : NULL;
}

size_t lesson_run_index(const struct lesson_run *run)
{
    return run->step;
}

bool lesson_run_asking(const struct lesson_run *run)
{
    return run->asking;
}

long lesson_number(const char *line)
{
    static const char *const behind[] = { "번이에요", "번입니다", "번이요", "번요", "번", ")", "." };
    char *end;
    line += strspn(line, " \t");
    if (*line < '0' || *line > '9')
        return -1;
    long n = strtol(line, &end, 10);
    for (size_t i = 0; i < ARRAY_LEN(behind); i++)
        if (!strncmp(end, behind[i], strlen(behind[i]))) {
            end += strlen(behind[i]);
            break;
        }
    return end[strspn(end, " \t")] ? -1 : n;
}

enum lesson_answer lesson_run_answer(struct lesson_run *run, const char *line, const char **because)
{
    long n = lesson_number(line);
    if (!run->asking || n < 0)
        return ANSWER_NONE;
    const struct val *ask = lesson_run_step(run)->ask, *choices = val_get(ask, "choices");
    if (n < 1 || n > (long)val_len(choices))
        return ANSWER_OUTSIDE;
    *because = val_get_str(val_item(choices, (size_t)n - 1), "because", "");
    if (n != val_at_int(ask, "answer", 0))
        return ANSWER_WRONG;
    run->asking = false;
    return ANSWER_RIGHT;
}

int lesson_run_ready(struct lesson_run *run, struct client *c, struct arena *a, const char *ns, struct check_result *missing,
                     struct status *st)
{
    const struct lesson_step *step = lesson_run_step(run);
    *missing = (struct check_result){ .kind = CHECK_KINDS };
    if (!step)
        return 1;
    if (run->asking)
        return 0;
    for (size_t i = 0; i < val_len(step->checks); i++) {
        if (check_run(c, a, ns, val_item(step->checks, i), missing, st) < 0)
            return -1;
        if (!missing->ok)
            return 0;
    }
    return 1;
}

void lesson_run_advance(struct lesson_run *run, bool skipped)
{
    const struct lesson *l = run->lesson;
    if (run->step >= l->step_count)
        return;
    if (skipped)
        progress_add_skip(run->progress, l->name, l->steps[run->step].name);
    enter(run, run->step + 1);
    if (run->step < l->step_count)
        progress_set_step(run->progress, l->name, l->steps[run->step].name, (int)run->step);
    else
        progress_set_finished(run->progress, l->name, (int)run->step);
}

const char *lesson_run_hint(struct lesson_run *run, int *number)
{
    const struct lesson_step *step = lesson_run_step(run);
    if (!step)
        return NULL;
    int shown = progress_hints(run->progress, run->lesson->name, step->name);
    const char *hint = val_str(val_item(step->hints, (size_t)shown));
    if (!hint)
        return NULL;
    progress_add_hint(run->progress, run->lesson->name, step->name);
    *number = shown + 1;
    return hint;
}

void lesson_run_restart(struct lesson_run *run)
{
    progress_forget(run->progress, run->lesson->name);
    enter(run, 0);
}
