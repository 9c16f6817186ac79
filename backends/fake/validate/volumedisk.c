/* Disks and file systems of clouds and other makers. */
#include <string.h>
#include <strings.h>

#include "backends/fake/validate/volumesource.h"

/* ---- those that only miss something ---- */

static void check_texts(struct check *c, const struct val *source, const char *const *keys, const struct field *f)
{
    for (size_t i = 0; keys[i]; i++)
        check_required_text(c, source, keys[i], f);
}

static void check_list(struct check *c, const struct val *source, const char *key, const struct field *f)
{
    struct field member = FIELD(f, key);
    if (!val_len(val_get(source, key)))
        required(c, &member);
}

void check_glusterfs(struct check *c, const struct val *source, const struct field *f)
{
    static const char *const keys[] = { "endpoints", "path", NULL };
    check_texts(c, source, keys, f);
}

void check_rbd(struct check *c, const struct val *source, const struct field *f)
{
    check_list(c, source, "monitors", f);
    check_required_text(c, source, "image", f);
}

void check_cephfs(struct check *c, const struct val *source, const struct field *f)
{
    check_list(c, source, "monitors", f);
}

void check_azure_file(struct check *c, const struct val *source, const struct field *f)
{
    static const char *const keys[] = { "secretName", "shareName", NULL };
    check_texts(c, source, keys, f);
}

void check_vsphere(struct check *c, const struct val *source, const struct field *f)
{
    check_required_text(c, source, "volumePath", f);
}

void check_photon(struct check *c, const struct val *source, const struct field *f)
{
    check_required_text(c, source, "pdID", f);
}

void check_portworx(struct check *c, const struct val *source, const struct field *f)
{
    check_required_text(c, source, "volumeID", f);
}

void check_scaleio(struct check *c, const struct val *source, const struct field *f)
{
    static const char *const keys[] = { "gateway", "system", "volumeName", NULL };
    check_texts(c, source, keys, f);
}

/* ---- disks ---- */

static void check_disk(struct check *c, const struct val *source, const char *id_key, const struct field *f)
{
    int64_t partition = val_int_or(val_get(source, "partition"), 0);
    struct field member = FIELD(f, "partition");
    check_required_text(c, source, id_key, f);
    /* 0 is fine, whatever the text says. */
    if (partition < 0 || partition > 255)
        invalid_int(c, &member, val_get(source, "partition"), "must be between 1 and 255, inclusive");
}

void check_gce_disk(struct check *c, const struct val *source, const struct field *f)
{
    check_disk(c, source, "pdName", f);
}

void check_aws_disk(struct check *c, const struct val *source, const struct field *f)
{
    check_disk(c, source, "volumeID", f);
}

void check_cinder(struct check *c, const struct val *source, const struct field *f)
{
    const struct val *secret = val_get(source, "secretRef");
    struct field ref = FIELD(f, "secretRef");
    check_required_text(c, source, "volumeID", f);
    if (given(secret))
        check_required_text(c, secret, "name", &ref);
}

static void check_mode(struct check *c, const struct val *source, const char *key, const char *const *supported,
                       const struct field *f)
{
    const struct val *mode = val_get(source, key);
    struct field member = FIELD(f, key);
    if (given(mode) && !text_in(val_str_or(mode, ""), supported))
        unsupported_text(c, &member, mode, supported);
}

void check_azure_disk(struct check *c, const struct val *source, const struct field *f)
{
    static const char *const caching[] = { "None", "ReadOnly", "ReadWrite", NULL };
    static const char *const types[] = { "Dedicated", "Managed", "Shared", NULL };
    static const char *const managed[] = {
        "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}", NULL };
    static const char *const blob[] = { "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd", NULL };
    static const char *const keys[] = { "diskName", "diskURI", NULL };
    const struct val *kind = val_get(source, "kind"), *uri = val_get(source, "diskURI");
    struct field uri_field = FIELD(f, "diskURI");
    check_texts(c, source, keys, f);
    check_mode(c, source, "cachingMode", caching, f);
    check_mode(c, source, "kind", types, f);
    if (!given(kind))
        return;
    bool is_managed = val_str_equal(kind, "Managed");
    if (!has_prefix(val_str_or(uri, ""), is_managed ? "/subscriptions/" : "https://"))
        unsupported_text(c, &uri_field, uri, is_managed ? managed : blob);
}

