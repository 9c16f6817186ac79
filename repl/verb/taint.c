/* kubectl taint: staging/src/k8s.io/kubectl/pkg/cmd/taint/, v1.20.2. */
#include <string.h>
#include <strings.h>

#include "backends/base/names.h"
#include "repl/print/result.h"
#include "repl/target.h"

static const struct option options[] = {
    { "overwrite", 0, OPTION_BOOL, NULL, NULL, "이미 있는 테인트도 바꿔요" },
    { "all", 0, OPTION_BOOL, NULL, NULL, "모든 노드" },
    { "selector", 'l', OPTION_STRING, NULL, NULL, "레이블 셀렉터로 노드를 골라요" },
    { "validate", 0, OPTION_BOOL, "true", "true", "보내기 전에 스키마로 검사해요" },
    { "field-manager", 0, OPTION_STRING, NULL, NULL, "바꾼 쪽의 이름" },
    RESULT_OPTIONS,
    OPTION_END,
};

/* {key, value, effect} each; value and effect may be absent. */
struct request_taints {
    struct val *add, *remove; /* arrays */
};

static bool is_taint_arg(const char *arg)
{
    size_t len = strlen(arg);
    return strpbrk(arg, "=:") || (len && arg[len - 1] == '-');
}

static bool same_taint(const struct val *a, const struct val *b)
{
    return val_equal(val_get(a, "key"), val_get(b, "key")) && val_equal(val_get(a, "effect"), val_get(b, "effect"));
}

/* "key=value:Effect", as Taint.ToString. */
static const char *taint_text(struct command *cmd, const struct val *t)
{
    const char *key = val_get_str(t, "key", ""), *value = val_get_str(t, "value", ""), *effect = val_get_str(t, "effect", "");
    return arena_strf(cmd->arena, "%s%s%s%s%s", key, *value ? "=" : "", value, *effect ? ":" : "", effect);
}

static bool known_effect(const char *effect)
{
    static const char *const effects[] = { "NoSchedule", "PreferNoSchedule", "NoExecute" };
    for (size_t i = 0; i < ARRAY_LEN(effects); i++)
        if (!strcmp(effects[i], effect))
            return true;
    return false;
}

static int bad_part(struct command *cmd, const char *spec, const struct name_errors *errors)
{
    struct strbuf why = STRBUF_INIT;
    for (size_t i = 0; i < errors->len; i++)
        strbuf_addf(&why, "%s%s", i ? "; " : "", errors->items[i]);
    cmd_usage_error(cmd, "invalid taint spec: %s, %s", spec, why.buf);
    strbuf_release(&why);
    return 1;
}

/* One KEY[=VALUE][:EFFECT]; *out is owned by the caller. 0, or 1 after printing. */
static int parse_taint(struct command *cmd, const char *spec, struct val **out)
{
    const char *colon = strchr(spec, ':'), *effect = colon ? colon + 1 : "";
    const char *left = colon ? arena_strndup(cmd->arena, spec, (size_t)(colon - spec)) : spec;
    const char *eq = colon ? strchr(left, '=') : NULL;
    const char *key = eq ? arena_strndup(cmd->arena, left, (size_t)(eq - left)) : left;
    struct name_errors errors;
    if ((colon && strchr(effect, ':')) || (eq && strchr(eq + 1, '=')))
        return cmd_usage_error(cmd, "invalid taint spec: %s", spec);
    if (colon && !known_effect(effect))
        return cmd_usage_error(cmd, "invalid taint effect: %s, unsupported taint effect", effect);
    if (eq && !names_check(NAME_LABEL_VALUE, eq + 1, strlen(eq + 1), cmd_version(cmd), &errors))
        return bad_part(cmd, spec, &errors);
    if (!names_check(NAME_QUALIFIED, key, strlen(key), cmd_version(cmd), &errors))
        return bad_part(cmd, spec, &errors);
    *out = val_fmt("{key:%s, value:%s, effect:%s}", key, eq && eq[1] ? eq + 1 : NULL, colon ? effect : NULL);
    return 0;
}

