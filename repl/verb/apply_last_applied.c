/* kubectl apply view-, set-, edit-last-applied: staging/src/k8s.io/kubectl/pkg/cmd/apply/, v1.20.2. */
#include <string.h>

#include "backends/base/json.h"
#include "backends/base/yaml.h"
#include "repl/edit.h"
#include "repl/lastapplied.h"
#include "repl/manifest.h"
#include "repl/verb/apply.h"

#define FILE_OPTIONS                                                            \
    { "filename", 'f', OPTION_LIST, NULL, NULL, "매니페스트 파일 (-: 표준 입력)" }, \
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, "kustomization 폴더" },       \
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, "폴더 안까지 읽어요" }

/* ---- view ---- */

static const struct option view_options[] = {
    FILE_OPTIONS,
    { "all", 0, OPTION_BOOL, NULL, NULL, "그 종류의 오브젝트 모두" },
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 골라요" },
    { "output", 'o', OPTION_STRING, NULL, "yaml", "출력 형식: json, yaml" },
    OPTION_END,
};

static void break_line(struct strbuf *out, int depth)
{
    strbuf_addch(out, '\n');
    while (depth-- > 0)
        strbuf_adds(out, "  ");
}

/* JSON text with two blanks a level, as it is otherwise (Go's json.Indent). */
static void indent(struct strbuf *out, const char *text)
{
    int depth = 0;
    bool quoted = false;
    for (const char *p = text; *p; p++) {
        bool opens = !quoted && strchr("{[", *p), closes = !quoted && strchr("}]", *p);
        if (closes && p > text && !strchr("{[", p[-1]))
            break_line(out, depth - 1);
        depth -= closes;
        strbuf_addch(out, *p);
        if (quoted && *p == '\\' && p[1])
            strbuf_addch(out, *++p);
        else if (*p == '"')
            quoted = !quoted;
        else if (!quoted && *p == ':')
            strbuf_addch(out, ' ');
        depth += opens;
        if ((opens && p[1] && !strchr("}]", p[1])) || (!quoted && *p == ','))
            break_line(out, depth);
    }
}

static int view_one(struct command *cmd, const char *text)
{
    const char *format = opt_str(cmd, "output");
    struct strbuf out = STRBUF_INIT;
    struct val *doc = json_parse(text, strlen(text), NULL);
    int rc = 0;
    if (!strcmp(format, "json"))
        indent(&out, text);
    else if (!strcmp(format, "yaml"))
        yaml_write(&out, doc);
    else
        rc = cmd_usage_error(cmd, "Unexpected -o output mode: %s, the flag 'output' must be one of yaml|json", format);
    sink_write(cmd->out, out.buf, out.len);
    strbuf_release(&out);
    val_unref(doc);
    return rc;
}

static int view(struct command *cmd)
{
    struct targets t;
    int rc = targets_resolve(cmd, cmd->argc, cmd->argv, TARGET_FETCH | TARGET_SELECTORS | TARGET_FILES | TARGET_REQUIRE_NAME, &t);
    if (rc || t.errors.len)
        return rc ? rc : targets_report(cmd, &t);
    for (size_t i = 0; i < t.len && !rc; i++) {
        const char *text = last_applied_text(t.items[i].object);
        rc = text ? view_one(cmd, text) : 0;
    }
    return rc;
}

const struct verb verb_apply_view_last_applied = {
    .name = "view-last-applied",
    .kubectl = true,
    .usage = "apply view-last-applied (TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME)",
    .summary_ko = "마지막으로 apply한 내용을 보여요",
    .options = view_options,
    .exec = view,
};

/* ---- set ---- */

static const struct option set_options[] = {
    FILE_OPTIONS,
    { "create-annotation", 0, OPTION_BOOL, NULL, NULL, "어노테이션이 없으면 만들어요" },
    RESULT_OPTIONS,
    OPTION_END,
};

