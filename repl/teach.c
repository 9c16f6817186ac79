#include "repl/teach.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/yaml.h"
#include "lessons/embed.h"
#include "lessons/runner.h"
#include "repl/glossary.h"
#include "repl/loop.h"
#include "repl/paths.h"
#include "repl/teach_files.h"
#include "repl/teach_say.h"

struct teach {
    struct lesson_run *run;    /* owned */
    struct progress *progress; /* owned */
    bool quiet;                /* a solution is being run */
};

static const struct lesson *lesson_of(const struct session *s)
{
    return lesson_run_lesson(s->teach->run);
}

static int no_lesson(struct sink *out)
{
    sink_puts(out, "지금은 수업 중이 아니에요. `learn`으로 수업을 고르세요.\n");
    return 1;
}

/* ---- beginning ---- */

/* Before a lesson begins anew. */
static void put_away_files(const struct session *s, const struct lesson *l, struct sink *out)
{
    struct strbuf text = STRBUF_INIT;
    teach_files_put_away(s, l, &text);
    if (text.len)
        say(out, SAY_REMARK, text.buf);
    strbuf_release(&text);
}

/* The lesson's starting cluster. A live cluster stays as it is. */
static int open_world(struct session *s, const struct lesson *l, struct sink *err)
{
    struct arena *a = arena_new();
    struct strbuf why = STRBUF_INIT;
    struct status st = STATUS_INIT;
    size_t len = 0;
    const char *text = embed_text(a, "world", l->world, &len);
    struct val *doc = text ? yaml_parse(text, len, &why) : NULL;
    int rc = 0;
    if (!doc)
        sink_printf(err, "수업의 클러스터 파일을 읽을 수 없어요: %s: %s\n", l->world, text ? why.buf : "없는 파일이에요");
    if (!doc || (!strcmp(s->backend->ops->name, "fake") && session_open_fake(s, doc, &st) < 0)) {
        if (st.message)
            sink_printf(err, "%s\n", st.message);
        rc = -1;
    }
    status_release(&st);
    val_unref(doc);
    strbuf_release(&why);
    arena_free(a);
    return rc;
}

/* Runs a step's solution without a word to the learner; time does not make anybody wait. The lesson's files are whole for it. */
static void run_solution(struct session *s, const struct lesson_step *step)
{
    char *back = teach_files_enter_fresh(s, lesson_of(s));
    struct text_source source;
    struct sink_buffer dropped;
    bool quit = s->quit;
    sink_buffer_init(&dropped);
    text_source_init(&source, step->solution);
    s->teach->quiet = true;
    session_let_time_run(s, false);
    struct loop loop = { .session = s, .source = &source.base, .out = &dropped.sink, .err = &dropped.sink };
    loop_run(&loop);
    session_let_time_run(s, s->interactive);
    s->teach->quiet = false;
    s->quit = quit;
    sink_buffer_release(&dropped);
    teach_files_leave_fresh(s, lesson_of(s), back);
}

/* The files of all steps so far. */
static void lay_files(const struct session *s)
{
    const struct lesson *l = lesson_of(s);
    for (size_t i = 0; i <= lesson_run_index(s->teach->run) && i < l->step_count; i++)
        teach_files_lay(s, &l->steps[i]);
}

/* Brings a new cluster to where the learner left off. */
static void catch_up(struct session *s, struct sink *out)
{
    const struct lesson *l = lesson_of(s);
    size_t at = lesson_run_index(s->teach->run);
    for (size_t i = 0; i < at && i < l->step_count; i++)
        if (l->steps[i].solution)
            run_solution(s, &l->steps[i]);
    if (at)
        say(out, SAY_REMARK, "지난번에 하던 곳부터 이어서 해요. 앞 단계까지의 클러스터를 다시 꾸며 두었어요.");
}

void teach_end(struct session *s)
{
    if (!s->teach)
        return;
    lesson_run_free(s->teach->run);
    progress_free(s->teach->progress);
    free(s->teach);
    s->teach = NULL;
}

static struct progress *open_progress(void)
{
    char *path = paths_state("progress.json");
    struct progress *p = progress_open(path);
    free(path);
    return p;
}

