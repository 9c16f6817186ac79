/* Requests and limits: names, quantities, and how they fit. */
#include <stdlib.h>
#include <string.h>

#include "backends/base/godump.h"
#include "backends/base/quantity.h"
#include "backends/fake/validate/podspec.h"

/* ---- seen of resources (pkg/apis/core/helper) ---- */

static bool is_huge_page(const char *name)
{
    return has_prefix(name, "hugepages-");
}

static bool is_native(const char *name)
{
    return !strchr(name, '/') || strstr(name, "kubernetes.io/");
}

static bool is_extended(const char *name)
{
    if (is_native(name) || has_prefix(name, "requests."))
        return false;
    char *quota = xstrf("requests.%s", name);
    bool ok = name_valid(NAME_QUALIFIED, quota);
    free(quota);
    return ok;
}

static bool may_overcommit(const char *name)
{
    return is_native(name) && !is_huge_page(name);
}

static bool is_integer(const char *name)
{
    static const char *const counted[] = { "pods", "resourcequotas", "services", "replicationcontrollers", "secrets",
                                           "configmaps", "persistentvolumeclaims", "services.nodeports",
                                           "services.loadbalancers", NULL };
    return text_in(name, counted) || is_extended(name);
}

static const char *const of_containers[] = { "cpu", "memory", "ephemeral-storage", NULL };

static bool is_standard(const char *name)
{
    static const char *const standard[] = {
        "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "requests.ephemeral-storage",
        "limits.cpu", "limits.memory", "limits.ephemeral-storage", "pods", "resourcequotas", "services",
        "replicationcontrollers", "secrets", "configmaps", "persistentvolumeclaims", "storage", "requests.storage",
        "services.nodeports", "services.loadbalancers", NULL };
    return text_in(name, standard) || is_huge_page(name);
}

/* ---- names ---- */

static void check_container_resource_name(struct check *c, const struct val *name, const struct field *f)
{
    const char *s = val_str(name);
    bool plain = !strchr(s, '/');
    size_t before = c->errors->len;
    check_name(c, NAME_QUALIFIED, name, f);
    if (c->errors->len == before && plain && !is_standard(s))
        invalid_text(c, f, name, "must be a standard resource type or fully qualified");
    if (plain && !text_in(s, of_containers) && !is_huge_page(s))
        invalid_text(c, f, name, "must be a standard resource for containers");
    if (!plain && !is_native(s) && !is_extended(s))
        invalid_text(c, f, name, "doesn't follow extended resource name standard");
}

/* ---- quantities ---- */

static bool read_quantity(const struct val *v, struct quantity *q)
{
    return given(v) && quantity_parse_val(v, q, NULL) == 0;
}

static void invalid_quantity(struct check *c, const struct field *f, const struct quantity *q, const char *detail)
{
    static const char *const formats[] = { [QUANTITY_DECIMAL] = "DecimalSI", [QUANTITY_BINARY] = "BinarySI",
                                           [QUANTITY_EXPONENT] = "DecimalExponent" };
    struct strbuf text = STRBUF_INIT, canonical = STRBUF_INIT;
    quantity_string(&canonical, q);
    if (c->errors->json_values)
        go_quote(&text, canonical.buf, canonical.len);
    else
        strbuf_addf(&text,
                    "resource.Quantity{i:resource.int64Amount{value:%lld, scale:%d}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, "
                    "s:\"%s\", Format:\"%s\"}",
                    (long long)q->unscaled, q->scale, canonical.buf, formats[q->format]);
    field_invalid_text(c->errors, f, text.buf, detail);
    strbuf_release(&text);
    strbuf_release(&canonical);
}

/* A quantity shown as its canonical text. */
static void invalid_amount(struct check *c, const struct field *f, const struct quantity *q, const char *detail)
{
    struct strbuf text = STRBUF_INIT;
    quantity_string(&text, q);
    field_invalid_str(c->errors, f, text.buf, detail);
    strbuf_release(&text);
}

void check_resource_quantity(struct check *c, const char *resource, const struct val *quantity, const struct field *f)
{
    struct quantity q;
    int64_t millis;
    if (!read_quantity(quantity, &q))
        return;
    if (quantity_sign(&q) < 0)
        invalid_amount(c, f, &q, NEGATIVE_TEXT);
    if (is_integer(resource) && quantity_milli(&q, &millis) && millis % 1000)
        invalid_quantity(c, f, &q, "must be an integer");
}

