#include "repl/verb/rollout.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/owner.h"
#include "repl/annotations.h"
#include "repl/describe/describe.h"

static const char revision_key[] = "deployment.kubernetes.io/revision";

int rollout_targets(struct command *cmd, struct targets *out)
{
    if (!cmd->argc && !opt_given(cmd, "filename") && !opt_given(cmd, "kustomize"))
        return cmd_error(cmd, "required resource not specified");
    return targets_resolve(cmd, cmd->argc, cmd->argv, TARGET_FETCH | TARGET_FILES, out);
}

bool rollout_has_history(const struct target *t)
{
    static const char *const kinds[] = { "DaemonSet", "Deployment", "StatefulSet" };
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (!strcmp(t->resource->kind, kinds[i]))
            return true;
    return false;
}

int rollout_no_history(struct command *cmd, const struct target *t, const char *what, const char *getting, struct status *st)
{
    static const char *const workloads[] = { "CronJob", "Job", "Pod", "ReplicaSet", "ReplicationController" };
    const char *kind = resource_group_kind(cmd->arena, t->resource);
    for (size_t i = 0; i < ARRAY_LEN(workloads); i++)
        if (!strcmp(t->resource->kind, workloads[i]))
            return status_client(st, "no %s for \"%s\"", what, kind);
    return status_client(st, "error retrieving %s for \"%s\", no visitor method exists for {%s %s}", getting, kind, t->resource->group,
                         t->resource->kind);
}

/* A ControllerRevision's or ReplicaSet's place in the history. */
static struct revision read_revision(struct command *cmd, const struct val *doc, bool replica_set)
{
    struct val *template = val_ref(val_at(doc, replica_set ? "spec.template" : "data.spec.template"));
    if (!replica_set)
        val_unset(&template, "$patch"); /* the data is a patch that replaces the template */
    const struct val *annotations = val_at(doc, "metadata.annotations");
    const char *number = val_str_or(val_get(annotations, revision_key), "0");
    return (struct revision){
        .number = replica_set ? strtoll(number, NULL, 10) : val_at_int(doc, "revision", 0),
        .template = arena_val(cmd->arena, template),
        .cause = val_str_or(val_get(annotations, ANNOTATION_CHANGE_CAUSE), ""),
        .object = doc,
    };
}

int rollout_revisions(struct command *cmd, const struct target *t, struct revision **out, size_t *len, struct status *st)
{
    bool replica_set = !strcmp(t->resource->kind, "Deployment");
    struct client *c = cmd_client(cmd);
    const struct resource *r = client_find(c, replica_set ? "replicasets.apps" : "controllerrevisions.apps", st);
    struct val *list = NULL;
    if (!r || client_list(c, r, t->ns, NULL, &list, st) < 0)
        return -1;
    const struct val *items = val_get(arena_val(cmd->arena, list), "items");
    *out = arena_alloc(cmd->arena, (val_len(items) + 1) * sizeof(**out));
    *len = 0;
    for (size_t i = 0; i < val_len(items); i++) {
        if (!owner_controls(t->object, val_item(items, i)))
            continue;
        struct revision rev = read_revision(cmd, val_item(items, i), replica_set);
        size_t at = (*len)++;
        for (; at > 0 && (*out)[at - 1].number > rev.number; at--)
            (*out)[at] = (*out)[at - 1];
        (*out)[at] = rev;
    }
    return 0;
}

static const struct verb *const subverbs[] = {
    &verb_rollout_history, &verb_rollout_pause, &verb_rollout_restart, &verb_rollout_resume,
    &verb_rollout_status,  &verb_rollout_undo,  NULL,
};

static const char *const examples[] = {
    "kubectl rollout status ds/web\t업데이트가 끝날 때까지 지켜봐요",
    "kubectl rollout undo ds/web\t바로 전 리비전으로 되돌려요",
    NULL,
};

const struct verb verb_rollout = {
    .name = "rollout",
    .kubectl = true,
    .usage = "rollout SUBCOMMAND",
    .summary_ko = "롤아웃을 지켜보고, 되돌리고, 다시 시작해요",
    .examples_ko = examples,
    .subverbs = subverbs,
};

const char *rollout_template_text(struct command *cmd, const struct val *given, const char *cause)
{
    struct describe d = { .cmd = cmd, .version = cmd_version(cmd), .out = STRBUF_INIT };
    struct val *template = val_ref(given);
    if (*cause) {
        struct val *annotations = val_ref(val_at(template, "metadata.annotations"));
        val_set(&annotations, ANNOTATION_CHANGE_CAUSE, val_string(cause));
        val_put(&template, "metadata.annotations", annotations);
    }
    tabwriter_init(&d.tw, TABWRITER_DESCRIBE);
    describe_pod_template(&d, template);
    const char *text = arena_strdup(cmd->arena, d.tw.text.buf);
    tabwriter_release(&d.tw);
    strbuf_release(&d.out);
    val_unref(template);
    return text;
}
