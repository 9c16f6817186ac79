/*
 * Cron schedules, in the two grammars that Kubernetes had: robfig/cron v1.1.0 (up to 1.20) and v3 (since).
 *
 *     struct cron_schedule s;
 *     struct strbuf err = STRBUF_INIT;
 *     if (cron_parse(&s, "0,30 9-17 * * mon-fri", version, &err) < 0)
 *         ... err.buf: "Expected exactly 5 fields, found 1: bad"
 *     int64_t next_ms = cron_next(&s, now_ms, tz_find("Asia/Seoul", NULL));
 *
 * A schedule is a plain value: nothing to release.  What is peculiar about v1.1.0 (a field with a star anywhere makes both day
 * fields needed, "N/5" runs to the field's end, "*-5" is "*", empty items of a list are skipped) holds here as there; both
 * mirror parser.go, spec.go and constantdelay.go of that library, error texts included.
 * A local time that a change of clocks skips is skipped; one that it repeats comes twice.
 */
#ifndef SEODANG_FAKE_CRON_H
#define SEODANG_FAKE_CRON_H

#include <stdbool.h>
#include <stdint.h>

#include "backends/base/strbuf.h"
#include "backends/base/tz.h"
#include "backends/base/version.h"

#define CRON_NEVER INT64_MIN
#define CRON_STAR (UINT64_C(1) << 63)

struct cron_schedule {
    int64_t every_ms; /* of @every; 0: by the fields below */
    uint64_t minute, hour, day, month, weekday; /* bit n: n matches; CRON_STAR: was a star */
    const struct tz *tz; /* of a TZ= prefix (v3); NULL: the caller's */
    bool midnight_fix;   /* v3: a day that begins at one o'clock, or ends at eleven, still begins a day */
};

/* 0; or -1 with `err` (may be NULL) in the library's words. */
int cron_parse(struct cron_schedule *s, const char *spec, struct version v, struct strbuf *err);
/* The first activation after from_ms (milliseconds since 1970), in local time of `tz` unless the schedule names its own.
 * CRON_NEVER when there is none within five years. */
int64_t cron_next(const struct cron_schedule *s, int64_t from_ms, const struct tz *tz);

#endif
