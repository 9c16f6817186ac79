/*
 * Lengths of time as Go writes them: "300ms", "-1.5h", "2h45m".  Mirrors time.ParseDuration (Go 1.15, src/time/format.go).
 *
 *     int64_t ns;
 *     if (duration_parse("1m30s", &ns, &err) < 0) ... err.buf: `time: unknown unit "x" in duration "1x"`
 *
 * How ages are printed (HumanDuration) is not here.
 */
#ifndef SEODANG_BASE_DURATION_H
#define SEODANG_BASE_DURATION_H

#include <stdint.h>

#include "backends/base/strbuf.h"

enum { DURATION_NS_PER_MS = 1000000 };

/* 0 with *ns; or -1 with Go's error text appended to err (may be NULL). */
int duration_parse(const char *text, int64_t *ns, struct strbuf *err);

#endif
