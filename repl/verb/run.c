/* kubectl run: pkg/cmd/run/run.go, v1.20.2 and v1.37.2. */
#include "repl/verb/run.h"

#include <stdlib.h>
#include <string.h>

#include "backends/base/imageref.h"
#include "backends/base/json.h"
#include "backends/base/names.h"
#include "backends/base/patch.h"
#include "repl/lastapplied.h"
#include "repl/print/result.h"
#include "repl/verb/limits.h"

static const struct option options[] = {
    { "image", 0, OPTION_STRING, NULL, "", "컨테이너 이미지" },
    { "command", 0, OPTION_BOOL, NULL, NULL, "-- 뒤의 말을 인자가 아니라 명령으로 써요" },
    { "env", 0, OPTION_ARRAY, NULL, NULL, "환경 변수 (이름=값)" },
    { "labels", 'l', OPTION_STRING, NULL, "", "레이블 (키=값,키=값)" },
    { "annotations", 0, OPTION_ARRAY, NULL, NULL, "어노테이션 (키=값)" },
    { "port", 0, OPTION_STRING, NULL, "", "컨테이너가 여는 포트" },
    { "expose", 0, OPTION_BOOL, NULL, NULL, "파드를 가리키는 서비스도 만들어요 (--port가 있어야 해요)" },
    { "restart", 0, OPTION_STRING, NULL, "Always", "파드의 restartPolicy: Always, OnFailure, Never" },
    { "image-pull-policy", 0, OPTION_STRING, NULL, "", "이미지를 언제 받을지: Always, IfNotPresent, Never" },
    { "privileged", 0, OPTION_BOOL, NULL, NULL, "특권을 가진 컨테이너로" },
    { "stdin", 'i', OPTION_BOOL, NULL, NULL, "컨테이너의 표준 입력을 열어 두고 붙어요" },
    { "tty", 't', OPTION_BOOL, NULL, NULL, "컨테이너에 터미널을 줘요" },
    { "attach", 0, OPTION_BOOL, NULL, NULL, "파드가 뜨면 붙어서 출력을 보여요" },
    { "rm", 0, OPTION_BOOL, NULL, NULL, "붙었던 파드가 끝나면 지워요" },
    { "quiet", 'q', OPTION_BOOL, NULL, NULL, "안내를 보이지 않아요" },
    { "leave-stdin-open", 0, OPTION_BOOL, NULL, NULL, "첫 연결이 끝나도 표준 입력을 닫지 않아요" },
    { "overrides", 0, OPTION_STRING, NULL, "", "만들 파드에 합칠 JSON" },
    { "override-type", 0, OPTION_STRING, NULL, "merge", "합치는 방법: json, merge, strategic" },
    { "pod-running-timeout", 0, OPTION_DURATION, NULL, "1m0s", "파드가 뜰 때까지 기다릴 시간" },
    { "serviceaccount", 0, OPTION_STRING, NULL, NULL, "파드의 서비스 어카운트" },
    { "hostport", 0, OPTION_INT, NULL, "-1", "노드의 포트" },
    { "requests", 0, OPTION_STRING, NULL, NULL, "자원 요청 (cpu=100m,memory=256Mi)" },
    { "limits", 0, OPTION_STRING, NULL, NULL, "자원 한도" },
    { "generator", 0, OPTION_STRING, NULL, "run-pod/v1", NULL },
    { "replicas", 'r', OPTION_INT, NULL, "1", NULL },
    { "schedule", 0, OPTION_STRING, NULL, NULL, NULL },
    { "service-generator", 0, OPTION_STRING, NULL, "service/v2", NULL },
    { "service-overrides", 0, OPTION_STRING, NULL, NULL, NULL },
    { "detach-keys", 0, OPTION_STRING, NULL, "ctrl-p,ctrl-q", NULL },
    { "filename", 'f', OPTION_LIST, NULL, NULL, NULL },
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, NULL },
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, NULL },
    { "cascade", 0, OPTION_STRING, "background", "background", NULL },
    { "force", 0, OPTION_BOOL, NULL, NULL, NULL },
    { "grace-period", 0, OPTION_INT, NULL, "-1", NULL },
    { "timeout", 0, OPTION_DURATION, NULL, "0s", NULL },
    { "wait", 0, OPTION_BOOL, NULL, NULL, NULL },
    { "record", 0, OPTION_BOOL, NULL, NULL, "명령을 어노테이션에 남겨요" },
    { "save-config", 0, OPTION_BOOL, NULL, NULL, "적용한 내용을 어노테이션에 남겨요" },
    { "field-manager", 0, OPTION_STRING, NULL, "kubectl-run", "바꾼 쪽의 이름" },
    RESULT_OPTIONS,
    OPTION_END,
};

