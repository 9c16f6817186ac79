/* kubectl set resources: staging/src/k8s.io/kubectl/pkg/cmd/set/set_resources.go, v1.20.2. */
#include "repl/verb/limits.h"
#include "repl/verb/set.h"

static const struct option options[] = {
    { "limits", 0, OPTION_STRING, NULL, "", "자원 한도 (cpu=200m,memory=64Mi)" },
    { "requests", 0, OPTION_STRING, NULL, "", "자원 요청" },
    { "containers", 'c', OPTION_STRING, NULL, "*", "바꿀 컨테이너" },
    SET_OPTIONS,
    RESULT_OPTIONS,
    OPTION_END,
};

/* arg: {limits, requests}, what is given. */
static int change(struct command *cmd, const struct target *t, const struct val *spec, const void *arg, struct val **patch, struct status *st)
{
    const struct val *containers = val_get(spec, "containers");
    struct val *list = NULL;
    (void)t;
    for (size_t i = 0; i < val_len(containers); i++)
        if (set_selects(cmd, val_item(containers, i)))
            val_append(&list, val_fmt("{name:%v, resources:%v}", val_get(val_item(containers, i), "name"), (const struct val *)arg));
    if (!list)
        return status_client(st, "error: unable to find container named %s", opt_str(cmd, "containers"));
    *patch = val_fmt("{containers:%V}", list);
    return 0;
}

static int exec(struct command *cmd)
{
    const char *selector = opt_str(cmd, "selector");
    struct val *limits = NULL, *requests = NULL;
    struct status st = STATUS_INIT;
    if (opt_bool(cmd, "all") && selector && *selector)
        return cmd_error(cmd, "cannot set --all and --selector at the same time");
    bool none = !*opt_str(cmd, "limits") && !*opt_str(cmd, "requests");
    int rc = limits_parse(opt_str(cmd, "limits"), &limits, &st) < 0 ? -1 : limits_parse(opt_str(cmd, "requests"), &requests, &st);
    const struct val *arg = arena_val(cmd->arena, val_fmt("{limits:%V, requests:%V}", limits, requests));
    const struct set_job job = { .change = change, .arg = arg, .said = "resource requirements updated",
                                 .failed = "failed to patch resources update to pod template ",
                                 .mistake = none ? "you must specify an update to requests or limits (in the form of --requests/--limits)" : NULL };
    return rc < 0 ? cmd_status(cmd, &st) : set_run(cmd, cmd->argc, &job);
}

const struct verb verb_set_resources = {
    .name = "resources",
    .kubectl = true,
    .usage = "set resources (-f FILENAME | TYPE NAME)  ([--limits=LIMITS & --requests=REQUESTS]",
    .summary_ko = "컨테이너의 자원 요청과 한도를 바꿔요",
    .options = options,
    .exec = exec,
};