int teach_begin(struct session *s, const char *name, struct sink *out, struct sink *err)
{
    struct strbuf why = STRBUF_INIT;
    struct lesson *l = lesson_find(name, &why);
    if (!l)
        sink_write(err, why.buf, why.len);
    strbuf_release(&why);
    if (!l)
        return 1;
    teach_end(s);
    if (open_world(s, l, err) < 0 || teach_files_enter(s, l->name, err) < 0) {
        lesson_free(l);
        return 1;
    }
    s->teach = xcalloc(1, sizeof(*s->teach));
    s->teach->progress = open_progress();
    if (progress_finished(s->teach->progress, l->name)) { /* once more from the start */
        progress_forget(s->teach->progress, l->name);
        put_away_files(s, l, out);
    }
    s->teach->run = lesson_run_new(l, s->teach->progress);
    s->mode = MODE_LEARN;
    say_lesson(out, l);
    catch_up(s, out);
    return teach_show(s, out);
}

/* ---- going on ---- */

/* False, and the learner has been told, when it cannot be written. */
static bool save(struct session *s, struct sink *out)
{
    struct strbuf err = STRBUF_INIT;
    bool saved = progress_save(s->teach->progress, &err) == 0;
    if (!saved) {
        struct strbuf text = STRBUF_INIT;
        strbuf_addf(&text, "진도를 적어 두지 못했어요: %s", err.buf);
        say(out, SAY_REMARK, text.buf);
        strbuf_release(&text);
    }
    strbuf_release(&err);
    return saved;
}

int teach_show(struct session *s, struct sink *out)
{
    if (!s->teach)
        return no_lesson(out);
    const struct lesson_step *step = lesson_run_step(s->teach->run);
    lay_files(s);
    if (step)
        say_step(out, lesson_of(s), lesson_run_index(s->teach->run), lesson_run_asking(s->teach->run));
    else
        say_closing(out, lesson_of(s));
    return 0;
}

static void advance(struct session *s, struct sink *out, bool skipped)
{
    const struct lesson_step *step = lesson_run_step(s->teach->run);
    if (!skipped && step->done)
        say(out, SAY_DONE, step->done);
    lesson_run_advance(s->teach->run, skipped);
    save(s, out);
    teach_show(s, out);
}

/* 1: nothing is missing. Else 0, and with `aloud` what it is. */
static int ready(struct session *s, struct sink *out, bool aloud)
{
    struct arena *a = arena_new();
    struct check_result missing;
    struct status st = STATUS_INIT;
    backend_settle(s->backend);
    int rc = lesson_run_ready(s->teach->run, s->client, a, s->namespace_, &missing, &st);
    if (rc < 0 && aloud)
        say(out, SAY_MISSING, st.message);
    else if (!rc && aloud && lesson_run_asking(s->teach->run))
        say(out, SAY_MISSING, "먼저 물음에 번호로 답해 주세요. 모르겠으면 `skip`으로 넘어가도 돼요.");
    else if (!rc && aloud)
        say_missing(out, &missing);
    status_release(&st);
    arena_free(a);
    return rc > 0;
}

static bool is_done(struct session *s)
{
    const struct lesson_step *step = s->teach && !s->teach->quiet ? lesson_run_step(s->teach->run) : NULL;
    return step && step->task && ready(s, NULL, false);
}

void teach_after_command(struct session *s, struct sink *out)
{
    if (!s->quit && !backend_interrupted && is_done(s))
        advance(s, out, false);
}

bool teach_is_done(struct session *s)
{
    return s->backend->ops->advance && is_done(s);
}

static void answered(struct session *s, struct sink *out, enum lesson_answer answer, const char *because)
{
    const struct lesson_step *step = lesson_run_step(s->teach->run);
    if (answer == ANSWER_OUTSIDE) {
        say(out, SAY_MISSING, "보기에 있는 번호로 답해 주세요.");
        return;
    }
    say_answer(out, answer == ANSWER_RIGHT, because);
    if (answer != ANSWER_RIGHT)
        return;
    if (step->task && !ready(s, out, false))
        say_task(out, step);
    else
        advance(s, out, false);
}

bool teach_line(struct session *s, const char *line, struct sink *out, struct sink *err)
{
    const char *because = NULL;
    long n = lesson_number(line);
    if (n < 0 || (s->teach ? s->teach->quiet : s->mode != MODE_MENU))
        return false;
    if (s->teach && lesson_run_asking(s->teach->run)) {
        enum lesson_answer answer = lesson_run_answer(s->teach->run, line, &because);
        answered(s, out, answer, because);
    } else if (s->teach && lesson_run_step(s->teach->run)) {
        say(out, SAY_REMARK, "지금은 답할 물음이 없어요. 할 일은 `task`(과제)로 다시 볼 수 있어요.");
    } else {
        char *number = xstrf("%ld", n);
        teach_begin(s, number, out, err);
        free(number);
    }
    return true;
}

