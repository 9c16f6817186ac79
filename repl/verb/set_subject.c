/* kubectl set subject: staging/src/k8s.io/kubectl/pkg/cmd/set/set_subject.go, v1.20.2. */
#include <string.h>

#include "repl/verb/set.h"
#include "repl/verb/subject.h"

static const struct option options[] = {
    SUBJECT_OPTIONS,
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

static int exec(struct command *cmd)
{
    const char *selector = opt_str(cmd, "selector");
    struct status st = STATUS_INIT;
    struct val *list = NULL;
    int rc = subjects_read(cmd, &list, &st);
    const struct val *wanted = arena_val(cmd->arena, list);
    if (rc < 0)
        return cmd_status(cmd, &st);
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
