/* Volumes whose files come from ConfigMaps, Secrets, the pod itself, and tokens. */
#include "backends/fake/validate/nameset.h"
#include "backends/fake/validate/podspec.h"
#include "backends/fake/validate/volumesource.h"

enum { TOKEN_SECONDS_MIN = 10 * 60 };

static void check_key_to_path(struct check *c, const struct val *item, const struct field *f)
{
    struct field path = FIELD(f, "path"), mode = FIELD(f, "mode");
    check_required_text(c, item, "key", f);
    check_required_text(c, item, "path", f);
    check_file_path(c, val_get(item, "path"), &path);
    check_file_mode(c, val_get(item, "mode"), &mode);
}

static void check_files(struct check *c, const struct val *source, const char *name_key, const struct field *f)
{
    const struct val *items = val_get(source, "items");
    struct field mode = FIELD(f, "defaultMode"), list = FIELD(f, "items");
    check_required_text(c, source, name_key, f);
    check_file_mode(c, val_get(source, "defaultMode"), &mode);
    for (size_t i = 0; i < val_len(items); i++) {
        struct field item = FIELD_INDEX(&list, i);
        check_key_to_path(c, val_item(items, i), &item);
    }
}

void check_secret_volume(struct check *c, const struct val *source, const struct field *f)
{
    check_files(c, source, "secretName", f);
}

void check_configmap_volume(struct check *c, const struct val *source, const struct field *f)
{
    check_files(c, source, "name", f);
}

/* The paths inside have no index: upstream leaves it out. */
static void check_downward_file(struct check *c, const struct val *file, const struct field *f)
{
    const struct val *ref = val_get(file, "fieldRef"), *resource = val_get(file, "resourceFieldRef");
    struct field path = FIELD(f, "path"), mode = FIELD(f, "mode"), ref_field = FIELD(f, "fieldRef"),
                 resource_field = FIELD(f, "resourceFieldRef");
    check_required_text(c, file, "path", f);
    check_file_path(c, val_get(file, "path"), &path);
    if (given(ref)) {
        check_field_ref(c, ref, true, &ref_field);
        if (given(resource))
            field_invalid_str(c->errors, f, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously");
    } else if (given(resource)) {
        check_resource_field_ref(c, resource, true, &resource_field);
    } else {
        field_required(c->errors, f, "one of fieldRef and resourceFieldRef is required");
    }
    check_file_mode(c, val_get(file, "mode"), &mode);
}

void check_downward_api(struct check *c, const struct val *source, const struct field *f)
{
    const struct val *items = val_get(source, "items");
    struct field mode = FIELD(f, "defaultMode");
    check_file_mode(c, val_get(source, "defaultMode"), &mode);
    for (size_t i = 0; i < val_len(items); i++)
        check_downward_file(c, val_item(items, i), f);
}

/* ---- projected ---- */

/* A path that another source of the volume has too; `shown` is what the error shows. */
static void check_path_taken(struct check *c, struct name_set *paths, const struct val *item, const struct val *shown,
                             const struct field *f)
{
    if (has_text(item, "path") && !name_set_add(paths, text_of(item, "path"), item))
        invalid_text(c, f, shown, "conflicting duplicate paths");
}

static void check_projected_files(struct check *c, const struct val *source, struct name_set *paths, const struct field *f,
                                  const struct field *volume)
{
    const struct val *items = val_get(source, "items");
    struct field list = FIELD(f, "items");
    check_required_text(c, source, "name", f);
    for (size_t i = 0; i < val_len(items); i++) {
        struct field item = FIELD_INDEX(&list, i);
        check_key_to_path(c, val_item(items, i), &item);
        check_path_taken(c, paths, val_item(items, i), val_get(source, "name"), volume);
    }
}

static void check_projected_downward(struct check *c, const struct val *source, struct name_set *paths, const struct field *f,
                                     const struct field *volume)
{
    const struct val *items = val_get(source, "items");
    for (size_t i = 0; i < val_len(items); i++) {
        const struct val *file = val_item(items, i);
        check_downward_file(c, file, f);
        check_path_taken(c, paths, file, val_get(file, "path"), volume);
    }
}

static void check_token(struct check *c, const struct val *token, const struct field *f, const struct field *volume)
{
    const struct val *seconds = val_get(token, "expirationSeconds");
    struct field member = FIELD(f, "expirationSeconds"), path = FIELD(volume, "path"), own_path = FIELD(f, "path");
    if (val_int_or(seconds, 0) < TOKEN_SECONDS_MIN)
        invalid_int(c, &member, seconds, "may not specify a duration less than 10 minutes");
    if (val_int_or(seconds, 0) > (INT64_C(1) << 32))
        invalid_int(c, &member, seconds, "may not specify a duration larger than 2^32 seconds");
    if (!has_text(token, "path"))
        required(c, &path);
    else if (newer(c, FEATURE_EPHEMERAL_VOLUMES))
        check_file_path(c, val_get(token, "path"), &own_path);
}

static void check_projected_source(struct check *c, const struct val *source, struct name_set *paths, const struct field *f,
                                   const struct field *volume)
{
    const struct val *secret = val_get(source, "secret"), *config = val_get(source, "configMap"),
                     *downward = val_get(source, "downwardAPI"), *token = val_get(source, "serviceAccountToken");
    struct field secret_field = FIELD(f, "secret"), config_field = FIELD(f, "configMap"),
                 downward_field = FIELD(f, "downwardAPI"), token_field = FIELD(f, "serviceAccountToken");
    if (given(secret))
        check_projected_files(c, secret, paths, &secret_field, volume);
    if (given(config))
        check_projected_files(c, config, paths, &config_field, volume);
    if (given(downward))
        check_projected_downward(c, downward, paths, &downward_field, volume);
    if (given(token))
        check_token(c, token, &token_field, volume);
    if (given(secret) + given(config) + given(downward) + given(token) > 1)
        field_forbidden(c->errors, f,
                        newer(c, FEATURE_PROJECTED_TEXT) ? "may not specify more than 1 volume type per source"
                                                         : "may not specify more than 1 volume type");
}

void check_projected(struct check *c, const struct val *source, const struct field *f)
{
    const struct val *list = val_get(source, "sources");
    struct field mode = FIELD(f, "defaultMode"), list_field = FIELD(f, "sources");
    struct name_set paths = NAME_SET_INIT;
    check_file_mode(c, val_get(source, "defaultMode"), &mode);
    for (size_t i = 0; i < val_len(list); i++) {
        struct field item = FIELD_INDEX(&list_field, i);
        check_projected_source(c, val_item(list, i), &paths, &item, f);
    }
    name_set_release(&paths);
}
