/* Secret. Mirrors pkg/registry/core/secret/strategy.go, SetDefaults_Secret and printSecret, v1.20.2. */
#include <string.h>

#include "backends/base/base64.h"
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

/* What is written into stringData is read from data. */
static void take_texts(struct val **doc)
{
    const struct val *texts = val_get(*doc, "stringData");
    struct val *data = val_ref(val_get(*doc, "data"));
    for (size_t i = 0; i < val_len(texts); i++) {
        const struct val *text = val_item(texts, i);
        struct strbuf bytes = STRBUF_INIT;
        base64_encode(&bytes, val_str_or(text, ""), val_is(text, VAL_STRING) ? val_len(text) : 0);
        val_set(&data, val_key(texts, i), val_string(bytes.buf));
        strbuf_release(&bytes);
    }
    if (data)
        val_set(doc, "data", data);
    val_unset(doc, "stringData");
}

static void prepare_create(struct val **doc, const struct kind_context *kc)
{
    (void)kc;
    take_texts(doc);
}

static void prepare_update(struct val **doc, const struct val *old, const struct kind_context *kc)
{
    (void)old;
    (void)kc;
    take_texts(doc);
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
    .prepare_create = prepare_create,
    .prepare_update = prepare_update,
    .validate = validate_secret,
    .columns = columns,
    .cells = cells,
    .field = field,
    .bad_field_format = "field label not supported: %s",
};
