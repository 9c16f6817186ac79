#include "repl/print/result.h"

#include <string.h>

#include "repl/print/output.h"

int result_dry_run(struct command *cmd, enum dry_run *out)
{
    static const struct {
        const char *value, *instead;
        enum dry_run mode;
    } values[] = {
        { "none", NULL, DRY_RUN_NONE },
        { "client", NULL, DRY_RUN_CLIENT },
        { "server", NULL, DRY_RUN_SERVER },
        { "unchanged", "--dry-run is deprecated and can be replaced with --dry-run=client.", DRY_RUN_CLIENT },
        { "true", "--dry-run=true is deprecated (boolean value) and can be replaced with --dry-run=client.", DRY_RUN_CLIENT },
        { "false", "--dry-run=false is deprecated (boolean value) and can be replaced with --dry-run=none.", DRY_RUN_NONE },
    };
    const char *value = opt_str(cmd, "dry-run");
    *out = DRY_RUN_NONE;
    for (size_t i = 0; value && i < ARRAY_LEN(values); i++) {
        if (strcmp(values[i].value, value))
            continue;
        if (values[i].instead)
            sink_printf(cmd->err, "W %s\n", values[i].instead);
        *out = values[i].mode;
        return 0;
    }
    if (!value)
        return 0;
    return cmd_error(cmd, "Invalid dry-run value (%s). Must be \"none\", \"server\", or \"client\".", value);
}

static enum dry_run mode_of(struct command *cmd)
{
    const char *value = cmd_has_option(cmd, "dry-run") ? opt_str(cmd, "dry-run") : NULL;
    if (!value || !strcmp(value, "none") || !strcmp(value, "false"))
        return DRY_RUN_NONE;
    return strcmp(value, "server") ? DRY_RUN_CLIENT : DRY_RUN_SERVER;
}

const struct val *result_query(struct command *cmd)
{
    return mode_of(cmd) == DRY_RUN_SERVER ? arena_val(cmd->arena, val_fmt("{dryRun:All}")) : NULL;
}

int result_print(struct command *cmd, const struct resource *r, const struct val *obj, const char *operation)
{
    static const char *const suffix[] = { "", " (dry run)", " (server dry run)" };
    const char *format = cmd_has_option(cmd, "output") ? opt_str(cmd, "output") : NULL;
    const char *name = val_at_str(obj, "metadata.name", "");
    if (format && *format && strcmp(format, "name"))
        return output_object(cmd, format, r, obj);
    sink_printf(cmd->out, "%s/%s", resource_singular(cmd->arena, r), name);
    if (!format || !*format)
        sink_printf(cmd->out, " %s%s", operation, suffix[mode_of(cmd)]);
    sink_puts(cmd->out, "\n");
    return 0;
}
