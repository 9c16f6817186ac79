#include "repl/pairs.h"

#include <string.h>

#include "repl/print/result.h"

static bool is_pair(const char *arg)
{
    size_t len = strlen(arg);
    return (strchr(arg, '=') && arg[0] != '=') || (len > 1 && arg[len - 1] == '-');
}

/* Additions and removals; a value may hold '='. */
static void read_pairs(struct command *cmd, struct pairs *p)
{
    struct val *set = val_object(), *unset = val_array();
    for (int i = 0; i < p->pair_count; i++) {
        const char *pair = p->pairs[i], *eq = strchr(pair, '=');
        if (eq)
            val_set(&set, arena_strndup(cmd->arena, pair, (size_t)(eq - pair)), val_string(eq + 1));
        else
            val_append(&unset, val_stringn(pair, strlen(pair) - 1));
    }
    p->set = arena_val(cmd->arena, set);
    p->unset = arena_val(cmd->arena, unset);
}

int pairs_split(struct command *cmd, const char *what, struct pairs *out)
{
    int n = 0;
    while (n < cmd->argc && !is_pair(cmd->argv[n]))
        n++;
    *out = (struct pairs){ n, cmd->argv + n, cmd->argc - n, NULL, NULL };
    for (int i = n; i < cmd->argc; i++)
        if (!is_pair(cmd->argv[i]))
            return cmd_error(cmd, "all resources must be specified before %s changes: %s", what, cmd->argv[i]);
    read_pairs(cmd, out);
    return 0;
}

int pairs_validate(struct command *cmd, const char *what, const struct pairs *p)
{
    const char *selector = opt_str(cmd, "selector"), *fields = opt_str(cmd, "field-selector");
    bool all = opt_bool(cmd, "all"), list = opt_bool(cmd, "list");
    if (list && opt_given(cmd, "output"))
        return cmd_error(cmd, "--list and --output may not be specified together");
    if (all && selector && *selector)
        return cmd_error(cmd, "cannot set --all and --selector at the same time");
    if (all && fields && *fields)
        return cmd_error(cmd, "cannot set --all and --field-selector at the same time");
    if (!p->resource_count && !opt_given(cmd, "filename"))
        return cmd_error(cmd, "one or more resources must be specified as <resource> <name> or <resource>/<name>");
    if (!val_len(p->set) && !val_len(p->unset) && !list)
        return cmd_error(cmd, "at least one %s update is required", what);
    return 0;
}

int pairs_resolve(struct command *cmd, const struct pairs *p, struct targets *out)
{
    bool local = opt_bool(cmd, "local");
    unsigned flags = TARGET_FILES | TARGET_REQUIRE_NAME | (local ? 0 : TARGET_FETCH | TARGET_SELECTORS);
    int rc = targets_resolve(cmd, local ? 0 : p->resource_count, cmd->argv, flags, out);
    if (!rc && !out->single && opt_given(cmd, "resource-version"))
        return cmd_error(cmd, "--resource-version may only be used with a single resource");
    return rc;
}

const struct val *pairs_patch(struct command *cmd, const struct pairs *p, const struct val *have)
{
    struct val *patch = val_object();
    for (size_t i = 0; i < val_len(p->unset); i++)
        if (val_getv(have, val_item(p->unset, i)))
            val_set(&patch, val_str(val_item(p->unset, i)), val_null());
    for (size_t i = 0; i < val_len(p->set); i++)
        if (!val_equal(val_getv(have, val_keyv(p->set, i)), val_item(p->set, i)))
            val_set(&patch, val_key(p->set, i), val_ref(val_item(p->set, i)));
    return arena_val(cmd->arena, patch);
}

static struct val *patched_here(const struct val *obj, const char *path, const struct val *patch)
{
    struct val *result = val_ref(obj), *map = val_ref(val_at(obj, path));
    for (size_t i = 0; i < val_len(patch); i++)
        if (val_is_null(val_item(patch, i)))
            val_unset(&map, val_key(patch, i));
        else
            val_set(&map, val_key(patch, i), val_ref(val_item(patch, i)));
    if (map)
        val_put(&result, path, map);
    return result;
}

int pairs_commit(struct command *cmd, const struct target *t, const char *field, const struct val *patch, bool local,
                 struct val **result, struct cmd_errors *errors)
{
    const char *version = opt_str(cmd, "resource-version");
    struct status st = STATUS_INIT;
    if (local) {
        *result = patched_here(t->object, arena_strf(cmd->arena, "metadata.%s", field), patch);
        return 0;
    }
    struct val *body = val_len(patch) ? val_fmt("{metadata:{%s:%v}}", field, patch) : val_object();
    opt_record(cmd, &body);
    if (version && *version)
        val_put_str(&body, "metadata.resourceVersion", version);
    int rc = client_patch(cmd_client(cmd), t->resource, t->ns, t->name, NULL, CONTENT_MERGE_PATCH, body, result_query(cmd),
                          result, &st);
    val_unref(body);
    if (rc < 0)
        cmd_errors_add(cmd, errors, &st);
    return rc < 0;
}
