/* kubectl create rolebinding|clusterrolebinding: pkg/cmd/create/create_rolebinding.go, create_clusterrolebinding.go, v1.20.2. */
#include "repl/verb/create.h"
#include "repl/verb/subject.h"

#define CLUSTERROLE_OPTION { "clusterrole", 0, OPTION_STRING, NULL, "", "묶을 클러스터롤" }

static const struct option rolebinding_options[] = {
    CLUSTERROLE_OPTION,
    SUBJECT_OPTIONS,
    { "role", 0, OPTION_STRING, NULL, "", "묶을 롤" },
    CREATE_OPTIONS,
    OPTION_END,
};
static const struct option clusterrolebinding_options[] = { CLUSTERROLE_OPTION, SUBJECT_OPTIONS, CREATE_OPTIONS, OPTION_END };

static struct val *bind(struct command *cmd, const char *kind, const char *name, const char *role_kind, const char *role, struct status *st)
{
    struct val *subjects = NULL;
    if (subjects_read(cmd, &subjects, st) == 0)
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
