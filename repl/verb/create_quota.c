/* kubectl create quota: pkg/cmd/create/create_quota.go, v1.20.2. */
#include <string.h>

#include "repl/verb/create.h"
#include "repl/verb/limits.h"

static const struct option options[] = {
    { "hard", 0, OPTION_STRING, NULL, "", "한도: 자원=수량,자원=수량" },
    { "scopes", 0, OPTION_STRING, NULL, "", "이 조건에 모두 맞는 오브젝트에만 적용해요" },
    CREATE_OPTIONS,
    OPTION_END,
};

static int read_scopes(const char *text, struct val **scopes, struct status *st)
{
    for (const char *p = text; *text; p++) {
        size_t len = strcspn(p, ",");
        if (!len)
            return status_client(st, "invalid resource quota scope \"\"");
        val_append(scopes, val_stringn(p, len));
        p += len;
        if (!*p)
            break;
    }
    return 0;
}

static struct val *build(struct command *cmd, const char *name, struct status *st)
{
    struct val *hard = NULL, *scopes = NULL;
    if (!*name)
        status_client(st, "name must be specified");
    else if (limits_parse(opt_str(cmd, "hard"), &hard, st) == 0 && read_scopes(opt_str(cmd, "scopes"), &scopes, st) == 0)
        return val_fmt("{apiVersion:v1, kind:ResourceQuota, metadata:{name:%s}, spec:{hard:%V, scopes:%V}}", name, hard, scopes);
    val_unref(hard);
    val_unref(scopes);
    return NULL;
}

static int exec(struct command *cmd)
{
    return create_run(cmd, build, NULL, "failed to create quota: ");
}

static const char *const examples[] = {
    "kubectl create quota small --hard=pods=2,cpu=1\t파드와 CPU의 한도를 정해요",
    NULL,
};

const struct verb verb_create_quota = {
    .name = "quota",
    .aliases = "resourcequota",
    .kubectl = true,
    .usage = "create quota NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2] [--dry-run=server|client|none]",
    .summary_ko = "리소스쿼터를 만들어요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
