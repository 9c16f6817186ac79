#include "backends/fake/kind/seccomp.h"

#include <stdlib.h>
#include <string.h>

#define POD_KEY "seccomp.security.alpha.kubernetes.io/pod"
#define CONTAINER_PREFIX "container.seccomp.security.alpha.kubernetes.io/"
#define LOCAL_PREFIX "localhost/"

/* The profile that an annotation stands for; NULL: none that has a field. */
static struct val *profile_of(const char *annotation)
{
    if (!strcmp(annotation, "unconfined"))
        return val_fmt("{type:Unconfined}");
    if (!strcmp(annotation, "runtime/default") || !strcmp(annotation, "docker/default"))
        return val_fmt("{type:RuntimeDefault}");
    if (!strncmp(annotation, LOCAL_PREFIX, strlen(LOCAL_PREFIX)) && annotation[strlen(LOCAL_PREFIX)])
        return val_fmt("{type:Localhost, localhostProfile:%s}", annotation + strlen(LOCAL_PREFIX));
    return NULL;
}

/* The annotation that says what the field does; NULL: none. */
static struct val *annotation_of(const struct val *profile)
{
    const char *type = val_get_str(profile, "type", ""), *local = val_get_str(profile, "localhostProfile", NULL);
    if (!strcmp(type, "Unconfined"))
        return val_string("unconfined");
    if (!strcmp(type, "RuntimeDefault"))
        return val_string("runtime/default");
    if (!strcmp(type, "Localhost") && local)
        return val_stringf(LOCAL_PREFIX "%s", local);
    return NULL;
}

/* `owner` is the pod's spec or a container. */
static void sync_one(struct val **owner, struct val **annotations, const char *key)
{
    const struct val *profile = val_at(*owner, "securityContext.seccompProfile");
    const char *annotation = val_get_str(*annotations, key, NULL);
    if (val_is_null(profile) == !annotation)
        return;
    struct val *other = annotation ? profile_of(annotation) : annotation_of(profile);
    if (!other)
        return;
    if (annotation)
        val_put(owner, "securityContext.seccompProfile", other);
    else
        val_set(annotations, key, other);
}

static void sync_containers(struct val **spec, const char *list, struct val **annotations)
{
    for (size_t i = 0; i < val_len(val_get(*spec, list)); i++) {
        const struct val *item = val_item(val_get(*spec, list), i);
        if (!val_len(*annotations) && !val_at(item, "securityContext.seccompProfile"))
            continue;
        struct val *container = val_ref(item);
        char *key = xstrf(CONTAINER_PREFIX "%s", val_get_str(item, "name", ""));
        sync_one(&container, annotations, key);
        free(key);
        if (container == item) {
            val_unref(container);
            continue;
        }
        struct val *changed = val_ref(val_get(*spec, list));
        val_replace(&changed, i, container);
        val_set(spec, list, changed);
    }
}

void seccomp_sync(struct val **doc, const struct kind_context *kc)
{
    struct val *spec = val_ref(val_get(*doc, "spec")), *annotations = val_ref(val_at(*doc, "metadata.annotations"));
    if (version_has(kc->version, FEATURE_SECCOMP_ANNOTATIONS) && val_is(spec, VAL_OBJECT)) {
        sync_one(&spec, &annotations, POD_KEY);
        sync_containers(&spec, "initContainers", &annotations);
        sync_containers(&spec, "containers", &annotations);
        if (spec != val_get(*doc, "spec"))
            val_set(doc, "spec", val_ref(spec));
        if (annotations != val_at(*doc, "metadata.annotations"))
            val_put(doc, "metadata.annotations", val_ref(annotations));
    }
    val_unref(spec);
    val_unref(annotations);
}
