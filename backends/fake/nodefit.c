#include "backends/fake/nodefit.h"

#include <string.h>

#include "backends/base/selector.h"

/* ---- taints ---- */

bool toleration_tolerates(const struct val *toleration, const struct val *taint)
{
    const char *effect = val_get_str(toleration, "effect", ""), *key = val_get_str(toleration, "key", "");
    const char *op = val_get_str(toleration, "operator", "");
    if (*effect && strcmp(effect, val_get_str(taint, "effect", "")))
        return false;
    if (*key && strcmp(key, val_get_str(taint, "key", "")))
        return false;
    if (!strcmp(op, "Exists"))
        return true;
    if (*op && strcmp(op, "Equal"))
        return false;
    return !strcmp(val_get_str(toleration, "value", ""), val_get_str(taint, "value", ""));
}

const struct val *taint_toleration(const struct val *tolerations, const struct val *taint)
{
    for (size_t i = 0; i < val_len(tolerations); i++)
        if (toleration_tolerates(val_item(tolerations, i), taint))
            return val_item(tolerations, i);
    return NULL;
}

static unsigned effect_of(const struct val *taint)
{
    const char *effect = val_get_str(taint, "effect", "");
    if (!strcmp(effect, "NoSchedule"))
        return TAINT_NO_SCHEDULE;
    if (!strcmp(effect, "NoExecute"))
        return TAINT_NO_EXECUTE;
    return !strcmp(effect, "PreferNoSchedule") ? TAINT_PREFER_NO_SCHEDULE : 0;
}

const struct val *node_untolerated_taint(const struct val *node, const struct val *tolerations, unsigned effects)
{
    const struct val *taints = val_get(val_get(node, "spec"), "taints");
    for (size_t i = 0; i < val_len(taints); i++) {
        const struct val *taint = val_item(taints, i);
        if ((effect_of(taint) & effects) && !taint_toleration(tolerations, taint))
            return taint;
    }
    return NULL;
}

/* ---- selector and affinity ---- */

/* A requirement on a field: only In and NotIn of one value; the only field that a node has here is its name. */
static bool field_matches(const struct val *node, const struct val *requirement)
{
    const char *op = val_get_str(requirement, "operator", ""), *key = val_get_str(requirement, "key", "");
    const struct val *values = val_get(requirement, "values");
    if (val_len(values) != 1)
        return false;
    const char *have = strcmp(key, "metadata.name") ? "" : val_get_str(val_get(node, "metadata"), "name", "");
    bool same = val_str_equal(val_item(values, 0), have);
    return !strcmp(op, "In") ? same : !strcmp(op, "NotIn") && !same;
}

/* Labels against an array of {key, operator, values}; one that is malformed makes the whole match nothing. */
static bool expressions_match(const struct val *expressions, const struct val *labels)
{
    struct selector *s = selector_new();
    struct strbuf why = STRBUF_INIT;
    bool valid = true;
    for (size_t i = 0; valid && i < val_len(expressions); i++) {
        const struct val *e = val_item(expressions, i);
        enum selector_operator op;
        valid = selector_operator_parse(val_get_str(e, "operator", ""), &op) == 0 &&
                selector_add(s, val_get_str(e, "key", ""), op, val_get(e, "values"), &why) == 0;
    }
    bool matches = valid && selector_matches(s, labels);
    strbuf_release(&why);
    selector_free(s);
    return matches;
}

bool node_term_matches(const struct val *term, const struct val *node)
{
    const struct val *expressions = val_get(term, "matchExpressions"), *fields = val_get(term, "matchFields");
    const struct val *labels = val_get(val_get(node, "metadata"), "labels");
    if (val_empty(expressions) && val_empty(fields))
        return false;
    if (!val_empty(expressions) && !expressions_match(expressions, labels))
        return false;
    for (size_t i = 0; i < val_len(fields); i++)
        if (!field_matches(node, val_item(fields, i)))
            return false;
    return true;
}

static const struct val *required_terms(const struct val *pod_spec, bool *given)
{
    const struct val *affinity = val_get(val_get(pod_spec, "affinity"), "nodeAffinity");
    const struct val *required = val_get(affinity, "requiredDuringSchedulingIgnoredDuringExecution");
    *given = !val_is_null(required);
    return val_get(required, "nodeSelectorTerms");
}

bool node_affinity_matches(const struct val *pod_spec, const struct val *node)
{
    const struct val *selector = val_get(pod_spec, "nodeSelector");
    const struct val *labels = selector ? val_get(val_get(node, "metadata"), "labels") : NULL;
    for (size_t i = 0; i < val_len(selector); i++) {
        const char *have = val_str(val_getv(labels, val_keyv(selector, i)));
        if (!have || !val_str_equal(val_item(selector, i), have))
            return false;
    }
    bool required;
    const struct val *terms = required_terms(pod_spec, &required);
    for (size_t i = 0; i < val_len(terms); i++)
        if (node_term_matches(val_item(terms, i), node))
            return true;
    return !required;
}

const char *affinity_node(const struct val *pod_spec)
{
    bool required;
    const struct val *terms = required_terms(pod_spec, &required);
    const char *node = NULL;
    for (size_t i = 0; i < val_len(terms); i++) {
        const struct val *fields = val_get(val_item(terms, i), "matchFields"), *field = val_item(fields, 0);
        const struct val *values = val_get(field, "values");
        if (val_len(fields) != 1 || val_len(values) != 1 || strcmp(val_get_str(field, "operator", ""), "In") ||
            strcmp(val_get_str(field, "key", ""), "metadata.name"))
            return NULL;
        const char *name = val_str_or(val_item(values, 0), "");
        if (node && strcmp(node, name))
            return NULL;
        node = name;
    }
    return node;
}
