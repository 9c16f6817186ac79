/* kubectl replace: staging/src/k8s.io/kubectl/pkg/cmd/replace/replace.go, v1.20.2. */
#include <string.h>

#include "repl/lastapplied.h"
#include "repl/manifest.h"
#include "repl/print/result.h"
#include "repl/raw.h"
#include "repl/validation.h"

static const struct option options[] = {
    { "filename", 'f', OPTION_LIST, NULL, NULL, "매니페스트 파일 (-: 표준 입력)" },
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, "kustomization 폴더" },
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, "폴더 안까지 읽어요" },
    { "force", 0, OPTION_BOOL, NULL, NULL, "지우고 새로 만들어요" },
    { "cascade", 0, OPTION_STRING, "background", "background", "--force에서 딸린 오브젝트를 어떻게 할지" },
    { "grace-period", 0, OPTION_INT, NULL, "-1", "--force에서 파드가 끝날 때까지 주는 초" },
    { "timeout", 0, OPTION_DURATION, NULL, "0s", "--force에서 기다릴 시간" },
    { "wait", 0, OPTION_BOOL, NULL, NULL, "지워질 때까지 기다려요" },
    { "raw", 0, OPTION_STRING, NULL, NULL, "이 경로로 PUT을 보내요" },
    { "record", 0, OPTION_BOOL, NULL, NULL, "명령을 어노테이션에 남겨요" },
    { "save-config", 0, OPTION_BOOL, NULL, NULL, "적용한 내용을 어노테이션에 남겨요" },
    { "field-manager", 0, OPTION_STRING, NULL, "kubectl-replace", "바꾼 쪽의 이름" },
    { "subresource", 0, OPTION_STRING, NULL, NULL, "바꿀 하위 자원 (status)" },
    VALIDATE_OPTION,
    RESULT_OPTIONS,
    OPTION_END,
};

static int validate(struct command *cmd)
{
    if (!opt_given(cmd, "filename") && !opt_given(cmd, "kustomize"))
        return cmd_error(cmd, "must specify one of -f and -k");
    if (opt_int(cmd, "grace-period") >= 0 && !opt_bool(cmd, "force"))
        return cmd_error(cmd, "--grace-period must have --force specified");
    if (opt_duration_ms(cmd, "timeout") > 0 && !opt_bool(cmd, "force"))
        return cmd_error(cmd, "--timeout must have --force specified");
    return 0;
}

/* The object in place of the one there is; with --force there is none any more. -1 with *st. */
static int put(struct command *cmd, const struct manifest *m, enum dry_run dry, struct status *st)
{
    bool force = opt_bool(cmd, "force");
    struct val *doc = val_ref(m->doc), *made = NULL;
    int rc = 0;
    if (opt_bool(cmd, "save-config"))
        last_applied_set(&doc, NULL);
    opt_record(cmd, &doc);
    if (force)
        rc = client_create(cmd_client(cmd), m->resource, m->ns, doc, result_query(cmd), &made, st);
    else if (dry != DRY_RUN_CLIENT)
        rc = client_update(cmd_client(cmd), m->resource, m->ns, m->name, doc, result_query(cmd), &made, st);
    if (!rc)
        result_print(cmd, m->resource, made ? made : doc, "replaced");
    val_unref(made);
    val_unref(doc);
    return rc < 0 && !force ? manifest_name_source(st, "replacing", m->source) : rc;
}

/* Deletes what the files name, and waits for it: `kubectl delete` does it, without missing what is not there. */
static int delete_all(struct command *cmd)
{
    const struct val *files = opt_list(cmd, "filename");
    char **argv = arena_alloc(cmd->arena, (val_len(files) * 2 + 6) * sizeof(*argv));
    int argc = 0;
    for (size_t i = 0; i < val_len(files); i++) {
        argv[argc++] = arena_strdup(cmd->arena, "--filename");
        argv[argc++] = arena_strdup(cmd->arena, val_str_or(val_item(files, i), ""));
    }
    argv[argc++] = arena_strdup(cmd->arena, "--ignore-not-found");
    argv[argc++] = arena_strf(cmd->arena, "--cascade=%s", opt_str(cmd, "cascade"));
    argv[argc++] = arena_strf(cmd->arena, "--recursive=%s", opt_bool(cmd, "recursive") ? "true" : "false");
    if (opt_int(cmd, "grace-period") >= 0)
        argv[argc++] = arena_strf(cmd->arena, "--grace-period=%lld", opt_int(cmd, "grace-period") ? (long long)opt_int(cmd, "grace-period") : 1);
    argv[argc++] = arena_strf(cmd->arena, "--namespace=%s", cmd_namespace(cmd));
    return verb_invoke(cmd, verb_find("delete", true), argc, argv);
}

static int exec(struct command *cmd)
{
    struct manifests m;
    enum dry_run dry;
    unsigned flags = MANIFEST_VALIDATE | (opt_bool(cmd, "recursive") ? MANIFEST_RECURSIVE : 0);
    if (result_dry_run(cmd, &dry) || validation_read(cmd) || validate(cmd))
        return 1;
    if (opt_given(cmd, "raw"))
        return raw_check(cmd, true) ? 1 : raw_send(cmd, REQUEST_PUT);
    if (opt_bool(cmd, "force")) {
        int rc = delete_all(cmd);
        if (rc)
            return rc;
    }
    manifests_load(cmd, opt_list(cmd, "filename"), flags, &m);
    if (!m.len && !m.errors.len)
        return cmd_error(cmd, "no objects passed to replace");
    for (size_t i = 0; i < m.len; i++) {
        struct status st = STATUS_INIT;
        if (put(cmd, &m.items[i], dry, &st) < 0)
            cmd_errors_add(cmd, &m.errors, &st);
    }
    return manifests_report(cmd, &m);
}

static const char *const examples[] = {
    "kubectl replace -f web.yaml\t오브젝트를 파일의 것으로 통째로 바꿔요",
    "kubectl replace --force -f pod.yaml\t지우고 새로 만들어요",
    NULL,
};

const struct verb verb_replace = {
    .name = "replace",
    .kubectl = true,
    .usage = "replace -f FILENAME",
    .summary_ko = "오브젝트를 파일의 것으로 통째로 바꿔요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
