/* Every lesson of the catalog, played by its own solutions; and whether what it shows fits a terminal of 80x24. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backends/base/yaml.h"
#include "lessons/runner.h"
#include "repl/teach_missing.h"
#include "repl/teach_say.h"
#include "repl/term/width.h"
#include "tests/course/classroom.h"
#include "tests/lib/process.h"
#include "tests/unit/test.h"

enum { COLUMNS = 80, ROWS = 24, PROMPT_ROWS = 1, LUCKS = 8 };

struct player {
    struct session session;
    struct lesson_run *run;
    struct progress *progress;
    char *folder; /* the work folder */
    char *home;   /* where we were */
};

static bool player_init(struct player *p, const char *name, unsigned luck)
{
    struct strbuf err = STRBUF_INIT;
    struct lesson *l = lesson_find(name, &err);
    test_check(l, __FILE__, __LINE__, "%s", err.buf);
    strbuf_release(&err);
    if (!l)
        return false;
    classroom_open(&p->session, l->world, luck);
    p->home = getcwd(NULL, 0);
    p->folder = xstrdup("/tmp/seodang-course-XXXXXX");
    if (!mkdtemp(p->folder) || chdir(p->folder) < 0)
        BUG("no temporary folder");
    p->progress = progress_open(NULL);
    p->run = lesson_run_new(l, p->progress);
    return true;
}

static void player_release(struct player *p)
{
    session_release(&p->session);
    lesson_run_free(p->run);
    progress_free(p->progress);
    if (chdir(p->home) == 0)
        folder_remove(p->folder);
    free(p->folder);
    free(p->home);
}

static int ready(struct player *p, struct strbuf *missing)
{
    struct arena *a = arena_new();
    struct check_result r;
    struct status st = STATUS_INIT;
    backend_settle(p->session.backend);
    int rc = lesson_run_ready(p->run, p->session.client, a, p->session.namespace_, &r, &st);
    strbuf_reset(missing);
    if (rc < 0)
        strbuf_adds(missing, st.message);
    else if (!rc && r.kind != CHECK_KINDS)
        missing_text(missing, &r);
    status_release(&st);
    arena_free(a);
    return rc;
}

static void lay_files(const struct lesson_step *step)
{
    for (size_t i = 0; i < val_len(step->files); i++)
        file_write(val_key(step->files, i), val_str(val_item(step->files, i)), val_len(val_item(step->files, i)));
}

/* A wrong choice does not pass, the right one does. */
static void answer(struct player *p, const char *lesson)
{
    const struct lesson_step *step = lesson_run_step(p->run);
    const char *because;
    int64_t right = val_at_int(step->ask, "answer", 0);
    for (int64_t i = 1; i <= (int64_t)val_len(val_get(step->ask, "choices")); i++) {
        char *number = xstrf("%lld", (long long)i);
        if (i != right)
            test_check(lesson_run_answer(p->run, number, &because) == ANSWER_WRONG, __FILE__, __LINE__, "%s, %s: choice %s passes", lesson,
                       step->name, number);
        free(number);
    }
    char *number = xstrf("%lld", (long long)right);
    test_check(lesson_run_answer(p->run, number, &because) == ANSWER_RIGHT, __FILE__, __LINE__, "%s, %s: the answer does not pass",
               lesson, step->name);
    free(number);
}

/* What the learner is told to look at can be looked at. */
static void try_look(struct player *p, const char *lesson, const char *line)
{
    struct strbuf said = STRBUF_INIT;
    char *status = xstrf("%s\necho $?\n", line);
    classroom_run(&p->session, status, &said);
    test_check(said.len > 2 && !strcmp(said.buf + said.len - 2, "0\n"), __FILE__, __LINE__, "%s, %s: %s\n%s", lesson,
               lesson_run_step(p->run)->name, line, said.buf);
    free(status);
    strbuf_release(&said);
}

