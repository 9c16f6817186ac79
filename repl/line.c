#include "repl/line.h"

#include <readline/history.h>
#include <readline/readline.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backends/base/wallclock.h"
#include "repl/coach/typed.h"
#include "repl/complete.h"
#include "repl/paths.h"
#include "repl/shell.h"
#include "repl/teach.h"
#include "repl/term/colour.h"
#include "repl/term/hangul.h"
#include "repl/term/width.h"
#include "repl/term/wrap.h"

enum { HISTORY_LINES_MAX = 2000, STATUS_INTERRUPTED = 130, WATCH_KEYS_US = 50 * 1000, LOOK_EVERY_MS = 1000 };

static struct {
    struct line_source base;
    struct session *session; /* borrowed */
    char *history_path;      /* owned */
    struct strbuf pasted;    /* lines that came with the one before, not read yet */
    bool begins;             /* a command's first line is read */
    int64_t looked_ms;       /* when the lesson was looked at last */
    bool open;
} terminal;

/* ---- history on disk ---- */

static void make_parent(const char *path)
{
    char *copy = xstrdup(path);
    for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(copy, 0777);
        *slash = '/';
    }
    free(copy);
}

static void save_history_file(void)
{
    char *fresh = xstrf("%s.new", terminal.history_path);
    make_parent(terminal.history_path);
    if (write_history(fresh) || rename(fresh, terminal.history_path))
        unlink(fresh);
    free(fresh);
}

static void remember(const char *line)
{
    const HIST_ENTRY *last = history_length ? history_get(history_base + history_length - 1) : NULL;
    if (*line && *line != ' ' && (!last || strcmp(last->line, line)))
        add_history(line);
}

/* ---- while readline waits ---- */

static void end_line_empty(void)
{
    rl_replace_line("", 0);
    rl_crlf();
    rl_done = 1;
}

/* Whether time alone has done the lesson's task while nothing was typed. Looked at once a second. */
static bool lesson_goes_on(void)
{
    int64_t now_ms = wall_elapsed_ms();
    if (rl_end || !terminal.begins || now_ms - terminal.looked_ms < LOOK_EVERY_MS)
        return false;
    terminal.looked_ms = now_ms;
    return teach_is_done(terminal.session);
}

/* Called many times a second. After Ctrl-C, and when the lesson goes on by itself, the line ends here, empty. */
static int on_wait(void)
{
    if (!backend_interrupted)
        backend_settle(terminal.session->backend);
    if (backend_interrupted || lesson_goes_on())
        end_line_empty();
    return 0;
}

/* ---- completion ---- */

static char *next_candidate(const char *text, int state)
{
    (void)text;
    return complete_next(state == 0);
}

static char **complete(const char *text, int start, int end)
{
    struct completion_place place = { rl_line_buffer, (size_t)start, (size_t)end };
    rl_attempted_completion_over = 1;
    int appended = complete_start(terminal.session, &place, text);
    char **matches = rl_completion_matches(text, next_candidate);
    rl_completion_append_character = appended;
    rl_filename_completion_desired = appended == '/';
    return matches;
}

/* ---- lines ---- */

/* "데몬셋 3/11 $ ", escape sequences marked as taking no room. */
static void prompt(struct strbuf *sb, bool more)
{
    const struct session *s = terminal.session;
    bool wanted = colour_wanted(true);
    struct strbuf place = STRBUF_INIT;
    if (more) {
        strbuf_adds(sb, "> ");
        return;
    }
    teach_prompt(s, &place);
    if (!place.len)
        strbuf_adds(&place, s->mode == MODE_PRACTICE ? "연습" : "서당");
    if (strcmp(s->namespace_, "default"))
        strbuf_addf(&place, " (%s)", s->namespace_);
    struct strbuf safe = STRBUF_INIT;
    term_safe(&safe, place.buf, place.len);
    if (wanted)
        strbuf_addf(sb, "\001%s\002", colour_on(STYLE_STRONG, true));
    strbuf_add(sb, safe.buf, safe.len);
    if (wanted)
        strbuf_addf(sb, "\001%s\002", colour_off(true));
    strbuf_adds(sb, " $ ");
    strbuf_release(&place);
    strbuf_release(&safe);
}

