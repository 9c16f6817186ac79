#include "backends/fake/cron.h"

enum { YEARS_MAX = 5, HOUR_S = 3600, MINUTE_S = 60 };

/* A moment and its civil time, kept together. */
struct moment {
    const struct tz *tz;
    int64_t at_s;
    struct civil c;
};

static void move_to(struct moment *t, int64_t at_s)
{
    t->at_s = at_s;
    t->c = tz_civil(t->tz, at_s);
}

/* To the civil time as it stands now in t->c, carried over where it is out of range. */
static void settle(struct moment *t)
{
    move_to(t, tz_time(t->tz, &t->c));
}

static bool has(uint64_t bits, int n)
{
    return bits >> n & 1;
}

static bool day_matches(const struct cron_schedule *s, const struct moment *t)
{
    bool day = has(s->day, t->c.day), weekday = has(s->weekday, t->c.weekday);
    return (s->day | s->weekday) & CRON_STAR ? day && weekday : day || weekday;
}

/* Each step below moves t to the next value of its field that matches.  False when that carried into the next higher field:
 * the search begins again from the months.  `started` tells that a field has moved, so that the lower ones begin at 0. */

static bool find_month(const struct cron_schedule *s, struct moment *t, bool *started)
{
    while (!has(s->month, t->c.month)) {
        if (!*started) {
            t->c.day = 1;
            t->c.hour = t->c.minute = t->c.second = 0;
            settle(t);
            *started = true;
        }
        t->c.month++;
        settle(t);
        if (t->c.month == 1)
            return false;
    }
    return true;
}

static bool find_day(const struct cron_schedule *s, struct moment *t, bool *started)
{
    while (!day_matches(s, t)) {
        if (!*started) {
            t->c.hour = t->c.minute = t->c.second = 0;
            settle(t);
            *started = true;
        }
        int64_t before_s = t->at_s;
        t->c.day++;
        settle(t);
        if (s->midnight_fix && t->c.hour)
            move_to(t, t->at_s + (t->c.hour > 12 ? 24 - t->c.hour : -t->c.hour) * HOUR_S);
        /* Differs: where a whole local day is skipped the library never comes past it. */
        if (t->at_s <= before_s)
            move_to(t, before_s + 24 * HOUR_S);
        if (t->c.day == 1)
            return false;
    }
    return true;
}

static bool find_hour(const struct cron_schedule *s, struct moment *t, bool *started)
{
    while (!has(s->hour, t->c.hour)) {
        if (!*started) {
            t->c.minute = t->c.second = 0;
            settle(t);
            *started = true;
        }
        move_to(t, t->at_s + HOUR_S);
        if (!t->c.hour)
            return false;
    }
    return true;
}

static bool find_minute(const struct cron_schedule *s, struct moment *t, bool *started)
{
    while (!has(s->minute, t->c.minute)) {
        if (!*started)
            move_to(t, t->at_s - ((t->at_s % MINUTE_S) + MINUTE_S) % MINUTE_S);
        *started = true;
        move_to(t, t->at_s + MINUTE_S);
        if (!t->c.minute)
            return false;
    }
    return true;
}

/* Schedules of five fields mean second 0: anything else is on the way to the next minute, and to all fields again. */
static bool find_second(struct moment *t, bool *started)
{
    if (!t->c.second)
        return true;
    move_to(t, t->at_s + MINUTE_S - t->c.second);
    *started = true;
    return false;
}

static int64_t floor_s(int64_t ms)
{
    return ms / 1000 - (ms % 1000 < 0);
}

int64_t cron_next(const struct cron_schedule *s, int64_t from_ms, const struct tz *tz)
{
    if (s->every_ms)
        return (floor_s(from_ms) * 1000) + s->every_ms;
    struct moment t = { .tz = s->tz ? s->tz : tz };
    move_to(&t, floor_s(from_ms) + 1);
    int64_t year_max = t.c.year + YEARS_MAX;
    bool started = false;
    while (t.c.year <= year_max)
        if (find_month(s, &t, &started) && find_day(s, &t, &started) && find_hour(s, &t, &started) &&
            find_minute(s, &t, &started) && find_second(&t, &started))
            return t.at_s * 1000;
    return CRON_NEVER;
}
