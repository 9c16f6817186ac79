/* kubectl patch: staging/src/k8s.io/kubectl/pkg/cmd/patch/patch.go, v1.20.2. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "backends/base/patch.h"
#include "backends/base/yaml.h"
#include "repl/file.h"
#include "repl/print/result.h"
#include "repl/target.h"

static const struct option options[] = {
    { "patch", 'p', OPTION_STRING, NULL, NULL, "패치 (JSON이나 YAML)" },
    { "patch-file", 0, OPTION_STRING, NULL, NULL, "패치가 적힌 파일" },
    { "type", 0, OPTION_STRING, NULL, "strategic", "패치의 종류: json, merge, strategic" },
    { "local", 0, OPTION_BOOL, NULL, NULL, "서버에 보내지 않아요" },
    { "filename", 'f', OPTION_LIST, NULL, NULL, "오브젝트가 적힌 파일" },
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, "kustomization 폴더" },
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, "폴더 안까지 읽어요" },
    { "record", 0, OPTION_BOOL, NULL, NULL, "명령을 어노테이션에 남겨요" },
    { "field-manager", 0, OPTION_STRING, NULL, NULL, "바꾼 쪽의 이름" },
    RESULT_OPTIONS,
    OPTION_END,
};

static int read_type(struct command *cmd, enum request_content *type)
{
    static const struct {
        const char *name;
        enum request_content content;
    } types[] = { { "json", CONTENT_JSON_PATCH }, { "merge", CONTENT_MERGE_PATCH }, { "strategic", CONTENT_STRATEGIC_PATCH } };
    const char *name = opt_str(cmd, "type");
    for (size_t i = 0; i < ARRAY_LEN(types); i++)
        if (!strcasecmp(types[i].name, name)) {
            *type = types[i].content;
            return 0;
        }
    return cmd_error(cmd, "--type must be one of [json merge strategic], not \"%s\"", name);
}

static int read_file(struct command *cmd, const char *path, struct strbuf *sb)
{
    const char *why = file_load(cmd, path, sb);
    return why ? cmd_error(cmd, "unable to read patch file: %s", why) : 0;
}

/* *patch is the arena's; NULL: JSON that breaks off. 0 or 1. */
static int read_patch(struct command *cmd, const struct val **patch)
{
    struct strbuf text = STRBUF_INIT, err = STRBUF_INIT;
    const char *given = opt_str(cmd, "patch"), *file = opt_str(cmd, "patch-file");
    int rc = 0;
    if (!(given && *given) && !(file && *file))
        return cmd_error(cmd, "must specify --patch or --patch-file containing the contents of the patch");
    if (given && *given && file && *file)
        return cmd_error(cmd, "cannot specify --patch and --patch-file together");
    if (file && *file)
        rc = read_file(cmd, file, &text);
    else
        strbuf_adds(&text, given);
    struct val *doc = rc ? NULL : yaml_parse(text.buf, text.len, &err);
    bool json = text.buf[strspn(text.buf, " \t\r\n")] == '{'; /* goes to the server as it is */
    if (!rc && !doc && !json)
        rc = cmd_error(cmd, "unable to parse \"%s\": %s", text.buf, err.buf);
    *patch = arena_val(cmd->arena, doc);
    strbuf_release(&text);
    strbuf_release(&err);
    return rc;
}

/* What the server says of a patch that is no object, it says by Go's name of the types; NULL: JSON that breaks off. */
static int refuse_shape(const struct val *patch, enum request_content type, struct status *st)
{
    bool list = type == CONTENT_JSON_PATCH;
    if (!patch && type == CONTENT_MERGE_PATCH)
        return status_set(st, 500, "", "Invalid JSON Patch");
    if (!patch)
        return status_bad_request(st, "unexpected EOF");
    if (val_is(patch, list ? VAL_ARRAY : VAL_OBJECT))
        return 0;
    const char *have = val_is(patch, VAL_STRING) ? "string" : val_is(patch, VAL_ARRAY) ? "array" : val_is(patch, VAL_OBJECT) ? "object"
                     : val_is(patch, VAL_BOOL) ? "bool" : "number";
    return status_bad_request(st, "json: cannot unmarshal %s into Go value of type %s", have,
                              list ? "jsonpatch.Patch" : "map[string]interface {}");
}

