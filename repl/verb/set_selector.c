/* kubectl set selector: staging/src/k8s.io/kubectl/pkg/cmd/set/set_selector.go, v1.20.2. */
#include <string.h>

#include "repl/verb/set.h"

static const struct option options[] = { SET_OPTIONS, RESULT_OPTIONS, OPTION_END };

/* arg: the labels. Those that are selected no more become null. */
static int change(struct command *cmd, const struct target *t, const struct val *object, const void *arg, struct val **patch, struct status *st)
{
    const struct val *have = val_at(object, "spec.selector"), *labels = arg;
    (void)cmd;
    if (strcmp(t->resource->kind, "Service") != 0)
        return status_client(st, "selector update not supported for %s", t->resource->kind);
    if (val_equal(have, labels))
        return 0;
    struct val *selector = val_ref(labels);
    for (size_t i = 0; i < val_len(have); i++)
        if (!val_getv(labels, val_keyv(have, i)))
            val_set(&selector, val_key(have, i), val_null());
    *patch = val_fmt("{spec:{selector:%V}}", selector);
    return 0;
}

/* "a=b,c=d" as labels; NULL when it is none. */
static const struct val *read_labels(struct command *cmd, const char *text)
{
    struct val *labels = val_object();
    for (const char *p = text; *p;) {
        size_t len = strcspn(p, ",");
        const char *eq = memchr(p, '=', len), *value = eq ? eq + 1 + (eq[1] == '=') : NULL;
        if (!eq || eq == p || eq[-1] == '!') {
            val_unref(labels);
            return NULL;
        }
        val_setn(&labels, p, (size_t)(eq - p), val_stringn(value, len - (size_t)(value - p)));
        p += len + (p[len] == ',');
    }
    return arena_val(cmd->arena, labels);
}

static int exec(struct command *cmd)
{
    if (!cmd->argc)
        return cmd_error(cmd, "one or more resources must be specified as <resource> <name> or <resource>/<name>");
    const char *last = cmd->argv[cmd->argc - 1];
    const struct val *labels = read_labels(cmd, last);
    if (!labels)
        return cmd_error(cmd, "couldn't convert expression - \"%s\" to old-style selector format", last);
    const struct set_job job = { .change = change, .arg = labels, .said = "selector updated", .whole = true };
    return set_run(cmd, cmd->argc - 1, &job);
}

const struct verb verb_set_selector = {
    .name = "selector",
    .kubectl = true,
    .usage = "set selector (-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version]",
    .summary_ko = "서비스가 고르는 레이블을 바꿔요",
    .options = options,
    .exec = exec,
};