bool run_attaches(const struct command *cmd)
{
    return opt_given(cmd, "attach") ? opt_bool(cmd, "attach") : opt_bool(cmd, "stdin");
}

/* ---- what is refused ---- */

/* A mistake of the command line, to which older versions add where help is. */
static int refuse(struct command *cmd, const char *text)
{
    return version_has(cmd_version(cmd), FEATURE_RUN_PLAIN_ERRORS) ? cmd_error(cmd, "%s", text) : cmd_usage_error(cmd, "%s", text);
}

/* `values` is a NULL-terminated list. */
static int check_word(struct command *cmd, const char *flag, const char *what, const char *const *values)
{
    const char *given = opt_str(cmd, flag);
    struct strbuf all = STRBUF_INIT;
    bool found = !*given;
    for (size_t i = 0; values[i]; i++) {
        found |= !strcmp(values[i], given);
        strbuf_addf(&all, "%s%s", i ? ", " : "", values[i]);
    }
    bool lists = version_has(cmd_version(cmd), FEATURE_RUN_PLAIN_ERRORS);
    int rc = found ? 0 : refuse(cmd, arena_strf(cmd->arena, "invalid %s: %s%s%s", what, given, lists ? ", valid values are: " : "", lists ? all.buf : ""));
    strbuf_release(&all);
    return rc;
}

static int check_words(struct command *cmd)
{
    static const char *const restarts[] = { "Always", "OnFailure", "Never", NULL }, *const pulls[] = { "Always", "IfNotPresent", "Never", NULL };
    return check_word(cmd, "restart", "restart policy", restarts) || check_word(cmd, "image-pull-policy", "image pull policy", pulls);
}

static int check_flags(struct command *cmd, enum dry_run dry)
{
    const char *image = opt_str(cmd, "image"), *port = opt_str(cmd, "port");
    bool plain = version_has(cmd_version(cmd), FEATURE_RUN_PLAIN_ERRORS);
    struct image_ref ref;
    if (!cmd->argc || cmd->dash_at == 0)
        return refuse(cmd, "NAME is required for run");
    if (!*image)
        return cmd_error(cmd, "--image is required");
    if (image_parse(image, &ref) < 0)
        return cmd_error(cmd, "%s image name \"%s\": invalid reference format", plain ? "invalid" : "Invalid", image);
    if (opt_bool(cmd, "tty") && !opt_bool(cmd, "stdin"))
        return refuse(cmd, "-i/--stdin is required for containers with -t/--tty=true");
    if (opt_bool(cmd, "expose") && !*port)
        return refuse(cmd, "--port must be set when exposing a service");
    if (port[strspn(port, "0123456789")])
        return plain ? cmd_error(cmd, "--port must be a number") : cmd_error(cmd, "strconv.Atoi: parsing \"%s\": invalid syntax", port);
    if (!run_attaches(cmd) && opt_bool(cmd, "rm"))
        return refuse(cmd, "--rm should only be used for attached containers");
    if (run_attaches(cmd) && dry != DRY_RUN_NONE)
        return refuse(cmd, "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)");
    return 0;
}

/* ---- the pod ---- */

static int read_labels(const char *text, struct val **labels, struct status *st)
{
    for (const char *p = text; *text; p++) {
        size_t len = strcspn(p, ",");
        const char *eq = memchr(p, '=', len), *end = p + len;
        if (!eq || memchr(eq + 1, '=', (size_t)(end - eq - 1)))
            return status_client(st, "unexpected label spec: %.*s", (int)len, p);
        if (eq == p)
            return status_client(st, "unexpected empty label key");
        val_setn(labels, p, (size_t)(eq - p), val_stringn(eq + 1, (size_t)(end - eq - 1)));
        p = end;
        if (!*p)
            break;
    }
    return 0;
}

static int read_env(struct command *cmd, struct val **list, struct status *st)
{
    const struct val *given = opt_list(cmd, "env");
    struct name_errors errors;
    for (size_t i = 0; i < val_len(given); i++) {
        const char *text = val_str_or(val_item(given, i), ""), *eq = strchr(text, '=');
        size_t len = eq ? (size_t)(eq - text) : 0;
        if (!len || !names_check(NAME_ENV_VAR, text, len, (struct version){ VERSION_MINOR_MIN, 0 }, &errors))
            return status_client(st, "invalid env: %s", text);
        val_append(list, val_fmt("{name:%V, value:%s}", val_stringn(text, len), eq + 1));
    }
    return 0;
}

