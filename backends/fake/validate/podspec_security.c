/* Security contexts of pods and containers. */
#include <stdio.h>
#include <string.h>

#include "backends/base/godump.h"
#include "backends/base/json.h"
#include "backends/fake/validate/podspec.h"

enum { SYSCTL_MAX = 253, ID_MAX = 2147483647 };

#define SYSCTL_SEGMENT "[a-z0-9]([-_a-z0-9]*[a-z0-9])?"

/* ---- seccomp ---- */

static void check_seccomp(struct check *c, const struct val *profile, const struct field *f)
{
    static const char *const types[] = { "Localhost", "RuntimeDefault", "Unconfined", NULL };
    const struct val *local = val_get(profile, "localhostProfile");
    const char *type = text_of(profile, "type");
    struct field type_field = FIELD(f, "type"), local_field = FIELD(f, "localhostProfile");
    if (!given(profile))
        return;
    if (!*type)
        field_required(c->errors, &type_field, "type is required when seccompProfile is set");
    else if (!text_in(type, types))
        unsupported_text(c, &type_field, val_get(profile, "type"), types);
    if (strcmp(type, "Localhost")) {
        if (given(local)) {
            struct strbuf text = STRBUF_INIT;
            if (c->errors->json_values)
                json_write(&text, profile, JSON_COMPACT);
            else
                strbuf_addf(&text, "core.SeccompProfile{Type:\"%s\", LocalhostProfile:(*string)(" GO_POINTER ")}", type);
            field_invalid_text(c->errors, &local_field, text.buf, "can only be set when seccomp type is Localhost");
            strbuf_release(&text);
        }
    } else if (!given(local)) {
        field_required(c->errors, &local_field, "must be set when seccomp type is Localhost");
    } else {
        check_relative_path(c, local, &local_field);
    }
}

/* Annotations of old say the same as the field. */
static void check_seccomp_match(struct check *c, const char *annotation, const struct val *profile, const struct field *f)
{
    const char *type = text_of(profile, "type");
    struct field seccomp = FIELD(f, "seccompProfile"), type_field = FIELD(&seccomp, "type"),
                 local_field = FIELD(&seccomp, "localhostProfile");
    bool same = true;
    if (!strcmp(type, "Unconfined"))
        same = !strcmp(annotation, "unconfined");
    else if (!strcmp(type, "RuntimeDefault"))
        same = !strcmp(annotation, "runtime/default") || !strcmp(annotation, "docker/default");
    else if (!strcmp(type, "Localhost"))
        same = has_prefix(annotation, "localhost/");
    if (!same)
        field_forbidden(c->errors, &type_field, "seccomp type in annotation and field must match");
    else if (!strcmp(type, "Localhost") && strcmp(annotation + strlen("localhost/"), text_of(profile, "localhostProfile")))
        field_forbidden(c->errors, &local_field, "seccomp profile in annotation and field must match");
}

void check_seccomp_fields(struct check *c, const struct val *pod)
{
    static const char *const lists[] = { "initContainers", "containers" };
    const struct val *spec = val_get(pod, "spec"), *annotations = val_at(pod, "metadata.annotations");
    const struct val *profile = val_at(spec, "securityContext.seccompProfile");
    const char *annotation = val_get_str(annotations, "seccomp.security.alpha.kubernetes.io/pod", NULL);
    struct field f = FIELD_ROOT("spec"), context = FIELD(&f, "securityContext");
    if (!val_len(annotations))
        return;
    if (given(profile) && annotation)
        check_seccomp_match(c, annotation, profile, &context);
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        const struct val *containers = val_get(spec, lists[i]);
        struct field list = FIELD(&f, lists[i]);
        for (size_t j = 0; j < val_len(containers); j++) {
            const struct val *container = val_item(containers, j);
            struct field item = FIELD_INDEX(&list, j), own = FIELD(&item, "securityContext");
            const char *key = arena_strf(c->kc->arena, "container.seccomp.security.alpha.kubernetes.io/%s",
                                         text_of(container, "name"));
            profile = val_at(container, "securityContext.seccompProfile");
            annotation = val_get_str(annotations, key, NULL);
            if (given(profile) && annotation)
                check_seccomp_match(c, annotation, profile, &own);
        }
    }
}

/* ---- AppArmor, since it is a field ---- */

static void check_apparmor(struct check *c, const struct val *profile, const struct field *f)
{
    static const char *const types[] = { "Localhost", "RuntimeDefault", "Unconfined", NULL };
    const struct val *local = val_get(profile, "localhostProfile");
    const char *type = text_of(profile, "type"), *name = val_str_or(local, "");
    struct field type_field = FIELD(f, "type"), local_field = FIELD(f, "localhostProfile");
    if (!given(profile) || !newer(c, FEATURE_APPARMOR_FIELDS))
        return;
    if (!*type) {
        field_required(c->errors, &type_field, "type is required when appArmorProfile is set");
    } else if (!text_in(type, types)) {
        unsupported_text(c, &type_field, val_get(profile, "type"), types);
    } else if (strcmp(type, "Localhost")) {
        if (given(local))
            invalid_text(c, &local_field, local, "can only be set when AppArmor type is Localhost");
    } else if (!*name) {
        field_required(c->errors, &local_field, "must be set when AppArmor type is Localhost");
    } else if (is_padded(name)) {
        invalid_text(c, &local_field, local, "must not be padded with whitespace");
    }
}

