#include "repl/teach_say.h"

#include <stdlib.h>
#include <string.h>

#include "repl/teach_missing.h"
#include "repl/term/colour.h"
#include "repl/term/josa.h"
#include "repl/term/width.h"
#include "repl/term/wrap.h"

/* Lines longer than this tire the eye. */
enum { COLUMNS_MAX = 96, MENU_COLUMN = 30, CODE_WHOLE_MAX = 40 };

static size_t columns(const struct sink *out)
{
    size_t have = sink_columns(out);
    return have < COLUMNS_MAX ? have : COLUMNS_MAX;
}

/* `code` in its style, not broken into lines while it is short; without colour the back-ticks stay. */
static void add_styled(struct strbuf *sb, const char *text, bool wanted)
{
    bool inside = false, whole = false;
    for (; *text; text++) {
        if (*text == '`') {
            inside = !inside;
            whole = inside && strcspn(text + 1, "`") <= CODE_WHOLE_MAX;
        }
        if (*text == '`' && wanted)
            strbuf_adds(sb, inside ? colour_on(STYLE_CODE, true) : colour_off(true));
        else if (*text == ' ' && inside && whole)
            strbuf_adds(sb, WRAP_BLANK);
        else
            strbuf_addch(sb, *text);
    }
    if (inside && wanted)
        strbuf_adds(sb, colour_off(true));
}

static void put(struct sink *out, const char *first, const char *rest, const char *text)
{
    struct strbuf styled = STRBUF_INIT, sb = STRBUF_INIT;
    struct wrap w = { columns(out), first, rest };
    add_styled(&styled, text, colour_wanted(out->terminal));
    strbuf_rtrim(&styled);
    wrap_add(&sb, &w, styled.buf);
    sink_write(out, sb.buf, sb.len);
    strbuf_release(&styled);
    strbuf_release(&sb);
}

static void put_heading(struct sink *out, const char *text)
{
    bool wanted = colour_wanted(out->terminal);
    sink_printf(out, "\n%s%s%s\n", colour_on(STYLE_STRONG, wanted), text, colour_off(wanted));
}

void say(struct sink *out, enum say_tone tone, const char *text)
{
    static const struct {
        const char *first, *rest;
    } marks[] = {
        [SAY_TEXT] = { NULL, NULL },
        [SAY_DONE] = { "✔ ", "  " },
        [SAY_MISSING] = { "↳ ", "  " },
        [SAY_REMARK] = { "↳ ", "  " },
        [SAY_ITEM] = { NULL, "  " },
    };
    put(out, marks[tone].first, marks[tone].rest, text);
}

void say_lesson(struct sink *out, const struct lesson *l)
{
    struct strbuf sb = STRBUF_INIT;
    strbuf_addf(&sb, "■ %s", l->title);
    put_heading(out, sb.buf);
    strbuf_reset(&sb);
    strbuf_addf(&sb, "%s 단계는 %zu개이고 %lld분쯤 걸려요. 막히면 `hint`(힌트), 할 일을 다시 보려면 `task`(과제), 나가려면 `quit`(나가기)를 치세요.",
                l->summary, l->step_count, (long long)l->minutes);
    say(out, SAY_TEXT, sb.buf);
    strbuf_release(&sb);
}

/* Whether the text has something to type: a line that stands apart and begins with a command's name. */
static bool has_command(const char *text)
{
    for (const char *at = text; (at = strstr(at, "\n  ")); at++) {
        const char *word = at + 1 + strspn(at + 1, " ");
        if (*word >= 'a' && *word <= 'z')
            return true;
    }
    return strstr(text, "kubectl ") != NULL;
}

/* A question before a task is about what will happen. */
static void say_question(struct sink *out, const struct lesson_step *step)
{
    const struct val *ask = step->ask, *choices = val_get(ask, "choices");
    sink_puts(out, "\n");
    put(out, "? ", "  ", val_get_str(ask, "question", ""));
    for (size_t i = 0; i < val_len(choices); i++) {
        char *first = xstrf("  %zu) ", i + 1);
        put(out, first, "     ", val_get_str(val_item(choices, i), "text", ""));
        free(first);
    }
    say(out, SAY_REMARK, step->task                ? "어떻게 될지 먼저 짐작해서 번호로 답하세요."
                         : has_command(step->text) ? "명령을 쳐서 살펴본 다음 번호로 답하세요."
                                                   : "번호로 답하세요.");
}

void say_task(struct sink *out, const struct lesson_step *step)
{
    sink_puts(out, "\n");
    put(out, "▶ ", "  ", step->task);
}

void say_step(struct sink *out, const struct lesson *l, size_t index, bool asking)
{
    const struct lesson_step *step = &l->steps[index];
    char *heading = xstrf("── %zu/%zu %s", index + 1, l->step_count, step->title);
    put_heading(out, heading);
    free(heading);
    say(out, SAY_TEXT, step->text);
    if (asking)
        say_question(out, step);
    else if (step->task)
        say_task(out, step);
    else
        say(out, SAY_REMARK, "다 읽었으면 `next`(다음)를 치세요.");
}

void say_answer(struct sink *out, bool right, const char *because)
{
    struct strbuf sb = STRBUF_INIT;
    strbuf_addf(&sb, "%s %s", right ? "맞아요." : "그렇지는 않아요.", because);
    say(out, right ? SAY_DONE : SAY_MISSING, sb.buf);
    strbuf_release(&sb);
}

