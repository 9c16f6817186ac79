#include "backends/fake/validate/rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"

struct check check_begin(const struct kind_context *kc, struct field_errors *errors)
{
    errors->json_values = version_has(kc->version, FEATURE_FIELD_VALUES_JSON);
    return (struct check){ kc, errors, kc->version };
}

/* Newer servers say a thing once, however many rules found it. */
void check_end(struct check *c)
{
    if (!newer(c, FEATURE_FIELD_ERRORS_ONCE))
        return;
    size_t kept = 0;
    struct field_error *items = c->errors->items;
    for (size_t i = 0; i < c->errors->len; i++) {
        size_t same = 0;
        while (same < kept && (strcmp(items[same].path, items[i].path) || strcmp(items[same].detail, items[i].detail)))
            same++;
        if (same == kept)
            items[kept++] = items[i];
        else
            field_error_release(&items[i]);
    }
    c->errors->len = kept;
}

bool text_in(const char *s, const char *const *list)
{
    for (size_t i = 0; list[i]; i++)
        if (!strcmp(s, list[i]))
            return true;
    return false;
}

bool has_prefix(const char *s, const char *prefix)
{
    return !strncmp(s, prefix, strlen(prefix));
}

bool is_padded(const char *s)
{
    static const char blanks[] = " \t\n\v\f\r";
    size_t len = strlen(s);
    return len && (strchr(blanks, s[0]) || strchr(blanks, s[len - 1]));
}

/* ---- errors about values that may be absent ---- */

static void add_text(struct check *c, enum field_error_type type, const struct field *f, const struct val *string,
                     const char *detail)
{
    struct strbuf text = STRBUF_INIT;
    go_quote(&text, val_str_or(string, ""), val_is(string, VAL_STRING) ? val_len(string) : 0);
    field_error_add(c->errors, type, f, text.buf, detail);
    strbuf_release(&text);
}

void invalid_text(struct check *c, const struct field *f, const struct val *string, const char *detail)
{
    add_text(c, FIELD_INVALID, f, string, detail);
}

void invalid_int(struct check *c, const struct field *f, const struct val *number, const char *detail)
{
    field_invalid_int(c->errors, f, val_int_or(number, 0), detail);
}

void unsupported_text(struct check *c, const struct field *f, const struct val *string, const char *const *supported)
{
    struct val *empty = val_is(string, VAL_STRING) ? NULL : val_string("");
    field_unsupported(c->errors, f, empty ? empty : string, supported);
    val_unref(empty);
}

void not_found_text(struct check *c, const struct field *f, const struct val *string)
{
    add_text(c, FIELD_NOT_FOUND, f, string, "");
}

void duplicate_text(struct check *c, const struct field *f, const struct val *string)
{
    add_text(c, FIELD_DUPLICATE, f, string, "");
}

void required(struct check *c, const struct field *f)
{
    field_required(c->errors, f, "");
}

/* ---- strings ---- */

static void check_bytes(struct check *c, enum name_kind kind, const char *s, size_t len, const struct val *shown,
                        const struct field *f)
{
    struct name_errors errors;
    if (names_check(kind, s, len, c->version, &errors))
        return;
    for (size_t i = 0; i < errors.len; i++)
        invalid_text(c, f, shown, errors.items[i]);
}

void check_name(struct check *c, enum name_kind kind, const struct val *v, const struct field *f)
{
    check_bytes(c, kind, val_str_or(v, ""), val_is(v, VAL_STRING) ? val_len(v) : 0, v, f);
}

void check_name_prefix(struct check *c, enum name_kind kind, const struct val *v, const struct field *f)
{
    const char *s = val_str_or(v, "");
    size_t len = val_is(v, VAL_STRING) ? val_len(v) : 0;
    if (len < 2 || s[len - 1] != '-') {
        check_bytes(c, kind, s, len, v, f);
        return;
    }
    /* As upstream: the last dash is taken for the letter that will follow it. */
    char *masked = xstrndup(s, len);
    masked[len - 2] = 'a';
    check_bytes(c, kind, masked, len - 1, v, f);
    free(masked);
}

