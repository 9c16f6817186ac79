#include "repl/print/result.h"

#include <string.h>

#include "backends/base/decode.h"
#include "repl/print/output.h"
#include "repl/validation.h"

static int check_format(struct command *cmd)
{
    struct output o;
    const char *format = cmd_has_option(cmd, "output") ? opt_str(cmd, "output") : NULL;
    return format && *format ? output_init_format(&o, cmd, format, OUTPUT_FORMS_CHANGE) : 0;
}

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
        return check_format(cmd);
    }
    if (!value)
        return check_format(cmd);
    return cmd_error(cmd, "Invalid dry-run value (%s). Must be \"none\", \"server\", or \"client\".", value);
}

int result_local(struct command *cmd, enum dry_run dry)
{
    if (dry == DRY_RUN_SERVER && opt_bool(cmd, "local"))
        return cmd_error(cmd, "cannot specify --local and --dry-run=server - did you mean --dry-run=client?");
    return 0;
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
    const char *dry = mode_of(cmd) == DRY_RUN_SERVER ? "All" : NULL, *validation = validation_directive(cmd);
    return dry || validation ? arena_val(cmd->arena, val_fmt("{dryRun:%s, fieldValidation:%s}", dry, validation)) : NULL;
}

static const char *suffix(struct command *cmd)
{
    static const char *const of_mode[] = { "", " (dry run)", " (server dry run)" };
    return of_mode[mode_of(cmd)];
}

static int print(struct command *cmd, const struct resource *r, const struct schema_type *type, const struct val *obj,
                 const char *operation, const char *more)
{
    const char *format = cmd_has_option(cmd, "output") ? opt_str(cmd, "output") : NULL;
    if (format && *format && strcmp(format, "name"))
        return output_object(cmd, format, type, obj);
    sink_printf(cmd->out, "%s/%s", resource_singular(cmd->arena, r), val_at_str(obj, "metadata.name", ""));
    if (!format || !*format)
        sink_printf(cmd->out, " %s%s", operation, more);
    sink_puts(cmd->out, "\n");
    return 0;
}

int result_print(struct command *cmd, const struct resource *r, const struct val *obj, const char *operation)
{
    return print(cmd, r, NULL, obj, operation, suffix(cmd));
}

int result_print_plain(struct command *cmd, const struct resource *r, const struct val *obj, const char *operation)
{
    return print(cmd, r, NULL, obj, operation, version_has(cmd_version(cmd), FEATURE_CHANGE_DRY_RUN_TEXT) ? suffix(cmd) : "");
}

static const struct schema_type *type_of(const struct val *obj)
{
    return schema_find(val_get_str(obj, "apiVersion", ""), val_get_str(obj, "kind", ""));
}

struct val *result_typed(struct command *cmd, const struct val *obj)
{
    struct decoder d = DECODER_INIT(cmd_version(cmd));
    struct val *typed = decode(&d, obj, type_of(obj));
    decoder_release(&d);
    return typed ? typed : val_ref(obj);
}

int result_print_typed(struct command *cmd, const struct resource *r, const struct val *obj, const char *operation)
{
    struct val *typed = result_typed(cmd, obj);
    int rc = print(cmd, r, type_of(obj), typed, operation, suffix(cmd));
    val_unref(typed);
    return rc;
}