/* ---- numbers ---- */

static void check_id(struct check *c, const struct val *context, const char *key, const struct field *f)
{
    struct field member = FIELD(f, key);
    check_range(c, val_get(context, key), 0, ID_MAX, &member);
}

/* ---- sysctls ---- */

static bool is_sysctl_char(char ch)
{
    return (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9');
}

/* Segments joined by dots, and where servers allow it by slashes. */
static bool is_sysctl(const char *s, const char *joints)
{
    if (strlen(s) > SYSCTL_MAX)
        return false;
    for (;;) {
        size_t len = strcspn(s, joints);
        if (!len || !is_sysctl_char(s[0]) || !is_sysctl_char(s[len - 1]))
            return false;
        for (size_t i = 0; i < len; i++)
            if (!is_sysctl_char(s[i]) && s[i] != '-' && s[i] != '_')
                return false;
        if (!s[len])
            return true;
        s += len + 1;
    }
}

/* Those that a pod shares with its node may not be set. */
static void check_host_sysctl(struct podspec *p, const struct val *name, const struct field *f)
{
    static const char *const ipc[] = { "kernel.shmall", "kernel.shmmax", "kernel.shmmni", "kernel.shm_rmid_forced",
                                       "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem", NULL };
    const char *s = val_str_or(name, "");
    if (!newer(p->c, FEATURE_HOST_SYSCTLS))
        return;
    if (val_bool_or(val_get(p->spec, "hostNetwork"), false) && has_prefix(s, "net."))
        invalid_text(p->c, f, name, "may not be specified when 'hostNetwork' is true");
    else if (val_bool_or(val_get(p->spec, "hostIPC"), false) && (text_in(s, ipc) || has_prefix(s, "fs.mqueue.")))
        invalid_text(p->c, f, name, "may not be specified when 'hostIPC' is true");
}

static void check_sysctls(struct podspec *p, const struct val *sysctls, const struct field *f)
{
    bool slash = newer(p->c, FEATURE_SYSCTL_SLASHES);
    struct name_set seen = NAME_SET_INIT;
    for (size_t i = 0; i < val_len(sysctls); i++) {
        const struct val *name = val_get(val_item(sysctls, i), "name");
        const char *s = val_str_or(name, "");
        struct field item = FIELD_INDEX(f, i), member = FIELD(&item, "name");
        if (!*s)
            required(p->c, &member);
        else if (!is_sysctl(s, slash ? "./" : "."))
            invalid_text(p->c, &member, name,
                         slash ? "must have at most 253 characters and match regex ^(" SYSCTL_SEGMENT "[\\./])*" SYSCTL_SEGMENT "$"
                               : "must have at most 253 characters and match regex (" SYSCTL_SEGMENT "\\.)*" SYSCTL_SEGMENT);
        else if (name_set_has(&seen, s))
            duplicate_text(p->c, &member, name);
        check_host_sysctl(p, name, &member);
        name_set_add(&seen, s, val_item(sysctls, i));
    }
    name_set_release(&seen);
}

/* ---- pods ---- */

static void check_policy(struct check *c, const struct val *context, const char *key, const char *const *policies,
                         const struct field *f)
{
    const struct val *policy = val_get(context, key);
    struct field member = FIELD(f, key);
    if (given(policy) && !text_in(val_str_or(policy, ""), policies))
        unsupported_text(c, &member, policy, policies);
}

/* The three that the internal form of a pod keeps in its security context. */
static void check_shared_processes(struct podspec *p, const struct field *f)
{
    const struct val *share = val_get(p->spec, "shareProcessNamespace");
    if (!val_bool_or(share, false) || !val_bool_or(val_get(p->spec, "hostPID"), false))
        return;
    struct field member = FIELD(newer(p->c, FEATURE_POD_FIELD_PATHS) ? p->field : f, "shareProcessNamespace");
    field_invalid(p->c->errors, &member, share, "ShareProcessNamespace and HostPID cannot both be enabled");
}

void check_pod_security(struct podspec *p)
{
    static const char *const change[] = { "Always", "OnRootMismatch", NULL }, *const groups[] = { "Merge", "Strict", NULL },
                             *const selinux[] = { "MountOption", "Recursive", NULL };
    static const char *const ids[] = { "fsGroup", "runAsUser", "runAsGroup" };
    const struct val *context = val_get(p->spec, "securityContext"), *supplemental = val_get(context, "supplementalGroups");
    struct field f = FIELD(p->field, "securityContext"), list = FIELD(&f, "supplementalGroups"), sysctls = FIELD(&f, "sysctls"),
                 seccomp = FIELD(&f, "seccompProfile"), windows = FIELD(&f, "windowsOptions"),
                 apparmor = FIELD(&f, "appArmorProfile");
    for (size_t i = 0; i < ARRAY_LEN(ids); i++)
        check_id(p->c, context, ids[i], &f);
    for (size_t i = 0; i < val_len(supplemental); i++) {
        struct field item = FIELD_INDEX(&list, i);
        check_range(p->c, val_item(supplemental, i), 0, ID_MAX, &item);
    }
    check_shared_processes(p, &f);
    check_sysctls(p, val_get(context, "sysctls"), &sysctls);
    check_policy(p->c, context, "fsGroupChangePolicy", change, &f);
    check_seccomp(p->c, val_get(context, "seccompProfile"), &seccomp);
    check_windows_options(p->c, val_get(context, "windowsOptions"), &windows);
    check_apparmor(p->c, val_get(context, "appArmorProfile"), &apparmor);
    if (newer(p->c, FEATURE_GROUP_POLICIES)) {
        check_policy(p->c, context, "supplementalGroupsPolicy", groups, &f);
        check_policy(p->c, context, "seLinuxChangePolicy", selinux, &f);
    }
}

/* ---- containers ---- */

/* core.SecurityContext as Go prints it, or its JSON. */
static void invalid_context(struct check *c, const struct field *f, const struct val *context, const char *detail)
{
    static const struct {
        const char *name, *key, *type;
    } members[] = {
        { "Capabilities", "capabilities", "core.Capabilities" },
        { "Privileged", "privileged", "bool" },
        { "SELinuxOptions", "seLinuxOptions", "core.SELinuxOptions" },
        { "WindowsOptions", "windowsOptions", "core.WindowsSecurityContextOptions" },
        { "RunAsUser", "runAsUser", "int64" },
        { "RunAsGroup", "runAsGroup", "int64" },
        { "RunAsNonRoot", "runAsNonRoot", "bool" },
        { "ReadOnlyRootFilesystem", "readOnlyRootFilesystem", "bool" },
        { "AllowPrivilegeEscalation", "allowPrivilegeEscalation", "bool" },
        { "ProcMount", "procMount", "core.ProcMountType" },
        { "SeccompProfile", "seccompProfile", "core.SeccompProfile" },
    };
    struct strbuf text = STRBUF_INIT;
    if (c->errors->json_values) {
        json_write(&text, context, JSON_COMPACT);
    } else {
        for (size_t i = 0; i < ARRAY_LEN(members); i++)
            strbuf_addf(&text, "%s%s:(*%s)(%s)", i ? ", " : "core.SecurityContext{", members[i].name, members[i].type,
                        given(val_get(context, members[i].key)) ? GO_POINTER : "nil");
        strbuf_addch(&text, '}');
    }
    field_invalid_text(c->errors, f, text.buf, detail);
    strbuf_release(&text);
}

static void check_escalation(struct check *c, const struct val *context, const struct field *f)
{
    const struct val *added = val_at(context, "capabilities.add");
    if (val_bool_or(val_get(context, "allowPrivilegeEscalation"), true))
        return;
    if (val_bool_or(val_get(context, "privileged"), false))
        invalid_context(c, f, context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
    for (size_t i = 0; i < val_len(added); i++)
        if (val_str_equal(val_item(added, i), "CAP_SYS_ADMIN"))
            invalid_context(c, f, context, "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
}

static void check_proc_mount(struct podspec *p, const struct val *context, const struct field *f)
{
    static const char *const types[] = { "Default", "Unmasked", NULL };
    const struct val *type = val_get(context, "procMount");
    struct field member = FIELD(f, "procMount");
    if (!given(type) || !newer(p->c, FEATURE_PROC_MOUNT))
        return;
    if (!text_in(val_str_or(type, ""), types))
        unsupported_text(p->c, &member, type, types);
    if (val_str_equal(type, "Unmasked") && val_bool_or(val_get(p->spec, "hostUsers"), true))
        invalid_text(p->c, &member, type, "`hostUsers` must be false to use `Unmasked`");
}

void check_container_security(struct podspec *p, const struct val *container, const struct field *container_field)
{
    const struct val *context = val_get(container, "securityContext");
    struct field f = FIELD(container_field, "securityContext"), privileged = FIELD(&f, "privileged"),
                 seccomp = FIELD(&f, "seccompProfile"), windows = FIELD(&f, "windowsOptions"),
                 apparmor = FIELD(&f, "appArmorProfile");
    if (!given(context))
        return;
    if (val_bool_or(val_get(context, "privileged"), false) && p->c->kc->refuse_privileged)
        field_forbidden(p->c->errors, &privileged, "disallowed by cluster policy");
    check_id(p->c, context, "runAsUser", &f);
    check_id(p->c, context, "runAsGroup", &f);
    check_proc_mount(p, context, &f);
    check_seccomp(p->c, val_get(context, "seccompProfile"), &seccomp);
    check_escalation(p->c, context, &f);
    check_windows_options(p->c, val_get(context, "windowsOptions"), &windows);
    check_apparmor(p->c, val_get(context, "appArmorProfile"), &apparmor);
}
