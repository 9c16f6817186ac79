/* Where a pod may and would rather run: affinity, tolerations, topology spread. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"
#include "backends/fake/validate/podspec.h"

/* ---- nodes ---- */

static void check_node_requirement(struct check *c, const struct val *rq, bool required_affinity, const struct field *f)
{
    static const char *const listed[] = { "In", "NotIn", NULL }, *const alone[] = { "Exists", "DoesNotExist", NULL },
                             *const compared[] = { "Gt", "Lt", NULL };
    const struct val *values = val_get(rq, "values");
    const char *op = text_of(rq, "operator");
    struct field values_field = FIELD(f, "values"), op_field = FIELD(f, "operator"), key = FIELD(f, "key");
    if (text_in(op, listed)) {
        if (!val_len(values))
            field_required(c->errors, &values_field, "must be specified when `operator` is 'In' or 'NotIn'");
    } else if (text_in(op, alone)) {
        if (val_len(values))
            field_forbidden(c->errors, &values_field, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
    } else if (text_in(op, compared)) {
        if (val_len(values) != 1)
            field_required(c->errors, &values_field, "must be specified single value when `operator` is 'Lt' or 'Gt'");
    } else {
        invalid_text(c, &op_field, val_get(rq, "operator"), "not a valid selector operator");
    }
    check_name(c, NAME_QUALIFIED, val_get(rq, "key"), &key);
    if (!required_affinity || !newer(c, FEATURE_NODE_AFFINITY_VALUES))
        return;
    for (size_t i = 0; i < val_len(values); i++) {
        struct field item = FIELD_INDEX(&values_field, i);
        check_name(c, NAME_LABEL_VALUE, val_item(values, i), &item);
    }
}

static void check_node_field_requirement(struct check *c, const struct val *rq, const struct field *f)
{
    static const char *const listed[] = { "In", "NotIn", NULL };
    const struct val *values = val_get(rq, "values");
    struct field values_field = FIELD(f, "values"), op_field = FIELD(f, "operator"), key = FIELD(f, "key");
    if (!text_in(text_of(rq, "operator"), listed))
        invalid_text(c, &op_field, val_get(rq, "operator"), "not a valid selector operator");
    else if (val_len(values) != 1)
        field_required(c->errors, &values_field,
                       "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
    if (!val_str_equal(val_get(rq, "key"), "metadata.name")) {
        invalid_text(c, &key, val_get(rq, "key"), "not a valid field selector key");
        return;
    }
    for (size_t i = 0; i < val_len(values); i++) {
        struct field item = FIELD_INDEX(&values_field, i);
        check_name(c, NAME_DNS1123_SUBDOMAIN, val_item(values, i), &item);
    }
}

static void check_node_term(struct check *c, const struct val *term, bool required_affinity, const struct field *f)
{
    const struct val *expressions = val_get(term, "matchExpressions"), *fields = val_get(term, "matchFields");
    struct field a = FIELD(f, "matchExpressions"), b = FIELD(f, "matchFields");
    for (size_t i = 0; i < val_len(expressions); i++) {
        struct field item = FIELD_INDEX(&a, i);
        check_node_requirement(c, val_item(expressions, i), required_affinity, &item);
    }
    for (size_t i = 0; i < val_len(fields); i++) {
        struct field item = FIELD_INDEX(&b, i);
        check_node_field_requirement(c, val_item(fields, i), &item);
    }
}

void check_node_selector(struct check *c, const struct val *selector, const struct field *f)
{
    const struct val *terms = val_get(selector, "nodeSelectorTerms");
    struct field list = FIELD(f, "nodeSelectorTerms");
    if (!val_len(terms))
        field_required(c->errors, &list, "must have at least one node selector term");
    for (size_t i = 0; i < val_len(terms); i++) {
        struct field item = FIELD_INDEX(&list, i);
        check_node_term(c, val_item(terms, i), true, &item);
    }
}

static void check_weight(struct check *c, const struct val *term, const struct field *f)
{
    int64_t weight = val_int_or(val_get(term, "weight"), 0);
    struct field member = FIELD(f, "weight");
    if (weight < 1 || weight > 100)
        invalid_int(c, &member, val_get(term, "weight"), "must be in the range 1-100");
}

#define REQUIRED_KEY "requiredDuringSchedulingIgnoredDuringExecution"
#define PREFERRED_KEY "preferredDuringSchedulingIgnoredDuringExecution"

static void check_node_affinity(struct check *c, const struct val *affinity, const struct field *f)
{
    const struct val *must = val_get(affinity, REQUIRED_KEY), *would = val_get(affinity, PREFERRED_KEY);
    struct field must_field = FIELD(f, REQUIRED_KEY), would_field = FIELD(f, PREFERRED_KEY);
    if (given(must))
        check_node_selector(c, must, &must_field);
    for (size_t i = 0; i < val_len(would); i++) {
        struct field item = FIELD_INDEX(&would_field, i), preference = FIELD(&item, "preference");
        check_weight(c, val_item(would, i), &item);
        check_node_term(c, val_get(val_item(would, i), "preference"), false, &preference);
    }
}

/* ---- labels that a pod takes from itself ---- */

static void check_label_keys(struct check *c, const struct val *keys, const struct val *selector, const struct field *f)
{
    if (val_len(keys) && !given(selector)) {
        field_forbidden(c->errors, f, "must not be specified when labelSelector is not set");
        return;
    }
    for (size_t i = 0; i < val_len(keys); i++) {
        struct field item = FIELD_INDEX(f, i);
        check_name(c, NAME_QUALIFIED, val_item(keys, i), &item);
    }
}

static bool list_has(const struct val *list, const struct val *item)
{
    for (size_t i = 0; i < val_len(list); i++)
        if (val_equal(val_item(list, i), item))
            return true;
    return false;
}

static void check_match_label_keys(struct check *c, const struct val *term, const struct field *f)
{
    const struct val *match = val_get(term, "matchLabelKeys"), *mismatch = val_get(term, "mismatchLabelKeys"),
                     *selector = val_get(term, "labelSelector");
    struct field match_field = FIELD(f, "matchLabelKeys"), mismatch_field = FIELD(f, "mismatchLabelKeys");
    if (!newer(c, FEATURE_MATCH_LABEL_KEYS))
        return;
    check_label_keys(c, match, selector, &match_field);
    check_label_keys(c, mismatch, selector, &mismatch_field);
    for (size_t i = 0; i < val_len(match); i++) {
        struct field item = FIELD_INDEX(&match_field, i);
        if (list_has(mismatch, val_item(match, i)))
            invalid_text(c, &item, val_item(match, i), "exists in both matchLabelKeys and mismatchLabelKeys");
    }
}

/* ---- other pods ---- */

static void check_pod_term(struct check *c, const struct val *term, const struct field *f)
{
    const struct val *namespaces = val_get(term, "namespaces");
    bool named = newer(c, FEATURE_NAMESPACE_SELECTOR);
    struct field selector = FIELD(f, named ? "labelSelector" : "matchExpressions"), ns_selector = FIELD(f, "namespaceSelector"),
                 ns = FIELD(f, "namespace"), key = FIELD(f, "topologyKey");
    check_label_selector(c, val_get(term, "labelSelector"), &selector);
    if (named)
        check_label_selector(c, val_get(term, "namespaceSelector"), &ns_selector);
    for (size_t i = 0; i < val_len(namespaces); i++)
        check_name(c, NAME_DNS1123_LABEL, val_item(namespaces, i), &ns);
    check_match_label_keys(c, term, f);
    if (!has_text(term, "topologyKey"))
        field_required(c->errors, &key, "can not be empty");
    check_name(c, NAME_QUALIFIED, val_get(term, "topologyKey"), &key);
}

static void check_pod_affinity(struct check *c, const struct val *affinity, const struct field *f)
{
    const struct val *must = val_get(affinity, REQUIRED_KEY), *would = val_get(affinity, PREFERRED_KEY);
    struct field must_field = FIELD(f, REQUIRED_KEY), would_field = FIELD(f, PREFERRED_KEY);
    for (size_t i = 0; i < val_len(must); i++) {
        struct field item = FIELD_INDEX(&must_field, i);
        check_pod_term(c, val_item(must, i), &item);
    }
    for (size_t i = 0; i < val_len(would); i++) {
        struct field item = FIELD_INDEX(&would_field, i), term = FIELD(&item, "podAffinityTerm");
        check_weight(c, val_item(would, i), &item);
        check_pod_term(c, val_get(val_item(would, i), "podAffinityTerm"), &term);
    }
}

void check_affinity(struct check *c, const struct val *affinity, const struct field *f)
{
    struct field node = FIELD(f, "nodeAffinity"), pod = FIELD(f, "podAffinity"), anti = FIELD(f, "podAntiAffinity");
    check_node_affinity(c, val_get(affinity, "nodeAffinity"), &node);
    check_pod_affinity(c, val_get(affinity, "podAffinity"), &pod);
    check_pod_affinity(c, val_get(affinity, "podAntiAffinity"), &anti);
}

/* ---- taints ---- */

void check_taint_effect(struct check *c, const struct val *effect, bool may_be_empty, const struct field *f)
{
    static const char *const effects[] = { "NoSchedule", "PreferNoSchedule", "NoExecute", NULL };
    if (!*val_str_or(effect, "") && !may_be_empty)
        required(c, f);
    else if (!text_in(val_str_or(effect, ""), effects))
        unsupported_text(c, f, effect, effects);
}

/* core.Toleration as Go prints it. */
static void invalid_toleration(struct check *c, const struct field *f, const struct val *t, const char *detail)
{
    static const struct {
        const char *name, *key;
    } texts[] = { { "Key", "key" }, { "Operator", "operator" }, { "Value", "value" }, { "Effect", "effect" } };
    struct strbuf text = STRBUF_INIT;
    strbuf_adds(&text, "core.Toleration{");
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        const char *s = text_of(t, texts[i].key);
        strbuf_addf(&text, "%s:", texts[i].name);
        go_quote(&text, s, strlen(s));
        strbuf_adds(&text, ", ");
    }
    strbuf_addf(&text, "TolerationSeconds:(*int64)(%s)}", given(val_get(t, "tolerationSeconds")) ? GO_POINTER : "nil");
    field_invalid_text(c->errors, f, text.buf, detail);
    strbuf_release(&text);
}

static void check_toleration_value(struct check *c, const struct val *t, const struct field *op_field)
{
    static const char *const old_operators[] = { "Equal", "Exists", NULL };
    const struct val *value = val_get(t, "value");
    const char *op = text_of(t, "operator");
    if (!*op || !strcmp(op, "Equal")) {
        check_label_value(c, value, op_field);
    } else if (strcmp(op, "Exists")) {
        static const char *const all[] = { "Equal", "Exists", "Lt", "Gt", NULL };
        bool compares = newer(c, FEATURE_TOLERATION_COMPARISON) && (!strcmp(op, "Lt") || !strcmp(op, "Gt"));
        unsupported_text(c, op_field, val_get(t, "operator"), compares ? all : old_operators);
    } else if (has_text(t, "value")) {
        if (newer(c, FEATURE_TOLERATION_VALUE_SHOWN))
            invalid_text(c, op_field, value, "value must be empty when `operator` is 'Exists'");
        else
            invalid_toleration(c, op_field, t, "value must be empty when `operator` is 'Exists'");
    }
}

static void check_toleration(struct check *c, const struct val *t, const struct field *f)
{
    const struct val *op = val_get(t, "operator"), *effect = val_get(t, "effect");
    struct field key = FIELD(f, "key"), op_field = FIELD(f, "operator"), effect_field = FIELD(f, "effect");
    check_optional_name(c, NAME_QUALIFIED, val_get(t, "key"), &key);
    if (!has_text(t, "key") && strcmp(val_str_or(op, ""), "Exists"))
        invalid_text(c, &op_field, op,
                     "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
    if (given(val_get(t, "tolerationSeconds")) && !val_str_equal(effect, "NoExecute"))
        invalid_text(c, &effect_field, effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
    check_toleration_value(c, t, &op_field);
    if (has_text(t, "effect"))
        check_taint_effect(c, effect, true, &effect_field);
}

void check_tolerations(struct check *c, const struct val *tolerations, const struct field *f)
{
    for (size_t i = 0; i < val_len(tolerations); i++) {
        struct field item = FIELD_INDEX(f, i);
        check_toleration(c, val_item(tolerations, i), &item);
    }
}

/* ---- topology spread ---- */

static void check_positive(struct check *c, const struct val *v, const struct field *f)
{
    if (val_int_or(v, 0) <= 0)
        invalid_int(c, f, v, "must be greater than zero");
}

static void check_spread_policies(struct check *c, const struct val *spread, const struct field *f)
{
    static const char *const keys[] = { "nodeAffinityPolicy", "nodeTaintsPolicy" };
    static const char *const policies[] = { "Honor", "Ignore", NULL };
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        const struct val *policy = val_get(spread, keys[i]);
        struct field member = FIELD(f, keys[i]);
        if (given(policy) && !text_in(val_str_or(policy, ""), policies))
            unsupported_text(c, &member, policy, policies);
    }
}

static void check_min_domains(struct check *c, const struct val *spread, const struct field *f)
{
    const struct val *domains = val_get(spread, "minDomains");
    const char *action = text_of(spread, "whenUnsatisfiable");
    struct field member = FIELD(f, "minDomains");
    if (!given(domains))
        return;
    check_positive(c, domains, &member);
    if (!strcmp(action, "DoNotSchedule"))
        return;
    char *text = xstrf("can only use minDomains if whenUnsatisfiable=DoNotSchedule, not %s", action);
    invalid_int(c, &member, domains, text);
    free(text);
}

static void check_spread_repeats(struct check *c, const struct val *list, size_t i, const struct field *f)
{
    const struct val *one = val_item(list, i);
    for (size_t j = i + 1; j < val_len(list); j++) {
        const struct val *other = val_item(list, j);
        if (!val_equal(val_get(one, "topologyKey"), val_get(other, "topologyKey")) ||
            !val_equal(val_get(one, "whenUnsatisfiable"), val_get(other, "whenUnsatisfiable")))
            continue;
        struct field pair = FIELD(f, "{topologyKey, whenUnsatisfiable}");
        struct val *shown = val_stringf("{%s, %s}", text_of(one, "topologyKey"), text_of(one, "whenUnsatisfiable"));
        field_duplicate(c->errors, &pair, shown);
        val_unref(shown);
        return;
    }
}

void check_topology_spread(struct check *c, const struct val *constraints, const struct field *f)
{
    static const char *const actions[] = { "DoNotSchedule", "ScheduleAnyway", NULL };
    for (size_t i = 0; i < val_len(constraints); i++) {
        const struct val *one = val_item(constraints, i);
        struct field item = FIELD_INDEX(f, i), skew = FIELD(&item, "maxSkew"), key = FIELD(&item, "topologyKey"),
                     when = FIELD(&item, "whenUnsatisfiable"), selector = FIELD(&item, "labelSelector");
        check_positive(c, val_get(one, "maxSkew"), &skew);
        if (!has_text(one, "topologyKey"))
            field_required(c->errors, &key, "can not be empty");
        if (!text_in(text_of(one, "whenUnsatisfiable"), actions))
            unsupported_text(c, &when, val_get(one, "whenUnsatisfiable"), actions);
        check_spread_repeats(c, constraints, i, &item);
        if (!newer(c, FEATURE_SPREAD_POLICIES))
            continue;
        check_min_domains(c, one, &item);
        check_spread_policies(c, one, &item);
        check_match_label_keys(c, one, &item);
        check_label_selector(c, val_get(one, "labelSelector"), &selector);
    }
}

void check_scheduling_gates(struct check *c, const struct val *gates, const struct field *f)
{
    struct name_set seen = NAME_SET_INIT;
    for (size_t i = 0; newer(c, FEATURE_SCHEDULING_GATES) && i < val_len(gates); i++) {
        const struct val *gate = val_item(gates, i);
        struct field item = FIELD_INDEX(f, i);
        check_name(c, NAME_QUALIFIED, val_get(gate, "name"), &item);
        if (!name_set_add(&seen, text_of(gate, "name"), gate))
            duplicate_text(c, &item, val_get(gate, "name"));
    }
    name_set_release(&seen);
}