static void try_looks_of_checks(struct player *p, const char *lesson)
{
    const struct val *checks = lesson_run_step(p->run)->checks;
    for (size_t i = 0; i < val_len(checks); i++)
        if (val_get(val_item(checks, i), "look"))
            try_look(p, lesson, val_get_str(val_item(checks, i), "look", ""));
}

/* Of the text's command lines those that change nothing. */
static void try_looks_of_text(struct player *p, const char *lesson)
{
    static const char *const reading[] = { "kubectl get ", "kubectl describe ", "kubectl rollout history ", "timeline", "map" };
    const struct lesson_step *step = lesson_run_step(p->run);
    for (const char *at = step->text; *at;) {
        size_t len = strcspn(at, "\n");
        char *line = xstrndup(at, len);
        const char *command = line + strspn(line, " ");
        for (size_t i = 0; command > line && i < ARRAY_LEN(reading); i++)
            if (!strncmp(command, reading[i], strlen(reading[i])))
                try_look(p, lesson, command);
        free(line);
        at += len + (at[len] == '\n');
    }
}

/* The task is not done before its solution, and is after it. */
static void play_step(struct player *p, const char *lesson)
{
    const struct lesson_step *step = lesson_run_step(p->run);
    struct strbuf missing = STRBUF_INIT, said = STRBUF_INIT;
    lay_files(step);
    try_looks_of_text(p, lesson);
    if (step->ask)
        answer(p, lesson);
    if (step->task) {
        test_check(ready(p, &missing) == 0, __FILE__, __LINE__, "%s, %s: nothing is to be done", lesson, step->name);
        test_check(strncmp(missing.buf, "아직이에요. ", strlen("아직이에요. ")) == 0, __FILE__, __LINE__, "%s, %s: %s", lesson, step->name,
                   missing.buf);
        classroom_run(&p->session, step->solution, &said);
    }
    test_check(ready(p, &missing) == 1, __FILE__, __LINE__, "%s, %s: the solution does not pass: %s\n%s", lesson, step->name,
               missing.buf, said.buf);
    try_looks_of_checks(p, lesson);
    lesson_run_advance(p->run, false);
    strbuf_release(&missing);
    strbuf_release(&said);
}

TEST(catalog_solutions)
{
    struct arena *a = arena_new();
    size_t count;
    const char *const *names = lesson_names(a, &count);
    CHECK(count > 0);
    for (size_t i = 0; i < count * LUCKS; i++) {
        struct player p;
        if (!player_init(&p, names[i / LUCKS], (unsigned)(i % LUCKS)))
            continue;
        p.session.restricted = true; /* a lesson runs nothing on the host */
        p.session.work_dir = xstrdup(p.folder);
        while (lesson_run_step(p.run))
            play_step(&p, names[i / LUCKS]);
        player_release(&p);
    }
    arena_free(a);
}

/* ---- other ways ---- */

/* Up to the step, by solutions; then its files lie there and its question is answered. */
static bool go_to(struct player *p, const char *lesson, const char *name)
{
    const struct lesson_step *step;
    if (!player_init(p, lesson, 0))
        BUG("no lesson %s", lesson);
    while ((step = lesson_run_step(p->run)) && strcmp(step->name, name) != 0)
        play_step(p, lesson);
    if (!test_check(step, __FILE__, __LINE__, "%s has no step %s", lesson, name))
        return false;
    lay_files(step);
    if (step->ask)
        answer(p, lesson);
    return true;
}

/* says: what is told after it; NULL: it passes. */
static void go_way(const struct val *step, const char *lines, const char *says)
{
    const char *lesson = val_get_str(step, "lesson", ""), *name = val_get_str(step, "step", "");
    struct strbuf missing = STRBUF_INIT, said = STRBUF_INIT;
    struct player p;
    if (go_to(&p, lesson, name)) {
        classroom_run(&p.session, lines, &said);
        int rc = ready(&p, &missing);
        test_check(rc == !says && (!says || strstr(missing.buf, says)), __FILE__, __LINE__, "%s, %s: %s\n%s\n%s", lesson, name, lines,
                   missing.buf, said.buf);
    }
    player_release(&p);
    strbuf_release(&missing);
    strbuf_release(&said);
}

