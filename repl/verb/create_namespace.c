/* kubectl create namespace: pkg/cmd/create/create_namespace.go, v1.20.2. */
#include "repl/verb/create.h"

static const struct option options[] = { CREATE_OPTIONS, OPTION_END };

static struct val *build(struct command *cmd, const char *name, struct status *st)
{
    (void)cmd;
    if (*name)
        return val_fmt("{apiVersion:v1, kind:Namespace, metadata:{name:%s}}", name);
    status_client(st, "name must be specified");
    return NULL;
}

static int exec(struct command *cmd)
{
    return create_run(cmd, build, NULL, NULL);
}

const struct verb verb_create_namespace = {
    .name = "namespace",
    .aliases = "ns",
    .kubectl = true,
    .usage = "create namespace NAME [--dry-run=server|client|none]",
    .summary_ko = "네임스페이스를 만들어요",
    .options = options,
    .exec = exec,
};
