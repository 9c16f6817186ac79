/* What concerns the operating system of a pod: Windows options, spec.os, user namespaces. */
#include <string.h>

#include "backends/fake/validate/podspec.h"

enum { CREDENTIAL_MAX = 64 * 1024, DOMAIN_MAX = 256, USER_MAX = 104, NETBIOS_MAX = 15, DNS_LABEL_MAX = 63 };

/* ---- runAsUserName: DOMAIN\USER ---- */

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_netbios_domain(const char *s, size_t len)
{
    return len && len <= NETBIOS_MAX && s[0] != '.' && strcspn(s, "\\/:*?\"<>|") >= len;
}

static bool is_dns_domain(const char *s, size_t len)
{
    for (;;) {
        const char *dot = memchr(s, '.', len);
        size_t part = dot ? (size_t)(dot - s) : len;
        if (!part || part > DNS_LABEL_MAX || !is_alnum(s[0]) || !is_alnum(s[part - 1]))
            return false;
        for (size_t i = 0; i < part; i++)
            if (!is_alnum(s[i]) && s[i] != '-')
                return false;
        if (!dot)
            return true;
        s += part + 1;
        len -= part + 1;
    }
}

static bool has_control(const char *s)
{
    for (; *s; s++)
        if ((unsigned char)*s < ' ' || *s == 0x7f)
            return true;
    return false;
}

static void check_domain_and_user(struct check *c, const struct val *v, const char *domain, size_t domain_len,
                                  const char *user, const struct field *f)
{
    size_t len = strlen(user);
    if (domain_len >= DOMAIN_MAX)
        invalid_text(c, f, v, "runAsUserName's Domain length must be under 256 characters");
    if (domain && !is_netbios_domain(domain, domain_len) && !is_dns_domain(domain, domain_len))
        invalid_text(c, f, v, "runAsUserName's Domain doesn't match the NetBios nor the DNS format");
    if (!len)
        invalid_text(c, f, v, "runAsUserName's User cannot be empty");
    else if (len > USER_MAX)
        invalid_text(c, f, v, "runAsUserName's User length must not be longer than 104 characters");
    if (len && strspn(user, ". ") == len)
        invalid_text(c, f, v, "runAsUserName's User cannot contain only periods or spaces");
    if (strcspn(user, "\"/\\:;|=,+*?<>@[]") < len)
        invalid_text(c, f, v, "runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]");
}

static void check_run_as_user(struct check *c, const struct val *v, const struct field *f)
{
    const char *s = val_str_or(v, ""), *slash = strchr(s, '\\');
    if (!given(v))
        return;
    if (!*s)
        invalid_text(c, f, v, "runAsUserName cannot be an empty string");
    else if (has_control(s))
        invalid_text(c, f, v, "runAsUserName cannot contain control characters");
    else if (slash && strchr(slash + 1, '\\'))
        invalid_text(c, f, v, "runAsUserName cannot contain more than one backslash");
    else
        check_domain_and_user(c, v, slash ? s : NULL, slash ? (size_t)(slash - s) : 0, slash ? slash + 1 : s, f);
}

void check_windows_options(struct check *c, const struct val *options, const struct field *f)
{
    const struct val *name = val_get(options, "gmsaCredentialSpecName"), *spec = val_get(options, "gmsaCredentialSpec");
    struct field name_field = FIELD(f, "gmsaCredentialSpecName"), spec_field = FIELD(f, "gmsaCredentialSpec"),
                 user = FIELD(f, "runAsUserName");
    if (given(name))
        check_name(c, NAME_DNS1123_SUBDOMAIN, name, &name_field);
    if (given(spec) && !val_len(spec))
        invalid_text(c, &spec_field, spec, "gmsaCredentialSpec cannot be an empty string");
    else if (val_len(spec) > CREDENTIAL_MAX)
        invalid_text(c, &spec_field, spec, "gmsaCredentialSpec size must be under 64 KiB");
    check_run_as_user(c, val_get(options, "runAsUserName"), &user);
}

