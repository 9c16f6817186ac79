#include "repl/nodes.h"

#include "repl/print/result.h"

int nodes_resolve(struct command *cmd, struct targets *out)
{
    const char *selector = opt_str(cmd, "selector");
    bool selected = selector && *selector;
    if (!cmd->argc && !selected)
        return cmd_usage_error(cmd, "USAGE: %s [flags]", cmd->verb->usage);
    if (cmd->argc && selected)
        return cmd_usage_error(cmd, "error: cannot specify both a node name and a --selector option");
    char **argv = arena_alloc(cmd->arena, ((size_t)cmd->argc + 1) * sizeof(*argv));
    argv[0] = arena_strdup(cmd->arena, "nodes");
    for (int i = 0; i < cmd->argc; i++)
        argv[i + 1] = cmd->argv[i];
    int rc = targets_resolve(cmd, cmd->argc + 1, argv, TARGET_FETCH | TARGET_SELECTORS, out);
    return rc ? rc : targets_report(cmd, out);
}

static int set_one(struct command *cmd, const struct target *t, bool unschedulable, enum dry_run dry)
{
    static const char *const changed[] = { "uncordoned", "cordoned" }, *const already[] = { "already uncordoned", "already cordoned" };
    if (val_at_bool(t->object, "spec.unschedulable", false) == unschedulable)
        return result_print(cmd, t->resource, t->object, already[unschedulable]);
    if (dry != DRY_RUN_CLIENT) {
        struct status st = STATUS_INIT;
        struct val *patch = val_fmt("{spec:{unschedulable:%V}}", unschedulable ? val_bool(true) : val_null());
        int rc = client_patch(cmd_client(cmd), t->resource, NULL, t->name, NULL, CONTENT_STRATEGIC_PATCH, patch, result_query(cmd),
                              NULL, &st);
        val_unref(patch);
        if (rc < 0) {
            sink_printf(cmd->err, "error: unable to %s node \"%s\": %s\n", unschedulable ? "cordon" : "uncordon", t->name,
                        st.message);
            status_release(&st);
            return 1;
        }
    }
    return result_print(cmd, t->resource, t->object, changed[unschedulable]);
}

int nodes_set_unschedulable(struct command *cmd, const struct targets *nodes, bool unschedulable)
{
    enum dry_run dry;
    int rc = result_dry_run(cmd, &dry);
    for (size_t i = 0; !rc && i < nodes->len; i++)
        rc = set_one(cmd, &nodes->items[i], unschedulable, dry);
    return rc;
}
