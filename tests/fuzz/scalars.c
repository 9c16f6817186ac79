/* Values that are written as one word or line. */
#include <string.h>

#include "backends/base/base64.h"
#include "backends/base/duration.h"
#include "backends/base/fieldselector.h"
#include "backends/base/imageref.h"
#include "backends/base/names.h"
#include "backends/base/quantity.h"
#include "backends/base/rfc3339.h"
#include "backends/base/selector.h"
#include "backends/base/tzrule.h"
#include "backends/fake/cron.h"
#include "repl/interval.h"
#include "tests/fuzz/fuzz.h"

static void load_quantity(struct samples *s)
{
    samples_vectors(s, "quantity", "in");
}

static void run_quantity(struct fuzz *f)
{
    struct quantity q, again, sum;
    struct strbuf err = STRBUF_INIT, text = STRBUF_INIT, twice = STRBUF_INIT;
    int64_t n;
    bool ok = quantity_parse(f->str, &q, &err) == 0;
    fuzz_answered(f, ok, err.buf);
    /* Beyond that upstream's texts are others' too: it drops what it has no suffix for. */
    if (ok && quantity_value(&q, &n)) {
        quantity_string(&text, &q);
        if (quantity_parse(text.buf, &again, NULL) < 0 || quantity_compare(&q, &again) != 0)
            fuzz_break(f, "its canonical text %s is another quantity", text.buf);
        else
            quantity_string(&twice, &again);
        fuzz_same_text(f, "the canonical text of the canonical text", twice.buf, text.buf);
    }
    if (ok) {
        sum = q;
        quantity_add(&sum, &q);
        quantity_round_up(&sum, -3);
        quantity_string(&text, &sum);
        quantity_milli(&q, &n);
    }
    quantity_is_canonical(f->str);
    strbuf_release(&err);
    strbuf_release(&text);
    strbuf_release(&twice);
}

const struct target target_quantity = { .name = "quantity", .load = load_quantity, .run = run_quantity };

static void load_duration(struct samples *s)
{
    static const char *const texts[] = { "1m30s", "1.5h", "-2us", "3h4m5.678s", "2540400h10m10s", "30", "1분 30초", "2d", "0.1ms", "+5s", "1µs" };
    samples_add_all(s, texts, ARRAY_LEN(texts));
}

static void run_duration(struct fuzz *f)
{
    char text[DURATION_SIZE];
    struct strbuf err = STRBUF_INIT;
    int64_t ns, again, ms;
    bool ok = duration_parse(f->str, &ns, &err) == 0;
    fuzz_answered(f, ok, err.buf);
    if (ok && (duration_parse(duration_format(text, ns), &again, NULL) < 0 || again != ns))
        fuzz_break(f, "%s read again is another", text);
    if (interval_parse(f->str, &ms) == 0 && ms < 0)
        fuzz_break(f, "a negative interval");
    if (ok) {
        human_duration(text, ns);
        duration_seconds_ms(ns);
    }
    strbuf_release(&err);
}

const struct target target_duration = { .name = "duration", .load = load_duration, .run = run_duration };

static void load_image(struct samples *s)
{
    static const char *const texts[] = {
        "nginx", "quay.io/x/y:1.2", "localhost:5000/a/b:latest", "[::1]:5000/x", "a_b__c.d-e/f:T", "REGISTRY.example.com/x",
        "busybox@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "docker.io/library/nginx:1.19-alpine",
    };
    samples_add_all(s, texts, ARRAY_LEN(texts));
}

static void run_image(struct fuzz *f)
{
    struct image_ref ref;
    if (image_parse(f->str, &ref) < 0)
        return;
    size_t len = strlen(f->str);
    if (ref.tag && (ref.tag < f->str || ref.tag + ref.tag_len > f->str + len))
        fuzz_break(f, "a tag outside the name");
    image_is_latest(&ref);
}

const struct target target_image = { .name = "image", .load = load_image, .run = run_image };

static void load_time(struct samples *s)
{
    static const char *const texts[] = { "2022-06-22T23:46:00Z", "2026-11-24T02:16:50.123456789+09:00", "0000-01-01T00:00:00-23:59", "9999-12-31T23:59:59Z" };
    samples_add_all(s, texts, ARRAY_LEN(texts));
}

static void run_time(struct fuzz *f)
{
    char text[RFC3339_SIZE];
    int64_t ms, again;
    if (rfc3339_parse(f->str, &ms) == 0 && (rfc3339_parse(rfc3339_format(text, ms), &again) < 0 || again > ms || ms - again >= 1000))
        fuzz_break(f, "%s is another time", text);
}

const struct target target_time = { .name = "time", .load = load_time, .run = run_time };

static void load_names(struct samples *s)
{
    samples_vectors(s, "names", "in");
}

static void run_names(struct fuzz *f)
{
    struct name_errors errors;
    for (int kind = NAME_DNS1123_SUBDOMAIN; kind <= NAME_WILDCARD_SUBDOMAIN; kind++)
        if (names_check((enum name_kind)kind, f->text, f->len, (struct version){ 20, 2 }, &errors) != (errors.len == 0))
            fuzz_break(f, "refused without a reason, or taken with one");
}

const struct target target_names = { .name = "names", .load = load_names, .run = run_names };

static void load_base64(struct samples *s)
{
    static const char *const texts[] = { "aGVsbG8=", "aGVsbG8", "7ISc64u5", "", "aGVs\nbG8=", "_-8" };
    samples_add_all(s, texts, ARRAY_LEN(texts));
}