TEST(catalog_ways)
{
    struct strbuf text = STRBUF_INIT, err = STRBUF_INIT;
    struct val *steps = file_read("tests/course/ways.yaml", &text) == 0 ? yaml_parse(text.buf, text.len, &err) : NULL;
    CHECK_STR(err.buf, "");
    CHECK(val_len(steps) > 0);
    for (size_t i = 0; i < val_len(steps); i++) {
        const struct val *step = val_item(steps, i), *right = val_get(step, "right"), *wrong = val_get(step, "wrong");
        for (size_t k = 0; k < val_len(right); k++)
            go_way(step, val_str(val_item(right, k)), NULL);
        for (size_t k = 0; k < val_len(wrong); k++)
            go_way(step, val_get_str(val_item(wrong, k), "do", ""), val_get_str(val_item(wrong, k), "says", "?"));
    }
    val_unref(steps);
    strbuf_release(&text);
    strbuf_release(&err);
}

/* ---- 80x24 ---- */

/* A line wider than the screen goes on in the next row. */
static size_t rows_of(const char *text)
{
    size_t rows = 0;
    while (*text) {
        size_t len = strcspn(text, "\n"), width = term_width(text, len);
        rows += width ? (width + COLUMNS - 1) / COLUMNS : 1;
        text += len + (text[len] == '\n');
    }
    return rows;
}

/* The rows on the screen; then the sink is empty again. */
static void check_rows(struct sink_buffer *out, const char *lesson, const char *what)
{
    size_t rows = rows_of(out->sb.buf) + PROMPT_ROWS;
    test_check(rows <= ROWS, __FILE__, __LINE__, "%s, %s: %zu rows\n%s", lesson, what, rows, out->sb.buf);
    strbuf_reset(&out->sb);
}

/* What was said to the step before stands above it. */
static void say_end_of(struct sink *out, const struct lesson_step *before)
{
    const struct val *choices = val_get(before->ask, "choices");
    if (before->ask && !before->task)
        say_answer(out, true, val_get_str(val_item(choices, (size_t)val_at_int(before->ask, "answer", 1) - 1), "because", ""));
    if (before->done)
        say(out, SAY_DONE, before->done);
}

TEST(catalog_fits)
{
    struct arena *a = arena_new();
    size_t count;
    const char *const *names = lesson_names(a, &count);
    for (size_t i = 0; i < count; i++) {
        struct strbuf err = STRBUF_INIT;
        struct sink_buffer out;
        struct lesson *l = lesson_find(names[i], &err);
        sink_buffer_init(&out);
        out.sink.columns = COLUMNS;
        for (size_t at = 0; l && at < l->step_count; at++) {
            if (at)
                say_end_of(&out.sink, &l->steps[at - 1]);
            else
                say_lesson(&out.sink, l);
            say_step(&out.sink, l, at, l->steps[at].ask != NULL);
            check_rows(&out, names[i], l->steps[at].name);
        }
        if (l) {
            say_closing(&out.sink, l);
            check_rows(&out, names[i], "closing");
        }
        sink_buffer_release(&out);
        strbuf_release(&err);
        lesson_free(l);
    }
    arena_free(a);
}

TEST(menu_fits)
{
    struct sink_buffer out;
    struct progress *p = progress_open(NULL);
    sink_buffer_init(&out);
    out.sink.columns = COLUMNS;
    say_menu(&out.sink, p, true);
    check_rows(&out, "menu", "new");
    progress_set_finished(p, "daemonset", 11);
    progress_set_step(p, "job", "logs", 3);
    say_menu(&out.sink, p, false);
    CHECK(strstr(out.sb.buf, "✔  1) 데몬셋"));
    CHECK(strstr(out.sb.buf, "▶  2) 잡"));
    CHECK(strstr(out.sb.buf, "3/7까지 했어요"));
    check_rows(&out, "menu", "begun");
    progress_free(p);
    sink_buffer_release(&out);
}
