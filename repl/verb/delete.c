/* kubectl delete: staging/src/k8s.io/kubectl/pkg/cmd/delete/delete.go, v1.20.2. */
#include <string.h>

#include "repl/manifest.h"
#include "repl/raw.h"
#include "repl/target.h"

enum { POLL_MS = 500 };

static const struct option options[] = {
    { "all", 0, OPTION_BOOL, NULL, NULL, "그 종류의 오브젝트 모두" },
    { "all-namespaces", 'A', OPTION_BOOL, NULL, NULL, "모든 네임스페이스에서" },
    { "cascade", 0, OPTION_STRING, "background", "background", "딸린 오브젝트를 어떻게 할지: background, foreground, orphan" },
    { "dry-run", 0, OPTION_STRING, "unchanged", "none", "바꾸지 않고 결과만 보여요: none, client, server" },
    { "field-selector", 0, OPTION_STRING, NULL, NULL, "필드 셀렉터로 골라요" },
    { "filename", 'f', OPTION_LIST, NULL, NULL, "오브젝트가 적힌 파일" },
    { "force", 0, OPTION_BOOL, NULL, NULL, "끝나기를 기다리지 않고 바로 지워요" },
    { "grace-period", 0, OPTION_INT, NULL, "-1", "파드가 끝날 때까지 주는 초" },
    { "ignore-not-found", 0, OPTION_BOOL, NULL, NULL, "없어도 잘못으로 치지 않아요" },
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, "kustomization 폴더" },
    { "now", 0, OPTION_BOOL, NULL, NULL, "1초 안에 끝내요" },
    { "output", 'o', OPTION_STRING, NULL, NULL, "출력 형식: name" },
    { "raw", 0, OPTION_STRING, NULL, NULL, "이 경로로 DELETE를 보내요" },
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, "폴더 안까지 읽어요" },
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 골라요" },
    { "timeout", 0, OPTION_DURATION, NULL, "0s", "기다릴 시간; 0은 끝까지" },
    { "wait", 0, OPTION_BOOL, NULL, "true", "완전히 사라질 때까지 기다려요" },
    OPTION_END,
};

struct deletion {
    const char *propagation; /* "Background" ... */
    int64_t grace_s;         /* -1: not given */
    const char *dry_run;     /* "none", "client", "server" */
    bool wait, quiet, force;
};

/* ---- flags ---- */

static int read_cascade(struct command *cmd, struct deletion *d)
{
    static const struct {
        const char *value, *propagation, *instead;
    } values[] = {
        { "background", "Background", NULL },
        { "foreground", "Foreground", NULL },
        { "orphan", "Orphan", NULL },
        { "true", "Background", "background" },
        { "false", "Orphan", "orphan" },
    };
    bool words = version_has(cmd_version(cmd), FEATURE_CASCADE_WORDS);
    const char *value = opt_given(cmd, "cascade") || words ? opt_str(cmd, "cascade") : "true";
    for (size_t i = 0; i < ARRAY_LEN(values); i++) {
        if (strcmp(values[i].value, value) || (!words && !values[i].instead))
            continue;
        d->propagation = values[i].propagation;
        if (words && values[i].instead)
            sink_printf(cmd->err, "warning: --cascade=%s is deprecated (boolean value) and can be replaced with --cascade=%s.\n", value,
                        values[i].instead);
        return 0;
    }
    if (!words)
        return option_refuse_bool(cmd, "cascade", value);
    return cmd_error(cmd, "invalid cascade value (%s). Must be \"background\", \"foreground\", or \"orphan\"", value);
}

static int read_dry_run(struct command *cmd, struct deletion *d)
{
    static const struct {
        const char *value, *mode;
    } values[] = { { "none", "none" }, { "client", "client" }, { "server", "server" }, { "unchanged", "client" }, { "true", "client" }, { "false", "none" } };
    const char *value = opt_str(cmd, "dry-run");
    for (size_t i = 0; i < ARRAY_LEN(values); i++)
        if (!strcmp(values[i].value, value)) {
            d->dry_run = values[i].mode;
            return 0;
        }
    return cmd_error(cmd, "Invalid dry-run value (%s). Must be \"none\", \"server\", or \"client\".", value);
}

static int read_grace(struct command *cmd, struct deletion *d)
{
    d->grace_s = opt_int(cmd, "grace-period");
    d->force = opt_bool(cmd, "force");
    d->wait = opt_bool(cmd, "wait");
    if (opt_bool(cmd, "now")) {
        if (d->grace_s != -1)
            return cmd_error(cmd, "--now and --grace-period cannot be specified together");
        d->grace_s = 1;
    }
    if (d->grace_s == 0 && !d->force)
        d->grace_s = 1; /* a pod gets its second unless it is forced */
    if (d->force && d->grace_s < 0)
        d->grace_s = 0;
    if (d->force && d->grace_s > 0)
        return cmd_error(cmd, "--force and --grace-period greater than 0 cannot be specified together");
    if (d->force && d->grace_s == 0)
        sink_printf(cmd->err, "%s: Immediate deletion does not wait for confirmation that the running resource has been terminated. "
                              "The resource may continue to run on the cluster indefinitely.\n",
                    version_has(cmd_version(cmd), FEATURE_CAPITAL_WARNINGS) ? "Warning" : "warning");
    if (d->force && !opt_given(cmd, "wait"))
        d->wait = false;
    return 0;
}

