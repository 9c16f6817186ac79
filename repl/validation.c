#include "repl/validation.h"

#include <string.h>

#include "repl/manifest_validate.h"

static const struct directive {
    const char *value, *directive;
    bool boolean; /* a value of the flag when it was a boolean, too */
} directives[] = {
    { "true", "Strict", true },  { "1", "Strict", true },     { "t", "Strict", true },   { "T", "Strict", true },
    { "TRUE", "Strict", true },  { "True", "Strict", true },  { "false", "Ignore", true }, { "0", "Ignore", true },
    { "f", "Ignore", true },     { "F", "Ignore", true },     { "FALSE", "Ignore", true }, { "False", "Ignore", true },
    { "strict", "Strict", false }, { "warn", "Warn", false }, { "ignore", "Ignore", false },
};

static bool by_server(struct command *cmd)
{
    return version_has(cmd_version(cmd), FEATURE_SERVER_FIELD_VALIDATION);
}

static const struct directive *asked(struct command *cmd)
{
    const char *value = opt_str(cmd, "validate");
    for (size_t i = 0; i < ARRAY_LEN(directives); i++)
        if (!strcmp(directives[i].value, value) && (directives[i].boolean || by_server(cmd)))
            return &directives[i];
    return NULL;
}

int validation_read(struct command *cmd)
{
    const char *value = opt_str(cmd, "validate");
    if (asked(cmd))
        return 0;
    if (by_server(cmd))
        return cmd_error(cmd, "invalid - validate option \"%s\"; must be one of: strict (or true), warn, ignore (or false)", value);
    const char *why = arena_strf(cmd->arena, "strconv.ParseBool: parsing \"%s\": invalid syntax", value);
    return option_refuse(cmd, option_find(cmd->verb, "validate", strlen("validate")), value, why);
}

bool validation_wanted(struct command *cmd)
{
    return cmd_has_option(cmd, "validate") && strcmp(asked(cmd)->directive, "Ignore") != 0;
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
    bool fields = !strcmp(asked(cmd)->directive, "Strict") && (!by_server(cmd) || manifest_is_list(doc)) && is_defined(cmd, doc);
    return manifest_validate(doc, cmd_version(cmd), fields, err) == 0;
}

const char *validation_directive(struct command *cmd)
{
    return cmd_has_option(cmd, "validate") && by_server(cmd) && asked(cmd) ? asked(cmd)->directive : NULL;
}
