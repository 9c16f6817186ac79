/* Where containers mount volumes, as files or as devices. */
#include <string.h>

#include "backends/fake/validate/podspec.h"

/* Names and paths of the volumeMounts or volumeDevices of one container. */
struct mount_names {
    struct name_set names, paths;
};

static void collect(struct mount_names *m, const struct val *list, const char *path_key)
{
    *m = (struct mount_names){ NAME_SET_INIT, NAME_SET_INIT };
    for (size_t i = 0; i < val_len(list); i++) {
        const struct val *item = val_item(list, i);
        name_set_add(&m->names, text_of(item, "name"), item);
        name_set_add(&m->paths, text_of(item, path_key), item);
    }
}

static void release(struct mount_names *m)
{
    name_set_release(&m->names);
    name_set_release(&m->paths);
}

static void check_propagation(struct check *c, const struct val *mount, const struct val *container, const struct field *f)
{
    static const char *const supported[] = { "Bidirectional", "HostToContainer", "None", NULL };
    const struct val *mode = val_get(mount, "mountPropagation");
    if (!given(mode))
        return;
    if (!text_in(val_str_or(mode, ""), supported))
        unsupported_text(c, f, mode, supported);
    if (val_str_equal(mode, "Bidirectional") && !val_at_bool(container, "securityContext.privileged", false))
        field_forbidden(c->errors, f, "Bidirectional mount propagation is available only to privileged containers");
}

static void check_recursive_read_only(struct check *c, const struct val *mount, const struct field *f)
{
    static const char *const supported[] = { "Disabled", "Enabled", "IfPossible", NULL };
    const struct val *mode = val_get(mount, "recursiveReadOnly");
    const char *propagation = text_of(mount, "mountPropagation"), *text = val_str_or(mode, "");
    if (!given(mode) || !newer(c, FEATURE_RECURSIVE_READ_ONLY) || !strcmp(text, "Disabled"))
        return;
    if (!text_in(text, supported)) {
        unsupported_text(c, f, mode, supported);
        return;
    }
    if (!val_bool_or(val_get(mount, "readOnly"), false))
        field_forbidden(c->errors, f, "may only be specified when readOnly is true");
    if (*propagation && strcmp(propagation, "None"))
        field_forbidden(c->errors, f,
                        "may only be specified when mountPropagation is None or not specified");
}

static void check_mount(struct podspec *p, const struct val *mount, struct name_set *paths, const struct mount_names *devices,
                        const struct val *container, const struct field *f)
{
    struct check *c = p->c;
    const struct val *name = val_get(mount, "name"), *path = val_get(mount, "mountPath");
    struct field name_field = FIELD(f, "name"), path_field = FIELD(f, "mountPath"), expr = FIELD(f, "subPathExpr");
    /* The paths below are those of the list: upstream leaves the index out. */
    struct field sub_path = FIELD(f->parent, "subPath"), sub_expr = FIELD(f->parent, "subPathExpr"),
                 propagation = FIELD(f->parent, "mountPropagation"), recursive = FIELD(f->parent, "recursiveReadOnly");
    if (!has_text(mount, "name"))
        required(c, &name_field);
    if (!name_set_has(&p->volumes, text_of(mount, "name")))
        not_found_text(c, &name_field, name);
    if (!has_text(mount, "mountPath"))
        required(c, &path_field);
    if (!name_set_add(paths, text_of(mount, "mountPath"), mount))
        invalid_text(c, &path_field, path, "must be unique");
    if (name_set_has(&devices->names, text_of(mount, "name")))
        invalid_text(c, &name_field, name, "must not already exist in volumeDevices");
    if (name_set_has(&devices->paths, text_of(mount, "mountPath")))
        invalid_text(c, &path_field, path, "must not already exist as a path in volumeDevices");
    check_relative_path(c, val_get(mount, "subPath"), &sub_path);
    if (has_text(mount, "subPathExpr") && has_text(mount, "subPath"))
        invalid_text(c, &expr, val_get(mount, "subPathExpr"), "subPathExpr and subPath are mutually exclusive");
    check_relative_path(c, val_get(mount, "subPathExpr"), &sub_expr);
    check_propagation(c, mount, container, &propagation);
    check_recursive_read_only(c, mount, &recursive);
}

void check_mounts(struct podspec *p, const struct val *container, const struct field *f)
{
    const struct val *mounts = val_get(container, "volumeMounts");
    struct name_set paths = NAME_SET_INIT;
    struct mount_names devices;
    if (!val_len(mounts))
        return;
    struct field list = FIELD(f, "volumeMounts");
    collect(&devices, val_get(container, "volumeDevices"), "devicePath");
    for (size_t i = 0; i < val_len(mounts); i++) {
        struct field item = FIELD_INDEX(&list, i);
        check_mount(p, val_item(mounts, i), &paths, &devices, container, &item);
    }
    name_set_release(&paths);
    release(&devices);
}

static void check_device_name(struct podspec *p, const struct val *device, struct mount_names *seen, const struct field *f)
{
    const char *text = text_of(device, "name");
    const struct val *name = val_get(device, "name"), *volume = name_set_get(&p->volumes, text);
    bool ephemeral = newer(p->c, FEATURE_EPHEMERAL_VOLUMES);
    if (!*text)
        required(p->c, f);
    if (*text && name_set_has(&seen->names, text))
        invalid_text(p->c, f, name, "must be unique");
    if (!volume)
        not_found_text(p->c, f, name);
    else if (!given(val_get(volume, "persistentVolumeClaim")) && !(ephemeral && given(val_get(volume, "ephemeral"))))
        invalid_text(p->c, f, name,
                     ephemeral ? "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode"
                               : "can only use volume source type of PersistentVolumeClaim for block mode");
}

static void check_device(struct podspec *p, const struct val *device, struct mount_names *seen,
                         const struct mount_names *mounts, const struct field *f)
{
    struct check *c = p->c;
    const char *name = text_of(device, "name"), *path = text_of(device, "devicePath");
    const struct val *path_val = val_get(device, "devicePath");
    struct field name_field = FIELD(f, "name"), path_field = FIELD(f, "devicePath");
    check_device_name(p, device, seen, &name_field);
    if (!*path)
        required(c, &path_field);
    if (name_set_has(&seen->paths, path))
        invalid_text(c, &path_field, path_val, "must be unique");
    if (has_backsteps(path))
        invalid_text(c, &path_field, path_val, "can not contain backsteps ('..')");
    else
        name_set_add(&seen->paths, path, device);
    if (name_set_has(&mounts->names, name))
        invalid_text(c, &name_field, val_get(device, "name"), "must not already exist in volumeMounts");
    if (name_set_has(&mounts->paths, path))
        invalid_text(c, &path_field, path_val, "must not already exist as a path in volumeMounts");
    if (*name)
        name_set_add(&seen->names, name, device);
}

void check_devices(struct podspec *p, const struct val *container, const struct field *f)
{
    const struct val *devices = val_get(container, "volumeDevices");
    struct mount_names mounts, seen;
    if (!val_len(devices))
        return;
    struct field list = FIELD(f, "volumeDevices");
    collect(&mounts, val_get(container, "volumeMounts"), "mountPath");
    collect(&seen, NULL, "");
    for (size_t i = 0; i < val_len(devices); i++) {
        struct field item = FIELD_INDEX(&list, i);
        check_device(p, val_item(devices, i), &seen, &mounts, &item);
    }
    release(&mounts);
    release(&seen);
}