static int read_flags(struct command *cmd, struct deletion *d)
{
    const char *selector = opt_str(cmd, "selector"), *fields = opt_str(cmd, "field-selector"), *output = opt_str(cmd, "output");
    if (opt_bool(cmd, "all") && selector && *selector)
        return cmd_error(cmd, "setting 'all' parameter but found a non empty selector. ");
    if (opt_bool(cmd, "all") && fields && *fields)
        return cmd_error(cmd, "setting 'all' parameter but found a non empty selector. ");
    if (output && *output && strcmp(output, "name"))
        return cmd_error(cmd, "unexpected -o output mode: %s. We only support '-o name'", output);
    d->quiet = output && *output;
    return read_cascade(cmd, d) || read_dry_run(cmd, d) || read_grace(cmd, d);
}

/* ---- deleting ---- */

static void say(struct command *cmd, const struct deletion *d, const struct target *t)
{
    const char *type = resource_singular(cmd->arena, t->resource);
    if (d->quiet) {
        sink_printf(cmd->out, "%s/%s\n", type, t->name);
        return;
    }
    sink_printf(cmd->out, "%s \"%s\" %sdeleted", type, t->name, d->force && d->grace_s == 0 ? "force " : "");
    if (version_has(cmd_version(cmd), FEATURE_DELETED_FROM_NAMESPACE) && t->ns)
        sink_printf(cmd->out, " from %s namespace", t->ns);
    if (strcmp(d->dry_run, "none"))
        sink_puts(cmd->out, strcmp(d->dry_run, "client") ? " (server dry run)" : " (dry run)");
    sink_puts(cmd->out, "\n");
}

/* The uid of what was deleted, from the object or the Status that the server sent back. */
static const char *uid_of(const struct val *reply)
{
    return val_at_str(reply, "metadata.uid", val_at_str(reply, "details.uid", ""));
}

/* 0 with the uid (NULL: nothing to wait for); or 1, and the error is among errors. */
static int delete_one(struct command *cmd, const struct deletion *d, const struct target *t, const char **uid, struct cmd_errors *errors)
{
    struct status st = STATUS_INIT;
    struct val *reply = NULL;
    struct val *body = val_fmt("{kind:DeleteOptions, apiVersion:v1, propagationPolicy:%s}", d->propagation);
    const struct val *query = !strcmp(d->dry_run, "server") ? arena_val(cmd->arena, val_fmt("{dryRun:All}")) : NULL;
    *uid = NULL;
    if (d->grace_s >= 0)
        val_set(&body, "gracePeriodSeconds", val_int(d->grace_s));
    int rc = 0;
    if (strcmp(d->dry_run, "client"))
        rc = client_delete(cmd_client(cmd), t->resource, t->ns, t->name, body, query, &reply, &st);
    val_unref(body);
    if (rc < 0 && st.code == 404 && opt_bool(cmd, "ignore-not-found")) {
        status_release(&st);
        return 0;
    }
    if (rc < 0) {
        manifest_name_source(&st, "deleting", t->source);
        cmd_errors_add(cmd, errors, &st);
        return 1;
    }
    say(cmd, d, t);
    if (!strcmp(d->dry_run, "none"))
        *uid = arena_strdup(cmd->arena, uid_of(reply));
    val_unref(reply);
    return 0;
}

static bool is_gone(struct command *cmd, const struct target *t, const char *uid)
{
    struct status st = STATUS_INIT;
    struct val *now = NULL;
    int rc = client_get(cmd_client(cmd), t->resource, t->ns, t->name, &now, &st);
    bool gone = rc < 0 ? st.code == 404 : !val_str_equal(val_at(now, "metadata.uid"), uid);
    val_unref(now);
    status_release(&st);
    return gone;
}

/* 0 when all are gone; 1 at the timeout; 124, 130. */
static int wait_for_all(struct command *cmd, const struct targets *t, const char **uids)
{
    int64_t timeout = opt_duration_ms(cmd, "timeout"), waited = 0;
    for (size_t i = 0; i < t->len; i++)
        while (uids[i] && !is_gone(cmd, &t->items[i], uids[i])) {
            if (timeout > 0 && waited >= timeout)
                return cmd_error(cmd, "timed out waiting for the condition on %s/%s", t->items[i].resource->plural, t->items[i].name);
            int rc = cmd_wait(cmd, POLL_MS);
            if (rc)
                return rc;
            waited += POLL_MS;
        }
    return 0;
}

static int exec(struct command *cmd)
{
    struct deletion d = { 0 };
    struct targets t;
    unsigned flags = TARGET_SELECTORS | TARGET_FILES | TARGET_REQUIRE_NAME | TARGET_ALL_SELECTS;
    if (opt_given(cmd, "raw"))
        return raw_check(cmd, false) ? 1 : raw_send(cmd, REQUEST_DELETE);
    if (read_flags(cmd, &d))
        return 1;
    int rc = targets_resolve(cmd, cmd->argc, cmd->argv, flags, &t);
    if (rc)
        return rc;
    if (!t.len && !t.errors.len) {
        if (!opt_bool(cmd, "ignore-not-found") || !opt_given(cmd, "filename"))
            sink_puts(cmd->out, "No resources found\n");
        return 0;
    }
    const char **uids = arena_alloc(cmd->arena, (t.len + 1) * sizeof(*uids));
    for (size_t i = 0; i < t.len; i++)
        delete_one(cmd, &d, &t.items[i], &uids[i], &t.errors);
    if (d.wait && !t.errors.len && (rc = wait_for_all(cmd, &t, uids)) > 1) /* kubectl waits for nothing once something failed */
        return rc;
    return rc | targets_report(cmd, &t);
}

static const char *const examples[] = {
    "kubectl delete ds testapp-ds-java\t데몬셋과 그 파드를 지워요",
    "kubectl delete daemonsets.apps --all\t데몬셋을 모두 지워요",
    NULL,
};

const struct verb verb_delete = {
    .name = "delete",
    .kubectl = true,
    .usage = "delete ([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)])",
    .summary_ko = "오브젝트를 지워요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
