/* ResourceQuotas: pkg/apis/core/validation (ValidateResourceQuota, ValidateResourceQuotaUpdate). */
#include <string.h>

#include "backends/base/godump.h"
#include "backends/base/json.h"
#include "backends/fake/validate/resources.h"
#include "backends/fake/validate/validate.h"

static void check_hard(struct check *c, const struct val *hard, const struct field *f)
{
    for (size_t i = 0; i < val_len(hard); i++) {
        const char *name = val_key(hard, i);
        struct field key = FIELD_KEY(f, name);
        check_resource_name(c, val_keyv(hard, i), &key);
        if (!strchr(name, '/') && !resource_is_quota(name))
            invalid_text(c, &key, val_keyv(hard, i), "must be a standard resource for quota");
        check_resource_quantity(c, name, val_item(hard, i), &key);
    }
}

/* ---- scopes ---- */

static void invalid_scopes(struct check *c, const struct val *scopes, const struct field *f, const char *detail)
{
    struct strbuf text = STRBUF_INIT;
    if (c->errors->json_values)
        json_write(&text, scopes, JSON_COMPACT);
    else
        strbuf_adds(&text, given(scopes) ? "[]core.ResourceQuotaScope{" : "[]core.ResourceQuotaScope(nil)");
    for (size_t i = 0; !c->errors->json_values && i < val_len(scopes); i++) {
        strbuf_adds(&text, i ? ", " : "");
        go_quote(&text, val_str_or(val_item(scopes, i), ""), val_len(val_item(scopes, i)));
    }
    strbuf_adds(&text, !c->errors->json_values && given(scopes) ? "}" : "");
    field_invalid_text(c->errors, f, text.buf, detail);
    strbuf_release(&text);
}

static bool is_scope(const struct check *c, const char *scope)
{
    static const char *const known[] = { "Terminating", "NotTerminating", "BestEffort", "NotBestEffort", "PriorityClass", NULL };
    return text_in(scope, known) ||
           (newer(c, FEATURE_QUOTA_CROSS_NAMESPACE) && !strcmp(scope, "CrossNamespacePodAffinity"));
}

