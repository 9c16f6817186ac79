/* kubectl create WHAT NAME, from the flags to what is printed: pkg/cmd/create/create.go, v1.20.2. */
#include <string.h>

#include "repl/lastapplied.h"
#include "repl/verb/create.h"

struct val *create_command(const struct command *cmd)
{
    struct val *list = NULL;
    for (int i = 1; i < cmd->argc; i++)
        val_append(&list, val_string(cmd->argv[i]));
    return list;
}

const char *create_failed(struct command *cmd, const char *text)
{
    return version_has(cmd_version(cmd), FEATURE_CREATE_SAYS_FAILED) ? text : NULL;
}

static const char *only_name(struct command *cmd)
{
    int count = cmd->dash_at < 0 ? cmd->argc : cmd->dash_at;
    if (count == 1)
        return cmd->argv[0];
    cmd_usage_error(cmd, "exactly one NAME is required, got %d", count);
    return NULL;
}

/* What the server makes of the object, or the object itself when it is not asked; NULL with *st. */
static struct val *send(struct command *cmd, const struct resource *r, const struct val *doc, enum dry_run dry, const char *failed,
                        struct status *st)
{
    struct val *made = NULL;
    struct status why = STATUS_INIT;
    if (dry == DRY_RUN_CLIENT)
        return val_ref(doc);
    if (client_create(cmd_client(cmd), r, r->namespaced ? cmd_namespace(cmd) : NULL, doc, result_query(cmd), &made, &why) == 0)
        return made;
    if (failed)
        status_client(st, "%s%s", failed, why.message);
    else
        status_move(st, &why);
    status_release(&why);
    return NULL;
}

/* Until 1.20 some subcommands put the namespace into what they had annotated already, and `create service` nowhere. */
static bool names_namespace_late(struct command *cmd, const char *api_version, const char *failed)
{
    return !failed && !version_has(cmd_version(cmd), FEATURE_CREATE_SAYS_FAILED) && strncmp(api_version, "rbac.", 5) != 0;
}

/* The object as it is sent: typed, with the namespace that -n names, and with --save-config annotated (which
 * `create service` forgets). */
static void complete(struct command *cmd, const struct resource *r, struct val **doc, const char *failed)
{
    bool late = names_namespace_late(cmd, r->api_version, failed);
    bool service = !strcmp(r->kind, "Service");
    bool unnamed = service && !version_has(cmd_version(cmd), FEATURE_CREATE_SERVICE_NAMESPACE);
    bool named = r->namespaced && !unnamed && opt_given(cmd, "namespace");
    if (named && !late)
        val_put_str(doc, "metadata.namespace", cmd_namespace(cmd));
    val_assign(doc, result_typed(cmd, *doc));
    if (opt_bool(cmd, "save-config") && !service)
        last_applied_set(doc, schema_find(r->api_version, r->kind));
    if (named && late)
        val_put_str(doc, "metadata.namespace", cmd_namespace(cmd));
}

static int create(struct command *cmd, struct val **doc, enum dry_run dry, const char *failed, struct status *st)
{
    const char *api_version = val_get_str(*doc, "apiVersion", ""), *kind = val_get_str(*doc, "kind", "");
    const struct resource *r = client_find_kind(cmd_client(cmd), api_version, kind, st);
    if (!r)
        return cmd_status(cmd, st);
    complete(cmd, r, doc, failed);
    struct val *made = send(cmd, r, *doc, dry, failed, st);
    int rc = made ? result_print_typed(cmd, r, made, "created") : cmd_status(cmd, st);
    val_unref(made);
    return rc;
}

int create_run(struct command *cmd, create_build *build, const char *required, const char *failed)
{
    struct status st = STATUS_INIT;
    enum dry_run dry;
    if (required && opt_require(cmd, required))
        return 1;
    const char *name = only_name(cmd);
    if (!name || result_dry_run(cmd, &dry))
        return 1;
    struct val *doc = build(cmd, name, &st);
    int rc = doc ? create(cmd, &doc, dry, failed, &st) : st.message ? cmd_status(cmd, &st) : 1;
    val_unref(doc);
    return rc;
}
