#include <string.h>

#include "backends/base/quantity.h"
#include "backends/base/schema.h"
#include "backends/fake/kind.h"
#include "backends/status.h"
#include "tests/vectors/vectors.h"

/* ---- decoding ---- */

static bool scalar_fits(const struct val *v, enum schema_kind kind)
{
    struct quantity quantity;
    switch (kind) {
    case SCHEMA_STRING:
    case SCHEMA_BYTES:
    case SCHEMA_TIME:
    case SCHEMA_MICRO_TIME:
    case SCHEMA_DURATION: return val_is(v, VAL_STRING);
    case SCHEMA_BOOL: return val_is(v, VAL_BOOL);
    case SCHEMA_INT32: return val_is(v, VAL_INT) && val_int_or(v, 0) >= INT32_MIN && val_int_or(v, 0) <= INT32_MAX;
    case SCHEMA_INT64: return val_is(v, VAL_INT);
    case SCHEMA_DOUBLE: return val_is_number(v);
    case SCHEMA_QUANTITY: return quantity_parse_val(v, &quantity, NULL) == 0;
    case SCHEMA_INT_OR_STRING: return val_is(v, VAL_STRING) || val_is_number(v);
    default: return true;
    }
}

static struct val *decode(const struct val *v, const struct schema_type *t, unsigned shape, struct version version, bool *ok);

static struct val *decode_members(const struct val *v, const struct schema_type *t, struct version version, bool *ok)
{
    struct val *out = val_object();
    for (size_t i = 0; i < val_len(v); i++) {
        const struct schema_field *f = schema_field(t, val_key(v, i), version);
        if (!f || val_is_null(val_item(v, i)))
            continue;
        val_set(&out, val_key(v, i), decode(val_item(v, i), f->type, f->shape, version, ok));
    }
    return out;
}

static struct val *decode_items(const struct val *v, const struct schema_type *t, unsigned shape, struct version version,
                                bool *ok)
{
    struct val *out = val_ref(v);
    for (size_t i = 0; i < val_len(v); i++)
        val_replace(&out, i, decode(val_item(v, i), t, shape, version, ok));
    return out;
}

/* The value with the fields that its type has; *ok turns false where the type is another one. */
static struct val *decode(const struct val *v, const struct schema_type *t, unsigned shape, struct version version, bool *ok)
{
    enum val_type want = shape == SCHEMA_LIST ? VAL_ARRAY : VAL_OBJECT;
    if (val_is_null(v))
        return val_null();
    if (shape == SCHEMA_ONE && t->kind != SCHEMA_STRUCT) {
        *ok = *ok && scalar_fits(v, t->kind);
        return val_ref(v);
    }
    if (!val_is(v, want)) {
        *ok = false;
        return val_ref(v);
    }
    if (shape == SCHEMA_ONE)
        return decode_members(v, t, version, ok);
    return decode_items(v, t, shape == SCHEMA_LISTS ? SCHEMA_LIST : SCHEMA_ONE, version, ok);
}

static struct val *decode_object_of(const struct val *v, struct version version, bool *ok)
{
    const struct schema_type *t = schema_find(val_get_str(v, "apiVersion", ""), val_get_str(v, "kind", ""));
    if (!t)
        *ok = false;
    return t ? decode(v, t, SCHEMA_ONE, version, ok) : val_ref(v);
}

/* ---- what the server does before it validates ---- */

static void fill_new(struct val **doc)
{
    if (!*val_at_str(*doc, "metadata.namespace", ""))
        val_put_str(doc, "metadata.namespace", "default");
    if (!*val_at_str(*doc, "metadata.name", "") && *val_at_str(*doc, "metadata.generateName", ""))
        val_put(doc, "metadata.name", val_stringf("%sabcde", val_at_str(*doc, "metadata.generateName", "")));
    val_put_str(doc, "metadata.uid", "00000000-0000-4000-8000-000000000001");
    val_put_str(doc, "metadata.creationTimestamp", "2020-01-01T00:00:00Z");
}

