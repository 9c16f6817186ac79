/* kubectl create priorityclass: pkg/cmd/create/create_priorityclass.go, v1.20.2. */
#include "repl/verb/create.h"

static const struct option options[] = {
    { "value", 0, OPTION_INT, NULL, "0", "우선순위의 값" },
    { "global-default", 0, OPTION_BOOL, NULL, NULL, "우선순위를 적지 않은 파드에 쓰는 기본으로" },
    { "description", 0, OPTION_STRING, NULL, NULL, "언제 쓰는지 적은 설명" },
    { "preemption-policy", 0, OPTION_STRING, NULL, "PreemptLowerPriority", "낮은 파드를 밀어낼지: PreemptLowerPriority, Never" },
    CREATE_OPTIONS,
    OPTION_END,
};

static struct val *build(struct command *cmd, const char *name, struct status *st)
{
    (void)st;
    return val_fmt("{apiVersion:scheduling.k8s.io/v1, kind:PriorityClass, metadata:{name:%s}, value:%I, globalDefault:%b, "
                   "description:%s, preemptionPolicy:%s}", name, opt_int(cmd, "value"), opt_bool(cmd, "global-default"),
                   opt_str(cmd, "description"), opt_str(cmd, "preemption-policy"));
}

static int exec(struct command *cmd)
{
    bool named = version_has(cmd_version(cmd), FEATURE_PRIORITYCLASS_FAILED);
    return create_run(cmd, build, NULL, named ? "failed to create priorityclass: " : "failed to create clusterrolebinding: ");
}

const struct verb verb_create_priorityclass = {
    .name = "priorityclass",
    .aliases = "pc",
    .kubectl = true,
    .usage = "create priorityclass NAME --value=VALUE --global-default=BOOL [--dry-run=server|client|none]",
    .summary_ko = "프라이어리티 클래스를 만들어요",
    .options = options,
    .exec = exec,
};
