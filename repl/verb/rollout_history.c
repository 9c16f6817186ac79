/* kubectl rollout history: pkg/polymorphichelpers/history.go, v1.20.2. */
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

static int show(struct command *cmd, const struct target *t, struct cmd_errors *errors)
{
    struct revision *revisions;
    size_t n;
    struct status st = STATUS_INIT;
    int64_t wanted = opt_int(cmd, "revision");
    const char *text = NULL;
    if (!rollout_has_history(t)) {
        status_client(&st, "no history viewer has been implemented for \"%s\"", resource_group_kind(cmd->arena, t->resource));
    } else if (rollout_revisions(cmd, t, &revisions, &n, &st) == 0) {
        for (size_t i = 0; wanted > 0 && i < n; i++)
            if (revisions[i].number == wanted)
                text = rollout_template_text(cmd, revisions[i].template, revisions[i].cause);
        if (wanted <= 0)
            text = overview(cmd, revisions, n);
        else if (!text)
            status_client(&st, "unable to find the specified revision");
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
