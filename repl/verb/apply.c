/* kubectl apply: staging/src/k8s.io/kubectl/pkg/cmd/apply/, v1.20.2. */
#include <string.h>

#include "backends/base/json.h"
#include "backends/base/patch.h"
#include "repl/annotations.h"
#include "repl/lastapplied.h"
#include "repl/manifest.h"
#include "repl/validation.h"
#include "repl/verb/apply.h"

enum { CONFLICT_TRIES = 5 };

static const struct option options[] = {
    { "filename", 'f', OPTION_LIST, NULL, NULL, "매니페스트 파일 (-: 표준 입력)" },
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, "kustomization 폴더" },
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, "폴더 안까지 읽어요" },
    { "all", 0, OPTION_BOOL, NULL, NULL, "--prune에서: 모든 오브젝트" },
    { "cascade", 0, OPTION_STRING, "background", "background", "--force, --prune에서 딸린 오브젝트를 어떻게 할지" },
    { "field-manager", 0, OPTION_STRING, NULL, "kubectl-client-side-apply", "바꾼 쪽의 이름" },
    { "force", 0, OPTION_BOOL, NULL, NULL, "지우고 새로 만들어서라도 적용해요" },
    { "force-conflicts", 0, OPTION_BOOL, NULL, NULL, "--server-side에서 다른 관리자의 필드도 바꿔요" },
    { "grace-period", 0, OPTION_INT, NULL, "-1", "--force에서 파드가 끝날 때까지 주는 초" },
    { "openapi-patch", 0, OPTION_BOOL, NULL, "true", "스키마로 차이를 계산해요" },
    { "overwrite", 0, OPTION_BOOL, NULL, "true", "클러스터에서 바뀐 값을 파일의 값으로 덮어써요" },
    { "prune", 0, OPTION_BOOL, NULL, NULL, "파일에서 빠진 오브젝트를 지워요" },
    { "prune-allowlist", 0, OPTION_ARRAY, NULL, NULL, "--prune이 볼 종류: core/v1/ConfigMap" },
    { "prune-whitelist", 0, OPTION_ARRAY, NULL, NULL, "--prune이 볼 종류: core/v1/ConfigMap" },
    { "record", 0, OPTION_BOOL, NULL, NULL, "명령을 어노테이션에 남겨요" },
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 골라요" },
    { "server-side", 0, OPTION_BOOL, NULL, NULL, "서버가 차이를 계산해요" },
    { "timeout", 0, OPTION_DURATION, NULL, "0s", "기다릴 시간" },
    VALIDATE_OPTION,
    { "wait", 0, OPTION_BOOL, NULL, NULL, "지워질 때까지 기다려요" },
    RESULT_OPTIONS,
    OPTION_END,
};

/* The file's object with what was applied, as JSON text, in the annotation. */
static struct val *modified_object(struct command *cmd, const struct manifest *m)
{
    struct val *doc = val_ref(m->doc);
    opt_record(cmd, &doc);
    last_applied_set(&doc, NULL);
    return doc;
}

/* ---- one object ---- */

struct applying {
    enum dry_run dry;
    struct prune prune;
};

static void say(struct command *cmd, struct applying *a, const struct manifest *m, const struct val *obj, const char *what)
{
    prune_visited(&a->prune, m->ns, obj);
    result_print(cmd, m->resource, obj, what);
}

static int create(struct command *cmd, const struct manifest *m, const struct val *modified, struct applying *a, struct status *st)
{
    struct val *made = NULL;
    if (a->dry == DRY_RUN_CLIENT)
        made = val_ref(modified);
    else if (client_create(cmd_client(cmd), m->resource, m->ns, modified, result_query(cmd), &made, st) < 0)
        return manifest_name_source(st, "creating", m->source);
    say(cmd, a, m, made, "created");
    val_unref(made);
    return 0;
}

static void warn_missing_annotation(struct command *cmd, const struct manifest *m)
{
    if (version_has(cmd_version(cmd), FEATURE_APPLY_WARNS_RESOURCE))
        sink_printf(cmd->err, "Warning: resource %s/%s is missing the %s annotation which is required by kubectl apply. kubectl apply "
                    "should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The "
                    "missing annotation will be patched automatically.\n", m->resource->plural, m->name, ANNOTATION_LAST_APPLIED);
    else
        sink_puts(cmd->err, "Warning: kubectl apply should be used on resource created by either kubectl create --save-config or kubectl apply\n");
}

/* The patch, or NULL with *st. */
static struct val *difference(struct command *cmd, const struct manifest *m, const struct val *modified, const struct val *live,
                              struct status *st)
{
    struct strbuf err = STRBUF_INIT;
    const struct schema_type *type = schema_find(m->resource->api_version, m->resource->kind);
    struct val *patch = patch_three_way(last_applied_get(cmd->arena, live), modified, live, type, cmd_version(cmd), opt_bool(cmd, "overwrite"), &err);
    if (!patch)
        status_client(st, "%s", err.buf);
    strbuf_release(&err);
    return patch;
}

/* How apply's errors name an object. */
static const char *address_of(struct command *cmd, const struct manifest *m)
{
    const char *api = *m->resource->group ? m->resource->api_version : "/v1";
    return arena_strf(cmd->arena, "Resource: \"%s, Resource=%s\", GroupVersionKind: \"%s, Kind=%s\"\nName: \"%s\", Namespace: \"%s\"", api,
                      m->resource->plural, api, m->resource->kind, m->name, m->ns ? m->ns : "");
}

static int retrieving_failed(struct command *cmd, const struct manifest *m, struct status *st)
{
    return manifest_name_source(st, arena_strf(cmd->arena, "retrieving current configuration of:\n%s\nfrom server for:", address_of(cmd, m)),
                                m->source);
}