/* ---- spec.os ---- */

static void forbid_members(struct check *c, const struct val *obj, const char *const *keys, const char *why,
                           const struct field *f)
{
    for (size_t i = 0; keys[i]; i++) {
        struct field member = FIELD(f, keys[i]);
        if (given(val_get(obj, keys[i])) && !(val_is(val_get(obj, keys[i]), VAL_ARRAY) && val_empty(val_get(obj, keys[i]))))
            field_forbidden(c->errors, &member, why);
    }
}

static void forbid_in_containers(struct podspec *p, const char *const *keys, const char *why)
{
    static const char *const lists[] = { "initContainers", "containers" };
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        const struct val *containers = val_get(p->spec, lists[i]);
        struct field list = FIELD(p->field, lists[i]);
        for (size_t j = 0; j < val_len(containers); j++) {
            struct field item = FIELD_INDEX(&list, j), context = FIELD(&item, "securityContext");
            forbid_members(p->c, val_get(val_item(containers, j), "securityContext"), keys, why, &context);
        }
    }
}

void check_pod_os(struct podspec *p)
{
    static const char *const systems[] = { "linux", "windows", NULL }, *const windows_only[] = { "windowsOptions", NULL };
    static const char *const linux_of_pod[] = { "appArmorProfile", "seLinuxOptions", "seccompProfile", "fsGroup",
                                                "fsGroupChangePolicy", "sysctls", "runAsUser", "runAsGroup",
                                                "supplementalGroups", "supplementalGroupsPolicy", NULL };
    static const char *const linux_of_container[] = { "appArmorProfile", "seLinuxOptions", "seccompProfile", "capabilities",
                                                      "readOnlyRootFilesystem", "privileged", "allowPrivilegeEscalation",
                                                      "procMount", "runAsUser", "runAsGroup", NULL };
    static const char *const linux_of_spec[] = { "hostUsers", "hostPID", "hostIPC", "shareProcessNamespace", NULL };
    const struct val *os = val_get(p->spec, "os"), *context = val_get(p->spec, "securityContext");
    struct field f = FIELD(p->field, "os"), name = FIELD(&f, "name"), context_field = FIELD(p->field, "securityContext");
    if (!given(os) || !newer(p->c, FEATURE_POD_OS))
        return;
    if (!has_text(os, "name")) {
        required(p->c, &name);
    } else if (!text_in(text_of(os, "name"), systems)) {
        unsupported_text(p->c, &name, val_get(os, "name"), systems);
    } else if (!strcmp(text_of(os, "name"), "linux")) {
        forbid_members(p->c, context, windows_only, "windows options cannot be set for a linux pod", &context_field);
        forbid_in_containers(p, windows_only, "windows options cannot be set for a linux pod");
    } else {
        forbid_members(p->c, context, linux_of_pod, "cannot be set for a windows pod", &context_field);
        forbid_members(p->c, p->spec, linux_of_spec, "cannot be set for a windows pod", p->field);
        forbid_in_containers(p, linux_of_container, "cannot be set for a windows pod");
    }
}

/* ---- user namespaces ---- */

void check_host_users(struct podspec *p)
{
    static const char *const shared[] = { "hostNetwork", "hostPID", "hostIPC" },
                             *const paths[] = { "hostNetwork", "HostPID", "HostIPC" };
    if (!newer(p->c, FEATURE_HOST_USERS) || val_bool_or(val_get(p->spec, "hostUsers"), true))
        return;
    for (size_t i = 0; i < ARRAY_LEN(shared); i++) {
        struct field member = FIELD(p->field, paths[i]);
        if (val_bool_or(val_get(p->spec, shared[i]), false))
            field_forbidden(p->c->errors, &member, "when `hostUsers` is false");
    }
}
