/*
 * A person at a terminal, for tests: starts a program on a pseudo terminal, types, and waits for what should appear.
 *
 *     char *home = pty_home_new();
 *     struct pty *t = pty_start_seodang((const char *const[]){ "practice", NULL }, home);
 *     CHECK(pty_wait(t, "$ "));
 *     pty_type(t, "kubectl get pods\r");
 *     CHECK(pty_wait(t, "No resources found"));
 *     pty_type(t, KEY_CTRL_D);
 *     CHECK_INT(pty_finish(t), 0);
 *     pty_home_remove(home);
 *
 * Tests wait for patterns and never sleep.  A wait that fails prints the screen.  Every program has a home of its own
 * (HOME, XDG_STATE_HOME, XDG_DATA_HOME), which outlives it until pty_home_remove(), so that coming back can be tested.
 */
#ifndef SEODANG_PTY_H
#define SEODANG_PTY_H

#include <stdbool.h>

#include "backends/base/strbuf.h"

enum { PTY_ROWS = 24, PTY_COLUMNS = 80 };

#define KEY_TAB "\t"
#define KEY_ENTER "\r"
#define KEY_UP "\033[A"
#define KEY_DOWN "\033[B"
#define KEY_RIGHT "\033[C"
#define KEY_LEFT "\033[D"
#define KEY_BACKSPACE "\177"
#define KEY_CTRL_A "\001"
#define KEY_CTRL_C "\003"
#define KEY_CTRL_D "\004"
#define KEY_CTRL_E "\005"
#define KEY_CTRL_R "\022"
#define KEY_PASTE "\033[200~" /* what follows is pasted, up to ... */
#define KEY_PASTED "\033[201~"

struct pty;

/* argv[0] is a path or found in $PATH; `home` is a folder, kept. */
struct pty *pty_start(const char *const *argv, const char *home);
/* ./seodang of this build with these arguments. */
struct pty *pty_start_seodang(const char *const *arguments, const char *home);
/* Closes the terminal if the program is still there; its exit status, 128 + signal, or 124 when it had to be killed. */
int pty_finish(struct pty *t);

int pty_pid(const struct pty *t);
void pty_type(struct pty *t, const char *keys);

/* Waits until `text` stands on the screen (or scrolled off it) behind what the last wait found. */
bool pty_wait(struct pty *t, const char *text);
/* The same with an extended regular expression, over the lines. */
bool pty_wait_regex(struct pty *t, const char *pattern);
/* Waits until something has come since the last typing and the cursor stands behind a prompt, "$ " or "> ": a key typed
 * earlier would meet a terminal that no line editor has taken over yet. */
bool pty_wait_prompt(struct pty *t);
/* Waits until the program has ended by itself. */
bool pty_wait_end(struct pty *t);
/* All that has been on the screen, row by row; borrowed until the next call. */
const char *pty_screen(struct pty *t);
/* The row in which the cursor is; borrowed until the next call. */
const char *pty_cursor_row(struct pty *t);

/* A new empty home; the caller gives it to pty_home_remove(). */
char *pty_home_new(void);
void pty_home_remove(char *home);

#endif
