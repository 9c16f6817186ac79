#include "tests/pty/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <regex.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/lib/process.h"
#include "tests/pty/screen.h"

/* Enough for a sanitized build on a busy machine. */
enum { TIMEOUT_MS = 30000, GRACE_MS = 5000 };

struct pty {
    int fd; /* -1: the program has closed its side */
    pid_t pid;
    int status; /* of waitpid; -1: it runs */
    struct screen screen;
    struct strbuf text; /* what pty_screen() lent */
    struct strbuf seen; /* the text up to the end of the last match */
    bool quiet;         /* nothing has come since the last typing */
};

static long long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

char *pty_home_new(void)
{
    char *home = xstrdup("/tmp/seodang-pty-XXXXXX");
    if (!mkdtemp(home))
        BUG("no temporary folder");
    return home;
}

void pty_home_remove(char *home)
{
    folder_remove(home);
    free(home);
}

static _Noreturn void run_child(const char *const *argv, const char *home)
{
    char *state = xstrf("%s/state", home), *data = xstrf("%s/data", home);
    setenv("HOME", home, 1);
    setenv("XDG_STATE_HOME", state, 1);
    setenv("XDG_DATA_HOME", data, 1);
    setenv("TERM", "xterm", 1);
    unsetenv("LC_ALL");
    unsetenv("LC_CTYPE");
    setenv("LANG", "C", 1); /* as in a container: Hangul works all the same */
    setenv("TZ", "Asia/Seoul", 1);
    unsetenv("COLUMNS");
    unsetenv("LINES");
    setenv("INPUTRC", "/dev/null", 1);
    if (chdir(home) == 0) /* what a play writes goes with its home */
        execvp(argv[0], (char *const *)(uintptr_t)argv);
    fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
    _exit(127);
}

struct pty *pty_start(const char *const *argv, const char *home)
{
    struct pty *t = xcalloc(1, sizeof(*t));
    struct winsize size = { .ws_row = PTY_ROWS, .ws_col = PTY_COLUMNS };
    t->status = -1;
    strbuf_init(&t->text);
    strbuf_init(&t->seen);
    screen_init(&t->screen, PTY_ROWS, PTY_COLUMNS);
    fflush(NULL);
    t->pid = forkpty(&t->fd, NULL, NULL, &size);
    if (t->pid < 0)
        BUG("forkpty: %s", strerror(errno));
    if (!t->pid)
        run_child(argv, home);
    fcntl(t->fd, F_SETFD, FD_CLOEXEC);
    return t;
}

struct pty *pty_start_seodang(const char *const *arguments, const char *home)
{
    enum { ARGUMENTS_MAX = 16 };
    const char *argv[ARGUMENTS_MAX + 2] = { seodang_path() };
    for (size_t i = 0; arguments[i]; i++) {
        if (i == ARGUMENTS_MAX)
            BUG("too many arguments");
        argv[i + 1] = arguments[i];
    }
    struct pty *t = pty_start(argv, home);
    free((char *)(uintptr_t)argv[0]);
    return t;
}

static bool has_ended(struct pty *t)
{
    int status;
    if (t->status < 0 && waitpid(t->pid, &status, WNOHANG) == t->pid)
        t->status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return t->status >= 0;
}

/* The program has closed its side. Ours closes when the program has ended: the hangup would kill one that is about to. */
static void hang_up(struct pty *t)
{
    enum { STEP_MS = 10 };
    for (int waited = 0; waited < GRACE_MS && !has_ended(t); waited += STEP_MS)
        poll(NULL, 0, STEP_MS);
    close(t->fd);
    t->fd = -1;
}

/* Reads what comes within timeout_ms. False: nothing did. */
static bool read_some(struct pty *t, long long timeout_ms)
{
    struct pollfd p = { .fd = t->fd, .events = POLLIN };
    char buf[4096];
    if (t->fd < 0 || poll(&p, 1, (int)timeout_ms) <= 0)
        return false;
    ssize_t n = read(t->fd, buf, sizeof(buf));
    if (n > 0) {
        t->quiet = false;
        screen_feed(&t->screen, buf, (size_t)n);
        return true;
    }
    if (n < 0 && errno == EINTR)
        return true;
    hang_up(t); /* EIO: the program is gone */
    return false;
}

int pty_pid(const struct pty *t)
{
    return (int)t->pid;
}

