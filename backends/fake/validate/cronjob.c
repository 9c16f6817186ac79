/* CronJobs: pkg/apis/batch/validation and pkg/registry/batch/cronjob/strategy.go. */
#include <string.h>
#include <strings.h>

#include "backends/fake/cron.h"
#include "backends/fake/validate/jobspec.h"
#include "backends/fake/validate/validate.h"

enum { NAME_MAX_BYTES = 52, ZONE_PART_MAX = 14 };

/* A zone in the schedule itself, which the field took the place of. */
static void check_zone_prefix(struct check *c, const struct val *spec, const struct val *old, const struct field *f)
{
    const struct val *schedule = val_get(spec, "schedule");
    bool had = strstr(text_of(old, "schedule"), "TZ") != NULL;
    if (!strstr(val_str_or(schedule, ""), "TZ"))
        return;
    if (newer(c, FEATURE_CRON_NO_TZ_PREFIX) && !had)
        invalid_text(c, f, schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
    else if (newer(c, FEATURE_CRON_TIME_ZONE) && given(val_get(spec, "timeZone")))
        invalid_text(c, f, schedule, "cannot use both timeZone field and TZ or CRON_TZ in schedule");
}

static void check_schedule(struct check *c, const struct val *spec, const struct val *old, const struct field *spec_field)
{
    const struct val *schedule = val_get(spec, "schedule");
    struct field f = FIELD(spec_field, "schedule");
    struct cron_schedule parsed;
    struct strbuf err = STRBUF_INIT;
    if (!has_text(spec, "schedule")) {
        required(c, &f);
        return;
    }
    if (cron_parse(&parsed, val_str(schedule), c->version, &err) < 0)
        invalid_text(c, &f, schedule, err.buf);
    check_zone_prefix(c, spec, old, &f);
    strbuf_release(&err);
}

static bool is_zone_part(const char *s, size_t len)
{
    if (!len || len > ZONE_PART_MAX || *s == '-' || (len == 1 && *s == '.') || (len == 2 && !memcmp(s, "..", 2)))
        return false;
    return strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_+") >= len;
}

static void check_time_zone(struct check *c, const struct val *spec, const struct val *old, const struct field *spec_field)
{
    const struct val *zone = val_get(spec, "timeZone");
    const char *s = val_str_or(zone, "");
    struct field f = FIELD(spec_field, "timeZone");
    if (!given(zone) || !newer(c, FEATURE_CRON_TIME_ZONE) || (old && val_equal(zone, val_get(old, "timeZone"))))
        return;
    if (!*s) {
        invalid_text(c, &f, zone, "timeZone must be nil or non-empty string");
        return;
    }
    for (const char *p = s; p; p = strchr(p, '/') ? strchr(p, '/') + 1 : NULL) {
        if (is_zone_part(p, strcspn(p, "/")))
            continue;
        invalid_text(c, &f, zone, arena_strf(c->kc->arena, "unknown time zone %s", s));
        return;
    }
    if (!strcasecmp(s, "Local"))
        invalid_text(c, &f, zone, "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
    struct strbuf err = STRBUF_INIT;
    if (!tz_find(s, &err))
        invalid_text(c, &f, zone, err.buf);
    strbuf_release(&err);
}

static void check_job_template(struct check *c, const struct val *template, const struct field *f)
{
    const struct val *spec = val_get(template, "spec"), *selector = val_get(spec, "selector");
    struct field spec_field = FIELD(f, "spec"), selector_field = FIELD(&spec_field, "selector"),
                 manual = FIELD(&spec_field, "manualSelector");
    check_jobspec(c, spec, &spec_field);
    if (given(selector))
        invalid_selector(c, &selector_field, selector, "`selector` will be auto-generated");
    if (val_bool_or(val_get(spec, "manualSelector"), false))
        field_error_add(c->errors, FIELD_UNSUPPORTED, &manual, "true", "supported values: \"nil\", \"false\"");
}

static void check_spec(struct check *c, const struct val *spec, const struct val *old)
{
    static const char *const policies[] = { "Allow", "Forbid", "Replace", NULL };
    struct field f = FIELD_ROOT("spec"), template = FIELD(&f, "jobTemplate");
    check_schedule(c, spec, old, &f);
    check_nonnegative_member(c, spec, "startingDeadlineSeconds", &f);
    check_time_zone(c, spec, old, &f);
    check_choice(c, spec, "concurrencyPolicy", &f, policies);
    check_job_template(c, val_get(spec, "jobTemplate"), &template);
    check_nonnegative_member(c, spec, "successfulJobsHistoryLimit", &f);
    check_nonnegative_member(c, spec, "failedJobsHistoryLimit", &f);
}

/* A Job's name is the CronJob's with eleven more characters. */
static void check_name_length(struct check *c, const struct val *doc)
{
    const struct val *name = val_at(doc, "metadata.name");
    struct field meta = FIELD_ROOT("metadata"), f = FIELD(&meta, "name");
    if (val_len(name) > NAME_MAX_BYTES)
        invalid_text(c, &f, name, "must be no more than 52 characters");
}

void validate_cronjob(const struct val *doc, const struct val *old, const struct kind_context *kc,
                      struct field_errors *errors)
{
    struct check c = check_begin(kc, errors);
    if (old) {
        check_update(&c, doc, old, METADATA_NAMESPACED);
        check_metadata_update(&c, doc, old);
        check_spec(&c, val_get(doc, "spec"), val_get(old, "spec"));
    } else {
        check_metadata(&c, doc, METADATA_NAMESPACED, NAME_DNS1123_SUBDOMAIN);
        check_spec(&c, val_get(doc, "spec"), NULL);
        check_name_length(&c, doc);
    }
    check_end(&c);
}
