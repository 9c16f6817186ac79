/*
 * kubectl debug of a pod: staging/src/k8s.io/kubectl/pkg/cmd/debug/debug.go, v1.20.2.
 *
 * The built-in cluster is one without ephemeral containers, as v1.20 is as it comes, and says so.  Differs: no copies of pods
 * (--copy-to), no pods on nodes, and nothing is attached to.
 */
#include <string.h>

#include "backends/base/imageref.h"
#include "repl/podof.h"
#include "repl/target.h"

static const struct option options[] = {
    { "arguments-only", 0, OPTION_BOOL, NULL, NULL, "-- 뒤를 command가 아니라 args로 넘겨요" },
    { "container", 'c', OPTION_STRING, NULL, NULL, "디버그 컨테이너의 이름" },
    { "image", 0, OPTION_STRING, NULL, NULL, "디버그 컨테이너의 이미지" },
    { "image-pull-policy", 0, OPTION_STRING, NULL, NULL, "이미지를 언제 받을지" },
    { "quiet", 0, OPTION_BOOL, NULL, NULL, "알림을 줄여요" },
    { "stdin", 'i', OPTION_BOOL, NULL, NULL, "표준 입력을 열어 둬요" },
    { "target", 0, OPTION_STRING, NULL, NULL, "이 컨테이너의 프로세스를 함께 봐요" },
    { "tty", 't', OPTION_BOOL, NULL, NULL, "터미널을 연결해요" },
    OPTION_END,
};

static int check(struct command *cmd, int names)
{
    static const char *const policies[] = { "Always", "IfNotPresent", "Never" };
    const char *image = opt_str(cmd, "image"), *policy = opt_str(cmd, "image-pull-policy");
    struct image_ref parsed;
    bool known = !policy || !*policy;
    if (!image || !*image)
        return cmd_error(cmd, "you must specify --image when not using --copy-to.");
    if (image_parse(image, &parsed) < 0)
        return cmd_error(cmd, "invalid image name \"%s\": invalid reference format", image);
    if (!names)
        return cmd_error(cmd, "NAME is required for debug");
    for (size_t i = 0; i < ARRAY_LEN(policies); i++)
        known = known || !strcmp(policy, policies[i]);
    if (!known)
        return cmd_error(cmd, "invalid image pull policy: %s", policy);
    if (opt_bool(cmd, "tty") && !opt_bool(cmd, "stdin"))
        return cmd_error(cmd, "-i/--stdin is required for containers with -t/--tty=true");
    return 0;
}

/* The first of debugger-1, debugger-2 ... that the pod does not have. */
static const char *debugger_name(struct command *cmd, const struct val *pod)
{
    const char *name;
    int n = 1;
    do
        name = arena_strf(cmd->arena, "debugger-%d", n++);
    while (podof_container(pod, name, NULL));
    if (!opt_bool(cmd, "quiet"))
        sink_printf(cmd->err, "Defaulting debug container name to %s.\n", name);
    return name;
}

static struct val *container(struct command *cmd, const struct val *pod, char **argv, int argc)
{
    const char *name = opt_str(cmd, "container");
    struct val *c = val_fmt("{image:%s, imagePullPolicy:%s, targetContainerName:%s, stdin:%b, tty:%b, terminationMessagePolicy:File}",
                            opt_str(cmd, "image"), opt_str(cmd, "image-pull-policy"), opt_str(cmd, "target"), opt_bool(cmd, "stdin"),
                            opt_bool(cmd, "tty"));
    struct val *words = NULL;
    for (int i = 0; i < argc; i++)
        val_append(&words, val_string(argv[i]));
    if (words)
        val_set(&c, opt_bool(cmd, "arguments-only") ? "args" : "command", words);
    val_set(&c, "name", val_string(name && *name ? name : debugger_name(cmd, pod)));
    return c;
}

static int exec(struct command *cmd)
{
    struct status st = STATUS_INIT;
    const struct val *pod;
    int names = cmd->dash_at >= 0 ? cmd->dash_at : cmd->argc, rc = check(cmd, names);
    if (!rc)
        rc = podof_resolve(cmd, cmd->argv[0], false, &pod);
    if (rc)
        return rc;
    const struct resource *pods = client_find(cmd_client(cmd), "pods", &st);
    struct request rq = { .method = REQUEST_GET };
    struct val *doc = NULL, *patch = NULL;
    struct strbuf text = STRBUF_INIT;
    rc = -1;
    if (pods) {
        rq.path = resource_path(cmd->arena, pods, val_at_str(pod, "metadata.namespace", ""), val_at_str(pod, "metadata.name", ""),
                                "ephemeralcontainers");
        rc = client_request(cmd_client(cmd), &rq, &doc, &text, &st);
    }
    if (rc < 0 && st.code == 404) {
        rc = cmd_error(cmd, "ephemeral containers are disabled for this cluster (error from server: \"%s\").", st.message);
        status_release(&st);
    } else if (rc == 0) {
        patch = val_fmt("{spec:{ephemeralContainers:[%V]}}", container(cmd, pod, cmd->argv + names, cmd->argc - names));
        rq.method = REQUEST_PATCH;
        rq.content = CONTENT_STRATEGIC_PATCH;
        rq.body = patch;
        val_assign(&doc, NULL);
        rc = client_request(cmd_client(cmd), &rq, &doc, &text, &st);
    }
    strbuf_release(&text);
    val_unref(doc);
    val_unref(patch);
    return rc < 0 ? cmd_status(cmd, &st) : rc;
}

static const char *const examples[] = {
    "kubectl debug web --image=busybox\t파드에 디버그 컨테이너를 더해요",
    NULL,
};

const struct verb verb_debug = {
    .name = "debug",
    .kubectl = true,
    .usage = "debug (POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ]",
    .summary_ko = "디버그 컨테이너를 더해요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
