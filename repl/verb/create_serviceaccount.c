/* kubectl create serviceaccount: pkg/cmd/create/create_serviceaccount.go, v1.20.2. */
#include "repl/verb/create.h"

static const struct option options[] = { CREATE_OPTIONS, OPTION_END };

static struct val *build(struct command *cmd, const char *name, struct status *st)
{
    (void)cmd;
    if (*name)
        return val_fmt("{apiVersion:v1, kind:ServiceAccount, metadata:{name:%s}}", name);
    status_client(st, "name must be specified");
    return NULL;
}

static int exec(struct command *cmd)
{
    return create_run(cmd, build, NULL, create_failed(cmd, "failed to create serviceaccount: "));
}

const struct verb verb_create_serviceaccount = {
    .name = "serviceaccount",
    .aliases = "sa",
    .kubectl = true,
    .usage = "create serviceaccount NAME [--dry-run=server|client|none]",
    .summary_ko = "서비스 어카운트를 만들어요",
    .options = options,
    .exec = exec,
};
