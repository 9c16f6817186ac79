/* kubectl describe: staging/src/k8s.io/kubectl/pkg/cmd/describe/describe.go, v1.20.2. */
#include "repl/describe/describe.h"

#include <string.h>

#include "repl/target.h"

static const struct option options[] = {
    { "all-namespaces", 'A', OPTION_BOOL, NULL, NULL, "모든 네임스페이스에서" },
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 골라요" },
    { "filename", 'f', OPTION_LIST, NULL, NULL, "오브젝트가 적힌 파일" },
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, "kustomization 폴더" },
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, "폴더 안까지 읽어요" },
    { "show-events", 0, OPTION_BOOL, NULL, "true", "이벤트도 보여요" },
    OPTION_END,
};

/* One object's text; objects are two line ends apart. */
static void print_one(struct command *cmd, const struct target *t, bool first)
{
    struct describe d = { .cmd = cmd, .version = cmd_version(cmd), .now_ms = backend_now_ms(client_backend(cmd_client(cmd))),
                          .show_events = opt_bool(cmd, "show-events"), .out = STRBUF_INIT };
    tabwriter_init(&d.tw, TABWRITER_DESCRIBE);
    describer_find(t->resource->group, t->resource->kind)->describe(&d, t->object);
    describe_flush(&d);
    if (!first)
        sink_puts(cmd->out, "\n\n");
    sink_write(cmd->out, d.out.buf, d.out.len);
    tabwriter_release(&d.tw);
    strbuf_release(&d.out);
}

/* `describe pod web` also finds pods whose names begin with web, when none is called so. */
static int describe_prefix(struct command *cmd, const struct targets *asked)
{
    char *type[] = { cmd->argv[0] };
    const char *prefix = cmd->argv[1];
    struct targets all;
    bool found = false;
    if (targets_resolve(cmd, 1, type, TARGET_FETCH | TARGET_SELECTORS, &all))
        return 1;
    for (size_t i = 0; i < all.len; i++)
        if (!strncmp(all.items[i].name, prefix, strlen(prefix))) {
            print_one(cmd, &all.items[i], !found);
            found = true;
        }
    return found ? 0 : targets_report(cmd, asked);
}

static int exec(struct command *cmd)
{
    struct targets t;
    if (!cmd->argc && !opt_given(cmd, "filename") && !opt_given(cmd, "kustomize")) {
        return cmd_error(cmd, "You must specify the type of resource to describe. Use \"kubectl api-resources\" for a complete list of "
                              "supported resources.");
    }
    int rc = targets_resolve(cmd, cmd->argc, cmd->argv, TARGET_FETCH | TARGET_SELECTORS | TARGET_FILES, &t);
    if (rc)
        return rc;
    if (!t.len && t.errors.len == 1 && status_is(&t.errors.items[0], "NotFound") && cmd->argc == 2)
        return describe_prefix(cmd, &t);
    for (size_t i = 0; i < t.len; i++)
        print_one(cmd, &t.items[i], i == 0);
    if (!t.len && !t.errors.len) {
        const char *ns = cmd_namespace(cmd);
        sink_printf(cmd->err, "No resources found in %s namespace.\n", ns);
    }
    return targets_report(cmd, &t);
}

static const char *const examples[] = {
    "kubectl describe ds testapp-ds-java\t데몬셋의 상태와 이벤트를 봐요",
    "kubectl describe node kube-node1\t노드의 조건과 그 위의 파드를 봐요",
    NULL,
};

const struct verb verb_describe = {
    .name = "describe",
    .kubectl = true,
    .usage = "describe (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)",
    .summary_ko = "오브젝트를 자세히 보여요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