static int read_annotations(struct command *cmd, struct val **map, struct status *st)
{
    const struct val *given = opt_list(cmd, "annotations");
    for (size_t i = 0; i < val_len(given); i++) {
        const char *text = val_str_or(val_item(given, i), ""), *eq = strchr(text, '=');
        if (!eq || eq == text)
            return status_client(st, "invalid annotations format: %s", text);
        val_setn(map, text, (size_t)(eq - text), val_string(eq + 1));
    }
    return 0;
}

struct parts {
    struct val *labels, *env, *annotations, *limits, *requests; /* owned; NULL: none */
};

static int read_parts(struct command *cmd, struct parts *p, struct status *st)
{
    if (read_annotations(cmd, &p->annotations, st) < 0 || read_labels(opt_str(cmd, "labels"), &p->labels, st) < 0)
        return -1;
    if (read_env(cmd, &p->env, st) < 0)
        return -1;
    /* Flags of older kubectls (flags.def). */
    const char *limits = opt_str(cmd, "limits"), *requests = opt_str(cmd, "requests");
    return limits_parse(limits ? limits : "", &p->limits, st) < 0 ? -1 : limits_parse(requests ? requests : "", &p->requests, st);
}

static struct val *words(const struct command *cmd)
{
    struct val *list = NULL;
    for (int i = 1; i < cmd->argc; i++)
        val_append(&list, val_string(cmd->argv[i]));
    return list;
}

static struct val *make_container(struct command *cmd, const char *name, const struct parts *p)
{
    const char *port = opt_str(cmd, "port"), *pull = opt_str(cmd, "image-pull-policy");
    bool command = opt_bool(cmd, "command"), in = opt_bool(cmd, "stdin");
    struct val *arguments = words(cmd);
    int64_t host_port = opt_int(cmd, "hostport");
    struct val *ports = !*port ? NULL : val_fmt("[{containerPort:%I, hostPort:%I}]", (int64_t)strtol(port, NULL, 10), host_port > 0 ? host_port : 0);
    struct val *c = val_fmt("{name:%s, image:%s, env:%v, stdin:%b, stdinOnce:%b, tty:%b, imagePullPolicy:%s, securityContext:%V, command:%v, "
                            "args:%v, ports:%V, resources:{limits:%v, requests:%v}}", name, opt_str(cmd, "image"), p->env, in, in && !opt_bool(cmd, "leave-stdin-open"),
                            opt_bool(cmd, "tty"), *pull ? pull : NULL, opt_bool(cmd, "privileged") ? val_fmt("{privileged:true}") : NULL,
                            command ? arguments : NULL, command ? NULL : arguments, ports, p->limits, p->requests);
    val_unref(arguments);
    return c;
}

static const char *restart_of(struct command *cmd)
{
    const char *given = opt_str(cmd, "restart");
    return *given ? given : opt_bool(cmd, "stdin") ? "OnFailure" : "Always";
}

/* The labels that the service selects: --labels, or run=NAME. */
static struct val *selector_of(const char *name, const struct parts *p)
{
    return val_len(p->labels) ? val_ref(p->labels) : val_fmt("{run:%s}", name);
}

static struct val *make_pod(struct command *cmd, const char *name, const struct parts *p)
{
    return val_fmt("{apiVersion:v1, kind:Pod, metadata:{name:%s, labels:%V, annotations:%v}, spec:{serviceAccountName:%s, containers:[%V], "
                   "dnsPolicy:ClusterFirst, restartPolicy:%s}}", name, selector_of(name, p), p->annotations, opt_str(cmd, "serviceaccount"),
                   make_container(cmd, name, p), restart_of(cmd));
}

static struct val *make_service(struct command *cmd, const char *name, const struct parts *p)
{
    int64_t port = strtol(opt_str(cmd, "port"), NULL, 10);
    return val_fmt("{apiVersion:v1, kind:Service, metadata:{name:%s, labels:%v}, spec:{selector:%V, ports:[{port:%I, protocol:TCP, targetPort:%I}]}}",
                   name, p->labels, selector_of(name, p), port, port);
}