static int send(struct command *cmd, const struct manifest *m, const struct val *patch, struct val **result, struct status *st)
{
    const struct schema_type *type = schema_find(m->resource->api_version, m->resource->kind);
    enum request_content content = type ? CONTENT_STRATEGIC_PATCH : CONTENT_MERGE_PATCH;
    if (client_patch(cmd_client(cmd), m->resource, m->ns, m->name, NULL, content, patch, result_query(cmd), result, st) == 0)
        return 0;
    struct strbuf json = STRBUF_INIT;
    json_write(&json, patch, JSON_COMPACT);
    const char *what = arena_strf(cmd->arena, "applying patch:\n%s\nto:\n%s\nfor:", json.buf, address_of(cmd, m));
    strbuf_release(&json);
    return manifest_name_source(st, what, m->source);
}

static int update(struct command *cmd, const struct manifest *m, const struct val *modified, const struct val *live, struct applying *a,
                  struct status *st)
{
    if (!last_applied_text(live))
        warn_missing_annotation(cmd, m);
    struct val *patch = difference(cmd, m, modified, live, st), *result = NULL;
    int rc = patch ? 0 : -1;
    bool changes = !val_empty(patch);
    if (!rc && changes && a->dry != DRY_RUN_CLIENT)
        rc = send(cmd, m, patch, &result, st);
    val_unref(patch);
    if (!rc)
        say(cmd, a, m, result ? result : live, changes ? "configured" : "unchanged");
    val_unref(result);
    return rc;
}

static int apply_on_server(struct command *cmd, const struct manifest *m, struct applying *a, struct status *st)
{
    struct val *result = NULL, *query = val_fmt("{fieldManager:kubectl}");
    if (result_query(cmd))
        val_merge(&query, result_query(cmd));
    int rc = client_patch(cmd_client(cmd), m->resource, m->ns, m->name, NULL, CONTENT_APPLY_PATCH, m->doc, query, &result, st);
    if (!rc)
        say(cmd, a, m, result, "serverside-applied");
    val_unref(query);
    val_unref(result);
    return rc;
}

static int apply_once(struct command *cmd, const struct manifest *m, struct applying *a, struct status *st)
{
    struct val *live = NULL;
    const struct val *modified = arena_val(cmd->arena, modified_object(cmd, m));
    if (client_get(cmd_client(cmd), m->resource, m->ns, m->name, &live, st) < 0) {
        if (st->code != 404)
            return retrieving_failed(cmd, m, st);
        status_release(st);
        return create(cmd, m, modified, a, st);
    }
    int rc = update(cmd, m, modified, live, a, st);
    val_unref(live);
    return rc;
}

static int apply(struct command *cmd, const struct manifest *m, struct applying *a, struct status *st)
{
    const char *generated = val_at_str(m->doc, "metadata.generateName", "");
    if (!*m->name && *generated)
        return status_client(st, "from %s: cannot use generate name with apply", generated);
    if (!*m->name) {
        status_client(st, "resource name may not be empty");
        return retrieving_failed(cmd, m, st);
    }
    if (opt_bool(cmd, "server-side"))
        return apply_on_server(cmd, m, a, st);
    int rc = -1;
    for (int i = 0; i < CONFLICT_TRIES; i++) {
        status_release(st);
        rc = apply_once(cmd, m, a, st);
        if (!rc || !status_is(st, "Conflict"))
            break;
    }
    return rc;
}

static int exec(struct command *cmd)
{
    struct manifests m;
    struct applying a = { DRY_RUN_NONE, PRUNE_INIT };
    unsigned flags = MANIFEST_VALIDATE | (opt_bool(cmd, "recursive") ? MANIFEST_RECURSIVE : 0);
    if (!opt_given(cmd, "filename") && !(cmd->argc && version_has(cmd_version(cmd), FEATURE_ARGS_BEFORE_FILES)))
        return cmd_error(cmd, "must specify one of -f and -k");
    if (cmd->argc)
        return cmd_usage_error(cmd, "Unexpected args: [%s]", cmd->argv[0]);
    if (result_dry_run(cmd, &a.dry) || prune_read(cmd, &a.prune) || validation_read(cmd))
        return 1;
    manifests_load(cmd, opt_list(cmd, "filename"), flags, &m);
    if (manifests_select(cmd, &m))
        return 1;
    if (!m.len && !m.errors.len)
        return cmd_error(cmd, "no objects passed to apply");
    for (size_t i = 0; i < m.len; i++) {
        struct status st = STATUS_INIT;
        if (apply(cmd, &m.items[i], &a, &st) < 0)
            cmd_errors_add(cmd, &m.errors, &st);
        status_release(&st);
    }
    int rc = manifests_report(cmd, &m);
    if (!rc)
        rc = prune_run(cmd, &a.prune, a.dry);
    prune_release(&a.prune);
    return rc;
}

static const struct verb *const subverbs[] = { &verb_apply_edit_last_applied, &verb_apply_set_last_applied,
                                               &verb_apply_view_last_applied, NULL };

static const char *const examples[] = {
    "kubectl apply -f testapp-ds.yaml\t파일에 적힌 대로 만들거나 바꿔요",
    "kubectl apply -f - <<EOF\t이어서 적은 매니페스트를 적용해요",
    NULL,
};

const struct verb verb_apply = {
    .name = "apply",
    .kubectl = true,
    .usage = "apply (-f FILENAME | -k DIRECTORY)",
    .summary_ko = "매니페스트를 클러스터에 적용해요",
    .examples_ko = examples,
    .options = options,
    .subverbs = subverbs,
    .exec = exec,
};
