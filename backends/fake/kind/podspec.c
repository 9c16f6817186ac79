/* Defaults of a pod's spec, for every kind that has a pod template. Mirrors pkg/apis/core/v1/defaults.go, v1.20.2. */
#include <string.h>

#include "backends/base/imageref.h"
#include "backends/fake/kind/edit.h"
#include "backends/fake/kind/resources.h"

static const struct plain_default probe_rows[] = {
    DEFAULT_POSITIVE("timeoutSeconds", 1),
    DEFAULT_POSITIVE("periodSeconds", 10),
    DEFAULT_POSITIVE("successThreshold", 1),
    DEFAULT_POSITIVE("failureThreshold", 3),
    DEFAULT_END,
};
static const struct plain_default http_rows[] = { DEFAULT_STR("path", "/"), DEFAULT_STR("scheme", "HTTP"), DEFAULT_END };
static const struct plain_default grpc_rows[] = { DEFAULT_STR("service", ""), DEFAULT_END };
static const struct plain_default port_rows[] = { DEFAULT_STR("protocol", "TCP"), DEFAULT_END };
static const struct plain_default field_rows[] = { DEFAULT_STR("apiVersion", "v1"), DEFAULT_END };
static const struct plain_default mode_rows[] = { DEFAULT_INT("defaultMode", 420), DEFAULT_END };
static const struct plain_default token_rows[] = { DEFAULT_INT("expirationSeconds", 3600), DEFAULT_END };
static const struct plain_default container_rows[] = {
    DEFAULT_STR("terminationMessagePath", "/dev/termination-log"),
    DEFAULT_STR("terminationMessagePolicy", "File"),
    DEFAULT_EMPTY("resources"),
    DEFAULT_END,
};
static const struct plain_default spec_rows[] = {
    DEFAULT_STR("dnsPolicy", "ClusterFirst"),
    DEFAULT_STR("restartPolicy", "Always"),
    DEFAULT_EMPTY("securityContext"),
    DEFAULT_INT("terminationGracePeriodSeconds", 30),
    DEFAULT_STR("schedulerName", "default-scheduler"),
    DEFAULT_END,
};
static const struct plain_default claim_rows[] = { DEFAULT_STR("volumeMode", "Filesystem"), DEFAULT_END };

/* Sources of volumes that have plain defaults of their own. */
static const struct {
    const char *source;
    struct plain_default rows[5];
} volume_rows[] = {
    { "secret", { DEFAULT_INT("defaultMode", 420), DEFAULT_END } },
    { "configMap", { DEFAULT_INT("defaultMode", 420), DEFAULT_END } },
    { "hostPath", { DEFAULT_STR("type", ""), DEFAULT_END } },
    { "iscsi", { DEFAULT_STR("iscsiInterface", "default"), DEFAULT_END } },
    { "rbd",
      { DEFAULT_STR("pool", "rbd"), DEFAULT_STR("user", "admin"), DEFAULT_STR("keyring", "/etc/ceph/keyring"), DEFAULT_END } },
    { "azureDisk",
      { DEFAULT_STR("cachingMode", "ReadWrite"), DEFAULT_STR("kind", "Shared"), DEFAULT_STR("fsType", "ext4"),
        DEFAULT_BOOL("readOnly", false), DEFAULT_END } },
    { "scaleIO", { DEFAULT_STR("storageMode", "ThinProvisioned"), DEFAULT_STR("fsType", "xfs"), DEFAULT_END } },
};

