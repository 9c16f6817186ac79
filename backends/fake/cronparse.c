/* Reading a cron schedule: see cron.h. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "backends/base/godump.h"
#include "backends/base/duration.h"
#include "backends/fake/cron.h"

enum { FIELDS = 5, FIELD_NAMES_MAX = 12 };

static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec" };
static const char *const weekdays[] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat" };

static const struct bounds {
    int min, max;
    const char *const *names; /* the first means min */
    size_t name_count;
} bounds[FIELDS] = {
    { 0, 59, NULL, 0 }, { 0, 23, NULL, 0 }, { 1, 31, NULL, 0 }, { 1, 12, months, 12 }, { 0, 6, weekdays, 7 },
};

struct parser {
    bool v3;
    struct strbuf *err; /* may be NULL */
};

/* `what` with the capital letter that v1.1.0 wrote, then the rest. */
static int fail(const struct parser *p, const char *what, const char *fmt, ...) PRINTF_LIKE(3, 4);
static int fail(const struct parser *p, const char *what, const char *fmt, ...)
{
    if (!p->err)
        return -1;
    strbuf_addch(p->err, p->v3 ? *what : (char)(*what - 'a' + 'A'));
    strbuf_adds(p->err, what + 1);
    va_list ap;
    va_start(ap, fmt);
    strbuf_addvf(p->err, fmt, ap);
    va_end(ap);
    return -1;
}

/* Where `sep` splits text: the part up to it; *rest begins behind it, or is NULL. */
static size_t part_len(const char *text, size_t len, char sep)
{
    const char *at = memchr(text, sep, len);
    return at ? (size_t)(at - text) : len;
}

static int fail_number(const struct parser *p, const char *text, size_t len, const char *why)
{
    struct strbuf quoted = STRBUF_INIT;
    go_quote(&quoted, text, len);
    fail(p, "failed to parse int", " from %.*s: strconv.Atoi: parsing %s: %s", (int)len, text, quoted.buf, why);
    strbuf_release(&quoted);
    return -1;
}

static int read_number(const struct parser *p, const char *text, size_t len, long long *n)
{
    size_t sign = len && (*text == '-' || *text == '+');
    if (len == sign || strspn(text + sign, "0123456789") < len - sign)
        return fail_number(p, text, len, "invalid syntax");
    char *copy = xstrndup(text, len);
    errno = 0;
    *n = strtoll(copy, NULL, 10);
    free(copy);
    if (errno == ERANGE)
        return fail_number(p, text, len, "value out of range");
    if (*n < 0)
        return fail(p, "negative number", " (%lld) not allowed: %.*s", *n, (int)len, text);
    return 0;
}

static int read_number_or_name(const struct parser *p, const struct bounds *b, const char *text, size_t len, long long *n)
{
    for (size_t i = 0; i < b->name_count; i++) {
        if (strlen(b->names[i]) == len && !strncasecmp(b->names[i], text, len)) {
            *n = b->min + (int)i;
            return 0;
        }
    }
    return read_number(p, text, len, n);
}

struct range {
    long long start, end, step;
    bool star, single;
};

/* "*", "?", "5", "1-5"; what stands behind a star is not looked at. */
static int read_ends(const struct parser *p, const struct bounds *b, const char *text, size_t len, const char *all,
                     size_t all_len, struct range *r)
{
    size_t low = part_len(text, len, '-');
    r->single = low == len;
    if (low == 1 && (*text == '*' || *text == '?')) {
        *r = (struct range){ b->min, b->max, 1, true, r->single };
        return 0;
    }
    if (read_number_or_name(p, b, text, low, &r->start) < 0)
        return -1;
    r->end = r->start;
    if (r->single)
        return 0;
    const char *high = text + low + 1;
    size_t high_len = len - low - 1;
    if (memchr(high, '-', high_len))
        return fail(p, "too many hyphens", ": %.*s", (int)all_len, all);
    return read_number_or_name(p, b, high, high_len, &r->end);
}

/* One item of a list: ends and "/step"; adds its bits. */
static int read_range(const struct parser *p, const struct bounds *b, const char *text, size_t len, uint64_t *bits)
{
    struct range r = { .step = 1 };
    size_t ends = part_len(text, len, '/');
    int n = (int)len;
    if (read_ends(p, b, text, ends, text, len, &r) < 0)
        return -1;
    if (ends < len) {
        const char *step = text + ends + 1;
        if (memchr(step, '/', len - ends - 1))
            return fail(p, "too many slashes", ": %.*s", n, text);
        if (read_number(p, step, len - ends - 1, &r.step) < 0)
            return -1;
        if (r.single)
            r.end = b->max;
        if (p->v3 && r.step > 1)
            r.star = false;
    }
    if (r.start < b->min)
        return fail(p, "beginning of range", " (%lld) below minimum (%d): %.*s", r.start, b->min, n, text);
    if (r.end > b->max)
        return fail(p, "end of range", " (%lld) above maximum (%d): %.*s", r.end, b->max, n, text);
    if (r.start > r.end)
        return fail(p, "beginning of range", " (%lld) beyond end of range (%lld): %.*s", r.start, r.end, n, text);
    if (!r.step)
        return fail(p, "step of range should be a positive number", ": %.*s", n, text);
    for (long long i = r.start; i <= r.end; i += r.step <= b->max ? r.step : b->max + 1)
        *bits |= UINT64_C(1) << i;
    *bits |= r.star ? CRON_STAR : 0;
    return 0;
}

