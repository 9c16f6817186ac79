#include "backends/fake/kind/pod_admission.h"

#include <string.h>

enum { TOLERATION_SECONDS = 300, TOKEN_EXPIRATION_S = 3607, VOLUME_MODE = 420 };

static const char mount_path[] = "/var/run/secrets/kubernetes.io/serviceaccount";

struct val *token_volume(const char *name, const char *secret, struct version v)
{
    if (!version_has(v, FEATURE_BOUND_TOKENS))
        return val_fmt("{name:%s, secret:{secretName:%s, defaultMode:%d}}", name, secret, VOLUME_MODE);
    return val_fmt("{name:%s, projected:{defaultMode:%d, sources:["
                   "{serviceAccountToken:{expirationSeconds:%d, path:token}},"
                   "{configMap:{name:'kube-root-ca.crt', items:[{key:ca.crt, path:ca.crt}]}},"
                   "{downwardAPI:{items:[{path:namespace, fieldRef:{apiVersion:v1, fieldPath:'metadata.namespace'}}]}}]}}",
                   name, VOLUME_MODE, TOKEN_EXPIRATION_S);
}

struct val *containers_with_token(const struct val *containers, const char *volume)
{
    struct val *result = val_ref(containers);
    for (size_t i = 0; i < val_len(containers); i++) {
        struct val *container = val_ref(val_item(containers, i));
        struct val *mounts = val_ref(val_get(container, "volumeMounts"));
        if (!val_find(mounts, "mountPath", mount_path, NULL)) {
            val_append(&mounts, val_fmt("{name:%s, readOnly:true, mountPath:%s}", volume, mount_path));
            val_set(&container, "volumeMounts", mounts);
            val_replace(&result, i, container);
        } else {
            val_unref(mounts);
            val_unref(container);
        }
    }
    return result;
}

/* Whether a toleration covers the NoExecute taint `key`. */
static bool covers(const struct val *toleration, const char *key)
{
    const char *own = val_get_str(toleration, "key", ""), *effect = val_get_str(toleration, "effect", "");
    return (!*own || !strcmp(own, key)) && (!*effect || !strcmp(effect, "NoExecute"));
}

void pod_admit_tolerations(struct val **pod, const struct kind_context *kc)
{
    static const char *const keys[] = { "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable" };
    struct val *list = val_ref(val_at(*pod, "spec.tolerations"));
    size_t given = val_len(list);
    (void)kc;
    for (size_t k = 0; k < ARRAY_LEN(keys); k++) {
        bool covered = false;
        for (size_t i = 0; i < given; i++)
            covered |= covers(val_item(list, i), keys[k]);
        if (!covered)
            val_append(&list, val_fmt("{key:%s, operator:Exists, effect:NoExecute, tolerationSeconds:%d}", keys[k], TOLERATION_SECONDS));
    }
    if (val_len(list) > given)
        val_put(pod, "spec.tolerations", list);
    else
        val_unref(list);
}