/* A text that came out wrong from the keyboard or the clipboard: offers what was meant. What is declined is taken as it is;
 * of several lines that begin with no command nothing is, for they would give a heap of errors. A command in place of an
 * answer is run instead. */
static void offer_meant(struct strbuf *text)
{
    struct strbuf meant = STRBUF_INIT, question = STRBUF_INIT, wrapped = STRBUF_INIT;
    const char *why = typed_meant(text->buf, &meant);
    if (why) {
        size_t first = strcspn(meant.buf, "\n");
        int rows = 0, columns = 0;
        rl_get_screen_size(&rows, &columns);
        strbuf_addf(&question, "%s: %.*s%s — 이대로 실행할까요? [Y/n]", why, (int)first, meant.buf, meant.buf[first] ? " …" : "");
        wrap_add(&wrapped, &(struct wrap){ (size_t)columns, "↳ ", "  " }, question.buf);
        wrapped.buf[wrapped.len - 1] = ' '; /* the answer goes on behind the question */
        char *answer = readline(wrapped.buf);
        bool other = answer && typed_begins_known(answer), taken = false;
        if (answer && !backend_interrupted && !other)
            taken = !*answer || *answer == 'y' || *answer == 'Y' || !strcmp(answer, "ㅛ");
        if (taken || other || (strchr(text->buf, '\n') && !typed_begins_known(text->buf)))
            strbuf_reset(text);
        strbuf_adds(text, taken ? meant.buf : other ? answer : "");
        if (taken || other)
            remember(text->buf);
        free(answer);
    }
    strbuf_release(&meant);
    strbuf_release(&question);
    strbuf_release(&wrapped);
}

/* Takes the first of the lines that were pasted. */
static void take_line(struct strbuf *line)
{
    size_t len = strcspn(terminal.pasted.buf, "\n");
    strbuf_add(line, terminal.pasted.buf, len);
    strbuf_splice(&terminal.pasted, 0, len + (terminal.pasted.buf[len] == '\n'), "", 0);
}

/* A pasted text comes as one line with line ends in it; its lines are handed out one by one. */
static bool next(struct line_source *source, struct strbuf *line, bool more)
{
    struct strbuf text = STRBUF_INIT;
    (void)source;
    if (!more && terminal.session->last_status == STATUS_INTERRUPTED)
        strbuf_reset(&terminal.pasted); /* Ctrl-C stops all of it */
    if (terminal.pasted.len) {
        take_line(line);
        return true;
    }
    prompt(&text, more);
    rl_reset_screen_size();
    terminal.begins = !more;
    char *typed = readline(text.buf);
    terminal.begins = false;
    strbuf_release(&text);
    if (!typed)
        puts("");
    bool ended = !typed || session_ended_by;
    if (ended || backend_interrupted) {
        free(typed);
        return !ended && !more; /* what was begun is dropped by the loop */
    }
    remember(typed);
    hangul_nfc(&terminal.pasted, typed, strlen(typed));
    free(typed);
    if (!more)
        offer_meant(&terminal.pasted);
    take_line(line);
    return true;
}

struct line_source *line_open(struct session *s)
{
    if (terminal.open)
        BUG("two terminals");
    terminal.base = (struct line_source){ next, true };
    terminal.session = s;
    terminal.history_path = paths_state("history");
    strbuf_init(&terminal.pasted);
    terminal.open = true;
    rl_readline_name = "seodang";
    rl_catch_signals = 0;
    rl_event_hook = on_wait;
    rl_attempted_completion_function = complete;
    rl_completer_word_break_characters = " \t\n\"'|&;<>";
    rl_set_keyboard_input_timeout(WATCH_KEYS_US);
    rl_variable_bind("enable-bracketed-paste", "on");
    rl_variable_bind("show-all-if-ambiguous", "on");
    rl_variable_bind("page-completions", "off"); /* a pager would take the keys that follow */
    rl_initialize();
    stifle_history(HISTORY_LINES_MAX);
    read_history(terminal.history_path);
    return &terminal.base;
}

void line_close(struct line_source *source)
{
    (void)source;
    save_history_file();
    clear_history();
    strbuf_release(&terminal.pasted);
    free(terminal.history_path);
    terminal.open = false;
}