void teach_prompt(const struct session *s, struct strbuf *sb)
{
    if (!s->teach)
        return;
    const struct lesson *l = lesson_of(s);
    size_t at = lesson_run_index(s->teach->run);
    if (at < l->step_count)
        strbuf_addf(sb, "%s %zu/%zu", l->title, at + 1, l->step_count);
    else
        strbuf_addf(sb, "%s 마침", l->title);
}

void teach_leave(struct session *s, struct sink *out)
{
    struct strbuf text = STRBUF_INIT;
    if (!s->teach || !lesson_run_step(s->teach->run) || !save(s, out))
        return;
    strbuf_addf(&text, "진도를 적어 두었어요. 다음에 %s 수업을 열면 여기부터 이어서 해요.", lesson_of(s)->title);
    say(out, SAY_REMARK, text.buf);
    strbuf_release(&text);
}

/* ---- words ---- */

int teach_hint(struct session *s, struct sink *out)
{
    int number;
    if (!s->teach)
        return no_lesson(out);
    const struct lesson_step *step = lesson_run_step(s->teach->run);
    if (!step || !step->task || lesson_run_asking(s->teach->run)) {
        say(out, SAY_REMARK, step && lesson_run_asking(s->teach->run) ? "물음의 실마리는 위의 글과 명령의 결과에 있어요." : "이 단계에는 힌트가 없어요.");
        return 1;
    }
    const char *hint = lesson_run_hint(s->teach->run, &number);
    if (!hint) {
        say(out, SAY_REMARK, "힌트는 다 보았어요. `solution`이 정답을 보여 줘요.");
        return 1;
    }
    say_hint(out, number, hint);
    save(s, out);
    return 0;
}

int teach_next(struct session *s, struct sink *out)
{
    if (!s->teach)
        return no_lesson(out);
    if (!lesson_run_step(s->teach->run))
        return teach_show(s, out);
    if (!ready(s, out, true))
        return 1;
    advance(s, out, false);
    return 0;
}

int teach_skip(struct session *s, struct sink *out)
{
    if (!s->teach)
        return no_lesson(out);
    const struct lesson_step *step = lesson_run_step(s->teach->run);
    if (!step)
        return teach_show(s, out);
    if (lesson_run_asking(s->teach->run))
        say_right_choice(out, step);
    if (step->solution) {
        say(out, SAY_REMARK, "정답대로 해 두고 넘어가요.");
        say_solution(out, step);
        run_solution(s, step);
    }
    advance(s, out, true);
    return 0;
}

int teach_solution(struct session *s, struct sink *out)
{
    if (!s->teach)
        return no_lesson(out);
    const struct lesson_step *step = lesson_run_step(s->teach->run);
    if (!step || (!step->solution && !step->ask)) {
        say(out, SAY_REMARK, "이 단계에는 정답이 없어요.");
        return 1;
    }
    if (lesson_run_asking(s->teach->run))
        say_right_choice(out, step);
    else
        say_solution(out, step);
    lay_files(s);
    return 0;
}

int teach_restart(struct session *s, struct sink *out, struct sink *err)
{
    if (!s->teach)
        return no_lesson(out);
    if (open_world(s, lesson_of(s), err) < 0)
        return 1;
    lesson_run_restart(s->teach->run);
    save(s, out);
    put_away_files(s, lesson_of(s), out);
    say(out, SAY_REMARK, "수업을 처음부터 다시 시작해요. 클러스터도 처음 모습으로 돌아왔어요.");
    return teach_show(s, out);
}

int teach_progress(struct session *s, struct sink *out)
{
    if (s->teach)
        say_steps(out, lesson_of(s), lesson_run_index(s->teach->run), s->teach->progress);
    else
        teach_menu(s, out);
    return 0;
}

void teach_menu(struct session *s, struct sink *out)
{
    struct progress *p = s->teach ? s->teach->progress : open_progress();
    say_menu(out, p, !s->teach || !lesson_run_step(s->teach->run));
    if (!s->teach)
        progress_free(p);
}