static int parse_one(struct command *cmd, const char *spec, struct request_taints *r)
{
    size_t len = strlen(spec);
    struct val *taint = NULL;
    bool removal = spec[len - 1] == '-';
    if (parse_taint(cmd, removal ? arena_strndup(cmd->arena, spec, len - 1) : spec, &taint))
        return 1;
    if (removal) {
        val_unset(&taint, "value");
        val_append(&r->remove, taint);
        return 0;
    }
    bool duplicate = false;
    for (size_t i = 0; i < val_len(r->add); i++)
        duplicate |= same_taint(val_item(r->add, i), taint);
    val_append(&r->add, taint);
    if (!val_get(taint, "effect"))
        return cmd_usage_error(cmd, "invalid taint spec: %s", spec);
    if (duplicate)
        return cmd_usage_error(cmd, "duplicated taints with the same key and effect: {%s %s %s <nil>}", val_get_str(taint, "key", ""),
                               val_get_str(taint, "value", ""), val_get_str(taint, "effect", ""));
    return 0;
}

static int check_conflicts(struct command *cmd, const struct request_taints *r)
{
    struct strbuf both = STRBUF_INIT;
    for (size_t i = 0; i < val_len(r->add); i++)
        for (size_t j = 0; j < val_len(r->remove); j++) {
            const struct val *add = val_item(r->add, i), *gone = val_item(r->remove, j);
            const char *effect = val_get_str(gone, "effect", "");
            if (val_equal(val_get(add, "key"), val_get(gone, "key")) &&
                (!*effect || val_str_equal(val_get(add, "effect"), effect)))
                strbuf_addf(&both, "%s{\"%s\":\"%s\"}", both.len ? ", " : "", val_get_str(gone, "key", ""), effect);
        }
    int rc = 0;
    if (both.len)
        rc = cmd_error(cmd, "can not both modify and remove the following taint(s) in the same command: %s", both.buf);
    strbuf_release(&both);
    return rc;
}

static int validate(struct command *cmd, int resources, const struct request_taints *r)
{
    const char *type = cmd->argv[0], *selector = opt_str(cmd, "selector");
    if (strcasecmp(type, "node") && strcasecmp(type, "nodes"))
        return cmd_error(cmd, "invalid resource type %s, only node types are supported", type);
    if (check_conflicts(cmd, r))
        return 1;
    if (opt_bool(cmd, "all") && selector && *selector)
        return cmd_error(cmd, "setting 'all' parameter with a non empty selector is prohibited");
    if (!opt_bool(cmd, "all") && !(selector && *selector) && resources < 2)
        return cmd_error(cmd, "at least one resource name must be specified since 'all' parameter is not set");
    return 0;
}

/* ---- one node ---- */

/* The new ones first, then the old ones that they do not replace. */
static struct val *added_to(const struct val *old, const struct val *add)
{
    struct val *all = val_ref(add);
    for (size_t i = 0; i < val_len(old); i++) {
        bool replaced = false;
        for (size_t j = 0; j < val_len(add); j++)
            replaced |= same_taint(val_item(add, j), val_item(old, i));
        if (!replaced)
            val_append(&all, val_ref(val_item(old, i)));
    }
    return all;
}

/* Takes one removal's taints out; false: there was none. */
static bool remove_taint(struct val **taints, const struct val *gone)
{
    bool removed = false;
    for (size_t i = val_len(*taints); i-- > 0;) {
        const struct val *t = val_item(*taints, i);
        if (val_get(gone, "effect") ? !same_taint(t, gone) : !val_equal(val_get(t, "key"), val_get(gone, "key")))
            continue;
        val_remove(taints, i);
        removed = true;
    }
    return removed;
}

/* "a,b": keys of additions that stand already with the same effect. */
static const char *already_there(struct command *cmd, const struct val *old, const struct val *add)
{
    const char *keys = "";
    for (size_t i = 0; i < val_len(add); i++)
        for (size_t j = 0; j < val_len(old); j++)
            if (same_taint(val_item(add, i), val_item(old, j)))
                keys = arena_strf(cmd->arena, "%s%s%s", keys, *keys ? "," : "", val_get_str(val_item(add, i), "key", ""));
    return keys;
}

