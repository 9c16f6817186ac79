/* Mistakes in a request's body, as two JSON libraries of Go put them: see decode_place.h. */
#include "backends/base/decode_place.h"

#include <string.h>

#include "backends/base/json.h"

void decode_path(struct strbuf *sb, const struct decode_place *p)
{
    if (!p->parent)
        return;
    decode_path(sb, p->parent);
    if (val_is(p->parent->value, VAL_ARRAY))
        strbuf_addf(sb, "[%zu]", p->index);
    else
        strbuf_addf(sb, "%s%s", sb->len ? "." : "", val_key(p->parent->value, p->index));
}

/* Go's name of a type: "v1.JobSpec", "[]string", "map[string]resource.Quantity". */
static void add_go_type(struct strbuf *sb, const struct schema_type *t, enum schema_shape shape)
{
    static const char *const names[] = {
        [SCHEMA_STRING] = "string", [SCHEMA_BOOL] = "bool", [SCHEMA_INT32] = "int32", [SCHEMA_INT64] = "int64",
        [SCHEMA_DOUBLE] = "float64", [SCHEMA_BYTES] = "[]uint8", [SCHEMA_QUANTITY] = "resource.Quantity",
        [SCHEMA_INT_OR_STRING] = "intstr.IntOrString", [SCHEMA_TIME] = "v1.Time", [SCHEMA_MICRO_TIME] = "v1.MicroTime",
        [SCHEMA_DURATION] = "v1.Duration", [SCHEMA_ANY] = "runtime.RawExtension",
    };
    static const char *const before[] = { "", "[]", "map[string]", "map[string][]" };
    strbuf_adds(sb, before[shape]);
    if (t->kind == SCHEMA_STRUCT)
        strbuf_addf(sb, "%s.%s", t->version, t->name);
    else
        strbuf_adds(sb, names[t->kind]);
}

/* ---- json-iterator: the way down, then the text around the mistake ---- */

static void add_way(struct strbuf *sb, const struct decode_place *p)
{
    if (p->parent)
        add_way(sb, p->parent);
    if (p->field) {
        strbuf_addf(sb, "%s.%s.", p->owner->version, p->owner->name);
        schema_go_name(sb, p->field);
        strbuf_adds(sb, ": ");
    }
    if (p->shape == SCHEMA_LIST) {
        add_go_type(sb, p->type, p->shape);
        strbuf_adds(sb, ": ");
    }
}

/* The document's text up to where p's value begins. */
static void add_text_before(struct strbuf *sb, const struct decode_place *p)
{
    if (!p->parent)
        return;
    const struct val *holder = p->parent->value;
    bool object = val_is(holder, VAL_OBJECT);
    add_text_before(sb, p->parent);
    strbuf_addch(sb, object ? '{' : '[');
    for (size_t i = 0; i <= p->index; i++) {
        if (i)
            strbuf_addch(sb, ',');
        if (object) {
            json_write(sb, val_keyv(holder, i), JSON_COMPACT);
            strbuf_addch(sb, ':');
        }
        if (i < p->index)
            json_write(sb, val_item(holder, i), JSON_COMPACT);
    }
}

static size_t around(const struct strbuf *text, size_t head, size_t reach, size_t *len)
{
    size_t from = head > reach ? head - reach : 0;
    size_t to = head + reach < text->len ? head + reach : text->len;
    *len = to - from;
    return from;
}

/* `reader`: what was reading; `ahead`: how far into the value it had come. */
static void add_iterator_error(struct decoder *d, const struct decode_place *p, const char *reader, const char *why, size_t ahead)
{
    struct strbuf *err = &d->error;
    enum { NEAR = 10, FAR = 50 };
    const struct decode_place *top = p;
    struct strbuf before = STRBUF_INIT, text = STRBUF_INIT;
    while (top->parent)
        top = top->parent;
    add_text_before(&before, p);
    json_write(&text, top->value, JSON_COMPACT);
    if (d->ends_line)
        strbuf_addch(&text, '\n');
    size_t head = before.len + ahead, near_len, far_len;
    size_t near = around(&text, head, NEAR, &near_len), far = around(&text, head, FAR, &far_len);
    add_way(err, p);
    strbuf_addf(err, "%s: %s, error found in #%zu byte of ...|", reader, why, head - near);
    strbuf_add(err, text.buf + near, near_len);
    strbuf_adds(err, "|..., bigger context ...|");
    strbuf_add(err, text.buf + far, far_len);
    strbuf_adds(err, "|...");
    strbuf_release(&before);
    strbuf_release(&text);
}

/* What json-iterator reads a value with, and what it says of the first byte of another; NULL: see number_error(). */
static const struct {
    const char *reader, *expected;
} readers[SCHEMA_ANY + 1] = {
    [SCHEMA_STRUCT] = { "readObjectStart", "expect { or n, but found " },
    [SCHEMA_STRING] = { "ReadString", "expects \" or n, but found " },
    [SCHEMA_BOOL] = { "ReadBool", "expect t or f, but found " },
    [SCHEMA_INT32] = { "readUint32", NULL },
    [SCHEMA_INT64] = { "readUint64", NULL },
    [SCHEMA_DOUBLE] = { "readFloat64", NULL },
    [SCHEMA_BYTES] = { "base64Codec", "invalid input" },
};