/* --record is a patch of its own, after the user's: *result becomes what it gives. */
static int record(struct command *cmd, const struct target *t, struct val **result, struct status *st)
{
    struct val *patch = NULL, *recorded = NULL;
    if (!opt_bool(cmd, "record"))
        return 0;
    opt_record(cmd, &patch);
    int rc = client_patch(cmd_client(cmd), t->resource, t->ns, t->name, NULL, CONTENT_MERGE_PATCH, patch, result_query(cmd), &recorded, st);
    if (recorded)
        val_assign(result, recorded);
    val_unref(patch);
    return rc;
}

static const char *operation(bool changed)
{
    return changed ? "patched" : "patched (no change)";
}

/* --local, --dry-run=client: what the server would do, as far as it can be done here. */
static struct val *patched_here(struct command *cmd, const struct target *t, enum request_content type, const struct val *patch,
                                struct status *st)
{
    struct strbuf err = STRBUF_INIT;
    const struct schema_type *schema = schema_find(t->resource->api_version, t->resource->kind);
    struct val *result = NULL;
    if (type == CONTENT_JSON_PATCH)
        result = patch_json(t->object, patch, &err);
    else if (type == CONTENT_MERGE_PATCH)
        result = patch_merge(t->object, patch, &err);
    else if (schema)
        result = patch_strategic(t->object, patch, schema, cmd_version(cmd), &err);
    else
        strbuf_addf(&err, "strategic merge patch is not supported for %s, Kind=%s locally, try --type merge", t->resource->api_version,
                    t->resource->kind);
    if (!result)
        status_client(st, "%s", err.buf);
    strbuf_release(&err);
    return result;
}

static void patch_here(struct command *cmd, const struct target *t, enum request_content type, const struct val *patch,
                       struct cmd_errors *errors)
{
    struct status st = STATUS_INIT;
    struct val *result = refuse_shape(patch, type, &st) < 0 ? NULL : patched_here(cmd, t, type, patch, &st);
    if (result)
        result_print_plain(cmd, t->resource, result, operation(!val_equal(result, t->object)));
    else
        cmd_errors_add(cmd, errors, &st);
    val_unref(result);
}

static int patch_one(struct command *cmd, const struct target *t, enum request_content type, const struct val *patch,
                     struct cmd_errors *errors)
{
    struct status st = STATUS_INIT;
    struct val *result = NULL;
    if (refuse_shape(patch, type, &st) < 0 ||
        client_patch(cmd_client(cmd), t->resource, t->ns, t->name, NULL, type, patch, result_query(cmd), &result, &st) < 0) {
        cmd_errors_add(cmd, errors, &st);
        return 1;
    }
    bool changed = !val_equal(result, t->object);
    if (record(cmd, t, &result, &st) < 0)
        status_release(&st); /* kubectl does not say so */
    int rc = result_print_plain(cmd, t->resource, result, operation(changed));
    val_unref(result);
    return rc;
}

static int exec(struct command *cmd)
{
    enum request_content type = CONTENT_STRATEGIC_PATCH;
    const struct val *patch = NULL;
    struct targets t;
    enum dry_run dry;
    if (read_type(cmd, &type) || result_dry_run(cmd, &dry) || result_local(cmd, dry))
        return 1;
    if (opt_bool(cmd, "local") && cmd->argc)
        return cmd_error(cmd, "cannot specify --local and server resources");
    if (read_patch(cmd, &patch))
        return 1;
    /* What files name is patched as the files have it. */
    unsigned fetch = val_len(opt_list(cmd, "filename")) ? 0 : TARGET_FETCH;
    int rc = targets_resolve(cmd, cmd->argc, cmd->argv, fetch | TARGET_FILES | TARGET_REQUIRE_NAME, &t);
    for (size_t i = 0; !rc && i < t.len; i++) {
        if (dry == DRY_RUN_CLIENT || opt_bool(cmd, "local"))
            patch_here(cmd, &t.items[i], type, patch, &t.errors);
        else
            patch_one(cmd, &t.items[i], type, patch, &t.errors);
    }
    return rc | targets_report(cmd, &t);
}

static const char *const examples[] = {
    "kubectl patch ds web -p '{\"spec\":{\"minReadySeconds\":5}}'\t필드 하나만 바꿔요",
    NULL,
};

const struct verb verb_patch = {
    .name = "patch",
    .kubectl = true,
    .usage = "patch (-f FILENAME | TYPE NAME) -p PATCH",
    .summary_ko = "오브젝트의 일부를 바꿔요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
