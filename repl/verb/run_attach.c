/* kubectl run with -i, -t, --attach and --rm: pkg/cmd/run/run.go (handleAttachPod, waitForPod), v1.20.2 and v1.37.2. */
#include <string.h>

#include "backends/base/condition.h"
#include "repl/verb/exec.h"
#include "repl/verb/run.h"

enum { LOOK_EVERY_MS = 500 };

enum pod_state { POD_WAITS, POD_IS_READY, POD_ENDED };

static enum pod_state state_of(const struct val *pod)
{
    const char *phase = val_at_str(pod, "status.phase", "");
    if (!strcmp(phase, "Succeeded") || !strcmp(phase, "Failed"))
        return POD_ENDED;
    return !strcmp(phase, "Running") && condition_is_true(pod, "Ready") ? POD_IS_READY : POD_WAITS;
}

/* Until the pod is ready or has ended (`ended`: until it has ended), *pod being its last state, the arena's. 0, or the exit
 * status; what is wrong is printed. */
static int wait_for(struct command *cmd, const char *name, bool ended, const struct val **pod)
{
    struct status st = STATUS_INIT;
    struct backend *b = client_backend(cmd_client(cmd));
    const struct resource *pods = client_find(cmd_client(cmd), "pods", &st);
    int64_t limit_ms = opt_duration_ms(cmd, "pod-running-timeout"), until_ms = backend_now_ms(b) + limit_ms;
    for (;;) {
        struct val *now = NULL;
        if (!pods || client_get(cmd_client(cmd), pods, cmd_namespace(cmd), name, &now, &st) < 0)
            return cmd_status(cmd, &st);
        *pod = arena_val(cmd->arena, now);
        enum pod_state state = state_of(*pod);
        if (state == POD_ENDED || (state == POD_IS_READY && !ended))
            return 0;
        if (limit_ms > 0 && backend_now_ms(b) >= until_ms)
            return cmd_error(cmd, "timed out waiting for the condition");
        int rc = cmd_wait(cmd, LOOK_EVERY_MS);
        if (rc)
            return rc;
    }
}

static int run_verb(struct command *cmd, const char *verb, const char *a, const char *b, const char *name)
{
    char *argv[] = { arena_strdup(cmd->arena, a), arena_strdup(cmd->arena, b), arena_strdup(cmd->arena, name), arena_strdup(cmd->arena, "-n"),
                     arena_strdup(cmd->arena, cmd_namespace(cmd)) };
    return verb_invoke(cmd, verb_find(verb, true), (int)ARRAY_LEN(argv), argv);
}

/* As the container ended: 0, or what is said of it and its exit code. */
static int exit_of(struct command *cmd, const struct val *pod)
{
    const struct val *ended = val_at(pod, "status.containerStatuses.0.state.terminated");
    const char *ns = val_at_str(pod, "metadata.namespace", ""), *name = val_at_str(pod, "metadata.name", "");
    int64_t code = val_int_or(val_get(ended, "exitCode"), 0);
    if (val_str_equal(val_at(pod, "status.phase"), "Succeeded"))
        return 0;
    if (!code)
        return cmd_error(cmd, "pod %s/%s failed with unknown exit code", ns, name);
    sink_printf(cmd->err, "pod %s/%s terminated (%s)\n%s", ns, name, val_get_str(ended, "reason", ""), val_get_str(ended, "message", ""));
    return (int)code;
}

static int stay(struct command *cmd, const char *name, const char *restart, const struct val **pod)
{
    int rc = wait_for(cmd, name, false, pod);
    if (rc)
        return rc;
    bool quiet = opt_bool(cmd, "quiet"), running = state_of(*pod) == POD_IS_READY;
    if (running && !quiet && version_has(cmd_version(cmd), FEATURE_ATTACH_RECORDED))
        sink_puts(cmd->err, "All commands and output from this session will be recorded in container logs, including credentials and sensitive "
                            "information passed through the command prompt.\n");
    if (running && !quiet)
        sink_puts(cmd->err, "If you don't see a command prompt, try pressing enter.\n");
    struct exec_call x = { cmd, *pod, val_at_str(*pod, "spec.containers.0.name", "") };
    struct status st = STATUS_INIT;
    rc = running ? attach_stay(&x, &st) : run_verb(cmd, "logs", "--follow=false", "--tail=-1", name);
    if (rc < 0) {
        sink_printf(cmd->err, "Error attaching, falling back to logs: %s\n", st.message);
        status_release(&st);
        rc = attach_follow_log(&x);
    }
    if (running && !rc && opt_bool(cmd, "tty") && talk_possible(cmd) && !strcmp(restart, "Always"))
        attach_say_over(&x);
    if (rc || opt_bool(cmd, "leave-stdin-open") || !strcmp(restart, "Always"))
        return rc;
    return wait_for(cmd, name, true, pod);
}

int run_attach(struct command *cmd, const struct val *pod, const char *restart)
{
    const char *name = val_at_str(pod, "metadata.name", "");
    const struct val *last = NULL;
    int rc = stay(cmd, name, restart, &last);
    if (opt_bool(cmd, "rm")) {
        run_verb(cmd, "delete", "pod", "--wait=false", name);
        if (opt_bool(cmd, "expose"))
            run_verb(cmd, "delete", "service", "--wait=false", name);
    }
    return !rc && last && state_of(last) == POD_ENDED && strcmp(restart, "Always") != 0 ? exit_of(cmd, last) : rc;
}