/* --overrides, put over the object. -1 with *st. */
static int override(struct command *cmd, struct val **doc, struct status *st)
{
    const char *text = opt_str(cmd, "overrides"), *type = opt_str(cmd, "override-type");
    struct strbuf err = STRBUF_INIT;
    if (!*text)
        return 0;
    struct val *patch = json_parse(text, strlen(text), &err), *typed = result_typed(cmd, *doc), *next = NULL;
    const struct schema_type *pod = schema_find("v1", "Pod");
    if (!patch)
        status_client(st, "%s", version_has(cmd_version(cmd), FEATURE_RUN_PLAIN_ERRORS) ? err.buf : "Invalid JSON Patch");
    else if (!strcmp(type, "json"))
        next = patch_json(typed, patch, &err);
    else
        next = strcmp(type, "strategic") != 0 ? patch_merge(typed, patch, &err) : patch_strategic(typed, patch, pod, cmd_version(cmd), &err);
    if (patch && !next)
        status_client(st, "%s", err.buf);
    if (next)
        val_assign(doc, next);
    val_unref(patch);
    val_unref(typed);
    strbuf_release(&err);
    return next ? 0 : -1;
}

/* ---- sending ---- */

/* *doc as the server has it now, or, when it is not asked, as it would be sent. -1 with *st. */
static int send(struct command *cmd, const struct resource *r, struct val **doc, enum dry_run dry, struct status *st)
{
    struct val *made = NULL;
    opt_record(cmd, doc);
    if (dry == DRY_RUN_CLIENT) {
        if (opt_given(cmd, "namespace"))
            val_put_str(doc, "metadata.namespace", cmd_namespace(cmd));
        return 0;
    }
    val_assign(doc, result_typed(cmd, *doc));
    if (opt_bool(cmd, "save-config"))
        last_applied_set(doc, schema_find(r->api_version, r->kind));
    if (client_create(cmd_client(cmd), r, cmd_namespace(cmd), *doc, result_query(cmd), &made, st) < 0)
        return -1;
    val_assign(doc, made);
    return 0;
}

static int run(struct command *cmd, struct val **pod, struct val *service, enum dry_run dry, struct status *st)
{
    const struct resource *pods = client_find(cmd_client(cmd), "pods", st), *services = client_find(cmd_client(cmd), "services", st);
    bool service_first = !version_has(cmd_version(cmd), FEATURE_RUN_PLAIN_ERRORS), attach = run_attaches(cmd);
    if (!pods || !services || override(cmd, pod, st) < 0 || send(cmd, pods, pod, dry, st) < 0)
        return cmd_status(cmd, st);
    if (!attach && !service_first)
        result_print_typed(cmd, pods, *pod, "created");
    int rc = 0;
    if (service && send(cmd, services, &service, dry, st) < 0)
        rc = cmd_status(cmd, st);
    else if (service && (!attach || service_first))
        result_print_typed(cmd, services, service, "created");
    val_unref(service);
    if (attach)
        return run_attach(cmd, *pod, restart_of(cmd));
    if (service_first)
        result_print_typed(cmd, pods, *pod, "created");
    return rc;
}

static int exec(struct command *cmd)
{
    bool words_first = version_has(cmd_version(cmd), FEATURE_RUN_PLAIN_ERRORS);
    struct status st = STATUS_INIT;
    struct parts p = { 0 };
    enum dry_run dry;
    int rc = 1;
    if (opt_require(cmd, "image") || (words_first && check_words(cmd)) || result_dry_run(cmd, &dry) || check_flags(cmd, dry) ||
        (!words_first && check_words(cmd)))
        return 1;
    if (read_parts(cmd, &p, &st) < 0) {
        cmd_status(cmd, &st);
    } else {
        const char *name = cmd->argv[0];
        struct val *pod = make_pod(cmd, name, &p);
        rc = run(cmd, &pod, opt_bool(cmd, "expose") ? make_service(cmd, name, &p) : NULL, dry, &st);
        val_unref(pod);
    }
    val_unref(p.labels);
    val_unref(p.env);
    val_unref(p.annotations);
    val_unref(p.limits);
    val_unref(p.requests);
    return rc;
}

static const char *const examples[] = {
    "kubectl run web --image=nginx\t파드 하나를 띄워요",
    "kubectl run hello --image=busybox --restart=Never -- echo hi\t한 번 돌고 끝나는 파드를 띄워요",
    "kubectl run test -it --rm --image=busybox --restart=Never -- wget -qO- web\t붙어서 보고, 끝나면 지워요",
    NULL,
};

const struct verb verb_run = {
    .name = "run",
    .kubectl = true,
    .usage = "run NAME --image=image [--env=\"key=value\"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- "
             "[COMMAND] [args...]",
    .summary_ko = "이미지로 파드 하나를 띄워요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
