/* kubectl create -f: staging/src/k8s.io/kubectl/pkg/cmd/create/create.go, v1.20.2. */
#include "repl/edit.h"
#include "repl/lastapplied.h"
#include "repl/manifest.h"
#include "repl/raw.h"
#include "repl/validation.h"
#include "repl/verb/create.h"

static const struct option options[] = {
    { "filename", 'f', OPTION_LIST, NULL, NULL, "매니페스트 파일 (-: 표준 입력)" },
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, "kustomization 폴더" },
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, "폴더 안까지 읽어요" },
    { "edit", 0, OPTION_BOOL, NULL, NULL, "만들기 전에 고쳐요" },
    { "field-manager", 0, OPTION_STRING, NULL, "kubectl-create", "바꾼 쪽의 이름" },
    { "raw", 0, OPTION_STRING, NULL, NULL, "이 경로로 POST를 보내요" },
    { "save-config", 0, OPTION_BOOL, NULL, NULL, "적용한 내용을 어노테이션에 남겨요" },
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 골라요" },
    VALIDATE_OPTION,
    EDIT_OPTIONS,
    RESULT_OPTIONS,
    OPTION_END,
};

static int create(struct command *cmd, const struct manifest *m, enum dry_run dry, struct status *st)
{
    struct val *doc = val_ref(m->doc), *made = NULL;
    if (opt_bool(cmd, "save-config"))
        last_applied_set(&doc, NULL);
    opt_record(cmd, &doc);
    int rc = dry == DRY_RUN_CLIENT ? 0 : client_create(cmd_client(cmd), m->resource, m->ns, doc, result_query(cmd), &made, st);
    if (!rc)
        result_print(cmd, m->resource, made ? made : doc, "created");
    val_unref(made);
    val_unref(doc);
    return rc < 0 ? manifest_name_source(st, "creating", m->source) : 0;
}

static int unexpected_args(struct command *cmd)
{
    struct strbuf args = STRBUF_INIT;
    for (int i = 0; i < cmd->argc; i++)
        strbuf_addf(&args, "%s%s", i ? " " : "", cmd->argv[i]);
    int rc = cmd_usage_error(cmd, "Unexpected args: [%s]", args.buf);
    strbuf_release(&args);
    return rc;
}

/* --edit: each object in an editor of its own before it is made. */
static int edit_and_create(struct command *cmd)
{
    struct manifests m;
    int rc = 0;
    manifests_load(cmd, opt_list(cmd, "filename"), opt_bool(cmd, "recursive") ? MANIFEST_RECURSIVE : 0, &m);
    for (size_t i = 0; i < m.len; i++) {
        const struct target t = { m.items[i].resource, m.items[i].ns, m.items[i].name, m.items[i].doc, m.items[i].source };
        rc |= edit_objects(cmd, EDIT_BEFORE_CREATE, &t, 1);
    }
    return rc | manifests_report(cmd, &m);
}

static int exec(struct command *cmd)
{
    struct manifests m;
    enum dry_run dry;
    unsigned flags = MANIFEST_VALIDATE | (opt_bool(cmd, "recursive") ? MANIFEST_RECURSIVE : 0);
    bool args_first = cmd->argc && version_has(cmd_version(cmd), FEATURE_ARGS_BEFORE_FILES);
    if (!opt_given(cmd, "filename") && !args_first) {
        if (cmd->argc)
            sink_puts(cmd->err, "Error: must specify one of -f and -k\n\n");
        return cmd->argc ? cmd_usage_error(cmd, "unknown command \"%s%s%s\"", cmd->argv[0], cmd->argc > 1 ? " " : "", cmd->argc > 1 ? cmd->argv[1] : "")
                         : cmd_error(cmd, "must specify one of -f and -k");
    }
    if (cmd->argc)
        return unexpected_args(cmd);
    if (opt_given(cmd, "raw"))
        return raw_check(cmd, true) ? 1 : raw_send(cmd, REQUEST_POST);
    if (result_dry_run(cmd, &dry) || validation_read(cmd))
        return 1;
    if (opt_bool(cmd, "edit"))
        return edit_and_create(cmd);
    manifests_load(cmd, opt_list(cmd, "filename"), flags, &m);
    if (manifests_select(cmd, &m))
        return 1;
    if (!m.len && !m.errors.len)
        return cmd_error(cmd, "no objects passed to create");
    for (size_t i = 0; i < m.len; i++) {
        struct status st = STATUS_INIT;
        if (create(cmd, &m.items[i], dry, &st) < 0)
            cmd_errors_add(cmd, &m.errors, &st);
    }
    return manifests_report(cmd, &m);
}

static const struct verb *const subverbs[] = {
#define X(name) &verb_create_##name,
    CREATE_VERBS(X)
#undef X
    NULL,
};

const struct verb verb_create = {
    .name = "create",
    .kubectl = true,
    .usage = "create -f FILENAME",
    .summary_ko = "오브젝트를 만들어요",
    .options = options,
    .subverbs = subverbs,
    .exec = exec,
};
