/*
 * Spans of time in words: kubectl's AGE, and Go's durations.
 *
 *     char age[DURATION_SIZE];
 *     human_duration(age, now_ms - created_ms);         // "5m30s", "3d", "<invalid>" when it lies ahead
 *
 *     int64_t ns;
 *     if (duration_parse("1m30s", &ns, &err) < 0) ... err.buf: time: missing unit in duration "5"
 *     duration_format(age, ns);                         // "1m30s"
 *
 * Mirrors k8s.io/apimachinery/pkg/util/duration (v1.20.2), and ParseDuration and Duration.String of Go's time package.
 */
#ifndef SEODANG_BASE_DURATION_H
#define SEODANG_BASE_DURATION_H

#include <stdint.h>

#include "backends/base/strbuf.h"

enum { DURATION_SIZE = 40 };

#define DURATION_NS_PER_MS INT64_C(1000000)
#define DURATION_NS_PER_S INT64_C(1000000000)

/* duration.HumanDuration of a span in ms; returns buf. */
char *human_duration(char buf[DURATION_SIZE], int64_t ms);

/* time.ParseDuration. -1: `err` (may be NULL) has Go's text, and *ns is untouched. */
int duration_parse(const char *text, int64_t *ns, struct strbuf *err);
/* time.Duration(seconds) * time.Second in whole milliseconds.  As in Go more than 292 years wrap around, so that a deadline of
 * the largest int64 has long passed: a real API server and its controllers see it so. */
int64_t duration_seconds_ms(int64_t seconds);
/* Duration.String(): "1m30s", "1.5s", "0s"; returns buf. */
char *duration_format(char buf[DURATION_SIZE], int64_t ns);

#endif