#define PLAIN_EDIT(name)                                                                                             \
    static void name(struct val **v, const struct kind_context *kc)                                                  \
    {                                                                                                                \
        set_plain(v, name##_rows, kc);                                                                               \
    }
PLAIN_EDIT(http)
PLAIN_EDIT(grpc)
PLAIN_EDIT(port)
PLAIN_EDIT(field)
PLAIN_EDIT(mode)
PLAIN_EDIT(token)
PLAIN_EDIT(claim)

static void probe(struct val **v, const struct kind_context *kc)
{
    set_plain(v, probe_rows, kc);
    edit_present(v, "httpGet", http, kc);
    if (version_has(kc->version, FEATURE_GRPC_PROBE))
        edit_present(v, "grpc", grpc, kc);
}

static void lifecycle(struct val **v, const struct kind_context *kc)
{
    edit_present(v, "postStart.httpGet", http, kc);
    edit_present(v, "preStop.httpGet", http, kc);
}

static void env(struct val **v, const struct kind_context *kc)
{
    edit_present(v, "valueFrom.fieldRef", field, kc);
}

static void downward_item(struct val **v, const struct kind_context *kc)
{
    edit_present(v, "fieldRef", field, kc);
}

/* The image name behind a registry with capitals, which newer servers recognize, or all of it. */
static const char *image_of(const struct val *container, const struct kind_context *kc)
{
    const char *image = val_get_str(container, "image", ""), *slash = strchr(image, '/');
    size_t capital = strcspn(image, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    bool registry = slash && image + capital < slash && version_has(kc->version, FEATURE_CAPITAL_REGISTRY);
    return registry ? slash + 1 : image;
}

/* imagePullPolicy: Always for a tag that may move. What is no image name counts as a fixed one. */
static void pull_policy(struct val **v, const struct kind_context *kc)
{
    if (!val_unset_str(*v, "imagePullPolicy"))
        return;
    struct image_ref ref;
    bool always = image_parse(image_of(*v, kc), &ref) == 0 && image_is_latest(&ref);
    val_set(v, "imagePullPolicy", val_string(always ? "Always" : "IfNotPresent"));
}

static void container(struct val **v, const struct kind_context *kc)
{
    pull_policy(v, kc);
    set_plain(v, container_rows, kc);
    edit_items(v, "ports", port, kc);
    edit_items(v, "env", env, kc);
    edit_present(v, "resources.limits", resource_list_defaults, kc);
    edit_present(v, "resources.requests", resource_list_defaults, kc);
    edit_present(v, "livenessProbe", probe, kc);
    edit_present(v, "readinessProbe", probe, kc);
    edit_present(v, "startupProbe", probe, kc);
    edit_present(v, "lifecycle", lifecycle, kc);
}

static void projection(struct val **v, const struct kind_context *kc)
{
    edit_items(v, "downwardAPI.items", downward_item, kc);
    edit_present(v, "serviceAccountToken", token, kc);
}

static void volume(struct val **v, const struct kind_context *kc)
{
    if (val_len(*v) == (val_get(*v, "name") ? 1u : 0u))
        val_set(v, "emptyDir", val_object());
    for (size_t i = 0; i < ARRAY_LEN(volume_rows); i++) {
        const struct val *source = val_get(*v, volume_rows[i].source);
        if (!val_is(source, VAL_OBJECT))
            continue;
        struct val *changed = val_ref(source);
        set_plain(&changed, volume_rows[i].rows, kc);
        if (changed == source)
            val_unref(changed);
        else
            val_set(v, volume_rows[i].source, changed);
    }
    edit_present(v, "downwardAPI", mode, kc);
    edit_items(v, "downwardAPI.items", downward_item, kc);
    edit_present(v, "projected", mode, kc);
    edit_items(v, "projected.sources", projection, kc);
    edit_present(v, "ephemeral.volumeClaimTemplate.spec", claim, kc);
    edit_present(v, "ephemeral.volumeClaimTemplate.spec.resources.limits", resource_list_defaults, kc);
    edit_present(v, "ephemeral.volumeClaimTemplate.spec.resources.requests", resource_list_defaults, kc);
}

/* On the host's network a container's port is the host's. */
static void host_port(struct val **v, const struct kind_context *kc)
{
    (void)kc;
    if (!val_int_or(val_get(*v, "hostPort"), 0) && val_get(*v, "containerPort"))
        val_set(v, "hostPort", val_ref(val_get(*v, "containerPort")));
}

static void host_ports(struct val **v, const struct kind_context *kc)
{
    edit_items(v, "ports", host_port, kc);
}

/* The old field follows the new one, as conversion keeps them. */
static void service_account(struct val **spec)
{
    const struct val *name = val_get(*spec, "serviceAccountName"), *old = val_get(*spec, "serviceAccount");
    if (!val_empty(name) && !val_equal(name, old))
        val_set(spec, "serviceAccount", val_ref(name));
    else if (val_empty(name) && !val_empty(old))
        val_set(spec, "serviceAccountName", val_ref(old));
}

void podspec_host_ports(struct val **spec, const struct kind_context *kc)
{
    if (!val_bool_or(val_get(*spec, "hostNetwork"), false))
        return;
    edit_items(spec, "containers", host_ports, kc);
    edit_items(spec, "initContainers", host_ports, kc);
}

static void spec_defaults(struct val **v, const struct kind_context *kc)
{
    set_plain(v, spec_rows, kc);
    service_account(v);
    edit_items(v, "volumes", volume, kc);
    edit_items(v, "containers", container, kc);
    edit_items(v, "initContainers", container, kc);
    edit_items(v, "ephemeralContainers", container, kc);
    edit_present(v, "overhead", resource_list_defaults, kc);
    if (version_has(kc->version, FEATURE_TEMPLATE_HOST_PORTS))
        podspec_host_ports(v, kc);
}

void podspec_defaults(struct val **doc, const char *path, const struct kind_context *kc)
{
    edit_at(doc, path, spec_defaults, kc);
}
