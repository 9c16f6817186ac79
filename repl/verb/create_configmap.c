/* kubectl create configmap: pkg/cmd/create/create_configmap.go, v1.20.2 and v1.37.2. */
#include "repl/verb/create_data.h"

static const struct option options[] = { CREATE_DATA_OPTIONS, CREATE_OPTIONS, OPTION_END };

static struct val *build(struct command *cmd, const char *name, struct status *st)
{
    struct create_data d = { .cmd = cmd, .name = name };
    struct val *doc = NULL;
    if (create_data_read(&d, st) == 0)
        doc = val_fmt("{apiVersion:v1, kind:ConfigMap, metadata:{name:%s}, data:%v, binaryData:%v}", create_data_name(&d, NULL), d.text, d.bytes);
    create_data_release(&d);
    return doc;
}

static int exec(struct command *cmd)
{
    return create_run(cmd, build, NULL, create_failed(cmd, "failed to create configmap: "));
}

static const char *const examples[] = {
    "kubectl create configmap conf --from-literal=color=blue\t값을 바로 적어요",
    "kubectl create configmap conf --from-file=app.properties\t파일의 내용을 담아요",
    NULL,
};

const struct verb verb_create_configmap = {
    .name = "configmap",
    .aliases = "cm",
    .kubectl = true,
    .usage = "create configmap NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]",
    .summary_ko = "컨피그맵을 만들어요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
