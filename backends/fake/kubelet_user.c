/*
 * Whom a container's process runs as, and whether it may (pkg/kubelet/kuberuntime/security_context.go, v1.20.2 and v1.37.2).
 */
#include <stdlib.h>
#include <string.h>

#include "backends/fake/image.h"
#include "backends/fake/kubelet.h"

/* The container's own securityContext goes before the pod's. */
static const struct val *effective(const struct life *l, const struct container *c, const char *field)
{
    const struct val *own = val_get(val_get(c->spec, "securityContext"), field);
    return own ? own : val_get(val_at(l->doc, "spec.securityContext"), field);
}

const char *container_user_refusal(const struct life *l, const struct container *c)
{
    struct arena *a = l->run->arena;
    const struct val *uid = effective(l, c, "runAsUser"), *meta = val_get(l->doc, "metadata");
    const char *user = image_user(val_get_str(c->spec, "image", "")), *why = NULL;
    if (!val_bool_or(effective(l, c, "runAsNonRoot"), false))
        return NULL;
    if (uid)
        why = val_int_or(uid, 0) ? NULL : "container's runAsUser breaks non-root policy";
    else if (strspn(user, "0123456789") != strlen(user))
        why = arena_strf(a, "container has runAsNonRoot and image has non-numeric user (%s), cannot verify user is non-root", user);
    else if (strtol(user, NULL, 10) == 0)
        why = "container has runAsNonRoot and image will run as root";
    if (!why)
        return NULL;
    return arena_strf(a, "%s (pod: \"%s_%s(%s)\", container: %s)", why, val_get_str(meta, "name", ""), val_get_str(meta, "namespace", ""),
                      val_get_str(meta, "uid", ""), c->name);
}

/* The kernel keeps them sorted. */
static void add_group(struct val **groups, int64_t gid)
{
    size_t i = 0;
    while (i < val_len(*groups) && val_int_or(val_item(*groups, i), 0) < gid)
        i++;
    if (val_int_or(val_item(*groups, i), -1) != gid)
        val_insert(groups, i, val_int(gid));
}

void container_user(const struct life *l, const struct container *c, struct program *p)
{
    const char *user = image_user(val_get_str(c->spec, "image", ""));
    const struct val *context = val_at(l->doc, "spec.securityContext"), *more = val_get(context, "supplementalGroups");
    p->uid = val_int_or(effective(l, c, "runAsUser"), strtol(user, NULL, 10));
    p->gid = val_int_or(effective(l, c, "runAsGroup"), 0);
    struct val *groups = val_array();
    for (size_t i = 0; i < val_len(more); i++)
        add_group(&groups, val_int_or(val_item(more, i), 0));
    if (val_get(context, "fsGroup"))
        add_group(&groups, val_int_or(val_get(context, "fsGroup"), 0));
    if (!image_runs_docker(l->node)) /* newer runtimes count the first group in */
        add_group(&groups, p->gid);
    p->groups = arena_val(l->run->arena, groups);
}