static void number_error(struct decoder *d, const struct decode_place *p, const char *value, size_t len)
{
    struct strbuf why = STRBUF_INIT;
    const char *reader = readers[p->type->kind].reader;
    if (!val_is_number(p->value)) {
        /* The digit's value, not the character, is printed: 0xff, which is no UTF-8. */
        add_iterator_error(d, p, reader, "unexpected character: \xef\xbf\xbd", 1);
    } else if (strchr(value, '.')) {
        add_iterator_error(d, p, "assertInteger", "can not decode float as int", (size_t)(strchr(value, '.') - value));
    } else if (p->type->kind == SCHEMA_INT32 && val_is(p->value, VAL_INT) && val_int_or(p->value, 0) <= UINT32_MAX &&
               val_int_or(p->value, 0) >= -(int64_t)UINT32_MAX) {
        strbuf_addf(&why, "overflow: %s", *value == '-' ? value + 1 : value);
        add_iterator_error(d, p, "ReadInt32", why.buf, len);
    } else {
        add_iterator_error(d, p, reader, "overflow", len);
    }
    strbuf_release(&why);
}

static void iterator_wrong_kind(struct decoder *d, const struct decode_place *p)
{
    struct strbuf value = STRBUF_INIT, why = STRBUF_INIT;
    json_write(&value, p->value, JSON_COMPACT);
    const char *reader = readers[p->type->kind].reader, *expected = readers[p->type->kind].expected;
    if (p->shape == SCHEMA_LIST)
        reader = "decode slice", expected = "expect [ or n, but found ";
    if (p->shape == SCHEMA_MAP || p->shape == SCHEMA_LISTS)
        reader = "ReadMapCB", expected = "expect { or n, but found ";
    if (!expected) {
        number_error(d, p, value.buf, value.len);
    } else {
        strbuf_adds(&why, expected);
        if (p->shape != SCHEMA_ONE || p->type->kind != SCHEMA_BYTES)
            strbuf_addch(&why, *value.buf);
        add_iterator_error(d, p, reader, why.buf, 1);
    }
    strbuf_release(&value);
    strbuf_release(&why);
}

/* ---- sigs.k8s.io/json ---- */

static void standard_wrong_kind(const struct decode_place *p, struct strbuf *err)
{
    static const char *const names[] = { [VAL_NULL] = "null", [VAL_BOOL] = "bool", [VAL_INT] = "number",
                                         [VAL_UINT] = "number", [VAL_DOUBLE] = "number", [VAL_STRING] = "string",
                                         [VAL_ARRAY] = "array", [VAL_OBJECT] = "object" };
    const struct decode_place *at = p;
    struct strbuf path = STRBUF_INIT;
    while (!at->field && at->parent)
        at = at->parent;
    strbuf_addf(err, "json: cannot unmarshal %s", names[val_type(p->value)]);
    bool number_wanted = p->type->kind == SCHEMA_INT32 || p->type->kind == SCHEMA_INT64;
    if (val_is_number(p->value) && p->shape == SCHEMA_ONE && number_wanted) {
        strbuf_addch(err, ' ');
        json_write(err, p->value, JSON_COMPACT);
    }
    strbuf_adds(err, " into Go ");
    if (at->field) {
        /* Names alone: items have no place in it. */
        for (const struct decode_place *up = at; up->parent; up = up->parent)
            if (!val_is(up->parent->value, VAL_ARRAY)) {
                const char *key = val_key(up->parent->value, up->index);
                strbuf_splice(&path, 0, 0, ".", path.len ? 1 : 0);
                strbuf_splice(&path, 0, 0, key, strlen(key));
            }
        strbuf_addf(err, "struct field %s.%s", at->owner->name, path.buf);
    } else {
        strbuf_adds(err, "value");
    }
    strbuf_adds(err, " of type ");
    add_go_type(err, p->type, p->shape);
    strbuf_release(&path);
}

/* ---- runtime.UnstructuredConverter ---- */

static void converter_wrong_kind(const struct decode_place *p, struct strbuf *err)
{
    static const char *const kinds[] = { [VAL_NULL] = "invalid", [VAL_BOOL] = "bool", [VAL_INT] = "int64", [VAL_UINT] = "uint64",
                                         [VAL_DOUBLE] = "float64", [VAL_STRING] = "string", [VAL_ARRAY] = "slice", [VAL_OBJECT] = "map" };
    const char *have = kinds[val_type(p->value)];
    if (p->shape == SCHEMA_LIST || (p->shape == SCHEMA_ONE && p->type->kind == SCHEMA_BYTES)) {
        strbuf_addf(err, "cannot restore slice from %s", have);
    } else if (p->shape != SCHEMA_ONE) {
        strbuf_addf(err, "cannot restore map from %s", have);
    } else if (p->type->kind == SCHEMA_STRUCT) {
        strbuf_addf(err, "cannot restore struct from: %s", have);
    } else {
        /* Go converts numbers to numbers, and integers to strings, if not the way that JSON means. */
        bool integer = val_is(p->value, VAL_INT) || val_is(p->value, VAL_UINT);
        bool convertible = p->type->kind == SCHEMA_STRING ? integer : p->type->kind != SCHEMA_BOOL && val_is_number(p->value);
        if (convertible)
            strbuf_addf(err, "cannot convert %s to ", have);
        else
            strbuf_adds(err, "unrecognized type: ");
        add_go_type(err, p->type, p->shape);
    }
}

struct val *decode_wrong_kind(struct decoder *d, const struct decode_place *p)
{
    if (d->converts)
        converter_wrong_kind(p, &d->error);
    else if (version_has(d->version, FEATURE_GO_JSON_ERRORS))
        standard_wrong_kind(p, &d->error);
    else
        iterator_wrong_kind(d, p);
    return NULL;
}

struct val *decode_refused(struct decoder *d, const struct decode_place *p, const char *reader, const char *why)
{
    struct strbuf value = STRBUF_INIT;
    json_write(&value, p->value, JSON_COMPACT);
    if (d->converts || version_has(d->version, FEATURE_GO_JSON_ERRORS))
        strbuf_adds(&d->error, why);
    else
        add_iterator_error(d, p, reader, why, value.len);
    strbuf_release(&value);
    return NULL;
}
