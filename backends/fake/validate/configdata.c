#include "backends/fake/validate/configdata.h"

void invalid_config_key(struct check *c, const char *member, const struct val *key, const char *detail)
{
    struct field list = FIELD_ROOT(member), f = FIELD_KEY(&list, val_str(key));
    invalid_text(c, &f, key, detail);
}

void check_config_key(struct check *c, const char *member, const struct val *key)
{
    struct field list = FIELD_ROOT(member), f = FIELD_KEY(&list, val_str(key));
    check_name(c, NAME_CONFIG_KEY, key, &f);
}

size_t config_bytes(const struct val *base64)
{
    const char *s = val_str_or(base64, "");
    size_t len = val_is(base64, VAL_STRING) ? val_len(base64) : 0;
    while (len && s[len - 1] == '=')
        len--;
    return len * 3 / 4;
}

void check_config_changes(struct check *c, const struct val *doc, const struct val *old, const char *const *members)
{
    static const char text[] = "field is immutable when `immutable` is set";
    struct field immutable = FIELD_ROOT("immutable");
    if (!val_bool_or(val_get(old, "immutable"), false))
        return;
    if (!val_bool_or(val_get(doc, "immutable"), false))
        field_forbidden(c->errors, &immutable, text);
    for (size_t i = 0; members[i]; i++) {
        struct field f = FIELD_ROOT(members[i]);
        if (!semantic_equal(val_get(doc, members[i]), val_get(old, members[i])))
            field_forbidden(c->errors, &f, text);
    }
}