static void run_base64(struct fuzz *f)
{
    struct strbuf bytes = STRBUF_INIT, text = STRBUF_INIT, again = STRBUF_INIT;
    base64_encode(&text, f->text, f->len);
    if (base64_decode(&again, text.buf) < 0 || again.len != f->len || memcmp(again.buf, f->text, f->len) != 0)
        fuzz_break(f, "encoded and decoded it is something else");
    if (base64_decode(&bytes, f->str) < 0 && bytes.len)
        fuzz_break(f, "refused, and yet something was added");
    base64_url_decode(&bytes, f->str);
    base64_illegal_at(f->str);
    strbuf_release(&bytes);
    strbuf_release(&text);
    strbuf_release(&again);
}

const struct target target_base64 = { .name = "base64", .load = load_base64, .run = run_base64 };

static void load_timezone(struct samples *s)
{
    static const char *const texts[] = { "EST5EDT,M3.2.0,M11.1.0", "CET-1CEST,M3.5.0,M10.5.0/3", "<+0330>-3:30<+0430>,J79/24,J263/24", "KST-9",
                                         "Asia/Seoul", "../../etc/passwd", "America/New_York" };
    samples_add_all(s, texts, ARRAY_LEN(texts));
}

static void run_timezone(struct fuzz *f)
{
    struct tz_rule rule = { 0 };
    if (tz_rule_parse(f->str, &rule) == 0)
        for (int64_t at_s = -INT64_C(3000000000); at_s < INT64_C(9000000000); at_s += 777777777)
            tz_rule_offset(&rule, at_s);
}

const struct target target_timezone = { .name = "timezone", .load = load_timezone, .run = run_timezone };

/* ---- schedules ---- */

static void load_cron(struct samples *s)
{
    samples_vectors(s, "cron_next", "spec");
    samples_vectors(s, "cron_next_v3", "spec");
}

static void run_cron(struct fuzz *f)
{
    static const struct version releases[] = { { 20, 2 }, { 22, 0 }, { 37, 2 } };
    static const char *const zones[] = { "UTC", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca" };
    const struct tz *zone = tz_find(zones[fuzz_below(&f->random, ARRAY_LEN(zones))], NULL);
    struct cron_schedule schedule;
    for (size_t i = 0; i < ARRAY_LEN(releases); i++) {
        struct strbuf err = STRBUF_INIT;
        bool ok = cron_parse(&schedule, f->str, releases[i], &err) == 0;
        fuzz_answered(f, ok, err.buf);
        int64_t at = (int64_t)fuzz_below(&f->random, INT64_C(4000000000000));
        for (int n = 0; ok && n < 3 && at != CRON_NEVER; n++) {
            int64_t next = cron_next(&schedule, at, zone);
            if (next != CRON_NEVER && next <= at)
                fuzz_break(f, "the next time, %lld, is not after %lld", (long long)next, (long long)at);
            at = next;
        }
        strbuf_release(&err);
    }
}

const struct target target_cron = { .name = "cron", .load = load_cron, .run = run_cron };

/* ---- selectors ---- */

static void load_label_selector(struct samples *s)
{
    samples_vectors(s, "label_selector", "selector");
}

static void run_label_selector(struct fuzz *f)
{
    struct strbuf err = STRBUF_INIT, text = STRBUF_INIT, twice = STRBUF_INIT;
    struct selector *s = selector_parse(f->str, &err), *again = NULL;
    struct val *labels = val_fmt("{app:web, tier:'1', x:''}");
    fuzz_answered(f, s != NULL, err.buf);
    if (s) {
        selector_string(&text, s);
        again = selector_parse(text.buf, &err);
        selector_string(&twice, again);
        fuzz_same_text(f, "the canonical text read again", twice.buf, text.buf);
        if (again && selector_matches(s, labels) != selector_matches(again, labels))
            fuzz_break(f, "the canonical text matches others");
    }
    selector_free(s);
    selector_free(again);
    val_unref(labels);
    strbuf_release(&err);
    strbuf_release(&text);
    strbuf_release(&twice);
}

const struct target target_label_selector = { .name = "label_selector", .load = load_label_selector, .run = run_label_selector };

static void load_field_selector(struct samples *s)
{
    static const char *const texts[] = { "status.phase=Running,metadata.name!=web", "a==b", "x=\\,\\=\\\\", "metadata.namespace=default,spec.nodeName=" };
    samples_add_all(s, texts, ARRAY_LEN(texts));
}

static const char *no_field(const void *object, const char *field)
{
    (void)object;
    return *field == 'm' ? "web" : NULL;
}

static void run_field_selector(struct fuzz *f)
{
    struct strbuf err = STRBUF_INIT, text = STRBUF_INIT, twice = STRBUF_INIT;
    struct field_selector *s = field_selector_parse(f->str, &err), *again = NULL;
    fuzz_answered(f, s != NULL, err.buf);
    if (s) {
        field_selector_string(&text, s);
        again = field_selector_parse(text.buf, &err);
        if (again)
            field_selector_string(&twice, again);
        fuzz_same_text(f, "the canonical text read again", twice.buf, text.buf);
        field_selector_matches(s, no_field, NULL);
    }
    field_selector_free(s);
    field_selector_free(again);
    strbuf_release(&err);
    strbuf_release(&text);
    strbuf_release(&twice);
}

const struct target target_field_selector = { .name = "field_selector", .load = load_field_selector, .run = run_field_selector };
