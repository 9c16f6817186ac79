#include "backends/base/fielderror.h"

#include <string.h>

#include "backends/base/json.h"
#include "tests/unit/test.h"

TEST(field_path)
{
    struct field spec = FIELD_ROOT("spec"), list = FIELD(&spec, "containers"), item = FIELD_INDEX(&list, 2);
    struct field limits = FIELD(&item, "limits"), cpu = FIELD_KEY(&limits, "cpu");
    struct strbuf sb = STRBUF_INIT;
    field_path(&sb, &cpu);
    CHECK_STR(sb.buf, "spec.containers[2].limits[cpu]");
    strbuf_reset(&sb);
    field_path(&sb, NULL);
    CHECK_STR(sb.buf, "<nil>");
    strbuf_release(&sb);
}

static void check_value(bool json_values, const char *value, const char *want)
{
    struct field f = FIELD_ROOT("f");
    struct field_errors errors = FIELD_ERRORS_INIT;
    errors.json_values = json_values;
    struct val *v = json_parse(value, strlen(value), NULL);
    field_invalid(&errors, &f, v, "no");
    CHECK_STR(errors.items[0].detail, want);
    CHECK_STR(errors.items[0].path, "f");
    val_unref(v);
    field_errors_release(&errors);
}

TEST(field_values)
{
    static const struct {
        bool json_values;
        const char *value, *want;
    } cases[] = {
        { false, "\"a\\\"b\"", "Invalid value: \"a\\\"b\": no" },
        { false, "70000", "Invalid value: 70000: no" },
        { false, "true", "Invalid value: true: no" },
        { false, "null", "Invalid value: \"null\": no" },
        { false, "{\"b\":\"c\",\"a\":\"b\"}", "Invalid value: map[string]string{\"a\":\"b\", \"b\":\"c\"}: no" },
        { false, "[\"a\",\"b\"]", "Invalid value: []string{\"a\", \"b\"}: no" },
        { true, "null", "Invalid value: null: no" },
        { true, "{\"a\":\"b\"}", "Invalid value: {\"a\":\"b\"}: no" },
        { true, "\"웹\\u200b\"", "Invalid value: \"웹\\u200b\": no" },
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_value(cases[i].json_values, cases[i].value, cases[i].want);
}

TEST(field_error_kinds)
{
    static const char *const supported[] = { "A", "B", NULL };
    static const struct {
        const char *reason, *detail;
    } want[] = {
        { "FieldValueRequired", "Required value: why" },
        { "FieldValueForbidden", "Forbidden" },
        { "FieldValueDuplicate", "Duplicate value: \"x\"" },
        { "FieldValueNotFound", "Not found: \"x\"" },
        { "FieldValueNotSupported", "Unsupported value: \"x\": supported values: \"A\", \"B\"" },
        { "FieldValueTooLong", "Too long: must have at most 9 bytes" },
        { "FieldValueTooMany", "Too many: 3: must have at most 2 items" },
    };
    struct field f = FIELD_ROOT("f");
    struct field_errors e = FIELD_ERRORS_INIT;
    struct val *x = val_string("x");
    field_required(&e, &f, "why");
    field_forbidden(&e, &f, "");
    field_duplicate(&e, &f, x);
    field_not_found(&e, &f, x);
    field_unsupported(&e, &f, x, supported);
    field_too_long(&e, &f, 9);
    field_too_many(&e, &f, 3, 2);
    for (size_t i = 0; i < ARRAY_LEN(want) && CHECK(i < e.len); i++) {
        CHECK_STR(field_error_reason(e.items[i].type), want[i].reason);
        CHECK_STR(e.items[i].detail, want[i].detail);
    }
    val_unref(x);
    field_errors_release(&e);
}
