/* Secret. Mirrors pkg/registry/core/secret/strategy.go, SetDefaults_Secret and printSecret, v1.20.2. */
#include <string.h>

#include "backends/fake/kind/columns.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/validate/validate.h"

static const struct served served[] = {
    { "v1", 0, 0, NULL, 0 },
    { NULL, 0, 0, NULL, 0 },
};

static const struct plain_default rows[] = { DEFAULT_STR("type", "Opaque"), DEFAULT_END };

static void set_defaults(struct val **doc, const struct kind_context *kc)
{
    set_plain(doc, rows, kc);
}

static const struct column columns[] = { COLUMN_NAME, COLUMN("Type"), COLUMN("Data"), COLUMN_AGE, COLUMN_END };

static void cells(struct val **cells, const struct val *doc, const struct kind_context *kc)
{
    cell_name(cells, doc);
    cell_at(cells, doc, "type", "");
    cell_int(cells, (int64_t)val_len(val_get(doc, "data")));
    cell_age(cells, doc, kc);
}

static const char *field(const struct val *doc, const char *label, bool *supported)
{
    *supported = !strcmp(label, "type");
    return val_get_str(doc, "type", "");
}

const struct kind kind_row_secret = {
    .group = "",
    .kind = "Secret",
    .plural = "secrets",
    .singular = "secret",
    .short_names = "",
    .categories = "",
    .flags = KIND_NAMESPACED | KIND_UNCONDITIONAL | KIND_CREATE_ON_UPDATE,
    .name_rule = NAME_SUBDOMAIN,
    .served = served,
    .set_defaults = set_defaults,
    .validate = validate_secret,
    .columns = columns,
    .cells = cells,
    .field = field,
    .bad_field_format = "field label not supported: %s",
};
