#include "backends/base/tz.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/tzrule.h"

enum { TZIF_MAX_BYTES = 1 << 20, TZIF_HEADER = 44, DAY_S = 86400 };

struct tz {
    struct tz *next;
    char *name;        /* owned */
    size_t len;        /* of the two below */
    int64_t *from_s;   /* owned: from when on, rising */
    int32_t *offset_s; /* owned */
    int32_t first_s;   /* the offset before all of them */
    struct tz_rule rule; /* after the last of them */
};

static const struct tz utc = { .name = (char *)(uintptr_t)"UTC" };
const struct tz *const tz_utc = &utc;

static struct tz *known; /* all that were read, never freed */

/* ---- the calendar ---- */

int64_t civil_days(int64_t year, int64_t month, int64_t day)
{
    int64_t carry = (month - 1) / 12 - ((month - 1) % 12 < 0);
    year += carry;
    month -= carry * 12;
    /* Years begin in March here, so that the leap day is the last one. */
    int64_t y = year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static void days_to_date(int64_t days, struct civil *c)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t doe = days - era * 146097;
    int64_t year_of_era = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t day_of_year = doe - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t m = (5 * day_of_year + 2) / 153;
    c->day = (int)(day_of_year - (153 * m + 2) / 5 + 1);
    c->month = (int)(m < 10 ? m + 3 : m - 9);
    c->year = year_of_era + era * 400 + (c->month <= 2);
}

/* ---- zones ---- */

int tz_offset(const struct tz *tz, int64_t at_s)
{
    if (!tz->len || at_s >= tz->from_s[tz->len - 1]) {
        if (tz->rule.given)
            return tz_rule_offset(&tz->rule, at_s);
        return tz->len ? tz->offset_s[tz->len - 1] : tz->first_s;
    }
    if (at_s < tz->from_s[0])
        return tz->first_s;
    size_t lo = 0, hi = tz->len - 1; /* from_s[lo] <= at_s < from_s[hi] */
    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;
        if (tz->from_s[mid] <= at_s)
            lo = mid;
        else
            hi = mid;
    }
    return tz->offset_s[lo];
}

struct civil tz_civil(const struct tz *tz, int64_t at_s)
{
    struct civil c = { .offset_s = tz_offset(tz, at_s) };
    int64_t local = at_s + c.offset_s;
    int64_t days = local / DAY_S - (local % DAY_S < 0);
    int second = (int)(local - days * DAY_S);
    days_to_date(days, &c);
    c.hour = second / 3600;
    c.minute = second / 60 % 60;
    c.second = second % 60;
    c.weekday = (int)(((days + 4) % 7 + 7) % 7);
    return c;
}

int64_t tz_time(const struct tz *tz, const struct civil *c)
{
    int64_t local = civil_days(c->year, c->month, c->day) * DAY_S + c->hour * 3600LL + c->minute * 60LL + c->second;
    return local - tz_offset(tz, local - tz_offset(tz, local));
}

/* ---- reading ---- */

struct reader {
    const unsigned char *p, *end;
};

static int64_t read_be(const unsigned char *p, size_t size)
{
    uint64_t n = size == 4 && (p[0] & 0x80) ? UINT64_C(0xffffffff) : 0;
    for (size_t i = 0; i < size; i++)
        n = n << 8 | p[i];
    return (int64_t)n;
}

struct tzif_counts {
    size_t isut, isstd, leap, times, types, chars;
};

/* The six counts of a header at r->p, which moves behind it; false when there is none. */
static bool read_header(struct reader *r, unsigned char *version, struct tzif_counts *n)
{
    if (r->end - r->p < TZIF_HEADER || memcmp(r->p, "TZif", 4))
        return false;
    *version = r->p[4];
    size_t *const counts[] = { &n->isut, &n->isstd, &n->leap, &n->times, &n->types, &n->chars };
    for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
        *counts[i] = (size_t)read_be(r->p + 20 + 4 * i, 4);
        if (*counts[i] > TZIF_MAX_BYTES)
            return false;
    }
    r->p += TZIF_HEADER;
    return true;
}

static size_t block_bytes(const struct tzif_counts *n, size_t time_size)
{
    return n->times * (time_size + 1) + n->types * 6 + n->chars + n->leap * (time_size + 4) + n->isstd + n->isut;
}

/* The first type that is standard time, as Go chooses for what lies before the first change. */
static size_t first_type(const unsigned char *types, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!types[i * 6 + 4])
            return i;
    return 0;
}

