/*
 * One person at one shell: the backend, where we are, and what the modes keep.
 */
#ifndef SEODANG_SESSION_H
#define SEODANG_SESSION_H

#include "backends/backend.h"
#include "backends/client.h"
#include "repl/sink.h"

enum mode { MODE_MENU, MODE_PRACTICE, MODE_LEARN, MODE_SCRIPT };

struct session {
    struct backend *backend; /* owned */
    struct client *client;   /* owned */
    char *namespace_;        /* owned: of the current context; "default" */
    struct val *kubeconfig;  /* owned: what `kubectl config` works on (kubeconfig.h); NULL: not asked for yet */
    enum mode mode;
    bool interactive;        /* a person at a terminal: Korean remarks, colour, wall time */
    bool restricted;         /* --restricted: no host programs, no paths outside work_dir */
    bool quit;               /* the loop ends after this command */
    int last_status;         /* $? */
    char *work_dir;          /* owned: the lesson's or practice's folder; NULL: the current folder */
    struct teach *teach;     /* owned: the lesson that is taught (teach.h); NULL outside lessons */
    struct shell *shell;     /* owned: variables, aliases, history (loop.c) */
    struct undo *undo;       /* owned: snapshots (word/undo.c) */
    struct val *map_seen;    /* owned: what the last `map` showed (word/map.c); NULL: there was none */
    double speed;            /* of a fake cluster's time at the terminal; 0: 1 */
};

/* SIGTERM or SIGHUP has come, and this is it: what waits is interrupted, and the loop ends as if the person had left, so that
 * history and terminal are put in order. 0: go on. */
extern volatile int session_ended_by;

/* Gives the session a new fake cluster in place of its backend (which may be NULL).  doc: a cluster file or NULL; at the
 * terminal its clock begins now, unless it says otherwise, and runs by itself. 0, or -1 with *st, and nothing has changed. */
int session_open_fake(struct session *s, const struct val *doc, struct status *st);
/* Gives back all that the session owns, the lesson that is taught too. */
void session_release(struct session *s);
/* Time runs by itself (at the terminal), or only when it is told to. Nothing on a live cluster. */
void session_let_time_run(struct session *s, bool runs);

#endif
