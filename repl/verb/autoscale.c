/* kubectl autoscale: staging/src/k8s.io/kubectl/pkg/cmd/autoscale/autoscale.go, v1.20.2 and v1.37. */
#include <stdlib.h>
#include <string.h>

#include "backends/base/quantity.h"
#include "repl/lastapplied.h"
#include "repl/print/result.h"
#include "repl/target.h"

static const struct option options[] = {
    { "min", 0, OPTION_INT, NULL, "-1", "가장 적을 때의 파드 수; 없으면 서버가 정해요" },
    { "max", 0, OPTION_INT, NULL, "-1", "가장 많을 때의 파드 수" },
    { "cpu-percent", 0, OPTION_INT, NULL, "-1", "목표 CPU 사용률(요청량의 %)" },
    { "cpu", 0, OPTION_STRING, NULL, NULL, "목표 CPU: 70%, 500m" },
    { "memory", 0, OPTION_STRING, NULL, NULL, "목표 메모리: 60%, 200Mi" },
    { "name", 0, OPTION_STRING, NULL, NULL, "오토스케일러의 이름; 없으면 대상의 이름" },
    { "filename", 'f', OPTION_LIST, NULL, NULL, "대상이 적힌 파일" },
    { "kustomize", 'k', OPTION_STRING, NULL, NULL, "kustomization 폴더" },
    { "recursive", 'R', OPTION_BOOL, NULL, NULL, "폴더 안까지 읽어요" },
    { "field-manager", 0, OPTION_STRING, NULL, "kubectl-autoscale", "바꾼 쪽의 이름" },
    { "save-config", 0, OPTION_BOOL, NULL, NULL, "적용한 내용을 어노테이션에 남겨요" },
    { "record", 0, OPTION_BOOL, NULL, NULL, "명령을 어노테이션에 남겨요" },
    RESULT_OPTIONS,
    OPTION_END,
};

/* ---- metrics of autoscaling/v2 ---- */

enum amount { NO_AMOUNT, PERCENT, QUANTITY };

/* "70%" is of what was requested, on average; anything else a quantity, in `unit` when it names none. -1 with *st. */
static int read_amount(struct command *cmd, const char *resource, const char *unit, enum amount *form, struct val **target,
                       struct status *st)
{
    const char *text = opt_str(cmd, resource);
    size_t len = text ? strlen(text) : 0;
    struct quantity q;
    struct strbuf why = STRBUF_INIT;
    *form = NO_AMOUNT;
    *target = NULL;
    if (!len)
        return 0;
    if (text[len - 1] == '%') {
        char *end;
        long long n = strtoll(text, &end, 10);
        if (end != text + len - 1 || n < 0)
            return status_client(st, "invalid percentage value: %.*s", (int)(len - 1), text);
        *form = PERCENT;
        *target = val_fmt("{type:Utilization, averageUtilization:%I}", (int64_t)n);
        return 0;
    }
    const char *full = arena_strf(cmd->arena, "%s%s", text, text[len - 1] >= '0' && text[len - 1] <= '9' ? unit : "");
    int rc = quantity_parse(full, &q, &why);
    strbuf_release(&why);
    if (rc < 0)
        return status_client(st, "invalid resource %s value: %s", resource, text);
    *form = QUANTITY;
    *target = val_fmt("{type:AverageValue, averageValue:%s}", full);
    return 0;
}

static int add_metric(struct command *cmd, struct val **metrics, const char *resource, const char *unit, struct status *st)
{
    enum amount form;
    struct val *target;
    if (read_amount(cmd, resource, unit, &form, &target, st) < 0)
        return -1;
    if (form != NO_AMOUNT)
        val_append(metrics, val_fmt("{type:Resource, resource:{name:%s, target:%V}}", resource, target));
    return 0;
}

static int build_metrics(struct command *cmd, struct val **metrics, struct status *st)
{
    int64_t percent = opt_int(cmd, "cpu-percent");
    if (percent >= 0)
        val_append(metrics, val_fmt("{type:Resource, resource:{name:cpu, target:{type:Utilization, averageUtilization:%I}}}", percent));
    if (add_metric(cmd, metrics, "cpu", "m", st) < 0 || add_metric(cmd, metrics, "memory", "Mi", st) < 0) {
        val_unref(*metrics);
        *metrics = NULL;
        return -1;
    }
    return 0;
}

/* What kubectl says when an autoscaling/v2 object was refused: it tries autoscaling/v1, where only --cpu=N% has a place, and
 * tells of that instead (`%!w(<nil>)` is Go's). */
static void tell_of_v1(struct command *cmd, struct status *st)
{
    enum amount form;
    struct val *target = NULL;
    struct status unread = STATUS_INIT;
    const char *memory = opt_str(cmd, "memory");
    read_amount(cmd, "cpu", "m", &form, &target, &unread);
    val_unref(target);
    status_release(&unread);
    if (form == PERCENT && (!memory || !*memory))
        return;
    status_release(st);
    status_client(st, "failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1: %s",
                  form == NO_AMOUNT ? "empty input" : "%!w(<nil>)");
}