void check_optional_name(struct check *c, enum name_kind kind, const struct val *v, const struct field *f)
{
    if (*val_str_or(v, ""))
        check_name(c, kind, v, f);
}

void check_required_name(struct check *c, enum name_kind kind, const struct val *v, const struct field *f)
{
    if (*val_str_or(v, ""))
        check_name(c, kind, v, f);
    else
        required(c, f);
}

void check_required_text(struct check *c, const struct val *obj, const char *key, const struct field *parent)
{
    if (has_text(obj, key))
        return;
    struct field f = FIELD(parent, key);
    required(c, &f);
}

void check_choice(struct check *c, const struct val *obj, const char *key, const struct field *parent,
                  const char *const *supported)
{
    const char *s = text_of(obj, key);
    struct field f = FIELD(parent, key);
    if (!*s)
        required(c, &f);
    else if (!text_in(s, supported))
        unsupported_text(c, &f, val_get(obj, key), supported);
}

void check_label_value(struct check *c, const struct val *v, const struct field *f)
{
    struct name_errors errors;
    if (names_check(NAME_LABEL_VALUE, val_str_or(v, ""), val_is(v, VAL_STRING) ? val_len(v) : 0, c->version, &errors))
        return;
    struct strbuf all = STRBUF_INIT;
    for (size_t i = 0; i < errors.len; i++)
        strbuf_addf(&all, "%s%s", i ? ";" : "", errors.items[i]);
    invalid_text(c, f, v, all.buf);
    strbuf_release(&all);
}

/* ---- numbers ---- */

void check_nonnegative(struct check *c, const struct val *v, const struct field *f)
{
    if (val_int_or(v, 0) < 0)
        invalid_int(c, f, v, NEGATIVE_TEXT);
}

void check_nonnegative_member(struct check *c, const struct val *obj, const char *key, const struct field *parent)
{
    struct field f = FIELD(parent, key);
    check_nonnegative(c, val_get(obj, key), &f);
}

void check_range(struct check *c, const struct val *v, int64_t low, int64_t high, const struct field *f)
{
    int64_t n = val_int_or(v, low);
    if (n >= low && n <= high)
        return;
    char text[80];
    snprintf(text, sizeof(text), "must be between %lld and %lld, inclusive", (long long)low, (long long)high);
    invalid_int(c, f, v, text);
}

void check_port_number(struct check *c, const struct val *v, const struct field *f)
{
    int64_t n = val_int_or(v, 0);
    if (n < 1 || n > 65535)
        invalid_int(c, f, v, PORT_RANGE_TEXT);
}

void check_port_or_name(struct check *c, const struct val *v, const struct field *f)
{
    if (val_is(v, VAL_STRING))
        check_name(c, NAME_PORT, v, f);
    else
        check_port_number(c, v, f);
}

void check_file_mode(struct check *c, const struct val *v, const struct field *f)
{
    int64_t mode = val_int_or(v, 0);
    if (mode < 0 || mode > 0777)
        invalid_int(c, f, v, "must be a number between 0 and 0777 (octal), both inclusive");
}

/* ---- paths ---- */

bool has_backsteps(const char *path)
{
    for (const char *p = strstr(path, ".."); p; p = strstr(p + 1, ".."))
        if ((p == path || p[-1] == '/') && (!p[2] || p[2] == '/'))
            return true;
    return false;
}

void check_no_backsteps(struct check *c, const struct val *path, const struct field *f)
{
    if (has_backsteps(val_str_or(path, "")))
        invalid_text(c, f, path, "must not contain '..'");
}

void check_relative_path(struct check *c, const struct val *path, const struct field *f)
{
    if (*val_str_or(path, "") == '/')
        invalid_text(c, f, path, "must be a relative path");
    check_no_backsteps(c, path, f);
}

void check_file_path(struct check *c, const struct val *path, const struct field *f)
{
    const char *s = val_str_or(path, "");
    check_relative_path(c, path, f);
    if (has_prefix(s, "..") && !has_prefix(s, "../"))
        invalid_text(c, f, path, "must not start with '..'");
}