/* ---- iSCSI ---- */

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static size_t digits(const char *s)
{
    return strspn(s, "0123456789");
}

/* iqn.2015-02.example.com:storage.disk1, anywhere in the text but to its end */
static bool is_iqn(const char *s)
{
    for (const char *p = strstr(s, "iqn."); p; p = strstr(p + 1, "iqn.")) {
        const char *q = p + 4;
        if (digits(q) < 4 || q[4] != '-' || digits(q + 5) < 2 || q[7] != '.')
            continue;
        q += 8;
        size_t host = 0;
        while (is_alnum(q[host]) || q[host] == '-' || q[host] == '.')
            host++;
        if (host && q[host] == ':' && q[host + 1] && !q[host + 1 + strcspn(q + host + 1, ",;*&$| \t\n\v\f\r")])
            return true;
    }
    return false;
}

static bool is_eui_or_naa(const char *s, size_t count)
{
    size_t n = 0;
    if (strlen(s) != 4 + count)
        return false;
    while (n < count && is_alnum(s[4 + n]))
        n++;
    return n == count;
}

static bool is_initiator(const char *s)
{
    if (has_prefix(s, "iqn"))
        return is_iqn(s);
    return is_eui_or_naa(s, has_prefix(s, "eui") ? 16 : 32);
}

static void check_initiator(struct check *c, const struct val *v, const struct field *f)
{
    const char *s = val_str_or(v, "");
    if (!has_prefix(s, "iqn") && !has_prefix(s, "eui") && !has_prefix(s, "naa"))
        invalid_text(c, f, v, "must be valid format starting with iqn, eui, or naa");
    else if (!is_initiator(s))
        invalid_text(c, f, v, "must be valid format");
}

void check_iscsi(struct check *c, const struct val *source, const struct field *f)
{
    int64_t lun = val_int_or(val_get(source, "lun"), 0);
    struct field iqn = FIELD(f, "iqn"), lun_field = FIELD(f, "lun"), secret = FIELD(f, "secretRef"),
                 initiator = FIELD(f, "initiatorname");
    check_required_text(c, source, "targetPortal", f);
    if (has_text(source, "iqn"))
        check_initiator(c, val_get(source, "iqn"), &iqn);
    else
        required(c, &iqn);
    if (lun < 0 || lun > 255)
        field_invalid_int(c->errors, &lun_field, lun, "must be between 0 and 255, inclusive");
    if ((val_bool_or(val_get(source, "chapAuthDiscovery"), false) || val_bool_or(val_get(source, "chapAuthSession"), false)) &&
        !given(val_get(source, "secretRef")))
        required(c, &secret);
    if (given(val_get(source, "initiatorName")))
        check_initiator(c, val_get(source, "initiatorName"), &initiator);
}

/* ---- the others ---- */

void check_flocker(struct check *c, const struct val *source, const struct field *f)
{
    struct field name = FIELD(f, "datasetName");
    if (!has_text(source, "datasetName") && !has_text(source, "datasetUUID"))
        field_required(c->errors, f, "one of datasetName and datasetUUID is required");
    if (has_text(source, "datasetName") && has_text(source, "datasetUUID"))
        field_invalid_str(c->errors, f, "resource", "datasetName and datasetUUID can not be specified simultaneously");
    if (strchr(text_of(source, "datasetName"), '/'))
        invalid_text(c, &name, val_get(source, "datasetName"), "must not contain '/'");
}

