/*
 * THE SEAM: a cluster, real or fake, is Kubernetes' REST API plus time, and nothing else.
 *
 *     struct request rq = { .method = REQUEST_GET, .path = "/api/v1/namespaces/default/pods", .accept = ACCEPT_TABLE };
 *     struct reply reply = REPLY_INIT;
 *     if (backend_request(b, &rq, &reply, &st) == 0) table_print(reply.doc, ...);
 *     reply_release(&reply);
 *
 * Verbs, lesson checks, pictures and the demo speak only this (mostly through client.h), so what is written once works on
 * both.  fake/ answers in process with shared documents; live/ with libcurl.  Tables are the server's.
 */
#ifndef SEODANG_BACKEND_H
#define SEODANG_BACKEND_H

#include <stdbool.h>
#include <stdint.h>

#include "backends/base/strbuf.h"
#include "backends/base/val.h"
#include "backends/status.h"

enum request_method { REQUEST_GET, REQUEST_POST, REQUEST_PUT, REQUEST_PATCH, REQUEST_DELETE };

/* Media type of the body. */
enum request_content { CONTENT_JSON, CONTENT_JSON_PATCH, CONTENT_MERGE_PATCH, CONTENT_STRATEGIC_PATCH, CONTENT_APPLY_PATCH };

/* What is asked for: the object, or a meta.k8s.io/v1 Table of it. */
enum request_accept { ACCEPT_OBJECT, ACCEPT_TABLE };

struct request {
    enum request_method method;
    const char *path;         /* decoded, begins with '/', without the query */
    const struct val *query;  /* borrowed: {labelSelector:"a=b", limit:"500"}; an array of strings stands for a parameter
                               * given several times (exec's command); NULL: none */
    const struct val *body;   /* borrowed; NULL: none */
    enum request_content content;
    enum request_accept accept;
};

struct reply {
    int code;         /* HTTP status, 200..299 */
    struct val *doc;  /* owned; NULL when the reply is text (logs) */
    struct strbuf text;
    struct strbuf warnings; /* Warning headers, a line each */
};

#define REPLY_INIT { 0, NULL, STRBUF_INIT, STRBUF_INIT }
void reply_release(struct reply *r);

enum watch_type { WATCH_ADDED, WATCH_MODIFIED, WATCH_DELETED, WATCH_BOOKMARK };

struct watch_event {
    enum watch_type type;
    struct val *object; /* owned: the object, or a Table with one row */
};

struct backend;
struct watch;
struct snapshot;

struct backend_ops {
    const char *name; /* "fake", "live" */

    /* One REST call.  0 with *reply filled for 2xx; else -1 with *st filled (the server's Status, or reason Transport). */
    int (*request)(struct backend *b, const struct request *rq, struct reply *reply, struct status *st);

    /* rq as for a list, with watch options in its query (resourceVersion, timeoutSeconds, allowWatchBookmarks); `watch` is
     * added.  0 and *w, which the caller closes; or -1 with *st. */
    int (*watch_open)(struct backend *b, const struct request *rq, struct watch **w, struct status *st);
    /* The next event, waiting up to timeout_ms of the backend's time (0: only what is there).  1: *event filled (the caller
     * unrefs event->object); 0: time is over, or `interrupted` was raised; -1: the watch has ended, *st says why (code 410:
     * list again). */
    int (*watch_next)(struct watch *w, int64_t timeout_ms, struct watch_event *event, struct status *st);
    void (*watch_close)(struct watch *w);

    /* Now, in milliseconds since 1970. */
    int64_t (*now_ms)(struct backend *b);
    /* Lets `ms` of the backend's time pass: a stepped fake moves its clock at once; at the terminal, and on a live cluster,
     * it takes wall time.  Returns early, with -1, when `interrupted` is raised. */
    int (*wait)(struct backend *b, int64_t ms);
    /* Does what became due meanwhile (the fake catches up with its clock); NULL: nothing to do. */
    void (*settle)(struct backend *b);
    /* Moves the clock to at_ms, running everything due; earlier than now does nothing.  NULL: not a clock one can move. */
    void (*advance)(struct backend *b, int64_t at_ms);
    /* When the cluster started (ms since 1970); on live: when the session began. */
    int64_t (*start_ms)(struct backend *b);

    /* Time backwards.  NULL on live. */
    struct snapshot *(*snapshot)(struct backend *b);
    void (*restore)(struct backend *b, const struct snapshot *s);
    void (*snapshot_free)(struct snapshot *s);
    /* Counts the writes that clients (not controllers) made: `undo` asks whether a command changed the cluster. */
    uint64_t (*write_count)(struct backend *b);

    void (*free)(struct backend *b);
};

struct backend {
    const struct backend_ops *ops;
};

/* A watch begins with its backend, so that one pointer is enough. */
struct watch {
    struct backend *backend; /* borrowed */
};

/* Raised by the shell's SIGINT handler: every wait looks at it.  The shell lowers it before each command. */
extern volatile int backend_interrupted;

int backend_request(struct backend *b, const struct request *rq, struct reply *reply, struct status *st);
int backend_watch_open(struct backend *b, const struct request *rq, struct watch **w, struct status *st);
int watch_next(struct watch *w, int64_t timeout_ms, struct watch_event *event, struct status *st);
void watch_close(struct watch *w); /* NULL is fine */
int64_t backend_now_ms(struct backend *b);
int backend_wait(struct backend *b, int64_t ms);
void backend_settle(struct backend *b);
void backend_free(struct backend *b);

#endif
