/*
 * What a container's lifecycle hooks do: postStart before the kubelet goes on, preStop before the process is told to end
 * (pkg/kubelet/lifecycle/handlers.go, kuberuntime_container.go, v1.20.2).
 */
#include <string.h>

#include "backends/base/godump.h"
#include "backends/fake/cluster.h"
#include "backends/fake/kubelet.h"

/* What came of a hook. */
struct outcome {
    bool fine;
    int64_t took_ms;     /* NEVER_MS: it does not end */
    const char *error;   /* "command 'sh -c x' exited with 127: " */
    const char *message; /* all that an event told, once */
};

/* "[sh -c x]", "sh -c x" */
static const char *words_of(const struct life *l, const struct val *command, const char *open, const char *close)
{
    const char *text = open;
    for (size_t i = 0; i < val_len(command); i++)
        text = arena_strf(l->run->arena, "%s%s%s", text, i ? " " : "", val_str_or(val_item(command, i), ""));
    return arena_strf(l->run->arena, "%s%s", text, close);
}

static const char *pod_title(const struct life *l)
{
    const struct val *meta = val_get(l->doc, "metadata");
    return arena_strf(l->run->arena, "%s_%s(%s)", val_get_str(meta, "name", ""), val_get_str(meta, "namespace", ""), val_get_str(meta, "uid", ""));
}

static struct outcome run_command(struct life *l, struct container *c, const struct val *command)
{
    struct arena *a = l->run->arena;
    struct strbuf out = STRBUF_INIT, quoted = STRBUF_INIT;
    struct program_end end;
    container_run(l, c, l->run->now_ms, command, NULL, &end, &out);
    struct outcome o = { .fine = end.ended && !end.code, .took_ms = end.ended ? end.after_ms : NEVER_MS };
    o.error = arena_strf(a, "command '%s' exited with %d: %s", words_of(l, command, "", ""), end.code, out.buf);
    go_quote(&quoted, out.buf, out.len);
    o.message = arena_strf(a, "Exec lifecycle hook (%s) for Container \"%s\" in Pod \"%s\" failed - error: %s, message: %s",
                           words_of(l, command, "[", "]"), c->name, pod_title(l), o.error, quoted.buf);
    strbuf_release(&out);
    strbuf_release(&quoted);
    return o;
}

static struct outcome run_hook(struct life *l, struct container *c, const struct val *hook)
{
    struct arena *a = l->run->arena;
    struct outcome o = { .fine = true };
    const struct val *http = val_get(hook, "httpGet");
    if (val_get(hook, "exec"))
        return run_command(l, c, val_at(hook, "exec.command"));
    if (val_get(hook, "sleep"))
        o.took_ms = val_at_int(hook, "sleep.seconds", 0) * 1000;
    else if (http && !container_answers(l, c, hook, &o.error)) {
        o.fine = false;
        o.message = arena_strf(a, "Http lifecycle hook (%s) for Container \"%s\" in Pod \"%s\" failed - error: %s, message: \"\"",
                               val_get_str(http, "path", ""), c->name, pod_title(l), o.error);
    }
    return o;
}

static void tell_failure(struct life *l, struct container *c, const char *reason, const char *title, const struct outcome *o)
{
    bool plain = version_has(l->run->cluster->version, FEATURE_HOOK_PLAIN_TEXT);
    container_event(l, c, "Warning", reason, plain ? arena_strf(l->run->arena, "%s failed", title) : o->message);
}

const char *container_post_start(struct life *l, struct container *c, int64_t *took_ms)
{
    const struct val *hook = val_at(c->spec, "lifecycle.postStart");
    *took_ms = 0;
    if (!hook)
        return NULL;
    struct outcome o = run_hook(l, c, hook);
    *took_ms = o.took_ms;
    if (o.fine || o.took_ms == NEVER_MS)
        return NULL;
    tell_failure(l, c, "FailedPostStartHook", "PostStartHook", &o);
    return version_has(l->run->cluster->version, FEATURE_HOOK_PLAIN_TEXT) ? "PostStartHookError"
                                                                          : arena_strf(l->run->arena, "PostStartHookError: %s", o.error);
}

int64_t container_pre_stop_ms(struct life *l, struct container *c, int64_t grace_ms)
{
    const struct val *hook = val_at(c->spec, "lifecycle.preStop");
    if (!hook || grace_ms <= 0)
        return 0;
    struct outcome o = run_hook(l, c, hook);
    if (!o.fine && o.took_ms <= grace_ms)
        tell_failure(l, c, "FailedPreStopHook", "PreStopHook", &o);
    return o.took_ms < grace_ms ? o.took_ms : grace_ms;
}
