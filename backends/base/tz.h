/*
 * Time zones by name, and the civil time in them, without touching the process's TZ.
 *
 *     const struct tz *seoul = tz_find("Asia/Seoul", &err);         // NULL: err has Go's words
 *     struct civil c = tz_civil(seoul, at_s);                       // year, month ... second, weekday, offset
 *     c.day++;
 *     int64_t next = tz_time(seoul, &c);                            // out-of-range fields carry over
 *
 * Zones are read once from the system's zoneinfo (TZif versions 1 to 4, with the POSIX rule at their end) and kept; what
 * tz_find() returns is borrowed for ever.  Times are seconds since 1970.  A civil time that a change of clocks skips or
 * repeats is taken as Go's time.Date takes it: the offset in force when the civil time is read as UTC, corrected once.
 */
#ifndef SEODANG_BASE_TZ_H
#define SEODANG_BASE_TZ_H

#include <stdint.h>

#include "backends/base/strbuf.h"

struct tz;

struct civil {
    int64_t year;
    int month;  /* 1..12 */
    int day;    /* 1..31 */
    int hour, minute, second;
    int weekday;  /* 0: Sunday */
    int offset_s; /* east of UTC */
};

extern const struct tz *const tz_utc;

/* "UTC" and "" are UTC; "Local" is the zone of $TZ or /etc/localtime.  NULL: `err` (may be NULL) gets the words of Go's
 * time.LoadLocation. */
const struct tz *tz_find(const char *name, struct strbuf *err);
/* Seconds east of UTC at `at_s`. */
int tz_offset(const struct tz *tz, int64_t at_s);

struct civil tz_civil(const struct tz *tz, int64_t at_s);
/* Reads year to second; the rest is not looked at. */
int64_t tz_time(const struct tz *tz, const struct civil *c);

/* Days since 1970-01-01 of a date of the Gregorian calendar; months outside 1..12 carry over. */
int64_t civil_days(int64_t year, int64_t month, int64_t day);

#endif
