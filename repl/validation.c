#include "repl/validation.h"

#include <string.h>

#include "repl/manifest_validate.h"

static bool by_server(struct command *cmd)
{
    return version_has(cmd_version(cmd), FEATURE_SERVER_FIELD_VALIDATION);
}

/* What the server is asked for: "Strict", "Warn", "Ignore"; NULL: the flag has no such value.  It was a boolean first, and still is. */
static const char *asked(struct command *cmd)
{
    static const struct {
        const char *value, *directive;
    } words[] = { { "strict", "Strict" }, { "warn", "Warn" }, { "ignore", "Ignore" } };
    const char *value = opt_str(cmd, "validate");
    for (size_t i = 0; by_server(cmd) && i < ARRAY_LEN(words); i++)
        if (!strcmp(words[i].value, value))
            return words[i].directive;
    int boolean = option_bool(value);
    return boolean < 0 ? NULL : boolean ? "Strict" : "Ignore";
}

int validation_read(struct command *cmd)
{
    const char *value = opt_str(cmd, "validate");
    if (asked(cmd))
        return 0;
    if (by_server(cmd))
        return cmd_error(cmd, "invalid - validate option \"%s\"; must be one of: strict (or true), warn, ignore (or false)", value);
    return option_refuse_bool(cmd, "validate", value);
}

bool validation_wanted(struct command *cmd)
{
    return cmd_has_option(cmd, "validate") && strcmp(asked(cmd), "Ignore") != 0;
}

/* What a server does not serve is not in its OpenAPI definitions either: that there is no such kind comes later. */
static bool is_defined(struct command *cmd, const struct val *doc)
{
    struct status st = STATUS_INIT;
    bool found = client_find_kind(cmd_client(cmd), val_get_str(doc, "apiVersion", ""), val_get_str(doc, "kind", ""), &st) || manifest_is_list(doc);
    status_release(&st);
    return found;
}

bool validation_passes(struct command *cmd, const struct val *doc, struct strbuf *err)
{
    if (!validation_wanted(cmd))
        return true;
    bool fields = !strcmp(asked(cmd), "Strict") && (!by_server(cmd) || manifest_is_list(doc)) && is_defined(cmd, doc);
    return manifest_validate(doc, cmd_version(cmd), fields, err) == 0;
}

const char *validation_directive(struct command *cmd)
{
    return cmd_has_option(cmd, "validate") && by_server(cmd) ? asked(cmd) : NULL;
}
