/*
 * Plays tests/pty/plays/<name>.play, a learner's evening as a file, each in a home of its own:
 *
 *     # A comment.
 *     $ learn daemonset           starts seodang with these arguments, in the home of the one before
 *     > kubectl get nodes         waits for a prompt, types the line and Enter
 *     < kube-node3                waits until this stands behind what was found last; a line's end is as good as a blank
 *     ~ ^web-[a-z0-9]{5} +1/1     the same with an extended regular expression
 *     ! Ctrl-C                    a key by its name, Ctrl-X for any letter; Ctrl-D waits for a prompt; Paste and Pasted
 *                                 stand before and behind what the terminal pastes; Hangup waits for a prompt and
 *                                 sends SIGHUP
 *     . kubectl get po            types without Enter
 *     = 0                         waits for the end; the exit status
 *
 * SEODANG_PLAY=NAME plays those alone whose name contains NAME.
 */
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/process.h"
#include "tests/pty/pty.h"
#include "tests/unit/test.h"

enum { ARGUMENTS_MAX = 8 };

struct play {
    const char *path;
    int line;
    char *home;      /* owned */
    struct pty *pty; /* NULL: nothing runs */
};

static bool wrong(const struct play *p, const char *what, const char *text)
{
    return test_check(false, p->path, p->line, "%s: %s", what, text);
}

static bool start(struct play *p, char *text)
{
    const char *arguments[ARGUMENTS_MAX + 1] = { NULL };
    char *save = NULL;
    size_t count = 0;
    if (p->pty)
        return wrong(p, "one runs already", text);
    for (char *word = strtok_r(text, " ", &save); word && count < ARGUMENTS_MAX; word = strtok_r(NULL, " ", &save))
        arguments[count++] = word;
    p->pty = pty_start_seodang(arguments, p->home);
    return true;
}

static bool press(struct play *p, const char *name)
{
    static const struct {
        const char *name, *bytes;
    } keys[] = {
        { "Tab", KEY_TAB },   { "Enter", KEY_ENTER }, { "Up", KEY_UP },          { "Down", KEY_DOWN },
        { "Left", KEY_LEFT }, { "Right", KEY_RIGHT }, { "Backspace", KEY_BACKSPACE },
        { "Paste", KEY_PASTE }, { "Pasted", KEY_PASTED },
    };
    enum { CONTROL = 0x1f };
    static const char control[] = "Ctrl-";
    size_t len = strlen(control);
    bool hangup = !strcmp(name, "Hangup");
    if ((hangup || !strcmp(name, "Ctrl-D")) && !pty_wait_prompt(p->pty))
        return wrong(p, "no prompt", name);
    if (hangup)
        return kill(pty_pid(p->pty), SIGHUP) == 0;
    if (!strncmp(name, control, len) && name[len] && !name[len + 1]) {
        pty_type(p->pty, (const char[]){ (char)(name[len] & CONTROL), '\0' });
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        if (!strcmp(keys[i].name, name)) {
            pty_type(p->pty, keys[i].bytes);
            return true;
        }
    return wrong(p, "no such key", name);
}

static bool finish(struct play *p, const char *text)
{
    bool ended = pty_wait_end(p->pty);
    char *have = xstrf("%d", pty_finish(p->pty));
    p->pty = NULL;
    bool ok = ended && test_check_str(have, text, p->path, p->line);
    free(have);
    return ok;
}

/* The terminal's width breaks lines wherever there is a blank. */
static bool wait_for_words(struct play *p, const char *text)
{
    struct strbuf pattern = STRBUF_INIT;
    for (; *text; text++)
        if (*text == ' ')
            strbuf_adds(&pattern, "[[:space:]]+");
        else
            strbuf_addf(&pattern, strchr("\\^$.[]|()*+?{}", *text) ? "\\%c" : "%c", *text);
    bool found = pty_wait_regex(p->pty, pattern.buf);
    strbuf_release(&pattern);
    return found;
}

static bool play_line(struct play *p, char *line)
{
    if (!*line || *line == '#')
        return true;
    char *text = line[1] == ' ' ? line + 2 : line + 1;
    if (*line == '$')
        return start(p, text);
    if (!p->pty)
        return wrong(p, "nothing runs", line);
    switch (*line) {
    case '>':
        if (!pty_wait_prompt(p->pty))
            return wrong(p, "no prompt", text);
        pty_type(p->pty, text);
        pty_type(p->pty, KEY_ENTER);
        return true;
    case '.': pty_type(p->pty, text); return true;
    case '!': return press(p, text);
    case '<': return wait_for_words(p, text) || wrong(p, "waited in vain", text);
    case '~': return pty_wait_regex(p->pty, text) || wrong(p, "waited in vain", text);
    case '=': return finish(p, text);
    default: return wrong(p, "what is this", line);
    }
}

static void play_text(const char *path, char *text)
{
    struct play p = { .path = path, .home = pty_home_new() };
    bool ok = true;
    for (char *line = text; ok && *line;) {
        size_t len = strcspn(line, "\n");
        bool last = !line[len];
        line[len] = '\0';
        p.line++;
        ok = play_line(&p, line);
        line += len + !last;
    }
    if (p.pty) {
        int status = pty_finish(p.pty);
        if (ok)
            test_check(false, path, p.line, "the play ends, the program had to be ended: %d", status);
    }
    pty_home_remove(p.home);
}

static void play_file(const char *path)
{
    struct strbuf text = STRBUF_INIT;
    if (file_read(path, &text) < 0)
        test_check(false, path, 0, "cannot be read");
    else
        play_text(path, text.buf);
    strbuf_release(&text);
}

TEST(plays)
{
    const char *wanted = getenv("SEODANG_PLAY");
    glob_t files;
    if (glob("tests/pty/plays/*.play", 0, NULL, &files) != 0)
        BUG("no plays");
    for (size_t i = 0; i < files.gl_pathc; i++)
        if (!wanted || strstr(files.gl_pathv[i], wanted))
            play_file(files.gl_pathv[i]);
    globfree(&files);
}

/* The picture in README.md, its first block, is what a learner sees: from the step it begins with, but for what a line with
 * "…" leaves out. */
TEST(readme_picture)
{
    enum { STEPS_BEFORE = 7 };
    static const char fence[] = "```\n", prompt[] = " $ ";
    struct strbuf readme = STRBUF_INIT, play = STRBUF_INIT;
    if (file_read("README.md", &readme) < 0)
        BUG("no README.md");
    char *line = strstr(readme.buf, fence), *end = line ? strstr(line + strlen(fence), fence) : NULL;
    if (!end)
        BUG("no picture in README.md");
    *end = '\0';
    strbuf_adds(&play, "$ learn daemonset\n");
    for (int i = 0; i < STEPS_BEFORE; i++)
        strbuf_adds(&play, "> skip\n");
    for (line = strstr(line, "── "); line && *line;) {
        size_t len = strcspn(line, "\n");
        const char *typed = strstr(line, prompt);
        if (typed && typed < line + len)
            strbuf_addf(&play, "> %.*s\n", (int)(line + len - typed - (long)strlen(prompt)), typed + strlen(prompt));
        else if (len && strncmp(line, "…", strlen("…")) != 0)
            strbuf_addf(&play, "< %.*s\n", (int)len, line);
        line += len + (line[len] == '\n');
    }
    strbuf_adds(&play, "> quit\n= 0\n");
    play_text("README.md", play.buf);
    strbuf_release(&readme);
    strbuf_release(&play);
}
