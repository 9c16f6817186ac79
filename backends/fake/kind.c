/* The table of kinds and the ways to find one: see kind.h. */
#include "backends/fake/kind.h"

#include <string.h>

#include "backends/fake/cluster.h"
#include "backends/fake/validate/validate.h"

#define KIND(ident)
#define NAMES(group_, kind_, plural_, singular_, short_names_, categories_, flags_, rule_, ...)         \
    .group = (group_), .kind = (kind_), .plural = (plural_), .singular = (singular_),                   \
    .short_names = (short_names_), .categories = (categories_), .flags = (flags_), .name_rule = (rule_), \
    .served = (const struct served[]){ __VA_ARGS__, { NULL, 0, 0, NULL, 0 } }, .validate = validate_metadata
#define GENERIC_KIND(ident, ...) const struct kind kind_row_##ident = { NAMES(__VA_ARGS__) };
#define ALIAS_KIND(ident, of, ...) \
    const struct kind kind_row_##ident = { NAMES(__VA_ARGS__), .storage = &kind_row_##of };
#include "backends/fake/kinds.def"
#undef KIND
#undef GENERIC_KIND
#undef ALIAS_KIND

const struct kind *const kinds[] = {
#define KIND(ident) &kind_row_##ident,
#define GENERIC_KIND(ident, ...) &kind_row_##ident,
#define ALIAS_KIND(ident, ...) &kind_row_##ident,
#include "backends/fake/kinds.def"
#undef KIND
#undef GENERIC_KIND
#undef ALIAS_KIND
};
const size_t kind_count = ARRAY_LEN(kinds);

const struct kind *kind_pod = &kind_row_pod, *kind_node = &kind_row_node, *kind_daemonset = &kind_row_daemonset,
                  *kind_controllerrevision = &kind_row_controllerrevision, *kind_event = &kind_row_event,
                  *kind_namespace = &kind_row_namespace, *kind_job = &kind_row_job,
                  *kind_cronjob = &kind_row_cronjob, *kind_replicaset = &kind_row_replicaset,
                  *kind_deployment = &kind_row_deployment, *kind_statefulset = &kind_row_statefulset,
                  *kind_service = &kind_row_service, *kind_endpoints = &kind_row_endpoints,
                  *kind_configmap = &kind_row_configmap, *kind_secret = &kind_row_secret,
                  *kind_serviceaccount = &kind_row_serviceaccount, *kind_lease = &kind_row_lease,
                  *kind_persistentvolume = &kind_row_persistentvolume,
                  *kind_persistentvolumeclaim = &kind_row_persistentvolumeclaim,
                  *kind_poddisruptionbudget = &kind_row_poddisruptionbudget,
                  *kind_resourcequota = &kind_row_resourcequota;

const struct kind *kind_find(const char *group, const char *kind)
{
    for (size_t i = 0; i < kind_count; i++)
        if (!strcmp(kinds[i]->kind, kind) && !strcmp(kinds[i]->group, group))
            return kinds[i];
    return NULL;
}

const struct kind *kind_find_plural(const char *group, const char *plural)
{
    for (size_t i = 0; i < kind_count; i++)
        if (!strcmp(kinds[i]->plural, plural) && !strcmp(kinds[i]->group, group))
            return kinds[i];
    return NULL;
}

const struct kind *kind_of(const char *api_version, const char *kind)
{
    const char *slash = strchr(api_version, '/');
    size_t len = slash ? (size_t)(slash - api_version) : 0;
    for (size_t i = 0; i < kind_count; i++)
        if (!strcmp(kinds[i]->kind, kind) && strlen(kinds[i]->group) == len &&
            !strncmp(kinds[i]->group, api_version, len))
            return kinds[i];
    return NULL;
}

const struct served *kind_served(const struct kind *k, const char *version, struct version v)
{
    for (const struct served *s = k->served; s->version; s++)
        if (!strcmp(s->version, version) && version_between(v, s->since, s->until))
            return s;
    return NULL;
}

bool kind_serves(const struct kind *k, const char *version, struct version v)
{
    return kind_served(k, version, v) != NULL;
}

const char *kind_preferred(const struct kind *k, struct version v)
{
    for (const struct served *s = k->served; s->version; s++)
        if (version_between(v, s->since, s->until))
            return s->version;
    return NULL;
}

const char *kind_api_version(struct arena *a, const struct kind *k, struct version v)
{
    const char *version = kind_preferred(k, v);
    if (!version)
        return NULL;
    return *k->group ? arena_strf(a, "%s/%s", k->group, version) : version;
}

bool kind_namespaced(const struct kind *k)
{
    return k->flags & KIND_NAMESPACED;
}

const struct kind *kind_storage(const struct kind *k)
{
    return k->storage ? k->storage : k;
}

const char *kind_verbs(const struct kind *k, struct version v)
{
    if (k->flags & KIND_NO_LIST)
        return "create";
    if (k->flags & KIND_READ_ONLY)
        return "get,list";
    if (v.minor < k->collection_since)
        return "create,delete,get,list,patch,update,watch";
    return "create,delete,deletecollection,get,list,patch,update,watch";
}
