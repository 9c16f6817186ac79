/*
 * Durations as Go writes them: "1h15m", "300ms", "1.5h" (time.ParseDuration).
 *
 *     int64_t ns;
 *     if (go_duration_parse("90s", &ns, &err) < 0) ... err.buf: `time: missing unit in duration "90"`
 */
#ifndef SEODANG_BASE_GODURATION_H
#define SEODANG_BASE_GODURATION_H

#include <stdint.h>

#include "backends/base/strbuf.h"

/* 0 and *ns; or -1 with `err` (may be NULL) in Go's words. */
int go_duration_parse(const char *text, int64_t *ns, struct strbuf *err);

#endif
