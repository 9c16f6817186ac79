/* The lesson's course: numbers, questions, hints, leaving and coming back; and what the progress file survives. */
#include "lessons/runner.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/lib/process.h"
#include "tests/unit/test.h"

static const char text[] = "lesson: small\ntitle: t\nsummary: s\nminutes: 1\nworld: classroom\nclosing: c\nkeywords: []\n"
                           "steps:\n"
                           "- {name: one, title: t, text: x}\n"
                           "- name: two\n"
                           "  title: t\n"
                           "  text: x\n"
                           "  ask: {question: q, choices: [{text: a, because: A}, {text: b, because: B}], answer: 2}\n"
                           "  task: t\n"
                           "  checks: [{check: count, of: pods, is: 0}]\n"
                           "  hints: [가, 나, 다]\n"
                           "  solution: s\n"
                           "- {name: three, title: t, text: x}\n";

static struct lesson_run *run_new(struct progress *p)
{
    struct strbuf err = STRBUF_INIT;
    struct lesson *l = lesson_load("small.yaml", text, strlen(text), &err);
    CHECK_STR(err.buf, "");
    strbuf_release(&err);
    return lesson_run_new(l, p);
}

TEST(lesson_number)
{
    static const struct {
        const char *line;
        long want;
    } cases[] = {
        { "2", 2 },  { " 2 ", 2 }, { "2번", 2 }, { "2)", 2 },  { "2.", 2 },    { "2번 ", 2 },  { "2번이요", 2 }, { "2번입니다", 2 },  { "10", 10 },  { "0", 0 },
        { "", -1 },  { "-1", -1 }, { "2a", -1 }, { "2 3", -1 }, { "번", -1 }, { "2번째", -1 }, { "kubectl", -1 },
        { "99999999999999999999", 9223372036854775807 },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        if (!CHECK_INT(lesson_number(cases[i].line), cases[i].want))
            test_check(false, __FILE__, __LINE__, "of: %s", cases[i].line);
}

TEST(lesson_course)
{
    struct progress *p = progress_open(NULL);
    struct lesson_run *run = run_new(p);
    const char *because = NULL;
    int number = 0;
    CHECK_STR(lesson_run_step(run)->name, "one");
    CHECK(!lesson_run_asking(run));
    CHECK_INT(lesson_run_answer(run, "1", &because), ANSWER_NONE);
    CHECK(!lesson_run_hint(run, &number));
    lesson_run_advance(run, false);
    CHECK_STR(progress_step(p, "small"), "two");
    CHECK(lesson_run_asking(run));
    CHECK_INT(lesson_run_answer(run, "kubectl get pods", &because), ANSWER_NONE);
    CHECK_INT(lesson_run_answer(run, "0", &because), ANSWER_OUTSIDE);
    CHECK_INT(lesson_run_answer(run, "3", &because), ANSWER_OUTSIDE);
    CHECK_INT(lesson_run_answer(run, "99999999999999999999", &because), ANSWER_OUTSIDE);
    CHECK_INT(lesson_run_answer(run, "1", &because), ANSWER_WRONG);
    CHECK_STR(because, "A");
    CHECK(lesson_run_asking(run));
    CHECK_INT(lesson_run_answer(run, "2번", &because), ANSWER_RIGHT);
    CHECK_STR(because, "B");
    CHECK(!lesson_run_asking(run));
    CHECK_STR(lesson_run_hint(run, &number), "가");
    CHECK_STR(lesson_run_hint(run, &number), "나");
    CHECK_INT(number, 2);
    lesson_run_free(run);

    /* Coming back: the same step, its question asked again, the hints that were seen are behind. */
    run = run_new(p);
    CHECK_STR(lesson_run_step(run)->name, "two");
    CHECK_INT((long long)lesson_run_index(run), 1);
    CHECK(lesson_run_asking(run));
    CHECK_STR(lesson_run_hint(run, &number), "다");
    CHECK(!lesson_run_hint(run, &number));
    lesson_run_advance(run, true);
    CHECK(!progress_finished(p, "small"));
    lesson_run_advance(run, false);
    CHECK(!lesson_run_step(run));
    CHECK(progress_finished(p, "small"));
    CHECK_INT(progress_done(p, "small"), 3);
    lesson_run_advance(run, false); /* beyond the end: nothing */
    lesson_run_restart(run);
    CHECK_STR(lesson_run_step(run)->name, "one");
    CHECK(!progress_finished(p, "small"));
    lesson_run_free(run);

    /* A step that the lesson no longer has. */
    progress_set_step(p, "small", "gone", 2);
    run = run_new(p);
    CHECK_STR(lesson_run_step(run)->name, "one");
    lesson_run_free(run);
    progress_free(p);
}

TEST(progress_file)
{
    static const char *const broken[] = { "", "{", "[]", "\"x\"", "{\"small\": 3}", "{\"small\": {\"step\": 5, \"done\": \"x\", \"hints\": []}}" };
    struct strbuf err = STRBUF_INIT;
    char *path = xstrf("/tmp/seodang-progress-%d.json", (int)getpid());
    for (size_t i = 0; i < ARRAY_LEN(broken); i++) {
        file_write(path, broken[i], strlen(broken[i]));
        struct progress *p = progress_open(path);
        CHECK(!progress_step(p, "small"));
        CHECK(!progress_finished(p, "small"));
        CHECK_INT(progress_hints(p, "small", "two"), 0);
        progress_set_step(p, "small", "two", 1);
        progress_add_hint(p, "small", "two");
        CHECK_INT(progress_save(p, &err), 0);
        progress_free(p);
        p = progress_open(path);
        CHECK_STR(progress_step(p, "small"), "two");
        CHECK_INT(progress_done(p, "small"), 1);
        CHECK_INT(progress_hints(p, "small", "two"), 1);
        progress_free(p);
    }
    char *old = xstrf("%s.broken", path);
    unlink(path);
    unlink(old);
    free(old);
    /* Two shells at once: each writes its own lesson and leaves the other's. */
    struct progress *one = progress_open(path), *other = progress_open(path);
    progress_set_step(one, "small", "two", 1);
    progress_set_finished(other, "large", 4);
    CHECK_INT(progress_save(one, &err), 0);
    CHECK_INT(progress_save(other, &err), 0);
    CHECK_STR(progress_step(other, "small"), "two");
    progress_forget(one, "small");
    CHECK_INT(progress_save(one, &err), 0);
    CHECK(progress_finished(one, "large"));
    progress_free(one);
    progress_free(other);
    one = progress_open(path);
    CHECK(progress_finished(one, "large") && !progress_step(one, "small"));
    progress_free(one);
    unlink(path);
    struct progress *nowhere = progress_open("/dev/null/progress.json");
    progress_set_step(nowhere, "small", "two", 1);
    CHECK(progress_save(nowhere, &err) < 0);
    progress_free(nowhere);
    free(path);
    strbuf_release(&err);
}
