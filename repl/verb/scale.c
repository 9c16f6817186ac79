/* kubectl scale: staging/src/k8s.io/kubectl/pkg/cmd/scale/scale.go and pkg/scale/scale.go, v1.20.2. */
#include <inttypes.h>
#include <string.h>

#include "repl/print/result.h"
#include "repl/target.h"

static const struct option options[] = {
    { "replicas", 0, OPTION_INT, NULL, "0", "원하는 파드 수" },
    { "current-replicas", 0, OPTION_INT, NULL, "-1", "지금 파드 수가 이 수일 때만 바꿔요" },
    { "resource-version", 0, OPTION_STRING, NULL, NULL, "resourceVersion이 이 값일 때만 바꿔요" },
    { "timeout", 0, OPTION_DURATION, NULL, "0s", "파드 수가 맞을 때까지 기다릴 시간; 0은 기다리지 않아요" },
    { "all", 0, OPTION_BOOL, NULL, NULL, "네임스페이스에 있는 이 종류 모두" },
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 골라요" },
    { "filename", 'f', OPTION_LIST, NULL, NULL, "바꿀 대상이 적힌 파일" },
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, "kustomization 폴더" },
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, "폴더 안까지 읽어요" },
    { "record", 0, OPTION_BOOL, NULL, NULL, "명령을 어노테이션에 남겨요" },
    RESULT_OPTIONS,
    OPTION_END,
};

static int get_scale(struct command *cmd, const struct target *t, const struct val **scale, struct status *st)
{
    struct val *doc = NULL;
    struct request rq = { .method = REQUEST_GET, .path = resource_path(cmd->arena, t->resource, t->ns, t->name, "scale") };
    int rc = client_request(cmd_client(cmd), &rq, &doc, NULL, st);
    *scale = arena_val(cmd->arena, doc);
    return rc;
}

/* The size is changed only when what was said of it is true: read, compared, and written with its resourceVersion. */
static int put_size(struct command *cmd, const struct target *t, struct status *st)
{
    const struct val *scale;
    int64_t expected = opt_int(cmd, "current-replicas");
    const char *version = opt_str(cmd, "resource-version");
    if (get_scale(cmd, t, &scale, st) < 0)
        return -1;
    int64_t replicas = val_at_int(scale, "spec.replicas", 0);
    const char *current = val_at_str(scale, "metadata.resourceVersion", "");
    if (expected != -1 && replicas != expected)
        return status_client(st, "Expected replicas to be %" PRId64 ", was %" PRId64, expected, replicas);
    if (version && *version && strcmp(version, current))
        return status_client(st, "Expected resource version to be %s, was %s", version, current);
    struct val *doc = val_ref(scale);
    val_put_int(&doc, "spec.replicas", opt_int(cmd, "replicas"));
    struct request rq = { .method = REQUEST_PUT, .path = resource_path(cmd->arena, t->resource, t->ns, t->name, "scale"),
                          .query = result_query(cmd), .body = arena_val(cmd->arena, doc) };
    return client_request(cmd_client(cmd), &rq, NULL, NULL, st);
}

static int set_size(struct command *cmd, const struct target *t, struct status *st)
{
    if (opt_int(cmd, "current-replicas") != -1 || (opt_given(cmd, "resource-version") && *opt_str(cmd, "resource-version")))
        return put_size(cmd, t, st);
    struct val *patch = val_fmt("{spec:{replicas:%I}}", opt_int(cmd, "replicas"));
    int rc = client_patch(cmd_client(cmd), t->resource, t->ns, t->name, "scale", CONTENT_MERGE_PATCH, patch, result_query(cmd), NULL, st);
    val_unref(patch);
    return rc;
}

/* With --timeout: looks every second whether there are as many as were asked for. */
static int await_size(struct command *cmd, const struct target *t, enum dry_run dry, struct status *st)
{
    int64_t left_ms = opt_duration_ms(cmd, "timeout"), wanted = opt_int(cmd, "replicas");
    const struct val *scale;
    if (left_ms <= 0 || dry != DRY_RUN_NONE)
        return 0;
    for (;; left_ms -= 1000) {
        if (get_scale(cmd, t, &scale, st) < 0)
            return -1;
        if (val_at_int(scale, "spec.replicas", 0) != wanted || val_at_int(scale, "status.replicas", 0) == wanted)
            return 0;
        int rc = left_ms > 0 ? cmd_wait(cmd, left_ms < 1000 ? left_ms : 1000) : 0;
        if (rc)
            return rc;
        if (left_ms <= 0)
            return status_client(st, "timed out waiting for \"%s\" to be synced", t->name);
    }
}

/* --record is a patch of its own; what goes wrong with it is not said. */
static void record(struct command *cmd, const struct target *t)
{
    struct val *patch = NULL;
    struct status st = STATUS_INIT;
    opt_record(cmd, &patch);
    if (patch)
        client_patch(cmd_client(cmd), t->resource, t->ns, t->name, NULL, CONTENT_MERGE_PATCH, patch, result_query(cmd), NULL, &st);
    val_unref(patch);
    status_release(&st);
}

/* 0, -1 with *st, or the exit status of a wait that was cut off. */
static int scale(struct command *cmd, const struct target *t, enum dry_run dry, struct status *st)
{
    int rc = dry == DRY_RUN_CLIENT ? 0 : set_size(cmd, t, st);
    if (!rc && dry != DRY_RUN_CLIENT)
        rc = await_size(cmd, t, dry, st);
    if (rc)
        return rc;
    if (dry == DRY_RUN_NONE)
        record(cmd, t);
    return result_print_plain(cmd, t->resource, t->object, "scaled");
}

static int exec(struct command *cmd)
{
    struct targets t;
    enum dry_run dry;
    if (opt_require(cmd, "replicas") || result_dry_run(cmd, &dry))
        return 1;
    if (opt_int(cmd, "replicas") < 0)
        return cmd_error(cmd, "The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0");
    int rc = targets_resolve(cmd, cmd->argc, cmd->argv, TARGET_FETCH | TARGET_REQUIRE_NAME | TARGET_SELECTORS | TARGET_FILES, &t);
    if (rc)
        return rc;
    if (t.len > 1 && opt_given(cmd, "resource-version") && *opt_str(cmd, "resource-version"))
        return cmd_error(cmd, "cannot use --resource-version with multiple resources");
    if (!t.len && !t.errors.len)
        return cmd_error(cmd, "no objects passed to scale");
    for (size_t i = 0; i < t.len && rc <= 0; i++) {
        struct status st = STATUS_INIT;
        rc = scale(cmd, &t.items[i], dry, &st);
        if (rc < 0)
            cmd_errors_add(cmd, &t.errors, &st);
    }
    int failed = targets_report(cmd, &t);
    return rc > 0 ? rc : failed;
}

static const char *const examples[] = {
    "kubectl scale deploy web --replicas=5\t파드를 다섯 개로 맞춰요",
    "kubectl scale rs/front --current-replicas=2 --replicas=3\t지금 두 개일 때만 늘려요",
    NULL,
};

const struct verb verb_scale = {
    .name = "scale",
    .kubectl = true,
    .usage = "scale [--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME)",
    .summary_ko = "파드 수를 바꿔요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