/* Huge pages come whole. */
static void check_huge_page_multiple(struct check *c, const struct val *list, size_t i, const struct field *list_field)
{
    const char *resource = val_key(list, i);
    struct field f = FIELD_KEY(list_field, resource);
    struct quantity q, size;
    int64_t amount, unit;
    if (!is_huge_page(resource) || !newer(c, FEATURE_HUGEPAGES_DIVISIBLE) || !read_quantity(val_item(list, i), &q) ||
        quantity_parse(resource + strlen("hugepages-"), &size, NULL) < 0 || !quantity_value(&q, &amount) ||
        !quantity_value(&size, &unit) || unit <= 0 || amount % unit == 0)
        return;
    struct strbuf text = STRBUF_INIT;
    quantity_string(&text, &q);
    strbuf_addf(&text, " is not positive integer multiple of %s", resource);
    invalid_amount(c, &f, &q, text.buf);
    strbuf_release(&text);
}

/* ---- requests against limits ---- */

static void check_against_limit(struct check *c, const char *resource, const struct quantity *request, const struct val *limits,
                                const struct field *requests_field, const struct field *limits_field)
{
    struct quantity limit;
    if (!read_quantity(val_get(limits, resource), &limit)) {
        if (!may_overcommit(resource))
            field_required(c->errors, limits_field, "Limit must be set for non overcommitable resources");
        return;
    }
    int order = quantity_compare(request, &limit);
    if (!order || (order < 0 && may_overcommit(resource)))
        return;
    struct strbuf text = STRBUF_INIT;
    strbuf_addf(&text, may_overcommit(resource) ? "must be less than or equal to %s limit" : "must be equal to %s limit",
                resource);
    if (newer(c, FEATURE_LIMIT_IN_ERROR)) {
        strbuf_adds(&text, " of ");
        quantity_string(&text, &limit);
    }
    invalid_amount(c, requests_field, request, text.buf);
    strbuf_release(&text);
}

/* What was seen in both lists together. */
struct resource_kinds {
    bool huge_pages, compute;
};

static void check_resource(struct check *c, const struct val *list, size_t i, struct resource_kinds *seen,
                           const struct field *list_field)
{
    const char *name = val_key(list, i);
    struct field f = FIELD_KEY(list_field, name);
    check_container_resource_name(c, val_keyv(list, i), &f);
    check_resource_quantity(c, name, val_item(list, i), &f);
    seen->huge_pages = seen->huge_pages || is_huge_page(name);
    seen->compute = seen->compute || !strcmp(name, "cpu") || !strcmp(name, "memory");
}

void check_resources(struct check *c, const struct val *resources, const struct field *f)
{
    const struct val *limits = val_get(resources, "limits"), *requests = val_get(resources, "requests");
    struct field limits_field = FIELD(f, "limits"), requests_field = FIELD(f, "requests");
    struct resource_kinds seen = { false, false };
    for (size_t i = 0; i < val_len(limits); i++) {
        check_resource(c, limits, i, &seen, &limits_field);
        check_huge_page_multiple(c, limits, i, &limits_field);
    }
    for (size_t i = 0; i < val_len(requests); i++) {
        struct quantity request;
        check_resource(c, requests, i, &seen, &requests_field);
        if (read_quantity(val_item(requests, i), &request))
            check_against_limit(c, val_key(requests, i), &request, limits, &requests_field, &limits_field);
        check_huge_page_multiple(c, requests, i, &requests_field);
    }
    if (seen.huge_pages && !seen.compute)
        field_forbidden(c->errors, f, "HugePages require cpu or memory");
}

void check_overhead(struct check *c, const struct val *overhead, const struct field *f)
{
    struct field limits_field = FIELD(f, "limits");
    struct resource_kinds seen = { false, false };
    for (size_t i = 0; i < val_len(overhead); i++)
        check_resource(c, overhead, i, &seen, &limits_field);
    if (seen.huge_pages && !seen.compute)
        field_forbidden(c->errors, f, "HugePages require cpu or memory");
}
