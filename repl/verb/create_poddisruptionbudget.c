/* kubectl create poddisruptionbudget: pkg/cmd/create/create_pdb.go, v1.20.2 and v1.37.2. */
#include <stdlib.h>
#include <string.h>

#include "backends/base/selector.h"
#include "repl/verb/create.h"

static const struct option options[] = {
    { "selector", 0, OPTION_STRING, NULL, "", "지킬 파드의 레이블 셀렉터" },
    { "min-available", 0, OPTION_STRING, NULL, "", "적어도 떠 있어야 하는 파드의 수나 비율" },
    { "max-unavailable", 0, OPTION_STRING, NULL, "", "떠 있지 않아도 되는 파드의 수나 비율" },
    CREATE_OPTIONS,
    OPTION_END,
};

/* ^[0-9]+%?$ */
static bool is_amount(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits && (!text[digits] || !strcmp(text + digits, "%"));
}

/* A number where the text is one, as intstr.Parse has it; NULL for "". */
static struct val *amount(const char *text)
{
    char *end;
    if (!*text)
        return NULL;
    long n = strtol(text, &end, 10);
    return *end || n > INT32_MAX || n < INT32_MIN ? val_string(text) : val_int(n);
}

static int validate(struct command *cmd, const char *name, const char *min, const char *max, struct status *st)
{
    bool checked = version_has(cmd_version(cmd), FEATURE_PDB_FORMAT_CHECKED);
    if (!*name)
        return status_client(st, "name must be specified");
    if (!*opt_str(cmd, "selector"))
        return status_client(st, "a selector must be specified");
    if (!*max && !*min)
        return status_client(st, "one of min-available or max-unavailable must be specified");
    if (*max && *min)
        return status_client(st, "min-available and max-unavailable cannot be both specified");
    if (checked && *min && !is_amount(min))
        return status_client(st, "invalid format specified for min-available");
    if (checked && *max && !is_amount(max))
        return status_client(st, "invalid format specified for max-unavailable");
    return 0;
}

/* metav1.ParseToLabelSelector: the text as matchLabels and matchExpressions. NULL with *st. */
static struct val *read_selector(const char *text, struct status *st)
{
    static const char *const names[] = { [SELECTOR_IN] = "In", [SELECTOR_NOT_IN] = "NotIn", [SELECTOR_NOT_EQUALS] = "NotIn",
                                         [SELECTOR_EXISTS] = "Exists", [SELECTOR_DOES_NOT_EXIST] = "DoesNotExist" };
    struct strbuf err = STRBUF_INIT;
    struct selector *s = selector_parse(text, &err);
    struct val *labels = NULL, *expressions = NULL;
    bool known = s;
    if (!s)
        status_client(st, "couldn't parse the selector string \"%s\": %s", text, err.buf);
    for (size_t i = 0; known && selector_requirement(s, i); i++) {
        const struct requirement *r = selector_requirement(s, i);
        if (r->op == SELECTOR_EQUALS || r->op == SELECTOR_DOUBLE_EQUALS)
            val_set(&labels, val_str(r->key), val_ref(val_item(r->values, 0)));
        else if (r->op < ARRAY_LEN(names))
            val_append(&expressions, val_fmt("{key:%v, operator:%s, values:%v}", r->key, names[r->op], val_len(r->values) ? r->values : NULL));
        else
            known = status_client(st, "\"%s\" isn't supported in label selectors", r->op == SELECTOR_GREATER_THAN ? "gt" : "lt") == 0;
    }
    strbuf_release(&err);
    selector_free(s);
    if (known)
        return val_fmt("{matchLabels:%V, matchExpressions:%V}", labels, expressions);
    val_unref(labels);
    val_unref(expressions);
    return NULL;
}

static struct val *build(struct command *cmd, const char *name, struct status *st)
{
    const char *min = opt_str(cmd, "min-available"), *max = opt_str(cmd, "max-unavailable");
    if (validate(cmd, name, min, max, st) < 0)
        return NULL;
    struct val *selector = read_selector(opt_str(cmd, "selector"), st);
    if (!selector)
        return NULL;
    return val_fmt("{apiVersion:%s, kind:PodDisruptionBudget, metadata:{name:%s}, spec:{selector:%V, minAvailable:%V, maxUnavailable:%V}}",
                   version_has(cmd_version(cmd), FEATURE_PDB_V1) ? "policy/v1" : "policy/v1beta1", name, selector, amount(min), amount(max));
}

static int exec(struct command *cmd)
{
    return create_run(cmd, build, NULL, create_failed(cmd, "failed to create poddisruptionbudgets: "));
}

const struct verb verb_create_poddisruptionbudget = {
    .name = "poddisruptionbudget",
    .aliases = "pdb",
    .kubectl = true,
    .usage = "create poddisruptionbudget NAME --selector=SELECTOR --min-available=N [--dry-run=server|client|none]",
    .summary_ko = "파드 디스럽션 버짓을 만들어요",
    .options = options,
    .exec = exec,
};