/* As net.SplitHostPort: "host:port", "[v6]:port". */
static bool is_host_port(const char *s, size_t len)
{
    const char *end = s + len, *colon = NULL;
    for (const char *p = s; p < end; p++)
        if (*p == ':')
            colon = p;
    if (!colon)
        return false;
    if (*s == '[') {
        const char *close = memchr(s, ']', len);
        return close && close + 1 == colon && !memchr(s + 1, '[', len - 1);
    }
    return memchr(s, ':', len) == colon && !memchr(s, '[', len) && !memchr(s, ']', len);
}

void check_quobyte(struct check *c, const struct val *source, const struct field *f)
{
    static const char pair[] = "must be a host:port pair or multiple pairs separated by commas";
    const char *registry = text_of(source, "registry");
    struct field registry_field = FIELD(f, "registry"), tenant = FIELD(f, "tenant");
    if (!*registry) {
        field_required(c->errors, &registry_field, pair);
    } else if (val_len(val_get(source, "tenant")) >= 65) {
        field_required(c->errors, &tenant, "must be a UUID and may not exceed a length of 64 characters");
    } else {
        for (const char *p = registry; p; p = strchr(p, ',') ? strchr(p, ',') + 1 : NULL)
            if (!is_host_port(p, strcspn(p, ",")))
                invalid_text(c, &registry_field, val_get(source, "registry"), pair);
    }
    check_required_text(c, source, "volume", f);
}

void check_fc(struct check *c, const struct val *source, const struct field *f)
{
    const struct val *targets = val_get(source, "targetWWNs"), *ids = val_get(source, "wwids"), *lun = val_get(source, "lun");
    struct field targets_field = FIELD(f, "targetWWNs"), lun_field = FIELD(f, "lun");
    if (!val_len(targets) && !val_len(ids))
        field_required(c->errors, &targets_field, "must specify either targetWWNs or wwids, but not both");
    if (val_len(targets) && val_len(ids))
        field_invalid(c->errors, &targets_field, targets, "targetWWNs and wwids can not be specified simultaneously");
    if (val_len(targets) && !given(lun))
        field_required(c->errors, &lun_field, "lun is required if targetWWNs is specified");
    else if (val_len(targets))
        check_range(c, lun, 0, 255, &lun_field);
}

/* Keys of Kubernetes' own domains are not for users. */
static bool is_reserved(const char *key)
{
    static const char *const domains[] = { ".kubernetes.io", ".k8s.io" };
    size_t len = strcspn(key, "/");
    for (size_t i = 0; i < ARRAY_LEN(domains); i++) {
        size_t n = strlen(domains[i]);
        if (len + 1 == n ? !strncasecmp(key, domains[i] + 1, len)
                         : len >= n && !strncasecmp(key + len - n, domains[i], n))
            return true;
    }
    return false;
}

void check_flex_volume(struct check *c, const struct val *source, const struct field *f)
{
    const struct val *options = val_get(source, "options");
    struct field list = FIELD(f, "options");
    check_required_text(c, source, "driver", f);
    for (size_t i = 0; i < val_len(options); i++) {
        struct field key = FIELD_KEY(&list, val_key(options, i));
        if (is_reserved(val_key(options, i)))
            invalid_text(c, &key, val_keyv(options, i), "kubernetes.io and k8s.io namespaces are reserved");
    }
}

void check_storageos(struct check *c, const struct val *source, const struct field *f)
{
    const struct val *secret = val_get(source, "secretRef");
    struct field name = FIELD(f, "volumeName"), ns = FIELD(f, "volumeNamespace"), ref = FIELD(f, "secretRef");
    check_required_name(c, NAME_DNS1123_LABEL, val_get(source, "volumeName"), &name);
    check_optional_name(c, NAME_DNS1123_LABEL, val_get(source, "volumeNamespace"), &ns);
    if (given(secret))
        check_required_text(c, secret, "name", &ref);
}