static bool read_block(struct tz *tz, const struct tzif_counts *n, size_t time_size, const unsigned char *p)
{
    const unsigned char *index = p + n->times * time_size, *types = index + n->times;
    if (!n->types)
        return false;
    tz->len = n->times;
    tz->from_s = xcalloc(n->times + 1, sizeof(*tz->from_s));
    tz->offset_s = xcalloc(n->times + 1, sizeof(*tz->offset_s));
    for (size_t i = 0; i < n->times; i++) {
        if (index[i] >= n->types)
            return false;
        tz->from_s[i] = read_be(p + i * time_size, time_size);
        tz->offset_s[i] = (int32_t)read_be(types + (size_t)index[i] * 6, 4);
        if (i && tz->from_s[i] <= tz->from_s[i - 1])
            return false;
    }
    tz->first_s = (int32_t)read_be(types + first_type(types, n->types) * 6, 4);
    return true;
}

/* The POSIX rule between two line ends, where the file has one. */
static void read_footer(struct tz *tz, const struct reader *r)
{
    const unsigned char *nl = r->p < r->end && *r->p == '\n' ? memchr(r->p + 1, '\n', (size_t)(r->end - r->p - 1)) : NULL;
    if (!nl)
        return;
    char *text = xstrndup((const char *)r->p + 1, (size_t)(nl - r->p - 1));
    tz_rule_parse(text, &tz->rule);
    free(text);
}

static bool read_tzif(struct tz *tz, const unsigned char *data, size_t len)
{
    struct reader r = { data, data + len };
    struct tzif_counts n;
    unsigned char version;
    if (!read_header(&r, &version, &n) || block_bytes(&n, 4) > (size_t)(r.end - r.p))
        return false;
    if (!version)
        return read_block(tz, &n, 4, r.p);
    r.p += block_bytes(&n, 4);
    if (!read_header(&r, &version, &n) || block_bytes(&n, 8) > (size_t)(r.end - r.p) ||
        !read_block(tz, &n, 8, r.p))
        return false;
    r.p += block_bytes(&n, 8);
    read_footer(tz, &r);
    return true;
}

static void tz_free(struct tz *tz)
{
    free(tz->name);
    free(tz->from_s);
    free(tz->offset_s);
    free(tz);
}

static struct tz *load(const char *name, const char *path)
{
    FILE *f = fopen(path, "rbe");
    if (!f)
        return NULL;
    unsigned char *data = xmalloc(TZIF_MAX_BYTES);
    size_t len = fread(data, 1, TZIF_MAX_BYTES, f);
    fclose(f);
    struct tz *tz = xcalloc(1, sizeof(*tz));
    tz->name = xstrdup(name);
    if (!read_tzif(tz, data, len)) {
        tz_free(tz);
        tz = NULL;
    }
    free(data);
    return tz;
}

/* The zone's file; "Local" asks $TZ, as Go does. */
static char *zone_path(const char *name)
{
    const char *env = getenv("TZ");
    if (!strcmp(name, "Local")) {
        if (!env)
            return xstrdup("/etc/localtime");
        name = *env == ':' ? env + 1 : env;
        if (!*name)
            return NULL;
        if (*name == '/')
            return xstrdup(name);
    }
    return xstrf("/usr/share/zoneinfo/%s", name);
}

static bool safe_name(const char *name)
{
    if (*name == '/' || *name == '\\')
        return false;
    for (const char *p = strstr(name, ".."); p; p = strstr(p + 1, ".."))
        if ((p == name || p[-1] == '/') && (!p[2] || p[2] == '/'))
            return false;
    return true;
}

const struct tz *tz_find(const char *name, struct strbuf *err)
{
    if (!*name || !strcmp(name, "UTC"))
        return tz_utc;
    for (struct tz *tz = known; tz; tz = tz->next)
        if (!strcmp(tz->name, name))
            return tz;
    if (!safe_name(name)) {
        if (err)
            strbuf_adds(err, "time: invalid location name");
        return NULL;
    }
    char *path = zone_path(name);
    struct tz *tz = path ? load(name, path) : NULL;
    free(path);
    if (tz) {
        tz->next = known;
        known = tz;
        return tz;
    }
    if (!strcmp(name, "Local"))
        return tz_utc;
    if (err)
        strbuf_addf(err, "unknown time zone %s", name);
    return NULL;
}
