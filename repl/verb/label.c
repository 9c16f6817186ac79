/* kubectl label: staging/src/k8s.io/kubectl/pkg/cmd/label/label.go, v1.20.2. */
#include <string.h>

#include "backends/base/names.h"
#include "repl/pairs.h"
#include "repl/print/result.h"

static const struct option options[] = { PAIR_OPTIONS, RESULT_OPTIONS, OPTION_END };

static int validate(struct command *cmd, const struct pairs *p)
{
    for (int i = 0; i < p->pair_count; i++) {
        const char *eq = strchr(p->pairs[i], '=');
        struct name_errors errors;
        if (!eq)
            continue;
        if (strchr(eq + 1, '='))
            return cmd_error(cmd, "invalid label spec: %s", p->pairs[i]);
        if (names_check(NAME_LABEL_VALUE, eq + 1, strlen(eq + 1), cmd_version(cmd), &errors))
            continue;
        struct strbuf why = STRBUF_INIT;
        for (size_t j = 0; j < errors.len; j++)
            strbuf_addf(&why, "%s%s", j ? ";" : "", errors.items[j]);
        cmd_error(cmd, "invalid label value: \"%s\": %s", p->pairs[i], why.buf);
        strbuf_release(&why);
        return 1;
    }
    for (size_t i = 0; i < val_len(p->unset); i++)
        if (val_getv(p->set, val_item(p->unset, i)))
            return cmd_error(cmd, "can not both modify and remove a label in the same command");
    return pairs_validate(cmd, "label", p);
}

/* Labels that stand already and may not be overwritten become errors. */
static bool refused(struct command *cmd, const struct pairs *p, const struct val *labels, struct cmd_errors *errors)
{
    size_t before = errors->len;
    bool same_allowed = version_has(cmd_version(cmd), FEATURE_LABEL_SAME_VALUE);
    for (size_t i = 0; i < val_len(p->set) && !opt_bool(cmd, "overwrite"); i++) {
        const struct val *have = val_getv(labels, val_keyv(p->set, i));
        if (!have || (same_allowed && val_equal(have, val_item(p->set, i))))
            continue;
        struct status st = STATUS_INIT;
        status_client(&st, "'%s' already has a value (%s), and --overwrite is false", val_key(p->set, i), val_str_or(have, ""));
        cmd_errors_add(cmd, errors, &st);
    }
    return errors->len > before;
}

static void print_list(struct command *cmd, const struct target *t, bool single)
{
    const struct val *labels = val_at(t->object, "metadata.labels");
    if (!single)
        sink_printf(cmd->out, "Listing labels for %s.%s/%s:\n", t->resource->kind, t->resource->group, t->name);
    for (size_t i = 0; i < val_len(labels); i++)
        sink_printf(cmd->out, "%s%s=%s\n", single ? "" : " ", val_key(labels, i), val_str_or(val_item(labels, i), ""));
}

static const char *operation(struct command *cmd, const struct pairs *p, const struct val *patch)
{
    if (!val_len(patch))
        return "not labeled";
    return !val_len(p->set) && version_has(cmd_version(cmd), FEATURE_UNLABELED) ? "unlabeled" : "labeled";
}

static int change(struct command *cmd, const struct target *t, const struct pairs *p, bool local, struct cmd_errors *errors)
{
    const struct val *labels = val_at(t->object, "metadata.labels");
    struct val *result = NULL;
    for (size_t i = 0; i < val_len(p->unset) && !local; i++)
        if (!val_getv(labels, val_item(p->unset, i)))
            sink_printf(cmd->out, "label \"%s\" not found.\n", val_str(val_item(p->unset, i)));
    if (refused(cmd, p, labels, errors))
        return 1;
    const struct val *patch = pairs_patch(cmd, p, labels);
    if (pairs_commit(cmd, t, "labels", patch, local, &result, errors))
        return 1;
    int rc = result_print_plain(cmd, t->resource, result, operation(cmd, p, patch));
    val_unref(result);
    return rc;
}

static int exec(struct command *cmd)
{
    struct pairs p;
    struct targets t;
    enum dry_run dry;
    if (pairs_split(cmd, "label", &p) || validate(cmd, &p) || result_dry_run(cmd, &dry))
        return 1;
    int rc = pairs_resolve(cmd, &p, &t);
    if (rc)
        return rc;
    for (size_t i = 0; i < t.len; i++)
        if (opt_bool(cmd, "list"))
            print_list(cmd, &t.items[i], t.single);
        else
            rc |= change(cmd, &t.items[i], &p, dry == DRY_RUN_CLIENT || opt_bool(cmd, "local"), &t.errors);
    return rc | targets_report(cmd, &t);
}

static const char *const examples[] = {
    "kubectl label nodes kube-node1 node=java\t노드에 레이블을 붙여요",
    "kubectl label nodes kube-node1 node=python --overwrite\t있던 값을 바꿔요",
    "kubectl label nodes kube-node1 node-\t레이블을 떼요",
    NULL,
};

const struct verb verb_label = {
    .name = "label",
    .kubectl = true,
    .usage = "label [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]",
    .summary_ko = "오브젝트에 레이블을 붙이거나 떼요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
