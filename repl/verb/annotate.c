/* kubectl annotate: staging/src/k8s.io/kubectl/pkg/cmd/annotate/annotate.go, v1.20.2. */
#include <string.h>

#include "repl/annotations.h"
#include "repl/pairs.h"
#include "repl/print/result.h"

static const struct option options[] = { PAIR_OPTIONS, RESULT_OPTIONS, OPTION_END };

static int validate(struct command *cmd, const struct pairs *p)
{
    struct strbuf both = STRBUF_INIT;
    if (pairs_validate(cmd, "annotation", p))
        return 1;
    for (size_t i = 0; i < val_len(p->unset); i++)
        if (val_getv(p->set, val_item(p->unset, i)))
            strbuf_addf(&both, "%s%s", both.len ? ", " : "", val_str(val_item(p->unset, i)));
    if (both.len)
        cmd_error(cmd, "can not both modify and remove the following annotation(s) in the same command: %s", both.buf);
    int rc = both.len > 0;
    strbuf_release(&both);
    return rc;
}

/* One error that names all annotations that stand already; a change cause may be overwritten without asking. */
static bool refused(struct command *cmd, const struct pairs *p, const struct val *have, struct cmd_errors *errors)
{
    struct strbuf declared = STRBUF_INIT;
    bool same_allowed = version_has(cmd_version(cmd), FEATURE_LABEL_SAME_VALUE);
    for (size_t i = 0; i < val_len(p->set) && !opt_bool(cmd, "overwrite"); i++) {
        const struct val *old = val_getv(have, val_keyv(p->set, i));
        if (!old || !strcmp(val_key(p->set, i), ANNOTATION_CHANGE_CAUSE) || (same_allowed && val_equal(old, val_item(p->set, i))))
            continue;
        strbuf_addf(&declared, "%s'%s' already has a value (%s)", declared.len ? "; " : "", val_key(p->set, i), val_str_or(old, ""));
    }
    bool any = declared.len > 0;
    if (any) {
        struct status st = STATUS_INIT;
        status_client(&st, "--overwrite is false but found the following declared annotation(s): %s", declared.buf);
        cmd_errors_add(cmd, errors, &st);
    }
    strbuf_release(&declared);
    return any;
}

static void print_list(struct command *cmd, const struct target *t, bool single)
{
    const struct val *map = val_at(t->object, "metadata.annotations");
    if (!single)
        sink_printf(cmd->out, "Listing annotations for %s.%s/%s:\n", t->resource->kind, t->resource->group, t->name);
    for (size_t i = 0; i < val_len(map); i++)
        sink_printf(cmd->out, "%s%s=%s\n", single ? "" : " ", val_key(map, i), val_str_or(val_item(map, i), ""));
}

static int change(struct command *cmd, const struct target *t, const struct pairs *p, bool local, struct cmd_errors *errors)
{
    const struct val *have = val_at(t->object, "metadata.annotations");
    struct val *result = NULL;
    if (refused(cmd, p, have, errors) ||
        pairs_commit(cmd, t, "annotations", pairs_patch(cmd, p, have), local, &result, errors))
        return 1;
    int rc = result_print(cmd, t->resource, result, "annotated");
    val_unref(result);
    return rc;
}

static int exec(struct command *cmd)
{
    struct pairs p;
    struct targets t;
    enum dry_run dry;
    if (pairs_split(cmd, "annotation", &p) || validate(cmd, &p) || result_dry_run(cmd, &dry))
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
    "kubectl annotate pods web description='첫 파드'\t설명을 붙여요",
    "kubectl annotate pods web description-\t설명을 떼요",
    NULL,
};

const struct verb verb_annotate = {
    .name = "annotate",
    .kubectl = true,
    .usage = "annotate [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]",
    .summary_ko = "오브젝트에 어노테이션을 붙이거나 떼요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
