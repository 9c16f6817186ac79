/* ResourceQuota. Mirrors pkg/registry/core/resourcequota and printResourceQuota, v1.20.2. */
#include <string.h>

#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/kind/resources.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    edit_present(doc, "spec.hard", resource_list_defaults, kc);
    edit_present(doc, "status.hard", resource_list_defaults, kc);
    edit_present(doc, "status.used", resource_list_defaults, kc);
}

static void prepare_create(struct val **doc, const struct kind_context *kc)
{
    (void)kc;
    val_set(doc, "status", val_object());
}

static const struct column columns[] = {
    COLUMN_NAME,
    COLUMN_BETWEEN("Age", "string", 0, 34),
    COLUMN("Request"),
    COLUMN("Limit"),
    COLUMN_BETWEEN("Age", "string", 34, 0),
    COLUMN_END,
};

/* "pods: 1/10, requests.cpu: 0/4": used and hard, of limits or of all else. */
static void cell_quota(struct val **cells, const struct val *status, bool limits)
{
    const struct val *hard = val_get(status, "hard"), *used = val_get(status, "used");
    struct strbuf sb = STRBUF_INIT;
    for (size_t i = 0; i < val_len(hard); i++) {
        const char *name = val_key(hard, i);
        if (!strncmp(name, "limits", 6) != limits)
            continue;
        strbuf_addf(&sb, "%s%s: %s/%s", sb.len ? ", " : "", name, val_str_or(val_get(used, name), "0"),
                    val_str_or(val_item(hard, i), "0"));
    }
    cell_str(cells, sb.buf);
    strbuf_release(&sb);
}

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    bool age_last = version_has(kc->version, FEATURE_QUOTA_AGE_LAST);
    cell_name(cells, doc);
    if (!age_last)
        cell_age(cells, doc, kc);
    cell_quota(cells, val_get(doc, "status"), false);
    cell_quota(cells, val_get(doc, "status"), true);
    if (age_last)
        cell_age(cells, doc, kc);
}

const struct kind kind_row_resourcequota = {
    .group = "",
    .kind = "ResourceQuota",
    .plural = "resourcequotas",
    .singular = "resourcequota",
    .short_names = "quota",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_STATUS | KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .prepare_create = prepare_create,
    .validate = validate_resourcequota,
    .columns = columns,
    .cells = cells,
};
