/* kubectl create rolebinding|clusterrolebinding: pkg/cmd/create/create_rolebinding.go, create_clusterrolebinding.go, v1.20.2. */
#include <string.h>

#include "repl/verb/create.h"

#define SUBJECT_OPTIONS                                                                    \
    { "clusterrole", 0, OPTION_STRING, NULL, "", "묶을 클러스터롤" },                        \
    { "user", 0, OPTION_ARRAY, NULL, NULL, "사용자" },                                      \
    { "group", 0, OPTION_ARRAY, NULL, NULL, "그룹" },                                       \
    { "serviceaccount", 0, OPTION_ARRAY, NULL, NULL, "서비스 어카운트 (네임스페이스:이름)" }

static const struct option rolebinding_options[] = {
    SUBJECT_OPTIONS,
    { "role", 0, OPTION_STRING, NULL, "", "묶을 롤" },
    CREATE_OPTIONS,
    OPTION_END,
};
static const struct option clusterrolebinding_options[] = { SUBJECT_OPTIONS, CREATE_OPTIONS, OPTION_END };

static void add_named(struct command *cmd, const char *flag, const char *kind, struct val **list)
{
    const struct val *names = opt_list(cmd, flag);
    for (size_t i = 0; i < val_len(names); i++)
        val_append(list, val_fmt("{kind:%s, apiGroup:rbac.authorization.k8s.io, name:%v}", kind, val_item(names, i)));
}

/* -1 with *st; *list may be NULL: nobody is bound. */
static int read_subjects(struct command *cmd, struct val **list, struct status *st)
{
    const struct val *accounts = opt_list(cmd, "serviceaccount");
    add_named(cmd, "user", "User", list);
    add_named(cmd, "group", "Group", list);
    for (size_t i = 0; i < val_len(accounts); i++) {
        const char *text = val_str_or(val_item(accounts, i), ""), *colon = strchr(text, ':');
        if (!colon || colon == text || !colon[1] || strchr(colon + 1, ':'))
            return status_client(st, "serviceaccount must be <namespace>:<name>");
        val_append(list, val_fmt("{kind:ServiceAccount, namespace:%V, name:%s}", val_stringn(text, (size_t)(colon - text)), colon + 1));
    }
    return 0;
}

static struct val *bind(struct command *cmd, const char *kind, const char *name, const char *role_kind, const char *role, struct status *st)
{
    struct val *subjects = NULL;
    if (read_subjects(cmd, &subjects, st) == 0)
        return val_fmt("{apiVersion:rbac.authorization.k8s.io/v1, kind:%s, metadata:{name:%s}, subjects:%V, "
                       "roleRef:{apiGroup:rbac.authorization.k8s.io, kind:%s, name:%s}}", kind, name, subjects, role_kind, role);
    val_unref(subjects);
    return NULL;
}

static struct val *build_rolebinding(struct command *cmd, const char *name, struct status *st)
{
    const char *cluster_role = opt_str(cmd, "clusterrole"), *role = opt_str(cmd, "role");
    if (!*name)
        status_client(st, "name must be specified");
    else if (!*cluster_role == !*role)
        status_client(st, "exactly one of clusterrole or role must be specified");
    else
        return bind(cmd, "RoleBinding", name, *role ? "Role" : "ClusterRole", *role ? role : cluster_role, st);
    return NULL;
}

static struct val *build_clusterrolebinding(struct command *cmd, const char *name, struct status *st)
{
    return bind(cmd, "ClusterRoleBinding", name, "ClusterRole", opt_str(cmd, "clusterrole"), st);
}

static int exec_rolebinding(struct command *cmd)
{
    return create_run(cmd, build_rolebinding, NULL, "failed to create rolebinding: ");
}

static int exec_clusterrolebinding(struct command *cmd)
{
    return create_run(cmd, build_clusterrolebinding, "clusterrole", "failed to create clusterrolebinding: ");
}

const struct verb verb_create_rolebinding = {
    .name = "rolebinding",
    .kubectl = true,
    .usage = "create rolebinding NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname] "
             "[--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]",
    .summary_ko = "롤을 사용자에게 묶어요",
    .options = rolebinding_options,
    .exec = exec_rolebinding,
};

const struct verb verb_create_clusterrolebinding = {
    .name = "clusterrolebinding",
    .kubectl = true,
    .usage = "create clusterrolebinding NAME --clusterrole=NAME [--user=username] [--group=groupname] "
             "[--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]",
    .summary_ko = "클러스터롤을 사용자에게 묶어요",
    .options = clusterrolebinding_options,
    .exec = exec_clusterrolebinding,
};
