/*
 * kubectl attach: staging/src/k8s.io/kubectl/pkg/cmd/attach/attach.go, v1.20.2.
 *
 * Instead of a connection that stays, each line is sent by itself, and the answer is what the process prints until it waits for
 * the next.
 */
#include <string.h>

#include "backends/backend.h"
#include "repl/podof.h"
#include "repl/verb/exec.h"

static const struct option options[] = {
    { "container", 'c', OPTION_STRING, NULL, NULL, "이 컨테이너에" },
    { "pod-running-timeout", 0, OPTION_DURATION, NULL, "1m0s", "파드를 기다릴 시간" },
    { "quiet", 'q', OPTION_BOOL, NULL, NULL, "알림을 줄여요" },
    { "stdin", 'i', OPTION_BOOL, NULL, NULL, "표준 입력을 넘겨요" },
    { "tty", 't', OPTION_BOOL, NULL, NULL, "터미널을 연결해요" },
    OPTION_END,
};

enum { ENDS_MAX = 20 };

/* What the process answers to what is typed. */
struct answer {
    struct strbuf text; /* owned */
    struct exec_told told;
};

/* Types a text (NULL: only looks), or does what `special` says: "end", "stop". -1: *st. */
static int type(const struct exec_call *x, const char *special, const char *text, struct answer *a, struct status *st)
{
    struct val *query = val_fmt("{stdin:'true'}"), *body = text ? val_string(text) : NULL;
    if (special)
        val_set(&query, special, val_string("true"));
    strbuf_reset(&a->text);
    int rc = exec_ask(x, "attach", query, body, &a->text, &a->told, st);
    val_unref(body);
    return rc;
}

/* Lets the time pass that the answer takes, and prints it; Ctrl-C goes to the process. */
static int let_answer(const struct exec_call *x, struct answer *a)
{
    struct status st = STATUS_INIT;
    int rc = cmd_wait(x->cmd, a->told.runs_ms);
    if (rc == 130) {
        backend_interrupted = 0;
        if (type(x, "stop", NULL, a, &st) < 0)
            return cmd_status(x->cmd, &st);
        rc = 0;
    }
    sink_write(x->cmd->out, a->text.buf, a->text.len);
    return rc;
}

static int converse(const struct exec_call *x, struct answer *a)
{
    struct strbuf line = STRBUF_INIT;
    struct status st = STATUS_INIT;
    int rc = 0, ends = 0; /* Ctrl-D ends what reads, which need not be the shell; without a terminal there are only ends */
    sink_write(x->cmd->out, a->text.buf, a->text.len); /* the prompt */
    while (!rc && !a->told.ended && ends < ENDS_MAX) {
        bool more = talk_read_line(&line, x->cmd->out);
        ends = more ? 0 : ends + 1;
        strbuf_addch(&line, '\n');
        if (type(x, more ? NULL : "end", more ? line.buf : NULL, a, &st) < 0)
            rc = cmd_status(x->cmd, &st);
        else
            rc = let_answer(x, a);
    }
    strbuf_release(&line);
    return rc;
}

/* What comes by a pipe, or from nobody, is typed at once. */
static int type_input(const struct exec_call *x, struct answer *a)
{
    struct status st = STATUS_INIT;
    const struct strbuf *input = x->cmd->input;
    if ((input && input->len && type(x, NULL, input->buf, a, &st) < 0) || type(x, "end", NULL, a, &st) < 0)
        return cmd_status(x->cmd, &st);
    return 0;
}

int attach_follow_log(const struct exec_call *x)
{
    struct command *cmd = x->cmd;
    char *argv[] = { arena_strdup(cmd->arena, "--follow"), arena_strdup(cmd->arena, "--tail=-1"),
                     arena_strdup(cmd->arena, val_at_str(x->pod, "metadata.name", "")), arena_strdup(cmd->arena, "-n"),
                     arena_strdup(cmd->arena, val_at_str(x->pod, "metadata.namespace", "")), arena_strdup(cmd->arena, "-c"),
                     arena_strdup(cmd->arena, x->container) };
    return verb_invoke(cmd, verb_find("logs", true), (int)ARRAY_LEN(argv), argv);
}

