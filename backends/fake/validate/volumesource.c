/* Volumes of the node and of the cluster. */
#include "backends/fake/validate/volumesource.h"

#include <string.h>

#include "backends/base/quantity.h"
#include "backends/fake/validate/podspec.h"

enum { CSI_DRIVER_MAX = 63 };

void check_empty_dir(struct check *c, const struct val *source, const struct field *f)
{
    struct quantity limit;
    struct field member = FIELD(f, "sizeLimit");
    if (given(val_get(source, "sizeLimit")) && quantity_parse_val(val_get(source, "sizeLimit"), &limit, NULL) == 0 &&
        quantity_sign(&limit) < 0)
        field_forbidden(c->errors, &member, "SizeLimit field must be a valid resource quantity");
}

void check_host_path(struct check *c, const struct val *source, const struct field *f)
{
    static const char *const types[] = { "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File",
                                         "FileOrCreate", "Socket", NULL };
    const struct val *type = val_get(source, "type");
    struct field path = FIELD(f, "path"), type_field = FIELD(f, "type");
    if (!has_text(source, "path")) {
        required(c, &path);
        return;
    }
    check_no_backsteps(c, val_get(source, "path"), &path);
    if (given(type) && !text_in(val_str_or(type, ""), types))
        unsupported_text(c, &type_field, type, types);
}

void check_git_repo(struct check *c, const struct val *source, const struct field *f)
{
    struct field directory = FIELD(f, "directory");
    check_required_text(c, source, "repository", f);
    check_relative_path(c, val_get(source, "directory"), &directory);
}

void check_nfs(struct check *c, const struct val *source, const struct field *f)
{
    struct field path = FIELD(f, "path");
    check_required_text(c, source, "server", f);
    check_required_text(c, source, "path", f);
    if (*text_of(source, "path") != '/')
        invalid_text(c, &path, val_get(source, "path"), "must be an absolute path");
}

void check_claim(struct check *c, const struct val *source, const struct field *f)
{
    check_required_text(c, source, "claimName", f);
}

static void check_csi_driver(struct check *c, const struct val *driver, const struct field *f)
{
    const char *s = val_str_or(driver, "");
    char *lower = arena_strdup(c->kc->arena, s);
    struct name_errors errors;
    for (char *p = lower; *p; p++)
        *p = (char)(*p >= 'A' && *p <= 'Z' ? *p - 'A' + 'a' : *p);
    if (!*s)
        required(c, f);
    if (strlen(s) > CSI_DRIVER_MAX)
        field_too_long(c->errors, f, CSI_DRIVER_MAX);
    if (!names_check(NAME_DNS1123_SUBDOMAIN, lower, strlen(lower), c->version, &errors))
        for (size_t i = 0; i < errors.len; i++)
            invalid_text(c, f, driver, errors.items[i]);
}

void check_csi(struct check *c, const struct val *source, const struct field *f)
{
    const struct val *secret = val_get(source, "nodePublishSecretRef");
    /* The blank, and the missing parent below, are upstream's. */
    struct field driver = FIELD(f, "driver"), ref = FIELD(f, "nodePublishSecretRef "), name = FIELD(&ref, "name"),
                 bare_name = FIELD(f, "name");
    check_csi_driver(c, val_get(source, "driver"), &driver);
    if (!given(secret))
        return;
    if (has_text(secret, "name"))
        check_name(c, NAME_DNS1123_SUBDOMAIN, val_get(secret, "name"), &bare_name);
    else
        required(c, &name);
}

void check_ephemeral_volume(struct check *c, const struct val *source, const struct field *f)
{
    const struct val *template = val_get(source, "volumeClaimTemplate");
    struct field member = FIELD(f, "volumeClaimTemplate"), spec = FIELD(&member, "spec"), modes = FIELD(&spec, "accessModes");
    if (!given(template)) {
        required(c, &member);
        return;
    }
    if (!val_len(val_at(template, "spec.accessModes")))
        field_required(c->errors, &modes, "at least 1 access mode is required");
}

void check_image_volume(struct check *c, const struct val *source, const struct field *f)
{
    static const char *const policies[] = { "Always", "IfNotPresent", "Never", NULL };
    check_required_text(c, source, "reference", f);
    check_choice(c, source, "pullPolicy", f, policies);
}
