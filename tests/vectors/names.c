#include "backends/base/names.h"

#include <string.h>

#include "tests/vectors/vectors.h"

static const struct {
    const char *name;
    enum name_kind kind;
} kinds[] = {
    { "dns1123subdomain", NAME_DNS1123_SUBDOMAIN },
    { "dns1123label", NAME_DNS1123_LABEL },
    { "dns1035label", NAME_DNS1035_LABEL },
    { "qualified", NAME_QUALIFIED },
    { "labelvalue", NAME_LABEL_VALUE },
    { "envvarname", NAME_ENV_VAR },
    { "configmapkey", NAME_CONFIG_KEY },
    { "portname", NAME_PORT },
    { "ip", NAME_IP },
    { "percent", NAME_PERCENT },
    { "httpheadername", NAME_HTTP_HEADER },
    { "wildcarddns1123subdomain", NAME_WILDCARD_SUBDOMAIN },
};

struct val *vectors_names(const struct val *in, struct version v)
{
    const char *name = val_get_str(in, "kind", "");
    const struct val *text = val_get(in, "in");
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (strcmp(kinds[i].name, name))
            continue;
        struct name_errors errors;
        struct val *list = val_array();
        names_check(kinds[i].kind, val_str_or(text, ""), val_len(text), v, &errors);
        for (size_t j = 0; j < errors.len; j++)
            val_append(&list, val_string(errors.items[j]));
        return val_fmt("{errors:%V}", list);
    }
    return val_fmt("{error:'unknown kind'}");
}
