#include "repl/podgroup.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/owner.h"

struct entry {
    const struct val *pod;
    const char *uid, *ns;
};

static int by_age(const struct val *a, const struct val *b)
{
    int order = strcmp(val_at_str(a, "metadata.creationTimestamp", ""), val_at_str(b, "metadata.creationTimestamp", ""));
    return order ? order : strverscmp(val_at_str(a, "metadata.name", ""), val_at_str(b, "metadata.name", ""));
}

static int compare_entries(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = strcmp(x->uid, y->uid);
    if (!order && !*x->uid)
        order = strcmp(x->ns, y->ns);
    return order ? order : by_age(x->pod, y->pod);
}

static int compare_groups(const void *a, const void *b)
{
    const struct pod_group *x = a, *y = b;
    int order = strcmp(val_at_str(x->pods[0], "metadata.creationTimestamp", ""),
                       val_at_str(y->pods[0], "metadata.creationTimestamp", ""));
    return order ? order : strverscmp(x->name, y->name);
}

static const char *group_name(struct arena *a, const struct val *pod)
{
    const struct val *owner = owner_controller(pod);
    char *name = owner ? arena_strf(a, "%s/%s", val_get_str(owner, "kind", ""), val_get_str(owner, "name", "")) : arena_strdup(a, "");
    for (char *p = name; *p && *p != '/'; p++)
        *p = (char)tolower((unsigned char)*p);
    return name;
}

void pod_groups_make(struct pod_groups *g, struct arena *a, const struct val *pods)
{
    size_t count = val_len(pods);
    struct entry *entries = arena_alloc(a, (count + 1) * sizeof(*entries));
    const struct val **sorted = arena_alloc(a, (count + 1) * sizeof(*sorted));
    for (size_t i = 0; i < count; i++) {
        const struct val *pod = val_item(pods, i);
        entries[i] = (struct entry){ pod, val_get_str(owner_controller(pod), "uid", ""), val_at_str(pod, "metadata.namespace", "") };
    }
    qsort(entries, count, sizeof(*entries), compare_entries);
    *g = (struct pod_groups){ arena_alloc(a, (count + 1) * sizeof(*g->items)), 0 };
    for (size_t i = 0; i < count; i++) {
        const struct entry *e = &entries[i], *before = i ? e - 1 : NULL;
        sorted[i] = e->pod;
        if (!before || strcmp(e->uid, before->uid) || (!*e->uid && strcmp(e->ns, before->ns)))
            g->items[g->len++] = (struct pod_group){ group_name(a, e->pod), e->uid, e->ns, &sorted[i], 0 };
        g->items[g->len - 1].len++;
    }
    qsort(g->items, g->len, sizeof(*g->items), compare_groups);
}
