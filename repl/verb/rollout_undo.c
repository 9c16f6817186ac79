/* kubectl rollout undo: pkg/polymorphichelpers/rollback.go, v1.20.2. */
#include <string.h>

#include "backends/base/podtemplate.h"
#include "repl/annotations.h"
#include "repl/print/result.h"
#include "repl/verb/rollout.h"

static const struct option options[] = {
    { "to-revision", 0, OPTION_INT, NULL, "0", "돌아갈 리비전; 0은 바로 전" },
    ROLLOUT_OPTIONS,
    RESULT_OPTIONS,
    OPTION_END,
};

static bool is_deployment(const struct target *t)
{
    return !strcmp(t->resource->kind, "Deployment");
}

/* The revision to go back to; NULL with *st. */
static const struct revision *choose(struct command *cmd, const struct target *t, const struct revision *revisions, size_t n,
                                     struct status *st)
{
    int64_t to = opt_int(cmd, "to-revision");
    if (to == 0 && n >= 2)
        return &revisions[n - 2];
    for (size_t i = 0; to > 0 && i < n; i++)
        if (revisions[i].number == to)
            return &revisions[i];
    if (to == 0 && is_deployment(t))
        status_client(st, "no rollout history found for deployment \"%s\"", t->name);
    else if (to == 0)
        status_client(st, "no last revision to roll back to");
    else
        status_client(st, "unable to find specified revision %lld in history", (long long)to);
    return NULL;
}

/* The Deployment's annotations after going back: its own bookkeeping, and the replica set's others. */
static struct val *annotations_of(const struct val *deployment, const struct val *replica_set)
{
    static const char *const kept[] = {
        ANNOTATION_LAST_APPLIED, "deployment.kubernetes.io/revision",
        "deployment.kubernetes.io/revision-history", "deployment.kubernetes.io/desired-replicas",
        "deployment.kubernetes.io/max-replicas", "deprecated.deployment.rollback.to",
    };
    const struct val *own = val_at(deployment, "metadata.annotations");
    struct val *result = val_object();
    val_merge(&result, val_at(replica_set, "metadata.annotations"));
    for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
        const struct val *v = val_get(own, kept[i]);
        if (v)
            val_set(&result, kept[i], val_ref(v));
        else
            val_unset(&result, kept[i]);
    }
    return result;
}

static int send(struct command *cmd, const struct target *t, const struct revision *r, struct status *st)
{
    struct val *patch;
    enum request_content type = CONTENT_STRATEGIC_PATCH;
    if (is_deployment(t)) {
        type = CONTENT_JSON_PATCH;
        patch = val_fmt("[{op:replace, path:'/spec/template', value:%V}, {op:replace, path:'/metadata/annotations', value:%V}]",
                        pod_template_without_hash(r->template), annotations_of(t->object, r->object));
    } else {
        patch = val_ref(val_get(r->object, "data"));
    }
    int rc = client_patch(cmd_client(cmd), t->resource, t->ns, t->name, NULL, type, patch, result_query(cmd), NULL, st);
    val_unref(patch);
    return rc;
}

/* The next apply would undo the undoing: it compares with the manifest that it kept. */
static void warn_of_apply(struct command *cmd, const struct target *t)
{
    if (version_has(cmd_version(cmd), FEATURE_ROLLBACK_WARNING) && val_get(val_at(t->object, "metadata.annotations"), ANNOTATION_LAST_APPLIED))
        sink_printf(cmd->err, "Warning: resource %s/%s was previously managed with 'kubectl apply'. Rolling back will not update the %s"
                    " annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using"
                    " 'kubectl apply' with your previous configuration file instead.\n", t->resource->plural, t->name, ANNOTATION_LAST_APPLIED);
}

/* 0 with what is said of it, with --dry-run=client the template itself; -1 with *st. */
static int undo(struct command *cmd, const struct target *t, enum dry_run dry, const char **said, struct status *st)
{
    struct revision *revisions;
    size_t n;
    warn_of_apply(cmd, t);
    if (!rollout_has_history(t))
        return rollout_no_history(cmd, t, "rollbacker has been implemented", "rollbacker", st);
    if (rollout_revisions(cmd, t, &revisions, &n, st) < 0)
        return -1;
    const struct revision *r = choose(cmd, t, revisions, n, st);
    if (!r)
        return -1;
    *said = arena_strf(cmd->arena, "%s%s", is_deployment(t) ? "" : "will roll back to ", rollout_template_text(cmd, r->template, ""));
    if (dry == DRY_RUN_CLIENT)
        return 0;
    if (is_deployment(t) && val_at_bool(t->object, "spec.paused", false))
        return status_client(st, "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume%s' and try again",
                             version_has(cmd_version(cmd), FEATURE_UNDO_PAUSED_TEXT) ? "" : arena_strf(cmd->arena, " deployment/%s", t->name));
    *said = "rolled back";
    if (pod_template_same(r->template, val_at(t->object, "spec.template")))
        *said = arena_strf(cmd->arena, "skipped rollback (current template already matches revision %lld)", (long long)opt_int(cmd, "to-revision"));
    else
        return send(cmd, t, r, st);
    return 0;
}

static int exec(struct command *cmd)
{
    struct targets t;
    enum dry_run dry;
    int rc = result_dry_run(cmd, &dry);
    if (!rc)
        rc = rollout_targets(cmd, &t);
    if (rc)
        return rc;
    for (size_t i = 0; i < t.len; i++) {
        struct status st = STATUS_INIT;
        const char *said = "";
        if (undo(cmd, &t.items[i], dry, &said, &st) < 0)
            cmd_errors_add(cmd, &t.errors, &st);
        else
            result_print(cmd, t.items[i].resource, t.items[i].object, said);
    }
    return targets_report(cmd, &t);
}

const struct verb verb_rollout_undo = {
    .name = "undo",
    .kubectl = true,
    .usage = "rollout undo (TYPE NAME | TYPE/NAME)",
    .summary_ko = "전 리비전으로 되돌려요",
    .options = options,
    .exec = exec,
};
