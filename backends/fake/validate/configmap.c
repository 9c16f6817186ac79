/* ConfigMaps: pkg/apis/core/validation (ValidateConfigMap, ValidateConfigMapUpdate). */
#include "backends/fake/validate/configdata.h"
#include "backends/fake/validate/validate.h"

static void check_configmap(struct check *c, const struct val *doc)
{
    const struct val *data = val_get(doc, "data"), *binary = val_get(doc, "binaryData");
    /* A path without a name: the error is about the whole object. */
    struct field whole = FIELD_KEY(NULL, "");
    size_t bytes = 0;
    check_metadata(c, doc, METADATA_NAMESPACED, NAME_DNS1123_SUBDOMAIN);
    for (size_t i = 0; i < val_len(data); i++) {
        check_config_key(c, "data", val_keyv(data, i));
        if (val_getv(binary, val_keyv(data, i)))
            invalid_config_key(c, "data", val_keyv(data, i), "duplicate of key present in binaryData");
        bytes += val_len(val_item(data, i));
    }
    for (size_t i = 0; i < val_len(binary); i++) {
        check_config_key(c, "binaryData", val_keyv(binary, i));
        bytes += config_bytes(val_item(binary, i));
    }
    if (bytes > CONFIG_MAX_BYTES)
        field_too_long(c->errors, &whole, CONFIG_MAX_BYTES);
}

void validate_configmap(const struct val *doc, const struct val *old, const struct kind_context *kc,
                        struct field_errors *errors)
{
    static const char *const kept[] = { "data", "binaryData", NULL };
    struct check c = check_begin(kc, errors);
    if (old) {
        check_update(&c, doc, old, METADATA_NAMESPACED);
        check_metadata_update(&c, doc, old);
        check_config_changes(&c, doc, old, kept);
    }
    check_configmap(&c, doc);
    check_end(&c);
}