/* Scopes are of pods: best-effort ones have nothing but their number to be limited. */
static bool scope_fits(const struct check *c, const char *scope, const char *resource)
{
    static const char *const compute[] = { "cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "requests.memory", NULL };
    bool number_only = !strcmp(scope, "BestEffort");
    return !is_scope(c, scope) || !strcmp(resource, "pods") || (!number_only && text_in(resource, compute));
}

static bool has_scope(const struct val *list, const char *key, const char *scope)
{
    for (size_t i = 0; i < val_len(list); i++)
        if (val_str_equal(key ? val_get(val_item(list, i), key) : val_item(list, i), scope))
            return true;
    return false;
}

/* Scopes that no pod can be in together. key: of the member that names the scope; NULL: the list is of names. */
static void check_conflicts(struct check *c, const struct val *list, const char *key, const struct val *scopes, const struct field *f)
{
    if (has_scope(list, key, "BestEffort") && has_scope(list, key, "NotBestEffort"))
        invalid_scopes(c, scopes, f, "conflicting scopes");
    if (has_scope(list, key, "Terminating") && has_scope(list, key, "NotTerminating"))
        invalid_scopes(c, scopes, f, "conflicting scopes");
}

static size_t count_unfit(const struct check *c, const char *scope, const struct val *hard)
{
    size_t n = 0;
    for (size_t i = 0; i < val_len(hard); i++)
        n += resource_is_quota(val_key(hard, i)) && !scope_fits(c, scope, val_key(hard, i));
    return n;
}

static void check_scopes(struct check *c, const struct val *spec, const struct field *f)
{
    const struct val *scopes = val_get(spec, "scopes");
    for (size_t i = 0; i < val_len(scopes); i++) {
        const char *scope = val_str_or(val_item(scopes, i), "");
        if (!is_scope(c, scope))
            invalid_scopes(c, scopes, f, "unsupported scope");
        for (size_t n = count_unfit(c, scope, val_get(spec, "hard")); n; n--)
            invalid_scopes(c, scopes, f, "unsupported scope applied to resource");
    }
    check_conflicts(c, scopes, NULL, scopes, f);
}

/* ---- the scope selector ---- */

static const char *exists_only(const struct check *c)
{
    return newer(c, FEATURE_QUOTA_CROSS_NAMESPACE)
               ? "must be 'Exist' only operator when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, "
                 "ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity"
               : "must be 'Exist' only operator when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, "
                 "ResourceQuotaScopeBestEffort and ResourceQuotaScopeNotBestEffort";
}

static void check_values(struct check *c, const struct val *requirement, const struct field *list)
{
    static const char *const with[] = { "In", "NotIn", NULL }, *const without[] = { "Exists", "DoesNotExist", NULL };
    const char *op = text_of(requirement, "operator");
    const struct val *values = val_get(requirement, "values");
    struct field f = FIELD(list, "values"), op_field = FIELD(list, "operator");
    struct strbuf text = STRBUF_INIT;
    if (text_in(op, with) && !val_len(values))
        field_required(c->errors, &f, "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
    if (text_in(op, without) && val_len(values)) {
        if (c->errors->json_values)
            json_write(&text, values, JSON_COMPACT);
        else
            go_dump_string_list(&text, values);
        field_invalid_text(c->errors, &f, text.buf, "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector");
    }
    if (!text_in(op, with) && !text_in(op, without))
        invalid_text(c, &op_field, val_get(requirement, "operator"), "not a valid selector operator");
    strbuf_release(&text);
}

/* An error about the selector as a whole, which stands at its list. */
static void invalid_scope_selector(struct check *c, const struct val *selector, const struct field *f, const char *detail)
{
    const struct val *list = val_get(selector, "matchExpressions");
    struct strbuf text = STRBUF_INIT;
    if (c->errors->json_values)
        json_write(&text, selector, JSON_COMPACT);
    else
        strbuf_adds(&text, "core.ScopeSelector{MatchExpressions:[]core.ScopedResourceSelectorRequirement{");
    for (size_t i = 0; !c->errors->json_values && i < val_len(list); i++) {
        const char *scope = text_of(val_item(list, i), "scopeName"), *op = text_of(val_item(list, i), "operator");
        strbuf_addf(&text, "%score.ScopedResourceSelectorRequirement{ScopeName:", i ? ", " : "");
        go_quote(&text, scope, strlen(scope));
        strbuf_adds(&text, ", Operator:");
        go_quote(&text, op, strlen(op));
        strbuf_adds(&text, ", Values:");
        go_dump_string_list(&text, val_get(val_item(list, i), "values"));
        strbuf_addch(&text, '}');
    }
    strbuf_adds(&text, c->errors->json_values ? "" : "}}");
    field_invalid_text(c->errors, f, text.buf, detail);
    strbuf_release(&text);
}

static void check_selector(struct check *c, const struct val *spec, const struct field *f)
{
    const struct val *list = val_at(spec, "scopeSelector.matchExpressions");
    struct field expressions = FIELD(f, "matchExpressions"), name = FIELD(&expressions, "scopeName"), op = FIELD(&expressions, "operator");
    for (size_t i = 0; i < val_len(list); i++) {
        const struct val *requirement = val_item(list, i);
        const char *scope = text_of(requirement, "scopeName");
        if (!is_scope(c, scope))
            invalid_text(c, &name, val_get(requirement, "scopeName"), "unsupported scope");
        for (size_t n = count_unfit(c, scope, val_get(spec, "hard")); n; n--)
            invalid_scope_selector(c, val_get(spec, "scopeSelector"), &expressions, "unsupported scope applied to resource");
        if (is_scope(c, scope) && strcmp(scope, "PriorityClass") != 0 && !val_str_equal(val_get(requirement, "operator"), "Exists"))
            invalid_text(c, &op, val_get(requirement, "operator"), exists_only(c));
        check_values(c, requirement, &expressions);
    }
    check_conflicts(c, list, "scopeName", val_get(spec, "scopes"), &expressions);
}

/* ---- the whole ---- */

static bool same_scopes(const struct val *a, const struct val *b)
{
    for (size_t i = 0; i < val_len(a); i++)
        if (!has_scope(b, NULL, val_str_or(val_item(a, i), "")))
            return false;
    return true;
}

void validate_resourcequota(const struct val *doc, const struct val *old, const struct kind_context *kc, struct field_errors *errors)
{
    struct check c = check_begin(kc, errors);
    const struct val *spec = val_get(doc, "spec"), *scopes = val_get(spec, "scopes"), *before = val_at(old, "spec.scopes");
    struct field root = FIELD_ROOT("spec"), hard = FIELD(&root, "hard"), scopes_field = FIELD(&root, "scopes");
    struct field selector = FIELD(&root, "scopeSelector");
    if (old)
        check_update(&c, doc, old, METADATA_NAMESPACED);
    check_metadata(&c, doc, METADATA_NAMESPACED, NAME_DNS1123_SUBDOMAIN);
    check_hard(&c, val_get(spec, "hard"), &hard);
    check_scopes(&c, spec, &scopes_field);
    check_selector(&c, spec, &selector);
    if (old && (!same_scopes(scopes, before) || !same_scopes(before, scopes)))
        invalid_scopes(&c, scopes, &scopes_field, IMMUTABLE_TEXT);
    check_end(&c);
}
