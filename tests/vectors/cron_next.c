#include <stdio.h>
#include <string.h>

#include "backends/fake/cron.h"
#include "tests/vectors/vectors.h"

enum { NEXT_COUNT = 5 };

static int two(const char *s)
{
    return (s[0] - '0') * 10 + (s[1] - '0');
}

/* RFC 3339, as the cases are written, to milliseconds. */
static int64_t read_time(const char *s)
{
    struct civil c = { .year = two(s) * 100 + two(s + 2), .month = two(s + 5), .day = two(s + 8), .hour = two(s + 11),
                       .minute = two(s + 14), .second = two(s + 17) };
    int64_t ms = tz_time(tz_utc, &c) * 1000;
    s += 19;
    if (*s == '.') {
        for (int scale = 100; *++s >= '0' && *s <= '9'; scale /= 10)
            ms += (*s - '0') * scale;
    }
    if (*s == '+' || *s == '-')
        ms -= (*s == '-' ? -1 : 1) * (two(s + 1) * 3600 + two(s + 4) * 60) * INT64_C(1000);
    return ms;
}

static struct val *show_time(const struct tz *tz, int64_t ms)
{
    struct civil c = tz_civil(tz, ms / 1000);
    int minutes = (c.offset_s < 0 ? -c.offset_s : c.offset_s) / 60;
    char zone[16] = "Z";
    if (c.offset_s)
        snprintf(zone, sizeof(zone), "%c%02d:%02d", c.offset_s < 0 ? '-' : '+', minutes / 60, minutes % 60);
    return val_stringf("%04d-%02d-%02dT%02d:%02d:%02d%s", (int)c.year, c.month, c.day, c.hour, c.minute, c.second, zone);
}

struct val *vectors_cron_next(const struct val *in, struct version v)
{
    const struct tz *tz = tz_find(val_get_str(in, "tz", ""), NULL);
    struct cron_schedule s;
    struct strbuf err = STRBUF_INIT;
    struct val *reply = NULL, *next = val_array();
    if (!tz)
        reply = val_fmt("{error:'no such zone'}");
    else if (cron_parse(&s, val_get_str(in, "spec", ""), v, &err) < 0)
        reply = val_fmt("{error:%s}", err.buf);
    int64_t at = read_time(val_get_str(in, "from", "1970-01-01T00:00:00Z"));
    for (int i = 0; !reply && i < NEXT_COUNT; i++) {
        at = cron_next(&s, at, tz);
        if (at == CRON_NEVER)
            break;
        val_append(&next, show_time(tz, at));
    }
    strbuf_release(&err);
    if (!reply)
        reply = val_fmt("{next:%v}", next);
    val_unref(next);
    return reply;
}
