/*
 * One person at one shell: the backend, where we are, and what the modes keep.
 */
#ifndef SEODANG_SESSION_H
#define SEODANG_SESSION_H

#include "backends/backend.h"
#include "backends/client.h"
#include "repl/sink.h"

enum mode { MODE_MENU, MODE_PRACTICE, MODE_LEARN, MODE_SCRIPT };

struct lesson_run; /* lessons/runner.h */

struct session {
    struct backend *backend; /* owned */
    struct client *client;   /* owned */
    char *namespace_;        /* owned: of the current context; "default" */
    enum mode mode;
    bool interactive;        /* a person at a terminal: Korean remarks, colour, wall time */
    bool restricted;         /* --restricted: no host programs, no paths outside work_dir */
    bool quit;               /* the loop ends after this command */
    int last_status;         /* $? */
    char *work_dir;          /* owned: the lesson's or practice's folder; NULL: the current folder */
    struct lesson_run *lesson; /* owned: NULL outside lessons */
    struct shell *shell;     /* owned: variables, aliases, history (loop.c) */
    struct undo *undo;       /* owned: snapshots (word/undo.c) */
};

#endif