/* ---- the object ---- */

static struct val *build(struct command *cmd, const struct target *t, struct status *st)
{
    int64_t min = opt_int(cmd, "min"), percent = opt_int(cmd, "cpu-percent");
    const char *name = opt_str(cmd, "name");
    bool v2 = version_has(cmd_version(cmd), FEATURE_AUTOSCALE_V2);
    struct val *metrics = NULL;
    if (v2 && build_metrics(cmd, &metrics, st) < 0)
        return NULL;
    return val_fmt("{apiVersion:%s, kind:HorizontalPodAutoscaler, metadata:{name:%s}, spec:{scaleTargetRef:{apiVersion:%s, kind:%s, "
                   "name:%s}, minReplicas:%V, maxReplicas:%I, targetCPUUtilizationPercentage:%V, metrics:%V}}",
                   v2 ? "autoscaling/v2" : "autoscaling/v1", name && *name ? name : t->name, t->resource->api_version, t->resource->kind,
                   t->name, min > 0 ? val_int(min) : NULL, opt_int(cmd, "max"), !v2 && percent >= 0 ? val_int(percent) : NULL, metrics);
}

static bool has_scale(const struct resource *r)
{
    static const char *const kinds[] = { "Deployment", "ReplicaSet", "ReplicationController", "StatefulSet" };
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (!strcmp(r->kind, kinds[i]))
            return true;
    return false;
}

static int autoscale(struct command *cmd, const struct target *t, enum dry_run dry, struct status *st)
{
    if (!has_scale(t->resource))
        return status_client(st, "cannot autoscale a %s: could not find scale subresource for %s, Resource=%s in discovery information",
                             t->resource->kind, strchr(t->resource->api_version, '/') ? t->resource->api_version
                                                    : arena_strf(cmd->arena, "/%s", t->resource->api_version), t->resource->plural);
    struct val *doc = build(cmd, t, st), *made = NULL;
    if (!doc)
        return -1;
    const struct resource *r = client_find_kind(cmd_client(cmd), val_get_str(doc, "apiVersion", ""), "HorizontalPodAutoscaler", st);
    opt_record(cmd, &doc);
    val_assign(&doc, result_typed(cmd, doc));
    if (opt_bool(cmd, "save-config") && dry != DRY_RUN_CLIENT)
        last_applied_set(&doc, schema_find(val_get_str(doc, "apiVersion", ""), "HorizontalPodAutoscaler"));
    int rc = r ? 0 : -1;
    if (r && dry != DRY_RUN_CLIENT)
        rc = client_create(cmd_client(cmd), r, cmd_namespace(cmd), doc, result_query(cmd), &made, st);
    if (rc < 0 && r && version_has(cmd_version(cmd), FEATURE_AUTOSCALE_V2))
        tell_of_v1(cmd, st);
    if (!rc)
        result_print_typed(cmd, r, made ? made : doc, dry == DRY_RUN_CLIENT ? "created" : "autoscaled");
    val_unref(made);
    val_unref(doc);
    return rc;
}

static int check(struct command *cmd)
{
    long long min = opt_int(cmd, "min"), max = opt_int(cmd, "max");
    if (opt_require(cmd, "max"))
        return 1;
    if (max < 1)
        return cmd_error(cmd, "--max=MAXPODS is required and must be at least 1, max: %lld", max);
    if (max < min)
        return cmd_error(cmd, "--max=MAXPODS must be larger or equal to --min=MINPODS, max: %lld, min: %lld", max, min);
    if (opt_given(cmd, "cpu-percent") && opt_given(cmd, "cpu"))
        return cmd_error(cmd, "--cpu-percent and --cpu are mutually exclusive");
    return 0;
}

static int exec(struct command *cmd)
{
    struct targets t;
    enum dry_run dry;
    if (check(cmd) || result_dry_run(cmd, &dry))
        return 1;
    int rc = targets_resolve(cmd, cmd->argc, cmd->argv, TARGET_FETCH | TARGET_REQUIRE_NAME | TARGET_FILES, &t);
    if (rc)
        return rc;
    if (!t.len && !t.errors.len)
        return cmd_error(cmd, "no objects passed to autoscale");
    for (size_t i = 0; i < t.len; i++) {
        struct status st = STATUS_INIT;
        if (autoscale(cmd, &t.items[i], dry, &st) < 0)
            cmd_errors_add(cmd, &t.errors, &st);
    }
    return targets_report(cmd, &t);
}

static const char *const examples[] = {
    "kubectl autoscale deploy web --min=2 --max=10\t둘에서 열까지 스스로 늘고 줄게 해요",
    NULL,
};

const struct verb verb_autoscale = {
    .name = "autoscale",
    .kubectl = true,
    .usage = "autoscale (-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu-percent=CPU]",
    .summary_ko = "파드 수를 스스로 바꾸는 오토스케일러를 만들어요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
