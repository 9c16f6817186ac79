/* kubectl set subject: staging/src/k8s.io/kubectl/pkg/cmd/set/set_subject.go, v1.20.2. */
#include <string.h>

#include "repl/verb/set.h"

static const struct option options[] = {
    { "user", 0, OPTION_ARRAY, NULL, NULL, "사용자" },
    { "group", 0, OPTION_ARRAY, NULL, NULL, "그룹" },
    { "serviceaccount", 0, OPTION_ARRAY, NULL, NULL, "서비스 어카운트 (네임스페이스:이름)" },
    SET_OPTIONS,
    RESULT_OPTIONS,
    OPTION_END,
};

static bool has_item(const struct val *list, const struct val *item)
{
    for (size_t i = 0; i < val_len(list); i++)
        if (val_equal(val_item(list, i), item))
            return true;
    return false;
}

/* arg: the subjects to add. */
static int change(struct command *cmd, const struct target *t, const struct val *object, const void *arg, struct val **patch, struct status *st)
{
    const struct val *have = val_get(object, "subjects"), *wanted = arg;
    (void)cmd;
    if (strcmp(t->resource->kind, "RoleBinding") != 0 && strcmp(t->resource->kind, "ClusterRoleBinding") != 0)
        return status_client(st, "setting subjects is only supported for RoleBinding/ClusterRoleBinding");
    struct val *list = have ? val_ref(have) : val_array();
    for (size_t i = 0; i < val_len(wanted); i++)
        if (!has_item(list, val_item(wanted, i)))
            val_append(&list, val_ref(val_item(wanted, i)));
    if (val_len(list) == val_len(have))
        val_unref(list);
    else
        *patch = val_fmt("{subjects:%V}", list);
    return 0;
}

static void add_named(struct command *cmd, const char *flag, const char *kind, struct val **list)
{
    const struct val *names = opt_list(cmd, flag);
    for (size_t i = 0; i < val_len(names); i++)
        val_append(list, val_fmt("{kind:%s, apiGroup:rbac.authorization.k8s.io, name:%v}", kind, val_item(names, i)));
}

static int exec(struct command *cmd)
{
    const struct val *accounts = opt_list(cmd, "serviceaccount");
    const char *selector = opt_str(cmd, "selector");
    struct val *list = val_array();
    add_named(cmd, "user", "User", &list);
    add_named(cmd, "group", "Group", &list);
    for (size_t i = 0; i < val_len(accounts); i++) {
        const char *text = val_str_or(val_item(accounts, i), ""), *colon = strchr(text, ':');
        if (!colon || colon == text || !colon[1] || strchr(colon + 1, ':')) {
            val_unref(list);
            return cmd_error(cmd, "serviceaccount must be <namespace>:<name>");
        }
        val_append(&list, val_fmt("{kind:ServiceAccount, namespace:%V, name:%s}", val_stringn(text, (size_t)(colon - text)), colon + 1));
    }
    const struct val *wanted = arena_val(cmd->arena, list);
    if (opt_bool(cmd, "all") && selector && *selector)
        return cmd_error(cmd, "cannot set --all and --selector at the same time");
    if (!val_len(wanted))
        return cmd_error(cmd, "you must specify at least one value of user, group or serviceaccount");
    const struct set_job job = { .change = change, .arg = wanted, .said = "subjects updated", .whole = true };
    return set_run(cmd, cmd->argc, &job);
}

const struct verb verb_set_subject = {
    .name = "subject",
    .kubectl = true,
    .usage = "set subject (-f FILENAME | TYPE NAME) [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] "
             "[--dry-run=server|client|none]",
    .summary_ko = "롤바인딩에 사용자를 더해요",
    .options = options,
    .exec = exec,
};
