/* Numbers that may be percentages: pkg/apis/apps/validation (ValidatePositiveIntOrPercent and its kin). */
#include <stdlib.h>

#include "backends/base/godump.h"
#include "backends/base/json.h"
#include "backends/fake/validate/rules.h"

void invalid_int_or_string(struct check *c, const struct field *f, const struct val *v, const char *detail)
{
    struct strbuf text = STRBUF_INIT;
    if (!c->errors->json_values)
        go_dump_int_or_string(&text, v);
    else if (given(v))
        json_write(&text, v, JSON_COMPACT);
    else
        strbuf_addch(&text, '0');
    field_invalid_text(c->errors, f, text.buf, detail);
    strbuf_release(&text);
}

static bool is_percent(const struct val *v)
{
    return val_is(v, VAL_STRING) && name_valid(NAME_PERCENT, val_str(v));
}

int64_t int_or_percent_value(const struct val *v)
{
    if (!val_is(v, VAL_STRING))
        return val_int_or(v, 0);
    /* As strconv.Atoi: text with anything behind the number counts as 0. */
    char *end;
    int64_t n = strtoll(val_str(v), &end, 10);
    return is_percent(v) || !*end ? n : 0;
}

void check_int_or_percent(struct check *c, const struct val *v, const struct field *f)
{
    struct name_errors errors;
    if (!val_is(v, VAL_STRING)) {
        check_nonnegative(c, v, f);
        return;
    }
    if (!names_check(NAME_PERCENT, val_str(v), val_len(v), c->version, &errors))
        for (size_t i = 0; i < errors.len; i++)
            invalid_int_or_string(c, f, v, errors.items[i]);
}

void check_at_most_100_percent(struct check *c, const struct val *v, const struct field *f)
{
    if (is_percent(v) && int_or_percent_value(v) > 100)
        invalid_int_or_string(c, f, v, "must not be greater than 100%");
}
