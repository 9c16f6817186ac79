/* kubectl rollout restart, pause, resume: pkg/polymorphichelpers/object{restarter,pauser,resumer}.go, v1.20.2. */
#include <string.h>

#include "backends/base/rfc3339.h"
#include "repl/print/result.h"
#include "repl/verb/rollout.h"

static const struct option options[] = {
    ROLLOUT_OPTIONS,
    { "field-manager", 0, OPTION_STRING, NULL, NULL, "바꾼 쪽의 이름" },
    RESULT_OPTIONS,
    OPTION_END,
};

/* 0 with the patch, and perhaps with *st: what is said of it while it is made all the same; or -1 with *st. */
typedef int change(struct command *cmd, const struct target *t, struct val **patch, struct status *st);

static bool is_kind(const struct target *t, const char *kind)
{
    return !strcmp(t->resource->kind, kind);
}

/* `deployments.apps "web" is already paused` */
static int refuse(struct command *cmd, const struct target *t, const char *why, struct status *st)
{
    return status_client(st, "%s \"%s\" %s", resource_plural(cmd->arena, t->resource), t->name, why);
}

static const char *now_text(struct command *cmd)
{
    struct strbuf sb = STRBUF_INIT;
    time_add_rfc3339(&sb, backend_now_ms(client_backend(cmd_client(cmd))));
    const char *text = arena_strdup(cmd->arena, sb.buf);
    strbuf_release(&sb);
    return text;
}

static int restart(struct command *cmd, const struct target *t, struct val **patch, struct status *st)
{
    if (!is_kind(t, "Deployment") && !is_kind(t, "DaemonSet") && !is_kind(t, "StatefulSet"))
        return refuse(cmd, t, "restarting is not supported", st);
    if (val_at_bool(t->object, "spec.paused", false))
        return refuse(cmd, t, "can't restart paused deployment (run rollout resume first)", st);
    const char *now = now_text(cmd);
    const struct val *annotations = val_at(t->object, "spec.template.metadata.annotations");
    if (val_str_equal(val_get(annotations, "kubectl.kubernetes.io/restartedAt"), now)) {
        if (version_has(cmd_version(cmd), FEATURE_RESTART_SECOND_TEXT))
            return status_client(st, "failed to create patch for %s: if restart has already been triggered within the past second, "
                                 "please wait before attempting to trigger another", t->name);
        status_client(st, "failed to create patch for %s: empty patch", t->name);
    }
    *patch = val_fmt("{spec:{template:{metadata:{annotations:{'kubectl.kubernetes.io/restartedAt':%s}}}}}", now);
    return 0;
}

static int set_paused(struct command *cmd, const struct target *t, bool paused, struct val **patch, struct status *st)
{
    if (!is_kind(t, "Deployment"))
        return refuse(cmd, t, paused ? "pausing is not supported" : "resuming is not supported", st);
    if (val_at_bool(t->object, "spec.paused", false) == paused)
        return refuse(cmd, t, paused ? "is already paused" : "is not paused", st);
    *patch = val_fmt("{spec:{paused:%V}}", paused ? val_bool(true) : val_null());
    return 0;
}

static int pause_it(struct command *cmd, const struct target *t, struct val **patch, struct status *st)
{
    return set_paused(cmd, t, true, patch, st);
}

static int resume_it(struct command *cmd, const struct target *t, struct val **patch, struct status *st)
{
    return set_paused(cmd, t, false, patch, st);
}

static int run(struct command *cmd, change *make_patch, const char *said)
{
    struct targets t;
    int rc = rollout_targets(cmd, &t);
    if (rc)
        return rc;
    for (size_t i = 0; i < t.len; i++) {
        struct status st = STATUS_INIT;
        struct val *patch = NULL;
        const struct target *one = &t.items[i];
        rc = make_patch(cmd, one, &patch, &st);
        if (!rc)
            rc = client_patch(cmd_client(cmd), one->resource, one->ns, one->name, NULL, CONTENT_STRATEGIC_PATCH, patch,
                              result_query(cmd), NULL, &st);
        val_unref(patch);
        if (rc < 0 || st.message)
            cmd_errors_add(cmd, &t.errors, &st);
        if (rc == 0)
            result_print(cmd, one->resource, one->object, said);
    }
    return targets_report(cmd, &t);
}

static int exec_restart(struct command *cmd)
{
    return run(cmd, restart, "restarted");
}

static int exec_pause(struct command *cmd)
{
    return run(cmd, pause_it, "paused");
}

static int exec_resume(struct command *cmd)
{
    return run(cmd, resume_it, "resumed");
}

const struct verb verb_rollout_restart = {
    .name = "restart",
    .kubectl = true,
    .usage = "rollout restart RESOURCE",
    .summary_ko = "파드를 차례로 새로 만들어요",
    .options = options,
    .exec = exec_restart,
};

const struct verb verb_rollout_pause = {
    .name = "pause",
    .kubectl = true,
    .usage = "rollout pause RESOURCE",
    .summary_ko = "롤아웃을 멈춰 둬요",
    .options = options,
    .exec = exec_pause,
};

const struct verb verb_rollout_resume = {
    .name = "resume",
    .kubectl = true,
    .usage = "rollout resume RESOURCE",
    .summary_ko = "멈춰 둔 롤아웃을 이어 가요",
    .options = options,
    .exec = exec_resume,
};
