/* Secrets: pkg/apis/core/validation (ValidateSecret, ValidateSecretUpdate). */
#include <string.h>

#include "backends/base/base64.h"
#include "backends/base/json.h"
#include "backends/fake/validate/configdata.h"
#include "backends/fake/validate/validate.h"

static void require_key(struct check *c, const char *list_name, const char *key)
{
    struct field list = FIELD_ROOT(list_name), f = FIELD_KEY(&list, key);
    required(c, &f);
}

/* A Docker configuration must at least be a JSON object. */
static void check_docker_config(struct check *c, const struct val *data, const char *key)
{
    const struct val *text = val_get(data, key);
    struct field list = FIELD_ROOT("data"), f = FIELD_KEY(&list, key);
    struct strbuf decoded = STRBUF_INIT, err = STRBUF_INIT;
    if (!text) {
        require_key(c, "data", key);
        return;
    }
    if (base64_decode(&decoded, val_str_or(text, "")) == 0) {
        struct val *config = json_parse(decoded.buf, decoded.len, &err);
        if (config && !val_is(config, VAL_OBJECT) && !val_is_null(config))
            strbuf_adds(&err, "json: cannot unmarshal into Go value of type map[string]interface {}");
        if (!config || err.len)
            field_invalid_str(c->errors, &f, "<secret contents redacted>", err.buf);
        val_unref(config);
    }
    strbuf_release(&decoded);
    strbuf_release(&err);
}

static void check_by_type(struct check *c, const struct val *doc, const struct val *data)
{
    static const char account[] = "kubernetes.io/service-account.name";
    static const char *const tls[] = { "tls.crt", "tls.key" };
    const char *type = text_of(doc, "type");
    struct field meta = FIELD_ROOT("metadata"), annotations = FIELD(&meta, "annotations"), name = FIELD_KEY(&annotations, account);
    if (!strcmp(type, "kubernetes.io/service-account-token")) {
        if (!has_text(val_at(doc, "metadata.annotations"), account))
            required(c, &name);
    } else if (!strcmp(type, "kubernetes.io/dockercfg")) {
        check_docker_config(c, data, ".dockercfg");
    } else if (!strcmp(type, "kubernetes.io/dockerconfigjson")) {
        check_docker_config(c, data, ".dockerconfigjson");
    } else if (!strcmp(type, "kubernetes.io/basic-auth")) {
        /* The list's name is upstream's. */
        if (!val_get(data, "username") && !val_get(data, "password")) {
            require_key(c, "data[%s]", "username");
            require_key(c, "data[%s]", "password");
        }
    } else if (!strcmp(type, "kubernetes.io/ssh-auth")) {
        if (!has_text(data, "ssh-privatekey"))
            require_key(c, "data[%s]", "ssh-privatekey");
    } else if (!strcmp(type, "kubernetes.io/tls")) {
        for (size_t i = 0; i < ARRAY_LEN(tls); i++)
            if (!val_get(data, tls[i]))
                require_key(c, "data", tls[i]);
    }
}

static void check_secret(struct check *c, const struct val *doc)
{
    const struct val *data = val_get(doc, "data");
    struct field f = FIELD_ROOT("data");
    size_t bytes = 0;
    check_metadata(c, doc, METADATA_NAMESPACED, NAME_DNS1123_SUBDOMAIN);
    for (size_t i = 0; i < val_len(data); i++) {
        check_config_key(c, "data", val_keyv(data, i));
        bytes += config_bytes(val_item(data, i));
    }
    if (bytes > CONFIG_MAX_BYTES)
        field_too_long(c->errors, &f, CONFIG_MAX_BYTES);
    check_by_type(c, doc, data);
}

void validate_secret(const struct val *doc, const struct val *old, const struct kind_context *kc, struct field_errors *errors)
{
    static const char *const kept[] = { "data", NULL };
    struct check c = check_begin(kc, errors);
    if (old) {
        struct field type = FIELD_ROOT("type");
        check_update(&c, doc, old, METADATA_NAMESPACED);
        check_metadata_update(&c, doc, old);
        if (has_text(doc, "type"))
            check_immutable(&c, val_get(doc, "type"), val_get(old, "type"), &type);
        check_config_changes(&c, doc, old, kept);
    }
    check_secret(&c, doc);
    check_end(&c);
}