/* Whether the object is to be changed; -1 with *st. *live is the arena's. */
static int wants_change(struct command *cmd, const struct manifest *m, const struct val **live, struct status *st)
{
    struct val *doc = NULL;
    const struct target t = { .resource = m->resource, .ns = m->ns, .name = m->name };
    if (client_get(cmd_client(cmd), m->resource, m->ns, m->name, &doc, st) < 0)
        return target_missing(cmd, &t, st);
    *live = arena_val(cmd->arena, doc);
    const struct val *before = last_applied_get(cmd->arena, *live);
    if (!last_applied_text(*live) && !opt_bool(cmd, "create-annotation"))
        return status_client(st, "no last-applied-configuration annotation found on resource: %s, to create the annotation, run the "
                             "command with --create-annotation", m->name);
    if (before && val_equal(before, m->doc)) {
        sink_printf(cmd->out, "set-last-applied %s: no changes required.\n", m->name);
        return 0;
    }
    return 1;
}

static int set_one(struct command *cmd, const struct manifest *m, const struct val *live, enum dry_run dry)
{
    struct status st = STATUS_INIT;
    struct val *patch = last_applied_patch(m->doc), *result = dry == DRY_RUN_CLIENT ? val_ref(live) : NULL;
    int rc = 0;
    if (!result)
        rc = client_patch(cmd_client(cmd), m->resource, m->ns, m->name, NULL, CONTENT_MERGE_PATCH, patch, result_query(cmd), &result, &st);
    rc = rc < 0 ? cmd_status(cmd, &st) : result_print(cmd, m->resource, result, "configured");
    val_unref(patch);
    val_unref(result);
    return rc;
}

static int set(struct command *cmd)
{
    struct manifests m;
    enum dry_run dry;
    if (result_dry_run(cmd, &dry))
        return 1;
    if (!opt_given(cmd, "filename"))
        return targets_none(cmd);
    manifests_load(cmd, opt_list(cmd, "filename"), opt_bool(cmd, "recursive") ? MANIFEST_RECURSIVE : 0, &m);
    const struct val **lives = arena_alloc(cmd->arena, (m.len + 1) * sizeof(*lives));
    for (size_t i = 0; i < m.len; i++) {
        struct status st = STATUS_INIT;
        const struct val *live = NULL;
        int wants = wants_change(cmd, &m.items[i], &live, &st);
        lives[i] = wants > 0 ? live : NULL;
        if (wants < 0)
            cmd_errors_add(cmd, &m.errors, &st);
    }
    int rc = manifests_report(cmd, &m);
    for (size_t i = 0; i < m.len && !rc; i++)
        if (lives[i])
            rc = set_one(cmd, &m.items[i], lives[i], dry);
    return rc;
}

const struct verb verb_apply_set_last_applied = {
    .name = "set-last-applied",
    .kubectl = true,
    .usage = "apply set-last-applied -f FILENAME",
    .summary_ko = "파일의 내용을 마지막으로 apply한 것으로 적어 둬요",
    .options = set_options,
    .exec = set,
};

/* ---- edit ---- */

static const struct option edit_options[] = {
    FILE_OPTIONS,
    { "field-manager", 0, OPTION_STRING, NULL, "kubectl-client-side-apply", "바꾼 쪽의 이름" },
    EDIT_OPTIONS,
    OUTPUT_OPTIONS,
    OPTION_END,
};

static int edit(struct command *cmd)
{
    struct targets t;
    size_t kept = 0;
    int rc = targets_resolve(cmd, cmd->argc, cmd->argv, TARGET_FETCH | TARGET_FILES, &t);
    if (rc || t.errors.len)
        return rc ? rc : targets_report(cmd, &t);
    for (size_t i = 0; i < t.len; i++) {
        const struct val *applied = last_applied_get(cmd->arena, t.items[i].object);
        t.items[kept] = t.items[i];
        t.items[kept].object = applied;
        kept += applied != NULL;
    }
    if (!kept)
        return cmd_error(cmd, "no last-applied-configuration annotation found on resources, to create the annotation, use command "
                              "`kubectl apply set-last-applied --create-annotation`");
    return edit_objects(cmd, EDIT_LAST_APPLIED, t.items, kept);
}

const struct verb verb_apply_edit_last_applied = {
    .name = "edit-last-applied",
    .kubectl = true,
    .usage = "apply edit-last-applied (RESOURCE/NAME | -f FILENAME)",
    .summary_ko = "마지막으로 apply한 내용을 편집기로 고쳐요",
    .options = edit_options,
    .exec = edit,
};