void say_right_choice(struct sink *out, const struct lesson_step *step)
{
    int64_t answer = val_at_int(step->ask, "answer", 1);
    const struct val *choice = val_item(val_get(step->ask, "choices"), (size_t)answer - 1);
    struct strbuf sb = STRBUF_INIT;
    strbuf_addf(&sb, "답은 %lld번이에요: %s\n%s", (long long)answer, val_get_str(choice, "text", ""), val_get_str(choice, "because", ""));
    say(out, SAY_REMARK, sb.buf);
    strbuf_release(&sb);
}

void say_missing(struct sink *out, const struct check_result *missing)
{
    struct strbuf sb = STRBUF_INIT;
    missing_text(&sb, missing);
    say(out, SAY_MISSING, sb.buf);
    if (missing->look) {
        strbuf_reset(&sb);
        josa_addf(&sb, "`%s`{을/를} 쳐서 살펴보세요.", missing->look);
        put(out, "  ", "  ", sb.buf);
    }
    strbuf_release(&sb);
}

/* ---- help on the way ---- */

void say_hint(struct sink *out, int number, const char *hint)
{
    char *first = xstrf("힌트 %d. ", number);
    put(out, first, "        ", hint);
    free(first);
}

/* Lines as they are, for copying: the terminal breaks them where it must. */
void say_solution(struct sink *out, const struct lesson_step *step)
{
    for (const char *p = step->solution; *p;) {
        size_t len = strcspn(p, "\n");
        if (len)
            sink_printf(out, "  %.*s\n", (int)len, p);
        p += len + (p[len] == '\n');
    }
}

/* The lesson behind this one, which its number begins. */
static void say_what_next(struct sink *out, const struct lesson *l)
{
    struct arena *a = arena_new();
    struct strbuf sb = STRBUF_INIT, err = STRBUF_INIT;
    size_t count;
    const char *const *names = lesson_names(a, &count);
    bool passed = false;
    for (size_t i = 0; i < count && !sb.len; i++) {
        struct lesson *other = lesson_find(names[i], &err);
        if (passed && other)
            josa_addf(&sb, "`%zu`{을/를} 치면 다음 수업 “%s”{을/를} 시작해요. ", i + 1, other->title);
        passed |= other && !strcmp(other->name, l->name);
        lesson_free(other);
    }
    strbuf_adds(&sb, "이 클러스터에서 더 연습해도 되고, `menu`(메뉴)로 다른 수업을 고르거나 `quit`(나가기)로 나가도 돼요.");
    say(out, SAY_REMARK, sb.buf);
    strbuf_release(&sb);
    strbuf_release(&err);
    arena_free(a);
}

void say_closing(struct sink *out, const struct lesson *l)
{
    put_heading(out, "── 수업을 마치며");
    say(out, SAY_TEXT, l->closing);
    put_heading(out, "핵심어");
    for (size_t i = 0; i < val_len(l->keywords); i++) {
        const struct val *k = val_item(l->keywords, i);
        char *first = xstrf("· %s: ", val_get_str(k, "word", ""));
        put(out, first, "  ", val_get_str(k, "text", ""));
        free(first);
    }
    sink_puts(out, "\n");
    say_what_next(out, l);
}

void say_steps(struct sink *out, const struct lesson *l, size_t at, const struct progress *p)
{
    sink_printf(out, "%s %zu/%zu\n", l->title, at < l->step_count ? at + 1 : l->step_count, l->step_count);
    for (size_t i = 0; i < l->step_count; i++) {
        int hints = progress_hints(p, l->name, l->steps[i].name);
        sink_printf(out, "  %s %s", i < at ? "✔" : i == at ? "▶" : "·", l->steps[i].title);
        if (hints)
            sink_printf(out, " (힌트 %d개)", hints);
        sink_puts(out, "\n");
    }
}

/* A row a lesson; below the first that is not finished, which comes next, what it is about. */
static void say_menu_row(struct sink *out, size_t number, const struct lesson *l, const struct progress *p, bool next)
{
    struct strbuf sb = STRBUF_INIT, row = STRBUF_INIT;
    bool finished = progress_finished(p, l->name);
    strbuf_addf(&sb, "%s %2zu) %s", finished ? "✔" : next ? "▶" : " ", number, l->title);
    term_pad(&row, sb.buf, MENU_COLUMN);
    if (finished)
        strbuf_adds(&row, "마쳤어요");
    else if (progress_step(p, l->name))
        strbuf_addf(&row, "%d/%zu까지 했어요", progress_done(p, l->name), l->step_count);
    else
        strbuf_addf(&row, "%lld분", (long long)l->minutes);
    sink_printf(out, "%s\n", row.buf);
    if (next)
        put(out, "      ", "      ", l->summary);
    strbuf_release(&sb);
    strbuf_release(&row);
}

void say_menu(struct sink *out, const struct progress *p, bool numbers)
{
    struct arena *a = arena_new();
    struct strbuf err = STRBUF_INIT;
    size_t count;
    bool next_shown = false;
    const char *const *names = lesson_names(a, &count);
    put_heading(out, "수업");
    for (size_t i = 0; i < count; i++) {
        struct lesson *l = lesson_find(names[i], &err);
        bool next = l && !next_shown && !progress_finished(p, l->name);
        if (l)
            say_menu_row(out, i + 1, l, p, next);
        next_shown |= next;
        lesson_free(l);
    }
    sink_write(out, err.buf, err.len);
    sink_puts(out, "\n");
    say(out, SAY_TEXT, numbers ? "번호를 치면 수업을 시작해요. kubectl 명령을 바로 치면 자유 연습이에요. `help`(도움말), `quit`(나가기)"
                               : "`learn 번호`를 치면 그 수업을 시작해요. 지금 하던 곳은 적어 두니 나중에 이어서 할 수 있어요.");
    strbuf_release(&err);
    arena_free(a);
}
