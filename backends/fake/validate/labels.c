/* Labels, annotations and label selectors: apimachinery's meta/v1/validation and api/validation/objectmeta.go. */
#include <string.h>

#include "backends/base/godump.h"
#include "backends/base/json.h"
#include "backends/base/selector.h"
#include "backends/fake/validate/rules.h"

enum { ANNOTATIONS_MAX_BYTES = 256 * 1024, KEY_MAX_BYTES = 512 };

void check_labels(struct check *c, const struct val *map, const struct field *f)
{
    for (size_t i = 0; i < val_len(map); i++) {
        check_name(c, NAME_QUALIFIED, val_keyv(map, i), f);
        check_name(c, NAME_LABEL_VALUE, val_item(map, i), f);
    }
}

/* Keys are checked in lower case, and shown as they are. */
static void check_annotation_key(struct check *c, const struct val *key, const struct field *f)
{
    const char *s = val_str(key);
    size_t len = val_len(key);
    char lower[KEY_MAX_BYTES];
    struct name_errors errors;
    size_t n = len < sizeof(lower) ? len : sizeof(lower);
    for (size_t i = 0; i < n; i++)
        lower[i] = (char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] - 'A' + 'a' : s[i]);
    /* What is longer than both limits together is too long in any case. */
    if (names_check(NAME_QUALIFIED, n < len ? s : lower, len, c->version, &errors))
        return;
    for (size_t i = 0; i < errors.len; i++)
        invalid_text(c, f, key, errors.items[i]);
}

void check_annotations(struct check *c, const struct val *map, const struct field *f)
{
    size_t bytes = 0;
    for (size_t i = 0; i < val_len(map); i++) {
        check_annotation_key(c, val_keyv(map, i), f);
        bytes += val_len(val_keyv(map, i)) + val_len(val_item(map, i));
    }
    if (bytes > ANNOTATIONS_MAX_BYTES)
        field_too_long(c->errors, f, ANNOTATIONS_MAX_BYTES);
}

static void check_requirement(struct check *c, const struct val *requirement, const struct field *f)
{
    static const char *const with_values[] = { "In", "NotIn", NULL }, *const without[] = { "Exists", "DoesNotExist", NULL };
    const char *op = text_of(requirement, "operator");
    const struct val *values = val_get(requirement, "values");
    struct field values_field = FIELD(f, "values"), op_field = FIELD(f, "operator"), key = FIELD(f, "key");
    if (text_in(op, with_values)) {
        if (!val_len(values))
            field_required(c->errors, &values_field, "must be specified when `operator` is 'In' or 'NotIn'");
    } else if (text_in(op, without)) {
        if (val_len(values))
            field_forbidden(c->errors, &values_field, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
    } else {
        invalid_text(c, &op_field, val_get(requirement, "operator"), "not a valid selector operator");
    }
    check_name(c, NAME_QUALIFIED, val_get(requirement, "key"), &key);
    if (!newer(c, FEATURE_SELECTOR_VALUES_CHECKED))
        return;
    for (size_t i = 0; i < val_len(values); i++) {
        struct field value = FIELD_INDEX(&values_field, i);
        check_name(c, NAME_LABEL_VALUE, val_item(values, i), &value);
    }
}

void check_label_selector(struct check *c, const struct val *selector, const struct field *f)
{
    const struct val *expressions = val_get(selector, "matchExpressions");
    struct field labels = FIELD(f, "matchLabels"), list = FIELD(f, "matchExpressions");
    check_labels(c, val_get(selector, "matchLabels"), &labels);
    for (size_t i = 0; i < val_len(expressions); i++) {
        struct field item = FIELD_INDEX(&list, i);
        check_requirement(c, val_item(expressions, i), &item);
    }
}

bool label_selector_matches(const struct val *selector, const struct val *labels, bool *matches)
{
    struct strbuf why = STRBUF_INIT;
    struct selector *s = selector_from_label_selector(selector, &why);
    strbuf_release(&why);
    if (!s)
        return false;
    *matches = selector_matches(s, labels);
    selector_free(s);
    return true;
}

bool label_selector_empty(const struct val *selector)
{
    return !val_len(val_get(selector, "matchLabels")) && !val_len(val_get(selector, "matchExpressions"));
}

/* A selector as JSON: without what is empty, as Go's omitempty leaves it out. */
static void selector_json(struct strbuf *sb, const struct val *selector)
{
    const struct val *expressions = val_get(selector, "matchExpressions"), *labels = val_get(selector, "matchLabels");
    struct val *list = NULL, *copy = val_object();
    for (size_t i = 0; i < val_len(expressions); i++) {
        struct val *e = val_ref(val_item(expressions, i));
        if (!val_len(val_get(e, "values")))
            val_unset(&e, "values");
        val_append(&list, e);
    }
    if (list)
        val_set(&copy, "matchExpressions", list);
    if (val_len(labels))
        val_set(&copy, "matchLabels", val_ref(labels));
    json_write(sb, copy, JSON_COMPACT);
    val_unref(copy);
}

void invalid_selector(struct check *c, const struct field *f, const struct val *selector, const char *detail)
{
    struct strbuf text = STRBUF_INIT;
    if (c->errors->json_values)
        selector_json(&text, selector);
    else if (!given(selector))
        strbuf_adds(&text, "\"null\""); /* a nil pointer */
    else
        go_dump_label_selector(&text, selector);
    field_invalid_text(c->errors, f, text.buf, detail);
    strbuf_release(&text);
}

void invalid_map(struct check *c, const struct field *f, const struct val *map, const char *detail)
{
    struct strbuf text = STRBUF_INIT;
    if (c->errors->json_values)
        json_write(&text, map, JSON_COMPACT);
    else
        go_dump_string_map(&text, map);
    field_invalid_text(c->errors, f, text.buf, detail);
    strbuf_release(&text);
}
