#include <stdlib.h>
#include <string.h>

#include "repl/describe/describe.h"

static const char *scope_help(const char *scope)
{
    static const struct {
        const char *scope, *help;
    } known[] = {
        { "Terminating", "Matches all pods that have an active deadline. These pods have a limited lifespan on a node before "
                         "being actively terminated by the system." },
        { "NotTerminating", "Matches all pods that do not have an active deadline. These pods usually include long running pods "
                            "whose container command is not expected to terminate." },
        { "BestEffort", "Matches all pods that do not have resource requirements set. These pods have a best effort quality of "
                        "service." },
        { "NotBestEffort", "Matches all pods that have at least one resource requirement set. These pods have a burstable or "
                           "guaranteed quality of service." },
    };
    for (size_t i = 0; i < ARRAY_LEN(known); i++)
        if (!strcmp(known[i].scope, scope))
            return known[i].help;
    return NULL;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_scopes(struct describe *d, const struct val *scopes, const char *space, const char *bullet)
{
    size_t n = val_len(scopes);
    const char **sorted = arena_alloc(d->cmd->arena, (n + 1) * sizeof(*sorted));
    for (size_t i = 0; i < n; i++)
        sorted[i] = val_str_or(val_item(scopes, i), "");
    qsort(sorted, n, sizeof(*sorted), by_text);
    if (n)
        describe_add(d, 0, "%sScopes:\t", space);
    for (size_t i = 0; i < n; i++)
        describe_add(d, 0, "%s%s", i ? ", " : "", sorted[i]);
    if (n)
        describe_add(d, 0, "\n");
    for (size_t i = 0; i < n; i++)
        if (scope_help(sorted[i]))
            describe_add(d, 0, "%s%s%s\n", space, bullet, scope_help(sorted[i]));
}

static void add_resources(struct describe *d, const struct val *quota, const char *space)
{
    const struct val *hard = val_at(quota, "status.hard"), *used = val_at(quota, "status.used");
    for (size_t i = 0; i < val_len(hard); i++)
        describe_add(d, 0, "%s%s\t%s\t%s\n", space, val_key(hard, i), val_str_or(val_get(used, val_key(hard, i)), "0"),
                     val_str_or(val_item(hard, i), "0"));
}

void describe_quotas(struct describe *d, const struct val *quotas)
{
    if (!val_len(quotas)) {
        describe_add(d, 0, "No resource quota.\n");
        return;
    }
    bool indented = version_has(d->version, FEATURE_DESCRIBE_QUOTAS_INDENTED);
    const char *space = indented ? "  " : " ";
    describe_add(d, 0, indented ? "Resource Quotas\n" : "Resource Quotas");
    for (size_t i = 0; i < val_len(quotas); i++) {
        const struct val *quota = val_item(quotas, i);
        describe_add(d, 0, "%s%sName:\t%s\n", indented ? "" : "\n", space, val_at_str(quota, "metadata.name", ""));
        add_scopes(d, val_at(quota, "spec.scopes"), space, indented ? "* " : " * ");
        describe_add(d, 0, "%sResource\tUsed\tHard\n", space);
        describe_add(d, 0, "%s--------\t---\t---\n", space);
        add_resources(d, quota, space);
    }
}

static void describe(struct describe *d, const struct val *quota)
{
    describe_add(d, 0, "Name:\t%s\n", val_at_str(quota, "metadata.name", ""));
    describe_add(d, 0, "Namespace:\t%s\n", val_at_str(quota, "metadata.namespace", ""));
    add_scopes(d, val_at(quota, "spec.scopes"), "", " * ");
    describe_add(d, 0, "Resource\tUsed\tHard\n");
    describe_add(d, 0, "--------\t----\t----\n");
    add_resources(d, quota, "");
}

const struct describer describer_resourcequota = { "", "ResourceQuota", describe };
