#include "backends/base/fielderror.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"
#include "backends/base/json.h"

void field_path(struct strbuf *sb, const struct field *f)
{
    if (!f) {
        strbuf_adds(sb, "<nil>");
        return;
    }
    if (f->parent)
        field_path(sb, f->parent);
    if (f->name)
        strbuf_addf(sb, "%s%s", f->parent ? "." : "", f->name);
    else if (f->key)
        strbuf_addf(sb, "[%s]", f->key);
    else
        strbuf_addf(sb, "[%ld]", f->index);
}

static const struct {
    const char *text, *reason;
} types[] = {
    [FIELD_NOT_FOUND] = { "Not found", "FieldValueNotFound" },
    [FIELD_REQUIRED] = { "Required value", "FieldValueRequired" },
    [FIELD_DUPLICATE] = { "Duplicate value", "FieldValueDuplicate" },
    [FIELD_INVALID] = { "Invalid value", "FieldValueInvalid" },
    [FIELD_UNSUPPORTED] = { "Unsupported value", "FieldValueNotSupported" },
    [FIELD_FORBIDDEN] = { "Forbidden", "FieldValueForbidden" },
    [FIELD_TOO_LONG] = { "Too long", "FieldValueTooLong" },
    [FIELD_TOO_MANY] = { "Too many", "FieldValueTooMany" },
};

const char *field_error_reason(enum field_error_type type)
{
    return types[type].reason;
}

void field_error_release(struct field_error *one)
{
    free(one->path);
    free(one->detail);
}

void field_errors_release(struct field_errors *e)
{
    for (size_t i = 0; i < e->len; i++)
        field_error_release(&e->items[i]);
    free(e->items);
    e->items = NULL;
    e->len = e->cap = 0;
}

void field_error_add(struct field_errors *e, enum field_error_type type, const struct field *f, const char *value_text,
                     const char *detail)
{
    struct strbuf path = STRBUF_INIT, text = STRBUF_INIT;
    field_path(&path, f);
    strbuf_adds(&text, types[type].text);
    if (value_text)
        strbuf_addf(&text, ": %s", value_text);
    if (*detail)
        strbuf_addf(&text, ": %s", detail);
    ARRAY_GROW(e->items, e->len, e->cap);
    e->items[e->len++] = (struct field_error){ type, strbuf_detach(&path, NULL), strbuf_detach(&text, NULL) };
}

static void add_value(struct field_errors *e, enum field_error_type type, const struct field *f, const struct val *value,
                      const char *detail)
{
    struct strbuf text = STRBUF_INIT;
    if (e->json_values && !val_is(value, VAL_STRING))
        json_write(&text, value, JSON_COMPACT);
    else
        go_dump(&text, value);
    field_error_add(e, type, f, text.buf, detail);
    strbuf_release(&text);
}

void field_invalid(struct field_errors *e, const struct field *f, const struct val *value, const char *detail)
{
    add_value(e, FIELD_INVALID, f, value, detail);
}

void field_invalid_text(struct field_errors *e, const struct field *f, const char *value_text, const char *detail)
{
    field_error_add(e, FIELD_INVALID, f, value_text, detail);
}

void field_invalid_int(struct field_errors *e, const struct field *f, int64_t value, const char *detail)
{
    char text[24];
    snprintf(text, sizeof(text), "%lld", (long long)value);
    field_error_add(e, FIELD_INVALID, f, text, detail);
}

void field_invalid_str(struct field_errors *e, const struct field *f, const char *value, const char *detail)
{
    struct strbuf text = STRBUF_INIT;
    go_quote(&text, value, strlen(value));
    field_error_add(e, FIELD_INVALID, f, text.buf, detail);
    strbuf_release(&text);
}

void field_required(struct field_errors *e, const struct field *f, const char *detail)
{
    field_error_add(e, FIELD_REQUIRED, f, NULL, detail);
}

void field_forbidden(struct field_errors *e, const struct field *f, const char *detail)
{
    field_error_add(e, FIELD_FORBIDDEN, f, NULL, detail);
}

void field_duplicate(struct field_errors *e, const struct field *f, const struct val *value)
{
    add_value(e, FIELD_DUPLICATE, f, value, "");
}

void field_not_found(struct field_errors *e, const struct field *f, const struct val *value)
{
    add_value(e, FIELD_NOT_FOUND, f, value, "");
}

void field_unsupported(struct field_errors *e, const struct field *f, const struct val *value, const char *const *supported)
{
    struct strbuf detail = STRBUF_INIT;
    for (size_t i = 0; supported[i]; i++) {
        strbuf_adds(&detail, i ? ", " : "supported values: ");
        go_quote(&detail, supported[i], strlen(supported[i]));
    }
    add_value(e, FIELD_UNSUPPORTED, f, value, detail.buf);
    strbuf_release(&detail);
}

void field_too_long(struct field_errors *e, const struct field *f, long max_bytes)
{
    char detail[64];
    snprintf(detail, sizeof(detail), "must have at most %ld bytes", max_bytes);
    field_error_add(e, FIELD_TOO_LONG, f, NULL, detail);
}

void field_too_many(struct field_errors *e, const struct field *f, long actual, long max)
{
    char value[24], detail[64];
    snprintf(value, sizeof(value), "%ld", actual);
    snprintf(detail, sizeof(detail), "must have at most %ld items", max);
    field_error_add(e, FIELD_TOO_MANY, f, value, detail);
}

