/*
 * Times as Kubernetes writes them, and back, without the C library's locale and time-zone state (except for $TZ where a
 * person reads the time).
 *
 *     int64_t ms;
 *     if (rfc3339_parse("2026-11-23T17:16:50Z", &ms) == 0) ...
 *     char text[RFC3339_SIZE];
 *     rfc3339_format(text, ms);                 // "2026-11-23T17:16:50Z": whole seconds, as metav1.Time
 *
 * Milliseconds count from 1970-01-01T00:00:00Z and may be negative.  Years 0 to 9999 are served.
 */
#ifndef SEODANG_BASE_RFC3339_H
#define SEODANG_BASE_RFC3339_H

#include <stdint.h>
#include <time.h>

#include "backends/base/strbuf.h"

enum { RFC3339_SIZE = 72 };

/* What rfc3339_parse_ms() returns for a text that is no time: an instant that no cluster has lived through. */
#define RFC3339_NONE ((int64_t)-1)

/* Reads a time with any zone and any fraction (cut to milliseconds). -1: not a time; *ms is untouched. */
int rfc3339_parse(const char *text, int64_t *ms);
/* The same as a value: ms, or RFC3339_NONE. */
int64_t rfc3339_parse_ms(const char *text);
/* "2026-11-23T17:16:50Z", cut to whole seconds; returns buf. */
char *rfc3339_format(char buf[RFC3339_SIZE], int64_t ms);
/* "2026-11-23T17:16:50.123000Z", as metav1.MicroTime. */
char *rfc3339_format_micro(char buf[RFC3339_SIZE], int64_t ms);

/* "Tue, 24 Nov 2026 02:16:50 +0900" in $TZ (Go's RFC1123Z), as `kubectl describe` prints times. */
void time_add_rfc1123z(struct strbuf *sb, int64_t ms);
/* The same in UTC. */
void time_add_rfc1123z_utc(struct strbuf *sb, int64_t ms);
/* "2026-11-24T02:16:50+09:00" in $TZ, "...Z" where that is UTC (Go's RFC3339), as kubectl writes times into objects. */
void time_add_rfc3339(struct strbuf *sb, int64_t ms);
/* "2026-11-24 02:16:50 +0900 KST" in $TZ, as Go prints a time that nobody formatted. */
void time_add_plain(struct strbuf *sb, int64_t ms);
/* The time in $TZ, for strftime(). */
struct tm time_local(int64_t ms);

#endif
