/* kubectl rollout history: pkg/polymorphichelpers/history.go, v1.20.2. */
#include <string.h>

#include "repl/annotations.h"
#include "repl/describe/describe.h"
#include "repl/print/result.h"
#include "repl/verb/rollout.h"

static const struct option options[] = {
    { "revision", 0, OPTION_INT, NULL, "0", "이 리비전의 파드 템플릿을 보여요" },
    ROLLOUT_OPTIONS,
    RESULT_OPTIONS,
    OPTION_END,
};

static const char *overview(struct command *cmd, const struct revision *revisions, size_t n)
{
    struct tabwriter tw;
    struct strbuf out = STRBUF_INIT;
    if (!n)
        return "No rollout history found.";
    tabwriter_init(&tw, TABWRITER_DESCRIBE);
    strbuf_adds(&tw.text, "REVISION\tCHANGE-CAUSE\n");
    for (size_t i = 0; i < n; i++)
        strbuf_addf(&tw.text, "%lld\t%s\n", (long long)revisions[i].number, *revisions[i].cause ? revisions[i].cause : "<none>");
    tabwriter_flush(&tw, &out);
    tabwriter_release(&tw);
    const char *text = arena_strdup(cmd->arena, out.buf);
    strbuf_release(&out);
    return text;
}

/* What newer kubectls print with -o: a Deployment's replica set, another workload as it was then. */
static int print_revision(struct command *cmd, const struct target *t, const struct revision *r)
{
    struct val *then = val_ref(r->object);
    if (strcmp(t->resource->kind, "Deployment")) {
        val_assign(&then, val_ref(t->object));
        val_put(&then, "spec.template", val_ref(r->template));
    }
    int rc = result_print(cmd, t->resource, then, "");
    val_unref(then);
    return rc;
}

static int print_revisions(struct command *cmd, const struct target *t, const struct revision *revisions, size_t n, struct status *st)
{
    int64_t wanted = opt_int(cmd, "revision");
    bool printed = false;
    for (size_t i = 0; i < n; i++) {
        if (wanted > 0 && revisions[i].number != wanted)
            continue;
        printed = true;
        print_revision(cmd, t, &revisions[i]);
    }
    return printed || wanted <= 0 ? 0 : status_client(st, "unable to find the specified revision");
}

/* Only a Deployment's template shows the change cause. */
static const char *template_of(struct command *cmd, const struct target *t, const struct revision *revisions, size_t n, int64_t wanted,
                               struct status *st)
{
    bool deployment = !strcmp(t->resource->kind, "Deployment");
    for (size_t i = 0; i < n; i++)
        if (revisions[i].number == wanted)
            return rollout_template_text(cmd, revisions[i].template, deployment ? revisions[i].cause : "");
    status_client(st, "unable to find the specified revision");
    return NULL;
}

static bool has_format(struct command *cmd)
{
    return opt_str(cmd, "output") && *opt_str(cmd, "output");
}

static int show(struct command *cmd, const struct target *t, struct cmd_errors *errors)
{
    struct revision *revisions;
    size_t n;
    struct status st = STATUS_INIT;
    int64_t wanted = opt_int(cmd, "revision");
    const char *text = NULL;
    if (!rollout_has_history(t)) {
        rollout_no_history(cmd, t, "history viewer has been implemented", "history", &st);
    } else if (rollout_revisions(cmd, t, &revisions, &n, &st) == 0) {
        if (has_format(cmd) && version_has(cmd_version(cmd), FEATURE_HISTORY_OBJECTS)) {
            if (print_revisions(cmd, t, revisions, n, &st) == 0)
                return 0;
        } else if (wanted <= 0) {
            text = overview(cmd, revisions, n);
        } else {
            text = template_of(cmd, t, revisions, n, wanted, &st);
        }
    }
    if (!text) {
        cmd_errors_add(cmd, errors, &st);
        return 1;
    }
    const char *with = wanted > 0 ? arena_strf(cmd->arena, "with revision #%lld", (long long)wanted) : "";
    return result_print(cmd, t->resource, t->object, arena_strf(cmd->arena, "%s\n%s", with, text));
}

static int exec(struct command *cmd)
{
    struct targets t;
    if (opt_int(cmd, "revision") < 0)
        return cmd_error(cmd, "revision must be a positive integer: %lld", (long long)opt_int(cmd, "revision"));
    int rc = rollout_targets(cmd, &t);
    for (size_t i = 0; !rc && i < t.len; i++)
        rc |= show(cmd, &t.items[i], &t.errors);
    return rc | targets_report(cmd, &t);
}

const struct verb verb_rollout_history = {
    .name = "history",
    .kubectl = true,
    .usage = "rollout history (TYPE NAME | TYPE/NAME)",
    .summary_ko = "리비전의 기록을 봐요",
    .options = options,
    .exec = exec,
};
