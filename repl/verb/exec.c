/* kubectl exec: staging/src/k8s.io/kubectl/pkg/cmd/exec/exec.go, v1.20.2, as far as a command's output goes. */
#include <stdlib.h>
#include <string.h>

#include "repl/podof.h"
#include "repl/target.h"
#include "repl/verb/exec.h"

static const struct option options[] = {
    { "container", 'c', OPTION_STRING, NULL, NULL, "이 컨테이너에서" },
    { "filename", 'f', OPTION_LIST, NULL, NULL, "이 파일에 적힌 파드에서" },
    { "pod-running-timeout", 0, OPTION_DURATION, NULL, "1m0s", "파드를 기다릴 시간" },
    { "stdin", 'i', OPTION_BOOL, NULL, NULL, "표준 입력을 넘겨요" },
    { "tty", 't', OPTION_BOOL, NULL, NULL, "터미널을 연결해요" },
    OPTION_END,
};

enum { RUNS_MAX_MS = 3600 * 1000 }; /* a command that does not end is left after an hour */

/* The arguments that are the command; *count 0 when there is none. */
static char **command_of(struct command *cmd, int *count)
{
    int from = cmd->dash_at >= 0 ? cmd->dash_at : 1;
    if (cmd->dash_at < 0 && cmd->argc > 1 && !version_has(cmd_version(cmd), FEATURE_EXEC_NEEDS_DASHES))
        sink_puts(cmd->err, "kubectl exec [POD] [COMMAND] is DEPRECATED and will be removed in a future version. Use kubectl "
                            "exec [POD] -- [COMMAND] instead.\n");
    *count = cmd->argc > from ? cmd->argc - from : 0;
    return cmd->argv + from;
}

static int pick_container(struct command *cmd, const struct val *pod, const char **name)
{
    const struct val *containers = val_at(pod, "spec.containers");
    const char *pod_name = val_at_str(pod, "metadata.name", ""), *phase = val_at_str(pod, "status.phase", "");
    *name = opt_str(cmd, "container");
    if (!strcmp(phase, "Succeeded") || !strcmp(phase, "Failed"))
        return cmd_error(cmd, "cannot exec into a container in a completed pod; current phase is %s", phase);
    bool defaults = version_has(cmd_version(cmd), FEATURE_DEFAULTED_CONTAINER);
    if (*name && **name && defaults && !podof_container(pod, *name, NULL))
        return cmd_error(cmd, "container %s not found in pod %s", *name, pod_name);
    if (*name && **name)
        return 0; /* up to v1.20 the server looks whether it is there */
    if (defaults) {
        *name = podof_default_container(cmd, pod);
        return 0;
    }
    *name = val_get_str(val_item(containers, 0), "name", "");
    if (val_len(containers) > 1)
        sink_printf(cmd->err, "Defaulting container name to %s.\nUse 'kubectl describe pod/%s -n %s' to see all of the "
                              "containers in this pod.\n", *name, pod_name, val_at_str(pod, "metadata.namespace", ""));
    return 0;
}

/* What the command reads: nothing without -i. */
static struct val *input_of(struct command *cmd)
{
    bool piped = opt_bool(cmd, "stdin") && cmd->input;
    return piped ? val_stringn(cmd->input->buf, cmd->input->len) : NULL;
}

/* What the error channel tells under a reason, or NULL. */
static const char *told(const struct val *doc, const char *reason)
{
    return val_get_str(val_find(val_at(doc, "details.causes"), "reason", reason, NULL), "message", NULL);
}

int exec_ask(const struct exec_call *x, const char *subresource, struct val *take_query, const struct val *body, struct strbuf *text,
             struct exec_told *out, struct status *st)
{
    struct client *client = cmd_client(x->cmd);
    const struct resource *pods = client_find(client, "pods", st);
    struct val *doc = NULL;
    struct request rq = { .method = REQUEST_POST, .body = body };
    int rc = -1;
    val_set(&take_query, "container", val_string(x->container));
    val_set(&take_query, "stdout", val_string("true"));
    val_set(&take_query, "stderr", val_string("true"));
    rq.query = take_query;
    if (pods) {
        rq.path = resource_path(x->cmd->arena, pods, val_at_str(x->pod, "metadata.namespace", ""),
                                val_at_str(x->pod, "metadata.name", ""), subresource);
        rc = client_request(client, &rq, &doc, text, st);
    }
    const char *code = told(doc, "ExitCode"), *ms = told(doc, "Milliseconds");
    *out = (struct exec_told){ .ended = code, .waits = told(doc, "Waits"), .code = code ? (int)strtol(code, NULL, 10) : 0,
                               .runs_ms = ms ? strtoll(ms, NULL, 10) : 0 };
    val_unref(doc);
    val_unref(take_query);
    return rc;
}

int exec_request(const struct exec_call *x, const struct val *argv, const struct val *input, struct strbuf *text, int *code,
                 struct status *st)
{
    struct exec_told told;
    int rc = exec_ask(x, "exec", val_fmt("{command:%v}", argv), input, text, &told, st);
    *code = told.code;
    return rc < 0 ? -1 : cmd_wait(x->cmd, told.runs_ms < RUNS_MAX_MS ? told.runs_ms : RUNS_MAX_MS);
}

static int run(const struct exec_call *x, char **argv, int argc)
{
    struct status st = STATUS_INIT;
    struct strbuf text = STRBUF_INIT;
    struct val *words = val_array(), *input = input_of(x->cmd);
    int code;
    for (int i = 0; i < argc; i++)
        val_append(&words, val_string(argv[i]));
    int rc = exec_request(x, words, input, &text, &code, &st);
    sink_write(x->cmd->out, text.buf, text.len);
    if (rc < 0)
        rc = cmd_status(x->cmd, &st);
    else if (!rc && code)
        sink_printf(x->cmd->err, "command terminated with exit code %d\n", code);
    strbuf_release(&text);
    val_unref(words);
    val_unref(input);
    return rc ? rc : code;
}

static int exec(struct command *cmd)
{
    const struct val *pod;
    const char *container;
    int count;
    if (!cmd->argc || cmd->dash_at == 0)
        return cmd_error(cmd, "pod, type/name or --filename must be specified");
    if (cmd->dash_at < 0 && cmd->argc > 1 && version_has(cmd_version(cmd), FEATURE_EXEC_NEEDS_DASHES))
        return cmd_error(cmd, "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead");
    char **argv = command_of(cmd, &count);
    if (!count)
        return cmd_error(cmd, "you must specify at least one command for the container");
    int rc = podof_resolve(cmd, cmd->argv[0], false, &pod);
    if (rc || pick_container(cmd, pod, &container))
        return rc ? rc : 1;
    struct exec_call x = { cmd, pod, container };
    if (exec_is_shell(cmd, argv, count))
        return exec_converse(&x);
    if (opt_bool(cmd, "stdin") && opt_bool(cmd, "tty") && (cmd->input || !cmd->out->terminal))
        sink_puts(cmd->err, "Unable to use a TTY - input is not a terminal or the right kind of file\n");
    return run(&x, argv, count);
}

static const char *const examples[] = {
    "kubectl exec web -- ls /\t파드 안에서 명령을 실행해요",
    NULL,
};

const struct verb verb_exec = {
    .name = "exec",
    .kubectl = true,
    .usage = "exec (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]",
    .summary_ko = "컨테이너 안에서 명령을 실행해요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
