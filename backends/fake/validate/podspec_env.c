/* Environment variables and where their values come from. */
#include <string.h>

#include "backends/base/quantity.h"
#include "backends/fake/validate/podspec.h"

#define BYTE_UNITS "1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei"

static const char *const env_fields[] = { "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName",
                                          "spec.serviceAccountName", "status.hostIP", "status.podIP", "status.podIPs", NULL };
static const char *const env_fields_host_ips[] = { "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName",
                                                   "spec.serviceAccountName", "status.hostIP", "status.hostIPs",
                                                   "status.podIP", "status.podIPs", NULL };
static const char *const file_fields[] = { "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace",
                                           "metadata.uid", NULL };
static const char *const resource_fields[] = { "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu",
                                               "requests.ephemeral-storage", "requests.memory", NULL };

/* ---- fieldRef ---- */

/* Splits "metadata.labels['app']"; false when there is no subscript. */
static bool split_subscript(struct check *c, const char *path, const char **base, struct val **subscript)
{
    const char *open = strstr(path, "['");
    size_t len = strlen(path);
    if (!open || open == path || len < 2 || strcmp(path + len - 2, "']") || open + 2 > path + len - 2)
        return false;
    *base = arena_strndup(c->kc->arena, path, (size_t)(open - path));
    *subscript = val_stringn(open + 2, (size_t)(path + len - 2 - (open + 2)));
    return true;
}

/* The labels that the server converts (ConvertDownwardAPIFieldLabel). */
static const char *label_problem(struct check *c, const char *api_version, const char *path, const char *base)
{
    static const char *const known[] = { "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace",
                                         "metadata.uid", "spec.nodeName", "spec.restartPolicy", "spec.serviceAccountName",
                                         "spec.schedulerName", "status.phase", "status.hostIP", "status.podIP",
                                         "status.podIPs", "spec.host", NULL };
    static const char *const with_subscript[] = { "metadata.annotations", "metadata.labels", NULL };
    if (strcmp(api_version, "v1"))
        return arena_strf(c->kc->arena, "error converting fieldPath: unsupported pod version: %s", api_version);
    if (base && text_in(base, with_subscript))
        return NULL;
    if (!base && (text_in(path, known) || (newer(c, FEATURE_DOWNWARD_HOST_IPS) && !strcmp(path, "status.hostIPs"))))
        return NULL;
    return base ? arena_strf(c->kc->arena, "error converting fieldPath: field label does not support subscript: %s", path)
                : arena_strf(c->kc->arena, "error converting fieldPath: field label not supported: %s", path);
}

static void check_subscript(struct check *c, const char *base, struct val *subscript, const struct field *f)
{
    struct val *shown = val_ref(subscript);
    if (!strcmp(base, "metadata.annotations")) {
        char *lower = arena_strdup(c->kc->arena, val_str(subscript));
        for (char *p = lower; *p; p++)
            *p = (char)(*p >= 'A' && *p <= 'Z' ? *p - 'A' + 'a' : *p);
        val_assign(&shown, val_string(lower));
    }
    struct name_errors errors;
    if (!names_check(NAME_QUALIFIED, val_str(shown), val_len(shown), c->version, &errors))
        for (size_t i = 0; i < errors.len; i++)
            invalid_text(c, f, newer(c, FEATURE_CONTAINER_RULES_SPLIT) ? shown : subscript, errors.items[i]);
    val_unref(shown);
}

