/* kubectl uncordon: staging/src/k8s.io/kubectl/pkg/cmd/drain/drain.go, v1.20.2. */
#include "repl/nodes.h"

static const struct option options[] = {
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 노드를 골라요" },
    { "dry-run", 0, OPTION_STRING, "unchanged", "none", "바꾸지 않고 결과만 보여요: none, client, server" },
    OPTION_END,
};

static int exec(struct command *cmd)
{
    struct targets nodes;
    int rc = nodes_resolve(cmd, &nodes);
    return rc ? rc : nodes_set_unschedulable(cmd, &nodes, false);
}

const struct verb verb_uncordon = {
    .name = "uncordon",
    .kubectl = true,
    .usage = "uncordon NODE",
    .summary_ko = "노드가 다시 새 파드를 받게 해요",
    .options = options,
    .exec = exec,
};
