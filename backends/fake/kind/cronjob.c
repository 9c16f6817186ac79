/* CronJob. Mirrors pkg/registry/batch/cronjob/strategy.go, pkg/apis/batch/v1beta1/defaults.go and printCronJob, v1.20.2. */
#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 21, 0, NULL, 0 },
    { "v1beta1", 0, 25, "batch/v1beta1 CronJob is deprecated in v1.21+, unavailable in v1.25+; use batch/v1 CronJob", 21 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct plain_default spec_rows[] = {
    DEFAULT_STR("concurrencyPolicy", "Allow"),
    DEFAULT_BOOL("suspend", false),
    DEFAULT_INT("successfulJobsHistoryLimit", 3),
    DEFAULT_INT("failedJobsHistoryLimit", 1),
    DEFAULT_END,
};

/* Of the job's own fields none is filled in here: that happens when the Job is made. */
static void spec(struct val **v, const struct kind_context *kc)
{
    podspec_defaults(v, "jobTemplate.spec.template.spec", kc);
    set_plain(v, spec_rows, kc);
}

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_at(doc, "spec", spec, kc);
}

static void prepare_create(struct val **doc, const struct kind_context *kc)
{
    val_set(doc, "status", val_object());
    if (version_has(kc->version, FEATURE_JOB_GENERATION))
        val_put_int(doc, "metadata.generation", 1);
}

static void prepare_update(struct val **doc, const struct val *old, const struct kind_context *kc)
{
    if (version_has(kc->version, FEATURE_JOB_GENERATION))
        update_generation(doc, old);
}

static const struct column columns[] = {
    COLUMN_NAME,
    COLUMN("Schedule"),
    COLUMN_BETWEEN("Timezone", "string", 30, 0),
    COLUMN_BOOL("Suspend"),
    COLUMN_INT("Active"),
    COLUMN("Last Schedule"),
    COLUMN_AGE,
    WIDE("Containers"),
    WIDE("Images"),
    WIDE("Selector"),
    COLUMN_END,
};

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    const struct val *suspend = val_at(doc, "spec.suspend"), *last = val_at(doc, "status.lastScheduleTime");
    const struct val *job = val_at(doc, "spec.jobTemplate.spec");
    cell_name(cells, doc);
    cell_at(cells, doc, "spec.schedule", "");
    if (version_has(kc->version, FEATURE_CRONJOB_TIMEZONE_COLUMN))
        cell_at(cells, doc, "spec.timeZone", "<none>");
    if (val_is_null(suspend))
        cell_str(cells, "<unset>");
    else
        cell_str(cells, val_bool_or(suspend, false) ? "True" : "False");
    cell_int(cells, (int64_t)val_len(val_at(doc, "status.active")));
    if (val_is_null(last))
        cell_str(cells, "<none>");
    else
        cell_since(cells, last, kc);
    cell_age(cells, doc, kc);
    cells_containers(cells, val_at(job, "template.spec"));
    cell_selector(cells, val_get(job, "selector"));
}

const struct kind kind_row_cronjob = {
    .group = "batch",
    .kind = "CronJob",
    .plural = "cronjobs",
    .singular = "cronjob",
    .short_names = "cj",
    .categories = "all",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_UNCONDITIONAL,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .prepare_create = prepare_create,
    .prepare_update = prepare_update,
    .validate = validate_cronjob,
    .columns = columns,
    .cells = cells,
    .bad_field_format = "field label \"%s\" not supported for \"CronJob\"",
};