void check_field_ref(struct check *c, const struct val *ref, bool volume, const struct field *f)
{
    const char *path = text_of(ref, "fieldPath"), *base = NULL;
    struct field path_field = FIELD(f, "fieldPath"), version_field = FIELD(f, "apiVersion");
    if (!has_text(ref, "apiVersion") || !*path) {
        required(c, has_text(ref, "apiVersion") ? &path_field : &version_field);
        return;
    }
    struct val *subscript = NULL;
    split_subscript(c, path, &base, &subscript);
    const char *problem = label_problem(c, text_of(ref, "apiVersion"), path, base);
    if (problem) {
        invalid_text(c, &path_field, val_get(ref, "fieldPath"), problem);
    } else if (subscript) {
        check_subscript(c, base, subscript, f);
    } else {
        const char *const *fields = newer(c, FEATURE_DOWNWARD_HOST_IPS) ? env_fields_host_ips : env_fields;
        fields = volume ? file_fields : fields;
        /* The old name of spec.nodeName is converted before it is looked at. */
        struct val *converted = val_string(strcmp(path, "spec.host") ? path : "spec.nodeName");
        if (!text_in(val_str(converted), fields))
            unsupported_text(c, &path_field, converted, fields);
        val_unref(converted);
    }
    val_unref(subscript);
}

/* ---- resourceFieldRef ---- */

static bool is_hugepages_field(struct check *c, const char *resource)
{
    return newer(c, FEATURE_DOWNWARD_HUGEPAGES) &&
           (has_prefix(resource, "requests.hugepages-") || has_prefix(resource, "limits.hugepages-"));
}

static void check_divisor(struct check *c, const struct val *ref, const struct field *f)
{
    static const char *const cpu[] = { "1m", "1", NULL };
    static const char *const bytes[] = { "1",  "1k", "1M",  "1G",  "1T",  "1P",  "1E",
                                         "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei", NULL };
    static const struct {
        const char *suffix;
        const char *const *allowed;
        const char *text;
    } rules[] = {
        { ".cpu", cpu, "only divisor's values 1m and 1 are supported with the cpu resource" },
        { ".memory", bytes, "only divisor's values " BYTE_UNITS " are supported with the memory resource" },
        { ".ephemeral-storage", bytes,
          "only divisor's values " BYTE_UNITS " are supported with the local ephemeral storage resource" },
        { ".hugepages-", bytes, "only divisor's values " BYTE_UNITS " are supported with the hugepages resource" },
    };
    struct quantity divisor;
    const char *resource = text_of(ref, "resource");
    if (!given(val_get(ref, "divisor")) || quantity_parse_val(val_get(ref, "divisor"), &divisor, NULL) < 0 ||
        !quantity_sign(&divisor) || (!text_in(resource, resource_fields) && !is_hugepages_field(c, resource)))
        return;
    struct strbuf text = STRBUF_INIT;
    quantity_string(&text, &divisor);
    struct field divisor_field = FIELD(f, "divisor");
    for (size_t i = 0; i < ARRAY_LEN(rules); i++)
        if (has_prefix(strchr(resource, '.'), rules[i].suffix) && !text_in(text.buf, rules[i].allowed))
            invalid_text(c, &divisor_field, val_get(ref, "resource"), rules[i].text);
    strbuf_release(&text);
}

void check_resource_field_ref(struct check *c, const struct val *ref, bool volume, const struct field *f)
{
    const char *resource = text_of(ref, "resource");
    struct field resource_field = FIELD(f, "resource"), container = FIELD(f, "containerName");
    if (volume && !has_text(ref, "containerName"))
        required(c, &container);
    else if (!*resource)
        required(c, &resource_field);
    else if (!text_in(resource, resource_fields) && !is_hugepages_field(c, resource))
        unsupported_text(c, &resource_field, val_get(ref, "resource"), resource_fields);
    check_divisor(c, ref, f);
}

/* ---- keys of ConfigMaps, Secrets and files ---- */

static void check_key_ref(struct check *c, const struct val *ref, const struct field *f)
{
    struct field name = FIELD(f, "name"), key = FIELD(f, "key");
    check_name(c, NAME_DNS1123_SUBDOMAIN, val_get(ref, "name"), &name);
    check_required_name(c, NAME_CONFIG_KEY, val_get(ref, "key"), &key);
}

