/*
 * Open watches on the fake: each keeps what it has not delivered yet.
 *
 * Mirrors the watch cache (staging/src/k8s.io/apiserver/pkg/storage/cacher, v1.20.2): from resourceVersion "" or "0" all
 * objects as ADDED and then changes; from n the changes after n, or 410; an object that begins to match a selector is ADDED,
 * one that ceases to is DELETED.  Bookmarks come once a minute to those who asked.
 */
#ifndef SEODANG_FAKE_WATCH_H
#define SEODANG_FAKE_WATCH_H

#include "backends/backend.h"
#include "backends/fake/cluster.h"
#include "backends/fake/match.h"

struct fake_watch;

/* Takes over `match`. 0 and *out, or -1 with *st (410). */
int watch_start(struct cluster *c, struct match *match, const struct val *query, enum request_accept accept,
                struct fake_watch **out, struct status *st);
void watch_stop(struct fake_watch *w);
/* Tells every open watch of a change. */
void watch_deliver(struct cluster *c, const struct change *change);
/* Ends every open watch with 410: the store has moved under them. */
void watch_expire_all(struct cluster *c);
/* 1: *event; 0: nothing yet; -1: ended, *st. */
int watch_take(struct fake_watch *w, struct watch_event *event, struct status *st);
/* When the watch itself is due (a bookmark, its end), INT64_MAX: never. */
int64_t watch_due_ms(const struct fake_watch *w);

#endif