/* A list; empty items are skipped, so "," matches nothing. */
static int read_field(const struct parser *p, const struct bounds *b, const char *text, size_t len, uint64_t *bits)
{
    *bits = 0;
    for (size_t at = 0, n; at < len; at += n + 1) {
        n = part_len(text + at, len - at, ',');
        if (n && read_range(p, b, text + at, n, bits) < 0)
            return -1;
    }
    return 0;
}

/* Bytes of the white space (unicode.IsSpace) at s, or 0. */
static size_t space_len(const char *s)
{
    static const char *const wide[] = { "\xc2\x85", "\xc2\xa0", "\xe1\x9a\x80", "\xe2\x80\xa8", "\xe2\x80\xa9",
                                        "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80" };
    if (*s && strchr(" \t\n\v\f\r", *s))
        return 1;
    for (size_t i = 0; i < ARRAY_LEN(wide); i++)
        if (!strncmp(s, wide[i], strlen(wide[i])))
            return strlen(wide[i]);
    return !strncmp(s, "\xe2\x80", 2) && (unsigned char)s[2] >= 0x80 && (unsigned char)s[2] <= 0x8a ? 3 : 0;
}

struct words {
    const char *text[FIELDS];
    size_t len[FIELDS];
    size_t count;
};

static void split_words(const char *spec, struct words *w, struct strbuf *joined)
{
    w->count = 0;
    while (*spec) {
        size_t skip = space_len(spec), n = 0;
        if (skip) {
            spec += skip;
            continue;
        }
        while (spec[n] && !space_len(spec + n))
            n++;
        if (w->count < FIELDS) {
            w->text[w->count] = spec;
            w->len[w->count] = n;
        }
        w->count++;
        strbuf_addf(joined, "%s%.*s", joined->len ? " " : "", (int)n, spec);
        spec += n;
    }
}

static int read_fields(const struct parser *p, const char *spec, struct cron_schedule *s)
{
    uint64_t *const fields[FIELDS] = { &s->minute, &s->hour, &s->day, &s->month, &s->weekday };
    struct strbuf joined = STRBUF_INIT;
    struct words w;
    int rc = 0;
    split_words(spec, &w, &joined);
    if (w.count != FIELDS)
        rc = fail(p, "expected exactly 5 fields", p->v3 ? ", found %zu: [%s]" : ", found %zu: %s", w.count,
                  p->v3 ? joined.buf : spec);
    for (size_t i = 0; !rc && i < FIELDS; i++)
        rc = read_field(p, &bounds[i], w.text[i], w.len[i], fields[i]);
    strbuf_release(&joined);
    return rc;
}

static int read_every(const struct parser *p, const char *spec, struct cron_schedule *s)
{
    struct strbuf why = STRBUF_INIT;
    int64_t ns;
    int rc = duration_parse(spec + strlen("@every "), &ns, &why);
    if (rc < 0)
        fail(p, "failed to parse duration", " %s: %s", spec, why.buf);
    else
        s->every_ms = ns < 1000000000 ? 1000 : ns / 1000000000 * 1000;
    strbuf_release(&why);
    return rc;
}

static int read_descriptor(const struct parser *p, const char *spec, struct cron_schedule *s)
{
    static const struct {
        const char *name, *fields;
    } known[] = {
        { "@yearly", "0 0 1 1 *" }, { "@annually", "0 0 1 1 *" }, { "@monthly", "0 0 1 * *" },
        { "@weekly", "0 0 * * 0" }, { "@daily", "0 0 * * *" },    { "@midnight", "0 0 * * *" },
        { "@hourly", "0 * * * *" },
    };
    for (size_t i = 0; i < ARRAY_LEN(known); i++)
        if (!strcmp(spec, known[i].name))
            return read_fields(p, known[i].fields, s);
    if (!strncmp(spec, "@every ", strlen("@every ")))
        return read_every(p, spec, s);
    return fail(p, "unrecognized descriptor", ": %s", spec);
}

/* A TZ= or CRON_TZ= prefix; *spec moves behind it. */
static int read_zone(const struct parser *p, const char **spec, struct cron_schedule *s)
{
    if (strncmp(*spec, "TZ=", 3) && strncmp(*spec, "CRON_TZ=", 8))
        return 0;
    const char *name = strchr(*spec, '=') + 1;
    const char *blank = strchr(*spec, ' ');
    /* Differs: the library breaks off where nothing follows the zone; here it has no fields. */
    char *zone = xstrndup(name, blank ? (size_t)(blank - name) : strlen(name));
    struct strbuf why = STRBUF_INIT;
    s->tz = tz_find(zone, &why);
    if (!s->tz)
        fail(p, "provided bad location", " %s: %s", zone, why.buf);
    free(zone);
    strbuf_release(&why);
    *spec = blank ? blank : "";
    *spec += space_len(*spec);
    return s->tz ? 0 : -1;
}

int cron_parse(struct cron_schedule *s, const char *spec, struct version v, struct strbuf *err)
{
    struct parser p = { version_has(v, FEATURE_CRON_V3), err };
    *s = (struct cron_schedule){ .midnight_fix = p.v3 };
    if (!*spec)
        return fail(&p, "empty spec string", "%s", "");
    if (p.v3 && read_zone(&p, &spec, s) < 0)
        return -1;
    while (s->tz && space_len(spec))
        spec += space_len(spec);
    return *spec == '@' ? read_descriptor(&p, spec, s) : read_fields(&p, spec, s);
}