static void check_file_key_ref(struct check *c, const struct val *ref, const struct field *f)
{
    struct field key = FIELD(f, "key"), volume = FIELD(f, "volumeName"), path = FIELD(f, "path");
    check_required_name(c, NAME_ENV_VAR, val_get(ref, "key"), &key);
    check_required_name(c, NAME_DNS1123_LABEL, val_get(ref, "volumeName"), &volume);
    if (has_text(ref, "path"))
        check_no_backsteps(c, val_get(ref, "path"), &path);
    else
        required(c, &path);
}

/* ---- variables ---- */

static int check_sources(struct check *c, const struct val *from, const struct field *f)
{
    const struct val *field_ref = val_get(from, "fieldRef"), *resource = val_get(from, "resourceFieldRef"),
                     *config = val_get(from, "configMapKeyRef"), *secret = val_get(from, "secretKeyRef"),
                     *file = newer(c, FEATURE_ENV_FILES) ? val_get(from, "fileKeyRef") : NULL;
    struct field a = FIELD(f, "fieldRef"), b = FIELD(f, "resourceFieldRef"), d = FIELD(f, "configMapKeyRef"),
                 e = FIELD(f, "secretKeyRef"), g = FIELD(f, "fileKeyRef");
    if (given(field_ref))
        check_field_ref(c, field_ref, false, &a);
    if (given(resource))
        check_resource_field_ref(c, resource, false, &b);
    if (given(config))
        check_key_ref(c, config, &d);
    if (given(secret))
        check_key_ref(c, secret, &e);
    if (given(file))
        check_file_key_ref(c, file, &g);
    return given(field_ref) + given(resource) + given(config) + given(secret) + given(file);
}

static void check_value_from(struct check *c, const struct val *var, const struct field *f)
{
    const struct val *from = val_get(var, "valueFrom");
    if (!given(from))
        return;
    int sources = check_sources(c, from, f);
    if (!sources)
        invalid_text(c, f, NULL,
                     newer(c, FEATURE_ENV_FILES)
                         ? "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`"
                         : "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`");
    else if (has_text(var, "value"))
        invalid_text(c, f, NULL, "may not be specified when `value` is not empty");
    else if (sources > 1)
        invalid_text(c, f, NULL, "may not have more than one field specified at a time");
}

void check_env(struct check *c, const struct val *env, const struct field *f)
{
    for (size_t i = 0; i < val_len(env); i++) {
        const struct val *var = val_item(env, i);
        struct field item = FIELD_INDEX(f, i), name = FIELD(&item, "name"), from = FIELD(&item, "valueFrom");
        check_required_name(c, NAME_ENV_VAR, val_get(var, "name"), &name);
        check_value_from(c, var, &from);
    }
}

static bool check_env_source(struct check *c, const struct val *source, const char *key, const struct field *f)
{
    const struct val *ref = val_get(source, key);
    if (!given(ref))
        return false;
    struct field ref_field = FIELD(f, key), name = FIELD(&ref_field, "name");
    if (has_text(ref, "name"))
        check_name_prefix(c, NAME_DNS1123_SUBDOMAIN, val_get(ref, "name"), &name);
    else
        required(c, &name);
    return true;
}

void check_env_from(struct check *c, const struct val *env_from, const struct field *f)
{
    for (size_t i = 0; i < val_len(env_from); i++) {
        const struct val *source = val_item(env_from, i);
        struct field item = FIELD_INDEX(f, i), prefix = FIELD(&item, "prefix");
        check_optional_name(c, NAME_ENV_VAR, val_get(source, "prefix"), &prefix);
        bool config = check_env_source(c, source, "configMapRef", &item);
        bool secret = check_env_source(c, source, "secretRef", &item);
        if (!config && !secret)
            invalid_text(c, f, NULL, "must specify one of: `configMapRef` or `secretRef`");
        else if (config && secret)
            invalid_text(c, f, NULL, "may not have more than one field specified at a time");
    }
}
