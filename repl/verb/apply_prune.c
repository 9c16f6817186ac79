/* kubectl apply --prune: staging/src/k8s.io/kubectl/pkg/cmd/apply/prune.go, v1.20.2. */
#include <string.h>

#include "repl/lastapplied.h"
#include "repl/target.h"
#include "repl/verb/apply.h"

/* Which kinds are looked at when nobody names any; of those that stand twice the first that is served. */
static const struct {
    const char *api_version, *kind;
} usual[] = {
    { "v1", "ConfigMap" },
    { "v1", "Endpoints" },
    { "v1", "Namespace" },
    { "v1", "PersistentVolumeClaim" },
    { "v1", "PersistentVolume" },
    { "v1", "Pod" },
    { "v1", "ReplicationController" },
    { "v1", "Secret" },
    { "v1", "Service" },
    { "batch/v1", "Job" },
    { "batch/v1", "CronJob" },
    { "batch/v1beta1", "CronJob" },
    { "networking.k8s.io/v1", "Ingress" },
    { "extensions/v1beta1", "Ingress" },
    { "apps/v1", "DaemonSet" },
    { "apps/v1", "Deployment" },
    { "apps/v1", "ReplicaSet" },
    { "apps/v1", "StatefulSet" },
};

void prune_visited(struct prune *p, const char *ns, const struct val *obj)
{
    struct val *name = ns ? val_string(ns) : NULL;
    if (val_at(obj, "metadata.uid")) /* not of what a dry run made */
        val_append(&p->uids, val_ref(val_at(obj, "metadata.uid")));
    bool seen = !ns;
    for (size_t i = 0; i < val_len(p->namespaces) && !seen; i++)
        seen = val_equal(val_item(p->namespaces, i), name);
    if (seen)
        val_unref(name);
    else
        val_append(&p->namespaces, name);
}

void prune_release(struct prune *p)
{
    val_unref(p->uids);
    val_unref(p->namespaces);
}

/* Adds "core/v1/ConfigMap". 0, or 1 after the mistake was printed. */
static int add_named(struct command *cmd, struct prune *p, const char *text)
{
    const char *slash = strchr(text, '/'), *last = slash ? strchr(slash + 1, '/') : NULL;
    struct status st = STATUS_INIT;
    if (!last || strchr(last + 1, '/'))
        return cmd_error(cmd, "invalid GroupVersionKind format: %s, please follow <group/version/kind>", text);
    bool core = !strncmp(text, "core/", 5) || slash == text;
    const char *api = core ? arena_strndup(cmd->arena, slash + 1, (size_t)(last - slash - 1))
                           : arena_strndup(cmd->arena, text, (size_t)(last - text));
    const struct resource *r = client_find_kind(cmd_client(cmd), api, last + 1, &st);
    if (!r)
        return cmd_status(cmd, &st);
    p->kinds[p->kind_count++] = r;
    return 0;
}

static void add_usual(struct command *cmd, struct prune *p)
{
    for (size_t i = 0; i < ARRAY_LEN(usual); i++) {
        struct status st = STATUS_INIT;
        const struct resource *r = client_find_kind(cmd_client(cmd), usual[i].api_version, usual[i].kind, &st);
        status_release(&st);
        if (r && (!p->kind_count || strcmp(p->kinds[p->kind_count - 1]->kind, r->kind)))
            p->kinds[p->kind_count++] = r;
    }
}

static int read_kinds(struct command *cmd, struct prune *p)
{
    const char *flag = opt_given(cmd, "prune-allowlist") ? "prune-allowlist" : "prune-whitelist";
    const struct val *named = opt_list(cmd, flag);
    p->kinds = arena_alloc(cmd->arena, (val_len(named) + ARRAY_LEN(usual)) * sizeof(*p->kinds));
    for (size_t i = 0; i < val_len(named); i++)
        if (add_named(cmd, p, val_str(val_item(named, i))))
            return 1;
    if (!p->kind_count)
        add_usual(cmd, p);
    return 0;
}

int prune_read(struct command *cmd, struct prune *p)
{
    const char *selector = opt_str(cmd, "selector");
    bool selects = selector && *selector;
    if (opt_bool(cmd, "all") && selects)
        return cmd_error(cmd, "cannot set --all and --selector at the same time");
    if (opt_bool(cmd, "prune") && !opt_bool(cmd, "all") && !selects)
        return cmd_error(cmd, "all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all "
                              "flag. If you did not mean to prune all resources, specify a label selector");
    return opt_bool(cmd, "prune") ? read_kinds(cmd, p) : 0;
}

static bool is_visited(const struct prune *p, const struct val *obj)
{
    for (size_t i = 0; i < val_len(p->uids); i++)
        if (val_equal(val_item(p->uids, i), val_at(obj, "metadata.uid")))
            return true;
    return false;
}

static int delete_one(struct command *cmd, const struct resource *r, const char *ns, const struct val *obj, struct status *st)
{
    static const struct {
        const char *value, *policy;
    } policies[] = { { "orphan", "Orphan" }, { "false", "Orphan" }, { "foreground", "Foreground" } };
    const char *policy = "Background";
    struct val *options = NULL;
    for (size_t i = 0; i < ARRAY_LEN(policies); i++)
        if (!strcmp(policies[i].value, opt_str(cmd, "cascade")))
            policy = policies[i].policy;
    val_set(&options, "propagationPolicy", val_string(policy));
    if (opt_int(cmd, "grace-period") >= 0)
        val_set(&options, "gracePeriodSeconds", val_int(opt_int(cmd, "grace-period")));
    int rc = client_delete(cmd_client(cmd), r, ns, val_at_str(obj, "metadata.name", ""), options, result_query(cmd), NULL, st);
    val_unref(options);
    return rc;
}

static int prune_kind(struct command *cmd, const struct prune *p, const struct resource *r, const char *ns, enum dry_run dry)
{
    struct list_options o = { .label_selector = opt_str(cmd, "selector") };
    struct status st = STATUS_INIT;
    struct val *list = NULL;
    int rc = client_list(cmd_client(cmd), r, ns, &o, &list, &st);
    for (size_t i = 0; i < val_len(val_get(list, "items")) && !rc; i++) {
        struct val *obj = target_list_item(list, i);
        if (last_applied_text(obj) && !is_visited(p, obj)) {
            rc = dry == DRY_RUN_CLIENT ? 0 : delete_one(cmd, r, ns, obj, &st);
            if (!rc)
                result_print(cmd, r, obj, "pruned");
        }
        val_unref(obj);
    }
    val_unref(list);
    if (!rc)
        return 0;
    cmd_error(cmd, "error pruning %s object %s%s, Kind=%s: %s", r->namespaced ? "namespaced" : "nonNamespaced", *r->group ? "" : "/",
              r->api_version, r->kind, st.message);
    status_release(&st);
    return 1;
}

int prune_run(struct command *cmd, const struct prune *p, enum dry_run dry)
{
    for (size_t n = 0; n < val_len(p->namespaces); n++)
        for (size_t i = 0; i < p->kind_count; i++)
            if (p->kinds[i]->namespaced && prune_kind(cmd, p, p->kinds[i], val_str(val_item(p->namespaces, n)), dry))
                return 1;
    for (size_t i = 0; i < p->kind_count; i++)
        if (!p->kinds[i]->namespaced && prune_kind(cmd, p, p->kinds[i], NULL, dry))
            return 1;
    return 0;
}