static void fill_updated(struct val **doc, const struct val *old)
{
    static const char *const kept[] = { "metadata.uid", "metadata.creationTimestamp", "metadata.deletionTimestamp",
                                        "metadata.deletionGracePeriodSeconds", "metadata.generation", "metadata.namespace",
                                        "metadata.resourceVersion" };
    for (size_t i = 0; i < ARRAY_LEN(kept); i++)
        if (val_is_null(val_at(*doc, kept[i])) && !val_is_null(val_at(old, kept[i])))
            val_put(doc, kept[i], val_ref(val_at(old, kept[i])));
    if (val_get(old, "status"))
        val_set(doc, "status", val_ref(val_get(old, "status")));
    else
        val_unset(doc, "status");
}

static void prepare(const struct kind *k, struct val **doc, struct val **old, const struct kind_context *kc)
{
    if (k->set_defaults)
        k->set_defaults(doc, kc);
    if (!*old) {
        fill_new(doc);
        if (k->prepare_create)
            k->prepare_create(doc, kc);
        return;
    }
    if (k->set_defaults)
        k->set_defaults(old, kc);
    if (!*val_at_str(*old, "metadata.namespace", ""))
        val_put_str(old, "metadata.namespace", "default");
    fill_updated(doc, *old);
    if (k->prepare_update)
        k->prepare_update(doc, *old, kc);
}

/* ---- what is said ---- */

static struct val *errors_doc(const struct field_errors *errors)
{
    struct val *list = val_array();
    for (size_t i = 0; i < errors->len; i++)
        val_append(&list, val_fmt("{field:%s, type:%s, detail:%s}", errors->items[i].path,
                                  field_error_reason(errors->items[i].type), errors->items[i].detail));
    return list;
}

/* As kubectl prints a Status of reason Invalid: each cause once. */
static void kubectl_text(struct strbuf *sb, const struct kind *k, const char *name, const struct field_errors *errors)
{
    struct strbuf lines = STRBUF_INIT;
    size_t count = 0;
    for (size_t i = 0; i < errors->len; i++) {
        struct strbuf line = STRBUF_INIT;
        strbuf_addf(&line, "* %s: %s\n", errors->items[i].path, errors->items[i].detail);
        if (!strstr(lines.buf, line.buf)) {
            strbuf_adds(&lines, line.buf);
            count++;
        }
        strbuf_release(&line);
    }
    strbuf_addf(sb, "The %s \"%s\" is invalid: %s", k->kind, name, count > 1 ? "\n" : "");
    strbuf_adds(sb, count > 1 ? lines.buf : lines.buf + (lines.len ? 2 : 0));
    strbuf_rtrim(sb);
    strbuf_release(&lines);
}

struct val *vectors_validation(const struct val *in, struct version v)
{
    struct arena *arena = arena_new();
    struct kind_context kc = { .version = v, .arena = arena, .ns = "default", .refuse_privileged = true };
    const struct val *manifest = val_get(in, "manifest");
    const struct kind *k = kind_of(val_get_str(manifest, "apiVersion", ""), val_get_str(manifest, "kind", ""));
    bool ok = k != NULL;
    struct val *doc = decode_object_of(manifest, v, &ok), *old = NULL, *reply;
    if (val_get(in, "old"))
        old = decode_object_of(val_get(in, "old"), v, &ok);
    if (!ok) {
        reply = val_fmt("{decode_error:true}");
    } else {
        struct field_errors errors = FIELD_ERRORS_INIT;
        struct strbuf text = STRBUF_INIT;
        prepare(k, &doc, &old, &kc);
        if (k->validate)
            k->validate(doc, old, &kc, &errors);
        kubectl_text(&text, k, val_at_str(doc, "metadata.name", ""), &errors);
        reply = val_fmt("{errors:%V, kubectl:%s}", errors_doc(&errors), text.buf);
        strbuf_release(&text);
        field_errors_release(&errors);
    }
    val_unref(doc);
    val_unref(old);
    arena_free(arena);
    return reply;
}