void pty_type(struct pty *t, const char *keys)
{
    size_t len = strlen(keys);
    t->quiet = true;
    while (len && t->fd >= 0) {
        ssize_t n = write(t->fd, keys, len);
        if (n < 0 && errno != EINTR)
            return;
        keys += n > 0 ? n : 0;
        len -= n > 0 ? (size_t)n : 0;
    }
}

const char *pty_screen(struct pty *t)
{
    strbuf_reset(&t->text);
    screen_text(&t->screen, &t->text);
    return t->text.buf;
}

const char *pty_cursor_row(struct pty *t)
{
    strbuf_reset(&t->text);
    screen_row_text(&t->screen, t->screen.row, &t->text);
    return t->text.buf;
}

/* Where the search begins: behind the last match, or at the first row that has changed since. */
static size_t search_from(struct pty *t)
{
    size_t same = 0;
    pty_screen(t);
    while (same < t->seen.len && same < t->text.len && t->seen.buf[same] == t->text.buf[same])
        same++;
    if (same == t->seen.len)
        return same;
    while (same && t->text.buf[same - 1] != '\n')
        same--;
    return same;
}

/* Looks for the pattern, or for the text when it is NULL; remembers the match. */
static bool find(struct pty *t, const char *text, const regex_t *pattern)
{
    size_t from = search_from(t), end;
    regmatch_t match;
    const char *at = t->text.buf + from;
    if (pattern) {
        if (regexec(pattern, at, 1, &match, 0) != 0)
            return false;
        end = from + (size_t)match.rm_eo;
    } else {
        const char *found = strstr(at, text);
        if (!found)
            return false;
        end = (size_t)(found - t->text.buf) + strlen(text);
    }
    strbuf_reset(&t->seen);
    strbuf_add(&t->seen, t->text.buf, end);
    return true;
}

static bool wait_for(struct pty *t, const char *text, const regex_t *pattern)
{
    long long deadline = now_ms() + TIMEOUT_MS;
    while (!find(t, text, pattern)) {
        long long left = deadline - now_ms();
        if (left > 0 && read_some(t, left))
            continue;
        if (t->fd >= 0 && left > 0)
            continue;
        fprintf(stderr, "waited in vain for |%s|; the screen:\n%s\n", text, pty_screen(t));
        return false;
    }
    return true;
}

bool pty_wait(struct pty *t, const char *text)
{
    return wait_for(t, text, NULL);
}

bool pty_wait_regex(struct pty *t, const char *pattern)
{
    regex_t regex;
    if (regcomp(&regex, pattern, REG_EXTENDED | REG_NEWLINE) != 0)
        BUG("bad pattern %s", pattern);
    bool found = wait_for(t, pattern, &regex);
    regfree(&regex);
    return found;
}

static bool ends_with(const char *text, const char *end)
{
    size_t have = strlen(text), want = strlen(end);
    return have >= want && !strcmp(text + have - want, end);
}

bool pty_wait_prompt(struct pty *t)
{
    long long deadline = now_ms() + TIMEOUT_MS;
    while (t->quiet || !(ends_with(pty_cursor_row(t), "$ ") || ends_with(pty_cursor_row(t), "> "))) {
        long long left = deadline - now_ms();
        if (left > 0 && t->fd >= 0) {
            read_some(t, left);
            continue;
        }
        fprintf(stderr, "waited in vain for a prompt; the screen:\n%s\n", pty_screen(t));
        return false;
    }
    return true;
}

static bool reap(struct pty *t, long long timeout_ms)
{
    long long deadline = now_ms() + timeout_ms;
    while (!has_ended(t)) {
        if (now_ms() >= deadline)
            return false;
        enum { STEP_MS = 20 };
        if (!read_some(t, STEP_MS) && t->fd < 0)
            poll(NULL, 0, STEP_MS);
    }
    while (read_some(t, 0))
        ;
    return true;
}

bool pty_wait_end(struct pty *t)
{
    if (reap(t, TIMEOUT_MS))
        return true;
    fprintf(stderr, "the program does not end; the screen:\n%s\n", pty_screen(t));
    return false;
}

int pty_finish(struct pty *t)
{
    enum { KILLED = 124 };
    if (t->status < 0 && t->fd >= 0 && !reap(t, 0)) {
        close(t->fd);
        t->fd = -1;
    }
    if (!reap(t, GRACE_MS)) {
        kill(t->pid, SIGKILL);
        reap(t, GRACE_MS);
        t->status = KILLED;
    }
    int status = t->status;
    if (t->fd >= 0)
        close(t->fd);
    screen_release(&t->screen);
    strbuf_release(&t->text);
    strbuf_release(&t->seen);
    free(t);
    return status;
}