static int commit(struct command *cmd, const struct target *t, const struct val *taints, const char *operation,
                  enum dry_run dry, struct cmd_errors *errors)
{
    struct val *result = NULL, *patch = val_fmt("{spec:{taints:%V}}", val_len(taints) ? val_ref(taints) : val_null());
    struct status st = STATUS_INIT;
    int rc = 0;
    if (dry == DRY_RUN_CLIENT) {
        result = val_ref(t->object);
        val_put(&result, "spec.taints", val_ref(taints));
    } else if (client_patch(cmd_client(cmd), t->resource, NULL, t->name, NULL, CONTENT_STRATEGIC_PATCH, patch,
                            result_query(cmd), &result, &st) < 0) {
        cmd_errors_add(cmd, errors, &st);
        rc = 1;
    }
    if (!rc)
        rc = result_print(cmd, t->resource, result, operation);
    val_unref(patch);
    val_unref(result);
    return rc;
}

static int change(struct command *cmd, const struct target *t, const struct request_taints *r, enum dry_run dry,
                  struct cmd_errors *errors)
{
    const struct val *old = val_at(t->object, "spec.taints");
    bool overwrite = opt_bool(cmd, "overwrite"), missing = false;
    const char *there = overwrite ? "" : already_there(cmd, old, r->add);
    struct status st = STATUS_INIT;
    if (*there) {
        status_client(&st, "node %s already has %s taint(s) with same effect(s) and --overwrite is false", t->name, there);
        cmd_errors_add(cmd, errors, &st);
        return 1;
    }
    struct val *taints = added_to(old, r->add);
    bool added = val_len(taints) != val_len(old), deleted = false;
    for (size_t i = 0; i < val_len(r->remove); i++) {
        if (remove_taint(&taints, val_item(r->remove, i))) {
            deleted = true;
            continue;
        }
        status_client(&st, "taint \"%s\" not found", taint_text(cmd, val_item(r->remove, i)));
        cmd_errors_add(cmd, errors, &st);
        missing = true;
    }
    const char *operation = (added && deleted) || overwrite ? "modified" : added ? "tainted" : "untainted";
    int rc = missing ? 1 : commit(cmd, t, taints, operation, dry, errors);
    val_unref(taints);
    return rc;
}

static int run(struct command *cmd, struct request_taints *r)
{
    struct targets t;
    enum dry_run dry;
    int n = 0;
    while (n < cmd->argc && !is_taint_arg(cmd->argv[n]))
        n++;
    for (int i = n; i < cmd->argc; i++)
        if (!is_taint_arg(cmd->argv[i]))
            return cmd_error(cmd, "all resources must be specified before taint changes: %s", cmd->argv[i]);
    if (n < 1)
        return cmd_error(cmd, "one or more resources must be specified as <resource> <name>");
    if (n == cmd->argc)
        return cmd_error(cmd, "at least one taint update is required");
    for (int i = n; i < cmd->argc; i++)
        if (parse_one(cmd, cmd->argv[i], r))
            return 1;
    if (validate(cmd, n, r) || result_dry_run(cmd, &dry))
        return 1;
    int rc = targets_resolve(cmd, n, cmd->argv, TARGET_FETCH | TARGET_SELECTORS | TARGET_REQUIRE_NAME, &t);
    for (size_t i = 0, resolved = !rc; resolved && i < t.len; i++)
        rc |= change(cmd, &t.items[i], r, dry, &t.errors);
    return rc | targets_report(cmd, &t);
}

static int exec(struct command *cmd)
{
    struct request_taints r = { val_array(), val_array() };
    int rc = run(cmd, &r);
    val_unref(r.add);
    val_unref(r.remove);
    return rc;
}

static const char *const examples[] = {
    "kubectl taint nodes kube-node1 dedicated=db:NoSchedule\t톨러레이션이 없는 새 파드를 막아요",
    "kubectl taint nodes kube-node1 dedicated:NoSchedule-\t그 테인트를 떼요",
    NULL,
};

const struct verb verb_taint = {
    .name = "taint",
    .kubectl = true,
    .usage = "taint NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N",
    .summary_ko = "노드에 테인트를 붙이거나 떼요",
    .examples_ko = examples,
    .options = options,
    .exec = exec,
};
