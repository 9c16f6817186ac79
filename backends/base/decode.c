/* Documents through Go's types, structs and lists: see decode.h. */
#include "backends/base/decode.h"

#include <string.h>

#include "backends/base/decode_place.h"

static struct val *decode_value(struct decoder *d, const struct decode_place *p);
static struct val *fill(struct decoder *d, struct val *take, const struct schema_type *t);

void decoder_release(struct decoder *d)
{
    strbuf_release(&d->error);
    val_unref(d->unknown);
    d->unknown = NULL;
}

/* Replaces item i of *out unless it is the same; `take` NULL: an error, and *out is given back. */
static bool put_item(struct val **out, size_t i, struct val *take)
{
    if (!take) {
        val_assign(out, NULL);
        return false;
    }
    if (take == val_item(*out, i))
        val_unref(take);
    else
        val_replace(out, i, take);
    return true;
}

/* What Go holds where null stands in a list or a map. */
static struct val *null_item(struct decoder *d, const struct decode_place *p)
{
    if (p->shape != SCHEMA_ONE)
        return val_null();
    return p->type->kind == SCHEMA_STRUCT ? fill(d, val_object(), p->type) : decode_zero(p->type);
}

/* Items of a list, or values of a map. */
static struct val *decode_items(struct decoder *d, const struct decode_place *p)
{
    if (!val_is(p->value, p->shape == SCHEMA_LIST ? VAL_ARRAY : VAL_OBJECT))
        return decode_wrong_kind(d, p);
    struct val *out = val_ref(p->value);
    for (size_t i = 0; i < val_len(p->value); i++) {
        const struct decode_place item = { p, val_item(p->value, i), i, NULL, NULL, p->type,
                                           p->shape == SCHEMA_LISTS ? SCHEMA_LIST : SCHEMA_ONE };
        if (!put_item(&out, i, val_is_null(item.value) ? null_item(d, &item) : decode_value(d, &item)))
            return NULL;
    }
    return out;
}

/* Whether Go does not write a field's value for being empty. */
static bool is_omitted(const struct schema_field *f, const struct val *v)
{
    if (f->written || f->pointer)
        return false;
    if (f->shape != SCHEMA_ONE)
        return !val_len(v);
    switch (f->type->kind) {
    case SCHEMA_STRING:
    case SCHEMA_BYTES: return !val_len(v);
    case SCHEMA_BOOL: return !val_bool_or(v, true);
    case SCHEMA_INT32:
    case SCHEMA_INT64:
    case SCHEMA_DOUBLE: return val_double_or(v, 1) == 0;
    default: return false;
    }
}

/* The labels of a pod template stay when they are empty: what is said of them tells {} from null. */
static bool is_template_labels(const struct decode_place *metadata, const struct schema_field *f)
{
    return metadata->owner && !strcmp(metadata->owner->name, "PodTemplateSpec") && !strcmp(f->name, "labels");
}

/* What Go writes for a field that was not given; NULL: nothing. */
static struct val *missing(struct decoder *d, const struct schema_field *f)
{
    if (f->shape != SCHEMA_ONE || f->pointer)
        return f->written ? val_null() : NULL;
    switch (f->type->kind) {
    case SCHEMA_STRUCT: return fill(d, val_object(), f->type);
    /* Types that write themselves are structs too, and structs are written whatever their tag says. */
    case SCHEMA_TIME:
    case SCHEMA_MICRO_TIME:
    case SCHEMA_QUANTITY:
    case SCHEMA_DURATION:
    case SCHEMA_INT_OR_STRING:
    case SCHEMA_ANY: return decode_zero(f->type);
    default: return f->written ? decode_zero(f->type) : NULL;
    }
}

/* Adds the members that Go always writes. */
static struct val *fill(struct decoder *d, struct val *take, const struct schema_type *t)
{
    for (const struct schema_field *f = t->fields; f->name; f++) {
        if (!schema_field_served(f, d->version) || val_get(take, f->name))
            continue;
        struct val *v = missing(d, f);
        if (v)
            val_set(&take, f->name, v);
    }
    return take;
}

static void note_unknown(struct decoder *d, const struct decode_place *p)
{
    struct strbuf path = STRBUF_INIT;
    decode_path(&path, p);
    val_append(&d->unknown, val_stringn(path.buf, path.len));
    strbuf_release(&path);
}

static struct val *decode_struct(struct decoder *d, const struct decode_place *p)
{
    if (!val_is(p->value, VAL_OBJECT))
        return decode_wrong_kind(d, p);
    struct val *out = val_ref(p->value);
    size_t at = 0; /* in out, which loses members */
    for (size_t i = 0; i < val_len(p->value); i++) {
        const struct schema_field *f = schema_field(p->type, val_key(p->value, i), d->version);
        const struct decode_place member = { p, val_item(p->value, i), i, p->type, f, f ? f->type : NULL,
                                             f ? (enum schema_shape)f->shape : SCHEMA_ONE };
        if (!f)
            note_unknown(d, &member);
        if (!f || val_is_null(member.value)) {
            val_remove(&out, at);
            continue;
        }
        struct val *v = decode_value(d, &member);
        if (v && is_omitted(f, v) && !is_template_labels(p, f)) {
            val_unref(v);
            val_remove(&out, at);
        } else if (!put_item(&out, at++, v)) {
            return NULL;
        }
    }
    return fill(d, out, p->type);
}

static struct val *decode_value(struct decoder *d, const struct decode_place *p)
{
    if (p->shape != SCHEMA_ONE)
        return decode_items(d, p);
    return p->type->kind == SCHEMA_STRUCT ? decode_struct(d, p) : decode_scalar(d, p);
}

struct val *decode(struct decoder *d, const struct val *doc, const struct schema_type *t)
{
    const struct decode_place top = { NULL, doc, 0, NULL, NULL, t, SCHEMA_ONE };
    return t ? decode_value(d, &top) : val_ref(doc);
}