int attach_stay(const struct exec_call *x, struct status *st)
{
    struct answer a = { .text = STRBUF_INIT };
    bool input = opt_bool(x->cmd, "stdin"), person = talk_possible(x->cmd);
    int rc = input ? type(x, NULL, NULL, &a, st) : 0;
    if (!rc && person && a.told.waits) {
        rc = converse(x, &a);
    } else if (!rc) {
        rc = input && !person ? type_input(x, &a) : 0;
        rc = rc ? rc : attach_follow_log(x);
    }
    strbuf_release(&a.text);
    return rc;
}

void attach_say_over(const struct exec_call *x)
{
    sink_printf(x->cmd->out, "Session ended, resume using 'kubectl attach %s -c %s -i -t' command when the pod is running\n",
                val_at_str(x->pod, "metadata.name", ""), x->container);
}

/* ---- the verb ---- */

static int pick_container(struct command *cmd, const struct val *pod, const struct val **container)
{
    const char *name = opt_str(cmd, "container"), *pod_name = val_at_str(pod, "metadata.name", "");
    const struct val *containers = val_at(pod, "spec.containers");
    if (name && *name) {
        *container = podof_container(pod, name, NULL);
        return *container ? 0 : cmd_error(cmd, "cannot attach to the container: container not found (%s)", name);
    }
    if (version_has(cmd_version(cmd), FEATURE_DEFAULTED_CONTAINER)) {
        *container = podof_container(pod, podof_default_container(cmd, pod), NULL);
        return 0;
    }
    *container = val_item(containers, 0);
    if (val_len(containers) > 1)
        sink_printf(cmd->err, "Defaulting container name to %s.\nUse 'kubectl describe pod/%s -n %s' to see all of the containers in this "
                              "pod.\n", val_get_str(*container, "name", ""), pod_name, val_at_str(pod, "metadata.namespace", ""));
    return 0;
}

static int exec(struct command *cmd)
{
    const struct val *pod, *container;
    struct status st = STATUS_INIT;
    if (!cmd->argc)
        return cmd_usage_error(cmd, "at least 1 argument is required for attach");
    int rc = podof_resolve(cmd, cmd->argv[0], false, &pod);
    if (rc)
        return rc;
    const char *phase = val_at_str(pod, "status.phase", "");
    if (!strcmp(phase, "Succeeded") || !strcmp(phase, "Failed"))
        return cmd_error(cmd, "cannot attach a container in a completed pod; current phase is %s", phase);
    rc = pick_container(cmd, pod, &container);
    if (rc)
        return rc;
    struct exec_call x = { cmd, pod, val_get_str(container, "name", "") };
    bool tty = val_bool_or(val_get(container, "tty"), false), quiet = opt_bool(cmd, "quiet");
    if (opt_bool(cmd, "tty") && !tty && !quiet)
        sink_printf(cmd->err, "Unable to use a TTY - container %s did not allocate one\n", x.container);
    if (!quiet)
        sink_puts(cmd->err, "If you don't see a command prompt, try pressing enter.\n");
    rc = attach_stay(&x, &st);
    if (rc < 0)
        return cmd_status(cmd, &st);
    if (!rc && tty && talk_possible(cmd) && val_str_equal(val_at(pod, "spec.restartPolicy"), "Always"))
        attach_say_over(&x);
    return rc;
}

static const char *const examples[] = {
    "kubectl attach web -i -t\t컨테이너에서 돌고 있는 셸에 다시 붙어요",
    NULL,
};

const struct verb verb_attach = {
    .name = "attach",
    .kubectl = true,
    .usage = "attach (POD | TYPE/NAME) [-c CONTAINER] [flags]",
    .summary_ko = "컨테이너에서 돌고 있는 프로세스에 붙어요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
