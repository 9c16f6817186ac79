#include "repl/verb/subject.h"

#include <string.h>

static void add_named(struct command *cmd, const char *flag, const char *kind, struct val **list)
{
    const struct val *names = opt_list(cmd, flag);
    for (size_t i = 0; i < val_len(names); i++)
        val_append(list, val_fmt("{kind:%s, apiGroup:rbac.authorization.k8s.io, name:%v}", kind, val_item(names, i)));
}

int subjects_read(struct command *cmd, struct val **list, struct status *st)
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
